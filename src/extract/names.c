/*
 * Bylines taken apart: separators, places, what ends the names.
 */
#include "extract/names_internal.h"

#include "text/dates.h"
#include "text/normalise.h"

#define PARTS_MAX 24u /* of a line that are looked at */
#define SHORT_MAX_BYTES 3u /* of a word that a full stop shortens */
#define WORDS_MAX 60u /* of a line: more is no byline */

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
	STR_INIT(" For "),       STR_INIT(" FOR "),
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

/* What outlets write behind the names of their reporters, joined or not. */
static const struct str suffixes[] = {
	STR_INIT("기자"), STR_INIT("특파원"), STR_INIT("記者"),
};

static bool
is_date_word(struct str w)
{
	static const struct str fillers[] = {
		STR_INIT("at"), STR_INIT("on"), STR_INIT("of"),
		STR_INIT("the"), STR_INIT("le"), STR_INIT("à"),
		STR_INIT("يوم"), STR_INIT("بتاريخ"), STR_INIT("في"),
		STR_INIT("الساعة"), STR_INIT("على"),
	};

	while (w.n > 0 && names_is_edge(w.p[w.n - 1]))
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

void
names_keep_people(struct names *a)
{
	for (unsigned i = 0; i < a->n; i++)
		if (!names_is_together(text_fold_copy(a->mem, a->v[i])))
			return;
	a->n = 0;
}

static unsigned
count_words(struct str s)
{
	unsigned n = 0;

	while (s.n > 0)
		n += str_word(&s).n > 0;
	return n;
}

static bool
is_one_word(struct str s)
{
	return str_chr(names_trim(s), ' ') == STR_NPOS;
}

static bool
is_bar(struct str separator)
{
	struct str s = str_trim(separator);

	return str_eq(s, STR("|")) || str_eq(s, STR("/")) ||
	       str_eq(s, STR("•")) || str_eq(s, STR("·"));
}

/* "Al Brown." without its full stop, which "Al Brown Jr." keeps. */
static struct str
without_stop(struct str s)
{
	size_t word = str_rchr(s, ' ');

	word = word == STR_NPOS ? 0 : word + 1;
	if (s.n - word > SHORT_MAX_BYTES + 1 && s.p[s.n - 1] == '.')
		s.n--;
	return s;
}

/* A name that is shown twice, as a picture's words and as text. */
static struct str
without_double(struct str s)
{
	struct str half = str_sub(s, 0, s.n / 2);

	return s.n % 2 == 0 && str_chr(half, ' ') != STR_NPOS &&
	                       str_eq(half, str_sub(s, s.n / 2, s.n))
	               ? half
	               : s;
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
	bool doubtful, role;

	s = without_brackets(names_trim(names_without_lead(s)));
	before = s.n;
	if (trust == NAMES_SHOWN && a->n > 0 && begins_with_tail(s))
		l->ended = true;
	/* "Gull Staff Writers" behind names is more on them */
	role = names_has_role(text_fold_copy(a->mem, s));
	s = without_tail(s, trust);
	doubtful = ((l->was_cut || l->barred) && a->n > 0 && is_one_word(s)) ||
	           (l->had_role && trust == NAMES_SHOWN && !joined);
	l->was_cut |= s.n + 1 < before;
	s = without_stop(names_trim(without_suffix(names_trim(s))));
	s = without_double(s);
	l->had_role |= a->n > 0 && role;
	doubtful |= l->barred && role;
	if (!l->ended && !doubtful && names_is_one(a, s, trust))
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
	                   text_fold_copy(a->mem, names_trim(part)));
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
	    count_words(s) > WORDS_MAX ||
	    (trust == NAMES_SHOWN && s.p[s.n - 1] == ':'))
		return;
	s = names_without_lead(s);
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
