#include "cluster/window_internal.h"

#include <stdlib.h>

/* Cosine of heads from which two stories may be one. */
#define NEAR_COSINE 66u /* of 255 */

/*
 * A story of more articles is no longer taken apart: those of its articles
 * that are near stand for it.
 */
#define WHOLE_MAX 60u

/*
 * What was gathered early was gathered by weights that were not settled yet:
 * so many articles apart, by their ids, the newest are gathered once more.
 */
#define SETTLE_EVERY_YOUNG 256
#define SETTLE_YOUNG 4096
#define SETTLE_EVERY 1024
#define SETTLE_BACK 2048u

static void
add_left(struct window *w, int64_t story)
{
	if (w->left_n == w->left_cap) {
		w->left_cap = w->left_cap == 0 ? 64 : 2 * w->left_cap;
		w->left = xrealloc(w->left, w->left_cap * sizeof(*w->left));
	}
	w->left[w->left_n++] = story;
}

static void
add_merged(struct window *w, int64_t from, int64_t to)
{
	if (w->merged_n == w->merged_cap) {
		w->merged_cap = w->merged_cap == 0 ? 16 : 2 * w->merged_cap;
		w->merged = xrealloc(w->merged,
		                     w->merged_cap * sizeof(*w->merged));
	}
	w->merged[w->merged_n++] = (struct window_merger){ from, to };
}

/* How many articles a story has in the window, counted up to max. */
static uint32_t
ring_size(const struct window *w, uint32_t slot, uint32_t max)
{
	uint32_t n = 1;

	for (uint32_t at = w->m[slot].next; at != slot && n < max;
	     at = w->m[at].next)
		n++;
	return n;
}

static void
put_in(struct window *w, struct set *s, uint32_t slot, bool fixed)
{
	if (s->n == SET_MAX || w->m[slot].mark != 0)
		return;
	w->m[slot].mark = 1;
	s->fixed[s->n] = fixed;
	s->v[s->n++].slot = slot;
}

/* The story of an article, whole if there is room, else the article alone. */
static void
put_story(struct window *w, struct set *s, uint32_t slot)
{
	uint32_t n, at = slot;

	if (w->m[slot].mark != 0)
		return;
	n = ring_size(w, slot, WHOLE_MAX + 1);
	if (n > WHOLE_MAX || s->n + n > SET_MAX) {
		put_in(w, s, slot, n > 1);
		return;
	}
	do {
		put_in(w, s, at, false);
		at = w->m[at].next;
	} while (at != slot);
}

/* The stories that its copies are in. */
static void
put_copies(struct window *w, struct set *s, uint32_t slot)
{
	size_t n;
	const struct copy_link *l = copies_links(w->copies, slot, &n);

	for (size_t i = 0; i < n; i++)
		if (window_head(&w->m[l[i].slot]) == window_head(&w->m[slot]))
			put_story(w, s, l[i].slot);
}

/* The article's story, and the stories that its articles are near to. */
static void
choose(struct window *w, struct set *s, uint32_t slot)
{
	uint32_t own;

	s->n = 0;
	put_story(w, s, slot);
	own = s->n;
	for (uint32_t i = 0; i < own; i++) {
		const struct member *m = &w->m[s->v[i].slot];

		for (size_t k = 0; k < m->edge_n; k++)
			if (m->edges[k].cosine >= NEAR_COSINE)
				put_story(w, s, m->edges[k].slot);
		put_copies(w, s, s->v[i].slot);
	}
	for (uint32_t i = 0; i < s->n; i++)
		w->m[s->v[i].slot].mark = 0;
}

/* Whether the article that gave a story its id is in the set. */
static bool
has_founder(const struct window *w, const struct set *s, int64_t story)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (w->m[s->v[i].slot].id == story)
			return true;
	return false;
}

/*
 * A story whose first article is not at hand (it has left, or the story is
 * too big to be here whole) goes on as the group that has most of it: the
 * least index of that group.
 */
static uint32_t
heir_of(const struct window *w, const struct set *s, int64_t story)
{
	uint16_t count[SET_MAX] = { 0 };
	uint32_t heir = 0;

	for (uint32_t i = 0; i < s->n; i++)
		if (w->m[s->v[i].slot].story == story)
			count[s->group[i]]++;
	for (uint32_t i = 1; i < s->n; i++)
		if (count[i] > count[heir])
			heir = i;
	return heir;
}

