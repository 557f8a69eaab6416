/*
 * Dates with the name of a month, in every calendar: "12 March 2024",
 * "March 12, 2024", "March 2024", "12 March", "15 Ramadan 1445".
 */
#include "text/dates_internal.h"

#define LINKS_MAX 4u /* "of the month of" */

static bool
is_number(const struct token *t, unsigned min, unsigned max)
{
	return t->kind == TOKEN_NUMBER && t->digits >= min && t->digits <= max;
}

static bool
is_apostrophe(const struct token *t)
{
	return tok_mark(t, '\'') || tok_mark(t, 0x2019) || tok_mark(t, 0x2018);
}

static bool
is_comma(const struct token *t)
{
	return tok_mark(t, ',') || tok_mark(t, 0x060C);
}

size_t
read_era(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k);
	bool bracket = tok_mark(t, '(');

	if (bracket)
		t = dates_tok(s, k + 1);
	/* French "ce" and the like are eras in capitals only */
	if (!tok_has(t, DATE_ERA) ||
	    !((t->flags & (TOKEN_ARABIC | TOKEN_CAPITAL)) != 0 ||
	      tok_glued(t)))
		return k;
	if (bracket && !tok_mark(dates_tok(s, k + 2), ')'))
		return k;
	switch (tok_val(t, DATE_ERA)) {
	case ERA_HIJRI:
		r->calendar = CALENDAR_HIJRI;
		break;
	case ERA_PERSIAN:
		r->calendar = CALENDAR_PERSIAN;
		break;
	case ERA_BEFORE:
		return 0;
	default:
		r->calendar = CALENDAR_GREGORIAN;
	}
	return k + (bracket ? 3 : 1);
}

/* Whether a number of four digits can be a year of a calendar. */
static bool
is_year(const struct dates_scan *s, const struct token *t, enum calendar c)
{
	if (t->kind != TOKEN_NUMBER)
		return false;
	if (c == CALENDAR_GREGORIAN)
		return t->digits == 4 && (s->whole || t->value >= 1000) &&
		       (s->whole || t->value < 3000);
	if (c == CALENDAR_PERSIAN)
		return t->digits == 4 && t->value >= 1000 && t->value < 1600;
	return t->digits >= 3 && t->digits <= 4 && t->value >= 100 &&
	       t->value < 1600;
}

/* A number that goes on, or counts what follows, is no year. */
static bool
is_amount(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k), *n = dates_tok(s, k + 1);

	if (tok_has(t, DATE_COUNTED))
		return true;
	if (t->kind != TOKEN_MARK || !tok_glued(t))
		return false;
	return t->value == '%' || t->value == 0x066A ||
	       ((t->value == '.' || t->value == ',' || t->value == 0x066B) &&
	        tok_glued(n) && n->kind == TOKEN_NUMBER);
}

/* A year's digits at token k, maybe two behind an apostrophe. */
static size_t
read_year_digits(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k);
	bool cut = is_apostrophe(t);

	if (cut)
		t = dates_tok(s, ++k);
	/* "12-Sep-22", "12/Sep/22": the marks make it one */
	if (k > 1 && tok_glued(t) && tok_glued(dates_tok(s, k - 1)) &&
	    r->day != UNKNOWN &&
	    (tok_dash(dates_tok(s, k - 1)) ||
	     tok_mark(dates_tok(s, k - 1), '/')))
		cut = true;
	if (is_year(s, t, r->calendar) && !is_amount(s, k + 1)) {
		r->year = (int)t->value;
		return k + 1;
	}
	if ((cut || s->whole) && is_number(t, 2, 2) &&
	    r->calendar == CALENDAR_GREGORIAN &&
	    !tok_mark(dates_tok(s, k + 1), ':')) {
		r->year = year_full((int)t->value);
		r->abbreviated = true;
		return k + 1;
	}
	return 0;
}

