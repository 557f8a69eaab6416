#include "pipeline/crawl_internal.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

#define WAIT_MS 200

static void *
work(void *arg)
{
	struct analyser *an = analyser_new();
	struct crawl *c = arg;
	struct job *j;

	while ((j = queue_pop(c->work)) != NULL) {
		job_work(an, j, &c->stages);
		if (!queue_push(c->ready, j))
			job_free(j);
	}
	analyser_free(an);
	return NULL;
}

static unsigned
worker_count(const struct crawl_options *o)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned n = o->workers;

	if (n == 0)
		n = cores > 0 ? (unsigned)cores : 1;
	return n < CRAWL_WORKERS_MAX ? n : CRAWL_WORKERS_MAX;
}

static bool
has_failed(struct crawl *c)
{
	bool failed;

	pthread_mutex_lock(&c->lock);
	failed = c->failed != ERR_OK;
	pthread_mutex_unlock(&c->lock);
	return failed;
}

/* The fetch thread: until told to stop, out of work (once), or failed. */
static enum err
fetch_loop(struct crawl *c)
{
	int64_t quiet_ms = 0;
	enum err e = ERR_OK;

	while (!atomic_load(c->o->stop) && !has_failed(c) && e == ERR_OK) {
		bool idle = false;

		crawl_drain(c);
		if ((e = crawl_scan(c)) != ERR_OK)
			break;
		fetcher_run(c->fetcher, c->eager ? 0 : WAIT_MS);
		if (!c->o->once || clock_steady_ms() < quiet_ms)
			continue;
		crawl_drain(c);
		if ((e = crawl_is_idle(c, &idle)) != ERR_OK || idle)
			break;
		quiet_ms = clock_steady_ms() + WAIT_MS / 2;
	}
	if (e != ERR_OK)
		LOG(LOG_ERROR, "cannot read the database",
		    KV_Z("why", store_errmsg(c->reader)));
	return e;
}

static struct fetcher *
make_fetcher(struct crawl *c)
{
	const struct config *config = c->o->config;
	struct fetch_config f = {
		.user_agent = config->value[CONFIG_FETCH_USER_AGENT],
		.allow = config->value[CONFIG_FETCH_ALLOW],
		.delay_ms = config_ms(config, CONFIG_FETCH_DELAY),
		.undelayed = c->o->undelayed,
	};

	return fetcher_new(&f, crawl_answered, c);
}

/* Start the threads, run the fetcher, and wait for all of them. */
static enum err
run_threads(struct crawl *c)
{
	pthread_t workers[CRAWL_WORKERS_MAX], writer;
	unsigned n = worker_count(c->o), started = 0;
	enum err e;

	if (pthread_create(&writer, NULL, crawl_write, c) != 0)
		return ERR_LIMIT;
	while (started < n &&
	       pthread_create(&workers[started], NULL, work, c) == 0)
		started++;
	e = started > 0 ? fetch_loop(c) : ERR_LIMIT;
	queue_close(c->work);
	for (unsigned i = 0; i < started; i++)
		pthread_join(workers[i], NULL);
	queue_close(c->ready);
	pthread_join(writer, NULL);
	return e == ERR_OK ? c->failed : e;
}

static void
release(struct crawl *c)
{
	fetcher_free(c->fetcher);
	queue_free(c->work);
	queue_free(c->ready);
	store_close(c->reader);
	for (int k = 0; k < JOB__COUNT; k++)
		idmap_release(&c->inflight[k]);
	idmap_release(&c->load);
	idmap_release(&c->polled);
	pthread_mutex_destroy(&c->lock);
	free(c->settled);
}

enum err
crawl_run(const struct crawl_options *o, struct crawl_summary *out)
{
	struct crawl c = { .o = o };
	struct store *maker;
	enum err e;

	/* the writer's open makes or migrates the file; readers need it */
	if ((e = store_open(o->db_path, STORE_WRITE, &maker)) != ERR_OK)
		return e;
	store_close(maker);
	if ((e = store_open(o->db_path, STORE_READ, &c.reader)) != ERR_OK)
		return e;
	stages_init(&c.stages);
	if (o->kill_plan.n > 0 && !stages_plan(&c.stages, o->kill_plan))
		BUG("no such kill plan");
	if (pthread_mutex_init(&c.lock, NULL) != 0)
		BUG("cannot make a mutex");
	/* every request in flight may be settled between two drains */
	c.settled = xcalloc(2 * CRAWL_INFLIGHT_MAX, sizeof(*c.settled));
	c.work = queue_new(CRAWL_QUEUE_MAX);
	c.ready = queue_new(CRAWL_QUEUE_MAX);
	c.fetcher = make_fetcher(&c);
	c.indexing = indexing_start(o->db_path, o->index);
	e = run_threads(&c);
	while (!indexing_finish(c.indexing, o->once && !atomic_load(o->stop),
	                        INDEXING_LOOK_MS))
		;
	*out = c.summary;
	release(&c);
	return e;
}
