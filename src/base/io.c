#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <libdeflate.h>

#define CHUNK_BYTES (64u << 10)

static enum err
read_all(int fd, struct buf *out)
{
	for (;;) {
		/* one byte more than fits tells "full" from "too large" */
		size_t room = out->max - out->n;
		char probe;
		char *at;
		ssize_t got;

		if (room == 0)
			at = &probe;
		else
			at = buf_reserve(out, room < CHUNK_BYTES ? room
			                                         : CHUNK_BYTES);
		if (at == NULL)
			return out->err;
		if (room == 0)
			room = 1;
		got = read(fd, at, room < CHUNK_BYTES ? room : CHUNK_BYTES);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return ERR_IO;
		if (got == 0)
			return ERR_OK;
		if (at == &probe)
			return ERR_LIMIT;
		buf_wrote(out, (size_t)got);
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

/* Grow until the decompressed bytes fit; the size is not known before. */
static enum err
gunzip(struct str raw, struct buf *out)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	size_t want = raw.n * 4 + CHUNK_BYTES;
	enum err e = ERR_LIMIT;

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
	struct buf raw = BUF_INIT(out->max);
	enum err e;

	if ((e = io_read_file(path, &raw)) == ERR_OK) {
		if (str_starts(buf_str(&raw), STR("\x1f\x8b")))
			e = gunzip(buf_str(&raw), out);
		else
			buf_put(out, buf_str(&raw));
	}
	buf_release(&raw);
	return e == ERR_OK ? out->err : e;
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
