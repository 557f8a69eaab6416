#ifndef MARSAD_WEB_STORY_WHY_H
#define MARSAD_WEB_STORY_WHY_H

#include "store/stories.h"
#include "web/pages.h"

/*
 * Why a story stands where it stands, in sentences: what its importance was
 * told by (story.reason), and how it grew by v[0..n), its articles.  None for
 * a single article.  ERR_LIMIT.
 */
enum err story_why_fill(const struct page *p, const struct story *s,
                        const struct article_head *v, size_t n,
                        struct line_list *out) MUST_CHECK;

#endif
