#ifndef MARSAD_SEARCH_SNIPPET_INTERNAL_H
#define MARSAD_SEARCH_SNIPPET_INTERNAL_H

#include "search/search.h"
#include "text/stem.h"

/* ---- which term of an answer a word is a form of: snippet_terms.c ---- */

#define SNIPPET_TERMS_MAX 256u /* of an answer, the rest is not marked */
#define SNIPPET_BUCKETS 256u
#define SNIPPET_CACHE 256u     /* Latin words whose stems are remembered */
#define SNIPPET_NO_TERM (-1)

struct snippet_terms {
	const struct search_term *v;
	size_t n;
	struct stemmer *stemmer;
	bool owned; /* the answer has none */
	int16_t first[SNIPPET_BUCKETS], next[SNIPPET_TERMS_MAX];
	struct {
		uint64_t hash;
		int16_t term;
		bool used;
	} cache[SNIPPET_CACHE];
};

/* Borrows the answer's terms; to be released. */
void snippet_terms_init(struct snippet_terms *t,
                        const struct search_answer *a);
void snippet_terms_release(struct snippet_terms *t);

/*
 * The number of a term that a folded word is a form of, or SNIPPET_NO_TERM.
 * Cost: about 30 ns; for a Latin word that begins as a stem does, 1 us the
 * first time.
 */
int snippet_terms_find(struct snippet_terms *t, struct str folded);

#endif
