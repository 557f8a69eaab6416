#include "search/follow.h"

#include <stdlib.h>

#include "base/log.h"
#include "search/sink.h"

#define BATCH_MEM_MAX_BYTES (1u << 20)
#define ARTICLE_MEM_MAX_BYTES (16u << 20)
#define ARTICLE_MEM_KEEP_BYTES (1u << 20)

void
follow_init(struct follow *f, int64_t log, uint32_t docs_max)
{
	*f = (struct follow){ .log = log, .first = log, .docs_max = docs_max };
	arena_init(&f->batch_mem, ARENA_BLOCK, BATCH_MEM_MAX_BYTES);
	arena_init(&f->article_mem, ARENA_BLOCK, ARTICLE_MEM_MAX_BYTES);
}

void
follow_release(struct follow *f)
{
	builder_free(f->builder);
	arena_release(&f->batch_mem);
	arena_release(&f->article_mem);
	free(f->touched);
}

void
follow_reset(struct follow *f, int64_t log)
{
	if (f->builder != NULL)
		builder_clear(f->builder);
	f->log = f->first = log;
	f->batch.n = f->at = 0;
	f->id_max = 0;
	f->touched_n = 0;
}

static void
touch(struct follow *f, int64_t id)
{
	if (!f->list_touched)
		return;
	if (f->touched_n == f->touched_cap) {
		f->touched_cap = f->touched_cap * 2 + 256;
		f->touched = xrealloc(f->touched,
		                      f->touched_cap * sizeof(*f->touched));
	}
	f->touched[f->touched_n++] = id;
}

/* Whatever stands of it is of the past. */
static void
delete_old(struct follow *f, int64_t id)
{
	for (size_t i = 0; i < FOLLOW_SETS_MAX; i++)
		if (f->set[i] != NULL)
			parts_delete(f->set[i], id);
	if (id <= f->id_max)
		builder_drop(f->builder, id);
	touch(f, id);
}

static void
add(struct follow *f, const struct article *a)
{
	struct index_article taken = {
		.id = a->head.id,
		.story = a->head.story_id,
		.copy = a->head.copy_of != 0,
		.time_s = a->head.sort_s,
		.outlet = (uint32_t)a->head.outlet_id,
		.topic = a->head.topic,
		.language = a->head.language,
		.author = a->head.byline,
		.title = a->head.title,
		.text = a->text,
	};

	/* past all bounds: found by its title at least, or by its place */
	if (builder_add(f->builder, &taken) != ERR_OK) {
		taken.text = STR_EMPTY;
		if (builder_add(f->builder, &taken) != ERR_OK) {
			taken.title = taken.author = STR_EMPTY;
			if (builder_add(f->builder, &taken) != ERR_OK)
				BUG("an article without words is refused");
		}
	}
	if (taken.id > f->id_max)
		f->id_max = taken.id;
}

/*
 * Add an article by the words that were handed over, if they are those of its
 * row; *done: it was, or nobody may see it.
 *
 * The title is compared, the folded text by its hash.  Texts that are folded
 * to the same differ at most in words that lean on apostrophes, and only the
 * repair of a text changes one for the other.
 */
static enum err
add_handed(struct follow *f, struct store *st, const struct handed *h,
           bool *done)
{
	struct article_entry a;
	struct index_article taken;
	enum err e = store_log_article(st, &f->article_mem, h->id, &a);

	if (e == ERR_ABSENT || e == ERR_FORMAT || e == ERR_LIMIT)
		return ERR_OK;
	if (e != ERR_OK)
		return e;
	*done = a.state != ARTICLE_SHOWN;
	if (*done || a.text_hash != h->text_hash || !str_eq(a.title, h->title))
		return ERR_OK;
	taken = (struct index_article){
		.id = h->id,
		.story = a.story_id,
		.copy = a.copy_of != 0,
		.time_s = a.sort_s,
		.outlet = (uint32_t)a.outlet_id,
		.topic = a.topic,
		.language = a.language,
		.author = a.byline,
		.title_words = &h->title_words,
		.text_words = &h->text_words,
	};
	if (builder_add(f->builder, &taken) != ERR_OK)
		return ERR_OK;
	if (taken.id > f->id_max)
		f->id_max = taken.id;
	*done = true;
	return ERR_OK;
}

