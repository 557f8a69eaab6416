#include "search/bed.h"
#include "search/follower.h"
#include "search/search.h"

#include <pthread.h>

/* A store with an index of it, all in memory. */
struct lab {
	struct sample s;
	struct index *ix;
};

static struct lab
lab_open(void)
{
	struct lab b = { .s = sample_open() };

	index_open(":memory:", &b.ix);
	return b;
}

static void
lab_close(struct lab *b)
{
	index_close(b->ix);
	sample_close(&b->s);
}

static unsigned
shown(struct lab *b, int64_t id)
{
	struct view *v;
	unsigned n;

	ok(index_refresh(b->ix, b->s.st));
	v = index_view(b->ix);
	n = bed_count(v, id, NULL);
	view_give(v);
	return n;
}

TEST(an_article_is_there_after_a_refresh)
{
	struct lab b = lab_open();
	struct view *before = index_view(b.ix), *after;
	int64_t id = sample_article(b.s.st, b.s.outlet, "1", "red", NOW);

	assert_int_equal(before->docs, 0);
	ok(index_refresh(b.ix, b.s.st));
	after = index_view(b.ix);
	assert_int_equal(before->docs, 0);
	assert_int_equal(after->docs, 1);
	assert_int_equal(bed_count(after, id, NULL), 1);
	assert_int_equal(after->part[0].segment->time_s[0], NOW);
	assert_int_equal(after->part[0].segment->outlet[0], b.s.outlet);
	assert_false(after->behind);
	assert_false(after->partial);
	view_give(before);
	view_give(after);
	lab_close(&b);
}

TEST(what_is_hidden_is_gone_and_comes_back)
{
	struct lab b = lab_open();
	int64_t id = sample_article(b.s.st, b.s.outlet, "1", "red", NOW);

	assert_int_equal(shown(&b, id), 1);
	ok(store_article_set_state(b.s.st, id, ARTICLE_REMOVED));
	assert_int_equal(shown(&b, id), 0);
	ok(store_article_set_state(b.s.st, id, ARTICLE_SHOWN));
	assert_int_equal(shown(&b, id), 1);
	lab_close(&b);
}

TEST(a_changed_article_is_in_one_document)
{
	struct lab b = lab_open();
	int64_t id = sample_article(b.s.st, b.s.outlet, "1", "red", NOW);

	assert_int_equal(shown(&b, id), 1);
	sample_put(b.s.st, sample_doc(b.s.outlet, "1", "blue", "blue sky"),
	           ARTICLE_REVISED);
	assert_int_equal(shown(&b, id), 1);
	sample_put(b.s.st, sample_doc(b.s.outlet, "1", "green", "green sky"),
	           ARTICLE_REVISED);
	sample_put(b.s.st, sample_doc(b.s.outlet, "1", "grey", "grey sky"),
	           ARTICLE_REVISED);
	assert_int_equal(shown(&b, id), 1);
	lab_close(&b);
}

TEST(many_refreshes_leave_few_segments)
{
	struct lab b = lab_open();
	struct view *v;

	for (int i = 0; i < 300; i++) {
		struct str url = str_fmt(&b.s.mem, "u%d", i);

		sample_article(b.s.st, b.s.outlet, str_z(&b.s.mem, url), "red",
		               NOW - i);
		ok(index_refresh(b.ix, b.s.st));
	}
	v = index_view(b.ix);
	assert_int_equal(v->docs, 300);
	assert_in_range(v->n, 1, 10);
	for (size_t i = 1; i < v->n; i++)
		assert_true(v->part[i - 1].segment->time_s[0] >=
		            v->part[i].segment->time_s[0]);
	view_give(v);
	lab_close(&b);
}

TEST(a_reader_keeps_what_it_took_while_files_go)
{
	struct bed b = bed_open();
	struct view *v;

	for (int i = 0; i < 8; i++) {
		bed_add(&b, "red");
		bed_write(&b);
	}
	ok(index_refresh(b.ix, b.st));
	v = index_view(b.ix);
	ok(store_article_set_state(b.st, 3, ARTICLE_REMOVED));
	for (int i = 0; i < 8; i++) {
		bed_add(&b, "blue");
		bed_write(&b);
		assert_int_equal(bed_shown(&b, 3, NULL), 0);
	}
	for (int64_t id = 1; id <= 8; id++)
		assert_int_equal(bed_count(v, id, "red"), 1);
	assert_int_equal(v->docs, 8);
	view_give(v);
	bed_close(&b);
}

