#ifndef MARSAD_WEB_PAGE_SEARCH_H
#define MARSAD_WEB_PAGE_SEARCH_H

#include "web/asked.h"

/*
 * The parts of the search page, each filled from what was asked and what was
 * answered.  The strings are in the request's arena, none in the view of the
 * index, so search_end may follow.  ERR_LIMIT: the arena is full; else the
 * errors are the store's.
 */

/* search_hits.c: the articles, their passages, why they are found. */
enum err search_hits_fill(struct page *p, const struct asked *a,
                          const struct search_answer *answer,
                          struct hit_list *out) MUST_CHECK;

/* search_facets.c: what can narrow the answer, and what does. */
enum err search_facets_fill(struct page *p, const struct asked *a,
                            const struct search_answer *answer,
                            struct search_view *v) MUST_CHECK;
enum err search_chips_fill(struct page *p, const struct asked *a,
                           struct search_view *v) MUST_CHECK;

/* search_notes.c: how the query was read, what the answer lacks. */
enum err search_notes_fill(struct page *p, const struct asked *a,
                           const struct search_answer *answer,
                           struct search_view *v) MUST_CHECK;

/* search_offers.c: what else could be tried when nothing was found. */
enum err search_offers_fill(struct page *p, const struct asked *a,
                            const struct search_answer *answer,
                            struct search_view *v) MUST_CHECK;

/* page_search_help.c: queries to try. */
enum err search_examples_fill(struct page *p, const struct asked *a,
                              struct example_list *out) MUST_CHECK;

/* The first and the last day of a month as parameters from and to. */
void search_month_days(struct arena *mem, int year, int month,
                       struct str *from, struct str *to);

#endif
