#ifndef MARSAD_PIPELINE_CRAWL_INTERNAL_H
#define MARSAD_PIPELINE_CRAWL_INTERNAL_H

#include <pthread.h>

#include "pipeline/crawl.h"
#include "pipeline/idmap.h"
#include "pipeline/indexing.h"
#include "pipeline/job.h"
#include "pipeline/queue.h"

/*
 * What the three kinds of threads of one crawl share.
 */
#define CRAWL_QUEUE_MAX 128      /* jobs between two stages */
#define CRAWL_INFLIGHT_MAX 2000  /* requests queued or on their way */
#define CRAWL_OUTLET_MAX 200     /* of these, of one outlet */
#define CRAWL_BATCH_MAX 64       /* jobs of one transaction */
#define CRAWL_WORKERS_MAX 32
#define CRAWL_ONCE_WAIT_S 60 /* --once waits for retries due within this */

/* A job that the writer is done with, as the fetch thread needs to know. */
struct crawl_settled {
	enum job_kind kind;
	int64_t tag;
	bool finished; /* feed: polled with success, or given up */
};

struct crawl {
	const struct crawl_options *o;
	struct stages stages;
	struct queue *work;  /* fetcher -> workers */
	struct queue *ready; /* workers -> writer */
	struct fetcher *fetcher;
	struct indexing *indexing;

	/* the fetch thread's own */
	struct store *reader;
	struct idmap inflight[JOB__COUNT]; /* tag -> outlet */
	struct idmap load;                 /* outlet -> requests in flight */
	struct idmap polled; /* --once: feeds that are done */
	int64_t rescan_ms[JOB__COUNT]; /* when to look for work again */
	int64_t scan_cost_ms[JOB__COUNT]; /* of the last whole look */
	bool eager; /* a look was not finished: do not wait */
	int64_t cursor[JOB__COUNT];    /* id behind which to look */

	pthread_mutex_t lock; /* guards settled..failed */
	struct crawl_settled *settled;
	size_t settled_n;
	struct crawl_summary summary;
	enum err failed; /* the writer cannot go on */
};

/* crawl_scan.c: ask the fetcher for what is due in the store. */
enum err crawl_scan(struct crawl *c) MUST_CHECK;

/* Whether nothing is in flight and nothing becomes due soon (--once). */
enum err crawl_is_idle(struct crawl *c, bool *idle) MUST_CHECK;

/* The fetcher's callback: an answer becomes a job. */
void crawl_answered(const struct fetch_result *r, void *arg);

/* Take back what the writer settled. */
void crawl_drain(struct crawl *c);

/* crawl_write.c: the writer thread; arg is the struct crawl. */
void *crawl_write(void *arg);

#endif
