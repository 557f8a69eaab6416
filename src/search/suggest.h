#ifndef MARSAD_SEARCH_SUGGEST_H
#define MARSAD_SEARCH_SUGGEST_H

#include "search/ask.h"
#include "search/index.h"

/*
 * Help with typing, from the words that the articles have: what may have been
 * meant, and how a word may go on.  The index knows folded words only; how
 * they are spelt is read in the newest articles that have them, so that no
 * reader is shown a word without its hamza.
 */

/*
 * The query as typed, with its misspelt words replaced; empty when nothing
 * is better.  Operators, fields, quotes and all other words stay as they
 * were typed.  ask: as ask_parse read it.
 *
 * A word is misspelt when hardly any article has it as it is, and one that is
 * a slip away is in many more than any form of it is: a letter too many, too
 * few or another, two of them swapped, a space forgotten or set in the middle
 * of a word.  What may be wrong with a word, and how likely it is: slips.h.
 *
 * In mem; empty too when mem is full.  Reads some articles from the store;
 * its errors leave the query as it is.  Cost: for each word that hardly any
 * article has at most about 5 ms, one of SUGGEST_WORDS_MAX words; nothing
 * for the others.
 */
#define SUGGEST_WORDS_MAX 8u /* of a query that are put right */
struct str search_suggest(struct arena *mem, struct index *ix,
                          struct store *st, const struct ask *ask);

/*
 * Whole queries that begin as typed and go on in its last word, the one that
 * most articles have first; returns how many were put into out, at most
 * `max` (and COMPLETE_MAX).  None when the last word has less than two
 * letters or something stands behind it.  Words that differ in what is glued
 * to them only come last.
 *
 * In mem.  Cost: about 1 ms, and the reading of a few articles each.
 */
#define COMPLETE_MAX 20u
size_t search_complete(struct arena *mem, struct index *ix, struct store *st,
                       struct str typed, struct str *out, size_t max);

#endif
