#include "search/varint.h"

unsigned
varint_write(uint8_t *to, uint64_t v)
{
	unsigned n = 0;

	while (v >= 0x80) {
		to[n++] = (uint8_t)(v | 0x80);
		v >>= 7;
	}
	to[n++] = (uint8_t)v;
	return n;
}

bool
varint_read_any(const uint8_t **p, const uint8_t *end, uint64_t *out)
{
	const uint8_t *at = *p;
	uint64_t v = 0;

	for (unsigned shift = 0; shift < 70 && at < end; shift += 7) {
		uint8_t byte = *at++;

		if (shift == 63 && byte > 1)
			return false;
		v |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80) {
			*p = at;
			*out = v;
			return true;
		}
	}
	return false;
}
