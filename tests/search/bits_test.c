#include "search/bits.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "test.h"

#define GUARD 0xA5

static uint32_t
mask_of(unsigned width)
{
	return width == BITS_MAX ? UINT32_MAX : (1u << width) - 1;
}

/* Pack and unpack n numbers of a width, in memory of just that size. */
static void
check_round_trip(struct rng *r, unsigned n, unsigned width)
{
	uint32_t v[BITS_BLOCK], back[BITS_BLOCK];
	size_t bytes = bits_bytes(n, width);
	uint8_t *packed = xmalloc(bytes + 1);

	for (unsigned i = 0; i < n; i++)
		v[i] = (uint32_t)rng_next(r) & mask_of(width);
	packed[bytes] = GUARD;
	bits_pack(v, n, width, packed);
	assert_int_equal(packed[bytes], GUARD);
	packed = xrealloc(packed, bytes == 0 ? 1 : bytes);
	memset(back, GUARD, sizeof(back));
	bits_unpack(packed, n, width, back);
	if (n > 0)
		assert_memory_equal(v, back, n * sizeof(*v));
	free(packed);
}

TEST(all_widths_and_lengths_come_back)
{
	struct rng r = { 1 };

	for (unsigned width = 0; width <= BITS_MAX; width++)
		for (unsigned n = 0; n <= BITS_BLOCK; n++)
			check_round_trip(&r, n, width);
}

TEST(the_greatest_numbers_of_a_width_come_back)
{
	for (unsigned width = 0; width <= BITS_MAX; width++) {
		uint32_t v[BITS_BLOCK], back[BITS_BLOCK];
		uint8_t packed[BITS_BLOCK * 4];

		for (unsigned i = 0; i < BITS_BLOCK; i++)
			v[i] = i % 3 == 0 ? mask_of(width) : 0;
		assert_int_equal(bits_width(v, BITS_BLOCK), width);
		bits_pack(v, BITS_BLOCK, width, packed);
		bits_unpack(packed, BITS_BLOCK, width, back);
		assert_memory_equal(v, back, sizeof(v));
	}
}

TEST(a_block_takes_its_width_in_bits)
{
	for (unsigned width = 0; width <= BITS_MAX; width++)
		assert_int_equal(bits_bytes(BITS_BLOCK, width),
		                 BITS_BLOCK * width / 8);
	assert_int_equal(bits_bytes(0, BITS_MAX), 0);
	assert_int_equal(bits_bytes(1, 1), 16);
}

TEST(the_width_is_that_of_the_greatest)
{
	assert_int_equal(bits_width((uint32_t[]){ 0, 0 }, 2), 0);
	assert_int_equal(bits_width((uint32_t[]){ 0, 1 }, 2), 1);
	assert_int_equal(bits_width((uint32_t[]){ 7, 8, 1 }, 3), 4);
	assert_int_equal(bits_width((uint32_t[]){ UINT32_MAX }, 1), 32);
	assert_int_equal(bits_width(NULL, 0), 0);
}

TEST(any_bytes_unpack_to_numbers_of_the_width)
{
	struct rng r = { 2 };

	for (unsigned width = 0; width <= BITS_MAX; width++) {
		size_t bytes = bits_bytes(BITS_BLOCK, width);
		uint8_t *noise = xmalloc(bytes + 1);
		uint32_t v[BITS_BLOCK];

		for (size_t i = 0; i < bytes; i++)
			noise[i] = (uint8_t)rng_next(&r);
		bits_unpack(noise, BITS_BLOCK, width, v);
		assert_true(bits_width(v, BITS_BLOCK) <= width);
		free(noise);
	}
}

TEST(distances_become_sums)
{
	struct rng r = { 3 };

	for (unsigned n = 1; n <= BITS_BLOCK; n++) {
		uint32_t v[BITS_BLOCK], want[BITS_BLOCK];
		uint32_t base = n % 3 == 0 ? UINT32_MAX : n * 1000, sum = base;

		for (unsigned i = 0; i < BITS_BLOCK; i++) {
			v[i] = (uint32_t)rng_next(&r) >> n % 32;
			sum += v[i] + 1;
			want[i] = sum;
		}
		bits_sum(v, n, base);
		assert_memory_equal(v, want, n * sizeof(*v));
	}
}

RUN(CASE(distances_become_sums), CASE(all_widths_and_lengths_come_back),
    CASE(the_greatest_numbers_of_a_width_come_back),
    CASE(a_block_takes_its_width_in_bits),
    CASE(the_width_is_that_of_the_greatest),
    CASE(any_bytes_unpack_to_numbers_of_the_width))
