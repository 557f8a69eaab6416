#ifndef MARSAD_SEARCH_TERMS_H
#define MARSAD_SEARCH_TERMS_H

#include "search/segment.h"

/*
 * The dictionary of a segment: keys in byte order, in front-coded blocks.
 */

/* A term and where its list lies. */
struct term {
	uint32_t docs; /* that have it */
	uint8_t max;   /* bound of any document's weight, see rank.h */
	uint64_t at;   /* of its list in POSTINGS */
	uint64_t bytes;
};

/* Find a key; false when there is none.  O(log terms), about 1 us. */
bool terms_find(const struct segment *s, struct str key, struct term *out);

/* The first eight bytes of a key as a number, in the order of keys. */
uint64_t terms_head(struct str key);

/*
 * Fill the heads of a segment being opened, in mem; without them (mem is
 * full) terms are found all the same.
 */
void terms_index(struct arena *mem, struct segment *s);

/* Walking the terms in order, from some key on. */
struct terms_walk {
	const struct segment *segment;
	const uint8_t *p, *end; /* the rest of TERMS */
	size_t block;           /* the next one */
	unsigned left;          /* terms left in the present block */
	uint64_t at;            /* of the next list */
	struct term term;       /* the present one */
	size_t key_n;
	char key[SEGMENT_TERM_MAX];
};

/* Stand before the first term that is not less than `key`. */
void terms_seek(const struct segment *s, struct str key,
                struct terms_walk *out);

/*
 * Step to the first term that is not less than `key`, as terms_seek and
 * terms_next do together, in half the time.
 */
bool terms_reach(const struct segment *s, struct str key,
                 struct terms_walk *out);

/*
 * Blocks: the one where a key stands if it is there, and standing before the
 * first term of one (below block_count, which is not 0).
 */
size_t terms_block(const struct segment *s, struct str key);
void terms_enter(const struct segment *s, size_t block,
                 struct terms_walk *out);

/* Step to the next term; false at the end or where the bytes are damaged. */
bool terms_next(struct terms_walk *w);

/* The key of the present term; borrowed until the next step. */
static inline struct str terms_key(const struct terms_walk *w) { return (struct str){ w->key, w->key_n }; }

#endif
