#ifndef MARSAD_PIPELINE_GATHER_H
#define MARSAD_PIPELINE_GATHER_H

#include "cluster/window.h"
#include "model/doc.h"
#include "store/stories.h"

/*
 * Gathering: where the window of newest articles (cluster/window.h) meets the
 * store.  A writer of articles has one; what it decides of an article is kept
 * in the article's own transaction:
 *
 *   store_begin, gather_begin
 *     store_article_put, gather_article   for each
 *   gather_flush, store_commit           or store_rollback, gather_lose
 *
 * The window is read from the store at the first use, and again when another
 * process wrote articles meanwhile, or when a transaction was lost.
 */
struct gather;

/* One that knows of no store yet; gather_free(NULL) is fine. */
struct gather *gather_new(void);
void gather_free(struct gather *g);

/* At the head of a transaction: see that the window is the store's. */
enum err gather_begin(struct gather *g, struct store *st) MUST_CHECK;

/*
 * An article was kept: `id` is new, or (revised) has a new text.  d must be
 * analysed; if its arena is full it is a story of its own.  ERR_DB.
 */
enum err gather_article(struct gather *g, struct store *st,
                        const struct doc *d, int64_t id, bool revised)
        MUST_CHECK;

/*
 * An article that is kept stands higher on its outlet's list than before
 * (model/doc.h).  One that has left the window changes no story any more.
 */
void gather_rank(struct gather *g, int64_t id, uint32_t list_rank);

/*
 * A moderator has removed an article or shown it again: weigh and describe
 * its story anew, of the articles that are left; one that is shown again finds
 * its story and whose copy it is anew, if it is in the window.  Changes are
 * kept, no gather_flush is needed.  Errors of the store.
 */
enum err gather_decided(struct gather *g, struct store *st, int64_t id,
                        int64_t now_s) MUST_CHECK;

/* Keep what changed: placings, stories, their importance. */
enum err gather_flush(struct gather *g, struct store *st, int64_t now_s)
        MUST_CHECK;

/*
 * Gather anew the articles from the first one on, by id, whose sort_s is at
 * least since_s: their texts are analysed again and find their place among
 * those before them.  In transactions of its own; nobody else should write
 * articles meanwhile.  Killed in between, it is to be called again.
 * told: called after each batch; may be NULL.  ERR_DB, ERR_BUSY.
 */
enum err gather_again(struct gather *g, struct store *st, int64_t since_s,
                      int64_t now_s, void (*told)(size_t done)) MUST_CHECK;

/* The transaction was rolled back: what it decided is forgotten. */
void gather_lose(struct gather *g);

/* The window, for explanations; borrowed. */
struct window *gather_window(struct gather *g);

/* Bytes of the form in which prints are kept. */
#define GATHER_PRINT_VERSION 2

#endif
