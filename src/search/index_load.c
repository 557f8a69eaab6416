/*
 * From the files of an index to the parts that are shown.
 */
#include "search/index_internal.h"

#include <stdlib.h>

#include "base/log.h"

#define LOAD_TRIES_MAX 16 /* the writer may remove what is being read */

/* A segment of the base that is open already. */
static struct shard *
open_already(const struct index *ix, const struct manifest_entry *e)
{
	for (size_t i = 0; i < ix->base.n; i++) {
		struct shard *s = ix->base.v[i].shard;

		if (s->number == e->number && s->sum == e->sum)
			return shard_take(s);
	}
	return NULL;
}

/* Note that a segment is damaged; told once. */
static void
set_aside(struct index *ix, const uint64_t *before, size_t before_n,
          uint64_t number)
{
	bool told = false;

	for (size_t i = 0; i < before_n; i++)
		told |= before[i] == number;
	if (!told)
		LOG(LOG_ERROR, "a damaged segment of the index is set aside",
		    KV_Z("index", ix->dir), KV_INT("segment", number),
		    KV_Z("cure", "marsad reindex"));
	ix->aside = xrealloc(ix->aside,
	                     (ix->aside_n + 1) * sizeof(*ix->aside));
	ix->aside[ix->aside_n++] = number;
}

/* One segment with its deletions.  ERR_ABSENT: a file is gone. */
static enum err
open_part(struct index *ix, const struct manifest_entry *e, struct parts *to)
{
	struct arena work = ARENA_INIT(INDEX_PATH_BYTES, INDEX_PATHS_BYTES);
	struct shard *s = open_already(ix, e);
	struct marks *marks = NULL;
	enum err err = ERR_OK;

	if (s == NULL)
		err = shard_map(directory_segment(&work, ix->dir, e->number),
		                e->number, e->bytes, e->sum, &s);
	if (err == ERR_OK && (shard_is_damaged(s) ||
	                      s->segment.facts.docs != e->docs))
		err = ERR_FORMAT;
	if (err == ERR_OK && e->deletions > 0)
		err = directory_read_marks(
		        directory_deletions(&work, ix->dir, e->deletions),
		        e->number, (uint32_t)e->docs, &marks);
	arena_release(&work);
	if (err == ERR_OK)
		parts_add(to, s, marks);
	else
		shard_give(s);
	return err;
}

/* All segments of the manifest; those damaged are set aside. */
static enum err
open_parts(struct index *ix, const struct manifest *m, bool last_try,
           struct parts *to)
{
	uint64_t *before = ix->aside;
	size_t before_n = ix->aside_n;
	enum err e = ERR_OK;

	ix->aside = NULL;
	ix->aside_n = 0;
	for (size_t i = 0; i < m->n && e == ERR_OK; i++) {
		e = open_part(ix, &m->entry[i], to);
		if (e == ERR_FORMAT || e == ERR_LIMIT ||
		    (e == ERR_ABSENT && last_try)) {
			set_aside(ix, before, before_n, m->entry[i].number);
			e = ERR_OK;
		}
	}
	if (e != ERR_OK) {
		/* what was told stays told */
		free(ix->aside);
		ix->aside = before;
		ix->aside_n = before_n;
		parts_release(to);
	} else {
		free(before);
	}
	return e;
}

/* Whether the manifest is of this database as it is. */
static enum err
check_mark(const struct index *ix, struct store *st, struct manifest *m)
{
	uint64_t mark = 0;
	enum err e;

	if (m->generation == 0)
		return ERR_OK;
	e = store_log_mark(st, m->log, &mark);
	if (e == ERR_ABSENT || (e == ERR_OK && mark != m->mark)) {
		LOG(LOG_WARN, "the index is of another state of the database",
		    KV_Z("index", ix->dir), KV_INT("log", m->log));
		*m = (struct manifest){ 0 };
		e = ERR_OK;
	}
	return e;
}

/* The manifest, empty when there is none that can be used. */
static enum err
read_manifest(struct index *ix, struct store *st, struct manifest *m)
{
	enum err e;

	arena_clear(&ix->mem, INDEX_MANIFEST_BYTES);
	*m = (struct manifest){ 0 };
	directory_stamp(ix->dir, &ix->stamp);
	e = directory_read(ix->dir, &ix->mem, m);
	if (e == ERR_FORMAT || e == ERR_LIMIT) {
		if (!ix->no_manifest)
			LOG(LOG_ERROR, "the index is damaged",
			    KV_Z("index", ix->dir),
			    KV_Z("cure", "marsad reindex"));
		ix->no_manifest = true;
		return ERR_OK;
	}
	ix->no_manifest = false;
	if (e == ERR_ABSENT)
		return ERR_OK;
	return e == ERR_OK ? check_mark(ix, st, m) : e;
}

/*
 * Take the manifest as it is now.  While it covers the log no further than
 * before (segments were merged) the live part goes on to stand behind it;
 * else that is made anew from there.
 */
static void
put_base(struct index *ix, const struct manifest *m, struct parts *base)
{
	bool same = ix->loaded && m->log == ix->manifest.log;

	parts_release(&ix->base);
	ix->base = *base;
	if (same)
		for (size_t i = 0; i < ix->follow.touched_n; i++)
			parts_delete(&ix->base, ix->follow.touched[i]);
	else {
		parts_release(&ix->live);
		follow_reset(&ix->follow, m->log);
	}
	ix->manifest = *m;
	ix->loaded = true;
	ix->changed = true;
}

enum err
index_load(struct index *ix, struct store *st)
{
	struct parts base = { 0 };
	struct manifest m;
	enum err e = ERR_ABSENT;

	for (int i = 1; i <= LOAD_TRIES_MAX && e == ERR_ABSENT; i++) {
		if ((e = read_manifest(ix, st, &m)) == ERR_OK)
			e = open_parts(ix, &m, i == LOAD_TRIES_MAX, &base);
	}
	if (e == ERR_OK)
		put_base(ix, &m, &base);
	return e;
}
