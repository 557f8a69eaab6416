#ifndef MARSAD_SEARCH_PAIRS_H
#define MARSAD_SEARCH_PAIRS_H

#include "search/segment.h"

/*
 * Frequent stems, whose pairs side by side have lists of their own: a phrase
 * of two of them would else have to look at the positions in a great part of
 * all documents.  Which stems are frequent is each segment's own matter: the
 * key of such a stem with nothing behind its space, "w" x " ", stands in the
 * dictionary, and of two such stems x and y either "w" x " " y stands there
 * as well or they are nowhere side by side.
 */
#define PAIRS_DOCS_MIN 1024u /* smaller segments have none */
#define PAIRS_SHARE 16u      /* frequent: in one of so many documents */
#define PAIRS_STEMS_MAX 4000u

struct pairs {
	uint32_t docs;    /* of the segment */
	uint32_t *number; /* by stem: from 1 in the order of keys; 0: not */
	struct str *stem; /* by number - 1, without its kind; borrowed */
	uint32_t n;
};

/* For stems below stem_n, as the caller counts; pairs_release when done. */
void pairs_init(struct pairs *p, uint32_t docs, uint32_t stem_n);
void pairs_release(struct pairs *p);

/* Whether a stem of so many documents is frequent in a segment of `docs`. */
bool pairs_is_frequent(uint32_t docs, uint32_t having);

/* Stems are offered in the order of their keys; key is borrowed. */
void pairs_offer(struct pairs *p, uint32_t stem, uint32_t having,
                 struct str key);

/* A pair of numbers (second 0: none) as one, in the order of the keys. */
static inline uint32_t pairs_key(const struct pairs *p, uint32_t first, uint32_t second) { return (first - 1) * (p->n + 1) + second; }

/* Append the key of a pair to out. */
void pairs_name(const struct pairs *p, uint32_t pair, struct buf *out);

/* Append the key of two stems; false when it would be too long. */
bool pairs_term(struct str first, struct str second, struct buf *out);

#endif
