#ifndef MARSAD_PIPELINE_STAGES_H
#define MARSAD_PIPELINE_STAGES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * The points an article passes on its way in.  They are counted for the
 * statistics, and a test may ask that the process be killed (SIGKILL, as a
 * power cut would) when one of them is passed the nth time: "page_put:3".
 */
#define STAGE_MAP(X)                                               \
	X(FEED_FETCHED, "feed_fetched")                            \
	X(FEED_PARSED, "feed_parsed")                              \
	X(FEED_OFFERED, "feed_offered") /* in the transaction */   \
	X(FEED_KEPT, "feed_kept")       /* committed */            \
	X(PAGE_FETCHED, "page_fetched")                            \
	X(PAGE_EXTRACTED, "page_extracted")                        \
	X(PAGE_ANALYSED, "page_analysed")                          \
	X(PAGE_PUT, "page_put")         /* in the transaction */   \
	X(PAGE_KEPT, "page_kept")       /* committed */            \
	X(IMAGE_FETCHED, "image_fetched")                          \
	X(IMAGE_REMADE, "image_remade")                            \
	X(IMAGE_PUT, "image_put")       /* in the transaction */   \
	X(IMAGE_KEPT, "image_kept")     /* committed */

#define X(name, text) STAGE_##name,
enum stage { STAGE_MAP(X) STAGE__COUNT };
#undef X

struct stages {
	atomic_uint passed[STAGE__COUNT];
	enum stage kill_at;   /* STAGE__COUNT: never */
	unsigned kill_nth;    /* from 1 */
};

/* Nothing passed, no plan. */
void stages_init(struct stages *s);

/* Read a kill plan "name:nth"; false when it is none. */
bool stages_plan(struct stages *s, struct str plan);

/* Count that stage `at` was passed; does not return if a plan says so. */
void stages_pass(struct stages *s, enum stage at);

/* "page_put", as plans name it. */
const char *stage_name(enum stage at);

#endif
