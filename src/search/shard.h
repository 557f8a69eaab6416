#ifndef MARSAD_SEARCH_SHARD_H
#define MARSAD_SEARCH_SHARD_H

#include <stdatomic.h>

#include "search/segment.h"

/*
 * A segment that several views share, in a mapped file or on the heap, and
 * the bits that say which of its documents are deleted.  Both are counted:
 * whoever holds one gives it back, the last one frees it.  A file may be
 * removed meanwhile; what is mapped stays readable.
 */
struct shard {
	struct segment segment;
	uint64_t number; /* of its file; 0: on the heap */
	uint64_t sum;    /* of its footer: tells files of one number apart */
	atomic_uint holders;
	atomic_int health; /* enum shard_health */
	struct arena names;
	void *map;
	size_t map_bytes;
	int mapped; /* search/mapped.h */
	struct buf heap;
};

enum shard_health { SHARD_UNCHECKED, SHARD_SOUND, SHARD_DAMAGED };

/*
 * Map a file.  bytes, sum: as the manifest has them, or 0: whatever they are.
 * ERR_ABSENT: no such file; ERR_FORMAT: damaged, or another file; ERR_IO.
 * shard_give.
 */
enum err shard_map(const char *path, uint64_t number, uint64_t bytes,
                   uint64_t sum, struct shard **out) MUST_CHECK;

/* A segment in memory; *bytes is given.  ERR_FORMAT: it is none. */
enum err shard_memory(struct buf *bytes, struct shard **out) MUST_CHECK;

/*
 * Compare all checksums, once; ERR_FORMAT from then on when one differs, or
 * when some of the file could not be read, then or since.
 */
enum err shard_check(struct shard *s) MUST_CHECK;

/* Whether it is known to be damaged; costs nothing. */
bool shard_is_damaged(const struct shard *s);

/* Hold it once more; give it back. */
struct shard *shard_take(struct shard *s);
void shard_give(struct shard *s); /* NULL is fine */

/* Which documents are deleted. */
struct marks {
	atomic_uint holders;
	uint32_t docs; /* of the segment */
	uint32_t n;    /* deleted */
	uint64_t bits[];
};

/* None deleted. */
struct marks *marks_new(uint32_t docs);

/* As of shards. */
struct marks *marks_take(struct marks *m);
void marks_give(struct marks *m); /* NULL is fine */

/* Set one bit in *m, which is made (NULL: none yet) or copied when shared. */
void marks_set(struct marks **m, uint32_t docs, uint32_t doc);

/* Words of 64 bits for so many documents. */
static inline size_t marks_words(uint32_t docs) { return ((size_t)docs + 63) / 64; }

#endif
