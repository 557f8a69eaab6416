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
	struct segment_writer *w;
	struct segment_facts facts;
	struct merge_doc *order; /* of the new documents */
	uint16_t *length;
	uint32_t *map[MERGE_INPUTS_MAX]; /* old number -> new */
	uint32_t docs;
	uint64_t words;
	uint32_t *positions; /* of one posting */
	size_t position_cap;
};

/* merge_lists.c: the terms of all inputs.  ERR_LIMIT. */
enum err merge_lists(struct merge *m) MUST_CHECK;

/* merge_columns.c: what is told of each document. */
void merge_columns(struct merge *m);

#endif
