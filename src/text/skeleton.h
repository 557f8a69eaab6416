#ifndef MARSAD_TEXT_SKELETON_H
#define MARSAD_TEXT_SKELETON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Consonant skeletons: one name written in Arabic and in Latin letters, or
 * spelled in two ways in one alphabet, has mostly the same skeleton.
 *
 * Vowels are left out, for Arabic does not write the short ones and Latin
 * spellings differ; consonants that transliterations mix up are one class (b
 * and p; f and v; t, th and emphatic t; s, z, sh and ch; g, j, gh); doubled
 * consonants count once; the article in front (al, el) goes.  That a name
 * begins with a vowel, waw or yeh stays to be seen.  The rules, and how often
 * they agree, are in docs/entities.md.
 */
#define SKELETON_MAX 12u /* classes kept of a word */

struct skeleton {
	char v[SKELETON_MAX]; /* a letter each; 0 behind the last */
	uint8_t n;
};

/*
 * The skeleton of one folded word (text/normalise.h) of Arabic or Latin
 * letters; empty (n == 0) for words of other scripts, and for those that
 * have neither a consonant nor a vowel in front.  Letters behind the first
 * SKELETON_MAX classes are not looked at.  O(length).
 */
struct skeleton skeleton_of(struct str folded);

/*
 * The number by which skeletons are compared; never 0.  The same for equal
 * skeletons, in all processes and versions of one file format.
 */
uint32_t skeleton_key(const struct skeleton *s);

/*
 * Whether two skeletons differ by at most one class that was put in, left
 * out or replaced.
 */
bool skeleton_near(const struct skeleton *a, const struct skeleton *b);

#endif
