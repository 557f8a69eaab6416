#ifndef MARSAD_WEB_STORY_CARDS_H
#define MARSAD_WEB_STORY_CARDS_H

#include "store/stories.h"
#include "web/pages.h"

/*
 * What lists and pages show of stories and copies.
 */

/* What "rising now" means: told by so many outlets, in the last hours. */
#define STORY_RISING_OUTLETS 2u
#define STORY_RISING_S 21600

/* "/story/17", "/topic/sport" */
struct str story_path(const struct page *p, int64_t id);
struct str story_topic_path(const struct page *p, enum topic t);

/* "/place/MA-rabat" */
struct str story_place_path(const struct page *p, struct str code);

/*
 * The first places of a list of codes (separated by spaces) as links, named
 * in the page's language; codes that are known no more are left out.
 * ERR_LIMIT.
 */
enum err story_place_links(const struct page *p, struct str codes,
                           struct link_list *out) MUST_CHECK;

/* All topics as links, the one of `now` marked.  ERR_LIMIT. */
enum err story_topic_links(const struct page *p, enum topic now,
                           struct link_list *out) MUST_CHECK;

/*
 * A card of a story: its lead, and how many outlets tell it; brief: without
 * excerpt and image.
 */
void story_card_fill(const struct page *p, const struct story_card *s,
                     bool brief, struct card *out);

/*
 * The one-line description of a story if it may be shown: it is a sentence of
 * the article that stands for the story on lists of all languages, so that
 * one must be among v[0..n) and its outlet's mode must let it be read.
 * *from: that article, for its language.  Empty: there is none to show.
 */
struct str story_gist(const struct page *p, const struct story *s,
                      const struct article_head *v, size_t n,
                      const struct article_head **from);

/*
 * The story of the request's id and its SHOWN articles in the order of
 * publication.  *n is 0 when there is nothing to show: then story_elsewhere
 * answers, with the address the story has now (`before`/ID`behind`) or with
 * 410.  ERR_ABSENT: there never was such an article.
 */
enum err story_load(struct page *p, struct story *s, struct article_head **v,
                    size_t *n) MUST_CHECK;
enum err story_elsewhere(struct page *p, const struct story *s,
                         const char *before, const char *behind) MUST_CHECK;

#endif
