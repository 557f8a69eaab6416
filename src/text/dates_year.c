/*
 * A year that stands alone.  Four digits are a year only where something
 * says so: a word for "year", a thing that has one (a season, a budget), a
 * preposition with nothing countable behind it, brackets, another year.
 */
#include "text/dates_internal.h"

#define CUE_WEAK 1
#define CUE_THING 2
#define CUE_SURE 3
#define SURE_FIRST 1000 /* with a word for "year" */
#define FIRST 1900
#define LAST 2100
#define WEAK_FIRST 1800 /* with a preposition */
#define NAME_FIRST 1950 /* behind a name: "Euro 2020" */
#define NAME_LAST 2050
#define RANGE_YEARS_MAX 60 /* 1961-2020 is a span of years */

static bool
is_four(const struct token *t)
{
	return t->kind == TOKEN_NUMBER && t->digits == 4;
}

/* Four digits that are most often a year, wherever they stand. */
static bool
in_our_time(const struct token *t)
{
	return is_four(t) && t->value >= NAME_FIRST && t->value <= NAME_LAST &&
	       t->value % 100 != 0;
}

/* Whether a number at k is part of a longer one, or counts something. */
static bool
is_counted(struct dates_scan *s, size_t k, int cue)
{
	const struct token *t = dates_tok(s, k + 1), *n = dates_tok(s, k + 2);

	if ((t->flags & TOKEN_AND) != 0)
		return false;
	if (tok_has(t, DATE_COUNTED))
		return true;
	if (t->kind == TOKEN_MARK && tok_glued(t)) {
		if (t->value == '%' || t->value == 0x066A)
			return true;
		/* "the 1930's" are ten years */
		if ((t->value == '\'' || t->value == 0x2019) &&
		    dates_tok(s, k)->value % 10 == 0 && tok_glued(n))
			return true;
		if (tok_glued(n) && n->kind == TOKEN_NUMBER &&
		    !tok_dash(t) && t->value != '/')
			return true;
	}
	if (t->kind == TOKEN_NUMBER)
		return true;
	if (cue >= CUE_SURE)
		return false;
	if (tok_has(t, DATE_UNIT) || tok_has(t, DATE_UNITS) ||
	    tok_mark(t, '$') || tok_mark(t, 0x20AC))
		return (t->flags & TOKEN_DEFINITE) == 0;
	if (cue >= CUE_THING)
		return false;
	/*
	 * What is counted stands without the article, in the accusative; but
	 * a number that is not round, and near our time, hardly counts.
	 */
	if (in_our_time(dates_tok(s, k)) && dates_tok(s, k)->value % 5 != 0)
		return false;
	return t->kind == TOKEN_WORD && t->word == NULL &&
	       (t->flags & TOKEN_ARABIC) != 0 &&
	       (t->flags & TOKEN_TANWIN) != 0 &&
	       (t->flags & TOKEN_DEFINITE) == 0;
}

/* Whether token k stands glued to what makes its digits no year. */
static bool
is_bound(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k), *n = dates_tok(s, k + 1);
	const struct token *p = k > 0 ? dates_tok(s, k - 1) : NULL;

	if (n->kind == TOKEN_WORD && tok_glued(n) &&
	    (n->flags & TOKEN_ARABIC) == 0)
		return true;
	if (p == NULL || !tok_glued(t))
		return false;
	if (p->kind == TOKEN_WORD)
		return (p->flags & TOKEN_ARABIC) == 0;
	if (p->kind != TOKEN_MARK)
		return p->kind == TOKEN_NUMBER;
	return p->value != '(' && p->value != '"' && p->value != 0x00AB &&
	       p->value != 0x201C && p->value != '[' && p->value != '\'' &&
	       p->value != 0x2019 && p->value != 0x0640 && !tok_dash(p) &&
	       p->value != ',' && p->value != 0x060C;
}

/* How sure the words before token k make it that a year follows. */
static int
cue_before(struct dates_scan *s, size_t k)
{
	const struct token *p = k > 0 ? dates_tok(s, k - 1) : NULL;
	const struct token *q = k > 1 ? dates_tok(s, k - 2) : NULL;

	if (p == NULL)
		return 0;
	/* "l'an 2000", "mi-2023", "the year: 2024" */
	if ((tok_dash(p) || tok_mark(p, ':')) && q != NULL &&
	    tok_has(q, DATE_CUE))
		return tok_val(q, DATE_CUE) > CUE_WEAK ? tok_val(q, DATE_CUE)
		                                       : 0;
	if (tok_has(p, DATE_CUE)) {
		/* "since the year", "by 2030": li- and bi- make no other */
		int cue = tok_val(p, DATE_CUE);

		if (cue == CUE_WEAK && q != NULL && tok_has(q, DATE_CUE) &&
		    tok_val(q, DATE_CUE) > cue)
			cue = tok_val(q, DATE_CUE);
		return cue;
	}
	/* "this year 2024", "in Ramadan 2024" */
	if (tok_has(p, DATE_SHIFT_POST) && q != NULL &&
	    tok_is(q, DATE_UNIT, UNIT_YEAR))
		return CUE_SURE;
	if (tok_has(p, DATE_UNIT) && tok_is(p, DATE_UNIT, UNIT_YEAR))
		return CUE_SURE;
	/* "the World Cup of Russia 2018" */
	if (p->kind == TOKEN_WORD && p->word == NULL && q != NULL &&
	    tok_is(q, DATE_CUE, CUE_THING))
		return CUE_THING;
	return tok_has(p, DATE_HIJRI) ? CUE_THING : 0;
}

