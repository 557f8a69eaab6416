#ifndef MARSAD_SEARCH_MERGE_H
#define MARSAD_SEARCH_MERGE_H

#include <stdatomic.h>

#include "search/segment.h"

/*
 * Several segments made one, without what was deleted.  The inputs are only
 * read: who searches them goes on.  Memory: 12 bytes a document, and what
 * writing a segment takes.
 */
#define MERGE_INPUTS_MAX 64u

struct merge_input {
	const struct segment *segment;
	const uint64_t *deleted; /* one bit a document; NULL: none */
};

static inline bool bit_is_set(const uint64_t *bits, uint32_t i) { return bits != NULL && (bits[i / 64] >> i % 64 & 1) != 0; }

/*
 * Write the segment into a new file, or, when path is NULL, into *out.
 * ERR_ABSENT: every document is deleted, nothing is written.  ERR_LIMIT: too
 * many inputs or documents.  ERR_FORMAT: an input is damaged.  ERR_IO.
 */
enum err merge_segments(const struct merge_input *in, size_t n,
                        const char *path, struct buf *out) MUST_CHECK;

/* The same into a file, unless told to stop: ERR_BUSY, soon after. */
enum err merge_segments_until(const struct merge_input *in, size_t n,
                              const char *path, const atomic_bool *stop)
        MUST_CHECK;

#endif
