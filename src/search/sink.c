#include "search/sink.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/io.h"
#include "search/directory.h"

#define GATHER_BYTES (256u << 10) /* written to a file at a time */

static void
init(struct sink *s, int fd)
{
	*s = (struct sink){ .fd = fd, .sum = hash64_new() };
	buf_init(&s->gathered, SINK_MAX_BYTES);
}

void
sink_memory(struct sink *s)
{
	init(s, -1);
}

enum err
sink_file(struct sink *s, const char *path)
{
	int fd = directory_create(path, O_RDWR | O_TRUNC);

	init(s, fd);
	s->err = fd < 0 ? ERR_IO : ERR_OK;
	return s->err;
}

/* Sums go over many small pieces at once. */
static void
sum_up(struct sink *s)
{
	hash64_put(s->sum, str_sub(buf_str(&s->gathered), s->summed,
	                           s->gathered.n));
	s->summed = s->gathered.n;
}

static void
flush(struct sink *s)
{
	if (s->fd < 0 || s->err != ERR_OK)
		return;
	sum_up(s);
	s->err = io_write_all(s->fd, buf_str(&s->gathered));
	buf_clear(&s->gathered);
	s->summed = 0;
}

uint8_t *
sink_room(struct sink *s, size_t n)
{
	char *at = NULL;

	if (s->err == ERR_OK) {
		at = buf_reserve(&s->gathered, n);
		s->err = s->gathered.err;
	}
	return (uint8_t *)at;
}

void
sink_wrote(struct sink *s, size_t n)
{
	buf_wrote(&s->gathered, n);
	s->at += n;
	if (s->gathered.n >= GATHER_BYTES)
		flush(s);
}

void
sink_put(struct sink *s, const void *p, size_t n)
{
	uint8_t *at;

	if (n == 0 || (at = sink_room(s, n)) == NULL)
		return;
	memcpy(at, p, n);
	sink_wrote(s, n);
}

void
sink_align(struct sink *s, unsigned to)
{
	static const char zeros[64];
	unsigned over = (unsigned)(s->at % to);

	if (over > 0)
		sink_put(s, zeros, to - over);
}

void
sink_begin(struct sink *s)
{
	s->section = s->at;
	s->summed = s->gathered.n;
	hash64_clear(s->sum);
}

struct extent
sink_end(struct sink *s)
{
	sum_up(s);
	return (struct extent){ s->section, s->at - s->section,
		                hash64_get(s->sum) };
}

struct str
sink_str(const struct sink *s)
{
	return buf_str(&s->gathered);
}

enum err
sink_sync(struct sink *s)
{
	flush(s);
	if (s->err == ERR_OK && s->fd >= 0 && fsync(s->fd) != 0)
		s->err = ERR_IO;
	return s->err;
}

void
sink_append(struct sink *s, struct sink *from)
{
	char piece[16384];
	uint64_t at = 0;

	flush(from);
	if (from->err != ERR_OK)
		s->err = from->err;
	if (from->fd < 0) {
		sink_put(s, from->gathered.p, from->gathered.n);
		return;
	}
	while (s->err == ERR_OK && at < from->at) {
		ssize_t n = pread(from->fd, piece, sizeof(piece), (off_t)at);

		if (n <= 0)
			s->err = ERR_IO;
		else
			sink_put(s, piece, (size_t)n);
		at += n > 0 ? (uint64_t)n : 0;
	}
}

void
sink_release(struct sink *s)
{
	if (s->fd >= 0)
		close(s->fd);
	buf_release(&s->gathered);
	hash64_free(s->sum);
	*s = (struct sink){ .fd = -1 };
}
