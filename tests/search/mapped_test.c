#include "search/mapped.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define PAGES 4u

struct file {
	FILE *f;
	size_t page;
	const volatile char *map;
};

/* Some pages of x, mapped. */
static struct file
file_open(void)
{
	struct file f = { tmpfile(), (size_t)sysconf(_SC_PAGESIZE), NULL };
	void *map;

	assert_non_null(f.f);
	for (size_t i = 0; i < PAGES * f.page; i++)
		fputc('x', f.f);
	assert_int_equal(fflush(f.f), 0);
	map = mmap(NULL, PAGES * f.page, PROT_READ, MAP_SHARED, fileno(f.f),
	           0);
	assert_true(map != MAP_FAILED);
	f.map = map;
	return f;
}

static void
file_close(struct file *f)
{
	munmap((void *)(uintptr_t)f->map, PAGES * f->page);
	fclose(f->f);
}

static void
file_cut(struct file *f, size_t pages)
{
	assert_int_equal(ftruncate(fileno(f->f), (off_t)(pages * f->page)), 0);
}

static int
guard(const struct file *f)
{
	return mapped_add((const void *)(uintptr_t)f->map, PAGES * f->page);
}

TEST(what_cannot_be_read_is_zero_and_damaged)
{
	struct file a = file_open(), b = file_open();
	int guard_a = guard(&a), guard_b = guard(&b);

	file_cut(&a, 2);
	assert_false(mapped_is_damaged(guard_a));
	assert_int_equal(a.map[2 * a.page + 5], 0);
	assert_int_equal(a.map[PAGES * a.page - 1], 0);
	assert_int_equal(a.map[2 * a.page - 1], 'x');
	assert_true(mapped_is_damaged(guard_a));
	file_cut(&a, 0);
	assert_int_equal(a.map[0], 0);
	assert_int_equal(b.map[PAGES * b.page - 1], 'x');
	assert_false(mapped_is_damaged(guard_b));
	mapped_remove(guard_a);
	mapped_remove(guard_b);
	file_close(&a);
	file_close(&b);
}

TEST(a_place_is_used_again_and_is_sound_then)
{
	struct file a = file_open(), b = file_open();
	int id = guard(&a);

	file_cut(&a, 0);
	assert_int_equal(a.map[0], 0);
	assert_true(mapped_is_damaged(id));
	mapped_remove(id);
	assert_int_equal(guard(&b), id);
	assert_false(mapped_is_damaged(id));
	mapped_remove(id);
	file_close(&a);
	file_close(&b);
}

TEST(a_full_table_guards_no_more)
{
	static char pages[2];
	int ids[MAPPED_MAX];

	for (int i = 0; i < MAPPED_MAX; i++)
		ids[i] = mapped_add(pages, sizeof(pages));
	assert_int_equal(mapped_add(pages, sizeof(pages)), MAPPED_NONE);
	assert_false(mapped_is_damaged(MAPPED_NONE));
	mapped_remove(MAPPED_NONE);
	for (int i = 0; i < MAPPED_MAX; i++) {
		assert_int_equal(ids[i], i);
		mapped_remove(ids[i]);
	}
}

TEST(an_error_elsewhere_still_ends_the_process)
{
	struct file a = file_open(), b = file_open();
	pid_t child = fork();
	int status;

	if (child == 0) {
		signal(SIGBUS, SIG_DFL); /* no handler of a test's frame */
		guard(&a);
		file_cut(&b, 0);
		_exit(b.map[0]);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGBUS);
	file_close(&a);
	file_close(&b);
}

RUN(CASE(what_cannot_be_read_is_zero_and_damaged),
    CASE(a_place_is_used_again_and_is_sound_then),
    CASE(a_full_table_guards_no_more),
    CASE(an_error_elsewhere_still_ends_the_process))
