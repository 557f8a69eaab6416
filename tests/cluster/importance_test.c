/*
 * The formula of docs/stories.md.
 */
#include "test.h"

#include <math.h>

#include "cluster/importance.h"

#define NOW_S 1790000000
#define HOURS(n) ((int64_t)(n) * 3600)

static struct importance
told_by(const struct importance_article *v, size_t n)
{
	struct importance_article copy[8];
	struct importance im;

	memcpy(copy, v, n * sizeof(*v));
	importance_of(copy, n, &im);
	return im;
}

TEST(outlets_weigh_more_than_further_articles_and_these_more_than_copies)
{
	static const struct importance_article v[] = {
		{ .outlet = 1, .when_s = NOW_S },
		{ .outlet = 1, .when_s = NOW_S },
		{ .outlet = 2, .when_s = NOW_S },
		{ .outlet = 3, .when_s = NOW_S, .copy = true },
		{ .outlet = 2, .when_s = NOW_S, .copy = true },
	};
	struct importance im = told_by(v, COUNT(v));

	assert_near(im.weight, 1 + 0.2 + 1 + 0.15 + 0.02);
	assert_int_equal(im.outlets, 3);
	assert_int_equal(im.independent, 2);
	assert_int_equal(im.articles, 3);
	assert_int_equal(im.copies, 2);
	assert_int_equal(im.listed, 0);
}

TEST(what_comes_late_fades_by_half_every_six_hours)
{
	static const struct importance_article v[] = {
		{ .outlet = 1, .when_s = NOW_S },
		{ .outlet = 2, .when_s = NOW_S - HOURS(6) },
		{ .outlet = 3, .when_s = NOW_S - HOURS(12) },
	};
	struct importance im = told_by(v, COUNT(v));

	assert_near(im.weight, 1.75);
	assert_int_equal(im.newest_s, NOW_S);
	assert_int_equal(im.first_s, NOW_S - HOURS(12));
	assert_near(im.importance,
	            2 * log2(1.75) + (double)NOW_S / HOURS(6));
}

TEST(a_place_on_an_outlets_own_list_counts_up_to_half_as_much_again)
{
	static const struct { uint32_t list_rank; double want; } rows[] = {
		{ 0, 1 },       { 1, 1.5 },  { 2, 1.375 }, { 4, 1.25 },
		{ 8, 1.125 },   { 16, 1 },   { 17, 1 },    { UINT32_MAX, 1 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct importance_article a = {
			.outlet = 1, .when_s = NOW_S,
			.list_rank = rows[i].list_rank
		};

		assert_near(told_by(&a, 1).weight, rows[i].want);
	}
}

TEST(the_best_place_and_the_number_of_those_listed_are_told)
{
	static const struct importance_article v[] = {
		{ .outlet = 1, .when_s = NOW_S, .list_rank = 9 },
		{ .outlet = 2, .when_s = NOW_S, .list_rank = 3 },
		{ .outlet = 3, .when_s = NOW_S },
	};
	struct importance im = told_by(v, COUNT(v));

	assert_int_equal(im.listed, 2);
	assert_int_equal(im.list_rank, 3);
}

RUN(CASE(outlets_weigh_more_than_further_articles_and_these_more_than_copies),
    CASE(what_comes_late_fades_by_half_every_six_hours),
    CASE(a_place_on_an_outlets_own_list_counts_up_to_half_as_much_again),
    CASE(the_best_place_and_the_number_of_those_listed_are_told))
