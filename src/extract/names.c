#include "extract/names.h"

#include "text/dates.h"
#include "text/normalise.h"
#include "text/utf8.h"

#define NAME_MAX_CP 60u
#define NAME_MAX_WORDS 7u
#define SHOWN_MAX_WORDS 5u /* of a name that is only shown */
#define LEAD_MAX_WORDS 4u  /* before "by": "This post was written by" */
#define PARTS_MAX 24u      /* of a line that are looked at */

/*
 * What stands before names, in lower case; `begins`: a line of text that
 * begins so is a byline, `:` wanted behind it if COLON.
 */
enum begins { NEVER, BEGINS, COLON };
static const struct { struct str text; enum begins begins; } leads[] = {
	{ STR_INIT("by"), BEGINS },
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
	{ STR_INIT("par"), BEGINS },
	{ STR_INIT("écrit par"), BEGINS },
	{ STR_INIT("publié par"), BEGINS },
	{ STR_INIT("rédigé par"), BEGINS },
	{ STR_INIT("propos recueillis par"), BEGINS },
	{ STR_INIT("entretien réalisé par"), BEGINS },
	{ STR_INIT("auteur"), COLON },
	{ STR_INIT("auteurs"), COLON },
	{ STR_INIT("von"), BEGINS },
	{ STR_INIT("autor"), COLON },
	{ STR_INIT("autorin"), COLON },
	{ STR_INIT("autoren"), COLON },
	{ STR_INIT("por"), BEGINS },
	{ STR_INIT("di"), NEVER },
	{ STR_INIT("door"), NEVER },
	{ STR_INIT("بقلم"), BEGINS },
	{ STR_INIT("بقلم الكاتب"), BEGINS },
	{ STR_INIT("كتب"), BEGINS },
	{ STR_INIT("كتبت"), BEGINS },
	{ STR_INIT("كتبه"), BEGINS },
	{ STR_INIT("كتبها"), BEGINS },
	{ STR_INIT("كتب بواسطة"), BEGINS },
	{ STR_INIT("بواسطة"), BEGINS },
	{ STR_INIT("نشر بواسطة"), BEGINS },
	{ STR_INIT("نشره"), COLON },
	{ STR_INIT("إعداد"), COLON },
	{ STR_INIT("اعداد"), COLON },
	{ STR_INIT("تحرير"), COLON },
	{ STR_INIT("حوار"), COLON },
	{ STR_INIT("حاوره"), COLON },
	{ STR_INIT("حاورها"), COLON },
	{ STR_INIT("حاورته"), COLON },
	{ STR_INIT("أجرى الحوار"), COLON },
	{ STR_INIT("أجرت الحوار"), COLON },
	{ STR_INIT("الكاتب"), COLON },
	{ STR_INIT("الكاتبة"), COLON },
	{ STR_INIT("المؤلف"), COLON },
	{ STR_INIT("الصحفي"), COLON },
	{ STR_INIT("مراسل"), COLON },
	{ STR_INIT("متابعة"), COLON },
	{ STR_INIT("تغطية"), COLON },
	{ STR_INIT("تقرير"), COLON },
	{ STR_INIT("ترجمة"), NEVER },
	{ STR_INIT("المصدر"), NEVER },
};

/* What ends the names of a line, between spaces or before a capital. */
static const struct str tails[] = {
	STR_INIT(" on "),        STR_INIT(" in "),
	STR_INIT(" at "),        STR_INIT(" for "),
	STR_INIT(" of "),        STR_INIT(" from "),
	STR_INIT(" updated"),    STR_INIT(" published"),
	STR_INIT(" posted"),     STR_INIT(" reviewed by "),
	STR_INIT(" edited by "), STR_INIT(" photo"),
	STR_INIT(" à "),         STR_INIT(" le "),
	STR_INIT(" publié"),     STR_INIT(" pour "),
	STR_INIT(" mis à jour"), STR_INIT(" aus "),
	STR_INIT(" am "),        STR_INIT(" en "),
	STR_INIT(" el "),        STR_INIT(" في "),
	STR_INIT(" لـ"),
	STR_INIT(" نشر"),        STR_INIT(" منذ "),
	STR_INIT(" يوم "),       STR_INIT(" بتاريخ "),
	STR_INIT(" Former "),    STR_INIT(" Senior "),
	STR_INIT(" Staff "),     STR_INIT(" Chief "),
};

