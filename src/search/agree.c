#include "search/agree.h"

#include <stdio.h>
#include <stdlib.h>

#include "search/directory.h"
#include "search/merge.h"
#include "store/log.h"

#define TRIES_MAX 16 /* a writer may replace what is being read */
#define CHANGED_MAX 4096u /* articles that change while it is compared */
#define ROWS 1024u
#define MEM_BYTES (8u << 20)

static enum err
damaged(char why[AGREE_WHY_BYTES], const char *what, uint64_t number)
{
	snprintf(why, AGREE_WHY_BYTES, "%s %llu of the index is damaged", what,
	         (unsigned long long)number);
	return ERR_FORMAT;
}

static enum err
check_file(const char *dir, const struct manifest_entry *entry,
           char why[AGREE_WHY_BYTES])
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_BYTES);
	struct marks *marks = NULL;
	struct shard *s = NULL;
	enum err e;

	e = shard_map(directory_segment(&mem, dir, entry->number),
	              entry->number, entry->bytes, entry->sum, &s);
	if (e == ERR_OK)
		e = shard_check(s);
	if (e == ERR_FORMAT)
		damaged(why, "segment", entry->number);
	if (e == ERR_OK && entry->deletions > 0) {
		e = directory_read_marks(
		        directory_deletions(&mem, dir, entry->deletions),
		        entry->number, (uint32_t)entry->docs, &marks);
		if (e == ERR_FORMAT)
			damaged(why, "deletions", entry->deletions);
	}
	marks_give(marks);
	shard_give(s);
	arena_release(&mem);
	return e;
}

/* ERR_ABSENT: a file is gone; the manifest may be another one by now. */
static enum err
check_files(const char *dir, struct store *st, char why[AGREE_WHY_BYTES])
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_BYTES);
	struct manifest m = { 0 };
	uint64_t mark = 0;
	enum err e = directory_read(dir, &mem, &m);

	if (e == ERR_ABSENT) {
		arena_release(&mem);
		return ERR_OK;
	}
	if (e == ERR_FORMAT)
		snprintf(why, AGREE_WHY_BYTES,
		         "the manifest of the index is damaged");
	for (size_t i = 0; i < m.n && e == ERR_OK; i++) {
		e = check_file(dir, &m.entry[i], why);
		if (e == ERR_ABSENT)
			damaged(why, "a file is missing: segment",
			        m.entry[i].number);
	}
	if (e == ERR_OK) {
		e = store_log_mark(st, m.log, &mark);
		if (e == ERR_ABSENT || (e == ERR_OK && mark != m.mark)) {
			snprintf(why, AGREE_WHY_BYTES,
			         "the index is of another state of the "
			         "database");
			e = ERR_FORMAT;
		}
	}
	arena_release(&mem);
	return e;
}

enum err
agree_files(const char *db_path, struct store *st, char why[AGREE_WHY_BYTES])
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_BYTES);
	const char *dir = directory_path(&mem, db_path);
	enum err e = ERR_ABSENT;

	for (int i = 0; i < TRIES_MAX && e == ERR_ABSENT; i++)
		e = check_files(dir, st, why);
	arena_release(&mem);
	return e == ERR_ABSENT ? ERR_FORMAT : e;
}

/* Stepping through the documents of a part in the order of their ids. */
struct cursor {
	const struct view_part *part;
	uint32_t at;  /* in by_id, of the document behind the present one */
	uint32_t doc; /* SEGMENT_NO_DOC: behind the last */
	int64_t id;
};

static void
next_doc(struct cursor *c)
{
	const struct segment *s = c->part->segment;

	c->doc = SEGMENT_NO_DOC;
	c->id = INT64_MAX;
	while (c->at < s->facts.docs) {
		uint32_t doc = s->by_id[c->at++];

		if (doc >= s->facts.docs || bit_is_set(c->part->deleted, doc))
			continue;
		c->doc = doc;
		c->id = s->id[doc];
		return;
	}
}

struct comparison {
	struct cursor *cursor;
	size_t n;
	int64_t *changed; /* sorted */
	size_t changed_n;
	char *why;
};