TEST(an_index_of_a_file_is_behind_until_its_first_refresh)
{
	struct bed b = bed_open();
	struct view *v;

	bed_add(&b, "red");
	bed_write(&b);
	v = index_view(b.ix);
	assert_true(v->behind);
	assert_false(index_wants_writer(b.ix));
	view_give(v);
	ok(index_refresh(b.ix, b.st));
	v = index_view(b.ix);
	assert_false(v->behind);
	assert_int_equal(v->docs, 1);
	view_give(v);
	bed_close(&b);
}

/* How many hits a word has; the search itself must go well. */
static size_t
hits(struct bed *b, const char *word)
{
	struct search_request rq = { .query = str_from(word), .every = true,
		                     .limit = 100, .now_s = NOW };
	struct search_answer a;
	size_t n;

	ok(search_run(b->ix, b->st, &b->mem, &rq, &a));
	n = a.n;
	search_end(&a);
	return n;
}

static const char *
file_with(struct bed *b, const struct view *v, int64_t id)
{
	for (size_t i = 0; i < v->n; i++)
		if (segment_find(v->part[i].segment, id) != SEGMENT_NO_DOC)
			return directory_segment(&b->mem, b->dir,
			                         v->part[i].shard->number);
	return NULL;
}

TEST(a_file_cut_short_under_a_reader_is_set_aside)
{
	struct bed b = bed_open();
	struct view *v;

	for (int i = 0; i < 300; i++)
		bed_add(&b, i < 200 ? "red" : "green");
	bed_write(&b);
	bed_add(&b, "blue");
	bed_write(&b);
	ok(index_refresh(b.ix, b.st));
	v = index_view(b.ix);
	assert_false(v->partial);
	assert_int_equal(hits(&b, "red"), 100);
	assert_int_equal(truncate(file_with(&b, v, 1), 4096), 0);
	hits(&b, "red"); /* whatever it finds */
	hits(&b, "green");
	assert_int_equal(bed_count(v, 301, "blue"), 1);
	view_give(v);
	assert_int_equal(hits(&b, "blue"), 1);
	ok(index_refresh(b.ix, b.st));
	v = index_view(b.ix);
	assert_true(v->partial);
	assert_int_equal(v->docs, 1);
	view_give(v);
	assert_int_equal(hits(&b, "red"), 0);
	assert_int_equal(hits(&b, "blue"), 1);
	bed_close(&b);
}

/* Readers of one index beside a process that writes all the time. */
#define READERS 3
#define WRITES 150
struct crowd {
	struct bed *b;
	atomic_bool stop;
	atomic_int looks, wrong;
};

/* What was there stays there: articles are only added, from id 1 on. */
static void *
look(void *arg)
{
	struct crowd *c = arg;
	int64_t log = 0;
	uint64_t docs = 0;

	while (!atomic_load(&c->stop)) {
		struct view *v = index_view(c->b->ix);

		if (v->log < log || v->docs < docs || v->partial)
			atomic_fetch_add(&c->wrong, 1);
		for (int64_t id = 1; id <= (int64_t)v->docs; id += 7)
			if (bed_count(v, id, NULL) != 1)
				atomic_fetch_add(&c->wrong, 1);
		log = v->log;
		docs = v->docs;
		view_give(v);
		atomic_fetch_add(&c->looks, 1);
	}
	return NULL;
}

TEST(readers_go_on_beside_a_writer)
{
	struct bed b = bed_open();
	struct crowd c = { .b = &b };
	struct follower *f = follower_start(b.ix, b.db, &bed_small);
	pthread_t readers[READERS];
	struct indexer *x;
	bool more;

	ok(indexer_open(b.db, b.st, &bed_small, &x));
	for (int i = 0; i < READERS; i++)
		pthread_create(&readers[i], NULL, look, &c);
	for (int i = 0; i < WRITES; i++) {
		bed_add(&b, "red");
		ok(indexer_step(x, b.st, i % 3 == 0, &more));
		ok(index_refresh(b.ix, b.st));
	}
	indexer_settle(x);
	atomic_store(&c.stop, true);
	for (int i = 0; i < READERS; i++)
		pthread_join(readers[i], NULL);
	indexer_close(x);
	follower_stop(f);
	assert_int_equal(atomic_load(&c.wrong), 0);
	assert_true(atomic_load(&c.looks) > 0);
	assert_int_equal(bed_shown(&b, WRITES, "red"), 1);
	bed_close(&b);
}

RUN(CASE(a_reader_keeps_what_it_took_while_files_go),
    CASE(an_index_of_a_file_is_behind_until_its_first_refresh),
    CASE(a_file_cut_short_under_a_reader_is_set_aside),
    CASE(readers_go_on_beside_a_writer),
    CASE(an_article_is_there_after_a_refresh),
    CASE(what_is_hidden_is_gone_and_comes_back),
    CASE(a_changed_article_is_in_one_document),
    CASE(many_refreshes_leave_few_segments))
