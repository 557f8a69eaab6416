#ifndef MARSAD_WEB_STORY_CARDS_H
#define MARSAD_WEB_STORY_CARDS_H

#include "store/stories.h"
#include "web/pages.h"

/*
 * What lists and pages show of stories and copies.
 */

/* "/story/17", "/topic/sport" */
struct str story_path(const struct page *p, int64_t id);
struct str story_topic_path(const struct page *p, enum topic t);

/* A card of a story: its lead, and how many outlets tell it. */
void story_card_fill(const struct page *p, const struct story_card *s,
                     struct card *out);

/*
 * The copies of one head among articles, `but` left out, as links named by
 * outlet, and the sentence that leads to them; empty when there are none.
 */
struct story_copies {
	int64_t head, but;
};
enum err story_copies_fill(const struct page *p, const struct article_head *v,
                           size_t n, struct story_copies of,
                           struct link_list *out, struct str *also)
        MUST_CHECK;

#endif
