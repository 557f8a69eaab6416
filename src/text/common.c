#include "text/common.h"

#include "text/common_table.h"

unsigned
common_in(uint32_t stem)
{
	uint32_t at = stem % COMMON_SLOTS;

	while (common_slots[at].stem != 0 && common_slots[at].stem != stem)
		at = (at + 1) % COMMON_SLOTS;
	return common_slots[at].in;
}
