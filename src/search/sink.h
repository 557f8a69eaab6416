#ifndef MARSAD_SEARCH_SINK_H
#define MARSAD_SEARCH_SINK_H

#include "base/buf.h"
#include "base/hash.h"

/*
 * Where a segment is written: a new file or memory.  Small pieces are
 * gathered; each section has its checksum.  The first failure sticks, as in
 * struct buf: check `err` once, at the end.
 */
#define SINK_MAX_BYTES ((size_t)1 << 40)

struct sink {
	int fd;          /* -1: everything stays in `gathered` */
	struct buf gathered;
	uint64_t at;     /* bytes put so far */
	uint64_t section; /* where the present section begins */
	struct hash64 *sum;
	size_t summed;   /* of what is gathered: it is in the sum already */
	enum err err;
};

/* A section as it lies in what was written. */
struct extent {
	uint64_t at, bytes;
	uint64_t sum; /* XXH3 of its bytes */
};

/* Into memory; sink_str gives all of it until sink_release. */
void sink_memory(struct sink *s);

/* Into a new file, an older one of that name being replaced.  ERR_IO. */
enum err sink_file(struct sink *s, const char *path) MUST_CHECK;

/* Append n bytes. */
void sink_put(struct sink *s, const void *p, size_t n);

/*
 * The same in place: room for n more bytes, NULL after a failure, and how
 * many of them were written there, which must follow.
 */
uint8_t *sink_room(struct sink *s, size_t n);
void sink_wrote(struct sink *s, size_t n);

/* Zeros up to a multiple of `to`. */
void sink_align(struct sink *s, unsigned to);

/* Sections: between the two calls lies one. */
void sink_begin(struct sink *s);
struct extent sink_end(struct sink *s);

/* All that was put into memory. */
struct str sink_str(const struct sink *s);

/* Write what is gathered and sync the file to the disk. */
enum err sink_sync(struct sink *s) MUST_CHECK;

/* Append all that was put into another sink, which is used up. */
void sink_append(struct sink *s, struct sink *from);

/* Close; a file stays as far as it was written. */
void sink_release(struct sink *s);

#endif
