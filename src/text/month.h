#ifndef MARSAD_TEXT_MONTH_H
#define MARSAD_TEXT_MONTH_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Names of months and of the days of the week, in English, French and the
 * Arabic of every region.  No name means two months.
 */

/*
 * The month (1 to 12) that `word` names, 0 when it names none.  Two-word
 * names (the Levantine kanun and tishrin) take their second word off *rest.
 */
int month_by_name(struct str word, struct str *rest);

/* Whether a word may stand in a date and says nothing: weekdays, "at". */
bool month_is_filler(struct str word);

#endif
