#include "pipeline/indexing.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"

struct indexing {
	const char *db_path;
	const struct indexer_options *options;
	pthread_t thread;
	pthread_mutex_t lock; /* guards the rest */
	pthread_cond_t turn;
	bool woken, finishing, all, done;
	int64_t until_ms; /* when to end unless all is wanted */
	int64_t log;
	/* the thread's own */
	struct store *st;
	struct indexer *x;
	enum err told; /* the failure that was logged last */
};

/* A failure that lasts is told once. */
static void
tell(struct indexing *in, enum err e)
{
	if (e != in->told && e != ERR_OK && e != ERR_BUSY)
		LOG(LOG_ERROR, "cannot write the index",
		    KV_Z("database", in->db_path), KV_Z("why", err_str(e)));
	in->told = e;
}

/* Some work; *pause_ms: what to wait for before more. */
static enum err
work(struct indexing *in, bool finishing, int64_t *pause_ms)
{
	bool more = false;
	enum err e = ERR_OK;

	*pause_ms = INDEXING_TURN_MS;
	if (in->st == NULL)
		e = store_open(in->db_path, STORE_READ, &in->st);
	if (e == ERR_OK && in->x == NULL)
		e = indexer_open(in->db_path, in->st, in->options, &in->x);
	if (e != ERR_OK)
		return e;
	*pause_ms = INDEXER_RETRY_MS;
	e = indexer_step(in->x, in->st, finishing, &more);
	if (e == ERR_OK)
		*pause_ms = more ? 0 : INDEXING_LOOK_MS;
	return e;
}

static void *
run(void *arg)
{
	struct indexing *in = arg;
	int64_t pause_ms = 0;
	bool over = false, all;

	pthread_mutex_lock(&in->lock);
	while (!over) {
		bool finishing = in->finishing;
		enum err e;

		in->woken = false;
		pthread_mutex_unlock(&in->lock);
		e = work(in, finishing, &pause_ms);
		tell(in, e);
		pthread_mutex_lock(&in->lock);
		in->log = in->x == NULL ? -1 : indexer_log(in->x);
		over = finishing &&
		       (e != ERR_OK || pause_ms > 0 ||
		        (!in->all && clock_steady_ms() >= in->until_ms));
		/* after a failure nobody's haste helps */
		if (pause_ms > 0 && !in->finishing &&
		    (e != ERR_OK || !in->woken))
			clock_wait_until(&in->turn, &in->lock,
			                 clock_steady_ms() + pause_ms);
	}
	all = in->all;
	pthread_mutex_unlock(&in->lock);
	if (in->x != NULL && all)
		indexer_settle(in->x);
	indexer_close(in->x);
	store_close(in->st);
	pthread_mutex_lock(&in->lock);
	in->done = true;
	pthread_cond_broadcast(&in->turn);
	pthread_mutex_unlock(&in->lock);
	return NULL;
}

struct indexing *
indexing_start(const char *db_path, const struct indexer_options *o)
{
	struct indexing *in = xcalloc(1, sizeof(*in));

	in->db_path = db_path;
	in->options = o;
	in->log = -1;
	if (pthread_mutex_init(&in->lock, NULL) != 0)
		BUG("cannot make a mutex");
	clock_cond_init(&in->turn);
	if (pthread_create(&in->thread, NULL, run, in) == 0)
		return in;
	LOG(LOG_ERROR, "no thread to write the index",
	    KV_Z("database", db_path));
	pthread_cond_destroy(&in->turn);
	pthread_mutex_destroy(&in->lock);
	free(in);
	return NULL;
}

void
indexing_wake(struct indexing *in)
{
	if (in == NULL)
		return;
	pthread_mutex_lock(&in->lock);
	in->woken = true;
	pthread_cond_broadcast(&in->turn);
	pthread_mutex_unlock(&in->lock);
}

int64_t
indexing_log(struct indexing *in)
{
	int64_t log;

	pthread_mutex_lock(&in->lock);
	log = in->log;
	pthread_mutex_unlock(&in->lock);
	return log;
}

bool
indexing_finish(struct indexing *in, bool all, int64_t wait_ms)
{
	int64_t until_ms = clock_steady_ms() + wait_ms;
	bool done;

	if (in == NULL)
		return true;
	pthread_mutex_lock(&in->lock);
	if (!in->finishing)
		in->until_ms = clock_steady_ms() + INDEXING_END_MS;
	in->finishing = true;
	in->all = all;
	pthread_cond_broadcast(&in->turn);
	while (!in->done && clock_steady_ms() < until_ms)
		clock_wait_until(&in->turn, &in->lock, until_ms);
	done = in->done;
	pthread_mutex_unlock(&in->lock);
	if (!done)
		return false;
	pthread_join(in->thread, NULL);
	pthread_cond_destroy(&in->turn);
	pthread_mutex_destroy(&in->lock);
	free(in);
	return true;
}
