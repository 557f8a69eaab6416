#ifndef MARSAD_WEB_WHEN_H
#define MARSAD_WEB_WHEN_H

#include "base/datetime.h"
#include "web/texts.h"

/*
 * Dates as readers see them, in the process's time zone: web_start sets TZ
 * from edition.timezone once, before there are threads.
 */

/* A day of the calendar. */
struct when_day {
	int year, month, day;
};

/* The day and time of a moment in the edition's zone. */
struct when_day when_day_of(int64_t unix_s, int *hour, int *minute);

/*
 * The day an article is dated: a moment with a zone in the edition's zone; a
 * day alone, or a time without a zone, as it was written.
 */
struct when_day when_published(struct datetime d);

/* 00:00 of that day in the edition's zone, in Unix seconds. */
int64_t when_day_start(struct when_day d);

/* "24 - 02 - 2023", the form of the attribution line. */
struct str when_dashes(struct arena *mem, struct when_day d);

/* "24 فبراير 2023", "24 février 2023", "24 February 2023". */
struct str when_words(struct arena *mem, enum text_lang lang,
                      struct when_day d);

/* "فبراير 2023", "février 2023", "February 2023"; month from 1 to 12. */
struct str when_month(struct arena *mem, enum text_lang lang, int year,
                      int month);

/*
 * Set the edition's zone for the process, "Africa/Casablanca": the C library
 * has one a process and no other way to read the time zone database.  Once,
 * before any thread is started.
 */
void when_set_zone(struct arena *mem, struct str name);

/* Minutes that the edition's zone is ahead of UTC at a moment. */
int16_t when_offset_min(int64_t unix_s);

/* "14:05" in the edition's zone. */
struct str when_clock(struct arena *mem, int64_t unix_s);

/* "2023-02-24" and back; false for anything else or a day that is none. */
struct str when_iso(struct arena *mem, struct when_day d);
bool when_iso_parse(struct str s, struct when_day *out);

#endif
