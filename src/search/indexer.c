#include "search/indexer.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "search/indexer_internal.h"

/* Entries without new articles that are worth a commit. */
#define ENTRIES_MAX 4096

const char *
indexer_point_name(enum indexer_point at)
{
#define X(name, text) [INDEXER_##name] = (text),
	static const char *const names[INDEXER_POINT__COUNT] = {
		INDEXER_POINT_MAP(X)
	};
#undef X

	return names[at];
}

static void
take_options(struct indexer *x, const struct indexer_options *o)
{
	if (o != NULL)
		x->o = *o;
	if (x->o.docs == 0)
		x->o.docs = INDEXER_DOCS;
	if (x->o.docs_max == 0)
		x->o.docs_max = BUILDER_DOCS_MAX;
	if (x->o.wait_ms == 0)
		x->o.wait_ms = INDEXER_WAIT_MS;
	if (x->o.fanout < 2)
		x->o.fanout = INDEXER_FANOUT;
}

static enum err
open_directory(struct indexer *x, const char *db_path)
{
	struct arena mem = ARENA_INIT(INDEXER_PATH_BYTES, INDEXER_PATHS_BYTES);
	enum err e;

	snprintf(x->dir, sizeof(x->dir), "%s", directory_path(&mem, db_path));
	arena_release(&mem);
	if ((e = directory_make(x->dir, db_path)) == ERR_OK)
		e = directory_lock(x->dir, &x->lock_fd);
	return e;
}

static void
start_merger(struct indexer *x)
{
	if (pthread_mutex_init(&x->lock, NULL) != 0)
		BUG("cannot make a mutex");
	clock_cond_init(&x->turn);
	x->has_merger = pthread_create(&x->merger, NULL, indexer_merger,
	                               x) == 0;
	if (!x->has_merger)
		LOG(LOG_ERROR, "no thread to join segments",
		    KV_Z("index", x->dir));
}

enum err
indexer_open(const char *db_path, struct store *st,
             const struct indexer_options *o, struct indexer **out)
{
	struct indexer *x;
	enum err e;

	if (strcmp(db_path, ":memory:") == 0)
		return ERR_ABSENT;
	x = xcalloc(1, sizeof(*x));
	x->lock_fd = -1;
	take_options(x, o);
	e = open_directory(x, db_path);
	if (e == ERR_OK)
		e = indexer_load(x, st);
	if (e != ERR_OK) {
		parts_release(&x->parts);
		free(x->entries.v);
		free(x->lost.v);
		free(x->named.v);
		if (x->lock_fd >= 0)
			close(x->lock_fd);
		free(x);
		return e;
	}
	follow_init(&x->follow, x->log, x->o.docs_max);
	x->follow.set[0] = &x->parts;
	x->follow.handover = x->o.handover;
	x->written = x->log;
	start_merger(x);
	*out = x;
	return ERR_OK;
}

void
indexer_close(struct indexer *x)
{
	if (x == NULL)
		return;
	pthread_mutex_lock(&x->lock);
	atomic_store(&x->stop, true);
	pthread_cond_broadcast(&x->turn);
	pthread_mutex_unlock(&x->lock);
	if (x->has_merger)
		pthread_join(x->merger, NULL);
	pthread_cond_destroy(&x->turn);
	pthread_mutex_destroy(&x->lock);
	follow_release(&x->follow);
	parts_release(&x->parts);
	free(x->entries.v);
	free(x->lost.v);
	free(x->named.v);
	close(x->lock_fd);
	free(x);
}

int64_t
indexer_log(const struct indexer *x)
{
	return x->follow.log;
}

/* From where the manifest stands. */
static enum err
begin_again(struct indexer *x, struct store *st)
{
	enum err e;

	pthread_mutex_lock(&x->lock);
	e = indexer_load(x, st);
	follow_reset(&x->follow, x->log);
	pthread_mutex_unlock(&x->lock);
	x->pending_ms = 0;
	x->written = x->log;
	return e;
}

void
indexer_rebuild(struct indexer *x)
{
	pthread_mutex_lock(&x->lock);
	while (x->parts.n > 0)
		indexer_remove(x, x->parts.n - 1);
	x->lost.n = 0;
	x->log = 0;
	x->hold = true;
	follow_reset(&x->follow, 0);
	pthread_mutex_unlock(&x->lock);
	x->written = 0;
	x->pending_ms = clock_steady_ms();
}

