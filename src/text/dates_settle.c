/*
 * From what was read to a day: the year that was left out, the order of day
 * and month, the calendar.
 */
#include "text/dates_internal.h"

#define DAY_S 86400
#define TURN_YEARS 1 /* years to either side that a yearless date may be in */
#define HALF_YEAR 6 /* months */
#define WEEKDAY_YEARS 6 /* years back to look for one with that weekday */

void
reading_init(struct reading *r)
{
	*r = (struct reading){
		.year = UNKNOWN,
		.month = UNKNOWN,
		.day = UNKNOWN,
		.hour = UNKNOWN,
		.minute = UNKNOWN,
		.second = UNKNOWN,
		.shift = NO_SHIFT,
		.absolute = DAY_NONE,
	};
}

int
year_full(int y)
{
	return y + (y < 50 ? 2000 : 1900);
}

/* Two numbers, a mark, two numbers, the mark, four: which is over 12. */
static int
order_at(struct str s, size_t at)
{
	struct str rest = str_sub(s, at, s.n);
	uint64_t a, b, y;
	char mark;

	if (!str_number(&rest, &a, 31) || rest.n < 3)
		return 0;
	mark = rest.p[0];
	if (mark != '/' && mark != '-' && mark != '.')
		return 0;
	rest = str_sub(rest, 1, rest.n);
	if (!str_number(&rest, &b, 31) || rest.n < 5 || rest.p[0] != mark)
		return 0;
	rest = str_sub(rest, 1, rest.n);
	if (!str_number(&rest, &y, 2999) || y < 1000)
		return 0;
	if (b > 12 && a <= 12)
		return 1;
	return a > 12 && b <= 12 ? -1 : 0;
}

bool
dates_month_first(struct dates_scan *s)
{
	bool month = false, day = false;

	if (s->order != 0)
		return s->order > 0;
	for (size_t i = 0; i < s->text.n; i++) {
		int order;

		if (!ascii_is_digit(s->text.p[i]) ||
		    (i > 0 && ascii_is_digit(s->text.p[i - 1])))
			continue;
		order = order_at(s->text, i);
		month = month || order > 0;
		day = day || order < 0;
	}
	s->order = !day && (month || s->setting.month_first) ? 1 : -1;
	return s->order > 0;
}

/* The weekday of a date, 0 when there is no such date. */
static int
weekday_of(const struct reading *r, int month, int day)
{
	int64_t d;

	if (!calendar_to_days(r->calendar, r->year, month, day, &d))
		return 0;
	return calendar_weekday(d);
}

/* Day and month of 9/12/2022: by the numbers, the weekday, the others. */
static void
settle_order(struct dates_scan *s, struct reading *r)
{
	int day = r->day, month = r->month;
	bool turn;

	if (!r->numeric || day > 12)
		return;
	if (month > 12) {
		turn = true;
	} else if (r->weekday > 0 && day != month &&
	           (weekday_of(r, month, day) == r->weekday) !=
	                   (weekday_of(r, day, month) == r->weekday)) {
		turn = weekday_of(r, day, month) == r->weekday;
	} else {
		turn = r->american || dates_month_first(s);
	}
	if (turn) {
		r->day = month;
		r->month = day;
	}
}

static int64_t
distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

/* Whether a candidate day fits what was said: last, next, the weekday. */
static bool
fits(const struct dates_scan *s, const struct reading *r, int64_t day)
{
	if (r->weekday > 0 && r->day != UNKNOWN &&
	    calendar_weekday(day) != r->weekday)
		return false;
	if (r->shift == -1)
		return day < s->today;
	return r->shift != 1 || day > s->today;
}

/* The year of a month that names none. */
static bool
settle_month(struct reading *r, int year, int month)
{
	if (r->shift == NO_SHIFT && !r->nearest)
		return false;
	r->year = year;
	if (r->shift == -1 && r->month >= month)
		r->year--;
	else if (r->shift == 1 && r->month <= month)
		r->year++;
	else if (r->nearest && r->month - month > HALF_YEAR)
		r->year--;
	else if (r->nearest && month - r->month > HALF_YEAR)
		r->year++;
	return true;
}

