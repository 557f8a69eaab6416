#ifndef MARSAD_TEXT_FOLD_H
#define MARSAD_TEXT_FOLD_H

#include <stdint.h>

/* U+0600 to U+06FF: folded code point, ' ' a break, 0 dropped. */
extern const uint16_t fold_arabic[256];

#endif
