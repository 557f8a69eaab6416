#ifndef MARSAD_TEXT_STEM_INTERNAL_H
#define MARSAD_TEXT_STEM_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "text/stem.h"
#include "text/stem_table.h"

/* Where a stem is: in the word itself, or in the table of families. */
struct stem_cut {
	uint16_t family;  /* 0: none, else its slot and 1 */
	uint8_t from, n;  /* bytes of the word */
};

/*
 * The stem of a folded word of letters from U+0600 to U+06FF, two bytes each,
 * and at most STEM_WORD_MAX bytes.
 */
struct stem_cut stem_arabic(struct str folded);

/* The same of a word of n letters (1 to 8) given as a key of stem_table.h. */
struct stem_cut stem_arabic_key(uint64_t key, size_t n);

/* Its text, a part of the word or of the table. */
static inline struct str stem_cut_text(struct stem_cut cut, struct str folded) { return cut.family == 0 ? (struct str){ folded.p + cut.from, cut.n } : (struct str){ stem_families[cut.family - 1].stem, stem_families[cut.family - 1].n }; }

#endif
