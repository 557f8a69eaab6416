#ifndef MARSAD_PIPELINE_JOB_H
#define MARSAD_PIPELINE_JOB_H

#include "analyse/analyse.h"
#include "crawl/fetch.h"
#include "extract/extract.h"
#include "feed/feed.h"
#include "image/image.h"
#include "model/config.h"
#include "pipeline/gather.h"
#include "pipeline/stages.h"
#include "store/articles.h"
#include "store/images.h"
#include "store/outlets.h"
#include "store/rules.h"

/*
 * One answer of the web on its way from the fetcher through a worker to the
 * writer.  A job has one owner at a time; the queues pass it on.
 */
enum job_kind { JOB_FEED, JOB_PAGE, JOB_IMAGE, JOB__COUNT };

/* What the writer is to do with it. */
enum job_verdict {
	JOB_KEEP,  /* store what was made of it */
	JOB_SAME,  /* feed: nothing new (304) */
	JOB_RETRY, /* it may be had later */
	JOB_DROP   /* it will never be had, or is not to be kept */
};

/* One item of a polled feed, ready to be offered to the frontier. */
struct job_item {
	struct feed_item *item;
	struct str key;
	uint64_t fingerprint;
};

struct job {
	enum job_kind kind;
	enum job_verdict verdict;
	int64_t tag;      /* id of the feed, frontier entry or image */
	int64_t outlet_id;
	struct doc *doc;  /* owns all memory of the job */

	/* the answer; views into doc->mem */
	int status;
	struct str url, final_url, moved_url, content_type, body;
	struct str etag, last_modified;
	int64_t retry_after_s, max_age_s, fetched_s;
	bool no_archive;
	struct str detail; /* why it is retried or dropped */

	/* JOB_FEED: a poll */
	struct feed_source source;
	bool quick; /* polled as often as its max-age says */
	struct feed feed;
	struct job_item *items;
	size_t item_count;
	struct str discovered; /* feed found in a page that is none */

	/* JOB_PAGE */
	struct article_keys keys;
	int64_t tries;
	struct outlet_rule rule[OUTLET_RULE__COUNT];
	struct extract_rules rules; /* made of these, and the boilerplate */

	/* JOB_IMAGE */
	struct buf remade;
	struct image_info info;

	/* what became of it */
	size_t new_items;
	enum article_outcome outcome;
	enum rule_news rule_news[OUTLET_RULE__COUNT];
	size_t lines_learnt;     /* that are boilerplate from now on */
	size_t texts_corrected;  /* of earlier articles, and maybe of this */
};

/* What the one who writes jobs works with; all borrowed. */
struct job_writer {
	struct store *st;
	struct analyser *analyser; /* for texts that are read again */
	struct gather *gather;     /* begun in the transaction */
	const struct config *config;
	struct stages *stages;
};

/* A job with a doc of its own, every view copied from the answer. */
struct job *job_new(enum job_kind kind, const struct fetch_result *r,
                    int64_t now_s);

/* Free it with its doc; NULL is fine. */
void job_free(struct job *j);

/* "feed", "page", "image". */
const char *job_kind_name(enum job_kind k);

/*
 * Load what is known of the outlet of a page: its rules and boilerplate, as
 * they stand at this moment, into the job.  A selector that cannot be read
 * is left out: it was made by another version.
 */
enum err job_recall_rules(struct store *st, struct job *j) MUST_CHECK;

/*
 * Record what a page just kept as article `id` tells of its outlet: whether
 * the selectors match, and which lines repeat.  Articles that carry what is
 * boilerplate by now are corrected.  In the caller's transaction.
 */
enum err job_learn(struct job_writer *w, struct job *j, int64_t id,
                   int64_t now_s) MUST_CHECK;

/*
 * The pure work on an answer: feed -> items, page -> analysed article,
 * image -> our own encoding.  an: the thread's own.  Sets the verdict; never
 * fails: what cannot be used is dropped with a reason in j->detail.
 */
void job_work(struct analyser *an, struct job *j, struct stages *s);

/*
 * Write a worked job in the caller's transaction: articles, items, polls,
 * retries.  ERR_DB: roll back and try again.
 */
enum err job_keep(struct job_writer *w, struct job *j, int64_t now_s)
        MUST_CHECK;

#endif
