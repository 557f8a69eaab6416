#ifndef MARSAD_EXTRACT_BYLINE_INTERNAL_H
#define MARSAD_EXTRACT_BYLINE_INTERNAL_H

#include "extract/names.h"

/* Names in elements that the page calls an author's, near the title. */
void byline_add_elements(struct names *a, struct page *p);

/* Names in visible lines near the title that begin as bylines do. */
void byline_add_lines(struct names *a, struct page *p);

#endif
