#ifndef MARSAD_TEXT_NORMALISE_H
#define MARSAD_TEXT_NORMALISE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/*
 * The two forms of text (STYLE 8).
 *
 * Shown text is what readers see: as the outlet wrote it, in NFC, without
 * control characters and bidi controls (U+200E, U+200F, U+202A..202E,
 * U+2066..2069, U+061C: a headline must not reorder the page), white space
 * runs as one space.
 *
 * Folded text is for keys, search and comparison, never shown: harakat and
 * tatweel dropped, alef, hamza seats, yeh and teh marbuta unified (hamza on
 * waw or yeh becomes the bare hamza: see fold_arabic.c), Arabic
 * presentation forms resolved, digits made ASCII, Latin letters lower case
 * without accents, zero-width characters dropped, punctuation and other
 * non-letters turned into single spaces.  text_fold(text_fold(x)) ==
 * text_fold(x).
 */

/* Append the shown form of s; line feeds become spaces. */
void text_shown(struct buf *out, struct str s);

/* As text_shown, each line (paragraph) by itself; empty lines dropped. */
void text_shown_lines(struct buf *out, struct str s);

/* Append the folded form of s: words separated by one space. */
void text_fold(struct buf *out, struct str s);

/* The forms as copies in mem; empty when mem's maximum is reached. */
struct str text_shown_copy(struct arena *mem, struct str s);
struct str text_fold_copy(struct arena *mem, struct str s);

/*
 * The head of s that ends at a word's end and has at most `max` code points,
 * for excerpts; borrowed from s.  Nothing is cut inside a word unless the
 * first word alone is longer.
 */
struct str text_cut_words(struct str s, size_t max);

/*
 * The direction that most letters at the head of a text have: 1 right to
 * left, 0 left to right, -1 there is no letter.  Not the first letter's
 * (UAX #9, rule P2): agencies' names lead Arabic texts in Latin letters.
 */
int text_direction(struct str s);

/*
 * Language of a text: "ar", "ary" (Darija, the Arabic of Morocco, in Arabic
 * letters), "ary-Latn" (in Latin letters and digits), "fr", "en", "es", "zgh"
 * (whatever is written in Tifinagh), or "" when it cannot tell or it is
 * another.  By script, then by sequences of letters; needs a sentence or so
 * to be right.  What is mostly Arabic is "ar", a headline in Darija or not.
 * Reads parts of a long text: the cost has a bound, about 10 us.
 * How, and how often it is right: docs/language.md.
 */
struct str text_language(struct str s);

/*
 * Whether a text may be in a declared language ("ar", "fr-CA"): false when
 * its script is another than that language's.  True when it cannot tell.
 */
bool text_may_be(struct str s, struct str language);

#endif