size_t
read_year(struct dates_scan *s, size_t k, struct reading *r)
{
	struct reading unit;
	size_t i = k, end;

	if (tok_has(dates_tok(s, k), DATE_SHIFT_POST)) {
		r->shift = tok_val(dates_tok(s, k), DATE_SHIFT_POST);
		return k + 1;
	}
	reading_init(&unit);
	for (unsigned n = 0; n < LINKS_MAX; n++, i++) {
		const struct token *t = dates_tok(s, i);

		end = read_year_digits(s, i, r);
		if (end > 0)
			return read_era(s, end, r);
		end = read_unit(s, i, &unit);
		if (end > 0 && unit.month == UNKNOWN &&
		    unit.year != UNKNOWN && r->calendar == CALENDAR_GREGORIAN) {
			r->year = unit.year;
			r->relative = true;
			return end;
		}
		if (!tok_has(t, DATE_LINK) && !is_comma(t) &&
		    !tok_mark(t, '/') && !tok_dash(t) && !is_apostrophe(t))
			break;
	}
	return k;
}

/* Whether a day's number stands free of what is before it. */
static bool
is_free(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k), *p;

	if (k == 0 || !tok_glued(t))
		return true;
	p = dates_tok(s, k - 1);
	if (p->kind == TOKEN_WORD)
		return (p->flags & TOKEN_ARABIC) != 0 || s->whole ||
		       tok_has(p, DATE_TIME_MARK);
	if (p->kind != TOKEN_MARK)
		return p->kind != TOKEN_NUMBER;
	if (p->value == '.' || p->value == ',' || p->value == ':' ||
	    p->value == '/' || p->value == 0x066B)
		return k < 2 || !tok_glued(p) ||
		       dates_tok(s, k - 2)->kind != TOKEN_NUMBER;
	return p->value != '$' && p->value != '#';
}

/*
 * A day of the month in Arabic words: "the third", "the third ten" (13), "the
 * third and the twenty" (23); some say "the opening" for the first.
 */
size_t
read_day_words(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k), *n = dates_tok(s, k + 1);

	if (!tok_has(t, DATE_DAYTH))
		return 0;
	r->day = tok_val(t, DATE_DAYTH);
	if ((t->flags & TOKEN_DEFINITE) == 0 &&
	    (r->day != 1 || tok_has(t, DATE_PHRASE)))
		return 0;
	if (r->day < 10 && tok_is(n, DATE_COUNT, 10)) {
		r->day += 10;
		return k + 2;
	}
	if (r->day < 10 && tok_has(n, DATE_DAYTH) &&
	    tok_val(n, DATE_DAYTH) >= 20 && (n->flags & TOKEN_AND) != 0) {
		r->day += tok_val(n, DATE_DAYTH);
		return k + 2;
	}
	return k + 1;
}

/* A day of the month at token k; what may follow it before the month. */
static size_t
read_day_number(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k), *o = dates_tok(s, k + 1);

	if (!is_number(t, 1, 2) || t->value < 1 || t->value > 31)
		return 0;
	r->day = (int)t->value;
	if (tok_has(o, DATE_ORDINAL))
		return k + 2;
	if (o->kind == TOKEN_MARK && tok_glued(o) &&
	    (o->value == '.' || o->value == 0x00BA || o->value == 0x00B0))
		return k + 2;
	return k + 1;
}

static size_t
read_day_first(struct dates_scan *s, size_t k, struct reading *r)
{
	bool words = dates_tok(s, k)->kind == TOKEN_WORD;
	size_t i = words ? read_day_words(s, k, r) : read_day_number(s, k, r);
	size_t end = 0;

	if (i == 0 || !is_free(s, k))
		return 0;
	for (unsigned n = 0; n < LINKS_MAX && end == 0; n++) {
		const struct token *t = dates_tok(s, i);

		end = read_month(s, i, r);
		if (!tok_has(t, DATE_LINK) && !is_comma(t) && !tok_dash(t) &&
		    !tok_mark(t, '/') && !is_apostrophe(t))
			break;
		i++;
	}
	if (end == 0)
		return 0;
	return read_year(s, end, r);
}

