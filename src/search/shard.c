#include "search/shard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "search/mapped.h"

#define NAMES_BLOCK 4096u
#define NAMES_MAX_BYTES (4u << 20) /* 4096 topics and 250 languages */

static struct shard *
shard_new(uint64_t number, uint64_t sum)
{
	struct shard *s = xcalloc(1, sizeof(*s));

	s->number = number;
	s->sum = sum;
	s->mapped = MAPPED_NONE;
	atomic_init(&s->holders, 1);
	atomic_init(&s->health, SHARD_UNCHECKED);
	arena_init(&s->names, NAMES_BLOCK, NAMES_MAX_BYTES);
	return s;
}

static void
shard_free(struct shard *s)
{
	arena_release(&s->names);
	buf_release(&s->heap);
	mapped_remove(s->mapped);
	if (s->map != NULL)
		munmap(s->map, s->map_bytes);
	free(s);
}

static enum err
map_file(struct shard *s, const char *path, uint64_t bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	enum err e = ERR_OK;

	if (fd < 0)
		return errno == ENOENT ? ERR_ABSENT : ERR_IO;
	if (fstat(fd, &st) != 0)
		e = ERR_IO;
	else if (st.st_size <= 0 ||
	         (bytes > 0 && (uint64_t)st.st_size != bytes))
		e = ERR_FORMAT;
	else
		s->map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED,
		              fd, 0);
	close(fd);
	if (s->map == MAP_FAILED) {
		s->map = NULL;
		e = ERR_IO;
	}
	s->map_bytes = (size_t)st.st_size;
	if (s->map != NULL)
		s->mapped = mapped_add(s->map, s->map_bytes);
	return e;
}

enum err
shard_map(const char *path, uint64_t number, uint64_t bytes, uint64_t sum,
          struct shard **out)
{
	struct shard *s = shard_new(number, sum);
	struct segment_footer f;
	enum err e = map_file(s, path, bytes);

	if (e == ERR_OK)
		e = segment_open(&s->names,
		                 (struct str){ s->map, s->map_bytes },
		                 &s->segment);
	if (e == ERR_OK) {
		memcpy(&f, (char *)s->map + s->map_bytes - sizeof(f),
		       sizeof(f));
		s->sum = f.sum;
		e = sum == 0 || f.sum == sum ? ERR_OK : ERR_FORMAT;
	}
	if (e == ERR_OK && shard_is_damaged(s))
		e = ERR_FORMAT;
	if (e == ERR_OK)
		*out = s;
	else
		shard_free(s);
	return e;
}

enum err
shard_memory(struct buf *bytes, struct shard **out)
{
	struct shard *s = shard_new(0, 0);
	enum err e;

	s->heap = *bytes;
	*bytes = (struct buf){ .max = bytes->max };
	atomic_store(&s->health, SHARD_SOUND);
	e = segment_open(&s->names, buf_str(&s->heap), &s->segment);
	if (e == ERR_OK)
		*out = s;
	else
		shard_free(s);
	return e;
}

enum err
shard_check(struct shard *s)
{
	if (atomic_load(&s->health) == SHARD_UNCHECKED)
		atomic_store(&s->health, segment_check(&s->segment) == ERR_OK
		                                 ? SHARD_SOUND
		                                 : SHARD_DAMAGED);
	return shard_is_damaged(s) ? ERR_FORMAT : ERR_OK;
}

bool
shard_is_damaged(const struct shard *s)
{
	return atomic_load(&s->health) == SHARD_DAMAGED ||
	       mapped_is_damaged(s->mapped);
}

struct shard *
shard_take(struct shard *s)
{
	atomic_fetch_add(&s->holders, 1);
	return s;
}

void
shard_give(struct shard *s)
{
	if (s != NULL && atomic_fetch_sub(&s->holders, 1) == 1)
		shard_free(s);
}

struct marks *
marks_new(uint32_t docs)
{
	struct marks *m = xcalloc(1, sizeof(*m) + marks_words(docs) *
	                                                  sizeof(m->bits[0]));

	m->docs = docs;
	atomic_init(&m->holders, 1);
	return m;
}

struct marks *
marks_take(struct marks *m)
{
	if (m != NULL)
		atomic_fetch_add(&m->holders, 1);
	return m;
}

void
marks_give(struct marks *m)
{
	if (m != NULL && atomic_fetch_sub(&m->holders, 1) == 1)
		free(m);
}

void
marks_set(struct marks **m, uint32_t docs, uint32_t doc)
{
	uint64_t bit = (uint64_t)1 << doc % 64;

	if (*m == NULL) {
		*m = marks_new(docs);
	} else if (atomic_load(&(*m)->holders) > 1) {
		struct marks *copy = marks_new(docs);

		copy->n = (*m)->n;
		memcpy(copy->bits, (*m)->bits,
		       marks_words(docs) * sizeof(copy->bits[0]));
		marks_give(*m);
		*m = copy;
	}
	if (((*m)->bits[doc / 64] & bit) == 0)
		(*m)->n++;
	(*m)->bits[doc / 64] |= bit;
}
