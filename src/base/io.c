#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libdeflate.h>

#define CHUNK_BYTES (64u << 10)
#define GZIP_RATIO_MAX 1032u /* no deflate stream grows by more */

/* What the file says it holds; 0 where it does not know (a pipe). */
static size_t
size_of(int fd)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < 0)
		return 0;
	return (size_t)st.st_size;
}

static enum err
read_all(int fd, struct buf *out)
{
	size_t size = size_of(fd);
	/* the byte more is for the read that finds the end */
	size_t want = size > 0 && size < SIZE_MAX ? size + 1 : CHUNK_BYTES;

	for (;;) {
		/* one byte more than fits tells "full" from "too large" */
		size_t room = out->max - out->n;
		char probe;
		char *at = &probe;
		ssize_t got;

		if (room > want)
			room = want;
		if (room > 0 && (at = buf_reserve(out, room)) == NULL)
			return out->err;
		got = read(fd, at, room > 0 ? room : 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return ERR_IO;
		if (got == 0)
			return ERR_OK;
		if (at == &probe)
			return ERR_LIMIT;
		buf_wrote(out, (size_t)got);
		want = out->cap > out->n ? out->cap - out->n : CHUNK_BYTES;
	}
}

enum err
io_read_file(const char *path, struct buf *out)
{
	enum err e;
	int fd;

	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, out);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? ERR_ABSENT : ERR_IO;
	e = read_all(fd, out);
	close(fd);
	return e;
}

/* The size the bytes had, by their last four (RFC 1952 s2.3.1). */
static size_t
size_before(struct str raw)
{
	size_t n = 0;

	for (size_t i = 0; i < 4 && i < raw.n; i++)
		n = n << 8 | (unsigned char)raw.p[raw.n - 1 - i];
	return n;
}

/* That size is a guess: grow until the decompressed bytes fit. */
static enum err
gunzip(struct str raw, struct buf *out)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	size_t want = size_before(raw);
	enum err e = ERR_LIMIT;

	if (want < CHUNK_BYTES || want / GZIP_RATIO_MAX > raw.n)
		want = raw.n * 4 + CHUNK_BYTES;
	while (d != NULL) {
		size_t room = out->max - out->n;
		size_t got = 0;
		enum libdeflate_result r;
		char *at;

		if (want > room)
			want = room;
		if (want == 0 || (at = buf_reserve(out, want)) == NULL)
			break;
		r = libdeflate_gzip_decompress(d, raw.p, raw.n, at, want, &got);
		if (r == LIBDEFLATE_SUCCESS) {
			buf_wrote(out, got);
			e = ERR_OK;
			break;
		}
		if (r != LIBDEFLATE_INSUFFICIENT_SPACE) {
			e = ERR_FORMAT;
			break;
		}
		if (want == room)
			break;
		want *= 2;
	}
	libdeflate_free_decompressor(d);
	return e;
}

enum err
io_read_file_gz(const char *path, struct buf *out)
{
	size_t start = out->n;
	struct buf raw = BUF_INIT(out->max);
	struct str s;
	enum err e;

	if ((e = io_read_file(path, out)) != ERR_OK)
		return e;
	s = str_sub(buf_str(out), start, out->n);
	if (!str_starts(s, STR("\x1f\x8b")))
		return ERR_OK;
	buf_put(&raw, s);
	buf_cut(out, start);
	e = gunzip(buf_str(&raw), out);
	buf_release(&raw);
	return e;
}

enum err
io_write_all(int fd, struct str s)
{
	while (s.n > 0) {
		ssize_t done = write(fd, s.p, s.n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return ERR_IO;
		s = str_sub(s, (size_t)done, s.n);
	}
	return ERR_OK;
}
