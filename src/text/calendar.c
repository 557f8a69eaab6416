#include "text/calendar.h"

#include <stddef.h>

#include "base/datetime.h"
#include "text/hijri_table.h"

#define GREGORIAN_LAST 9999
#define OTHER_LAST 1700
#define HIJRI_START (-492148)   /* 1 Muharram 1, 19 July 622 Gregorian */
#define PERSIAN_START (-492268) /* day 1 of year 1 by the 33-year rule */

const char *
calendar_name(enum calendar c)
{
	static const char *const names[] = {
		[CALENDAR_GREGORIAN] = "gregorian",
		[CALENDAR_HIJRI] = "hijri",
		[CALENDAR_PERSIAN] = "persian",
	};

	return names[c];
}

static bool
in_table(int year)
{
	return year >= HIJRI_TABLE_FIRST && year <= HIJRI_TABLE_LAST;
}

/*
 * Years of 355 days of the 30-year cycle: 2, 5, 7, 10, 13, 16, 18, 21, 24,
 * 26, 29.  Source: Reingold and Dershowitz, "Calendrical Calculations".
 */
static bool
hijri_leap(int year)
{
	return (11 * year + 14) % 30 < 11;
}

static bool
persian_leap(int year)
{
	return (8 * year + 29) % 33 < 8;
}

static int
hijri_month_days(int year, int month)
{
	if (in_table(year))
		return 29 + (hijri_table[year - HIJRI_TABLE_FIRST] >>
		             (month - 1) & 1);
	/* the table begins a day before the count does: 1355 gives it */
	if (month == 12 && year == HIJRI_TABLE_FIRST - 1)
		return 29;
	return month % 2 == 1 || (month == 12 && hijri_leap(year)) ? 30 : 29;
}

static int
gregorian_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
		                    31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

int
calendar_month_days(enum calendar c, int year, int month)
{
	int last = c == CALENDAR_GREGORIAN ? GREGORIAN_LAST : OTHER_LAST;

	if (year < 1 || year > last || month < 1 || month > 12)
		return 0;
	if (c == CALENDAR_GREGORIAN)
		return gregorian_month_days(year, month);
	if (c == CALENDAR_HIJRI)
		return hijri_month_days(year, month);
	if (month <= 6)
		return 31;
	return month <= 11 || persian_leap(year) ? 30 : 29;
}

/* The arithmetical calendar's first day of a year. */
static int64_t
hijri_counted(int year)
{
	return HIJRI_START + 354 * (int64_t)(year - 1) +
	       (3 + 11 * (int64_t)year) / 30;
}

/*
 * First day of a Hijri year.  Behind the table the count goes on from its
 * end, so that no day is lost or named twice.
 */
static int64_t
hijri_year_start(int year)
{
	int64_t at = HIJRI_TABLE_START;

	if (year < HIJRI_TABLE_FIRST)
		return hijri_counted(year);
	for (int y = HIJRI_TABLE_FIRST; y < year && in_table(y); y++)
		at += 12 * 29 + __builtin_popcount(
		        hijri_table[y - HIJRI_TABLE_FIRST]);
	if (year > HIJRI_TABLE_LAST + 1)
		at += hijri_counted(year) -
		      hijri_counted(HIJRI_TABLE_LAST + 1);
	return at;
}

static int64_t
year_start(enum calendar c, int year)
{
	if (c == CALENDAR_HIJRI)
		return hijri_year_start(year);
	return PERSIAN_START + 365 * (int64_t)(year - 1) +
	       (8 * (int64_t)year + 21) / 33;
}

bool
calendar_to_days(enum calendar c, int year, int month, int day, int64_t *out)
{
	int64_t at;

	if (day < 1 || day > calendar_month_days(c, year, month))
		return false;
	if (c == CALENDAR_GREGORIAN) {
		*out = datetime_days(year, month, day);
		return true;
	}
	at = year_start(c, year);
	for (int m = 1; m < month; m++)
		at += calendar_month_days(c, year, m);
	*out = at + day - 1;
	return true;
}

void
calendar_from_days(enum calendar c, int64_t days, int *year, int *month,
                   int *day)
{
	int lo = 1, hi = OTHER_LAST;
	int64_t left;

	if (c == CALENDAR_GREGORIAN) {
		datetime_civil(days, year, month, day);
		return;
	}
	while (lo < hi) {
		int mid = (lo + hi + 1) / 2;

		if (year_start(c, mid) <= days)
			lo = mid;
		else
			hi = mid - 1;
	}
	left = days - year_start(c, lo);
	*year = lo;
	*month = 1;
	if (left < 0)
		left = 0;
	while (*month < 12 && left >= calendar_month_days(c, lo, *month))
		left -= calendar_month_days(c, lo, (*month)++);
	hi = calendar_month_days(c, lo, *month);
	*day = left >= hi ? hi : (int)left + 1;
}

int
calendar_weekday(int64_t days)
{
	int64_t d = (days + 3) % 7; /* 1970-01-01 was a Thursday */

	return (int)(d < 0 ? d + 7 : d) + 1;
}

void
calendar_week(int64_t days, int *year, int *week)
{
	int64_t thursday = days - calendar_weekday(days) + 4;
	int month, day;

	datetime_civil(thursday, year, &month, &day);
	*week = (int)(thursday - datetime_days(*year, 1, 1)) / 7 + 1;
}
