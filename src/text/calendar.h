#ifndef MARSAD_TEXT_CALENDAR_H
#define MARSAD_TEXT_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Days of the three calendars the press of the region dates by, as days
 * since 1970-01-01 (base/datetime.h).
 */
enum calendar { CALENDAR_GREGORIAN, CALENDAR_HIJRI, CALENDAR_PERSIAN };

#define HIJRI_TABLE_FIRST 1356 /* years of the Umm al-Qura table */
#define HIJRI_TABLE_LAST 1500

/* "gregorian", "hijri", "persian". */
const char *calendar_name(enum calendar c);

/*
 * Number of days of a month of a year, 0 when the calendar has no such month.
 *
 * Gregorian: proleptic, years 1 to 9999.
 * Hijri: Umm al-Qura, the civil calendar of Saudi Arabia, from 1356 (1937)
 *   to 1500 (2077); before and after it, years 1 to 1700, the arithmetical
 *   calendar (30-year cycle, epoch 16 July 622 Julian), which may be a day
 *   or two off what people counted.  Countries that wait to see the moon,
 *   Morocco among them, differ from either by a day.
 * Persian: years 1 to 1700 by the rule of 33 years, which is the observed
 *   calendar of Iran from 1201 to 1501 (1822 to 2123).
 */
int calendar_month_days(enum calendar c, int year, int month);

/*
 * The day of a date; false, *out untouched, when there is no such date.
 */
bool calendar_to_days(enum calendar c, int year, int month, int day,
                      int64_t *out);

/*
 * The date of a day: the inverse.  Days outside of the years named above
 * give the nearest year's first or last day.
 */
void calendar_from_days(enum calendar c, int64_t days, int *year, int *month,
                        int *day);

/* ISO weekday of a day: 1 Monday to 7 Sunday. */
int calendar_weekday(int64_t days);

/* ISO 8601 week of a day: its year and number, 1 to 53. */
void calendar_week(int64_t days, int *year, int *week);

#endif
