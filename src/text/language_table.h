#ifndef MARSAD_TEXT_LANGUAGE_TABLE_H
#define MARSAD_TEXT_LANGUAGE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * What tells languages of one script apart: the sequences of one to four
 * letters (n-grams) of their words.  tools/langgen makes the tables; this is
 * what it and text_language must agree on.  How: docs/language.md.
 */

#define X(name, code, sample) LANGUAGE_##name,
enum language {
#include "text/language_classes.def"
	LANGUAGE__COUNT
};
#undef X

enum language_script { LANGUAGE_LATIN, LANGUAGE_ARABIC };

#define LANGUAGE_GRAM 4u       /* letters of the longest n-gram */
#define LANGUAGE_WORD_MAX 24u  /* letters; what is longer is cut */
#define LANGUAGE_FIGURES 16u   /* a slot of the Latin table has room for */
#define LANGUAGE_EDGE 1u       /* the letter before and after a word */

/*
 * Latin: a slot has one figure of four bits a language, the language LANGUAGE_x
 * at bit 4 * x: how much rarer the n-gram is there than where it is most
 * frequent, in half nepers.  Arabic: one figure an n-gram, positive for Darija.
 * A tag of 0 is a free slot.
 */
#define LANGUAGE_LATIN_SLOTS 4096u
#define LANGUAGE_ARABIC_SLOTS 8192u

extern const uint16_t language_latin_tags[LANGUAGE_LATIN_SLOTS];
extern const uint64_t language_latin_rare[LANGUAGE_LATIN_SLOTS];
extern const uint16_t language_arabic_tags[LANGUAGE_ARABIC_SLOTS];
extern const int8_t language_arabic_odds[LANGUAGE_ARABIC_SLOTS];

/* The letters of a word, LANGUAGE_EDGE at both ends. */
struct language_word {
	uint8_t v[LANGUAGE_WORD_MAX + 2];
	size_t n;
};

/*
 * Take the next word of a script off the front of *rest: its letters as small
 * numbers, capitals as small letters, Arabic without vowel signs, digits only
 * where they stand among Latin letters.  Letters of another script part words.
 * Returns false at the end.
 */
bool language_next_word(struct str *rest, enum language_script script,
                        struct language_word *out);

/* An n-gram, its letters one a byte, as a number with good bits. */
static inline uint32_t language_mix(uint32_t gram) { return (gram ^ gram >> 15) * 0x9E3779B1u; }

/* Where an n-gram's search begins in a table of `slots`, and its tag. */
static inline size_t language_slot(uint32_t mix, uint32_t slots) { return (size_t)((uint64_t)mix * slots >> 32); }
static inline uint16_t language_tag(uint32_t mix) { return (uint16_t)((mix & 0xFFFFu) | 1u); }

#endif
