/*
 * Views: what is taken stays as it is, whatever becomes of the index.
 */
#include "search/view.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "search/builder.h"
#include "search/find.h"
#include "search/index.h"
#include "search/merge.h"
#include "store/sample.h"

#define MEM_MAX_BYTES (16u << 20)
#define READERS 3
#define ROUNDS 120

/* Two documents of these ids, 1 and up, as a shard. */
static struct shard *
make_shard(int64_t first, int64_t time_s)
{
	struct builder *b = builder_new();
	struct buf bytes = BUF_INIT(SINK_MAX_BYTES);
	struct shard *s;

	for (int64_t i = 0; i < 2; i++) {
		struct index_article a = { .id = first + i, .time_s = time_s,
			                   .text = STR("red") };

		ok(builder_add(b, &a));
	}
	ok(builder_write(b, NULL, 1, 2, &bytes));
	ok(shard_memory(&bytes, &s));
	buf_release(&bytes);
	builder_free(b);
	return s;
}

TEST(deletions_do_not_reach_views_taken_before)
{
	struct parts parts = { 0 }, none = { 0 };
	struct view *before, *after;

	parts_add(&parts, make_shard(1, 10), NULL);
	assert_int_equal(parts_delete(&parts, 1), 1);
	before = view_new(&parts, &none);
	assert_int_equal(parts_delete(&parts, 1), 0);
	assert_int_equal(parts_delete(&parts, 9), 0);
	assert_int_equal(parts_delete(&parts, 2), 1);
	after = view_new(&parts, &none);
	assert_int_equal(before->docs, 1);
	assert_int_equal(before->n, 1);
	assert_int_equal(before->part[0].deleted_n, 1);
	assert_false(bit_is_set(before->part[0].deleted,
	                        segment_find(before->part[0].segment, 2)));
	/* a part of nothing is not looked at */
	assert_int_equal(after->n, 0);
	assert_int_equal(after->docs, 0);
	parts_release(&parts);
	assert_int_equal(before->part[0].segment->facts.docs, 2);
	view_give(before);
	view_give(after);
}

TEST(the_part_with_the_newest_article_comes_first)
{
	struct parts a = { 0 }, b = { 0 };
	struct view *v;

	parts_add(&a, make_shard(1, 10), NULL);
	parts_add(&a, make_shard(3, 30), NULL);
	parts_add(&b, make_shard(5, 20), NULL);
	v = view_new(&a, &b);
	assert_int_equal(v->n, 3);
	assert_int_equal(v->docs, 6);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(v->part[i].segment->time_s[0], 30 - 10 * i);
	parts_remove(&a, 0);
	assert_int_equal(a.n, 1);
	assert_int_equal(a.v[0].segment->time_s[0], 30);
	parts_release(&a);
	parts_release(&b);
	view_give(v);
}

/* Readers that search while the index is refreshed. */
struct crowd {
	struct index *ix;
	atomic_bool stop;
	atomic_uint wrong, searches;
};

static bool
counts_all(struct view *v, struct stemmer *st)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct ask_setting setting = { .now_s = NOW };
	struct find_request rq = { .plan = { .stemmer = st }, .count = true,
		                   .limit = 10 };
	struct find_answer a;
	struct ask ask;
	bool good;

	ask_parse(&mem, STR("red"), &setting, &ask);
	rq.root = ask.root;
	good = find_run(&mem, v, &rq, &a) == ERR_OK && a.total == v->docs;
	arena_release(&mem);
	return good;
}

static void *
read_on(void *arg)
{
	struct crowd *c = arg;
	struct stemmer *st = stemmer_new();

	while (!atomic_load(&c->stop)) {
		struct view *v = index_view(c->ix);

		if (!counts_all(v, st))
			atomic_fetch_add(&c->wrong, 1);
		atomic_fetch_add(&c->searches, 1);
		view_give(v);
	}
	stemmer_free(st);
	return NULL;
}

TEST(readers_search_while_one_refreshes)
{
	struct sample s = sample_open();
	struct crowd c = { 0 };
	pthread_t reader[READERS];

	index_open(":memory:", &c.ix);
	for (int i = 0; i < READERS; i++)
		assert_int_equal(pthread_create(&reader[i], NULL, read_on, &c),
		                 0);
	for (int i = 0; i < ROUNDS; i++) {
		struct str url = str_fmt(&s.mem, "u%d", i);
		int64_t id = sample_article(s.st, s.outlet, str_z(&s.mem, url),
		                            "red", NOW - i);

		if (i % 5 == 0)
			ok(store_article_set_state(s.st, id, ARTICLE_HIDDEN));
		ok(index_refresh(c.ix, s.st));
	}
	while (atomic_load(&c.searches) < READERS)
		sched_yield();
	atomic_store(&c.stop, true);
	for (int i = 0; i < READERS; i++)
		pthread_join(reader[i], NULL);
	assert_int_equal(atomic_load(&c.wrong), 0);
	index_close(c.ix);
	sample_close(&s);
}

RUN(CASE(deletions_do_not_reach_views_taken_before),
    CASE(the_part_with_the_newest_article_comes_first),
    CASE(readers_search_while_one_refreshes))
