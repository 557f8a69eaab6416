#ifndef MARSAD_PIPELINE_GATHER_INTERNAL_H
#define MARSAD_PIPELINE_GATHER_INTERNAL_H

#include "pipeline/gather.h"

/* Gathering anew: no article is new, all are placed and search is told. */
#define GATHER_NONE_NEW INT64_MAX

struct gather {
	struct window *window; /* NULL: to be read from the store */
	int64_t head;          /* of the article log when we last wrote */
	struct buf print;      /* scratch */
	int64_t newest_before; /* highest article id at the last flush */
	struct analyser *analyser; /* for descriptions */
	size_t damaged;        /* prints that could not be read whole */
};

/*
 * gather_describe.c: the gist, the terms and the places of a story, from its
 * main lead.
 */
enum err gather_describe(struct gather *g, struct store *st,
                         struct arena *mem, const struct story_face *faces,
                         size_t n, struct story *s) MUST_CHECK;

/* gather.c: an article comes back into the window. */
enum err gather_restore(const struct article_print *p, struct gather *g)
        MUST_CHECK;

/* gather.c: an article of the window finds its story anew, by its print. */
enum err gather_come_again(struct gather *g, struct store *st, int64_t id)
        MUST_CHECK;

/* gather_flush.c: write a story as its articles stand in the store. */
enum err gather_story_again(struct gather *g, struct store *st,
                            struct arena *mem, int64_t id, int64_t now_s)
        MUST_CHECK;

#endif
