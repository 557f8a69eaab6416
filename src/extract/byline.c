/*
 * Who wrote it: people's names, without the words and marks round them.
 */
#include "extract/internal.h"

#include "text/normalise.h"
#include "text/utf8.h"

#define NAMES_MAX 12u
#define NAME_MAX_CP 60u
#define NAME_MAX_WORDS 7u
#define LINE_MAX_BYTES 400u
#define CANDIDATES_MAX 24u
#define BYLINE_LEN_MAX 90u

struct names {
	struct page *p;
	struct str v[NAMES_MAX];
	unsigned n;
};

/* Words that stand before names, shown form, ended by white space or ':'. */
static const struct str heads[] = {
	STR_INIT("written by"), STR_INIT("story by"), STR_INIT("by"),
	STR_INIT("from"), STR_INIT("author"), STR_INIT("authors"),
	STR_INIT("posted by"), STR_INIT("published by"), STR_INIT("par"),
	STR_INIT("écrit par"), STR_INIT("publié par"), STR_INIT("auteur"),
	STR_INIT("propos recueillis par"), STR_INIT("von"), STR_INIT("por"),
	STR_INIT("autor"), STR_INIT("autorin"), STR_INIT("autoren"),
	STR_INIT("di"), STR_INIT("بقلم"), STR_INIT("بقلم الكاتب"),
	STR_INIT("كتب"), STR_INIT("كتبت"), STR_INIT("كتبه"), STR_INIT("كتبها"),
	STR_INIT("كتب بواسطة"), STR_INIT("بواسطة"), STR_INIT("إعداد"),
	STR_INIT("اعداد"), STR_INIT("تحرير"), STR_INIT("حوار"),
	STR_INIT("حاوره"), STR_INIT("حاورها"), STR_INIT("أجرى الحوار"),
	STR_INIT("الكاتب"), STR_INIT("الكاتبة"), STR_INIT("المؤلف"),
	STR_INIT("مراسل"), STR_INIT("متابعة"), STR_INIT("تقرير"),
	STR_INIT("نشر بواسطة"), STR_INIT("نشره"), STR_INIT("الصحفي"),
	STR_INIT("ترجمة"), STR_INIT("المصدر"),
};

/* Whole values that name nobody, folded. */
static const struct str nobody[] = {
	STR_INIT("admin"), STR_INIT("administrator"), STR_INIT("editor"),
	STR_INIT("webmaster"), STR_INIT("author"), STR_INIT("unknown"),
	STR_INIT("anonymous"), STR_INIT("user"), STR_INIT("root"),
	STR_INIT("redaction"), STR_INIT("la redaction"), STR_INIT("staff"),
	STR_INIT("facebook"), STR_INIT("twitter"), STR_INIT("null"),
	STR_INIT("none"), STR_INIT("undefined"), STR_INIT("web"),
	STR_INIT("facebook link"), STR_INIT("follow"), STR_INIT("share"),
	STR_INIT("powered by"), STR_INIT("by"), STR_INIT("superadmin"), STR_INIT("super user"), STR_INIT("super admin"),
};

static bool
is_edge(char c)
{
	return ascii_is_space(c) || c == ':' || c == '-' || c == '|' ||
	       c == '/' || c == '.' || c == ',' || c == '*' || c == '_';
}

/* Marks outside ASCII that stand round names: tatweel, dashes, bullets. */
static const struct str marks[] = {
	STR_INIT("\xD9\x80"), STR_INIT("–"), STR_INIT("—"), STR_INIT("•"),
	STR_INIT("·"), STR_INIT("،"), STR_INIT("©"), STR_INIT("\xC2\xA0"),
};

