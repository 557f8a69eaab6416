#ifndef MARSAD_SEARCH_SUGGEST_INTERNAL_H
#define MARSAD_SEARCH_SUGGEST_INTERNAL_H

#include "search/near.h"
#include "search/spell.h"
#include "search/terms.h"
#include "text/stem.h"

/* ---- what is glued to the front of Arabic words: clitics.c ---- */

/*
 * Bytes of the longest head of a folded word that is a conjunction,
 * preposition, article or some of them, and leaves three letters; 0: none.
 */
size_t clitics_head(struct str folded);

/* Bytes of the pronoun at its end that leaves three letters; 0: none. */
size_t clitics_tail(struct str folded);

/* Whether a head ends with the article. */
bool clitics_defines(struct str head);

/* ---- one word put right: suggest_word.c ---- */

struct mender {
	struct arena *mem;
	const struct view *view;
	struct stemmer *stemmer;
	struct speller speller;
	uint64_t docs; /* of the view */
};

/* What may have been meant, as it is to be shown; shown.n == 0: nothing. */
struct mended {
	struct str shown;
	double worth; /* of two, the greater is better */
};

/* Documents that have a word as it is, and by any of its forms. */
struct mend_docs {
	uint64_t exact, any;
};
struct mend_docs mend_docs(struct mender *m, struct str folded);

/* Whether so few documents have a word as it is that it may be misspelt. */
bool mend_is_rare(const struct mender *m, struct mend_docs docs);

/* docs: the greater of them; a better word must be in many more. */

/* A rare word by a better one, or by two with a space between. */
struct mended mend_word(struct mender *m, struct str folded, uint64_t docs);

/* Two words, one of which is rare, by one. */
struct mended mend_join(struct mender *m, struct str a, struct str b,
                        uint64_t docs);

#endif