/* The builder's articles become a segment, the commit names it. */
static enum err
write_pending(struct indexer *x, struct store *st, bool last)
{
	struct arena mem = ARENA_INIT(INDEXER_PATH_BYTES, INDEXER_PATHS_BYTES);
	struct shard *s = NULL;
	uint64_t mark = 0, number;
	enum err e;

	pthread_mutex_lock(&x->lock);
	number = indexer_number(x);
	pthread_mutex_unlock(&x->lock);
	e = follow_write(&x->follow, directory_segment(&mem, x->dir, number),
	                 number, &s);
	arena_release(&mem);
	if (e == ERR_ABSENT)
		e = ERR_OK;
	indexer_pass(x, INDEXER_SEGMENT);
	if (e == ERR_OK)
		e = store_log_mark(st, x->follow.log, &mark);
	if (e == ERR_OK)
		e = store_sync(st);
	pthread_mutex_lock(&x->lock);
	if (e == ERR_OK) {
		if (s != NULL)
			indexer_add(x, s);
		x->log = x->follow.log;
		x->mark = mark;
		x->hold = x->hold && !last;
		e = indexer_commit(x);
		x->merging = true; /* that is to be found out */
		pthread_cond_broadcast(&x->turn);
	} else {
		x->broken = true;
		shard_give(s);
	}
	pthread_mutex_unlock(&x->lock);
	return e;
}

/* Whether what was followed is to be written now, nothing being newer. */
static bool
is_worth_it(const struct indexer *x, bool flush)
{
	int64_t entries = x->follow.log - x->written;

	if (x->hold)
		return true;
	if (entries == 0)
		return false;
	if (flush || x->o.bulk)
		return flush;
	return entries >= ENTRIES_MAX ||
	       builder_docs(x->follow.builder) >= x->o.docs ||
	       clock_steady_ms() - x->pending_ms >= x->o.wait_ms;
}

static enum err
step(struct indexer *x, struct store *st, bool flush, bool *more)
{
	enum follow_state state;
	bool rebuilding = x->hold;
	enum err e;

	pthread_mutex_lock(&x->lock);
	e = follow_step(&x->follow, st, &state);
	pthread_mutex_unlock(&x->lock);
	if (e != ERR_OK)
		return e;
	*more = state != FOLLOW_END;
	if (x->pending_ms == 0 && x->follow.log > x->written)
		x->pending_ms = clock_steady_ms();
	if (state != FOLLOW_FULL &&
	    (state != FOLLOW_END || !is_worth_it(x, flush)))
		return ERR_OK;
	if ((e = write_pending(x, st, !*more)) != ERR_OK)
		return e;
	x->pending_ms = 0;
	x->written = x->follow.log;
	if (rebuilding && !x->hold)
		directory_rebuilt(x->dir);
	return ERR_OK;
}

enum err
indexer_step(struct indexer *x, struct store *st, bool flush, bool *more)
{
	bool broken;
	enum err e = ERR_OK;

	*more = false;
	pthread_mutex_lock(&x->lock);
	broken = x->broken;
	pthread_mutex_unlock(&x->lock);
	if (broken)
		e = begin_again(x, st);
	if (e == ERR_OK && !x->hold && directory_wants_rebuild(x->dir))
		indexer_rebuild(x);
	if (e == ERR_OK)
		e = step(x, st, flush, more);
	if (e != ERR_OK) {
		pthread_mutex_lock(&x->lock);
		x->broken = true;
		pthread_mutex_unlock(&x->lock);
	}
	return e;
}

void
indexer_settle(struct indexer *x)
{
	pthread_mutex_lock(&x->lock);
	while (x->has_merger && x->merging && !x->merge_failed && !x->broken)
		pthread_cond_wait(&x->turn, &x->lock);
	pthread_mutex_unlock(&x->lock);
}

enum err
indexer_catch_up(const char *db_path, struct store *st,
                 const struct indexer_options *o)
{
	struct indexer *x;
	bool more = true;
	enum err e = indexer_open(db_path, st, o, &x);

	if (e != ERR_OK)
		return e;
	while (more && e == ERR_OK)
		e = indexer_step(x, st, true, &more);
	indexer_close(x);
	return e;
}
