#include "search/bed.h"

#include "base/io.h"

static struct manifest
sample(struct manifest_entry entries[2])
{
	entries[0] = (struct manifest_entry){ 3, 4096, 0xfeed, 512, 4, 5 };
	entries[1] = (struct manifest_entry){ 7, 1u << 30, UINT64_MAX,
		                              1, 0, 0 };
	return (struct manifest){ .generation = 12, .log = 4711,
		                  .mark = 0xc0ffee, .next = 8,
		                  .entry = entries, .n = 2 };
}

TEST(a_manifest_reads_back)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	struct buf text = BUF_INIT(MANIFEST_MAX_BYTES);
	struct manifest_entry entries[2];
	struct manifest m = sample(entries), back;

	manifest_print(&m, &text);
	ok(manifest_parse(&mem, buf_str(&text), &back));
	assert_int_equal(back.generation, 12);
	assert_int_equal(back.log, 4711);
	assert_int_equal(back.mark, 0xc0ffee);
	assert_int_equal(back.next, 8);
	assert_int_equal(back.n, 2);
	assert_memory_equal(back.entry, entries, sizeof(entries));
	buf_release(&text);
	arena_release(&mem);
}

TEST(a_manifest_with_any_byte_changed_or_missing_is_refused)
{
	struct buf text = BUF_INIT(MANIFEST_MAX_BYTES);
	struct manifest_entry entries[2];
	struct manifest m = sample(entries), back;

	manifest_print(&m, &text);
	for (size_t i = 0; i < text.n; i++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

		text.p[i] ^= 1;
		assert_int_equal(manifest_parse(&mem, buf_str(&text), &back),
		                 ERR_FORMAT);
		text.p[i] ^= 1;
		assert_int_equal(
		        manifest_parse(&mem, str_sub(buf_str(&text), 0, i),
		                       &back),
		        ERR_FORMAT);
		arena_release(&mem);
	}
	buf_release(&text);
}

TEST(marks_read_back_for_their_own_segment_only)
{
	struct bed b = bed_open();
	const char *path = directory_deletions(&b.mem, b.dir, 9);
	struct marks *m = NULL, *back, *other;

	ok(directory_make(b.dir, b.db));
	ok(directory_make(b.dir, b.db));
	marks_set(&m, 100, 3);
	marks_set(&m, 100, 99);
	marks_set(&m, 100, 99);
	assert_int_equal(m->n, 2);
	assert_int_equal(directory_read_marks(path, 7, 100, &other),
	                 ERR_ABSENT);
	ok(directory_write_marks(path, 7, m));
	assert_int_equal(directory_read_marks(path, 8, 100, &other),
	                 ERR_FORMAT);
	assert_int_equal(directory_read_marks(path, 7, 99, &other),
	                 ERR_FORMAT);
	ok(directory_read_marks(path, 7, 100, &back));
	assert_int_equal(back->n, 2);
	assert_true(bit_is_set(back->bits, 3) && bit_is_set(back->bits, 99));
	assert_false(bit_is_set(back->bits, 4));
	marks_give(m);
	marks_give(back);
	bed_close(&b);
}

TEST(shared_marks_are_copied_before_they_change)
{
	struct marks *mine = NULL, *before;

	marks_set(&mine, 70, 1);
	before = marks_take(mine);
	marks_set(&mine, 70, 69);
	assert_int_equal(before->n, 1);
	assert_int_equal(mine->n, 2);
	assert_false(bit_is_set(before->bits, 69));
	marks_give(before);
	marks_give(mine);
}

TEST(what_the_manifest_does_not_name_is_removed)
{
	struct bed b = bed_open();
	struct manifest m = { .next = 1 };
	struct manifest_entry named = { .number = 2, .deletions = 3 };
	static const char *const names[] = {
		"1.segment", "2.segment", "3.deleted", "30.deleted",
		"2.segment.mine", "note",
	};
	unsigned left = 0;

	ok(directory_make(b.dir, b.db));
	for (size_t i = 0; i < COUNT(names); i++)
		fclose(fopen(sample_path(&b.mem, b.dir, names[i]), "w"));
	m.entry = &named;
	m.n = 1;
	directory_clean(b.dir, &m);
	assert_int_equal(m.next, 31);
	for (size_t i = 0; i < COUNT(names); i++)
		left += access(sample_path(&b.mem, b.dir, names[i]), F_OK) == 0;
	assert_int_equal(left, 4);
	assert_int_equal(bed_files(&b, ".deleted"), 1);
	assert_int_equal(bed_files(&b, ".segment"), 1);
	bed_close(&b);
}

TEST(one_lock_at_a_time)
{
	struct bed b = bed_open();
	int first, second;

	assert_int_equal(directory_lock(b.dir, &first), ERR_IO);
	ok(directory_make(b.dir, b.db));
	ok(directory_lock(b.dir, &first));
	assert_int_equal(directory_lock(b.dir, &second), ERR_BUSY);
	close(first);
	ok(directory_lock(b.dir, &second));
	close(second);
	bed_close(&b);
}

static int
mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return (int)(st.st_mode & 0777);
}

TEST(an_index_is_as_open_as_its_database)
{
	static const struct { mode_t db; int dir, file; } rows[] = {
		{ 0600, 0700, 0600 }, { 0640, 0750, 0640 },
		{ 0644, 0755, 0644 }, { 0660, 0770, 0660 },
	};
	mode_t mask = umask(0027);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct bed b = bed_open();
		const char *rest[] = {
			directory_segment(&b.mem, b.dir, 1),
			sample_path(&b.mem, b.dir, "lock"),
			sample_path(&b.mem, b.dir, "manifest"),
			sample_path(&b.mem, b.dir, "rebuild"),
			directory_deletions(&b.mem, b.dir, 9),
		};
		struct marks *m = marks_new(3);

		assert_int_equal(mkdir(b.dir, 0755), 0);
		assert_int_equal(chmod(b.db, rows[i].db), 0);
		bed_add(&b, "red");
		bed_write(&b);
		ok(directory_ask_rebuild(b.dir));
		ok(directory_write_marks(rest[4], 1, m));
		marks_give(m);
		assert_int_equal(mode_of(b.dir), rows[i].dir);
		for (size_t k = 0; k < COUNT(rest); k++)
			assert_int_equal(mode_of(rest[k]), rows[i].file);
		bed_close(&b);
	}
	umask(mask);
}

RUN(CASE(a_manifest_reads_back),
    CASE(a_manifest_with_any_byte_changed_or_missing_is_refused),
    CASE(marks_read_back_for_their_own_segment_only),
    CASE(shared_marks_are_copied_before_they_change),
    CASE(what_the_manifest_does_not_name_is_removed),
    CASE(an_index_is_as_open_as_its_database),
    CASE(one_lock_at_a_time))
