#ifndef MARSAD_TEXT_CONSONANTS_H
#define MARSAD_TEXT_CONSONANTS_H

#include "base/str.h"

/*
 * The hash of a word's consonants, for names that outlets spell in several
 * ways: vowels, hamza and letters that some take for others fall together,
 * doubled letters are one.  0 for
 * words of fewer than three consonants and for other scripts than Arabic.
 * folded: the word or its stem as text_fold gives it.
 */
uint32_t consonants_hash(struct str folded);

#endif
