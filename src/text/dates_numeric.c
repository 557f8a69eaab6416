/*
 * Dates in numbers alone, in every order that is written: 2022-09-12,
 * 12/09/2022, 12 - 09 - 2022, 12.09.22, 20220912, 09/2022, 2022-09.
 */
#include "text/dates_internal.h"

static bool
is_number(const struct token *t, unsigned min, unsigned max)
{
	return t->kind == TOKEN_NUMBER && t->digits >= min && t->digits <= max;
}

/* Two marks that are the same one between numbers. */
static bool
same_mark(const struct token *a, const struct token *b)
{
	return (tok_dash(a) && tok_dash(b)) ||
	       (a->kind == TOKEN_MARK && b->kind == TOKEN_MARK &&
	        a->value == b->value);
}

/* "12. 9. 2022" and "12.9.2022", but not "3.14. 2022". */
static bool
same_space(const struct token *a, const struct token *b)
{
	return tok_glued(a) == tok_glued(b);
}

static bool
is_between(const struct token *t, const struct token *next)
{
	if (tok_mark(t, '.'))
		return tok_glued(t) && next->kind == TOKEN_NUMBER;
	return tok_dash(t) || tok_mark(t, '/');
}

/* A number behind a word that says it is a number of something: No. 12. */
static bool
is_numbered(struct dates_scan *s, size_t k)
{
	for (unsigned i = 1; i <= 2 && i <= k; i++) {
		const struct token *t = dates_tok(s, k - i);

		if (t->kind == TOKEN_WORD)
			return tok_has(t, DATE_NUMBERED);
		if (t->kind != TOKEN_MARK)
			return false;
	}
	return false;
}

/* Whether what is glued before token k makes it part of something else. */
static bool
is_inside(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k), *p;

	if (k == 0 || !tok_glued(t))
		return false;
	p = dates_tok(s, k - 1);
	if (p->kind == TOKEN_NUMBER)
		return true;
	if (p->kind == TOKEN_WORD) /* "v2022", but not a Chinese word */
		return (unsigned char)s->text.p[p->end - 1] < 0x80;
	if (p->kind != TOKEN_MARK)
		return false;
	switch (p->value) {
	case '/':
	case '=':
	case '_':
	case '@':
	case '&':
	case '#':
	case '$':
	case 0x20AC: /* euro */
	case 0x00A3: /* pound */
		return true;
	case '.':
	case ',':
	case ':':
	case '-':
	case '+':
	case 0x066B: /* Arabic decimal mark */
		return k > 1 && tok_glued(p) &&
		       dates_tok(s, k - 2)->kind == TOKEN_NUMBER;
	default:
		return false;
	}
}

/* Whether what is glued behind a date, at token k, makes it something else. */
static bool
goes_on(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k), *n = dates_tok(s, k + 1);

	if (!tok_glued(t))
		return false;
	if (t->kind == TOKEN_NUMBER)
		return true;
	if (t->kind == TOKEN_WORD)
		return (unsigned char)s->text.p[t->start] < 0x80 &&
		       !tok_has(t, DATE_TIME_MARK) && !tok_has(t, DATE_ERA) &&
		       !tok_has(t, DATE_ZONE);
	if (t->kind != TOKEN_MARK)
		return false;
	if (t->value == '%' || t->value == '_' || t->value == 0x20AC)
		return true;
	return (t->value == '.' || t->value == '/' || t->value == '-') &&
	       tok_glued(n) && n->kind == TOKEN_NUMBER;
}

/* 20220912, where a time follows or the text is nothing but a date. */
static size_t
read_compact(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k), *next = dates_tok(s, k + 1);

	if (!is_number(t, 8, 8) ||
	    !(s->whole || (tok_has(next, DATE_TIME_MARK) && tok_glued(next))))
		return 0;
	r->year = (int)(t->value / 10000);
	r->month = (int)(t->value / 100 % 100);
	r->day = (int)(t->value % 100);
	return k + 1;
}

/* A month and a year: 2022-09, 09/2022. */
static size_t
read_two(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *a = dates_tok(s, k), *b = dates_tok(s, k + 2);
	const struct token *mark = dates_tok(s, k + 1);
	const struct token *year = a->digits == 4 ? a : b;
	const struct token *month = a->digits == 4 ? b : a;

	if (year->digits != 4 || month->value < 1 || month->value > 12 ||
	    (!tok_dash(mark) && !tok_mark(mark, '/')) || !tok_glued(mark) ||
	    !tok_glued(b))
		return 0;
	if (!s->whole) {
		if (month->digits != 2 || year->value < 1900 ||
		    year->value > 2100)
			return 0;
		/* 2010-11 is a season as well */
		if (year == a && year->value % 100 + 1 == month->value)
			return 0;
		/* 2021/03 is the number of a law, a file, a case */
		if (year == a && tok_mark(mark, '/'))
			return 0;
	}
	r->year = (int)year->value;
	r->month = (int)month->value;
	return k + 3;
}

