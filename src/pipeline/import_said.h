#ifndef MARSAD_PIPELINE_IMPORT_SAID_H
#define MARSAD_PIPELINE_IMPORT_SAID_H

#include "model/doc.h"

/*
 * What a line of `marsad import` says, as it says it (pipeline/import.h);
 * what it does not say is empty.
 */
struct import_said {
	struct str id, outlet, url, title, text, date, author, language, image,
	        topic;
};

/* Read a line, into mem.  Errors of json_fields_read. */
enum err import_said_read(struct arena *mem, struct str json,
                          struct import_said *out) MUST_CHECK;

/*
 * Fill the sections of a document before the analysis, but for its outlet;
 * `said` must be in d->mem.  Returns why it is no article, else NULL.  Linear.
 */
const char *import_said_fill(struct doc *d, const struct import_said *said);

#endif
