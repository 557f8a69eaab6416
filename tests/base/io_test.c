#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <libdeflate.h>

#include "base/io.h"

#define BIG_BYTES 300000u

static char path[] = "/tmp/marsad_io_test_XXXXXX";

static void
write_file(struct str s)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(s.p, 1, s.n, f), s.n);
	fclose(f);
}

static char *
big(void)
{
	char *p = malloc(BIG_BYTES);

	assert_non_null(p);
	for (size_t i = 0; i < BIG_BYTES; i++)
		p[i] = (char)('a' + i * i % 23);
	return p;
}

TEST(files_are_read_to_the_last_byte)
{
	static const size_t sizes[] = { 0, 1, 255, 65536, 65537, BIG_BYTES };
	char *p = big();

	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct buf out = BUF_INIT(BIG_BYTES + 5);

		buf_put(&out, STR("head:"));
		write_file((struct str){ p, sizes[i] });
		assert_int_equal(io_read_file_gz(path, &out), ERR_OK);
		assert_int_equal(out.n, sizes[i] + 5);
		assert_memory_equal(out.p + 5, p, sizes[i]);
		buf_release(&out);
	}
	free(p);
}

TEST(a_file_past_the_maximum_is_refused)
{
	struct buf out = BUF_INIT(BIG_BYTES - 1);
	char *p = big();

	write_file((struct str){ p, BIG_BYTES });
	assert_int_equal(io_read_file(path, &out), ERR_LIMIT);
	assert_int_equal(io_read_file("/nowhere/at/all", &out), ERR_ABSENT);
	buf_release(&out);
	free(p);
}

TEST(gzip_is_read_whatever_size_it_states)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
	char *p = big(), *gz = malloc(BIG_BYTES);
	size_t n = libdeflate_gzip_compress(c, p, BIG_BYTES, gz, BIG_BYTES);
	struct buf out = BUF_INIT(BIG_BYTES * 2);

	assert_true(n > 0);
	write_file((struct str){ gz, n });
	assert_int_equal(io_read_file_gz(path, &out), ERR_OK);
	assert_int_equal(out.n, BIG_BYTES);
	assert_memory_equal(out.p, p, BIG_BYTES);
	buf_clear(&out);
	gz[n - 1] = 0x7F; /* two gigabytes, it says */
	write_file((struct str){ gz, n });
	assert_int_equal(io_read_file_gz(path, &out), ERR_FORMAT);
	buf_release(&out);
	free(p);
	free(gz);
	libdeflate_free_compressor(c);
}

static int
make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	if (fd < 0)
		return -1;
	close(fd);
	return 0;
}

static int
drop_file(void **state)
{
	(void)state;
	return unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(files_are_read_to_the_last_byte),
		CASE(a_file_past_the_maximum_is_refused),
		CASE(gzip_is_read_whatever_size_it_states),
	};

	return cmocka_run_group_tests(tests, make_file, drop_file);
}
