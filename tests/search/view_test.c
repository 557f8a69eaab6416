#include "search/builder.h"
#include "search/merge.h"
#include "search/shard.h"
#include "search/view.h"
#include "store/sample.h"

#include <fcntl.h>
#include <unistd.h>

/* A segment in memory of the articles from..to, an hour apart. */
static struct shard *
shard_of(int64_t from, int64_t to)
{
	struct builder *b = builder_new();
	struct buf bytes = BUF_INIT(1u << 20);
	struct shard *s;

	for (int64_t id = from; id <= to; id++) {
		struct index_article a = { .id = id,
			                   .time_s = NOW + id * HOUR,
			                   .title = STR("red") };

		ok(builder_add(b, &a));
	}
	ok(builder_write(b, NULL, 0, 0, &bytes));
	ok(shard_memory(&bytes, &s));
	builder_free(b);
	return s;
}

TEST(the_part_with_the_newest_article_comes_first)
{
	struct parts p = { 0 }, none = { 0 };
	struct view *v;

	parts_add(&p, shard_of(1, 3), NULL);
	parts_add(&p, shard_of(7, 9), NULL);
	parts_add(&p, shard_of(4, 6), NULL);
	v = view_new(&none, &p);
	assert_int_equal(v->n, 3);
	assert_int_equal(v->docs, 9);
	assert_int_equal(v->part[0].segment->id[0], 9);
	assert_int_equal(v->part[1].segment->id[0], 6);
	assert_int_equal(v->part[2].segment->id[0], 3);
	view_give(v);
	parts_release(&p);
}

TEST(a_view_does_not_change_with_its_parts)
{
	struct parts p = { 0 }, none = { 0 };
	struct view *before, *after, *held;

	parts_add(&p, shard_of(1, 3), NULL);
	parts_add(&p, shard_of(4, 6), NULL);
	assert_int_equal(parts_delete(&p, 2), 1);
	before = view_new(&p, &none);
	assert_int_equal(parts_delete(&p, 2), 0);
	assert_int_equal(parts_delete(&p, 77), 0);
	assert_int_equal(parts_delete(&p, 3), 1);
	assert_int_equal(parts_delete(&p, 4), 1);
	after = view_new(&p, &none);
	parts_remove(&p, 0);
	parts_release(&p);
	held = view_take(before);
	view_give(before);
	assert_int_equal(held->docs, 5);
	assert_int_equal(after->docs, 3);
	assert_int_equal(held->part[1].deleted_n, 1);
	assert_int_equal(after->part[1].deleted_n, 2);
	assert_null(held->part[0].deleted);
	view_give(held);
	view_give(after);
}

TEST(a_part_without_documents_left_is_not_shown)
{
	struct parts p = { 0 }, none = { 0 };
	struct view *v;

	parts_add(&p, shard_of(1, 2), NULL);
	parts_add(&p, shard_of(3, 3), NULL);
	assert_int_equal(parts_delete(&p, 1) + parts_delete(&p, 2), 2);
	v = view_new(&p, &none);
	assert_int_equal(v->n, 1);
	assert_int_equal(v->docs, 1);
	view_give(v);
	parts_release(&p);
}

TEST(an_article_in_two_parts_is_deleted_in_both)
{
	struct parts p = { 0 };

	parts_add(&p, shard_of(1, 3), NULL);
	parts_add(&p, shard_of(3, 5), NULL);
	assert_int_equal(parts_delete(&p, 3), 2);
	parts_release(&p);
}

TEST(a_file_is_taken_for_none_but_itself)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	const char *dir = sample_dir(&mem);
	const char *path = sample_path(&mem, dir, "other");
	struct shard *made = shard_of(1, 3), *s;
	struct str bytes = made->segment.bytes;
	uint64_t sum;
	int fd;

	assert_int_equal(shard_map(path, 1, 0, 0, &s), ERR_ABSENT);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	assert_int_equal(write(fd, bytes.p, bytes.n), bytes.n);
	ok(shard_map(path, 1, 0, 0, &s));
	sum = s->sum;
	ok(shard_check(s));
	ok(shard_check(s));
	shard_give(s);
	ok(shard_map(path, 1, bytes.n, sum, &s));
	shard_give(s);
	assert_int_equal(shard_map(path, 1, bytes.n + 1, sum, &s), ERR_FORMAT);
	assert_int_equal(shard_map(path, 1, bytes.n, sum + 1, &s), ERR_FORMAT);
	assert_int_equal(ftruncate(fd, 0), 0);
	assert_int_equal(shard_map(path, 1, 0, 0, &s), ERR_FORMAT);
	close(fd);
	shard_give(made);
	sample_remove(&mem, dir);
	arena_release(&mem);
}

TEST(a_merge_ends_when_it_is_told_to)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	const char *dir = sample_dir(&mem);
	const char *path = sample_path(&mem, dir, "other");
	struct shard *a = shard_of(1, 3), *b = shard_of(4, 6);
	struct merge_input in[] = { { &a->segment, NULL },
		                    { &b->segment, NULL } };
	atomic_bool stop = true;

	assert_int_equal(merge_segments_until(in, 2, path, &stop), ERR_BUSY);
	atomic_store(&stop, false);
	ok(merge_segments_until(in, 2, path, &stop));
	shard_give(a);
	shard_give(b);
	sample_remove(&mem, dir);
	arena_release(&mem);
}

RUN(CASE(the_part_with_the_newest_article_comes_first),
    CASE(a_view_does_not_change_with_its_parts),
    CASE(a_part_without_documents_left_is_not_shown),
    CASE(an_article_in_two_parts_is_deleted_in_both),
    CASE(a_file_is_taken_for_none_but_itself),
    CASE(a_merge_ends_when_it_is_told_to))
