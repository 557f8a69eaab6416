#include "pipeline/crawl_internal.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

#define WRITE_TRIES_MAX 5 /* then the crawl ends with ERR_DB */
#define WRITE_PAUSE_S 1

/* Feeds are not polled again in one run unless they may yet answer. */
#define ONCE_FEED_FAILURES_MAX 4

static enum stage
kept_stage(enum job_kind k)
{
	if (k == JOB_FEED)
		return STAGE_FEED_KEPT;
	return k == JOB_PAGE ? STAGE_PAGE_KEPT : STAGE_IMAGE_KEPT;
}

/* All jobs of a batch in one transaction. */
static enum err
keep_batch(struct crawl *c, struct job_writer *w, struct job **jobs, size_t n)
{
	struct store *st = w->st;
	enum err e = store_begin(st);

	if (e != ERR_OK)
		return e;
	e = gather_begin(w->gather, st);
	for (size_t i = 0; i < n && e == ERR_OK; i++)
		e = job_keep(w, jobs[i], clock_now_s());
	if (e == ERR_OK)
		e = gather_flush(w->gather, st, clock_now_s());
	if (e == ERR_OK)
		e = store_commit(st);
	if (e != ERR_OK) {
		LOG(LOG_ERROR, "cannot write", KV_Z("why", store_errmsg(st)));
		store_rollback(st);
		gather_lose(w->gather);
		return e;
	}
	indexing_wake(c->indexing);
	for (size_t i = 0; i < n; i++)
		stages_pass(&c->stages, kept_stage(jobs[i]->kind));
	return ERR_OK;
}

static void
count(struct crawl_summary *s, const struct job *j)
{
	s->polls += j->kind == JOB_FEED;
	s->retried += j->verdict == JOB_RETRY;
	s->dropped += j->verdict == JOB_DROP;
	if (j->verdict != JOB_KEEP)
		return;
	s->images += j->kind == JOB_IMAGE;
	if (j->kind != JOB_PAGE)
		return;
	s->articles_new += j->outcome == ARTICLE_NEW;
	s->articles_revised += j->outcome == ARTICLE_REVISED;
	s->articles_same += j->outcome == ARTICLE_SAME;
}

static void
tell_rules(const struct job *j)
{
	static const char *const kinds[OUTLET_RULE__COUNT] = {
		[OUTLET_INCLUDE] = "include",
		[OUTLET_EXCLUDE] = "exclude",
	};

	for (int k = 0; k < OUTLET_RULE__COUNT; k++) {
		if (j->rule_news[k] == RULE_NEWS_ALARM)
			LOG(LOG_WARN, "selectors stopped matching",
			    KV_Z("rule", kinds[k]),
			    KV_STR("selector", j->rule[k].selector),
			    KV_INT("matched_before", j->rule[k].matched),
			    KV_STR("url", j->url));
		else if (j->rule_news[k] == RULE_NEWS_RECOVERED)
			LOG(LOG_INFO, "selectors match again",
			    KV_Z("rule", kinds[k]), KV_STR("url", j->url));
	}
	if (j->lines_learnt > 0 || j->texts_corrected > 0)
		LOG(LOG_INFO, "boilerplate", KV_INT("learnt", j->lines_learnt),
		    KV_INT("corrected", j->texts_corrected),
		    KV_STR("url", j->url));
}

static void
tell(const struct job *j)
{
	if (j->kind == JOB_PAGE && j->verdict == JOB_KEEP)
		tell_rules(j);
	if (j->verdict == JOB_DROP)
		LOG(LOG_WARN, "dropped", KV_Z("kind", job_kind_name(j->kind)),
		    KV_INT("http", j->status), KV_STR("url", j->url),
		    KV_STR("why", j->detail));
	else if (j->verdict == JOB_RETRY)
		LOG(LOG_INFO, "put off", KV_Z("kind", job_kind_name(j->kind)),
		    KV_INT("http", j->status), KV_STR("url", j->url),
		    KV_STR("why", j->detail));
}

/* Hand the jobs back to the fetch thread and free them. */
static void
settle(struct crawl *c, struct job **jobs, size_t n)
{
	pthread_mutex_lock(&c->lock);
	for (size_t i = 0; i < n; i++) {
		struct job *j = jobs[i];
		bool gone = j->source.failures + 1 >= ONCE_FEED_FAILURES_MAX;

		count(&c->summary, j);
		c->settled[c->settled_n++] = (struct crawl_settled){
			.kind = j->kind,
			.tag = j->tag,
			.finished = j->verdict != JOB_RETRY || gone,
		};
	}
	pthread_mutex_unlock(&c->lock);
	for (size_t i = 0; i < n; i++) {
		tell(jobs[i]);
		job_free(jobs[i]);
	}
	fetcher_wakeup(c->fetcher);
}

/*
 * A failed transaction is tried again as a whole: a full disk or a busy
 * database passes, and until then nothing is lost, for the frontier still
 * holds it all.
 */
static void
write_batch(struct crawl *c, struct job_writer *w, struct job **jobs, size_t n)
{
	enum err e = ERR_OK;

	for (int tries = 0; tries < WRITE_TRIES_MAX; tries++) {
		e = keep_batch(c, w, jobs, n);
		if (e == ERR_OK)
			break;
		sleep(WRITE_PAUSE_S);
	}
	if (e != ERR_OK) {
		pthread_mutex_lock(&c->lock);
		c->failed = e;
		pthread_mutex_unlock(&c->lock);
	}
	settle(c, jobs, n);
}

void *
crawl_write(void *arg)
{
	struct crawl *c = arg;
	struct job_writer w = { .config = c->o->config,
		                .stages = &c->stages };
	struct job *jobs[CRAWL_BATCH_MAX];
	enum err e = store_open(c->o->db_path, STORE_WRITE, &w.st);

	w.analyser = analyser_new();
	w.gather = gather_new();
	if (e != ERR_OK) {
		pthread_mutex_lock(&c->lock);
		c->failed = e;
		pthread_mutex_unlock(&c->lock);
	}
	while ((jobs[0] = queue_pop(c->ready)) != NULL) {
		size_t n = 1;

		while (n < CRAWL_BATCH_MAX &&
		       (jobs[n] = queue_try_pop(c->ready)) != NULL)
			n++;
		if (w.st == NULL)
			settle(c, jobs, n);
		else
			write_batch(c, &w, jobs, n);
	}
	gather_free(w.gather);
	analyser_free(w.analyser);
	store_close(w.st);
	return NULL;
}
