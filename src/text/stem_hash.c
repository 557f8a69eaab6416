#include "text/stem.h"

uint32_t
stem_hash(struct str stem)
{
	uint32_t h = (uint32_t)(str_hash(stem) >> 32);

	return h != 0 ? h : 1;
}
