#ifndef MARSAD_MODEL_PLACES_TABLE_H
#define MARSAD_MODEL_PLACES_TABLE_H

#include "model/places.h"

/* The gazetteer as tools/lexgen makes it; places_rows[0] is no place. */
struct place_row {
	struct str code;
	struct str names[3]; /* Arabic, French, English */
	uint16_t parent, country;
	uint8_t kind;
};

#define PLACES_CODE_SLOTS 4096u /* more than twice the places */

extern const struct place_row places_rows[];
extern const uint16_t places_rows_count; /* places_rows[0] counted, too */
extern const uint16_t places_codes[PLACES_CODE_SLOTS]; /* by hash of code */

#endif
