#ifndef MARSAD_EXTRACT_EXTRACT_H
#define MARSAD_EXTRACT_EXTRACT_H

#include "base/arena.h"
#include "base/err.h"
#include "model/doc.h"

struct selector;      /* html/select.h */
struct extract_trace; /* extract/trace.h */

/*
 * What is known of the pages of one outlet before this one is read.
 * Borrowed and immutable: threads may share it.
 */
struct extract_rules {
	const struct selector *include; /* the text lies there; NULL: none */
	const struct selector *exclude; /* this is never read; NULL: none */
	const uint64_t *boilerplate; /* prints of lines to leave out, sorted */
	size_t boilerplate_n;
};

/* A page and what is known about it. */
struct extract_input {
	struct str text; /* the page, valid UTF-8; must outlive the article */
	struct str url;  /* where it was found, absolute; empty if unknown:
	                    then relative addresses are resolved against the
	                    one the page states itself */
	const struct feed_item *hint; /* what the feed said of this article, or
	                                 NULL; it decides where the page is
	                                 silent or unclear */
	const struct extract_rules *rules; /* of its outlet, or NULL */
	int64_t now_s; /* Unix seconds; later dates are not believed; 0: any */
	uint64_t seed; /* of hash tables, that who writes pages cannot know */
	struct extract_trace *trace; /* filled with the reasons, or NULL */
};

/*
 * The article of a page: title, people, dates, text, image and what the page
 * says about itself.
 *
 * mem   everything in *out is made here, or borrows what `in` holds.
 * out   all its fields but charset are set; fields nothing is known of are
 *       empty.  `lines` is set only when there are rules.
 * d     what was odd is counted here.
 *
 * ERR_LIMIT: mem is full; *out is then unusable.  Linear in the page.
 * Method: scores of text blocks are
 * gathered by their elements, as Readability and its heirs do.
 */
enum err extract_page(struct arena *mem, const struct extract_input *in,
                      struct doc_article *out, struct diags *d) MUST_CHECK;

#endif
