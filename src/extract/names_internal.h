#ifndef MARSAD_EXTRACT_NAMES_INTERNAL_H
#define MARSAD_EXTRACT_NAMES_INTERNAL_H

#include "extract/names.h"

/* ---- names_lead.c ---- */

/* Whether a character is space or a mark that may stand beside a name. */
bool names_is_edge(char c);

/* s without such marks at both ends. */
struct str names_trim(struct str s);

/* s, trimmed, without the words that lead to a name: "Written by". */
struct str names_without_lead(struct str s);

/* ---- names_check.c ---- */

/* Whether a folded text holds words that tell a function. */
bool names_has_role(struct str folded);

/* Whether a text can be a name: words, no address, no number, not long. */
bool names_is_one(const struct names *a, struct str s, enum names_trust trust);

#endif
