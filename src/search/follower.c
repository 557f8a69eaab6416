#include "search/follower.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"

struct follower {
	struct index *ix;
	const char *db_path;
	const struct indexer_options *options;
	pthread_t refresher, carer;
	bool has_refresher, has_carer;
	pthread_mutex_t lock; /* guards stop */
	pthread_cond_t turn;
	bool stop;
};

/* Wait; true: it is time to stop. */
static bool
pause_for(struct follower *f, int64_t ms)
{
	int64_t until_ms = clock_steady_ms() + ms;
	bool stop;

	pthread_mutex_lock(&f->lock);
	while (!f->stop && clock_wait_until(&f->turn, &f->lock, until_ms))
		;
	stop = f->stop;
	pthread_mutex_unlock(&f->lock);
	return stop;
}

/* A failure that lasts is told once. */
static void
tell(const struct follower *f, enum err e, enum err *told)
{
	if (e != *told && e != ERR_OK && e != ERR_BUSY)
		LOG(LOG_ERROR, "cannot follow the article log",
		    KV_Z("database", f->db_path), KV_Z("why", err_str(e)));
	*told = e;
}

static void *
refresh(void *arg)
{
	struct follower *f = arg;
	struct store *st = NULL;
	enum err told = ERR_OK;

	do {
		enum err e = ERR_OK;

		if (st == NULL)
			e = store_open(f->db_path, STORE_READ, &st);
		if (e == ERR_OK)
			e = index_refresh(f->ix, st);
		tell(f, e, &told);
	} while (!pause_for(f, FOLLOWER_REFRESH_MS));
	store_close(st);
	return NULL;
}

static void
catch_up(struct follower *f, enum err *told)
{
	struct store *st;
	enum err e = store_open(f->db_path, STORE_READ, &st);

	if (e == ERR_OK) {
		e = indexer_catch_up(f->db_path, st, f->options);
		store_close(st);
	}
	tell(f, e, told);
}

static void *
care(void *arg)
{
	struct follower *f = arg;
	enum err told = ERR_OK;

	do {
		/* what is damaged the next refresh sets aside, and logs */
		enum err damage = index_check(f->ix, UINT64_MAX);

		(void)damage;
		if (index_wants_writer(f->ix))
			catch_up(f, &told);
	} while (!pause_for(f, told == ERR_OK ? FOLLOWER_CARE_MS
	                                      : INDEXER_RETRY_MS));
	return NULL;
}

struct follower *
follower_start(struct index *ix, const char *db_path,
               const struct indexer_options *o)
{
	struct follower *f = xcalloc(1, sizeof(*f));

	f->ix = ix;
	f->db_path = db_path;
	f->options = o;
	if (pthread_mutex_init(&f->lock, NULL) != 0)
		BUG("cannot make a mutex");
	clock_cond_init(&f->turn);
	f->has_refresher = pthread_create(&f->refresher, NULL, refresh, f) == 0;
	index_set_followed(ix, f->has_refresher);
	f->has_carer = pthread_create(&f->carer, NULL, care, f) == 0;
	if (!f->has_refresher || !f->has_carer)
		LOG(LOG_ERROR, "no thread to follow the article log",
		    KV_Z("database", db_path));
	return f;
}

void
follower_stop(struct follower *f)
{
	if (f == NULL)
		return;
	index_set_followed(f->ix, false);
	pthread_mutex_lock(&f->lock);
	f->stop = true;
	pthread_cond_broadcast(&f->turn);
	pthread_mutex_unlock(&f->lock);
	if (f->has_refresher)
		pthread_join(f->refresher, NULL);
	if (f->has_carer)
		pthread_join(f->carer, NULL);
	pthread_cond_destroy(&f->turn);
	pthread_mutex_destroy(&f->lock);
	free(f);
}
