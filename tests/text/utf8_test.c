#include "test.h"

#include "text/utf8.h"

TEST(walks_code_points_both_ways)
{
	static const uint32_t want[] = { 'a', 0xE9, 0x0633, 0x20AC, 0x1F600 };
	struct str s = STR("a\xC3\xA9\xD8\xB3\xE2\x82\xAC\xF0\x9F\x98\x80");
	struct str fore = s, back = s;
	uint32_t c;

	for (size_t i = 0; i < COUNT(want); i++) {
		assert_true(utf8_next(&fore, &c));
		assert_int_equal(c, want[i]);
	}
	assert_false(utf8_next(&fore, &c));
	for (size_t i = COUNT(want); i-- > 0;) {
		assert_true(utf8_prev(&back, &c));
		assert_int_equal(c, want[i]);
	}
	assert_false(utf8_prev(&back, &c));
	assert_int_equal(utf8_count(s), 5);
}

TEST(tells_valid_from_invalid)
{
	static const struct {
		const char *name, *in;
		bool valid;
		size_t count;
	} rows[] = {
		{ "empty", "", true, 0 },
		{ "ascii", "0123456789012345678901234567890123456789", true,
		  40 },
		{ "arabic", "سلام", true, 4 },
		{ "high byte behind 32", "0123456789012345678901234567890123\xFF",
		  false, 35 },
		{ "lone continuation", "a\x80z", false, 3 },
		{ "overlong slash", "\xC0\xAF", false, 2 },
		{ "overlong in three", "\xE0\x80\xAF", false, 3 },
		{ "surrogate", "\xED\xA0\x80", false, 3 },
		{ "past U+10FFFF", "\xF4\x90\x80\x80", false, 4 },
		{ "last code point", "\xF4\x8F\xBF\xBF", true, 1 },
		{ "cut short", "\xE2\x82", false, 2 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str s = str_from(rows[i].in);

		if (utf8_valid(s) != rows[i].valid ||
		    utf8_count(s) != rows[i].count)
			fail_msg("%s", rows[i].name);
	}
}

TEST(head_cuts_no_sequence)
{
	struct str s = STR("a\xE2\x82\xACz");

	assert_str(utf8_head(s, 0), "");
	assert_str(utf8_head(s, 1), "a");
	assert_str(utf8_head(s, 2), "a");
	assert_str(utf8_head(s, 3), "a");
	assert_str(utf8_head(s, 4), "a\xE2\x82\xAC");
	assert_str(utf8_head(s, 5), "a\xE2\x82\xACz");
	assert_str(utf8_head(s, 99), "a\xE2\x82\xACz");
}

/* What is decoded without a call is what the call decodes. */
TEST(short_ways_agree_with_the_long_one)
{
	for (unsigned i = 0; i < 0x10000; i++) {
		char bytes[2] = { (char)(i >> 8), (char)i };

		for (size_t n = 0; n <= 2; n++) {
			struct str fast = { bytes, n }, slow = fast;
			uint32_t a = 0, b = 0;

			assert_int_equal(utf8_next(&fast, &a),
			                 utf8_next_any(&slow, &b));
			assert_int_equal(a, b);
			assert_int_equal(fast.n, slow.n);
		}
	}
}

TEST(first_counts_code_points)
{
	struct str s = STR("ab\xD8\xB3\xE2\x82\xAC z\xF0\x9F\x98\x80"
	                   "0123456\xD8\xB3\xD9\x85\xE2\x82\xAC");

	for (size_t n = 0; n <= utf8_count(s) + 9; n++) {
		struct str rest = s;
		uint32_t c;

		for (size_t i = 0; i < n; i++)
			utf8_next(&rest, &c);
		assert_int_equal(utf8_first(s, n).n, s.n - rest.n);
	}
	assert_int_equal(utf8_first(STR_EMPTY, 3).n, 0);
}

RUN(CASE(walks_code_points_both_ways), CASE(tells_valid_from_invalid),
    CASE(head_cuts_no_sequence), CASE(first_counts_code_points),
    CASE(short_ways_agree_with_the_long_one))
