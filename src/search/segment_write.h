#ifndef MARSAD_SEARCH_SEGMENT_WRITE_H
#define MARSAD_SEARCH_SEGMENT_WRITE_H

#include "search/bits.h"
#include "search/segment.h"

/*
 * Writing a segment, term by term in the order of their keys, and then the
 * columns.  Memory: a few bytes for every 32 terms and every 128 postings of
 * the longest list.
 */
struct list_block {
	uint32_t docs[BITS_BLOCK], codes[BITS_BLOCK];
	unsigned n;
	uint32_t *position; /* distances, of all documents of the block */
	size_t position_n, position_cap;
	float count, length; /* of the greatest weight: see rank_weight */
};

struct segment_writer {
	struct sink out;
	struct sink terms;
	struct buf blocks;      /* struct term_block */
	struct segment_facts facts;
	struct extent extent[SECTION__COUNT];
	const uint16_t *length; /* of each document; borrowed */
	float fixed, per_word;  /* of rank_length */
	/* the present list */
	struct list_block block;
	bool positions;
	uint32_t last;          /* document before the block, -1 at first */
	uint64_t list_at;
	uint32_t docs;
	uint8_t max;
	struct buf ends;        /* uint32: last document of each block */
	struct buf offsets;     /* uint32: where each ends in the list */
	struct buf bounds;      /* uint8 */
	size_t key_n;
	char key[SEGMENT_TERM_MAX];
};

/*
 * Begin a segment in a new file, or in memory when path is NULL.  facts are
 * copied, but for `terms`; length is borrowed until the end.  ERR_IO.
 * segment_writer_release in any case.
 */
enum err segment_writer_open(struct segment_writer *w, const char *path,
                             const struct segment_facts *facts,
                             const uint16_t *length) MUST_CHECK;

/*
 * The list of one term: keys rise; documents rise within it; `positions` (of
 * stems only) rise within a document, code_count(code) of them.  Keys longer
 * than SEGMENT_TERM_MAX are cut by whoever makes them.
 */
void segment_write_term(struct segment_writer *w, struct str key);
void segment_write_posting(struct segment_writer *w, uint32_t doc,
                           uint32_t code, const uint32_t *positions);
void segment_write_term_end(struct segment_writer *w);

/* After the last term: the columns, each between these two. */
void segment_write_terms_end(struct segment_writer *w);
void segment_write_column(struct segment_writer *w);
void segment_write_bytes(struct segment_writer *w, const void *p, size_t n);
void segment_write_column_end(struct segment_writer *w, enum section which);

/* The footer; a file is synced.  In memory: segment_written has all of it. */
enum err segment_writer_finish(struct segment_writer *w) MUST_CHECK;
struct str segment_written(const struct segment_writer *w);

/*
 * The lists alone, read from bytes, a copy of what was written so far into
 * memory: *out keeps its columns and gets these lists.
 */
enum err segment_bare(const struct segment_writer *w, struct str bytes,
                      struct segment *out) MUST_CHECK;

/* Free what writing took; a file stays as far as it was written. */
void segment_writer_release(struct segment_writer *w);

#endif
