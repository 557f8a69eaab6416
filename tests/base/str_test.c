#include "test.h"

#include "base/arena.h"

TEST(cuts_at_a_separator_and_ends)
{
	struct str rest = STR("a,bb,,c");
	const char *want[] = { "a", "bb", "", "c" };

	for (size_t i = 0; i < COUNT(want); i++)
		assert_str(str_until(&rest, ','), want[i]);
	assert_int_equal(rest.n, 0);
}

TEST(reads_lines_of_every_system)
{
	struct str rest = STR("one\r\ntwo\n\nlast");

	assert_str(str_line(&rest), "one");
	assert_str(str_line(&rest), "two");
	assert_str(str_line(&rest), "");
	assert_str(str_line(&rest), "last");
	assert_int_equal(rest.n, 0);
}

TEST(refuses_numbers_that_do_not_fit)
{
	static const struct {
		const char *in;
		uint64_t max, want;
		bool ok;
	} rows[] = {
		{ "0", 10, 0, true },
		{ "10", 10, 10, true },
		{ "11", 10, 0, false },
		{ "", 10, 0, false },
		{ "x", 10, 0, false },
		{ "18446744073709551615", UINT64_MAX, UINT64_MAX, true },
		{ "18446744073709551616", UINT64_MAX, 0, false },
		{ "99999999999999999999999", UINT64_MAX, 0, false },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str rest = str_from(rows[i].in);
		uint64_t v = 0;

		assert_int_equal(str_number(&rest, &v, rows[i].max),
		                 rows[i].ok);
		assert_true(v == rows[i].want);
		assert_int_equal(rest.n,
		                 rows[i].ok ? 0 : str_from(rows[i].in).n);
	}
}

TEST(finds_views_inside_views)
{
	assert_int_equal(str_find(STR("abcabd"), STR("abd")), 3);
	assert_true(str_find(STR("abc"), STR("abcd")) == STR_NPOS);
	assert_int_equal(str_find_ci(STR("xxHTTP"), STR("http")), 2);
	assert_int_equal(str_find(STR("abc"), STR_EMPTY), 0);
	assert_true(str_find(STR_EMPTY, STR("a")) == STR_NPOS);
}

TEST(cuts_outside_a_view_give_the_view_s_end)
{
	assert_str(str_sub(STR("abc"), 1, 99), "bc");
	assert_str(str_sub(STR("abc"), 9, 2), "");
	assert_str(str_trim(STR(" \t a b\r\n")), "a b");
	assert_str(str_trim(STR("   ")), "");
}

TEST(arena_refuses_what_passes_its_maximum)
{
	struct arena mem = ARENA_INIT(1024, 8192);
	char *p = arena_alloc(&mem, 100);

	assert_non_null(p);
	for (int i = 0; i < 100; i++)
		assert_int_equal(p[i], 0);
	assert_null(arena_alloc(&mem, 9000));
	assert_int_equal(arena_err(&mem), ERR_LIMIT);
	assert_null(arena_array(&mem, SIZE_MAX / 2, 4));
	arena_release(&mem);
	assert_int_equal(arena_err(&mem), ERR_OK);
}

TEST(arena_serves_up_to_its_maximum_in_small_pieces)
{
	struct arena mem = ARENA_INIT(1024, 64u << 10);
	size_t n = 0;

	while (arena_alloc(&mem, 64) != NULL)
		n += 64;
	assert_true(n > 56u << 10);
	assert_true(mem.used_bytes <= 64u << 10);
	arena_release(&mem);
}

RUN(CASE(cuts_at_a_separator_and_ends), CASE(reads_lines_of_every_system),
    CASE(refuses_numbers_that_do_not_fit), CASE(finds_views_inside_views),
    CASE(cuts_outside_a_view_give_the_view_s_end),
    CASE(arena_refuses_what_passes_its_maximum),
    CASE(arena_serves_up_to_its_maximum_in_small_pieces))
