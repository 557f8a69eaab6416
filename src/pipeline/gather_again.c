#include <stdlib.h>

#include "analyse/analyse.h"
#include "base/vec.h"
#include "pipeline/gather_internal.h"

#define AGAIN_BATCH 200u
#define AGAIN_MEM_MAX_BYTES (64u << 20)

/* Articles that are gathered anew, from an id on. */
struct again {
	struct gather *g;
	struct store *st;
	int64_t first; /* the window has what came before this */
	int64_t now_s;
	struct arena mem;
	struct { int64_t *v; size_t n, cap; } old; /* stories they were of */
};

static enum err
restore_before(const struct article_print *p, void *arg)
{
	struct again *a = arg;

	/* ERR_EXISTS only ends the reading */
	return p->placing.id >= a->first ? ERR_EXISTS
	                                 : gather_restore(p, a->g);
}

static enum err
load_before(struct again *a)
{
	struct article_print p;
	enum err e;

	gather_lose(a->g);
	a->g->window = window_new(NULL);
	e = store_print_facts(a->st, a->first, &p);
	if (e == ERR_OK)
		e = store_print_each(a->st, p.sort_s - WINDOW_SPAN_S,
		                     UINT32_MAX, restore_before, a);
	return e == ERR_EXISTS ? ERR_OK : e;
}

static enum err
note_old(struct again *a, int64_t story)
{
	int64_t *slot;

	if (a->old.n > 0 && a->old.v[a->old.n - 1] == story)
		return ERR_OK;
	if ((slot = VEC_PUSH(&a->mem, &a->old)) == NULL)
		return ERR_LIMIT;
	*slot = story;
	return ERR_OK;
}

/* Read an article again and let the window find its place. */
static enum err
again_one(struct again *a, int64_t id)
{
	struct doc *d = doc_new();
	struct article_placing alone = { .id = id };
	struct article art;
	enum err e = store_article_by_id(a->st, d->mem, id, &art);

	if (e == ERR_OK)
		e = note_old(a, art.head.story_id);
	if (e == ERR_OK)
		e = store_article_place(a->st, &alone, true, a->now_s);
	if (e == ERR_OK) {
		d->article.title = art.head.title;
		d->article.text = art.text;
		d->article.section = art.head.section;
		d->article.byline = art.head.byline;
		d->article.language = art.head.language;
		d->article.canonical_url = art.url;
		e = analyse_doc(a->g->analyser, d);
	}
	if (e == ERR_OK)
		e = store_article_retopic(a->st, id, d, a->now_s);
	if (e == ERR_OK)
		e = gather_article(a->g, a->st, d, id, false);
	doc_free(d);
	/* too large to be read again: a story of its own */
	return e == ERR_LIMIT || e == ERR_ABSENT ? ERR_OK : e;
}

static enum err
again_batch(struct again *a, int64_t after, int64_t *last, size_t *n)
{
	int64_t ids[AGAIN_BATCH];
	enum err e = store_begin(a->st);

	if (e != ERR_OK)
		return e;
	e = store_article_ids(a->st, after, ids, AGAIN_BATCH, n);
	for (size_t i = 0; i < *n && e == ERR_OK; i++) {
		e = again_one(a, ids[i]);
		*last = ids[i];
	}
	if (e == ERR_OK)
		e = gather_flush(a->g, a->st, a->now_s);
	if (e == ERR_OK)
		return store_commit(a->st);
	store_rollback(a->st);
	return e;
}

/* Stories of before: those that are none any more, and the older ones. */
static enum err
tidy(struct again *a)
{
	enum err e = store_begin(a->st);

	if (e != ERR_OK)
		return e;
	for (size_t i = 0; i < a->old.n && e == ERR_OK; i++) {
		int64_t id = a->old.v[i], now;

		e = store_story_of(a->st, id, &now);
		if (e == ERR_OK && now != id)
			e = store_story_drop(a->st, id);
		else if (e == ERR_OK &&
		         (id < a->first ||
		          window_find(a->g->window, id) == WINDOW_NONE))
			e = gather_story_again(a->g, a->st, &a->mem, id,
			                       a->now_s);
		if (e == ERR_ABSENT)
			e = ERR_OK;
	}
	if (e == ERR_OK)
		return store_commit(a->st);
	store_rollback(a->st);
	return e;
}

enum err
gather_again(struct gather *g, struct store *st, int64_t since_s,
             int64_t now_s, void (*told)(size_t done))
{
	struct again a = { .g = g, .st = st, .now_s = now_s };
	int64_t last;
	size_t n = 1, done = 0;
	enum err e = store_print_first(st, since_s, &a.first);

	if (e != ERR_OK)
		return e == ERR_ABSENT ? ERR_OK : e;
	arena_init(&a.mem, ARENA_BLOCK, AGAIN_MEM_MAX_BYTES);
	last = a.first - 1;
	e = load_before(&a);
	/* none is new: all are placed, and search is told */
	g->newest_before = GATHER_NONE_NEW;
	while (e == ERR_OK && n > 0) {
		e = again_batch(&a, last, &last, &n);
		done += n;
		if (told != NULL && e == ERR_OK)
			told(done);
	}
	if (e == ERR_OK)
		e = tidy(&a);
	if (e != ERR_OK)
		gather_lose(g);
	arena_release(&a.mem);
	return e;
}
