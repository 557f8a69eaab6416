#ifndef MARSAD_TEXT_STEM_INTERNAL_H
#define MARSAD_TEXT_STEM_INTERNAL_H

#include <stdbool.h>

#include "text/stem.h"

/*
 * The stem of a folded word of letters from U+0600 to U+06FF, two bytes each,
 * and at most STEM_WORD_MAX bytes: a part of the word or of a table.
 */
struct str stem_arabic(struct str folded);

#endif
