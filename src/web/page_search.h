#ifndef MARSAD_WEB_PAGE_SEARCH_H
#define MARSAD_WEB_PAGE_SEARCH_H

#include "search/search.h"
#include "web/pages.h"

/*
 * Searching as the page and its feeds do, from the request's query string.
 */

/*
 * Run the search a request asks for; an empty query finds nothing.  newest:
 * newest first whatever the reader chose (feeds).
 */
enum err page_search_run(struct page *p, size_t limit, size_t offset,
                         bool newest, struct search_answer *out) MUST_CHECK;

/* The same search at another path, turned to a page (0 and 1: the first). */
struct str page_search_link(const struct page *p, struct str path,
                            int64_t page);

#endif
