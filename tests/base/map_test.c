#include "test.h"

#include "base/map.h"
#include "base/rng.h"
#include "base/vec.h"

#define MANY 5000

TEST(finds_every_key_it_was_given)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 16u << 20);
	struct map m = MAP_INIT(&mem, 42);
	static int values[MANY];

	assert_null(map_get(&m, STR("none")));
	for (int i = 0; i < MANY; i++)
		assert_true(map_put(&m, str_fmt(&mem, "key%d", i), &values[i]));
	for (int i = 0; i < MANY; i++)
		assert_ptr_equal(map_get(&m, str_fmt(&mem, "key%d", i)),
		                 &values[i]);
	assert_true(map_put(&m, STR("key7"), &values[8]));
	assert_ptr_equal(map_get(&m, STR("key7")), &values[8]);
	assert_int_equal(m.n, MANY);
	assert_null(map_get(&m, STR("key5000")));
	arena_release(&mem);
}

TEST(a_full_arena_leaves_the_table_usable)
{
	struct arena mem = ARENA_INIT(256, 4096);
	struct map m = MAP_INIT(&mem, 1);
	char names[MANY][2];
	int n = 0, value = 0;

	for (; n < MANY; n++) {
		names[n][0] = (char)(n & 0xFF);
		names[n][1] = (char)(n >> 8);
		if (!map_put(&m, (struct str){ names[n], 2 }, &value))
			break;
	}
	assert_true(n > 10 && n < MANY);
	for (int i = 0; i < n; i++)
		assert_ptr_equal(map_get(&m, (struct str){ names[i], 2 }),
		                 &value);
	arena_release(&mem);
}

TEST(vectors_keep_what_was_pushed)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	struct { int *v; size_t n, cap; } list = { 0 };

	for (int i = 0; i < 1000; i++) {
		int *v = VEC_PUSH(&mem, &list);

		assert_non_null(v);
		if (v != NULL)
			*v = i;
	}
	assert_int_equal(list.n, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list.v[i], i);
	arena_release(&mem);
}

TEST(the_same_seed_gives_the_same_numbers)
{
	struct rng a = { 7 }, b = { 7 };

	for (int i = 0; i < 100; i++) {
		assert_true(rng_next(&a) == rng_next(&b));
		assert_true(rng_below(&a, 10) < 10);
		rng_next(&b);
	}
}

RUN(CASE(finds_every_key_it_was_given),
    CASE(a_full_arena_leaves_the_table_usable),
    CASE(vectors_keep_what_was_pushed),
    CASE(the_same_seed_gives_the_same_numbers))
