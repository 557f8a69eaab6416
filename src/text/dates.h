#ifndef MARSAD_TEXT_DATES_H
#define MARSAD_TEXT_DATES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/datetime.h"
#include "base/str.h"
#include "text/calendar.h"

/*
 * Dates as feeds, pages and people write them.  What is understood, and how
 * what is ambiguous is decided: docs/dates.md.
 */

enum date_precision {
	DATES_YEAR,
	DATES_MONTH,
	DATES_SPAN, /* a Hijri or Persian month or year: first to last day */
	DATES_WEEK,
	DATES_DAY,
	DATES_HOUR,
	DATES_MINUTE,
	DATES_SECOND
};

/* A date found in a text, no more precise than the text says it. */
struct date_found {
	size_t start, end;   /* bytes of the text, on character boundaries */
	int64_t first, last; /* days since 1970-01-01, local; last >= first */
	enum date_precision precision;
	int hour, minute, second; /* 0 where the precision ends before */
	int16_t offset_min;       /* of the zone, east positive */
	bool has_zone;
	enum calendar calendar; /* the text's; first and last are Gregorian */
	bool relative;   /* worked out from the reference */
	bool yearless;   /* the year is */
	bool leap;       /* second is 59, and the text says 60 */
};

struct dates_setting {
	bool has_now;
	struct datetime now; /* when the text was written */
	bool month_first;    /* 9/12/2022 is in September: American text */
	bool persian;        /* years like 1402 are Persian, not Hijri */
};

struct dates_scan;

/*
 * Begin to look for dates in a text; the scan lives in mem, which keeps
 * about 6 KB for it, and borrows the text.  Without a reference (has_now)
 * nothing is found that depends on one: "yesterday", "12 March".  NULL when
 * mem is full: a scan without dates.
 */
struct dates_scan *dates_begin(struct arena *mem, struct str text,
                               const struct dates_setting *setting);

/*
 * The next date of the text, in its order; false at the end.  All calls
 * together take time linear in the text, whatever it holds.
 */
bool dates_next(struct dates_scan *s, struct date_found *out);

/*
 * A date in ISO 8601, as precise as it is: "2024", "2021-11", "2023-W08",
 * "2022-09-12", "2022-09-12T10", "2022-09-12T10:30+01:00", and for a span
 * "2024-03-11/2024-04-09".  Copied into mem.
 */
struct str dates_iso(struct arena *mem, const struct date_found *d);

/*
 * A date that names a day or less as a moment; false for months and years.
 */
bool dates_moment(const struct date_found *d, struct datetime *out);

/*
 * Read a text that is one date and nothing else, as feeds and metadata
 * carry it: RFC 3339 and ISO 8601 (W3C profile, basic form, comma
 * fractions), RFC 5322 and RFC 822 (two-digit years, zone names, missing
 * weekday or seconds), asctime, "2006-01-02 15:04:05", and all absolute
 * dates that dates_next knows.  A month or a year is its first day.
 * Surrounding white space is ignored.  False, with *out untouched, for
 * anything else and for days that do not exist; 24:00:00 and leap seconds
 * are accepted.
 */
bool dates_parse(struct str s, struct datetime *out);

/* Whether a word, in any form, names a Gregorian month or a weekday. */
bool dates_is_name(struct str word);

#endif
