#ifndef MARSAD_ANALYSE_ANALYSE_H
#define MARSAD_ANALYSE_ANALYSE_H

#include "base/err.h"
#include "model/doc.h"

/*
 * The analysis stage: from d->article to d->analysis.  Language from the
 * text, else as the page or the feed declares it; direction; folded title
 * and text; fingerprint; word count.  ERR_LIMIT when the document's arena is
 * full.  O(length).
 */
enum err analyse_doc(struct doc *d) MUST_CHECK;

#endif
