#ifndef MARSAD_WEB_PAGE_LIST_H
#define MARSAD_WEB_PAGE_LIST_H

#include "web/pages.h"

/* The newest articles by day, into the view of the front page. */
enum err page_list_front(struct page *p, struct str language,
                         struct front_view *v) MUST_CHECK;

/* The address of that list from its newest article on. */
struct str page_list_start(const struct page *p, struct str path,
                           const struct article_head *newest);

#endif
