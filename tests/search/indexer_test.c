#include "search/bed.h"

#include <signal.h>
#include <sys/resource.h>

#include "base/rng.h"
#include "store/stories.h"

TEST(what_was_written_is_read_from_files)
{
	struct bed b = bed_open();
	int64_t id = bed_add(&b, "red");
	struct index_stats s;

	bed_write(&b);
	assert_int_equal(bed_shown(&b, id, "red"), 1);
	index_stats(b.ix, &s);
	assert_int_equal(s.segments, 1);
	assert_int_equal(s.docs, 1);
	assert_int_equal(s.live_docs, 0);
	bed_close(&b);
}

TEST(only_one_writes)
{
	struct bed b = bed_open();
	struct indexer *x, *y;

	ok(indexer_open(b.db, b.st, NULL, &x));
	assert_int_equal(indexer_open(b.db, b.st, NULL, &y), ERR_BUSY);
	indexer_close(x);
	ok(indexer_open(b.db, b.st, NULL, &y));
	indexer_close(y);
	assert_int_equal(indexer_open(":memory:", b.st, NULL, &y), ERR_ABSENT);
	bed_close(&b);
}

TEST(few_articles_wait_for_more)
{
	struct bed b = bed_open();
	struct indexer_options o = { .docs = 3, .wait_ms = 1 << 30 };
	struct indexer *x;
	bool more;

	ok(indexer_open(b.db, b.st, &o, &x));
	bed_add(&b, "one");
	bed_add(&b, "two");
	do
		ok(indexer_step(x, b.st, false, &more));
	while (more);
	assert_int_equal(bed_files(&b, ".segment"), 0);
	bed_add(&b, "three");
	do
		ok(indexer_step(x, b.st, false, &more));
	while (more);
	assert_int_equal(bed_files(&b, ".segment"), 1);
	indexer_close(x);
	bed_close(&b);
}

static void
step_all(struct bed *b, struct indexer *x, bool flush)
{
	bool more = true;

	while (more)
		ok(indexer_step(x, b->st, flush, &more));
}

TEST(an_article_that_waits_may_move_to_another_story)
{
	static const struct indexer_options slow = { .bulk = true };
	struct bed b = bed_open();
	struct indexer *x;
	struct view *v;

	ok(indexer_open(b.db, b.st, &slow, &x));
	bed_add(&b, "one");
	bed_add(&b, "two");
	bed_add(&b, "three");
	step_all(&b, x, false);
	for (int64_t id = 2; id <= 3; id++)
		ok(store_article_place(b.st,
		                       &(struct article_placing){
		                               .id = id,
		                               .story_id = 1,
		                               .copy_of = id == 2 },
		                       true, NOW));
	step_all(&b, x, false);
	bed_sql(b.db, "UPDATE article SET state = 1 WHERE id = 3");
	ok(store_article_place(b.st,
	                       &(struct article_placing){ .id = 3,
	                                                  .story_id = 3 },
	                       true, NOW));
	step_all(&b, x, true);
	indexer_close(x);
	assert_int_equal(bed_shown(&b, 1, "one"), 1);
	assert_int_equal(bed_shown(&b, 2, "two"), 1);
	assert_int_equal(bed_shown(&b, 3, NULL), 0);
	v = index_view(b.ix);
	assert_int_equal(v->n, 1);
	for (uint32_t doc = 0; doc < 2; doc++) {
		const struct segment *s = v->part[0].segment;

		assert_int_equal(s->story[doc], 1);
		assert_int_equal(s->copy[doc], s->id[doc] == 2);
	}
	view_give(v);
	bed_close(&b);
}

TEST(segments_of_a_like_size_are_joined)
{
	struct bed b = bed_open();
	struct indexer *x;
	bool more;

	ok(indexer_open(b.db, b.st, &bed_small, &x));
	for (int i = 0; i < 64; i++) {
		bed_add(&b, "word");
		do
			ok(indexer_step(x, b.st, true, &more));
		while (more);
	}
	indexer_settle(x);
	assert_in_range(bed_files(&b, ".segment"), 1, 8);
	indexer_close(x);
	for (int64_t id = 1; id <= 64; id++)
		assert_int_equal(bed_shown(&b, id, "word"), 1);
	bed_close(&b);
}

