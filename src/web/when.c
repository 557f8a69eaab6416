#include "web/when.h"

#include <time.h>

#define YEAR_MIN 1900
#define YEAR_MAX 9999

static const struct str months[TEXT_LANG__COUNT][12] = {
	/* as Moroccan papers name them */
	[TEXT_AR] = { STR_INIT("يناير"), STR_INIT("فبراير"), STR_INIT("مارس"),
	              STR_INIT("أبريل"), STR_INIT("ماي"), STR_INIT("يونيو"),
	              STR_INIT("يوليوز"), STR_INIT("غشت"), STR_INIT("شتنبر"),
	              STR_INIT("أكتوبر"), STR_INIT("نونبر"),
	              STR_INIT("دجنبر") },
	[TEXT_FR] = { STR_INIT("janvier"), STR_INIT("février"),
	              STR_INIT("mars"), STR_INIT("avril"), STR_INIT("mai"),
	              STR_INIT("juin"), STR_INIT("juillet"), STR_INIT("août"),
	              STR_INIT("septembre"), STR_INIT("octobre"),
	              STR_INIT("novembre"), STR_INIT("décembre") },
	[TEXT_EN] = { STR_INIT("January"), STR_INIT("February"),
	              STR_INIT("March"), STR_INIT("April"), STR_INIT("May"),
	              STR_INIT("June"), STR_INIT("July"), STR_INIT("August"),
	              STR_INIT("September"), STR_INIT("October"),
	              STR_INIT("November"), STR_INIT("December") },
};

struct when_day
when_day_of(int64_t unix_s, int *hour, int *minute)
{
	time_t t = (time_t)unix_s;
	struct tm tm;

	if (localtime_r(&t, &tm) == NULL) /* a year no int holds */
		memset(&tm, 0, sizeof(tm));
	if (hour != NULL)
		*hour = tm.tm_hour;
	if (minute != NULL)
		*minute = tm.tm_min;
	return (struct when_day){ tm.tm_year + 1900, tm.tm_mon + 1,
		                  tm.tm_mday };
}

struct when_day
when_published(struct datetime d)
{
	struct when_day day;
	int64_t local_s = d.unix_s + (int64_t)d.offset_min * 60;
	int64_t days = local_s / 86400 - (local_s % 86400 < 0);

	if (d.has_time && d.has_zone)
		return when_day_of(d.unix_s, NULL, NULL);
	datetime_civil(days, &day.year, &day.month, &day.day);
	return day;
}

int64_t
when_day_start(struct when_day d)
{
	struct tm tm = {
		.tm_year = d.year - 1900,
		.tm_mon = d.month - 1,
		.tm_mday = d.day,
		.tm_isdst = -1,
	};

	return (int64_t)mktime(&tm);
}

struct str
when_dashes(struct arena *mem, struct when_day d)
{
	return str_fmt(mem, "%02d - %02d - %04d", d.day, d.month, d.year);
}

struct str
when_words(struct arena *mem, enum text_lang lang, struct when_day d)
{
	if (d.month < 1 || d.month > 12)
		return when_dashes(mem, d);
	return str_fmt(mem, "%d %.*s %d", d.day,
	               STR_ARG(months[lang][d.month - 1]), d.year);
}

struct str
when_month(struct arena *mem, enum text_lang lang, int year, int month)
{
	return str_fmt(mem, "%.*s %d", STR_ARG(months[lang][month - 1]), year);
}

void
when_set_zone(struct arena *mem, struct str name)
{
	setenv("TZ", str_z(mem, name), 1);
	tzset();
}

int16_t
when_offset_min(int64_t unix_s)
{
	time_t t = (time_t)unix_s;
	struct tm tm;

	if (localtime_r(&t, &tm) == NULL)
		return 0;
	return (int16_t)(tm.tm_gmtoff / 60);
}

struct str
when_clock(struct arena *mem, int64_t unix_s)
{
	int hour, minute;

	(void)when_day_of(unix_s, &hour, &minute);
	return str_fmt(mem, "%02d:%02d", hour, minute);
}

struct str
when_iso(struct arena *mem, struct when_day d)
{
	return str_fmt(mem, "%04d-%02d-%02d", d.year, d.month, d.day);
}

bool
when_iso_parse(struct str s, struct when_day *out)
{
	uint64_t y, m, d;
	int year, month, day;

	if (s.n != 10 || !str_number(&s, &y, YEAR_MAX) || y < YEAR_MIN ||
	    !str_skip(&s, STR("-")) || !str_number(&s, &m, 12) || m == 0 ||
	    !str_skip(&s, STR("-")) || !str_number(&s, &d, 31) || d == 0 ||
	    s.n > 0)
		return false;
	/* through the day count and back: there is no 31 February */
	datetime_civil(datetime_days((int)y, (int)m, (int)d), &year, &month,
	               &day);
	if (month != (int)m || day != (int)d)
		return false;
	*out = (struct when_day){ year, month, day };
	return true;
}
