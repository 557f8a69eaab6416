#include "search/index.h"
#include "store/sample.h"

/* A store with an index of it, all in memory. */
struct bed {
	struct sample s;
	struct index *ix;
};

static struct bed
bed_open(void)
{
	struct bed b = { .s = sample_open() };

	index_open(":memory:", &b.ix);
	return b;
}

static void
bed_close(struct bed *b)
{
	index_close(b->ix);
	sample_close(&b->s);
}

/* How many documents that are not deleted an article has. */
static unsigned
count_of(const struct view *v, int64_t id)
{
	unsigned n = 0;

	for (size_t i = 0; i < v->n; i++) {
		uint32_t doc = segment_find(v->part[i].segment, id);
		const uint64_t *bits = v->part[i].deleted;

		n += doc != SEGMENT_NO_DOC &&
		     (bits == NULL || (bits[doc / 64] >> doc % 64 & 1) == 0);
	}
	return n;
}

static unsigned
shown(struct bed *b, int64_t id)
{
	struct view *v;
	unsigned n;

	ok(index_refresh(b->ix, b->s.st));
	v = index_view(b->ix);
	n = count_of(v, id);
	view_give(v);
	return n;
}

TEST(an_article_is_there_after_a_refresh)
{
	struct bed b = bed_open();
	struct view *before = index_view(b.ix), *after;
	int64_t id = sample_article(b.s.st, b.s.outlet, "1", "red", NOW);

	assert_int_equal(before->docs, 0);
	ok(index_refresh(b.ix, b.s.st));
	after = index_view(b.ix);
	assert_int_equal(before->docs, 0);
	assert_int_equal(after->docs, 1);
	assert_int_equal(count_of(after, id), 1);
	assert_int_equal(after->part[0].segment->time_s[0], NOW);
	assert_int_equal(after->part[0].segment->outlet[0], b.s.outlet);
	assert_false(after->behind);
	assert_false(after->partial);
	view_give(before);
	view_give(after);
	bed_close(&b);
}

TEST(what_is_hidden_is_gone_and_comes_back)
{
	struct bed b = bed_open();
	int64_t id = sample_article(b.s.st, b.s.outlet, "1", "red", NOW);

	assert_int_equal(shown(&b, id), 1);
	ok(store_article_set_state(b.s.st, id, ARTICLE_REMOVED));
	assert_int_equal(shown(&b, id), 0);
	ok(store_article_set_state(b.s.st, id, ARTICLE_SHOWN));
	assert_int_equal(shown(&b, id), 1);
	bed_close(&b);
}

TEST(a_changed_article_is_in_one_document)
{
	struct bed b = bed_open();
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
	bed_close(&b);
}

TEST(many_refreshes_leave_few_segments)
{
	struct bed b = bed_open();
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
	bed_close(&b);
}

RUN(CASE(an_article_is_there_after_a_refresh),
    CASE(what_is_hidden_is_gone_and_comes_back),
    CASE(a_changed_article_is_in_one_document),
    CASE(many_refreshes_leave_few_segments))