TEST(an_index_of_another_database_is_made_anew)
{
	struct bed b = bed_open();
	const char *copy = sample_path(&b.mem, b.top, "b.db");
	int64_t id;

	bed_add(&b, "red");
	ok(store_backup(b.st, copy));
	bed_add(&b, "blue");
	bed_write(&b);
	/* back to the copy, and another way on from there */
	store_close(b.st);
	remove(sample_path(&b.mem, b.top, "a.db-wal"));
	remove(sample_path(&b.mem, b.top, "a.db-shm"));
	assert_int_equal(rename(copy, b.db), 0);
	ok(store_open(b.db, STORE_WRITE, &b.st));
	b.number = 10;
	ok(store_article_set_state(b.st, 1, ARTICLE_SHOWN));
	id = bed_add(&b, "green");
	assert_int_equal(bed_shown(&b, id, "green"), 1);
	bed_write(&b);
	assert_int_equal(bed_shown(&b, id, "green"), 1);
	assert_int_equal(bed_shown(&b, 1, "red"), 1);
	bed_close(&b);
}

TEST(a_rebuild_shows_the_old_until_it_is_done)
{
	struct bed b = bed_open();
	struct indexer *x;
	bool more = true;

	for (int i = 0; i < 20; i++)
		bed_add(&b, "red");
	bed_write(&b);
	ok(indexer_open(b.db, b.st, &bed_small, &x));
	indexer_rebuild(x);
	while (more) {
		assert_int_equal(bed_shown(&b, 7, "red"), 1);
		ok(indexer_step(x, b.st, false, &more));
	}
	indexer_close(x);
	assert_int_equal(bed_shown(&b, 7, "red"), 1);
	bed_close(&b);
}

TEST(a_rebuild_can_be_asked_of_the_writer)
{
	struct bed b = bed_open();
	struct index_stats s;
	struct indexer *x;
	bool more = true;

	bed_add(&b, "red");
	bed_write(&b);
	ok(indexer_open(b.db, b.st, &bed_small, &x));
	ok(directory_ask_rebuild(b.dir));
	assert_true(directory_wants_rebuild(b.dir));
	while (more)
		ok(indexer_step(x, b.st, false, &more));
	assert_false(directory_wants_rebuild(b.dir));
	indexer_close(x);
	ok(index_refresh(b.ix, b.st));
	index_stats(b.ix, &s);
	assert_int_equal(s.generation, 2);
	assert_int_equal(s.docs, 1);
	bed_close(&b);
}

/* What is known of each article beside the index. */
#define ARTICLES_MAX 200
struct model {
	int n;
	bool shown[ARTICLES_MAX + 1];
	int version[ARTICLES_MAX + 1];
};

static void
change(struct bed *b, struct model *m, struct rng *r)
{
	int id = m->n == 0 ? 0 : (int)rng_below(r, (uint64_t)m->n) + 1;
	char word[32];

	if (m->n < ARTICLES_MAX && (id == 0 || rng_below(r, 2) == 0)) {
		m->n++;
		bed_add(b, "v0");
		m->shown[m->n] = true;
	} else if (rng_below(r, 2) == 0) {
		snprintf(word, sizeof(word), "v%d", ++m->version[id]);
		bed_revise(b, id, word);
	} else {
		m->shown[id] = rng_below(r, 2) == 0;
		ok(store_article_set_state(b->st, id,
		                           m->shown[id] ? ARTICLE_SHOWN
		                                        : ARTICLE_REMOVED));
	}
}

static void
compare(struct bed *b, struct index *ix, const struct model *m)
{
	struct view *v;
	uint64_t shown = 0;

	ok(index_refresh(ix, b->st));
	v = index_view(ix);
	for (int id = 1; id <= m->n; id++) {
		char word[32];

		snprintf(word, sizeof(word), "v%d", m->version[id]);
		shown += m->shown[id];
		assert_int_equal(bed_count(v, id, word), m->shown[id]);
	}
	assert_int_equal(v->docs, shown);
	assert_false(v->partial);
	view_give(v);
}

TEST(random_changes_writes_and_restarts_leave_what_is_shown)
{
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct bed b = bed_open();
		struct rng r = { seed };
		struct model m = { 0 };
		struct indexer *x = NULL;

		for (int i = 0; i < 400; i++) {
			bool more;

			if (x == NULL)
				ok(indexer_open(b.db, b.st, &bed_small, &x));
			change(&b, &m, &r);
			if (rng_below(&r, 3) == 0)
				ok(indexer_step(x, b.st, rng_below(&r, 2),
				                &more));
			if (rng_below(&r, 60) == 0)
				indexer_rebuild(x);
			if (rng_below(&r, 30) == 0) {
				indexer_close(x);
				x = NULL;
			}
			if (rng_below(&r, 8) == 0)
				compare(&b, b.ix, &m);
			if (rng_below(&r, 40) == 0) {
				struct index *fresh;

				index_open(b.db, &fresh);
				compare(&b, fresh, &m);
				index_close(fresh);
			}
		}
		indexer_close(x);
		bed_write(&b);
		compare(&b, b.ix, &m);
		bed_close(&b);
	}
}