/* Year first, or year last with the day or the month before it. */
static size_t
read_three(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *a = dates_tok(s, k), *b = dates_tok(s, k + 2);
	const struct token *c = dates_tok(s, k + 4);

	if (is_number(a, 4, 4) && is_number(c, 1, 2)) {
		r->year = (int)a->value;
		r->month = (int)b->value;
		r->day = (int)c->value;
		return k + 5;
	}
	if (!is_number(a, 1, 2) || !(is_number(c, 4, 4) || is_number(c, 2, 2)))
		return 0;
	if (c->digits == 2) {
		/* 05-22-33 is a telephone number */
		if (tok_dash(dates_tok(s, k + 1)) && !s->whole)
			return 0;
		r->abbreviated = true;
	}
	r->year = c->digits == 2 ? year_full((int)c->value) : (int)c->value;
	r->day = (int)a->value;
	r->month = (int)b->value;
	r->numeric = true;
	return k + 5;
}

/* The calendar of a year that says none itself. */
static bool
year_calendar(struct dates_scan *s, struct reading *r, bool persian_digits)
{
	int64_t hijri, persian, now = s->today;

	r->calendar = CALENDAR_GREGORIAN;
	if (r->year < 1200 || r->year > 1550)
		return s->whole || (r->year >= 1000 && r->year < 3000);
	if (persian_digits || s->setting.persian) {
		r->calendar = CALENDAR_PERSIAN;
	} else if (!s->setting.has_now) {
		if (!s->whole)
			r->calendar = CALENDAR_HIJRI;
	} else if (calendar_to_days(CALENDAR_HIJRI, r->year, 1, 1, &hijri) &&
	           calendar_to_days(CALENDAR_PERSIAN, r->year, 1, 1,
	                            &persian)) {
		/* 42 years lie between the two: one of them is near */
		bool nearer = (hijri > now ? hijri - now : now - hijri) <
		              (persian > now ? persian - now : now - persian);

		r->calendar = nearer ? CALENDAR_HIJRI : CALENDAR_PERSIAN;
	}
	return true;
}

/* The character that token k begins with, glued to the number before it. */
static bool
begins_with(struct dates_scan *s, size_t k, struct str sign, struct str other)
{
	const struct token *t = dates_tok(s, k);
	struct str text = str_sub(s->text, t->start, t->end);

	return t->kind == TOKEN_WORD && tok_glued(t) &&
	       (str_starts(text, sign) || str_starts(text, other));
}

/* Chinese, Japanese and Korean: number and sign of year, month and day. */
static size_t
read_signed(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *month = dates_tok(s, k + 2);
	const struct token *day = dates_tok(s, k + 4);

	if (!is_number(dates_tok(s, k), 4, 4) || !is_number(month, 1, 2) ||
	    !is_number(day, 1, 2) ||
	    !begins_with(s, k + 1, STR("\xE5\xB9\xB4"),
	                 STR("\xEB\x85\x84")) ||
	    !begins_with(s, k + 3, STR("\xE6\x9C\x88"),
	                 STR("\xEC\x9B\x94")) ||
	    !begins_with(s, k + 5, STR("\xE6\x97\xA5"),
	                 STR("\xEC\x9D\xBC")))
		return 0;
	r->year = (int)dates_tok(s, k)->value;
	r->month = (int)month->value;
	r->day = (int)day->value;
	return k + 6;
}

size_t
read_numeric(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *a = dates_tok(s, k), *m = dates_tok(s, k + 1);
	const struct token *b = dates_tok(s, k + 2), *m2 = dates_tok(s, k + 3);
	size_t end, era;

	reading_init(r);
	if (a->kind != TOKEN_NUMBER || is_inside(s, k) || is_numbered(s, k))
		return 0;
	end = read_compact(s, k, r);
	if (end == 0)
		end = read_signed(s, k, r);
	if (end == 0) {
		if (!is_number(a, 1, 4) || !is_between(m, b) ||
		    !is_number(b, 1, 4))
			return 0;
		if (is_between(m2, dates_tok(s, k + 4)) && same_mark(m, m2) &&
		    same_space(b, dates_tok(s, k + 4)) && is_number(b, 1, 2))
			end = read_three(s, k, r);
		if (end == 0 && !(tok_glued(m2) && same_mark(m, m2)))
			end = read_two(s, k, r);
	}
	if (end == 0 || goes_on(s, end))
		return 0;
	if (!year_calendar(s, r, (a->flags & TOKEN_PERSIAN) != 0))
		return 0;
	era = read_era(s, end, r);
	r->shown = r->calendar;
	return era;
}