static int
by_number(const void *a, const void *b)
{
	int64_t x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return (x > y) - (x < y);
}

static bool
is_changing(const struct comparison *c, int64_t id)
{
	return c->changed_n > 0 &&
	       bsearch(&id, c->changed, c->changed_n, sizeof(id), by_number) !=
	               NULL;
}

static enum err
disagree(struct comparison *c, const char *what, int64_t id)
{
	if (is_changing(c, id))
		return ERR_OK;
	snprintf(c->why, AGREE_WHY_BYTES, "%s: article %lld", what,
	         (long long)id);
	return ERR_FORMAT;
}

/* What the index has before an id ought not to be there. */
static enum err
pass_before(struct comparison *c, int64_t id)
{
	for (size_t i = 0; i < c->n; i++) {
		struct cursor *at = &c->cursor[i];

		for (; at->id < id; next_doc(at)) {
			enum err e = disagree(c, "in the index, but not shown",
			                      at->id);

			if (e != ERR_OK)
				return e;
		}
	}
	return ERR_OK;
}

static enum err
compare_row(struct comparison *c, const struct article_place *row)
{
	unsigned found = 0, right = 0;
	enum err e;

	if ((e = pass_before(c, row->id)) != ERR_OK)
		return e;
	for (size_t i = 0; i < c->n; i++) {
		struct cursor *at = &c->cursor[i];
		const struct segment *s = at->part->segment;

		for (; at->id == row->id; next_doc(at)) {
			found++;
			right += s->time_s[at->doc] == row->sort_s &&
			         s->outlet[at->doc] == row->outlet_id;
		}
	}
	if (found == 0)
		return disagree(c, "not in the index", row->id);
	if (found > 1)
		return disagree(c, "more than once in the index", row->id);
	if (right == 0)
		return disagree(c, "with another time or outlet in the index",
		                row->id);
	return ERR_OK;
}

static enum err
compare_rows(struct comparison *c, struct store *st)
{
	struct article_place *rows = xmalloc(ROWS * sizeof(*rows));
	int64_t after = 0;
	size_t n = 0;
	enum err e;

	do {
		e = store_article_places(st, after, rows, ROWS, &n);
		for (size_t i = 0; i < n && e == ERR_OK; i++) {
			e = compare_row(c, &rows[i]);
			after = rows[i].id;
		}
	} while (e == ERR_OK && n > 0);
	free(rows);
	return e == ERR_OK ? pass_before(c, INT64_MAX) : e;
}

/* In one look at the store; ERR_BUSY: too much has changed since the view. */
static enum err
compare(const struct view *v, struct store *st, struct arena *mem, char *why)
{
	struct comparison c = { .why = why };
	struct log_changes changes;
	int64_t head = 0;
	enum err e;

	e = store_log_read(st, mem, v->log, CHANGED_MAX, &changes);
	if (e == ERR_OK)
		e = store_log_head(st, &head);
	if (e == ERR_OK && changes.last < head && v->log < head)
		e = ERR_BUSY;
	if (e != ERR_OK)
		return e;
	c.changed = changes.ids;
	c.changed_n = changes.n;
	if (c.changed_n > 0)
		qsort(c.changed, c.changed_n, sizeof(*c.changed), by_number);
	c.cursor = xcalloc(v->n + 1, sizeof(*c.cursor));
	for (c.n = 0; c.n < v->n; c.n++) {
		c.cursor[c.n].part = &v->part[c.n];
		next_doc(&c.cursor[c.n]);
	}
	e = compare_rows(&c, st);
	free(c.cursor);
	return e;
}

enum err
agree_store(struct index *ix, struct store *st, char why[AGREE_WHY_BYTES])
{
	enum err e = ERR_BUSY;

	for (int i = 0; i < TRIES_MAX && e == ERR_BUSY; i++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_BYTES);
		struct view *v;

		if ((e = index_refresh(ix, st)) != ERR_OK)
			return e;
		v = index_view(ix);
		e = v->behind ? ERR_BUSY : store_look_begin(st);
		if (e == ERR_OK) {
			e = compare(v, st, &mem, why);
			store_look_end(st);
		}
		view_give(v);
		arena_release(&mem);
	}
	return e;
}