static const struct str separators[] = {
	STR_INIT(","),     STR_INIT("،"),    STR_INIT("؛"),
	STR_INIT(";"),     STR_INIT(" and "), STR_INIT(" et "),
	STR_INIT(" & "),   STR_INIT(" و "),  STR_INIT("|"),
	STR_INIT(" / "),   STR_INIT(" und "), STR_INIT(" y "),
	STR_INIT(" avec "), STR_INIT(" with "), STR_INIT(" • "),
	STR_INIT(" · "),   STR_INIT(" og "), STR_INIT(" och "),
	STR_INIT(" ve "),  STR_INIT(" dan "), STR_INIT(" e "),
	STR_INIT("\n"),    STR_INIT(" via "),
};

/* What stands between a person and a place or a paper. */
static const struct str dashes[] = {
	STR_INIT(" - "), STR_INIT(" – "), STR_INIT(" — "),
	STR_INIT("- "),  STR_INIT(" -"),  STR_INIT("– "),
	STR_INIT(": "),
};

/* A name's own small words, which may be written in lower case. */
static const struct str particles[] = {
	STR_INIT("de"),  STR_INIT("la"),  STR_INIT("le"),  STR_INIT("van"),
	STR_INIT("von"), STR_INIT("der"), STR_INIT("den"), STR_INIT("di"),
	STR_INIT("da"),  STR_INIT("du"),  STR_INIT("del"), STR_INIT("dos"),
	STR_INIT("bin"), STR_INIT("ben"), STR_INIT("al"),  STR_INIT("el"),
	STR_INIT("ibn"), STR_INIT("ter"), STR_INIT("ten"), STR_INIT("zu"),
	STR_INIT("af"),  STR_INIT("bint"), STR_INIT("d"),  STR_INIT("e"),
};

/* Marks outside ASCII that stand round names: tatweel, dashes, bullets. */
static const struct str marks[] = {
	STR_INIT("\xD9\x80"), STR_INIT("–"), STR_INIT("—"), STR_INIT("•"),
	STR_INIT("·"), STR_INIT("،"), STR_INIT("©"), STR_INIT("\xC2\xA0"),
	STR_INIT("›"), STR_INIT("»"), STR_INIT("«"), STR_INIT("✍"),
};

/* What outlets write behind the names of their reporters, joined or not. */
static const struct str suffixes[] = {
	STR_INIT("기자"), STR_INIT("특파원"), STR_INIT("記者"),
	STR_INIT("'s Avatar"),
};

static bool
is_edge(char c)
{
	return ascii_is_space(c) || c == ':' || c == '-' || c == '|' ||
	       c == '/' || c == '.' || c == ',' || c == '*' || c == '_' ||
	       c == '"' || c == '>' || c == '~' || c == ';';
}

