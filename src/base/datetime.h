#ifndef MARSAD_BASE_DATETIME_H
#define MARSAD_BASE_DATETIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * A moment with the zone it was written in.  The source's offset is kept:
 * 23:59 UTC may be the next day where the paper is printed.
 */
struct datetime {
	int64_t unix_s;     /* seconds since 1970-01-01 UTC */
	int16_t offset_min; /* of the source's zone, east positive */
	bool has_zone;      /* false: none was stated, UTC was taken */
	bool has_time;      /* false: a day only, unix_s is its 00:00 */
};

/* "2026-01-31T09:05:00+01:00"; "Z" for offset 0.  A day only: "2026-01-31". */
struct str datetime_rfc3339(struct arena *mem, struct datetime d);

/* "Sat, 31 Jan 2026 09:05:00 +0100", for RSS (RFC 5322). */
struct str datetime_rfc5322(struct arena *mem, struct datetime d);

/*
 * Days since 1970-01-01 of a Gregorian day, and back.
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms".
 */
int64_t datetime_days(int year, int month, int day);
void datetime_civil(int64_t days, int *year, int *month, int *day);

#endif
