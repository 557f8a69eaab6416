#ifndef MARSAD_TESTS_EXTRACT_READ_PAGE_H
#define MARSAD_TESTS_EXTRACT_READ_PAGE_H

#include "extract/extract.h"

/* The article of a page of which nothing else is known. */
static inline enum err
read_page(struct arena *mem, struct str text, struct str url,
          struct doc_article *out, struct diags *d)
{
	const struct extract_input in = { .text = text, .url = url };

	return extract_page(mem, &in, out, d);
}

#endif