/* The id of each group's story: the lowest of its articles'. */
static void
name_groups(struct window *w, const struct set *s, int64_t *name)
{
	for (uint32_t i = 0; i < s->n; i++) {
		uint32_t g = s->group[i];
		int64_t id = w->m[s->v[i].slot].id;

		if (g == i || id < name[g])
			name[g] = id;
	}
	for (uint32_t i = 0; i < s->n; i++) {
		int64_t story = w->m[s->v[i].slot].story;
		uint32_t heir;

		if (has_founder(w, s, story))
			continue;
		heir = heir_of(w, s, story);
		if (story < name[heir])
			name[heir] = story;
	}
	/* those that are now part of an older one */
	for (uint32_t i = 0; i < s->n; i++) {
		int64_t story = w->m[s->v[i].slot].story;

		if (!has_founder(w, s, story) &&
		    name[heir_of(w, s, story)] != story)
			add_merged(w, story, name[heir_of(w, s, story)]);
	}
}

/* Make two rings one; they must be two. */
static void
splice(struct window *w, uint32_t a, uint32_t b)
{
	uint32_t next = w->m[a].next;

	w->m[a].next = w->m[b].next;
	w->m[b].next = next;
}

static bool
in_ring(const struct window *w, uint32_t a, uint32_t b)
{
	uint32_t at = a;

	do {
		if (at == b)
			return true;
		at = w->m[at].next;
	} while (at != a);
	return false;
}

static void
rename_article(struct window *w, uint32_t slot, int64_t story)
{
	if (w->m[slot].story == story)
		return;
	add_left(w, w->m[slot].story);
	w->m[slot].story = story;
	window_moved(w, slot);
}

/* Lay the rings of the set's stories anew. */
static void
tie(struct window *w, const struct set *s)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (!s->fixed[i])
			w->m[s->v[i].slot].next = s->v[i].slot;
	for (uint32_t i = 0; i < s->n; i++) {
		uint32_t first = s->v[s->group[i]].slot;

		if (s->group[i] != i && !in_ring(w, first, s->v[i].slot))
			splice(w, first, s->v[i].slot);
	}
}

static void
apply(struct window *w, const struct set *s)
{
	int64_t name[SET_MAX];
	size_t left = w->left_n, moved = w->moved.n;

	name_groups(w, s, name);
	tie(w, s);
	for (uint32_t i = 0; i < s->n; i++) {
		uint32_t slot = s->v[i].slot, at = slot;

		do {
			rename_article(w, at, name[s->group[i]]);
			at = w->m[at].next;
		} while (s->fixed[i] && at != slot);
	}
	if (w->left_n == left && w->moved.n == moved)
		return;
	for (uint32_t i = 0; i < s->n; i++)
		if (s->group[i] == i)
			window_touch(w, s->v[i].slot);
}

static void
gather(struct window *w, uint32_t slot)
{
	struct set *s = w->set;

	choose(w, s, slot);
	if (s->n == 1)
		return;
	set_fill(w, s);
	linkage(w, s);
	apply(w, s);
}

void
stories_gather(struct window *w, uint32_t slot)
{
	gather(w, slot);
}

static int64_t
settle_round(int64_t id)
{
	if (id < SETTLE_YOUNG)
		return id / SETTLE_EVERY_YOUNG;
	return SETTLE_YOUNG / SETTLE_EVERY_YOUNG + id / SETTLE_EVERY;
}

void
stories_settle(struct window *w)
{
	uint32_t back = w->n < SETTLE_BACK ? w->n : SETTLE_BACK;
	int64_t newest, before = 0;

	if (w->n < 2)
		return;
	newest = w->m[(w->first + w->n - 1) % w->cap].id;
	before = w->m[(w->first + w->n - 2) % w->cap].id;
	if (before == 0 || settle_round(newest) == settle_round(before))
		return;
	for (uint32_t i = w->n - back; i < w->n; i++) {
		uint32_t slot = (w->first + i) % w->cap;

		if (!w->m[slot].live || w->m[slot].seen)
			continue;
		gather(w, slot);
		for (uint32_t k = 0; k < w->set->n; k++)
			w->m[w->set->v[k].slot].seen = 1;
	}
	for (uint32_t i = 0; i < w->n; i++)
		w->m[(w->first + i) % w->cap].seen = 0;
}

/*
 * The first article of a story has a new text and may go elsewhere: the
 * others are named by the next one.
 */
void
stories_disown(struct window *w, uint32_t slot)
{
	int64_t name = INT64_MAX;

	if (w->m[slot].story != w->m[slot].id)
		return;
	for (uint32_t at = w->m[slot].next; at != slot; at = w->m[at].next)
		if (w->m[at].id < name)
			name = w->m[at].id;
	for (uint32_t at = w->m[slot].next; at != slot; at = w->m[at].next) {
		rename_article(w, at, name);
		window_touch(w, at);
	}
}

void
stories_leave(struct window *w, uint32_t slot)
{
	uint32_t at = slot;

	while (w->m[at].next != slot)
		at = w->m[at].next;
	if (at == slot)
		return;
	w->m[at].next = w->m[slot].next;
	w->m[slot].next = slot;
}
