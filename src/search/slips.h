#ifndef MARSAD_SEARCH_SLIPS_H
#define MARSAD_SEARCH_SLIPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * How far a typed word is from another, in slips of fingers and of spelling:
 * the least sum of costs that makes one of the other (Damerau, "A technique
 * for computer detection and correction of spelling errors", 1964, on folded
 * code points).  What happens often costs less: letters that sound or look
 * alike, a doubled letter, neighbours swapped, a long vowel.  The first
 * letter is rarely wrong: only what is alike may stand for it, an alef be
 * missing or too much.
 *
 * The other word is given letter by letter, so that a walk over a sorted
 * dictionary shares the work for common heads, and leaves out what begins
 * too differently.
 */
#define SLIPS_LETTERS_MAX 24u /* of the typed word */
#define SLIPS_DEPTH_MAX (SLIPS_LETTERS_MAX + 3u)

#define SLIPS_ALIKE 6u   /* a letter for one that is alike */
#define SLIPS_DOUBLED 6u /* a letter twice for once, or once for twice */
#define SLIPS_SWAPPED 7u /* two neighbours */
#define SLIPS_WEAK 8u    /* a long vowel too many or missing */
#define SLIPS_OTHER 10u  /* any other letter wrong, too many or missing */
#define SLIPS_FIRST 3u   /* more, at the first letter */
#define SLIPS_NEVER 100u

struct slips {
	uint32_t typed[SLIPS_LETTERS_MAX];
	uint64_t alike[SLIPS_LETTERS_MAX]; /* letters that may stand for it */
	size_t n;
	unsigned limit; /* words that cost more are of no interest */
	uint32_t letter[SLIPS_DEPTH_MAX];
	/* cost[d][j]: of making the first d letters of the first j typed */
	uint8_t cost[SLIPS_DEPTH_MAX + 1][SLIPS_LETTERS_MAX + 1];
};

/*
 * What the slips in a word of so many letters may cost: cheap ones only in
 * three, one slip in less than seven, two in others.
 */
unsigned slips_limit(size_t letters);

/*
 * Begin with a typed word, folded.  False: it is too short, too long, or has
 * digits.
 */
bool slips_begin(struct slips *s, struct str typed, unsigned limit);

/*
 * The letter at `depth` (from 0) of the other word, those before it being
 * given.  False: no word that begins so is within the limit.
 */
bool slips_letter(struct slips *s, size_t depth, uint32_t c);

/* The cost of the other word if it has so many letters. */
static inline unsigned slips_total(const struct slips *s, size_t letters) { return s->cost[letters][s->n]; }

#endif
