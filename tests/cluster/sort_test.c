#include "cluster/sort.h"

#include <stdlib.h>

#include "test.h"

#define MOST 300u

/* A fixed sequence; of few values, so that keys come again. */
static void
fill(struct sorted *v, size_t n, uint32_t values)
{
	uint32_t x = 12345;

	for (uint32_t i = 0; i < n; i++) {
		x = x * 1664525u + 1013904223u;
		v[i] = (struct sorted){ (x >> 8) % values, i };
	}
}

TEST(puts_keys_in_order_and_keeps_equal_ones_as_they_were)
{
	struct sorted v[MOST], spare[MOST];

	for (size_t n = 0; n <= MOST; n++) {
		fill(v, n, 40);
		sort_by_key(v, spare, n);
		for (size_t i = 1; i < n; i++) {
			assert_true(v[i - 1].key <= v[i].key);
			if (v[i - 1].key == v[i].key)
				assert_true(v[i - 1].what < v[i].what);
		}
	}
}

/* Every byte of a key counts, the highest most. */
TEST(sorts_by_all_of_a_key)
{
	struct sorted v[MOST], spare[MOST];

	for (size_t n = 0; n <= MOST; n++) {
		uint64_t x = 88172645463325252u;

		for (uint32_t i = 0; i < n; i++) {
			x ^= x << 13;
			x ^= x >> 7;
			x ^= x << 17;
			v[i] = (struct sorted){ x, i };
		}
		sort_by_key(v, spare, n);
		for (size_t i = 1; i < n; i++)
			assert_true(v[i - 1].key < v[i].key);
	}
}

TEST(loses_nothing)
{
	struct sorted v[MOST], spare[MOST];
	bool seen[MOST] = { false };

	fill(v, MOST, UINT32_MAX);
	sort_by_key(v, spare, MOST);
	for (size_t i = 0; i < MOST; i++)
		seen[v[i].what] = true;
	for (size_t i = 0; i < MOST; i++)
		assert_true(seen[i]);
}

TEST(puts_heavy_weights_first)
{
	static const float falling[] = { 1e30f, 2.5f, 1, 0.1f, 1e-30f, 0 };

	for (size_t i = 0; i < COUNT(falling); i++) {
		assert_true(sort_weight(sort_falling(falling[i])) ==
		            falling[i]);
		if (i > 0)
			assert_true(sort_falling(falling[i - 1]) <
			            sort_falling(falling[i]));
	}
}

RUN(CASE(puts_keys_in_order_and_keeps_equal_ones_as_they_were),
    CASE(sorts_by_all_of_a_key), CASE(loses_nothing),
    CASE(puts_heavy_weights_first))
