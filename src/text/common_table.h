#ifndef MARSAD_TEXT_COMMON_TABLE_H
#define MARSAD_TEXT_COMMON_TABLE_H

#include <stdint.h>

/* The table that tools/commongen makes: open addressing by the hash. */
#define COMMON_SLOTS 32768u

struct common_slot {
	uint32_t stem; /* 0: empty */
	uint16_t in;
};

extern const struct common_slot common_slots[COMMON_SLOTS];

#endif
