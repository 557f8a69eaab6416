/*
 * Lists and ranges, where the members share what is said once: "12-15 March
 * 2024", "March 12 and 13, 2024", "28 February to 3 March 2024", "March and
 * April 2024".  Each member is a date of its own.
 */
#include "text/dates_internal.h"

/* The members but the last: where each stands. */
struct list {
	size_t at[FOUND_MAX];
	size_t n;
};

/*
 * What separates members, from token k on: a dash, a comma, "and", "to".
 * Returns the token behind it, k itself when the next word has "and" as its
 * prefix, 0 for anything else.
 */
static size_t
skip_join(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k);

	if (t->kind == TOKEN_WORD && (t->flags & TOKEN_AND) != 0 &&
	    !tok_has(t, DATE_JOIN))
		return k;
	if (tok_dash(t) || tok_mark(t, ',') || tok_mark(t, 0x060C) ||
	    tok_mark(t, '/'))
		k++;
	else if (tok_has(t, DATE_JOIN))
		k++;
	else
		return 0;
	/* ", and", "and to the" */
	t = dates_tok(s, k);
	if (tok_has(t, DATE_JOIN) || tok_has(t, DATE_OPEN))
		k++;
	return k;
}

static bool
is_day_number(const struct token *t)
{
	return t->kind == TOKEN_NUMBER && t->digits <= 2 && t->value >= 1 &&
	       t->value <= 31;
}

/* A day's number and its ordinal ending. */
static size_t
skip_day(struct dates_scan *s, size_t k)
{
	if (!is_day_number(dates_tok(s, k)))
		return 0;
	return tok_has(dates_tok(s, k + 1), DATE_ORDINAL) ? k + 2 : k + 1;
}

/* Days from token k on, all but the last into the list; its token. */
static size_t
gather_days(struct dates_scan *s, size_t k, struct list *l)
{
	size_t end, next;

	l->n = 0;
	for (;;) {
		end = skip_day(s, k);
		if (end == 0)
			return 0;
		next = skip_join(s, end);
		if (next <= end || tok_mark(dates_tok(s, end), '/') ||
		    !is_day_number(dates_tok(s, next)))
			return k;
		if (l->n + 1 >= FOUND_MAX)
			return 0;
		l->at[l->n++] = k;
		k = next;
	}
}

static bool
goes_up(struct dates_scan *s, const struct list *l, size_t last)
{
	for (size_t i = 0; i < l->n; i++) {
		size_t next = i + 1 < l->n ? l->at[i + 1] : last;

		if (dates_tok(s, l->at[i])->value >=
		    dates_tok(s, next)->value)
			return false;
	}
	return true;
}

/*
 * Queue the members, each with its own day and the rest of r; the first
 * begins at token k.
 */
static bool
queue_days(struct dates_scan *s, size_t k, const struct list *l,
           const struct reading *r)
{
	struct reading one = *r;

	one.hour = UNKNOWN;
	one.weekday = 0;
	for (size_t i = 0; i < l->n; i++) {
		one.day = (int)dates_tok(s, l->at[i])->value;
		if (!dates_queue(s, &one, i == 0 ? k : l->at[i],
		                 skip_day(s, l->at[i])))
			return false;
	}
	return true;
}

/* 12-15 March 2024; 12 and 13 March. */
static size_t
days_then_month(struct dates_scan *s, size_t k)
{
	struct reading r;
	struct list l;
	size_t last = gather_days(s, k, &l), end;

	if (last == 0 || l.n == 0 || !goes_up(s, &l, last))
		return 0;
	end = read_named(s, last, &r);
	if (end == 0 && tok_dash(dates_tok(s, last - 1))) {
		end = read_numeric(s, last, &r);
		if (r.day != (int)dates_tok(s, last)->value)
			return 0;
	}
	if (end == 0 || r.day == UNKNOWN || !queue_days(s, k, &l, &r))
		return 0;
	end = read_time_behind(s, end, &r);
	return dates_queue(s, &r, last, end) ? end : 0;
}

/* From the first to the fifth of March, in words. */
static size_t
words_then_month(struct dates_scan *s, size_t k)
{
	struct reading first, r, one;
	size_t i = read_day_words(s, k, &first), next, end;

	next = i > 0 ? skip_join(s, i) : 0;
	if (next == 0 || !tok_has(dates_tok(s, next), DATE_DAYTH))
		return 0;
	end = read_named(s, next, &r);
	if (end == 0 || r.day == UNKNOWN || r.day <= first.day)
		return 0;
	one = r;
	one.day = first.day;
	if (!dates_queue(s, &one, k, i))
		return 0;
	return dates_queue(s, &r, next, end) ? end : 0;
}

/* March 12-15, 2024. */
static size_t
month_then_days(struct dates_scan *s, size_t k)
{
	struct reading r;
	struct list l;
	size_t i, last, end;

	reading_init(&r);
	if ((dates_tok(s, k)->flags & TOKEN_ARABIC) != 0)
		return 0;
	i = read_month(s, k, &r);
	last = i > 0 ? gather_days(s, i, &l) : 0;
	if (last == 0 || l.n == 0 || !goes_up(s, &l, last))
		return 0;
	end = read_year(s, skip_day(s, last), &r);
	r.shown = r.calendar;
	if (!queue_days(s, k, &l, &r))
		return 0;
	r.day = (int)dates_tok(s, last)->value;
	return dates_queue(s, &r, last, end) ? end : 0;
}

/* 28 February to 3 March 2024: the first has the second's year. */
static size_t
first_of_two(struct dates_scan *s, size_t k)
{
	struct reading r, second;
	size_t end = read_named(s, k, &r), next, close;

	if (end == 0 || r.year != UNKNOWN || r.shift != NO_SHIFT)
		return 0;
	next = skip_join(s, end);
	if (next == 0 || tok_mark(dates_tok(s, end), ','))
		return 0;
	if (tok_has(dates_tok(s, next), DATE_WEEKDAY))
		next++;
	close = read_named(s, next, &second);
	if (close == 0 || second.year == UNKNOWN || second.day == UNKNOWN ||
	    second.calendar != r.calendar)
		return 0;
	r.year = second.year - (r.month > second.month);
	return dates_queue(s, &r, k, end) ? end : 0;
}

/* March and April 2024. */
static size_t
months(struct dates_scan *s, size_t k)
{
	struct reading r, second;
	size_t end, next, close;

	reading_init(&r);
	reading_init(&second);
	end = read_month(s, k, &r);
	next = end > 0 ? skip_join(s, end) : 0;
	close = next > 0 ? read_month(s, next, &second) : 0;
	if (close == 0 || second.calendar != r.calendar ||
	    second.month == r.month)
		return 0;
	close = read_year(s, close, &second);
	if (second.year == UNKNOWN)
		return 0;
	r.year = second.year - (r.month > second.month);
	r.shown = r.calendar;
	return dates_queue(s, &r, k, end) ? end : 0;
}

size_t
rule_range(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k);
	unsigned queued = s->found_n;
	size_t end = 0;

	if (t->kind == TOKEN_NUMBER) {
		if (is_day_number(t))
			end = days_then_month(s, k);
	} else {
		end = tok_has(t, DATE_DAYTH) ? words_then_month(s, k)
		                             : month_then_days(s, k);
		if (end == 0) {
			s->found_n = queued;
			end = months(s, k);
		}
	}
	if (end == 0) {
		s->found_n = queued;
		end = first_of_two(s, k);
	}
	if (end == 0)
		s->found_n = queued; /* half a list is none */
	return end;
}
