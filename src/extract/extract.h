#ifndef MARSAD_EXTRACT_EXTRACT_H
#define MARSAD_EXTRACT_EXTRACT_H

#include "base/arena.h"
#include "base/err.h"
#include "model/doc.h"

/*
 * The article of a page: title, people, dates, text, image and what the page
 * says about itself.
 *
 * mem   everything in *out is made here, or borrows `text` and `hint`.
 * text  the page, valid UTF-8; must outlive *out.
 * url   where the page was found, absolute; empty if unknown: then relative
 *       addresses are resolved against the one the page states itself.
 * hint  what the feed said of this article, or NULL; it decides where the
 *       page is silent or unclear.
 * out   all its fields but charset are set; fields nothing is known of are
 *       empty.
 * d     what was odd is counted here.
 *
 * ERR_LIMIT: mem is full; *out is then unusable.  Linear in the page.
 * Method: scores of text blocks are
 * gathered by their elements, as Readability and its heirs do.
 */
enum err extract_page(struct arena *mem, struct str text, struct str url,
                      const struct feed_item *hint, struct doc_article *out,
                      struct diags *d) MUST_CHECK;

#endif