static enum err
take_article(struct follow *f, struct store *st, int64_t id)
{
	bool done = false;
	struct handed h;
	struct article a;
	enum err e = ERR_OK;

	delete_old(f, id);
	if (f->handover != NULL && handover_take(f->handover, id, &h))
		e = add_handed(f, st, &h, &done);
	if (e != ERR_OK || done)
		return e;
	e = store_article_by_id(st, &f->article_mem, id, &a);
	if (e == ERR_ABSENT)
		return ERR_OK;
	if (e == ERR_FORMAT || e == ERR_LIMIT) {
		LOG(LOG_ERROR, "an article cannot be read for the index",
		    KV_INT("article", id), KV_Z("cure", "marsad verify"));
		return ERR_OK;
	}
	if (e == ERR_OK && a.head.state == ARTICLE_SHOWN)
		add(f, &a);
	return e;
}

/* Only its place changed: an article that the builder has keeps its words. */
static enum err
move_article(struct follow *f, struct store *st, int64_t id, bool *done)
{
	struct article_entry a;
	enum err e = store_log_article(st, &f->article_mem, id, &a);

	if (e == ERR_ABSENT || e == ERR_FORMAT || e == ERR_LIMIT)
		return ERR_OK;
	if (e != ERR_OK || a.state != ARTICLE_SHOWN)
		return e;
	*done = builder_place(f->builder, id, a.story_id, a.copy_of != 0);
	if (*done)
		touch(f, id);
	return ERR_OK;
}

/* The next article of the batch. */
static enum err
follow_article(struct follow *f, struct store *st)
{
	int64_t id = f->batch.ids[f->at];
	bool done = false;
	enum err e = ERR_OK;

	arena_clear(&f->article_mem, ARTICLE_MEM_KEEP_BYTES);
	if (f->batch.placed[f->at] && id <= f->id_max)
		e = move_article(f, st, id, &done);
	return e != ERR_OK || done ? e : take_article(f, st, id);
}

static enum err
next_batch(struct follow *f, struct store *st, enum follow_state *out)
{
	enum err e;

	arena_clear(&f->batch_mem, BATCH_MEM_MAX_BYTES);
	f->batch.n = f->at = 0;
	e = store_log_read(st, &f->batch_mem, f->log, FOLLOW_BATCH, &f->batch);
	if (e == ERR_OK)
		*out = f->batch.last == f->log ? FOLLOW_END : FOLLOW_MORE;
	return e;
}

static enum err
follow_some(struct follow *f, struct store *st, enum follow_state *out)
{
	enum err e = ERR_OK;

	*out = FOLLOW_MORE;
	if (f->at == f->batch.n && (e = next_batch(f, st, out)) != ERR_OK)
		return e;
	while (f->at < f->batch.n && *out == FOLLOW_MORE) {
		e = follow_article(f, st);
		if (e != ERR_OK)
			return e;
		f->at++;
		if (builder_is_full(f->builder) ||
		    builder_docs(f->builder) >= f->docs_max)
			*out = FOLLOW_FULL;
	}
	if (f->at == f->batch.n)
		f->log = f->batch.last;
	return ERR_OK;
}

enum err
follow_step(struct follow *f, struct store *st, enum follow_state *out)
{
	enum err e;

	if (f->builder == NULL)
		f->builder = builder_new();
	/* one look at the database is cheaper than one an article */
	if ((e = store_look_begin(st)) != ERR_OK)
		return e;
	e = follow_some(f, st, out);
	store_look_end(st);
	return e;
}

enum err
follow_write(struct follow *f, const char *path, uint64_t number,
             struct shard **out)
{
	struct buf memory = BUF_INIT(SINK_MAX_BYTES);
	enum err e;

	if (f->builder == NULL || builder_docs(f->builder) == 0)
		return ERR_ABSENT;
	e = builder_write(f->builder, path, f->first + 1,
	                  f->at < f->batch.n ? f->batch.last : f->log,
	                  &memory);
	if (e == ERR_OK && path == NULL)
		e = shard_memory(&memory, out);
	else if (e == ERR_OK)
		e = shard_map(path, number, 0, 0, out);
	buf_release(&memory);
	if (e == ERR_OK) {
		f->first = f->log;
		f->id_max = 0;
	}
	return e;
}
