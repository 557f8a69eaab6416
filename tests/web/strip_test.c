#include "test.h"

#include <string.h>

#include "web/strip.h"

/*
 * A strip written as letters: "aab" is two headlines of outlet a and one of
 * outlet b.  Titles are "<letter><index>" unless the table says otherwise.
 */
static void
check(const char *in, size_t want_n, const char *want)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 16u << 20);
	struct strip_candidate c[STRIP_CANDIDATES];
	char got[STRIP_CANDIDATES + 1];
	size_t *out, n, count = strlen(in);

	for (size_t i = 0; i < count; i++)
		c[i] = (struct strip_candidate){
			in[i], str_fmt(&mem, "%c %zu", in[i], i)
		};
	assert_int_equal(strip_choose(&mem, c, count, want_n, &out, &n),
	                 ERR_OK);
	for (size_t i = 0; i < n; i++)
		got[i] = (char)c[out[i]].outlet_id;
	got[n] = '\0';
	assert_str(str_from(got), want);
	arena_release(&mem);
}

TEST(at_most_three_of_one_outlet_stand_side_by_side)
{
	static const struct { const char *in; size_t n; const char *want; }
	rows[] = {
		{ "", 57, "" },
		{ "abab", 57, "abab" },
		{ "aaab", 57, "aaab" },
		{ "aaaab", 57, "aaaba" },
		{ "aaaaaabb", 57, "aaabaaab" },
		{ "aaaabbbbb", 57, "aaababbb" },
		{ "aaaaaaaaac", 57, "aaacaaa" },
		{ "aaaabc", 4, "aaab" },
		{ "aaaaa", 57, "aaaaa" }, /* one outlet is all there is */
		{ "aaaaa", 2, "aa" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(rows[i].in, rows[i].n, rows[i].want);
}

TEST(neither_blanks_nor_repeats_stand_on_the_strip)
{
	static const struct strip_candidate c[] = {
		{ 1, STR_INIT("أخبار المغرب") },
		{ 2, STR_INIT("") },
		{ 3, STR_INIT("  \n ") },
		{ 4, STR_INIT("اخبار  المـغرب!") }, /* the same, folded */
		{ 5, STR_INIT("Le titre") },
		{ 6, STR_INIT("LE TITRE") },
		{ 7, STR_INIT("عنوان آخر") },
	};
	static const int64_t want[] = { 1, 5, 7 };
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	size_t *out, n;

	assert_int_equal(strip_choose(&mem, c, COUNT(c), 57, &out, &n),
	                 ERR_OK);
	assert_int_equal(n, COUNT(want));
	for (size_t i = 0; i < n; i++)
		assert_int_equal(c[out[i]].outlet_id, want[i]);
	arena_release(&mem);
}

TEST(a_busy_day_fills_the_strip)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 16u << 20);
	struct strip_candidate c[STRIP_CANDIDATES];
	size_t *out, n, run = 0;

	/* one outlet publishes two of three headlines */
	for (size_t i = 0; i < COUNT(c); i++)
		c[i] = (struct strip_candidate){
			i % 3 == 0 ? (int64_t)(i % 7) + 2 : 1,
			str_fmt(&mem, "headline %zu", i)
		};
	assert_int_equal(strip_choose(&mem, c, COUNT(c), 57, &out, &n),
	                 ERR_OK);
	assert_int_equal(n, 57);
	for (size_t i = 1; i < n; i++) {
		bool same = c[out[i]].outlet_id == c[out[i - 1]].outlet_id;

		run = same ? run + 1 : 0;
		assert_true(run < STRIP_IN_A_ROW);
	}
	arena_release(&mem);
}

RUN(CASE(at_most_three_of_one_outlet_stand_side_by_side),
    CASE(neither_blanks_nor_repeats_stand_on_the_strip),
    CASE(a_busy_day_fills_the_strip))
