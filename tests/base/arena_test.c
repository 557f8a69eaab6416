#include "test.h"

#include <string.h>

#include "base/arena.h"
#include "base/vec.h"

static bool
is_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != 0)
			return false;
	return true;
}

TEST(memory_is_zeroed_after_a_clear_too)
{
	struct arena mem = ARENA_INIT(1024, 1u << 20);

	for (int round = 0; round < 5; round++) {
		for (size_t n = 0; n < 3000; n += 100) {
			char *p = arena_alloc(&mem, n);

			assert_non_null(p);
			assert_true(is_zero(p, n));
			memset(p, 'x', n);
		}
		arena_clear(&mem, 1u << 16);
	}
	arena_release(&mem);
}

TEST(a_cleared_arena_keeps_at_most_what_it_may)
{
	struct arena mem = ARENA_INIT(1024, 1u << 20);

	arena_clear(&mem, 4096);
	assert_int_equal(mem.used_bytes, 0);
	for (int i = 0; i < 100; i++)
		arena_alloc(&mem, 1000);
	arena_clear(&mem, 4096);
	assert_true(mem.used_bytes > 0 && mem.used_bytes < 4096 + 64);
	assert_null(arena_alloc(&mem, 2u << 20));
	assert_int_equal(arena_err(&mem), ERR_LIMIT);
	arena_clear(&mem, 4096);
	assert_int_equal(arena_err(&mem), ERR_OK);
	assert_non_null(arena_alloc(&mem, 100000));
	arena_release(&mem);
	assert_int_equal(mem.used_bytes, 0);
}

TEST(what_was_trimmed_is_given_out_again)
{
	struct arena mem = ARENA_INIT(1024, 1u << 20);
	char *a = arena_raw(&mem, 500), *b;

	assert_non_null(a);
	memcpy(a, "kept", 4);
	arena_trim(&mem, a, 4);
	b = arena_alloc(&mem, 900);
	assert_ptr_equal(b, a + 16);
	assert_memory_equal(a, "kept", 4);
	arena_release(&mem);
}

TEST(arrays_grow_with_zeroed_elements)
{
	struct arena mem = ARENA_INIT(1024, 1u << 20);
	struct { int *v; size_t n, cap; } list = { 0 };

	for (int i = 0; i < 1000; i++) {
		int *at = VEC_PUSH(&mem, &list);

		assert_non_null(at);
		if (at == NULL)
			break;
		assert_int_equal(*at, 0);
		*at = i + 1;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list.v[i], i + 1);
	arena_release(&mem);
}

RUN(CASE(memory_is_zeroed_after_a_clear_too),
    CASE(a_cleared_arena_keeps_at_most_what_it_may),
    CASE(what_was_trimmed_is_given_out_again),
    CASE(arrays_grow_with_zeroed_elements))
