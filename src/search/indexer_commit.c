/*
 * The writer's side of the files of an index.
 */
#include "search/indexer_internal.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"

#define MANIFEST_MEM_BYTES (4u << 20)

void
entries_push(struct indexer_entries *e, struct manifest_entry entry)
{
	if (e->n == e->cap) {
		e->cap = e->cap * 2 + 16;
		e->v = xrealloc(e->v, e->cap * sizeof(*e->v));
	}
	e->v[e->n++] = entry;
}

void
entries_remove(struct indexer_entries *e, size_t i)
{
	e->n--;
	memmove(&e->v[i], &e->v[i + 1], (e->n - i) * sizeof(*e->v));
}

uint64_t
indexer_number(struct indexer *x)
{
	return x->next++;
}

void
indexer_add(struct indexer *x, struct shard *s)
{
	entries_push(&x->entries, (struct manifest_entry){
	                                  .number = s->number,
	                                  .bytes = s->segment.bytes.n,
	                                  .sum = s->sum,
	                                  .docs = s->segment.facts.docs });
	parts_add(&x->parts, s, NULL);
}

static bool
has_segment(const struct indexer_entries *e, uint64_t number)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->v[i].number == number)
			return true;
	return false;
}

static bool
has_deletions(const struct indexer_entries *e, uint64_t number)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->v[i].deletions == number)
			return true;
	return false;
}

static void
remove_file(const char *(*path)(struct arena *, const char *, uint64_t),
            const char *dir, uint64_t number)
{
	struct arena mem = ARENA_INIT(INDEXER_PATH_BYTES, INDEXER_PATHS_BYTES);

	unlink(path(&mem, dir, number));
	arena_release(&mem);
}

void
indexer_forget(struct indexer *x, uint64_t number)
{
	if (!has_segment(&x->named, number))
		remove_file(directory_segment, x->dir, number);
}

void
indexer_remove(struct indexer *x, size_t i)
{
	indexer_forget(x, x->entries.v[i].number);
	parts_remove(&x->parts, i);
	entries_remove(&x->entries, i);
}

void
indexer_lose(struct indexer *x, size_t i)
{
	LOG(LOG_ERROR, "a segment of the index is damaged",
	    KV_Z("index", x->dir), KV_INT("segment", x->entries.v[i].number),
	    KV_Z("cure", "marsad reindex"));
	/* what is deleted from now on is not noted in it: nobody may open it,
	 * though it might be read well next time */
	x->entries.v[i].sum = ~x->entries.v[i].sum;
	entries_push(&x->lost, x->entries.v[i]);
	parts_remove(&x->parts, i);
	entries_remove(&x->entries, i);
}

/* New files for the deletions that came since the last commit. */
static enum err
write_deletions(struct indexer *x)
{
	struct arena mem = ARENA_INIT(INDEXER_PATH_BYTES, INDEXER_PATHS_BYTES);
	enum err e = ERR_OK;

	for (size_t i = 0; i < x->parts.n && e == ERR_OK; i++) {
		struct manifest_entry *entry = &x->entries.v[i];
		const struct view_part *part = &x->parts.v[i];

		if (part->deleted_n == entry->deleted)
			continue;
		entry->deletions = indexer_number(x);
		entry->deleted = part->deleted_n;
		e = directory_write_marks(directory_deletions(&mem, x->dir,
		                                              entry->deletions),
		                          entry->number, part->marks);
		indexer_pass(x, INDEXER_DELETIONS);
	}
	arena_release(&mem);
	return e;
}

/* Remove the files that only the manifest before has named. */
static void
remove_unnamed(struct indexer *x, const struct indexer_entries *now)
{
	for (size_t i = 0; i < x->named.n; i++) {
		const struct manifest_entry *old = &x->named.v[i];

		if (!has_segment(now, old->number))
			remove_file(directory_segment, x->dir, old->number);
		if (old->deletions > 0 && !has_deletions(now, old->deletions))
			remove_file(directory_deletions, x->dir,
			            old->deletions);
	}
}

static void
drop_empty(struct indexer *x)
{
	for (size_t i = x->parts.n; i > 0; i--) {
		const struct view_part *part = &x->parts.v[i - 1];

		if (part->deleted_n == part->segment->facts.docs)
			indexer_remove(x, i - 1);
	}
}