static struct str
trim_edges(struct str s)
{
	size_t before;

	do {
		before = s.n;
		while (s.n > 0 && is_edge(s.p[0]))
			s = str_sub(s, 1, s.n);
		/* "Jr." keeps its point */
		while (s.n > 0 && is_edge(s.p[s.n - 1]) && s.p[s.n - 1] != '.')
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
	       (s.n == head.n || is_edge(s.p[head.n]) ||
	        (unsigned char)s.p[head.n] == 0xC2 ||
	        str_starts(str_sub(s, head.n, s.n), STR("\xD9\x80")) ||
	        str_starts(str_sub(s, head.n, s.n), STR("–")));
}

/* Bytes of the longest lead that s begins with; 0: none. */
static size_t
lead_bytes(struct str s)
{
	size_t best = 0;

	for (size_t i = 0; i < COUNT(leads); i++)
		if (leads[i].text.n > best && begins_with(s, leads[i].text))
			best = leads[i].text.n;
	return best;
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

static struct str
without_leads(struct str s)
{
	for (unsigned round = 0; round < 3; round++) {
		size_t n;

		s = trim_edges(s);
		n = lead_bytes(s);
		if (n == 0)
			n = long_lead_bytes(s);
		if (n == 0 || n >= s.n)
			break;
		s = str_sub(s, n, s.n);
	}
	return trim_edges(s);
}

bool
names_is_lead(struct arena *mem, struct str line)
{
	struct str s = trim_edges(text_shown_copy(mem, line));

	return s.n > 0 && lead_bytes(s) == s.n;
}

bool
names_begins(struct str line)
{
	for (size_t i = 0; i < COUNT(leads); i++) {
		struct str rest;

		if (leads[i].begins == NEVER ||
		    !begins_with(line, leads[i].text))
			continue;
		rest = str_sub(line, leads[i].text.n, line.n);
		if (rest.n > 0 && leads[i].begins == BEGINS)
			return true;
		rest = str_trim_left(rest);
		if (rest.n > 0 && rest.p[0] == ':')
			return true;
	}
	return false;
}

static bool
is_date_word(struct str w)
{
	static const struct str fillers[] = {
		STR_INIT("at"), STR_INIT("on"), STR_INIT("of"),
		STR_INIT("the"), STR_INIT("le"), STR_INIT("à"),
		STR_INIT("يوم"), STR_INIT("بتاريخ"), STR_INIT("في"),
		STR_INIT("الساعة"), STR_INIT("على"),
	};

	while (w.n > 0 && is_edge(w.p[w.n - 1]))
		w.n--;
	for (size_t i = 0; i < COUNT(fillers); i++)
		if (str_eq_ci(w, fillers[i]))
			return true;
	return w.n == 0 || dates_is_name(w);
}

/* "Jane Doe, Monday May" without what is left of a date. */
static struct str
without_date_words(struct str s)
{
	while (s.n > 0) {
		size_t at = str_rchr(s, ' ');
		struct str last = at == STR_NPOS ? s
		                                 : str_sub(s, at + 1, s.n);

		if (!is_date_word(last))
			break;
		s = at == STR_NPOS ? STR_EMPTY
		                   : str_trim_right(str_sub(s, 0, at));
	}
	return s;
}

/* s up to what ends names: "Jane Doe in Paris", "Jane Doe May 12". */
static struct str
without_tail(struct str s, enum names_trust trust)
{
	size_t cut = s.n;

	for (size_t i = 0; i < COUNT(tails); i++) {
		size_t at = str_find(s, tails[i]);

		if (at > 0 && at < cut)
			cut = at;
	}
	s = str_sub(s, 0, cut);
	for (size_t i = 0; trust == NAMES_SHOWN && i < s.n; i++)
		if (ascii_is_digit(s.p[i]))
			return without_date_words(
			        str_trim_right(str_sub(s, 0, i)));
	return s;
}

/* "Anna Berg (ab)" is Anna Berg. */
static struct str
without_brackets(struct str s)
{
	size_t round = str_chr(s, '('), square = str_chr(s, '[');
	size_t at = round < square ? round : square;

	return at != STR_NPOS && at > 0 ? str_sub(s, 0, at) : s;
}

static struct str
without_suffix(struct str s)
{
	for (size_t i = 0; i < COUNT(suffixes); i++)
		if (s.n > suffixes[i].n && str_ends(s, suffixes[i]))
			return str_trim(str_sub(s, 0, s.n - suffixes[i].n));
	return s;
}

static bool
is_particle(struct str w)
{
	size_t mark = str_chr(w, '\'');

	/* "d'Arcy", "al-Hassan": the name follows the mark */
	if (mark != STR_NPOS || str_chr(w, '-') != STR_NPOS)
		return true;
	for (size_t i = 0; i < COUNT(particles); i++)
		if (str_eq(w, particles[i]))
			return true;
	return false;
}

/* Whether a word is one of a name, as its letters go. */
static bool
is_name_word(struct str w, enum names_trust trust)
{
	size_t dot = str_rchr(w, '.');

	/* "mdr.de", not a title such as "Ph.D" */
	if (dot != STR_NPOS && dot > 1 && w.n - dot > 2 &&
	    w.p[dot + 1] >= 'a' && w.p[dot + 1] <= 'z')
		return false;
	if (ascii_is_digit(w.p[0]))
		return false;
	/* prose: what is shown as a name is written with capitals */
	return trust == NAMES_STATED || w.p[0] < 'a' || w.p[0] > 'z' ||
	       is_particle(w);
}

static bool
has_role(struct str folded)
{
	struct str first = str_sub(folded, 0, str_chr(folded, ' '));

	if (names_is_in(NAMES_FIRST_ROLES, first))
		return true;
	while (folded.n > 0)
		if (names_is_in(NAMES_ROLES, str_until(&folded, ' ')))
			return true;
	return false;
}

/* No address of any kind, no question, no sentence. */
static bool
is_plain(struct str s)
{
	static const struct str signs[] = {
		STR_INIT("@"), STR_INIT("://"), STR_INIT("www."),
		STR_INIT(".com"), STR_INIT("..."), STR_INIT("…"),
		STR_INIT("{"), STR_INIT("<"), STR_INIT("="),
		STR_INIT("?"), STR_INIT("؟"), STR_INIT("!"),
		STR_INIT("("), STR_INIT(")"), STR_INIT(":"),
	};

	for (size_t i = 0; i < COUNT(signs); i++)
		if (str_find_ci(s, signs[i]) != STR_NPOS)
			return false;
	return true;
}

/* Whether a text can be a name: words, no address, no number, not long. */
static bool
is_name(struct names *a, struct str s, enum names_trust trust)
{
	struct str rest = s, folded;
	unsigned words = 0;

	if (s.n < 2 || utf8_count(s) > NAME_MAX_CP || !is_plain(s))
		return false;
	while (rest.n > 0) {
		struct str w = str_word(&rest);

		if (w.n == 0)
			continue;
		words++;
		if (!is_name_word(w, trust))
			return false;
	}
	if (words > (trust == NAMES_SHOWN ? SHOWN_MAX_WORDS : NAME_MAX_WORDS))
		return false;
	folded = text_fold_copy(a->mem, s);
	if (names_is_in(NAMES_AGENCIES, folded))
		return true;
	if (folded.n < 3 || names_is_in(NAMES_NOBODY, folded) ||
	    names_is_in(NAMES_PLACES, folded) || has_role(folded))
		return false;
	return !site_is_name(a->site, s);
}

void
names_add_whole(struct names *a, struct str name)
{
	if (name.n == 0 || a->n == NAMES_MAX)
		return;
	for (unsigned i = 0; i < a->n; i++)
		if (fold_eq(a->mem, a->v[i], name))
			return;
	a->v[a->n++] = name;
}

static bool
is_one_word(struct str s)
{
	return str_chr(trim_edges(s), ' ') == STR_NPOS;
}

static bool
is_bar(struct str separator)
{
	struct str s = str_trim(separator);

	return str_eq(s, STR("|")) || str_eq(s, STR("/")) ||
	       str_eq(s, STR("•")) || str_eq(s, STR("·"));
}

/* What the parts of a list so far tell of those to come. */
struct list {
	bool was_cut;  /* "Jane Doe in Paris": a word alone is a place, too */
	bool had_role; /* "Head of Sales": what follows may be more of it */
	bool ended;    /* "in News": the names are over */
	bool barred;   /* "Jane Doe | Paris": so is a word behind a bar */
};

static bool
begins_with_tail(struct str s)
{
	for (size_t i = 0; i < COUNT(tails); i++)
		if (str_starts(s, str_sub(tails[i], 1, tails[i].n)))
			return true;
	return false;
}

/* One part of a list; `joined`: an "and" stands before it. */
static void
add_one(struct names *a, struct str s, enum names_trust trust,
        struct list *l, bool joined)
{
	size_t before;
	bool doubtful;

	s = without_brackets(trim_edges(without_leads(s)));
	before = s.n;
	if (trust == NAMES_SHOWN && a->n > 0 && begins_with_tail(s))
		l->ended = true;
	s = without_tail(s, trust);
	doubtful = ((l->was_cut || l->barred) && a->n > 0 && is_one_word(s)) ||
	           (l->had_role && trust == NAMES_SHOWN && !joined);
	l->was_cut |= s.n + 1 < before;
	s = trim_edges(without_suffix(trim_edges(s)));
	l->had_role |= a->n > 0 && has_role(text_fold_copy(a->mem, s));
	if (!l->ended && !doubtful && is_name(a, s, trust))
		names_add_whole(a, s);
}

/*
 * "Ahmad Ali wa-Muhammad": the conjunction is joined to the name behind it,
 * which is told from names that begin with this letter by the name it leaves.
 */
static size_t
joined_and(struct names *a, struct str s)
{
	struct str waw = STR("\xD9\x88"), rest = s;

	while (rest.n > 0) {
		struct str w = str_word(&rest), name = w;
		size_t at = w.n > 0 ? (size_t)(w.p - s.p) : 0;

		if (at > 0 && str_skip(&name, waw) &&
		    names_is_in(NAMES_GIVEN, text_fold_copy(a->mem, name)))
			return at;
	}
	return STR_NPOS;
}

/* The next separator of names in s: its place, its length in *n. */
static size_t
next_separator(struct names *a, struct str s, size_t *n)
{
	size_t best = joined_and(a, s);

	*n = 2;
	for (size_t i = 0; i < COUNT(separators); i++) {
		size_t at = str_find(s, separators[i]);

		if (at < best) {
			best = at;
			*n = separators[i].n;
		}
	}
	return best;
}

/* Names separated by commas, conjunctions and the like. */
static void
add_list(struct names *a, struct str s, enum names_trust trust,
         struct list *l)
{
	bool joined = false;

	for (unsigned i = 0; i < PARTS_MAX && s.n > 0 && !l->ended; i++) {
		size_t n = 0, at = next_separator(a, s, &n);

		add_one(a, str_sub(s, 0, at), trust, l, joined);
		joined = n > 2; /* longer than a comma: " and " */
		l->barred = at < s.n && is_bar(str_sub(s, at, at + n));
		if (at == STR_NPOS)
			break;
		s = str_sub(s, at + n, s.n);
	}
}

/* The next dash: its place, its length in *n. */
static size_t
next_dash(struct str s, size_t *n)
{
	size_t best = STR_NPOS;

	*n = 0;
	for (size_t i = 0; i < COUNT(dashes); i++) {
		size_t at = str_find(s, dashes[i]);

		if (at < best) {
			best = at;
			*n = dashes[i].n;
		}
	}
	return best;
}

/* "Photos: Al Brown": who is not the author. */
static bool
is_other_work(struct names *a, struct str part)
{
	return names_is_in(NAMES_FIRST_ROLES,
	                   text_fold_copy(a->mem, trim_edges(part)));
}

/*
 * Between dashes stand places and papers beside people ("Cairo - Ali
 * Hassan"): where some parts have several words, one word is no name.
 */
void
names_add(struct names *a, struct str line, enum names_trust trust)
{
	struct str rest, s = text_shown_copy(a->mem, line);
	struct list l = { 0 };
	bool has_long = false, colon = false, other = false;
	size_t at = 0, n;

	if (s.n == 0 || s.n > NAMES_LINE_MAX_BYTES ||
	    (trust == NAMES_SHOWN && s.p[s.n - 1] == ':'))
		return;
	s = without_leads(s);
	for (rest = s; at != STR_NPOS; rest = str_sub(rest, at + n, rest.n)) {
		at = next_dash(rest, &n);
		has_long |= !is_one_word(str_sub(rest, 0, at));
		colon |= at < rest.n && rest.p[at] == ':';
	}
	if (colon && !has_long)
		return; /* "Section: Town" */
	at = 0;
	for (rest = s; at != STR_NPOS; rest = str_sub(rest, at + n, rest.n)) {
		struct str part;

		at = next_dash(rest, &n);
		part = str_sub(rest, 0, at);
		if (!other && (!has_long || !is_one_word(part)))
			add_list(a, part, trust, &l);
		/* "Posted by Jane on Monday - Tags: bridge, town" */
		if (trust == NAMES_SHOWN && l.was_cut)
			break;
		other = is_other_work(a, part);
	}
}
