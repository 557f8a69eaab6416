#include "demo/internal.h"

/*
 * Dates as the demo's newspapers write them: Moroccan month names.
 */
static const struct str months[DEMO_LANGUAGE__COUNT][12] = {
	[DEMO_AR] = {
		STR_INIT("يناير"), STR_INIT("فبراير"), STR_INIT("مارس"),
		STR_INIT("أبريل"), STR_INIT("ماي"), STR_INIT("يونيو"),
		STR_INIT("يوليوز"), STR_INIT("غشت"), STR_INIT("شتنبر"),
		STR_INIT("أكتوبر"), STR_INIT("نونبر"), STR_INIT("دجنبر"),
	},
	[DEMO_FR] = {
		STR_INIT("janvier"), STR_INIT("février"), STR_INIT("mars"),
		STR_INIT("avril"), STR_INIT("mai"), STR_INIT("juin"),
		STR_INIT("juillet"), STR_INIT("août"), STR_INIT("septembre"),
		STR_INIT("octobre"), STR_INIT("novembre"),
		STR_INIT("décembre"),
	},
};

/* From Thursday on: 1970-01-01 was one. */
static const struct str weekdays[DEMO_LANGUAGE__COUNT][7] = {
	[DEMO_AR] = {
		STR_INIT("الخميس"), STR_INIT("الجمعة"), STR_INIT("السبت"),
		STR_INIT("الأحد"), STR_INIT("الاثنين"), STR_INIT("الثلاثاء"),
		STR_INIT("الأربعاء"),
	},
	[DEMO_FR] = {
		STR_INIT("jeudi"), STR_INIT("vendredi"), STR_INIT("samedi"),
		STR_INIT("dimanche"), STR_INIT("lundi"), STR_INIT("mardi"),
		STR_INIT("mercredi"),
	},
};

struct datetime
demo_time(int64_t unix_s)
{
	return (struct datetime){ .unix_s = unix_s,
		                  .offset_min = DEMO_OFFSET_MIN,
		                  .has_zone = true,
		                  .has_time = true };
}

struct str
words_date(struct arena *mem, enum demo_language l, int64_t at_s,
           bool with_time)
{
	int64_t local_s = at_s + DEMO_OFFSET_MIN * 60;
	int64_t days = local_s / 86400;
	int minute = (int)(local_s % 86400 / 60);
	int year, month, day;
	struct str date;

	datetime_civil(days, &year, &month, &day);
	date = str_fmt(mem, "%.*s %d %.*s %d",
	               STR_ARG(weekdays[l][days % 7]), day,
	               STR_ARG(months[l][month - 1]), year);
	if (!with_time)
		return date;
	if (l == DEMO_FR)
		return str_fmt(mem, "%.*s à %02dh%02d", STR_ARG(date),
		               minute / 60, minute % 60);
	return str_fmt(mem, "%.*s - %02d:%02d", STR_ARG(date), minute / 60,
	               minute % 60);
}
