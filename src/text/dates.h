#ifndef MARSAD_TEXT_DATES_H
#define MARSAD_TEXT_DATES_H

#include <stdbool.h>

#include "base/datetime.h"
#include "base/str.h"

/*
 * Dates as feeds and pages write them.
 */

/*
 * Read a machine-written date: RFC 3339 and ISO 8601 (W3C profile, basic
 * form, comma fractions), RFC 5322 and RFC 822 (two-digit years, zone names,
 * missing weekday or seconds), asctime, "2006-01-02 15:04:05", and the forms
 * feeds are known to carry, month names in English, French and Arabic
 * included (Moroccan, Maghrebi-French, Egyptian and Levantine).  Surrounding
 * white space is ignored.  False, with *out untouched, for anything else and
 * for days that do not exist; 24:00:00 and leap seconds are accepted.
 */
bool dates_parse(struct str s, struct datetime *out);

#endif
