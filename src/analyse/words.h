#ifndef MARSAD_ANALYSE_WORDS_H
#define MARSAD_ANALYSE_WORDS_H

#include "model/doc.h"
#include "text/stem.h"
#include "text/tokens.h"

/*
 * The words of a shown text with the hashes of their stems, copied into mem.
 *
 * t, st      working memory, the caller's.
 * folded     set to the folded form of the text, in mem: the words joined by
 *            single spaces.
 *
 * ERR_LIMIT: mem's maximum, or a text longer than t takes.
 */
enum err words_of(struct arena *mem, struct tokens *t, struct stemmer *st,
                  enum stem_language language, struct str shown,
                  struct doc_words *out, struct str *folded) MUST_CHECK;

#endif
