#ifndef MARSAD_TEXT_COMMON_H
#define MARSAD_TEXT_COMMON_H

#include <stdint.h>

/*
 * How common a stem is in the press, before anything was read: what weighs
 * the words of a young database, and tells names from words.  Learnt from
 * articles of three corpora (data/terms/README.md); the function words of
 * French, English and Spanish are estimates.
 */
#define COMMON_OF 10000u /* articles that the counts are of */

/*
 * In how many of COMMON_OF articles the stem with this hash (stem_hash)
 * stands; 0: in fewer than ten, or it is no stem at all.  One probe.
 */
unsigned common_in(uint32_t stem);

#endif
