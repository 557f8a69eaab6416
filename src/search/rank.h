#ifndef MARSAD_SEARCH_RANK_H
#define MARSAD_SEARCH_RANK_H

#include <math.h>

#include "search/segment.h"

/*
 * What a word is worth in a document: BM25 (Robertson and Zaragoza, "The
 * Probabilistic Relevance Framework", 2009) with these additions, measured in
 * docs/search.md:
 *  - a word in the title, and one among the first words of the text, counts
 *    for several: what an article is about stands there;
 *  - the exact form of the word adds to what its stem is worth;
 *  - neighbours in the query that are neighbours in the text add a little.
 * All sums are made of floats in one fixed order, so that a score does not
 * depend on how it was come by.
 *
 * How many documents have a term, how many there are and how long they are in
 * the mean is told of all documents in segments, so of the deleted as well
 * until a merge leaves them out.
 */
#define RANK_K1 1.2f
#define RANK_B 0.75f
#define RANK_TITLE 3u      /* a title word counts so many times more */
#define RANK_LEAD 1u       /* and one of the first words of the text */
#define RANK_LEAD_WORDS 20u
#define RANK_EXACT 0.25f   /* of the exact form, beside its stem */
#define RANK_PAIR 0.06f    /* of both words' rarity, side by side */
#define RANK_BOUND_MAX 255u

/*
 * How rare a term is: the natural logarithm, at least 0, of what is expected
 * of a term in `having` of `docs` documents.
 */
static inline float rank_rarity(uint64_t docs, uint64_t having) { return logf(1.0f + ((float)docs - (float)having + 0.5f) / ((float)having + 0.5f)); }

/* The k of BM25 for a document of some words, the mean being `mean`. */
static inline float rank_length(uint32_t words, float mean) { return RANK_K1 * (1.0f - RANK_B) + RANK_K1 * RANK_B * (float)words / mean; }

/* Occurrences, those that count for several so counted. */
static inline float rank_count(uint32_t code) { return (float)(code_count(code) + (code >> 1 & 1) * RANK_TITLE + (code & 1) * RANK_LEAD); }

/* The weight of a term in a document, in [0, 1). */
static inline float rank_weight(uint32_t code, float length) { return rank_count(code) / (rank_count(code) + length); }

/* A weight in one byte, rounded up; and what the byte promises at most. */
static inline uint8_t rank_bound(float weight) { return (uint8_t)ceilf(weight * 1.00001f * (float)RANK_BOUND_MAX); }

#endif
