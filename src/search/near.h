#ifndef MARSAD_SEARCH_NEAR_H
#define MARSAD_SEARCH_NEAR_H

#include "search/slips.h"
#include "search/view.h"

/*
 * Words of the index that are a few slips from a typed one.  The sorted
 * dictionaries are walked; heads that no near word has are jumped over.
 */
#define NEAR_WORDS_MAX 256u       /* found; of more the frequent ones */
#define NEAR_TERMS_MAX (100u << 10) /* looked at, in all segments */

struct near_word {
	struct str folded; /* with its head */
	unsigned cost;
	uint64_t docs;
};

struct near {
	struct arena *mem;
	const struct view *view;
	struct near_word v[NEAR_WORDS_MAX];
	size_t n;
	uint64_t looked; /* terms so far */
};

/*
 * Add the words that begin with `head` (may be empty) and go on within a
 * limit of slips.h from `typed`, folded.  Words already there are left alone.
 * Cost: at most about 35 ns for each of NEAR_TERMS_MAX terms, over all calls
 * for one *near.
 */
void near_find(struct near *near, struct str head, struct str typed,
               unsigned limit);

/* Documents that have the exact form; about 1 us a segment. */
uint64_t near_docs(const struct view *view, struct str folded);

#endif