/* The nth passing of a point breaks the directory; later it is whole again. */
struct fault {
	const char *dir;
	unsigned nth, passed;
};

static void
break_directory(enum indexer_point at, void *arg)
{
	struct fault *f = arg;
	char path[4096];

	/* no file can be written where a directory has its name */
	if (at == INDEXER_MANIFEST && ++f->passed == f->nth) {
		snprintf(path, sizeof(path), "%s/manifest.new", f->dir);
		mkdir(path, 0755);
	}
}

TEST(a_commit_that_fails_is_made_up_for)
{
	for (unsigned nth = 1; nth <= 5; nth++) {
		struct bed b = bed_open();
		struct fault f = { b.dir, nth, 0 };
		struct indexer_options o = bed_small;
		unsigned failed = 0;
		struct index_stats s;
		struct indexer *x;

		o.passed = break_directory;
		o.arg = &f;
		ok(indexer_open(b.db, b.st, &o, &x));
		for (int i = 0; i < 12; i++) {
			bool more = true;

			bed_add(&b, "red");
			while (more) {
				enum err e = indexer_step(x, b.st, true,
				                          &more);

				if (e != ERR_OK) {
					assert_int_equal(e, ERR_IO);
					failed++;
					rmdir(sample_path(&b.mem, b.dir,
					                  "manifest.new"));
					more = true;
				}
			}
			assert_int_equal(bed_shown(&b, i + 1, "red"), 1);
		}
		indexer_close(x);
		bed_write(&b);
		for (int64_t id = 1; id <= 12; id++)
			assert_int_equal(bed_shown(&b, id, "red"), 1);
		index_stats(b.ix, &s);
		assert_int_equal(bed_files(&b, ".segment"), s.segments);
		assert_true(failed <= 2);
		bed_close(&b);
	}
}

/* Bytes that a file may have at most, as on a disk that is full. */
static void
limit_files(rlim_t bytes)
{
	struct rlimit r;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &r), 0);
	r.rlim_cur = bytes;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &r), 0);
}

TEST(a_full_disk_leaves_what_was_and_is_made_up_for)
{
	static const rlim_t limits[] = { 0, 20, 100, 300, 600, 1000 };

	signal(SIGXFSZ, SIG_IGN);
	for (size_t i = 0; i < COUNT(limits); i++) {
		struct bed b = bed_open();
		struct indexer *x;
		unsigned failed = 0;
		bool more;

		bed_add(&b, "red");
		bed_write(&b);
		ok(indexer_open(b.db, b.st, &bed_small, &x));
		for (int n = 0; n < 40; n++)
			bed_add(&b, "blue");
		ok(store_article_set_state(b.st, 1, ARTICLE_REMOVED));
		limit_files(limits[i]);
		for (int tries = 0; tries < 3; tries++)
			failed += indexer_step(x, b.st, true, &more) != ERR_OK;
		/* what is on the disk is as good as before */
		assert_int_equal(bed_shown(&b, 41, "blue"), 1);
		assert_int_equal(bed_shown(&b, 1, NULL), 0);
		limit_files(RLIM_INFINITY);
		assert_true(failed > 0);
		more = true;
		while (more)
			ok(indexer_step(x, b.st, true, &more));
		indexer_close(x);
		for (int64_t id = 2; id <= 41; id++)
			assert_int_equal(bed_shown(&b, id, "blue"), 1);
		assert_int_equal(bed_shown(&b, 1, NULL), 0);
		bed_close(&b);
	}
	signal(SIGXFSZ, SIG_DFL);
}

RUN(CASE(a_full_disk_leaves_what_was_and_is_made_up_for),
    CASE(what_was_written_is_read_from_files),
    CASE(only_one_writes),
    CASE(few_articles_wait_for_more),
    CASE(an_article_that_waits_may_move_to_another_story),
    CASE(segments_of_a_like_size_are_joined),
    CASE(an_index_of_another_database_is_made_anew),
    CASE(a_rebuild_shows_the_old_until_it_is_done),
    CASE(a_rebuild_can_be_asked_of_the_writer),
    CASE(random_changes_writes_and_restarts_leave_what_is_shown),
    CASE(a_commit_that_fails_is_made_up_for))
