#ifndef MARSAD_TEXT_HIJRI_TABLE_H
#define MARSAD_TEXT_HIJRI_TABLE_H

#include <stdint.h>

#include "text/calendar.h"

#define HIJRI_TABLE_START (-11982) /* 1 Muharram 1356: 13 March 1937 */

/* Bit m - 1 of a year: month m has 30 days, else 29. */
extern const uint16_t hijri_table[HIJRI_TABLE_LAST - HIJRI_TABLE_FIRST + 1];

#endif