/* "and 2025" behind a year that was found, "2016 to 2020". */
static bool
follows_year(struct dates_scan *s, size_t k)
{
	const struct token *p;

	if (!s->last_year || k < 2)
		return false;
	p = dates_tok(s, k - 1);
	return dates_tok(s, k - 2)->end == s->last_end &&
	       (tok_has(p, DATE_JOIN) || tok_dash(p) || tok_mark(p, '/') ||
	        tok_mark(p, ',') || tok_mark(p, 0x060C));
}

static bool
in_range(const struct token *t)
{
	return is_four(t) && t->value >= FIRST && t->value <= LAST;
}

/* "2016-2020", "2020/2021": the first of two that go up. */
static bool
begins_range(struct dates_scan *s, size_t k)
{
	const struct token *a = dates_tok(s, k), *m = dates_tok(s, k + 1);
	const struct token *b = dates_tok(s, k + 2), *n = dates_tok(s, k + 3);

	if (!in_range(a) || !in_range(b) || b->value <= a->value)
		return false;
	if (n->kind == TOKEN_MARK && tok_glued(n) &&
	    (tok_dash(n) || n->value == '/') &&
	    dates_tok(s, k + 4)->kind == TOKEN_NUMBER)
		return false;
	if (tok_dash(m))
		return b->value - a->value <= RANGE_YEARS_MAX;
	if (tok_is(m, DATE_JOIN, JOIN_AND)) /* "the treaties 1929 and 1959" */
		return in_our_time(a) && in_our_time(b);
	return tok_mark(m, '/') && b->value - a->value == 1;
}

static bool
in_brackets(struct dates_scan *s, size_t k)
{
	const struct token *n = dates_tok(s, k + 1);

	if (k == 0 || !tok_mark(dates_tok(s, k - 1), '('))
		return false;
	/* "(2015, when", "(1956 and 1957" */
	return tok_mark(n, ')') || tok_mark(n, ',') || tok_mark(n, 0x060C) ||
	       tok_mark(n, ';') ||
	       (tok_has(n, DATE_JOIN) && in_range(dates_tok(s, k + 2)));
}

/* A year of another era that says so: "1445 AH", "2024 AD". */
static size_t
year_with_era(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k);
	size_t end;

	if (t->kind != TOKEN_NUMBER || t->digits < 3 || t->digits > 4)
		return 0;
	end = read_era(s, k + 1, r);
	if (end <= k + 1)
		return 0;
	/* 2000 metres are written like the year 2000 of our era */
	if (r->calendar == CALENDAR_GREGORIAN &&
	    (!in_range(t) || t->value % 100 == 0) && cue_before(s, k) == 0)
		return 0;
	r->year = (int)t->value;
	return r->calendar == CALENDAR_HIJRI && t->value > 1600 ? 0 : end;
}

/* Whether nothing but the end of a clause follows token k. */
static bool
ends_clause(struct dates_scan *s, size_t k)
{
	const struct token *n = dates_tok(s, k + 1);

	return n->kind == TOKEN_END || n->kind == TOKEN_BREAK ||
	       (n->kind == TOKEN_MARK && n->value != '/' && !tok_dash(n));
}

/* Whether the next word can be nothing that is counted. */
static bool
ends_phrase(struct dates_scan *s, size_t k)
{
	const struct token *n = dates_tok(s, k + 1);

	return n->kind == TOKEN_WORD &&
	       (n->flags & (TOKEN_DEFINITE | TOKEN_AND)) != 0;
}

/*
 * A year behind a name: "Winner 2024", "the Taif accord 1989,".  In Arabic,
 * which has no capitals, only before the end of a clause or a word that
 * cannot be counted.
 */
static bool
follows_name(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k);
	const struct token *p = k > 0 ? dates_tok(s, k - 1) : NULL;
	const struct token *q = k > 1 ? dates_tok(s, k - 2) : NULL;

	if (p == NULL || p->kind != TOKEN_WORD || p->word != NULL ||
	    !in_our_time(t))
		return false;
	if ((p->flags & TOKEN_ARABIC) != 0)
		return ends_clause(s, k) || ends_phrase(s, k);
	return (p->flags & TOKEN_CAPITAL) != 0 && q != NULL &&
	       q->kind == TOKEN_WORD;
}

/* Whether a bare number of four digits is a year. */
static bool
is_year(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k);
	int cue = cue_before(s, k);

	if (cue < CUE_THING && follows_year(s, k))
		cue = CUE_THING;
	if (is_bound(s, k) || is_counted(s, k, cue))
		return false;
	if (cue >= CUE_SURE)
		return t->value >= SURE_FIRST && t->value <= LAST;
	/* round numbers are more often counts */
	if (cue == CUE_WEAK && t->value >= WEAK_FIRST && t->value <= LAST)
		return t->value % 100 != 0 || ends_clause(s, k);
	if (!in_range(t))
		return false;
	return cue > CUE_WEAK || in_brackets(s, k) || begins_range(s, k) ||
	       follows_name(s, k);
}

size_t
rule_year(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k);
	struct reading r;
	size_t end;

	reading_init(&r);
	end = year_with_era(s, k, &r);
	if (end == 0) {
		if (!is_four(t) || (!s->whole && !is_year(s, k)))
			return 0;
		if (s->whole && !in_range(t))
			return 0;
		r.year = (int)t->value;
		r.calendar = CALENDAR_GREGORIAN;
		/* a Hijri year needs no era where it can be no other */
		if (r.year >= 1300 && r.year < 1500 && s->setting.has_now &&
		    cue_before(s, k) >= CUE_SURE &&
		    (t->flags & TOKEN_PERSIAN) != 0)
			r.calendar = CALENDAR_PERSIAN;
		end = k + 1;
	}
	r.shown = r.calendar;
	return dates_queue(s, &r, k, end) ? end : 0;
}
