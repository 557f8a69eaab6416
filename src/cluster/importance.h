#ifndef MARSAD_CLUSTER_IMPORTANCE_H
#define MARSAD_CLUSTER_IMPORTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/doc.h"

/*
 * How important a story is: one formula for the front page, for lists of
 * stories and for feeds (docs/stories.md).
 *
 *   weight     = sum over its articles of  w * 2^((t - newest) / MEMORY)
 *   importance = POWER * log2(weight) + newest / MEMORY
 *
 * w is 1 for the first article of an outlet, AGAIN for its further ones,
 * COPY for a copy in an outlet that has no text of its own, and COPY_AGAIN
 * else; times 1 + LISTED * (1 - log2(rank) / log2(LIST_RANK_MAX)) where the
 * outlet shows the article on a list of its own (model/doc.h): half as much
 * again at the top, nothing more at its end.  Articles that came long before
 * the newest count little, so what grows quickly weighs more than what grew as
 * large in days.
 *
 * Time has made every story's weight fade alike, so two stories compare by
 * their importance whenever it was computed: what is stored never grows old.
 */
#define IMPORTANCE_MEMORY_S 21600.0
#define IMPORTANCE_RISE_S 5400.0 /* the memory of what is rising now */
#define IMPORTANCE_POWER 2.0
#define IMPORTANCE_AGAIN 0.2
#define IMPORTANCE_COPY 0.15
#define IMPORTANCE_COPY_AGAIN 0.02
#define IMPORTANCE_LISTED 0.5

struct importance_article {
	int64_t outlet;
	int64_t when_s;
	bool copy;
	uint32_t list_rank; /* 0: in no list */
};

struct importance {
	uint32_t articles, copies; /* copies are not among the articles */
	uint32_t outlets;     /* that tell it */
	uint32_t independent; /* of these, with a text of their own */
	uint32_t listed;      /* articles in outlets' own lists ... */
	uint32_t list_rank;   /* ... and the best place there; 0: none */
	int64_t first_s, newest_s;
	double weight;        /* with the long memory */
	double importance, rise;
};

/* v, which is put in another order; n > 0.  O(n log n). */
void importance_of(struct importance_article *v, size_t n,
                   struct importance *out);

#endif
