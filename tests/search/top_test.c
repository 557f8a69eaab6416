#include "search/top.h"

#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "test.h"

#define OFFERS 200u
#define STORIES 40u

/* The order as find.h tells it: score, time, id. */
static int
by_worth(const void *x, const void *y)
{
	const struct found *a = x, *b = y;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (a->time_s != b->time_s)
		return a->time_s > b->time_s ? -1 : 1;
	return (a->id < b->id) - (a->id > b->id);
}

/* All sorted, of each story the first. */
static size_t
plainly(struct found *v, size_t n, size_t max, bool collapse)
{
	size_t kept = 0;

	qsort(v, n, sizeof(*v), by_worth);
	for (size_t i = 0; i < n && kept < max; i++) {
		bool old = false;

		for (size_t j = 0; j < kept && collapse; j++)
			old = old || v[j].story == v[i].story;
		if (!old)
			v[kept++] = v[i];
	}
	return kept;
}

static void
try_offers(struct rng *r, size_t max, bool collapse)
{
	struct found offered[OFFERS], kept[OFFERS + 1];
	struct top t = { .v = kept, .max = max, .collapse = collapse };
	size_t n;

	for (size_t i = 0; i < OFFERS; i++) {
		offered[i] = (struct found){
			.score = (float)rng_below(r, 20),
			.time_s = (int64_t)rng_below(r, 5),
			.id = (int64_t)((i * 37) % OFFERS),
			.story = (int64_t)rng_below(r, STORIES),
		};
		top_offer(&t, &offered[i]);
		assert_true(t.n <= max);
		assert_true((top_worst(&t) != NULL) ==
		            (t.n == max && max > 0));
	}
	n = plainly(offered, OFFERS, max, collapse);
	assert_int_equal(t.n, n);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(t.v[i].id, offered[i].id);
}

TEST(the_best_are_kept_in_order)
{
	static const size_t most[] = { 0, 1, 2, 3, 10, 39, 40, 41, 199, 200 };
	struct rng r = { 1 };

	for (size_t i = 0; i < COUNT(most); i++)
		for (unsigned k = 0; k < 40; k++)
			try_offers(&r, most[i], k % 2 == 0);
}

TEST(of_a_story_the_best_takes_the_place_of_the_others)
{
	static const struct found rows[] = {
		{ .score = 1, .id = 1, .story = 7 },
		{ .score = 2, .id = 2, .story = 8 },
		{ .score = 3, .id = 3, .story = 7 },
		{ .score = 2, .id = 4, .story = 7 },
	};
	struct found kept[3];
	struct top t = { .v = kept, .max = 2, .collapse = true };

	for (size_t i = 0; i < COUNT(rows); i++)
		top_offer(&t, &rows[i]);
	assert_int_equal(t.n, 2);
	assert_int_equal(t.v[0].id, 3);
	assert_int_equal(t.v[1].id, 2);
}

TEST(changed_scores_are_put_in_order)
{
	struct found kept[] = { { .score = 1, .id = 1 },
		                { .score = 5, .id = 2 },
		                { .score = 1, .id = 3, .time_s = 1 } };
	struct top t = { .v = kept, .n = COUNT(kept), .max = COUNT(kept) };

	top_sort(&t);
	assert_int_equal(t.v[0].id, 2);
	assert_int_equal(t.v[1].id, 3);
	assert_int_equal(t.v[2].id, 1);
}

RUN(CASE(the_best_are_kept_in_order),
    CASE(of_a_story_the_best_takes_the_place_of_the_others),
    CASE(changed_scores_are_put_in_order))
