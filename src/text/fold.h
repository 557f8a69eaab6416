#ifndef MARSAD_TEXT_FOLD_H
#define MARSAD_TEXT_FOLD_H

#include <stdint.h>

/* U+0600 to U+06FF: folded code point, ' ' a break, 0 dropped. */
extern const uint16_t fold_arabic[256];

/* U+00A0 to U+017F: one or two letters, " " a break, "" nothing known. */
#define FOLD_LATIN_START 0xA0u
#define FOLD_LATIN_END 0x180u

extern const char fold_latin[FOLD_LATIN_END - FOLD_LATIN_START][3];

#endif
