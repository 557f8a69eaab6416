#include "search/agree.h"
#include "search/bed.h"

#include <stdio.h>

static char why[AGREE_WHY_BYTES];

static enum err
agree(struct bed *b)
{
	enum err e = agree_files(b->db, b->st, why);

	return e == ERR_OK ? agree_store(b->ix, b->st, why) : e;
}

/* Three segments, a deletion, and something in memory only. */
static void
fill(struct bed *b)
{
	static const struct indexer_options apart = { .fanout = 64 };

	for (int i = 0; i < 3; i++) {
		bed_add(b, "red");
		bed_add(b, "blue");
		ok(indexer_catch_up(b->db, b->st, &apart));
	}
	ok(store_article_set_state(b->st, 1, ARTICLE_REMOVED));
	ok(indexer_catch_up(b->db, b->st, &apart));
	bed_add(b, "green");
}

/* The path of a file of the directory that ends so. */
static const char *
file_of(struct bed *b, const char *end)
{
	DIR *d = opendir(b->dir);
	struct dirent *f;
	const char *path = NULL;

	while (path == NULL && (f = readdir(d)) != NULL)
		if (str_ends(str_from(f->d_name), str_from(end)))
			path = sample_path(&b->mem, b->dir, f->d_name);
	closedir(d);
	assert_non_null(path);
	return path;
}

/* Change one byte at a share of a file. */
static void
flip(const char *path, double share)
{
	FILE *f = fopen(path, "r+");
	long size;
	int c;

	fseek(f, 0, SEEK_END);
	size = ftell(f);
	fseek(f, (long)((double)(size - 1) * share), SEEK_SET);
	c = fgetc(f);
	fseek(f, -1, SEEK_CUR);
	fputc(c ^ 0x10, f);
	fclose(f);
}

TEST(a_sound_index_agrees)
{
	struct bed b = bed_open();

	ok(agree(&b));
	fill(&b);
	ok(agree(&b));
	bed_write(&b);
	ok(agree(&b));
	bed_close(&b);
}

TEST(what_the_store_changed_behind_the_log_is_found)
{
	static const struct {
		const char *sql, *why;
	} rows[] = {
		{ "UPDATE article SET state = 1 WHERE id = 2",
		  "in the index, but not shown: article 2" },
		{ "UPDATE article SET state = 1 WHERE id = 7",
		  "in the index, but not shown: article 7" },
		{ "UPDATE article SET state = 0 WHERE id = 1",
		  "not in the index: article 1" },
		{ "UPDATE article SET sort_s = 7 WHERE id = 3",
		  "with another time or outlet in the index: article 3" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct bed b = bed_open();

		fill(&b);
		ok(agree(&b));
		bed_sql(b.db, rows[i].sql);
		assert_int_equal(agree(&b), ERR_FORMAT);
		assert_str(str_from(why), rows[i].why);
		bed_close(&b);
	}
}

/*
 * A byte changed in a file: it is found, what is not damaged is shown, and a
 * rebuild repairs it.
 */
static void
check_damage(const char *end, double share)
{
	struct bed b = bed_open();
	struct indexer *x;
	bool more = true;
	struct view *v;

	fill(&b);
	flip(file_of(&b, end), share);
	assert_int_equal(agree_files(b.db, b.st, why), ERR_FORMAT);
	ok(index_refresh(b.ix, b.st));
	if (index_check(b.ix, UINT64_MAX) != ERR_OK)
		ok(index_refresh(b.ix, b.st));
	v = index_view(b.ix);
	assert_true(v->partial);
	assert_in_range(v->docs, 4, 7);
	assert_int_equal(bed_count(v, 7, "green"), 1);
	assert_int_equal(bed_count(v, 1, NULL), 0);
	view_give(v);
	ok(indexer_open(b.db, b.st, NULL, &x));
	indexer_rebuild(x);
	while (more)
		ok(indexer_step(x, b.st, true, &more));
	indexer_close(x);
	ok(agree(&b));
	v = index_view(b.ix);
	assert_false(v->partial);
	assert_int_equal(v->docs, 6);
	view_give(v);
	bed_close(&b);
}

TEST(damage_anywhere_in_a_segment_is_found_and_repaired)
{
	for (int i = 0; i <= 40; i++)
		check_damage(".segment", i / 40.0);
}

TEST(a_segment_cut_short_or_gone_is_set_aside)
{
	for (int i = 0; i < 4; i++) {
		struct bed b = bed_open();
		const char *path;
		struct view *v;

		fill(&b);
		path = file_of(&b, ".segment");
		if (i == 0)
			assert_int_equal(remove(path), 0);
		else
			assert_int_equal(truncate(path, 700 * (i - 1)), 0);
		assert_int_equal(agree_files(b.db, b.st, why), ERR_FORMAT);
		ok(index_refresh(b.ix, b.st));
		v = index_view(b.ix);
		assert_true(v->partial);
		assert_int_equal(bed_count(v, 7, "green"), 1);
		view_give(v);
		bed_close(&b);
	}
}

TEST(damaged_deletions_never_show_what_was_taken_down)
{
	for (int i = 0; i <= 8; i++)
		check_damage(".deleted", i / 8.0);
}

TEST(a_damaged_manifest_leaves_the_live_part_and_is_made_anew)
{
	struct bed b = bed_open();
	struct view *v;

	fill(&b);
	flip(file_of(&b, "manifest"), 0.5);
	assert_int_equal(agree_files(b.db, b.st, why), ERR_FORMAT);
	ok(index_refresh(b.ix, b.st));
	v = index_view(b.ix);
	assert_true(v->partial);
	assert_int_equal(v->docs, 6);
	view_give(v);
	bed_write(&b);
	ok(agree(&b));
	bed_close(&b);
}

TEST(a_writer_goes_on_beside_what_is_damaged)
{
	struct bed b = bed_open();
	int64_t id;

	fill(&b);
	flip(file_of(&b, ".segment"), 1);
	id = bed_add(&b, "grey");
	bed_write(&b);
	assert_int_equal(bed_shown(&b, id, "grey"), 1);
	assert_int_equal(agree_files(b.db, b.st, why), ERR_FORMAT);
	bed_close(&b);
}

TEST(joining_gives_no_damage_new_checksums)
{
	struct bed b = bed_open();
	struct indexer *x;
	bool more = true;

	fill(&b);
	flip(file_of(&b, ".segment"), 0.1);
	ok(indexer_open(b.db, b.st, &bed_small, &x));
	while (more)
		ok(indexer_step(x, b.st, true, &more));
	indexer_settle(x);
	indexer_close(x);
	assert_int_equal(agree_files(b.db, b.st, why), ERR_FORMAT);
	bed_close(&b);
}

RUN(CASE(a_sound_index_agrees),
    CASE(what_the_store_changed_behind_the_log_is_found),
    CASE(damage_anywhere_in_a_segment_is_found_and_repaired),
    CASE(a_segment_cut_short_or_gone_is_set_aside),
    CASE(damaged_deletions_never_show_what_was_taken_down),
    CASE(a_damaged_manifest_leaves_the_live_part_and_is_made_anew),
    CASE(a_writer_goes_on_beside_what_is_damaged),
    CASE(joining_gives_no_damage_new_checksums))
