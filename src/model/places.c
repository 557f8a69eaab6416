#include "model/places.h"

#include "model/places_table.h"

static const struct place_row *
row(uint16_t place)
{
	return &places_rows[place < places_rows_count ? place : 0];
}

uint16_t
places_count(void)
{
	return (uint16_t)(places_rows_count - 1);
}

struct str
places_code(uint16_t place)
{
	return row(place)->code;
}

uint16_t
places_by_code(struct str code)
{
	size_t i = (size_t)(str_hash(code) % PLACES_CODE_SLOTS);

	for (; places_codes[i] != 0; i = (i + 1) % PLACES_CODE_SLOTS)
		if (str_eq(places_rows[places_codes[i]].code, code))
			return places_codes[i];
	return 0;
}

struct str
places_name(uint16_t place, struct str language)
{
	if (str_starts(language, STR("ar")) || str_eq(language, STR("zgh")))
		return row(place)->names[0];
	return row(place)->names[str_starts(language, STR("fr")) ? 1 : 2];
}

uint16_t
places_parent(uint16_t place)
{
	return row(place)->parent;
}

uint16_t
places_country(uint16_t place)
{
	return row(place)->country;
}

enum place_kind
places_kind(uint16_t place)
{
	return row(place)->kind;
}
