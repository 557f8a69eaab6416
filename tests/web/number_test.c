#include "test.h"

#include "web/number.h"

TEST(digits_are_grouped_as_each_language_groups_them)
{
	static const struct { int64_t n; const char *ar, *fr, *en; } rows[] = {
		{ 0, "0", "0", "0" },
		{ 999, "999", "999", "999" },
		{ 1000, "1.000", "1\u202F000", "1,000" },
		{ 1234567, "1.234.567", "1\u202F234\u202F567", "1,234,567" },
		{ -123, "-123", "-123", "-123" },
		{ -1234, "-1.234", "-1\u202F234", "-1,234" },
		{ INT64_MIN, "-9.223.372.036.854.775.808",
		  "-9\u202F223\u202F372\u202F036\u202F854\u202F775\u202F808",
		  "-9,223,372,036,854,775,808" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t n = rows[i].n;

		assert_str(number_grouped(&mem, TEXT_AR, n), rows[i].ar);
		assert_str(number_grouped(&mem, TEXT_FR, n), rows[i].fr);
		assert_str(number_grouped(&mem, TEXT_EN, n), rows[i].en);
	}
	arena_release(&mem);
}

TEST(fractions_have_two_places_behind_the_languages_own_mark)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	assert_str(number_decimal(&mem, TEXT_AR, 2.314), "2,31");
	assert_str(number_decimal(&mem, TEXT_FR, 1234.5), "1\u202F234,50");
	assert_str(number_decimal(&mem, TEXT_EN, 0.005001), "0.01");
	assert_str(number_decimal(&mem, TEXT_EN, -0.25), "-0.25");
	arena_release(&mem);
}

RUN(CASE(digits_are_grouped_as_each_language_groups_them),
    CASE(fractions_have_two_places_behind_the_languages_own_mark))