static struct str
trim_edges(struct str s)
{
	size_t before;

	do {
		before = s.n;
		while (s.n > 0 && is_edge(s.p[0]))
			s = str_sub(s, 1, s.n);
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

/* "Anna Berg (ab)" is Anna Berg. */
static struct str
without_brackets(struct str s)
{
	size_t at = str_chr(s, '(');

	return at != STR_NPOS && at > 0 ? str_sub(s, 0, at) : s;
}

/* s without the words that lead to a name. */
static struct str
without_heads(struct str s)
{
	for (unsigned round = 0; round < 3; round++) {
		size_t best = 0;

		s = trim_edges(s);
		for (size_t i = 0; i < COUNT(heads); i++)
			if (heads[i].n > best && heads[i].n < s.n &&
			    str_starts_ci(s, heads[i]) &&
			    is_edge(s.p[heads[i].n]))
				best = heads[i].n;
		if (best == 0)
			break;
		s = str_sub(s, best, s.n);
	}
	return trim_edges(s);
}

static bool
is_site_name(struct names *a, struct str name)
{
	struct str site = meta_get(a->p, META_SITE);

	return (site.n > 0 && fold_eq(a->p->mem, site, name)) ||
	       (a->p->ld->publisher.n > 0 &&
	        fold_eq(a->p->mem, a->p->ld->publisher, name));
}

/* Whether a text can be a name: words, no address, no number, not long. */
static bool
is_name(struct names *a, struct str s)
{
	struct str rest = s, folded;
	unsigned words = 0;

	if (s.n < 3 || utf8_count(s) > NAME_MAX_CP)
		return false;
	if (str_chr(s, '@') != STR_NPOS || str_find(s, STR("://")) != STR_NPOS ||
	    str_find_ci(s, STR("www.")) != STR_NPOS ||
	    str_find_ci(s, STR(".com")) != STR_NPOS)
		return false;
	/* prose, not a name: a question, a sentence's middle */
	if (s.p[s.n - 1] == '?' ||
	    (s.p[0] >= 'a' && s.p[0] <= 'z' && str_chr(s, ' ') != STR_NPOS))
		return false;
	while (rest.n > 0) {
		struct str w = str_word(&rest);
		size_t dot = str_rchr(w, '.');

		words += w.n > 0;
		if (dot != STR_NPOS && dot > 1 && w.n - dot > 2)
			return false; /* "mdr.de" */
		if (w.n > 0 && ascii_is_digit(w.p[0]))
			return false;
	}
	if (words > NAME_MAX_WORDS)
		return false;
	folded = text_fold_copy(a->p->mem, s);
	if (folded.n < 3)
		return false;
	for (size_t i = 0; i < COUNT(nobody); i++)
		if (str_eq(folded, nobody[i]))
			return false;
	return !is_site_name(a, s);
}

static void
add_name(struct names *a, struct str s)
{
	s = without_heads(without_brackets(s));
	if (a->n == NAMES_MAX || !is_name(a, s))
		return;
	for (unsigned i = 0; i < a->n; i++)
		if (fold_eq(a->p->mem, a->v[i], s))
			return;
	a->v[a->n++] = s;
}

/* The next separator of names in s: its place, its length in *n. */
static size_t
next_separator(struct str s, size_t *n)
{
	static const struct str seps[] = {
		STR_INIT(", "), STR_INIT("،"), STR_INIT("؛"), STR_INIT("; "),
		STR_INIT(" and "), STR_INIT(" et "), STR_INIT(" & "),
		STR_INIT(" و "), STR_INIT(" | "), STR_INIT(" / "),
		STR_INIT(" und "), STR_INIT(" y "), STR_INIT(" avec "),
		STR_INIT(" with "), STR_INIT(","), STR_INIT(" • "),
		STR_INIT(" · "),
	};
	size_t best = STR_NPOS;

	for (size_t i = 0; i < COUNT(seps); i++) {
		size_t at = str_find_ci(s, seps[i]);

		if (at < best) {
			best = at;
			*n = seps[i].n;
		}
	}
	return best;
}

/* Names separated by commas, conjunctions and the like. */
static void
add_list(struct names *a, struct str s)
{
	for (unsigned i = 0; i < NAMES_MAX && s.n > 0; i++) {
		size_t n = 0, at = next_separator(s, &n);

		add_name(a, str_sub(s, 0, at));
		if (at == STR_NPOS)
			break;
		s = str_sub(s, at + n, s.n);
	}
}

/* The next dash between spaces: its place, its length in *n. */
static size_t
next_dash(struct str s, size_t *n)
{
	static const struct str dashes[] = {
		STR_INIT(" - "), STR_INIT(" – "), STR_INIT(" — "),
		STR_INIT(" \xD9\x80 "), STR_INIT("- "), STR_INIT(" -"),
	};
	size_t best = STR_NPOS;

	for (size_t i = 0; i < COUNT(dashes); i++) {
		size_t at = str_find(s, dashes[i]);

		if (at < best) {
			best = at;
			*n = dashes[i].n;
		}
	}
	return best;
}

static bool
is_one_word(struct str s)
{
	s = trim_edges(s);
	return str_chr(s, ' ') == STR_NPOS;
}

/*
 * Between dashes stand places and papers beside people ("Cairo - Ali
 * Hassan"): where some parts have several words, one word is no name.
 */
static void
add_line(struct names *a, struct str s)
{
	struct str rest, part;
	bool has_long = false;
	size_t at, n;

	s = text_shown_copy(a->p->mem, s);
	if (s.n == 0 || s.n > LINE_MAX_BYTES)
		return;
	s = without_heads(s);
	for (rest = s; (at = next_dash(rest, &n)) != STR_NPOS;
	     rest = str_sub(rest, at + n, rest.n))
		has_long |= !is_one_word(str_sub(rest, 0, at));
	has_long |= !is_one_word(rest);
	for (rest = s; rest.n > 0; rest = str_sub(rest, at + n, rest.n)) {
		n = 0;
		at = next_dash(rest, &n);
		part = str_sub(rest, 0, at);
		if (!has_long || !is_one_word(part))
			add_list(a, part);
		if (at == STR_NPOS)
			break;
	}
}

/*
 * Elements that the page calls author or byline, outside of what leads to
 * other articles.  itemprop and rel are statements, class is only a hint.
 */
static void
add_elements(struct names *a)
{
	struct page *p = a->p;
	unsigned tried = 0;
	uint32_t i = p->h1 > 0 ? p->h1 : 1;

	for (; i < p->tree.n && tried < CANDIDATES_MAX && a->n == 0; i++) {
		const struct html_node *e = page_node(p, i);
		struct str text;

		if (!(p->facts[i] & FACT_AUTHOR) ||
		    (p->facts[i] & FACT_SKIP) || e->tag == HTML_TAG_TEXT)
			continue;
		tried++;
		text = page_text(p, i);
		if (text.n == 0 || text.n > LINE_MAX_BYTES)
			continue;
		add_line(a, text);
	}
}

/* Visible lines near the title that begin as bylines do. */
static void
add_lines(struct names *a)
{
	static const struct str starts[] = {
		STR_INIT("by "), STR_INIT("written by "), STR_INIT("par "),
		STR_INIT("von "), STR_INIT("por "), STR_INIT("بقلم"),
		STR_INIT("كتب "), STR_INIT("كتبت "), STR_INIT("كتب:"),
		STR_INIT("كتبت:"), STR_INIT("إعداد:"), STR_INIT("الكاتب:"),
	};
	struct page *p = a->p;
	struct buf raw = BUF_INIT(4 * LINE_MAX_BYTES);
	unsigned tried = 0;

	for (size_t i = 0; i < p->blocks.n && a->n == 0; i++) {
		struct block *b = &p->blocks.v[i];
		struct str s;

		if (b->first < p->h1 || b->len > BYLINE_LEN_MAX)
			continue;
		if (tried++ == CANDIDATES_MAX)
			break;
		buf_clear(&raw);
		block_text(p, b, &raw);
		s = text_shown_copy(p->mem, buf_str(&raw));
		for (size_t k = 0; k < COUNT(starts) && a->n == 0; k++)
			if (str_starts_ci(s, starts[k]))
				add_line(a, s);
	}
	buf_release(&raw);
}

static struct str
join(struct names *a)
{
	struct buf out = BUF_INIT(8192);
	struct str s;

	for (unsigned i = 0; i < a->n; i++) {
		if (i > 0)
			buf_put(&out, STR(", "));
		buf_put(&out, a->v[i]);
	}
	s = buf_copy(a->p->mem, &out);
	buf_release(&out);
	return text_cut_words(s, DOC_BYLINE_MAX);
}

void
byline_choose(struct page *p)
{
	struct names a = { .p = p };

	for (unsigned i = 0; i < p->ld->people_n; i++)
		add_line(&a, p->ld->people[i]);
	for (unsigned i = 0; i < p->meta->key[META_AUTHOR].n && a.n == 0; i++)
		add_line(&a, p->meta->key[META_AUTHOR].v[i]);
	/* a class is only a hint: the feed's word weighs more */
	if (a.n == 0 && p->hint != NULL)
		add_line(&a, p->hint->author);
	if (a.n == 0)
		add_elements(&a);
	if (a.n == 0)
		add_lines(&a);
	p->out->byline = join(&a);
}
