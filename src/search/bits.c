#include "search/bits.h"

#include <string.h>

#define LANES 4u

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "segments are read as they lie in memory");

/* Four lanes; gcc makes vector instructions of it on any machine. */
typedef uint32_t lanes __attribute__((vector_size(16)));

static lanes
load(const void *p)
{
	lanes v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static void
save(void *p, lanes v)
{
	memcpy(p, &v, sizeof(v));
}

unsigned
bits_width(const uint32_t *v, unsigned n)
{
	uint32_t all = 0;

	for (unsigned i = 0; i < n; i++)
		all |= v[i];
	return all == 0 ? 0 : 32u - (unsigned)__builtin_clz(all);
}

void
bits_pack(const uint32_t *v, unsigned n, unsigned width, uint8_t *out)
{
	uint32_t padded[BITS_BLOCK] = { 0 };
	unsigned rows = (n + LANES - 1) / LANES;
	lanes word = { 0 };
	unsigned used = 0;

	if (width == 0)
		return;
	memcpy(padded, v, n * sizeof(*v));
	for (unsigned r = 0; r < rows; r++) {
		lanes x = load(padded + r * LANES);

		word |= x << used;
		used += width;
		if (used < 32)
			continue;
		save(out, word);
		out += sizeof(word);
		used -= 32;
		word = used > 0 ? x >> (width - used) : (lanes){ 0 };
	}
	if (used > 0)
		save(out, word);
}

void
bits_unpack(const uint8_t *in, unsigned n, unsigned width, uint32_t *v)
{
	unsigned rows = (n + LANES - 1) / LANES;
	uint32_t m = width == 32 ? UINT32_MAX : (1u << width) - 1;
	lanes mask = { m, m, m, m };
	lanes word;
	unsigned used = 0;

	if (width == 0 || n == 0) {
		memset(v, 0, rows * sizeof(lanes));
		return;
	}
	word = load(in);
	for (unsigned r = 0; r < rows; r++) {
		lanes x = word >> used;

		used += width;
		if (used >= 32 && r + 1 < rows) {
			in += sizeof(word);
			word = load(in);
			used -= 32;
			if (used > 0)
				x |= word << (width - used);
		} else if (used > 32) {
			x |= load(in + sizeof(word)) << (width - (used - 32));
		}
		save(v + r * LANES, x & mask);
	}
}

uint32_t
bits_get(const uint8_t *in, unsigned width, unsigned i)
{
	unsigned bit = i / LANES * width, used = bit % 32;
	uint32_t low, high;

	if (width == 0)
		return 0;
	in += bit / 32 * sizeof(lanes) + i % LANES * sizeof(low);
	memcpy(&low, in, sizeof(low));
	low >>= used;
	if (used + width > 32) {
		memcpy(&high, in + sizeof(lanes), sizeof(high));
		low |= high << (32 - used);
	}
	return width == 32 ? low : low & ((1u << width) - 1);
}

void
bits_sum(uint32_t *v, unsigned n, uint32_t base)
{
	const lanes none = { 0, 0, 0, 0 }, one = { 1, 1, 1, 1 };
	lanes sum = { base, base, base, base };

	for (unsigned r = 0; r < (n + LANES - 1) / LANES; r++) {
		lanes x = load(v + r * LANES) + one;

		/* each lane what is before it, by one and by two lanes */
		x += __builtin_shufflevector(none, x, 0, 4, 5, 6);
		x += __builtin_shufflevector(none, x, 0, 1, 4, 5);
		x += sum;
		sum = __builtin_shufflevector(x, x, 3, 3, 3, 3);
		save(v + r * LANES, x);
	}
}
