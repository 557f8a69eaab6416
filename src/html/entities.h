#ifndef MARSAD_HTML_ENTITIES_H
#define MARSAD_HTML_ENTITIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * Character references: &eacute; &#233; &#xE9;.
 * Source: HTML Living Standard, 13.2.5.72 to 13.2.5.80 and 13.5.
 */
#define HTML_ENTITY_COUNT 2125u
#define HTML_ENTITY_NAME_MAX 31u
#define HTML_ENTITY_OUT_MAX 8u /* two code points of at most four bytes */

struct html_entity {
	char name[HTML_ENTITY_NAME_MAX]; /* not terminated when this long */
	uint8_t name_n;
	uint8_t legacy; /* 1: also valid without its semicolon */
	uint32_t first;
	uint32_t second; /* 0: one code point only */
};

/* Sorted by name; made by tools/gen_entities.py. */
extern const struct html_entity html_entities[HTML_ENTITY_COUNT];
extern const uint16_t html_entity_first[53];

/*
 * Read the reference at the front of s, which starts with '&'.  Returns how
 * many bytes of s it takes and writes its characters as UTF-8 to out, their
 * number to *out_n; 0 when this '&' stands for itself.  in_attribute: the
 * standard's exception for "&copy=1" and the like holds.  O(log n).
 */
size_t html_entity_read(struct str s, bool in_attribute,
                        char out[HTML_ENTITY_OUT_MAX], size_t *out_n);

/*
 * The name alone, without '&' and ';': "eacute".  Returns the number of
 * bytes written to out, 0 when there is no such name.
 */
size_t html_entity_named(struct str name, char out[HTML_ENTITY_OUT_MAX]);

/*
 * s with all its references resolved, once; s itself when it has none,
 * else a copy in mem.
 */
struct str html_entities_resolve(struct arena *mem, struct str s,
                                 bool in_attribute);

#endif
