#ifndef MARSAD_SEARCH_MERGE_INTERNAL_H
#define MARSAD_SEARCH_MERGE_INTERNAL_H

#include "search/merge.h"
#include "search/pairs.h"
#include "search/postings.h"
#include "search/segment_write.h"

/* Where a document of the new segment comes from. */
struct merge_doc {
	uint32_t doc, input;
};

struct merge {
	const struct merge_input *in;
	size_t n;
	const atomic_bool *stop; /* NULL: goes on in any case */
	struct segment_writer *w;
	struct segment_facts facts;
	struct merge_doc *order; /* of the new documents */
	uint16_t *length;
	uint32_t *map[MERGE_INPUTS_MAX]; /* old number -> new */
	uint32_t docs;
	uint64_t words;
	uint32_t *positions; /* of one posting */
	size_t position_cap;
	struct arena mem;     /* stems, pairs of small inputs */
	struct str *frequent; /* stems whose pairs have lists, in order */
	size_t frequent_n;
};

/* The positions of a list's present document; NULL: none, or damaged. */
const uint32_t *merge_positions(struct merge *m, struct postings *list);

/* merge_lists.c: the terms of all inputs.  ERR_LIMIT. */
enum err merge_lists(struct merge *m) MUST_CHECK;

/*
 * merge_pairs.c.  offer: a stem of so many documents in the merged segment,
 * in the order of keys.  keeps: whether the pair of a key has a list there.
 * open: a walk over the pairs of an input, made first if it is small, in
 * `made`.  mark: write the key that tells that stem i is frequent.
 */
void merge_pairs_offer(struct merge *m, struct str key, uint32_t docs);
bool merge_pairs_keeps(const struct merge *m, struct str key);
enum err merge_pairs_open(struct merge *m, size_t input, struct segment *made,
                          struct terms_walk *out) MUST_CHECK;
void merge_pairs_mark(struct merge *m, size_t i);

/* merge_columns.c: what is told of each document. */
void merge_columns(struct merge *m);

#endif
