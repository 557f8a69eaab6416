#ifndef MARSAD_WEB_STORY_CHART_H
#define MARSAD_WEB_STORY_CHART_H

#include "web/pages.h"

/*
 * The coverage of a story over time: articles by the time between the first
 * and the newest of v[0..n), own texts by language, copies apart; the two
 * ends in words, and what the colours mean.  No drawing when all came at one
 * moment.  ERR_LIMIT.
 */
enum err story_chart_fill(const struct page *p, const struct article_head *v,
                          size_t n, struct coverage *out) MUST_CHECK;

#endif
