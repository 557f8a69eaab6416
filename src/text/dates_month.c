/*
 * The name of a month: of one word, of two ("kanun the second"), or said
 * twice ("Nisan/April").
 */
#include "text/dates_internal.h"

static const struct {
	int8_t pair, end, month;
	enum calendar calendar;
} pairs[] = {
	{ PAIR_KANUN, 1, 12, CALENDAR_GREGORIAN },
	{ PAIR_KANUN, 2, 1, CALENDAR_GREGORIAN },
	{ PAIR_TISHRIN, 1, 10, CALENDAR_GREGORIAN },
	{ PAIR_TISHRIN, 2, 11, CALENDAR_GREGORIAN },
	{ PAIR_RABI, 1, 3, CALENDAR_HIJRI },
	{ PAIR_RABI, 2, 4, CALENDAR_HIJRI },
	{ PAIR_JUMADA, 1, 5, CALENDAR_HIJRI },
	{ PAIR_JUMADA, 2, 6, CALENDAR_HIJRI },
	{ PAIR_DHU, 11, 11, CALENDAR_HIJRI },
	{ PAIR_DHU, 12, 12, CALENDAR_HIJRI },
};

/* Kanun and tishrin, rabi, jumada, dhu: the second word tells which. */
static size_t
read_pair(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *a = dates_tok(s, k), *b = dates_tok(s, k + 1);
	int end;

	if (tok_has(b, DATE_PAIR_END))
		end = tok_val(b, DATE_PAIR_END);
	else if (b->kind == TOKEN_NUMBER && b->digits == 1)
		end = (int)b->value;
	else
		return 0;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		if (pairs[i].pair == tok_val(a, DATE_PAIR) &&
		    pairs[i].end == end) {
			r->month = pairs[i].month;
			r->calendar = pairs[i].calendar;
			return k + 2;
		}
	}
	return 0;
}

/* One name of a month. */
static size_t
read_name(struct dates_scan *s, size_t k, struct reading *r)
{
	const struct token *t = dates_tok(s, k);

	if (tok_has(t, DATE_PAIR))
		return read_pair(s, k, r);
	if (tok_has(t, DATE_MONTH)) {
		r->month = tok_val(t, DATE_MONTH);
		r->calendar = CALENDAR_GREGORIAN;
	} else if (tok_has(t, DATE_HIJRI)) {
		r->month = tok_val(t, DATE_HIJRI);
		r->calendar = CALENDAR_HIJRI;
	} else if (tok_has(t, DATE_PERSIAN)) {
		r->month = tok_val(t, DATE_PERSIAN);
		r->calendar = CALENDAR_PERSIAN;
	} else {
		return 0;
	}
	r->vague = tok_has(t, DATE_SHORT) || tok_has(t, DATE_PERSIAN);
	return k + 1;
}

size_t
read_month(struct dates_scan *s, size_t k, struct reading *r)
{
	struct reading other = *r;
	size_t end = read_name(s, k, r), at = end, second;
	bool bracket;

	if (end == 0)
		return 0;
	/* an abbreviation's full stop, where the date goes on */
	if (tok_mark(dates_tok(s, end), '.') &&
	    dates_tok(s, end + 1)->kind == TOKEN_NUMBER)
		return end + 1;
	/* the same month by its other name: "Nisan/April", "Nisan (April)" */
	bracket = tok_mark(dates_tok(s, at), '(');
	if (bracket || tok_mark(dates_tok(s, at), '/') ||
	    tok_dash(dates_tok(s, at)))
		at++;
	second = read_name(s, at, &other);
	if (second == 0 || other.month != r->month ||
	    other.calendar != r->calendar)
		return end;
	if (bracket)
		return tok_mark(dates_tok(s, second), ')') ? second + 1 : end;
	return second;
}
