#ifndef MARSAD_PIPELINE_CRAWL_H
#define MARSAD_PIPELINE_CRAWL_H

#include <stdatomic.h>

#include "base/err.h"
#include "model/config.h"
#include "search/indexer.h"

/*
 * The crawler: polls what is due, fetches what the feeds announce, and keeps
 * it (DESIGN 3).  The calling thread runs the fetcher; `workers` threads run
 * the pure stages; one thread writes.  They share bounded queues only.
 */
struct crawl_options {
	const char *db_path;
	const struct config *config;
	bool once;            /* poll what is due, finish it, return */
	struct str undelayed; /* networks fetched without delay (the demo) */
	unsigned workers;     /* 0: one a core */
	struct str kill_plan; /* tests: see pipeline/stages.h; else empty */
	const struct indexer_options *index; /* or NULL */
	const atomic_bool *stop; /* set by a signal: stop soon */
};

struct crawl_summary {
	int64_t polls, articles_new, articles_revised, articles_same;
	int64_t images, retried, dropped;
};

/*
 * Crawl until *stop (or, once, until nothing is left to do).  Returns
 * ERR_DB when the database cannot be opened or written any more.
 */
enum err crawl_run(const struct crawl_options *o,
                   struct crawl_summary *out) MUST_CHECK;

#endif