/* What could not be read since it was opened. */
static void
lose_unreadable(struct indexer *x)
{
	for (size_t i = x->parts.n; i > 0; i--)
		if (shard_is_damaged(x->parts.v[i - 1].shard))
			indexer_lose(x, i - 1);
}

enum err
indexer_commit(struct indexer *x)
{
	struct indexer_entries now = { 0 };
	struct manifest m;
	enum err e;

	if (x->hold || x->broken)
		return ERR_OK;
	lose_unreadable(x);
	drop_empty(x);
	e = write_deletions(x);
	for (size_t i = 0; i < x->entries.n; i++)
		entries_push(&now, x->entries.v[i]);
	for (size_t i = 0; i < x->lost.n; i++)
		entries_push(&now, x->lost.v[i]);
	m = (struct manifest){ x->generation + 1, x->log, x->mark, x->next,
		               now.v, now.n };
	indexer_pass(x, INDEXER_MANIFEST);
	if (e == ERR_OK)
		e = directory_write(x->dir, &m);
	if (e != ERR_OK) {
		x->broken = true;
		free(now.v);
		return e;
	}
	indexer_pass(x, INDEXER_COMMITTED);
	x->generation++;
	remove_unnamed(x, &now);
	free(x->named.v);
	x->named = now;
	return ERR_OK;
}

static enum err
open_part(struct indexer *x, const struct manifest_entry *entry)
{
	struct arena mem = ARENA_INIT(INDEXER_PATH_BYTES, INDEXER_PATHS_BYTES);
	struct marks *marks = NULL;
	struct shard *s = NULL;
	enum err e;

	e = shard_map(directory_segment(&mem, x->dir, entry->number),
	              entry->number, entry->bytes, entry->sum, &s);
	if (e == ERR_OK && s->segment.facts.docs != entry->docs)
		e = ERR_FORMAT;
	if (e == ERR_OK && entry->deletions > 0)
		e = directory_read_marks(
		        directory_deletions(&mem, x->dir, entry->deletions),
		        entry->number, (uint32_t)entry->docs, &marks);
	arena_release(&mem);
	if (e == ERR_OK) {
		entries_push(&x->entries, *entry);
		parts_add(&x->parts, s, marks);
		return ERR_OK;
	}
	shard_give(s);
	if (e == ERR_IO)
		return e;
	LOG(LOG_ERROR, "a segment of the index is damaged",
	    KV_Z("index", x->dir), KV_INT("segment", entry->number),
	    KV_Z("cure", "marsad reindex"));
	entries_push(&x->lost, *entry);
	return ERR_OK;
}

/* The manifest, an empty one when it is of no use. */
static enum err
read_manifest(struct indexer *x, struct arena *mem, struct store *st,
              struct manifest *m)
{
	const char *why = NULL;
	uint64_t mark = 0;
	enum err e = directory_read(x->dir, mem, m);

	if (e == ERR_OK) {
		e = store_log_mark(st, m->log, &mark);
		if (e == ERR_ABSENT || (e == ERR_OK && mark != m->mark))
			why = "it is of another state of the database";
	} else if (e == ERR_FORMAT || e == ERR_LIMIT) {
		why = "its manifest is damaged";
	} else if (e == ERR_ABSENT) {
		e = ERR_OK;
	}
	if (why == NULL)
		return e;
	LOG(LOG_WARN, "the index is made anew", KV_Z("index", x->dir),
	    KV_Z("why", why));
	*m = (struct manifest){ .generation = m->generation, .next = m->next };
	return ERR_OK;
}

enum err
indexer_load(struct indexer *x, struct store *st)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MANIFEST_MEM_BYTES);
	struct manifest m = { .next = 1 };
	enum err e = read_manifest(x, &mem, st, &m);

	parts_release(&x->parts);
	x->entries.n = x->lost.n = x->named.n = 0;
	x->hold = false;
	if (e != ERR_OK)
		goto out;
	directory_clean(x->dir, &m);
	if (m.next == 0)
		m.next = 1; /* 0 is no file */
	if (m.next > x->next)
		x->next = m.next;
	if (m.generation > x->generation)
		x->generation = m.generation;
	x->log = m.log;
	e = store_log_mark(st, x->log, &x->mark);
	for (size_t i = 0; i < m.n && e == ERR_OK; i++) {
		entries_push(&x->named, m.entry[i]);
		e = open_part(x, &m.entry[i]);
	}
	x->broken = e != ERR_OK;
out:
	arena_release(&mem);
	return e;
}
