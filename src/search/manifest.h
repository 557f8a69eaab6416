#ifndef MARSAD_SEARCH_MANIFEST_H
#define MARSAD_SEARCH_MANIFEST_H

#include "base/arena.h"
#include "base/buf.h"

/*
 * What an index is made of, as a text: a line a fact, the last one a checksum
 * of all before it.
 *
 *	marsad index 1 segments 1
 *	generation 12
 *	log 4711
 *	mark 90f1c0ffee000000
 *	next 9
 *	segment 7 bytes 123456 sum 0123456789abcdef docs 512 deleted 3 by 8
 *	sum fedcba9876543210
 */
#define MANIFEST_SEGMENTS_MAX 1024u
#define MANIFEST_MAX_BYTES (1u << 20)

struct manifest_entry {
	uint64_t number; /* of the file */
	uint64_t bytes;
	uint64_t sum;       /* of its footer */
	uint64_t docs;
	uint64_t deleted;   /* of these */
	uint64_t deletions; /* number of the file of bits; 0: none */
};

struct manifest {
	uint64_t generation; /* grows with every change */
	int64_t log;         /* the index covers the article log up to here */
	uint64_t mark;       /* store_log_mark of that entry */
	uint64_t next;       /* number of the next file */
	struct manifest_entry *entry;
	size_t n;
};

/*
 * Read the text of one; its entries are in mem.  ERR_FORMAT: it is none, or
 * damaged; ERR_ABSENT: of another version of marsad, whose segments are of no
 * use; ERR_LIMIT: mem is full, or there are too many segments.
 */
enum err manifest_parse(struct arena *mem, struct str text,
                        struct manifest *out) MUST_CHECK;

/* The text of one. */
void manifest_print(const struct manifest *m, struct buf *out);

#endif
