#ifndef MARSAD_WEB_NUMBER_H
#define MARSAD_WEB_NUMBER_H

#include <stdint.h>

#include "web/texts.h"

/*
 * Numbers as readers of each language write them; in Arabic as the Maghreb
 * does, with the digits 0 to 9.  Source: CLDR 44, ar-MA, fr, en.
 */

/* "1.234", "1 234" with a narrow space that does not break, "1,234". */
struct str number_grouped(struct arena *mem, enum text_lang lang, int64_t n);

/* Two places behind the comma or point: "2,31", "2.31".  |v| < 1e15. */
struct str number_decimal(struct arena *mem, enum text_lang lang, double v);

#endif
