#include "analyse/internal.h"
#include "text/normalise.h"

/*
 * Whose text it says it is.  Agencies sign in three places: the dateline
 * ("Rabat - MAP:"), brackets at the end or the beginning ("(AFP)"), and a
 * line of their own at the end; and outlets name them as the author.  That a
 * text only mentions an agency ("as Reuters reported") says nothing about
 * whose text it is.
 */
#define HEAD_WORDS 18u  /* a dateline ends within these */
#define TAIL_WORDS 12u  /* a signature is within these */
#define LINE_WORDS 4u   /* of a line that is a signature */
#define WEIGHT_DATELINE 4
#define WEIGHT_BRACKET 3
#define WEIGHT_LINE 3
#define WEIGHT_FAR_BRACKET 1 /* in the midst: mostly a picture's */
#define WEIGHT_LEAST 3

/* A gap that ends a dateline: a dash, a colon, a bracket, a line. */
static bool
ends_dateline(struct str gap)
{
	static const struct str ends[] = {
		STR_INIT(":"), STR_INIT(")"), STR_INIT("]"), STR_INIT("\n"),
		STR_INIT(" -"), STR_INIT("- "), STR_INIT("|"), STR_INIT("_"),
		STR_INIT("/"), STR_INIT("\xE2\x80\x93"), /* en dash */
		STR_INIT("\xE2\x80\x94"),                /* em dash */
		STR_INIT("\xD9\x80"), /* a tatweel for a dash */
	};

	for (size_t i = 0; i < COUNT(ends); i++)
		if (str_find(gap, ends[i]) != STR_NPOS)
			return true;
	return false;
}

/* A gap that sets off what follows it. */
static bool
begins_agency(struct str gap)
{
	return gap.n == 0 || ends_dateline(gap) ||
	       str_find(gap, STR("(")) != STR_NPOS ||
	       str_find(gap, STR("[")) != STR_NPOS ||
	       str_find(gap, STR(",")) != STR_NPOS ||
	       str_find(gap, STR("\xD8\x8C")) != STR_NPOS;
}

/*
 * Whether word i is in the first line, which ends in `behind`, and no
 * sentence does before: "Riyadh 26 Shawwal 1436 SPA", and a line's end.
 */
static bool
is_first_line(const struct entity_text *t, size_t i, struct str behind)
{
	if (str_chr(behind, '\n') == STR_NPOS)
		return false;
	for (size_t k = 1; k < i; k++)
		if ((t->marks[k].flags & MARK_START) != 0)
			return false;
	return true;
}

/* Whether it is all that stands between quotation marks. */
static bool
is_quoted(struct str before, struct str behind)
{
	static const struct str marks[][2] = {
		{ STR_INIT("\""), STR_INIT("\"") },
		{ STR_INIT("\xC2\xAB"), STR_INIT("\xC2\xBB") },
		{ STR_INIT("\xE2\x80\x9C"), STR_INIT("\xE2\x80\x9D") },
	};

	for (size_t i = 0; i < COUNT(marks); i++)
		if (str_find(before, marks[i][0]) != STR_NPOS &&
		    str_find(behind, marks[i][1]) != STR_NPOS)
			return true;
	return false;
}

/* How strongly the agency named by words [i, i + m->words) signs. */
static int
weight(const struct entity_text *t, size_t i, const struct lexicon_match *m)
{
	size_t n = m->words;
	struct str before = entity_gap(t, i);
	struct str behind = entity_gap(t, i + n);
	bool open = (t->marks[i].flags & MARK_OPEN) != 0;
	bool head = i + n <= HEAD_WORDS;
	bool tail = i + TAIL_WORDS >= t->n;
	bool closes = str_find(behind, STR(")")) != STR_NPOS ||
	              str_find(behind, STR("]")) != STR_NPOS;

	if (open && closes)
		return head || tail ? WEIGHT_BRACKET : WEIGHT_FAR_BRACKET;
	if (head && ends_dateline(behind) &&
	    (begins_agency(before) || is_first_line(t, i, behind)))
		return WEIGHT_DATELINE;
	if ((m->entry->flags & LEXICON_MAYBE) != 0)
		return 0;
	if (head && ends_dateline(behind) && i <= LINE_WORDS)
		return WEIGHT_BRACKET;
	if (i + n == t->n && i > 0 &&
	    (begins_agency(before) || is_quoted(before, behind) ||
	     str_chr(before, '.') != STR_NPOS))
		return WEIGHT_LINE;
	return 0;
}

static unsigned
from_text(const struct entity_text *t, int *best)
{
	unsigned agency = 0, last = 0;
	size_t end = 0;

	for (size_t i = 0; i < t->n; i++) {
		struct lexicon_match m;
		int w;

		if ((t->marks[i].kinds & 1u << LEXICON_AGENCY) == 0)
			continue;
		m = entity_match(t, i, LEXICON_AGENCY);
		if (m.entry == NULL || m.entry->value == 0)
			continue;
		w = weight(t, i, &m);
		/* "the Emirates News Agency (WAM)" is a mention */
		if (i == end && m.entry->value == last)
			w = 0;
		last = m.entry->value;
		end = i + m.words;
		if (w > *best) {
			*best = w;
			agency = m.entry->value;
		}
		i += m.words - 1;
	}
	return agency;
}

/* The agency that a byline names, 0: none. */
static unsigned
from_byline(struct arena *mem, struct str byline)
{
	struct str rest = text_fold_copy(mem, byline);

	while (rest.n > 0) {
		struct str w = rest;
		const struct lexicon_entry *e;
		uint32_t hash = 0;

		do {
			hash = lexicon_step(hash, str_until(&w, ' '));
			e = lexicon_get(hash, LEXICON_AGENCY);
			if (e != NULL && (e->flags & LEXICON_ENDS) != 0 &&
			    e->value != 0)
				return e->value;
		} while (e != NULL && w.n > 0);
		str_until(&rest, ' ');
	}
	return 0;
}

void
agency_take(struct doc *d, const struct entity_text t[ENTITY_TEXTS])
{
	unsigned agency = 0;
	int best = WEIGHT_LEAST - 1;

	if (d->article.byline.n > 0)
		agency = from_byline(d->mem, d->article.byline);
	if (agency == 0)
		agency = from_text(&t[1], &best);
	d->analysis.agency = agency_codes[agency];
}