/*
 * The year of a date that names none: the one that brings it nearest to the
 * reference, on the side that was said, on the weekday that was said.
 */
static bool
settle_year(struct dates_scan *s, struct reading *r)
{
	int year, month, day, from, best = UNKNOWN;
	int64_t least = 0, d;

	if (!s->setting.has_now)
		return false;
	calendar_from_days(r->calendar, s->today, &year, &month, &day);
	if (r->day == UNKNOWN)
		return settle_month(r, year, month);
	if (r->shift == 0) {
		r->year = year;
		return true;
	}
	from = year - (r->weekday > 0 ? WEEKDAY_YEARS : TURN_YEARS);
	for (int y = from; y <= year + TURN_YEARS; y++) {
		if (!calendar_to_days(r->calendar, y, r->month, r->day, &d) ||
		    !fits(s, r, d))
			continue;
		if (best == UNKNOWN || distance(d, s->today) < least) {
			best = y;
			least = distance(d, s->today);
		}
	}
	r->year = best;
	return best != UNKNOWN;
}

/*
 * A Hijri day whose weekday is another by a day: the month began when the
 * moon was seen, not when the table says.
 */
static void
settle_sighting(const struct reading *r, struct date_found *out)
{
	int off;

	if (r->calendar != CALENDAR_HIJRI || r->weekday == 0)
		return;
	off = (r->weekday - calendar_weekday(out->first) + 7) % 7;
	if (off == 1)
		out->first++;
	else if (off == 6)
		out->first--;
}

/* First and last day of what has no day. */
static bool
settle_span(const struct reading *r, struct date_found *out)
{
	enum calendar c = r->calendar;
	int from = r->month == UNKNOWN ? 1 : r->month;
	int to = r->month == UNKNOWN ? 12 : r->month;
	int days = calendar_month_days(c, r->year, to);

	if (!calendar_to_days(c, r->year, from, 1, &out->first) ||
	    !calendar_to_days(c, r->year, to, days, &out->last))
		return false;
	if (c != CALENDAR_GREGORIAN)
		out->precision = DATES_SPAN;
	else
		out->precision = r->month == UNKNOWN ? DATES_YEAR : DATES_MONTH;
	return true;
}

static void
settle_time(const struct reading *r, struct date_found *out)
{
	if (r->hour == UNKNOWN || out->precision != DATES_DAY)
		return;
	out->precision = DATES_HOUR;
	out->hour = r->hour;
	if (r->minute != UNKNOWN) {
		out->precision = DATES_MINUTE;
		out->minute = r->minute;
	}
	if (r->second != UNKNOWN) {
		out->precision = DATES_SECOND;
		out->second = r->second;
	}
	if (out->second == 60) { /* a leap second, which no calendar keeps */
		out->second = 59;
		out->leap = true;
	}
	if (out->hour == 24) {
		out->hour = 0;
		out->first = ++out->last;
	}
	out->has_zone = r->has_zone;
	out->offset_min = (int16_t)(r->has_zone ? r->offset_min : 0);
}

bool
reading_settle(struct dates_scan *s, const struct reading *said,
               struct date_found *out)
{
	struct reading r = *said;

	*out = (struct date_found){
		.calendar = r.shown,
		.precision = DATES_DAY,
		.relative = r.relative,
	};
	if (r.absolute != DAY_NONE) {
		out->first = out->last = r.absolute;
		if (r.week) {
			out->first -= calendar_weekday(r.absolute) - 1;
			out->last = out->first + 6;
			out->precision = DATES_WEEK;
		}
	} else {
		if (r.year == UNKNOWN) {
			if ((r.vague && r.weekday == 0) || !settle_year(s, &r))
				return false;
			out->yearless = true;
		}
		settle_order(s, &r);
		if (r.day == UNKNOWN) {
			if (!settle_span(&r, out))
				return false;
		} else if (!calendar_to_days(r.calendar, r.year, r.month,
		                             r.day, &out->first)) {
			return false;
		}
		if (r.day != UNKNOWN) {
			settle_sighting(&r, out);
			out->last = out->first;
		}
	}
	settle_time(&r, out);
	return true;
}