/* asctime: "Sep 12 10:30:00 2022", "Sep 12 10:30:00 +0100 2022". */
static size_t
read_asctime(struct dates_scan *s, size_t k, struct reading *r)
{
	struct reading said = *r;
	size_t end = read_time(s, k, &said);

	if (end == 0 || !is_year(s, dates_tok(s, end), CALENDAR_GREGORIAN))
		return 0;
	said.year = (int)dates_tok(s, end)->value;
	*r = said;
	return end + 1;
}

/*
 * "In July", "the month of July": a month without its year, where a
 * preposition or the word for month says that it is one.  Months that are
 * common words as well, and those of other calendars, which are kept every
 * year, need more.
 */
static bool
is_month_alone(struct dates_scan *s, size_t k, size_t end,
               const struct reading *r)
{
	const struct token *p = k > 0 ? dates_tok(s, k - 1) : NULL;

	if (p == NULL || r->vague || r->calendar != CALENDAR_GREGORIAN ||
	    dates_tok(s, end)->kind == TOKEN_NUMBER)
		return false;
	return tok_has(p, DATE_CUE) || tok_is(p, DATE_UNIT, UNIT_MONTH);
}

static size_t
read_month_first(struct dates_scan *s, size_t k, struct reading *r)
{
	bool arabic = (dates_tok(s, k)->flags & TOKEN_ARABIC) != 0;
	size_t i = read_month(s, k, r), day, end;

	if (i == 0)
		return 0;
	day = read_day_number(s, i, r);
	if (day == 0 || tok_mark(dates_tok(s, day), ':') || is_amount(s, day)) {
		/* "30 February 2022" is not February 2022 */
		if (k > 0 && is_number(dates_tok(s, k - 1), 1, 2))
			return 0;
		/* "rolled out in 2018", "may 2018 be": words before all */
		if (r->vague && !s->whole && !arabic &&
		    (dates_tok(s, i)->kind == TOKEN_WORD ||
		     ((dates_tok(s, k)->flags & TOKEN_CAPITAL) == 0 &&
		      i == k + 1)))
			return 0;
		r->day = UNKNOWN;
		end = read_year(s, i, r);
		if (end > i)
			return end;
		r->nearest = is_month_alone(s, k, i, r);
		return r->nearest ? i : 0;
	}
	end = read_asctime(s, day, r);
	if (end > 0)
		return end;
	end = read_year(s, day, r);
	if (r->year == UNKNOWN && (arabic || r->shift != NO_SHIFT))
		return 0;
	return end;
}

/* "2024 March 12", as few write. */
static size_t
read_year_first(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k);
	size_t end;

	if (!is_number(t, 4, 4) || !s->whole)
		return 0;
	end = read_month(s, k + 1, r);
	if (end == 0 || !is_year(s, t, r->calendar))
		return 0;
	r->year = (int)t->value;
	return read_day_number(s, end, r);
}

size_t
read_named(struct dates_scan *s, size_t k, struct reading *r)
{
	size_t end;

	reading_init(r);
	if (dates_tok(s, k)->kind == TOKEN_NUMBER ||
	    tok_has(dates_tok(s, k), DATE_DAYTH)) {
		end = read_day_first(s, k, r);
		if (end == 0) {
			reading_init(r);
			end = read_year_first(s, k, r);
		}
	} else {
		end = read_month_first(s, k, r);
	}
	r->shown = r->calendar;
	/* "20 February Street": with no year it is a name */
	if (end > 0 && r->year == UNKNOWN && k > 0 &&
	    tok_has(dates_tok(s, k - 1), DATE_NAMED))
		return 0;
	return end;
}

size_t
read_date(struct dates_scan *s, size_t k, struct reading *r)
{
	size_t end = 0;

	if (dates_tok(s, k)->kind == TOKEN_NUMBER)
		end = read_numeric(s, k, r);
	return end > 0 ? end : read_named(s, k, r);
}
