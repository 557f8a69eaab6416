#ifndef MARSAD_SEARCH_STOPWORDS_H
#define MARSAD_SEARCH_STOPWORDS_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Whether a word, as a reader typed it, is one of the words that stand in
 * most articles of its language and tell none apart (Arabic, French, English,
 * Spanish).  Letters as typed, not folded: folding would make the name Ali of
 * the preposition "on".  Latin letters match in either case.
 */
bool stopword(struct str typed);

#endif
