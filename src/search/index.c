#include "search/index.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "search/index_internal.h"
#include "search/merge.h"

#define FLUSH_DOCS 2048u  /* articles of one segment in memory */

static void
make_mutex(pthread_mutex_t *m)
{
	if (pthread_mutex_init(m, NULL) != 0)
		BUG("cannot make a mutex");
}

void
index_open(const char *db_path, struct index **out)
{
	struct index *ix = xcalloc(1, sizeof(*ix));
	struct arena work = ARENA_INIT(INDEX_PATH_BYTES, INDEX_PATHS_BYTES);

	if (strcmp(db_path, ":memory:") != 0)
		snprintf(ix->dir, sizeof(ix->dir), "%s",
		         directory_path(&work, db_path));
	arena_release(&work);
	make_mutex(&ix->showing);
	make_mutex(&ix->refreshing);
	arena_init(&ix->mem, INDEX_PATH_BYTES, INDEX_MANIFEST_BYTES);
	follow_init(&ix->follow, 0, FLUSH_DOCS);
	ix->follow.list_touched = true;
	ix->follow.set[0] = &ix->base;
	ix->follow.set[1] = &ix->live;
	ix->view = view_new(&ix->base, &ix->live);
	/* what there is nobody has looked at yet */
	ix->view->behind = ix->dir[0] != '\0';
	*out = ix;
}

void
index_close(struct index *ix)
{
	if (ix == NULL)
		return;
	view_give(ix->view);
	parts_release(&ix->base);
	parts_release(&ix->live);
	follow_release(&ix->follow);
	arena_release(&ix->mem);
	pthread_mutex_destroy(&ix->showing);
	pthread_mutex_destroy(&ix->refreshing);
	free(ix->aside);
	free(ix);
}

void
index_set_followed(struct index *ix, bool followed)
{
	atomic_store(&ix->followed, followed);
}

bool
index_is_followed(struct index *ix)
{
	return atomic_load(&ix->followed);
}

bool
index_wants_writer(struct index *ix)
{
	return atomic_load(&ix->behind);
}

struct view *
index_view(struct index *ix)
{
	struct view *v;

	pthread_mutex_lock(&ix->showing);
	v = view_take(ix->view);
	pthread_mutex_unlock(&ix->showing);
	return v;
}

/* Let everyone see the parts as they are now. */
static void
show(struct index *ix)
{
	struct view *v = view_new(&ix->base, &ix->live), *old;

	v->log = ix->follow.log;
	v->partial = ix->aside_n > 0 || ix->no_manifest;
	v->behind = atomic_load(&ix->behind);
	pthread_mutex_lock(&ix->showing);
	old = ix->view;
	ix->view = v;
	pthread_mutex_unlock(&ix->showing);
	view_give(old);
	ix->changed = false;
}

/* Join the newest segments in memory while they are of a like size. */
static enum err
merge_live(struct index *ix)
{
	struct parts *live = &ix->live;

	while (live->n >= 2) {
		const struct view_part *a = &live->v[live->n - 2];
		const struct view_part *b = &live->v[live->n - 1];
		struct merge_input in[] = { { a->segment, a->deleted },
			                    { b->segment, b->deleted } };
		struct buf out = BUF_INIT(SINK_MAX_BYTES);
		struct shard *merged = NULL;
		enum err e;

		if (a->segment->facts.docs > 2 * b->segment->facts.docs)
			break;
		e = merge_segments(in, COUNT(in), NULL, &out);
		if (e == ERR_OK)
			e = shard_memory(&out, &merged);
		buf_release(&out);
		if (e != ERR_OK && e != ERR_ABSENT)
			return e;
		parts_remove(live, live->n - 1);
		parts_remove(live, live->n - 1);
		if (merged != NULL)
			parts_add(live, merged, NULL);
	}
	return ERR_OK;
}

/* What the builder has becomes a segment in memory. */
static enum err
flush(struct index *ix)
{
	struct shard *s;
	enum err e = follow_write(&ix->follow, NULL, 0, &s);

	if (e == ERR_ABSENT)
		return ERR_OK;
	if (e != ERR_OK)
		return e;
	parts_add(&ix->live, s, NULL);
	ix->changed = true;
	return merge_live(ix);
}

