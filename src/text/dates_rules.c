/*
 * What begins at a token: the readers put together.  A weekday, a relative
 * day, the date itself, its other calendar and its time are one date.
 */
#include "text/dates_internal.h"

#define OPEN_MAX 6u         /* marks and words before a date */
#define CALENDARS_APART 3   /* days by which two calendars may differ */

bool
dates_queue(struct dates_scan *s, const struct reading *r, size_t k,
            size_t end)
{
	struct date_found *d;

	if (s->found_n == FOUND_MAX)
		return false;
	d = &s->found[s->found_n];
	if (!reading_settle(s, r, d))
		return false;
	d->start = dates_tok(s, k)->start;
	d->end = dates_tok(s, end - 1)->end;
	s->found_n++;
	return true;
}

static bool
is_open_mark(const struct token *t)
{
	return tok_mark(t, ',') || tok_mark(t, 0x060C) || tok_mark(t, '(') ||
	       tok_mark(t, '|') || tok_mark(t, '/') || tok_mark(t, ':') ||
	       tok_mark(t, 0x00B7) || tok_mark(t, '.') || tok_dash(t);
}

size_t
skip_open(struct dates_scan *s, size_t k)
{
	size_t i = k;

	for (; i < k + OPEN_MAX; i++) {
		const struct token *t = dates_tok(s, i);

		if (!is_open_mark(t) && !tok_has(t, DATE_OPEN) &&
		    !tok_has(t, DATE_EQUALS))
			break;
	}
	return i;
}

/* The same day in the other calendar, behind a date at k: r takes it in. */
static size_t
read_equal(struct dates_scan *s, size_t k, struct reading *r)
{
	struct reading other = { .weekday = 0 };
	struct date_found a, b;
	bool bracket = tok_mark(dates_tok(s, k), '(');
	size_t i = skip_open(s, k), end;
	int64_t today = s->today;
	bool had_now = s->setting.has_now, both;

	if (i == k)
		return k;
	if (tok_has(dates_tok(s, i), DATE_WEEKDAY))
		i = skip_open(s, i + 1);
	end = read_date(s, i, &other);
	if (end == 0 || (other.calendar == CALENDAR_GREGORIAN) ==
	                        (r->calendar == CALENDAR_GREGORIAN))
		return k;
	/* the one that has its year is the reference of the one that has not */
	both = r->year != UNKNOWN ? reading_settle(s, r, &a)
	                          : reading_settle(s, &other, &a);
	if (!both)
		return k;
	s->today = a.first;
	s->setting.has_now = true;
	both = reading_settle(s, r->year != UNKNOWN ? &other : r, &b);
	s->today = today;
	s->setting.has_now = had_now;
	if (!both || a.first - b.last > CALENDARS_APART ||
	    b.first - a.last > CALENDARS_APART)
		return k;
	if (other.calendar == CALENDAR_GREGORIAN) {
		enum calendar shown = r->shown;
		int weekday = r->weekday;

		*r = other;
		r->shown = shown;
		r->weekday = weekday;
		if (r->year == UNKNOWN)
			r->absolute = b.first;
	} else if (r->year == UNKNOWN) {
		r->absolute = b.first;
	}
	if (bracket && tok_mark(dates_tok(s, end), ')'))
		end++;
	return end;
}

/* A weekday behind the date it belongs to: "12/09/2022 (Monday)". */
static size_t
read_weekday_behind(struct dates_scan *s, size_t k, struct reading *r)
{
	bool bracket = tok_mark(dates_tok(s, k), '(');
	size_t i = bracket ? k + 1 : k;
	struct date_found d;
	const struct token *t = dates_tok(s, i);

	if (!tok_has(t, DATE_WEEKDAY) || r->weekday > 0 ||
	    !reading_settle(s, r, &d) || d.precision < DATES_DAY ||
	    calendar_weekday(d.first) != tok_val(t, DATE_WEEKDAY))
		return k;
	if (bracket)
		return tok_mark(dates_tok(s, i + 1), ')') ? i + 2 : k;
	return i + 1;
}

/* What may stand behind a date and belongs to it. */
static size_t
read_tail(struct dates_scan *s, size_t k, struct reading *r)
{
	if (r->absolute == DAY_NONE) {
		k = read_equal(s, k, r);
		k = read_weekday_behind(s, k, r);
	}
	if (r->hour == UNKNOWN &&
	    (r->day != UNKNOWN || r->absolute != DAY_NONE))
		k = read_time_behind(s, k, r);
	return k;
}

/*
 * The day of a weekday: the one nearest in the past, today included, unless
 * it is told to be to come.  With "yesterday" or "tomorrow" beside it, the
 * weekday nearest to that day: the text may be older than the reference.
 */
static int64_t
weekday_day(const struct dates_scan *s, int weekday, int shift)
{
	int64_t back = (calendar_weekday(s->today) - weekday + 7) % 7;

	if (shift == 1)
		return s->today + (back == 0 ? 7 : 7 - back);
	if (shift == -1 && back == 0)
		return s->today - 7;
	return s->today - back;
}

