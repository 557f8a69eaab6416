#ifndef MARSAD_SEARCH_FIND_INTERNAL_H
#define MARSAD_SEARCH_FIND_INTERNAL_H

#include "search/find.h"

/* A query at work in one part of the view. */
struct finder {
	struct match_context *context;
	const struct find_request *rq;
	const struct plan *plan;
	size_t part;
	const struct segment *segment;
	const uint64_t *deleted;
	struct top *top;
	struct matcher *must, *not; /* NULL: none */
	struct matcher **should;
	size_t should_n;
};

/* Make the matchers for a part; false when nothing matches there. */
bool finder_open(struct finder *f, size_t part);

/* Whether a match counts: not deleted, not excluded, no copy. */
bool finder_takes(struct finder *f, uint32_t doc);

/* Offer a document of the part to the top. */
void finder_offer(struct finder *f, uint32_t doc, float score);

/* All documents of the part, as one matcher; NULL: none. */
struct matcher *finder_stream(struct finder *f);

/* find_rank.c: the best of a part by relevance. */
void find_rank_part(struct finder *f);

/* find_pairs.c: add what neighbours are worth to the best of all parts. */
void find_pairs(struct match_context *c, const struct find_request *rq,
                struct top *top);

/* find_count.c: total and facets. */
void find_count(struct arena *mem, struct match_context *c,
                const struct find_request *rq, struct find_answer *out);

#endif
