/*
 * What stands before names and round them: "Written by", dashes, bullets.
 */
#include "extract/names_internal.h"

#include "text/normalise.h"

#define LEAD_MAX_WORDS 4u /* before "by": "This post was written by" */
#define LEADS_MAX 3u      /* one behind the other */

/*
 * What stands before names, in lower case; `begins`: whether a line of text
 * that begins so is a byline.
 */
enum begins {
	NEVER,
	BEGINS,
	WORD,  /* perhaps: it begins sentences, too; surely with a colon */
	COLON, /* with a colon, or alone on the line before */
	KIND,  /* with a colon: what is written is of that kind */
	OFFICE /* the same; before one word alone that is an outlet */
};
static const struct { struct str text; enum begins begins; } leads[] = {
	{ STR_INIT("by"), WORD },
	{ STR_INIT("written by"), BEGINS },
	{ STR_INIT("story by"), BEGINS },
	{ STR_INIT("posted by"), BEGINS },
	{ STR_INIT("published by"), NEVER },
	{ STR_INIT("reported by"), BEGINS },
	{ STR_INIT("article by"), BEGINS },
	{ STR_INIT("text by"), BEGINS },
	{ STR_INIT("words by"), BEGINS },
	{ STR_INIT("author"), COLON },
	{ STR_INIT("authors"), COLON },
	{ STR_INIT("from"), NEVER },
	{ STR_INIT("par"), WORD },
	{ STR_INIT("écrit par"), BEGINS },
	{ STR_INIT("publié par"), BEGINS },
	{ STR_INIT("rédigé par"), BEGINS },
	{ STR_INIT("propos recueillis par"), BEGINS },
	{ STR_INIT("entretien réalisé par"), BEGINS },
	{ STR_INIT("recueilli par"), BEGINS },
	{ STR_INIT("recueillis par"), BEGINS },
	{ STR_INIT("auteur"), COLON },
	{ STR_INIT("auteurs"), COLON },
	{ STR_INIT("von"), WORD },
	{ STR_INIT("kommentar von"), BEGINS },
	{ STR_INIT("gastbeitrag von"), BEGINS },
	{ STR_INIT("ein gastbeitrag von"), BEGINS },
	{ STR_INIT("interview von"), BEGINS },
	{ STR_INIT("analyse von"), BEGINS },
	{ STR_INIT("autor"), COLON },
	{ STR_INIT("autorin"), COLON },
	{ STR_INIT("autoren"), COLON },
	{ STR_INIT("por"), WORD },
	{ STR_INIT("di"), NEVER },
	{ STR_INIT("door"), NEVER },
	{ STR_INIT("بقلم"), BEGINS },
	{ STR_INIT("بقلم الكاتب"), BEGINS },
	{ STR_INIT("كتب"), WORD },
	{ STR_INIT("كتبت"), WORD },
	{ STR_INIT("كتبه"), BEGINS },
	{ STR_INIT("كتبها"), BEGINS },
	{ STR_INIT("كتب بواسطة"), BEGINS },
	{ STR_INIT("بواسطة"), BEGINS },
	{ STR_INIT("نشر بواسطة"), BEGINS },
	{ STR_INIT("نشره"), COLON },
	{ STR_INIT("إعداد"), COLON },
	{ STR_INIT("اعداد"), COLON },
	{ STR_INIT("تحرير"), KIND },
	{ STR_INIT("حوار"), KIND },
	{ STR_INIT("حاوره"), COLON },
	{ STR_INIT("حاورها"), COLON },
	{ STR_INIT("حاورته"), COLON },
	{ STR_INIT("أجرى الحوار"), COLON },
	{ STR_INIT("أجرت الحوار"), COLON },
	{ STR_INIT("الكاتب"), COLON },
	{ STR_INIT("الكاتبة"), COLON },
	{ STR_INIT("المؤلف"), COLON },
	{ STR_INIT("الصحفي"), OFFICE },
	{ STR_INIT("مراسل"), OFFICE },
	{ STR_INIT("متابعة"), KIND },
	{ STR_INIT("تغطية"), KIND },
	{ STR_INIT("تقرير"), KIND },
	{ STR_INIT("ترجمة"), NEVER },
	{ STR_INIT("المصدر"), NEVER },
};

/* Marks outside ASCII that stand round names: tatweel, dashes, bullets. */
static const struct str marks[] = {
	STR_INIT("\xD9\x80"), STR_INIT("–"), STR_INIT("—"), STR_INIT("•"),
	STR_INIT("·"), STR_INIT("،"), STR_INIT("©"), STR_INIT("\xC2\xA0"),
	STR_INIT("›"), STR_INIT("»"), STR_INIT("«"), STR_INIT("✍"),
};

