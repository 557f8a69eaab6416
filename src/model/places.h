#ifndef MARSAD_MODEL_PLACES_H
#define MARSAD_MODEL_PLACES_H

#include <stdint.h>

#include "base/str.h"

/*
 * The gazetteer: countries, the regions, provinces and towns of Morocco, and
 * cities of the world that the press names (data/places, in plain text).
 * Places are told by numbers from 1 on that hold for one build only; what is
 * kept is the code: ISO 3166 of a country ("MA"), that and a name of all
 * others ("MA-casablanca").  0 is no place.
 */
enum place_kind {
	PLACE_NONE,
	PLACE_COUNTRY,
	PLACE_REGION,   /* of Morocco */
	PLACE_PROVINCE, /* with the town of the same name, if there is one */
	PLACE_TOWN,
	PLACE_AREA      /* a sea, a part of the world, a strip of land */
};

/* How many places there are: their numbers are 1 to this. */
uint16_t places_count(void);

/* Its code; empty for what is no place. */
struct str places_code(uint16_t place);

/* The place of a code, 0: there is none. */
uint16_t places_by_code(struct str code);

/*
 * Its name for readers: in Arabic ("ar", "ary", "zgh"), French ("fr") or
 * English (all other codes).
 */
struct str places_name(uint16_t place, struct str language);

/* What it is a part of, 0: nothing.  Countries are parts of nothing. */
uint16_t places_parent(uint16_t place);

/* The country it lies in: itself if it is one; 0: none. */
uint16_t places_country(uint16_t place);

/* What sort of place it is. */
enum place_kind places_kind(uint16_t place);

#endif
