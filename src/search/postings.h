#ifndef MARSAD_SEARCH_POSTINGS_H
#define MARSAD_SEARCH_POSTINGS_H

#include "search/bits.h"
#include "search/terms.h"

/*
 * Reading the list of a term: which documents have it, how often, where.
 * Damaged bytes end the list early; no document past the segment's last is
 * ever given.
 */
#define POSTINGS_GROUP 32u /* blocks whose greatest bound is kept as well */
#define POSTINGS_END UINT32_MAX
#define POSTINGS_STEP 8u /* documents passed over at a time */

struct postings {
	const struct segment *segment;
	const uint8_t *list, *list_end; /* its blocks */
	uint32_t docs;                  /* in all */
	uint8_t max;                    /* bound of all of them */
	bool has_positions;
	uint32_t blocks; /* the last one may not be full */
	/* of each block, when there are whole ones: see docs/search.md */
	const uint8_t *ends, *offsets, *bounds, *group_bounds;
	/* where we are */
	uint32_t doc;        /* POSTINGS_END: behind the last */
	uint32_t block;      /* the one unpacked, blocks: none */
	uint32_t shallow;    /* the one that was asked for its bound last */
	unsigned n, at;      /* documents in it; the present one */
	bool has_codes;
	unsigned codes_got; /* one by one, of this block */
	const uint8_t *codes_at, *rest_at, *block_end;
	uint32_t group;      /* of positions unpacked, UINT32_MAX: none */
	bool has_starts;
	uint64_t start_of[BITS_BLOCK + 1]; /* positions before each one's */
	uint32_t doc_of[BITS_BLOCK + POSTINGS_STEP]; /* ends behind the last */
	uint32_t code_of[BITS_BLOCK];
	uint32_t position_of[BITS_BLOCK];
};

/*
 * Open the list of a term and stand on its first document.  `positions`: the
 * term's kind has them.
 */
void postings_open(struct postings *p, const struct segment *s,
                   const struct term *t, bool positions);

/*
 * Step to the first document >= target and return it, POSTINGS_END past the
 * last.  Never steps back.
 */
uint32_t postings_advance(struct postings *p, uint32_t target);

/* Step to the next document; not behind the last. */
static inline uint32_t postings_next(struct postings *p) { return p->at + 1 < p->n ? (p->doc = p->doc_of[++p->at]) : postings_advance(p, p->doc + 1); }

/*
 * Step both to the first document >= target that both have: quicker than
 * postings_advance in turns when one is not much longer than the other.
 */
uint32_t postings_meet(struct postings *a, struct postings *b,
                       uint32_t target);

/*
 * The bound of all documents from `target` (>= the present one) to *upto,
 * without unpacking anything.  0 and POSTINGS_END behind the last document.
 */
uint8_t postings_bound(struct postings *p, uint32_t target, uint32_t *upto);

/* The same for a longer stretch, where the list is long. */
uint8_t postings_group_bound(struct postings *p, uint32_t target,
                             uint32_t *upto);

/* The code of the present document. */
uint32_t postings_code(struct postings *p);

/* Fill code_of for the block, for who wants them all. */
void postings_codes(struct postings *p);

/*
 * Positions in the present document, rising, at most `max` of them, into
 * out; returns how many.
 */
size_t postings_positions(struct postings *p, uint32_t *out, size_t max);

#endif