/* Whether a weekday alone is said as a day, not as a custom or a name. */
static bool
weekday_alone(struct dates_scan *s, size_t k, const struct reading *r)
{
	const struct token *t = dates_tok(s, k);
	const struct token *p = k > 0 ? dates_tok(s, k - 1) : NULL;
	const struct token *q = k > 1 ? dates_tok(s, k - 2) : NULL;
	bool day = p != NULL && tok_is(p, DATE_UNIT, UNIT_DAY);

	if (!s->setting.has_now || r->vague)
		return false;
	if (tok_has(t, DATE_SHIFT_PRE))
		return true;
	if (p != NULL && tok_has(p, DATE_EVERY))
		return false;
	if (day && q != NULL && tok_has(q, DATE_EVERY))
		return false;
	if ((t->flags & TOKEN_ARABIC) != 0)
		return (t->flags & TOKEN_DEFINITE) != 0 || day ||
		       str_ends(t->word->word, STR("شنبه"));
	return true;
}

/* Day words and weekday before a date: returns the token behind them. */
static size_t
read_lead(struct dates_scan *s, size_t k, struct reading *day,
          struct reading *week)
{
	size_t i = read_day(s, k, day), end;

	reading_init(week);
	if (i == 0) {
		day->absolute = DAY_NONE;
		end = read_weekday(s, k, week);
		return end;
	}
	end = read_weekday(s, skip_open(s, i), week);
	if (end > 0 && week->shift == NO_SHIFT)
		return end;
	reading_init(week); /* "tomorrow, next Monday" are two */
	return i;
}

/* The date that a day word and a weekday make without one in numbers. */
static bool
lead_alone(struct dates_scan *s, size_t k, struct reading *day,
           const struct reading *week)
{
	if (day->absolute == DAY_NONE) {
		if (!weekday_alone(s, k, week))
			return false;
		day->absolute = weekday_day(s, week->weekday, week->shift);
		day->relative = true;
	} else if (week->weekday > 0 &&
	           calendar_weekday(day->absolute) != week->weekday) {
		day->absolute = weekday_day(s, week->weekday,
		                            day->absolute > s->today ? 1 : 0);
	}
	return true;
}

/* A date with what leads it and what follows, at token k, into r. */
static size_t
read_dated(struct dates_scan *s, size_t k, struct reading *r)
{
	struct reading day, week, date;
	size_t lead = read_lead(s, k, &day, &week), end;

	if (lead == 0) {
		end = read_date(s, k, r);
		return end > 0 ? read_tail(s, end, r) : 0;
	}
	end = read_date(s, skip_open(s, lead), &date);
	if (end > 0 && date.day != UNKNOWN) {
		date.weekday = week.weekday;
		if (tok_mark(dates_tok(s, end), ')'))
			end++;
		*r = date;
		return read_tail(s, end, r);
	}
	if (!lead_alone(s, k, &day, &week))
		return 0;
	*r = day;
	return read_tail(s, lead, r);
}

/* "10:30 | 12/09/2022": the time first. */
static size_t
read_time_first(struct dates_scan *s, size_t k, struct reading *r)
{
	struct reading time;
	size_t i, end;

	reading_init(&time);
	i = read_time(s, k, &time);
	if (i == 0)
		return 0;
	end = read_dated(s, skip_open(s, i), r);
	if (end == 0 || r->hour != UNKNOWN ||
	    (r->day == UNKNOWN && r->absolute == DAY_NONE))
		return 0;
	r->hour = time.hour;
	r->minute = time.minute;
	r->second = time.second;
	r->has_zone = time.has_zone;
	r->offset_min = time.offset_min;
	return end;
}

/* Whether a word at the front of a date can be that at all. */
static bool
may_begin(const struct token *t)
{
	static const uint64_t roles =
		1ull << DATE_MONTH | 1ull << DATE_HIJRI | 1ull << DATE_PERSIAN |
		1ull << DATE_PAIR | 1ull << DATE_WEEKDAY | 1ull << DATE_UNIT |
		1ull << DATE_COUNT | 1ull << DATE_DAY | 1ull << DATE_PHRASE |
		1ull << DATE_SHIFT_PRE | 1ull << DATE_AGO_PRE |
		1ull << DATE_DUAL | 1ull << DATE_DAYTH | 1ull << DATE_SOON;

	if (t->kind == TOKEN_NUMBER)
		return true;
	return t->word != NULL && (t->word->roles & roles) != 0;
}

size_t
rule_at(struct dates_scan *s, size_t k)
{
	const struct token *t = dates_tok(s, k);
	struct reading r;
	size_t end = 0;

	if (!may_begin(t))
		return 0;
	if (t->kind == TOKEN_NUMBER) {
		end = read_time_first(s, k, &r);
		if (end == 0)
			end = read_numeric(s, k, &r) > 0 ? 0 : rule_range(s, k);
		if (s->found_n > 0)
			return end;
	} else {
		end = rule_range(s, k);
		if (end > 0)
			return end;
	}
	if (end == 0)
		end = read_dated(s, k, &r);
	if (end == 0 || !dates_queue(s, &r, k, end)) {
		end = read_ago(s, k, &r);
		if (end == 0)
			end = read_unit(s, k, &r);
		if (end > 0 && !dates_queue(s, &r, k, end))
			end = 0;
	}
	if (end == 0 && t->kind == TOKEN_NUMBER)
		end = rule_year(s, k);
	return end;
}