bool
names_is_edge(char c)
{
	return ascii_is_space(c) || c == ':' || c == '-' || c == '|' ||
	       c == '/' || c == '.' || c == ',' || c == '*' || c == '_' ||
	       c == '"' || c == '>' || c == '~' || c == ';';
}

struct str
names_trim(struct str s)
{
	size_t before;

	do {
		before = s.n;
		while (s.n > 0 && names_is_edge(s.p[0]))
			s = str_sub(s, 1, s.n);
		/* "Jr." keeps its point */
		while (s.n > 0 && names_is_edge(s.p[s.n - 1]) &&
		       s.p[s.n - 1] != '.')
			s.n--;
		for (size_t i = 0; i < COUNT(marks); i++) {
			str_skip(&s, marks[i]);
			if (str_ends(s, marks[i]))
				s.n -= marks[i].n;
		}
	} while (s.n < before);
	return s;
}

/* Whether s begins with `head`, of any case, and the word ends there. */
static bool
begins_with(struct str s, struct str head)
{
	return str_starts_ci(s, head) &&
	       (s.n == head.n || names_is_edge(s.p[head.n]) ||
	        (unsigned char)s.p[head.n] == 0xC2 ||
	        str_starts(str_sub(s, head.n, s.n), STR("\xD9\x80")) ||
	        str_starts(str_sub(s, head.n, s.n), STR("–")));
}

/* Whether what stands behind a lead is one word without a colon before it. */
static bool
is_bare_word(struct str rest)
{
	struct str trimmed = names_trim(rest);

	return trimmed.n > 0 && str_chr(trimmed, ' ') == STR_NPOS &&
	       !str_starts(str_trim_left(rest), STR(":"));
}

/* The longest lead that s begins with; COUNT(leads): none. */
static size_t
lead_of(struct str s)
{
	size_t best = COUNT(leads), n = 0;

	for (size_t i = 0; i < COUNT(leads); i++) {
		if (leads[i].text.n <= n || !begins_with(s, leads[i].text))
			continue;
		if (leads[i].begins == OFFICE &&
		    is_bare_word(str_sub(s, leads[i].text.n, s.n)))
			continue;
		best = i;
		n = leads[i].text.n;
	}
	return best;
}

static size_t
lead_bytes(struct str s)
{
	size_t i = lead_of(s);

	return i < COUNT(leads) ? leads[i].text.n : 0;
}

/* "This post was written by Jane" is led by all up to "by". */
static size_t
long_lead_bytes(struct str s)
{
	size_t at = str_find(s, STR(" by "));
	struct str head, rest;
	unsigned words = 0;

	if (at == STR_NPOS)
		return 0;
	head = rest = str_sub(s, 0, at);
	while (rest.n > 0)
		words += str_word(&rest).n > 0;
	return words <= LEAD_MAX_WORDS && str_chr(head, ',') == STR_NPOS
	               ? at + 4
	               : 0;
}

struct str
names_without_lead(struct str s)
{
	for (unsigned round = 0; round < LEADS_MAX; round++) {
		size_t n;

		s = names_trim(s);
		n = lead_bytes(s);
		if (n == 0)
			n = long_lead_bytes(s);
		if (n == 0 || n >= s.n)
			break;
		s = str_sub(s, n, s.n);
	}
	return names_trim(s);
}

bool
names_is_lead(struct arena *mem, struct str line)
{
	struct str s = names_trim(text_shown_copy(mem, line));

	return s.n > 0 && lead_bytes(s) == s.n;
}

enum names_begin
names_introduces(struct arena *mem, struct str line)
{
	struct str s = names_trim(text_shown_copy(mem, line));
	size_t i = lead_of(s);

	if (i == COUNT(leads) || leads[i].text.n != s.n)
		return NAMES_BEGIN_NOT;
	if (leads[i].begins == BEGINS)
		return NAMES_BEGIN_SURELY;
	return leads[i].begins == WORD || leads[i].begins == COLON
	               ? NAMES_BEGIN_MAYBE
	               : NAMES_BEGIN_NOT;
}

enum names_begin
names_begins(struct str line)
{
	enum names_begin best = NAMES_BEGIN_NOT;

	for (size_t i = 0; i < COUNT(leads); i++) {
		struct str rest;

		if (leads[i].begins == NEVER ||
		    !begins_with(line, leads[i].text))
			continue;
		rest = str_sub(line, leads[i].text.n, line.n);
		if (rest.n > 0 && leads[i].begins == BEGINS)
			return NAMES_BEGIN_SURELY;
		if (rest.n > 0 && leads[i].begins == WORD)
			best = NAMES_BEGIN_MAYBE;
		rest = str_trim_left(rest);
		if (rest.n > 0 && rest.p[0] == ':')
			return NAMES_BEGIN_SURELY;
	}
	return best;
}