static bool
live_is_full(const struct index *ix)
{
	uint64_t docs = 0, bytes = 0;

	if (ix->dir[0] == '\0')
		return false;
	for (size_t i = 0; i < ix->live.n; i++) {
		docs += ix->live.v[i].segment->facts.docs;
		bytes += ix->live.v[i].segment->bytes.n;
	}
	return docs >= INDEX_LIVE_DOCS_MAX || bytes >= INDEX_LIVE_BYTES_MAX ||
	       ix->follow.touched_n >= 4 * (size_t)INDEX_LIVE_DOCS_MAX;
}

/*
 * More behind the base than the live part may hold is left to a writer: to
 * read all of it again at each of his commits would be work for nothing.
 */
static enum err
is_hopeless(struct index *ix, struct store *st, bool *out)
{
	int64_t head;
	enum err e;

	*out = live_is_full(ix);
	if (ix->dir[0] == '\0' || ix->live.n > 0)
		return ERR_OK;
	if ((e = store_log_head(st, &head)) == ERR_OK)
		*out = head - ix->follow.log > INDEX_LIVE_DOCS_MAX;
	return e;
}

static enum err
follow_log(struct index *ix, struct store *st)
{
	enum follow_state state = FOLLOW_MORE;
	int64_t before = ix->follow.log;
	size_t touched = ix->follow.touched_n;
	bool behind;
	enum err e;

	if ((e = is_hopeless(ix, st, &behind)) != ERR_OK)
		return e;
	while (e == ERR_OK && !behind && state != FOLLOW_END) {
		e = follow_step(&ix->follow, st, &state);
		if (e == ERR_OK && state != FOLLOW_MORE)
			e = flush(ix);
		if (e == ERR_OK && state == FOLLOW_FULL)
			behind = live_is_full(ix);
	}
	ix->changed |= atomic_exchange(&ix->behind, behind) != behind ||
	               ix->follow.log != before ||
	               ix->follow.touched_n != touched;
	return e;
}

/* Whether one of the files that are shown is known to be damaged. */
static bool
base_is_damaged(const struct index *ix)
{
	for (size_t i = 0; i < ix->base.n; i++)
		if (shard_is_damaged(ix->base.v[i].shard))
			return true;
	return false;
}

static enum err
refresh(struct index *ix, struct store *st)
{
	bool damage = base_is_damaged(ix);
	enum err e = ERR_OK;

	if (ix->dir[0] != '\0') {
		struct stat now;

		directory_stamp(ix->dir, &now);
		if (damage || !ix->loaded ||
		    !directory_same_stamp(&now, &ix->stamp))
			e = index_load(ix, st);
	}
	if (e == ERR_OK)
		e = follow_log(ix, st);
	if (e != ERR_OK) {
		/* begin anew at the next call */
		parts_release(&ix->live);
		follow_reset(&ix->follow, 0);
		ix->loaded = false;
		return e;
	}
	/* nothing shown goes away while the live part is made anew */
	if (ix->changed && (ix->follow.log >= ix->view->log ||
	                    !atomic_load(&ix->behind)))
		show(ix);
	return ERR_OK;
}

enum err
index_refresh(struct index *ix, struct store *st)
{
	enum err e;

	if (pthread_mutex_trylock(&ix->refreshing) != 0)
		return ERR_OK;
	e = refresh(ix, st);
	pthread_mutex_unlock(&ix->refreshing);
	return e;
}

enum err
index_check(struct index *ix, uint64_t bytes_max)
{
	struct view *v = index_view(ix);
	enum err e = ERR_OK;

	for (size_t i = 0; i < v->n; i++) {
		struct shard *s = v->part[i].shard;

		if (s->segment.bytes.n <= bytes_max)
			e = shard_check(s) == ERR_OK ? e : ERR_FORMAT;
		else if (shard_is_damaged(s))
			e = ERR_FORMAT;
	}
	view_give(v);
	return e;
}

void
index_stats(struct index *ix, struct index_stats *out)
{
	struct index_stats s = { 0 };

	pthread_mutex_lock(&ix->refreshing);
	for (size_t i = 0; i < ix->base.n; i++) {
		s.segments++;
		s.docs += ix->base.v[i].segment->facts.docs;
		s.deleted += ix->base.v[i].deleted_n;
		s.bytes += ix->base.v[i].segment->bytes.n;
	}
	for (size_t i = 0; i < ix->live.n; i++) {
		s.live_segments++;
		s.live_docs += ix->live.v[i].segment->facts.docs -
		               ix->live.v[i].deleted_n;
	}
	s.aside = ix->aside_n;
	s.generation = ix->manifest.generation;
	s.log = ix->manifest.log;
	pthread_mutex_unlock(&ix->refreshing);
	*out = s;
}
