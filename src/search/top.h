#ifndef MARSAD_SEARCH_TOP_H
#define MARSAD_SEARCH_TOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The best documents found so far, in order: by score, else (and of equal
 * ones) the newest, then that of the higher id.
 */
struct found {
	float score; /* 0 when they are sought newest first */
	uint32_t part, doc;
	int64_t time_s, id, story;
};

struct top {
	struct found *v; /* the best first; has room for max */
	size_t n, max;
	bool collapse;   /* one document a story, the best */
};

/* Whether a stands before b. */
bool top_is_before(const struct found *a, const struct found *b);

/* Keep a document if it is good enough.  O(max). */
void top_offer(struct top *t, const struct found *f);

/* The last that is kept once there are as many as wanted, else NULL. */
static inline const struct found *top_worst(const struct top *t) { return t->n == t->max && t->n > 0 ? &t->v[t->n - 1] : NULL; }

/* After scores were changed: put all in order again. */
void top_sort(struct top *t);

#endif
