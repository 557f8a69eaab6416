#include "test.h"

#include <pthread.h>

#include "base/rng.h"
#include "pipeline/idmap.h"
#include "pipeline/queue.h"
#include "pipeline/schedule.h"
#include "pipeline/stages.h"

#define ITEMS 20000

struct line {
	struct queue *q;
	size_t sum;
};

static void *
consume(void *arg)
{
	struct line *l = arg;
	size_t *item;

	while ((item = queue_pop(l->q)) != NULL)
		l->sum += *item;
	return NULL;
}

TEST(a_queue_delivers_everything_once)
{
	static size_t items[ITEMS];
	struct queue *q = queue_new(8);
	struct line lines[3] = { { q, 0 }, { q, 0 }, { q, 0 } };
	pthread_t threads[3];
	size_t want = 0;

	for (size_t i = 0; i < COUNT(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, consume,
		                                &lines[i]), 0);
	for (size_t i = 0; i < ITEMS; i++) {
		items[i] = i + 1;
		want += items[i];
		assert_true(queue_push(q, &items[i]));
	}
	queue_close(q);
	for (size_t i = 0; i < COUNT(threads); i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(lines[0].sum + lines[1].sum + lines[2].sum, want);
	assert_false(queue_push(q, &items[0]));
	assert_null(queue_pop(q));
	queue_free(q);
}

TEST(an_idmap_behaves_as_a_plain_table)
{
	int64_t plain[500] = { 0 };
	struct rng r = { 5 };
	struct idmap m = { 0 };

	for (int i = 0; i < 20000; i++) {
		int64_t id = 1 + (int64_t)rng_below(&r, 499), v = 0;

		if (rng_below(&r, 3) == 0) {
			idmap_remove(&m, id);
			plain[id] = 0;
		} else {
			plain[id] += 7;
			assert_int_equal(idmap_add(&m, id, 7), plain[id]);
		}
		id = 1 + (int64_t)rng_below(&r, 499);
		assert_int_equal(idmap_get(&m, id, &v), plain[id] != 0);
		assert_int_equal(v, plain[id]);
	}
	idmap_release(&m);
}

TEST(a_feed_is_polled_no_sooner_than_anyone_asks)
{
	static const struct {
		struct schedule_hints h;
		int64_t want;
	} rows[] = {
		{ { 600, 0, -1, 0, false }, 600 },
		{ { 600, 3600, -1, 0, false }, 3600 },
		{ { 600, 60, 900, 0, false }, 900 },
		{ { 600, 0, 10, 0, false }, 600 },
		{ { 600, 0, 10, 0, true }, 10 },
		{ { 600, 9999999, -1, 0, false }, SCHEDULE_INTERVAL_MAX_S },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(schedule_after_poll(&rows[i].h),
		                 rows[i].want);
}

TEST(failures_are_answered_with_patience)
{
	struct schedule_hints h = { .interval_s = 600, .max_age_s = -1 };
	int64_t last = 0;

	for (int64_t n = 1; n < SCHEDULE_FEED_FAILURES_MAX; n++) {
		int64_t s = schedule_after_failure(&h, n);

		assert_true(s >= last && s <= SCHEDULE_INTERVAL_MAX_S);
		last = s;
	}
	assert_true(schedule_after_failure(&h, 30) > SCHEDULE_INTERVAL_MAX_S);
	h.retry_after_s = 100;
	assert_int_equal(schedule_after_failure(&h, 1), 100);
}

TEST(a_page_is_tried_again_and_then_given_up)
{
	int64_t last = 0;

	for (int64_t n = 1; n < SCHEDULE_PAGE_TRIES_MAX; n++) {
		int64_t s = schedule_page_retry(n, 0);

		assert_true(s > last || s == SCHEDULE_INTERVAL_MAX_S);
		last = s;
	}
	assert_int_equal(schedule_page_retry(SCHEDULE_PAGE_TRIES_MAX, 0), -1);
	assert_int_equal(schedule_page_retry(1, 77), 77);
}

TEST(kill_plans_are_read_strictly)
{
	static const struct { const char *plan; bool ok; } rows[] = {
		{ "page_put:3", true },   { "image_kept:1", true },
		{ "page_put", false },    { "page_put:0", false },
		{ "no_stage:1", false },  { "page_put:x", false },
		{ "", false },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct stages s;

		stages_init(&s);
		assert_int_equal(stages_plan(&s, str_from(rows[i].plan)),
		                 rows[i].ok);
	}
}

RUN(CASE(a_queue_delivers_everything_once),
    CASE(an_idmap_behaves_as_a_plain_table),
    CASE(a_feed_is_polled_no_sooner_than_anyone_asks),
    CASE(failures_are_answered_with_patience),
    CASE(a_page_is_tried_again_and_then_given_up),
    CASE(kill_plans_are_read_strictly))
