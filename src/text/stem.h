#ifndef MARSAD_TEXT_STEM_H
#define MARSAD_TEXT_STEM_H

#include <stdint.h>

#include "base/str.h"

/*
 * Stems: what the forms of one word have in common, for search.  A stem is
 * a key, never shown, and need not be a word.
 *
 * Words in Arabic letters have our own light stemmer (stem_arabic.c tells its
 * rules), whatever the language of the text.  Words in Latin letters are
 * Snowball's work, by language; a folded word has no accents, so those that
 * its rules need are set again first where the spelling leaves no doubt.
 * Words of other scripts, words with digits and words longer than
 * STEM_WORD_MAX bytes are their own stems.
 */
#define STEM_WORD_MAX 64u

enum stem_language {
	STEM_NONE, /* Latin words are their own stems */
	STEM_ENGLISH,
	STEM_FRENCH,
	STEM_SPANISH,
	STEM__COUNT
};

/* The language of a code as text_language gives it; STEM_NONE for others. */
enum stem_language stem_language(struct str code);

/*
 * A stemmer holds Snowball's working memory: a thread needs its own, and who
 * makes it frees it.  stemmer_free(NULL) is fine.
 */
struct stemmer;
struct stemmer *stemmer_new(void);
void stemmer_free(struct stemmer *st);

/*
 * The stem of one word as text_fold gives it; never empty unless the word is.
 * Borrowed from `folded`, a table, or from st until the next call; at most
 * STEM_WORD_MAX bytes unless it is the word itself.
 * Cost: about 25 ns for an Arabic word of running text, 300 ns for a Latin
 * one (bench/analyser.c).
 */
struct str stem_word(struct stemmer *st, enum stem_language language,
                     struct str folded);

/* The hash by which stems are compared where they need not be read; never 0. */
uint32_t stem_hash(struct str stem);

/*
 * stem_hash(stem_word(st, language, folded[i])) of n <= STEM_BATCH words, and
 * cheaper: what st remembers of them is fetched from memory all at once.
 */
#define STEM_BATCH 16u
void stem_hashes(struct stemmer *st, enum stem_language language,
                 const struct str folded[], size_t n, uint32_t out[]);

#endif
