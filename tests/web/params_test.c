#include "test.h"

#include "web/params.h"

TEST(values_are_decoded_and_the_first_one_counts)
{
	static const struct { const char *query, *name, *want; } rows[] = {
		{ "q=a+b%20c", "q", "a b c" },
		{ "a=1&q=2&q=3", "q", "2" },
		{ "q", "q", "" },
		{ "q=", "q", "" },
		{ "", "q", "" },
		{ "xq=1", "q", "" },
		{ "q=a=b", "q", "a=b" },
		{ "q=%D8%AE", "q", "خ" },
		{ "&&q=1&", "q", "1" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(params_get(&mem, str_from(rows[i].query),
		                      str_from(rows[i].name)),
		           rows[i].want);
	arena_release(&mem);
}

TEST(numbers_have_bounds)
{
	static const struct { const char *query; int64_t want; } rows[] = {
		{ "n=7", 7 },    { "n=0", 0 },   { "n=50", 50 },
		{ "n=51", 0 },   { "n=-1", 0 },  { "n=7x", 0 },
		{ "n=", 0 },     { "", 0 },      { "n=1e3", 0 },
		{ "n=99999999999999999999999", 0 },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(params_number(&mem, str_from(rows[i].query),
		                               STR("n"), 50),
		                 rows[i].want);
	arena_release(&mem);
}

TEST(links_keep_the_other_parameters)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	assert_str(params_without(&mem, STR("lang=fr&q=a+b&page=2&x"),
	                          STR("lang"), STR("page")),
	           "q=a+b&x");
	assert_str(params_add(&mem, STR("/a"), "lang", STR("fr")),
	           "/a?lang=fr");
	assert_str(params_add(&mem, STR("/a?q=1"), "w", STR("é&=")),
	           "/a?q=1&w=%C3%A9%26%3D");
	assert_str(params_add(&mem, STR("/a"), "lang", STR_EMPTY), "/a");
	arena_release(&mem);
}

RUN(CASE(values_are_decoded_and_the_first_one_counts),
    CASE(numbers_have_bounds), CASE(links_keep_the_other_parameters))
