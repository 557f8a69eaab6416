#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "cluster/importance.h"
#include "pipeline/gather_internal.h"

#define FLUSH_MEM_MAX_BYTES (64u << 20)
#define REASON_MAX_BYTES 1024u
#define FACES_MAX 16u

/* A story while it is being written, with its articles. */
struct telling {
	struct arena *mem;
	int64_t id;
	struct story_version *v;
	float *centre; /* of each: how near it is to the others */
	size_t n;
};

static int
by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Sorted, each once; returns how many there are. */
static size_t
unique(int64_t *ids, size_t n)
{
	size_t kept = 0;

	qsort(ids, n, sizeof(*ids), by_id);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || ids[kept - 1] != ids[i])
			ids[kept++] = ids[i];
	return kept;
}

static struct str
face_language(struct str code)
{
	/* who reads Arabic reads Darija in Arabic letters */
	return str_eq(code, STR("ary")) ? STR("ar") : code;
}

static void
add_version(struct telling *t, const struct window_member *m, float centre)
{
	t->centre[t->n] = centre;
	t->v[t->n++] = (struct story_version){
		.id = m->id,
		.outlet_id = m->outlet,
		.sort_s = m->sort_s,
		.when_s = m->when_s,
		.copy_of = m->copy_of,
		.topic = m->topic,
		.language = m->language,
		.list_rank = m->list_rank,
		.hidden = m->hidden,
	};
}

/* All articles of the story are in the window if its first is. */
static enum err
from_window(const struct window *w, struct telling *t, uint32_t slot)
{
	uint32_t at = slot;
	size_t n = 0;

	do {
		n++;
		at = window_next(w, at);
	} while (at != slot);
	t->v = ARENA_ARRAY(t->mem, struct story_version, n);
	t->centre = ARENA_ARRAY(t->mem, float, n);
	if (arena_err(t->mem) != ERR_OK)
		return ERR_LIMIT;
	do {
		struct window_member m;

		window_get(w, at, &m);
		add_version(t, &m, window_centrality(w, at));
		at = window_next(w, at);
	} while (at != slot);
	return ERR_OK;
}

static enum err
from_store(struct store *st, const struct window *w, struct telling *t)
{
	enum err e = store_story_versions(st, t->mem, t->id, &t->v, &t->n);

	if (e != ERR_OK)
		return e;
	t->centre = ARENA_ARRAY(t->mem, float, t->n);
	if (t->centre == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < t->n; i++) {
		uint32_t slot = window_find(w, t->v[i].id);

		t->centre[i] = slot == WINDOW_NONE
		                       ? 0
		                       : window_centrality(w, slot);
	}
	return ERR_OK;
}

static enum err
weigh(const struct telling *t, struct importance *out)
{
	struct importance_article *a =
	        ARENA_ARRAY(t->mem, struct importance_article, t->n);

	if (a == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < t->n; i++)
		a[i] = (struct importance_article){
			.outlet = t->v[i].outlet_id,
			.when_s = t->v[i].sort_s,
			.copy = t->v[i].copy_of != 0,
			.list_rank = t->v[i].list_rank,
		};
	importance_of(a, t->n, out);
	return ERR_OK;
}

/* The topic that most versions have. */
static enum topic
topic_of(const struct telling *t)
{
	unsigned votes[TOPIC__COUNT] = { 0 };
	enum topic best = TOPIC_NONE;

	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].topic != TOPIC_NONE && t->v[i].copy_of == 0)
			votes[t->v[i].topic]++;
	for (int k = TOPIC_NONE + 1; k < TOPIC__COUNT; k++)
		if (votes[k] > votes[best])
			best = (enum topic)k;
	return best;
}

/* Whether version a stands better for the story than b. */
static bool
stands_better(const struct telling *t, size_t a, size_t b)
{
	bool copy_a = t->v[a].copy_of != 0, copy_b = t->v[b].copy_of != 0;

	if (t->v[a].hidden != t->v[b].hidden)
		return t->v[b].hidden;
	if (copy_a != copy_b)
		return copy_b;
	if (t->centre[a] != t->centre[b])
		return t->centre[a] > t->centre[b];
	return t->v[a].id < t->v[b].id;
}

/*
 * The best version of each language; main is that of the language in which
 * most tell it in words of their own.
 */
static size_t
faces_of(const struct telling *t, double importance, struct story_face *out)
{
	size_t lead[FACES_MAX], own[FACES_MAX], n = 0, main = 0;

	for (size_t i = 0; i < t->n; i++) {
		struct str language = face_language(t->v[i].language);
		size_t k = 0;

		while (k < n && !str_eq(out[k].language, language))
			k++;
		if (k == n && n == FACES_MAX)
			continue;
		if (k == n) {
			out[n++].language = language;
			lead[k] = i;
			own[k] = 0;
		} else if (stands_better(t, i, lead[k])) {
			lead[k] = i;
		}
		own[k] += t->v[i].copy_of == 0 && !t->v[i].hidden;
	}
	for (size_t k = 0; k < n; k++) {
		out[k].lead_id = t->v[lead[k]].id;
		out[k].importance = importance;
		out[k].main = false;
		if (own[k] > own[main] ||
		    (own[k] == own[main] &&
		     stands_better(t, lead[k], lead[main])))
			main = k;
	}
	out[main].main = true;
	return n;
}

static struct str
reason_of(struct arena *mem, const struct importance *im)
{
	struct buf out = BUF_INIT(REASON_MAX_BYTES);
	struct json j = JSON_INIT(&out);
	struct str reason;

	json_object(&j);
	json_key_int(&j, "outlets", im->outlets);
	json_key_int(&j, "independent", im->independent);
	json_key_int(&j, "articles", im->articles);
	json_key_int(&j, "copies", im->copies);
	json_key_int(&j, "first_s", im->first_s);
	json_key_int(&j, "newest_s", im->newest_s);
	json_key_int(&j, "listed", im->listed);
	json_key_int(&j, "list_rank", im->list_rank);
	json_key_int(&j, "weight_percent", (int64_t)lround(im->weight * 100));
	json_object_end(&j);
	json_end(&j);
	reason = buf_copy(mem, &out);
	buf_release(&out);
	return reason;
}

static const struct story_version *
first_of(const struct telling *t)
{
	const struct story_version *first = &t->v[0];

	for (size_t i = 1; i < t->n; i++)
		if (t->v[i].when_s < first->when_s ||
		    (t->v[i].when_s == first->when_s &&
		     t->v[i].id < first->id))
			first = &t->v[i];
	return first;
}

/*
 * The first article's row names the story once it has another: those of the
 * others were written when they came to it.
 */
static enum err
place_first(struct gather *g, struct store *st, const struct telling *t,
            int64_t now_s)
{
	struct article_placing p = { .id = t->id,
		                     .story_id = t->n > 1 ? t->id : 0 };

	if (t->n == 1 && t->id > g->newest_before)
		return ERR_OK; /* as it was put */
	for (size_t i = 0; i < t->n; i++) {
		if (t->v[i].id != t->id)
			continue;
		p.copy_of = t->v[i].copy_of;
		/* its own id is what 0 meant: nothing to tell */
		return store_article_place(st, &p, false, now_s);
	}
	return ERR_OK; /* removed */
}

/*
 * A story that has been told keeps its lead, and what was said of it, while
 * it has not grown by half.  What holds it together is handed on in any case:
 * outside the window there is no way to tell it again.
 */
static enum err
keep_told(struct store *st, const struct telling *t, struct story_face *faces,
          size_t n, struct story *s)
{
	struct story before;
	int64_t lead;
	size_t k = 0;
	enum err e;

	if (t->n < 2)
		return ERR_OK;
	e = store_story_told(st, t->mem, t->id, &before, &lead);
	if (e != ERR_OK)
		return e == ERR_ABSENT ? ERR_OK : e;
	s->terms = before.terms;
	s->places = before.places;
	if (2 * t->n >= 3 * (size_t)before.articles || before.gist.n == 0)
		return ERR_OK;
	while (k < t->n && (t->v[k].id != lead || t->v[k].copy_of != 0 ||
	                    t->v[k].hidden))
		k++;
	if (k == t->n)
		return ERR_OK;
	for (size_t i = 0; i < n; i++) {
		faces[i].main = str_eq(faces[i].language,
		                       face_language(t->v[k].language));
		if (faces[i].main)
			faces[i].lead_id = lead;
	}
	s->gist = before.gist;
	return ERR_OK;
}

static enum err
put_story(struct gather *g, struct store *st, struct telling *t, int64_t now_s)
{
	struct story_face faces[FACES_MAX];
	struct importance im;
	struct story s = { .id = t->id };
	const struct story_version *first;
	size_t n;
	enum err e;

	if (t->n == 0)
		return store_story_drop(st, t->id);
	if ((e = place_first(g, st, t, now_s)) != ERR_OK)
		return e;
	if ((e = weigh(t, &im)) != ERR_OK)
		return e;
	n = faces_of(t, im.importance, faces);
	first = first_of(t);
	s.articles = im.articles;
	s.copies = im.copies;
	s.outlets = im.outlets;
	s.first_id = first->id;
	s.first_s = first->when_s;
	s.last_s = im.newest_s;
	s.rise = im.rise;
	s.topic = topic_name(topic_of(t));
	if (t->n > 1) /* an article of its own has no row to say it in */
		s.reason = reason_of(t->mem, &im);
	e = keep_told(st, t, faces, n, &s);
	if (e == ERR_OK && t->n > 1 && s.gist.n == 0)
		e = gather_describe(g, st, t->mem, faces, n, &s);
	return e == ERR_OK ? store_story_put(st, &s, faces, n,
	                                     t->id > g->newest_before)
	                   : e;
}

enum err
gather_story_again(struct gather *g, struct store *st, struct arena *mem,
                   int64_t id, int64_t now_s)
{
	struct telling t = { .mem = mem, .id = id };
	enum err e = from_store(st, g->window, &t);

	return e == ERR_OK ? put_story(g, st, &t, now_s) : e;
}

enum err
gather_decided(struct gather *g, struct store *st, int64_t id, int64_t now_s)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, FLUSH_MEM_MAX_BYTES);
	int64_t story;
	enum err e = gather_come_again(g, st, id);

	if (e == ERR_OK)
		e = gather_flush(g, st, now_s);
	if (e == ERR_OK)
		e = store_story_of(st, id, &story);
	if (e == ERR_OK)
		e = gather_story_again(g, st, &mem, story, now_s);
	arena_release(&mem);
	return e;
}

static bool
is_story(const struct window *w, uint32_t slot, int64_t story)
{
	struct window_member m;

	window_get(w, slot, &m);
	return m.story == story;
}

static enum err
put_stories(struct gather *g, struct store *st, struct arena *mem,
            int64_t now_s)
{
	struct window_changes c;
	int64_t *ids;
	size_t n = 0;
	enum err e = ERR_OK;

	window_changes(g->window, &c);
	ids = ARENA_ARRAY(mem, int64_t, c.touched_n + 1);
	if (ids == NULL)
		return ERR_LIMIT;
	for (n = 0; n < c.touched_n; n++)
		ids[n] = c.touched[n];
	n = unique(ids, n);
	for (size_t i = 0; i < n && e == ERR_OK; i++) {
		struct telling t = { .mem = mem, .id = ids[i] };
		uint32_t slot = window_find(g->window, ids[i]);

		/* it became another's after it was touched */
		if (slot != WINDOW_NONE && !is_story(g->window, slot, ids[i]))
			continue;
		e = slot == WINDOW_NONE ? from_store(st, g->window, &t)
		                        : from_window(g->window, &t, slot);
		if (e == ERR_OK)
			e = put_story(g, st, &t, now_s);
	}
	return e;
}

static enum err
place(const struct gather *g, struct store *st, struct article_placing p,
      int64_t now_s)
{
	enum err e;

	if (p.story_id == 0 && p.copy_of == 0 && p.id > g->newest_before)
		return ERR_OK; /* as it was put */
	e = store_article_place(st, &p, p.id <= g->newest_before, now_s);
	/* copies that have left the window are not told of */
	if (e == ERR_OK && p.copy_of != 0)
		e = store_copies_move(st, p.id, p.copy_of);
	return e;
}

/*
 * Where the articles stand now.  Those that left come first: their story may
 * have become part of another since.
 */
static enum err
put_placings(const struct gather *g, struct store *st, int64_t now_s)
{
	struct window_changes c;
	enum err e = ERR_OK;

	window_changes(g->window, &c);
	for (size_t i = 0; i < c.gone_n && e == ERR_OK; i++)
		e = place(g, st,
		          (struct article_placing){ c.gone[i].id,
		                                    c.gone[i].story,
		                                    c.gone[i].copy_of },
		          now_s);
	for (size_t i = 0; i < c.merged_n && e == ERR_OK; i++) {
		e = store_story_move(st, c.merged[i].from, c.merged[i].to,
		                     now_s);
		if (e == ERR_OK)
			e = store_story_drop(st, c.merged[i].from);
	}
	for (size_t i = 0; i < c.moved_n && e == ERR_OK; i++) {
		struct article_placing p;
		struct window_member m;

		window_get(g->window, c.moved[i], &m);
		if (m.id == 0)
			continue; /* it left */
		p = (struct article_placing){ m.id, m.story, m.copy_of };
		/* place_first knows better, of those that are there */
		if (p.story_id == p.id)
			p.story_id = 0;
		e = place(g, st, p, now_s);
	}
	return e;
}

/*
 * Stories that lost an article, and are another's now.  Those of articles
 * that came since the last flush were never written.
 */
static enum err
drop_left(struct gather *g, struct store *st, struct arena *mem)
{
	struct window_changes c;
	int64_t *ids;
	size_t n;
	enum err e = ERR_OK;

	window_changes(g->window, &c);
	ids = ARENA_ARRAY(mem, int64_t, c.left_n + 1);
	if (ids == NULL)
		return ERR_LIMIT;
	for (n = 0; n < c.left_n; n++)
		ids[n] = c.left[n];
	n = unique(ids, n);
	/* in order: the new ones are the last */
	while (n > 0 && ids[n - 1] > g->newest_before)
		n--;
	for (size_t i = 0; i < n && e == ERR_OK; i++) {
		int64_t now;

		e = store_story_of(st, ids[i], &now);
		if (e == ERR_OK && now != ids[i])
			e = store_story_drop(st, ids[i]);
		if (e == ERR_ABSENT)
			e = ERR_OK;
	}
	return e;
}

/*
 * Prints are for the window; as many again behind it are kept, for gathering
 * anew what is in it.
 */
static enum err
prune(const struct gather *g, struct store *st)
{
	int64_t oldest, newest;

	if (!window_ids(g->window, &oldest, &newest))
		return ERR_OK;
	return store_print_prune(st, oldest - (newest - oldest));
}

enum err
gather_flush(struct gather *g, struct store *st, int64_t now_s)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, FLUSH_MEM_MAX_BYTES);
	enum err e;

	if (g->window == NULL)
		return ERR_OK;
	e = put_placings(g, st, now_s);
	if (e == ERR_OK)
		e = drop_left(g, st, &mem);
	if (e == ERR_OK)
		e = put_stories(g, st, &mem, now_s);
	if (e == ERR_OK)
		e = prune(g, st);
	arena_release(&mem);
	if (e != ERR_OK)
		return e;
	window_settled(g->window);
	/* what comes later in the same transaction is new again */
	if (g->newest_before != GATHER_NONE_NEW)
		e = store_article_newest_id(st, &g->newest_before);
	return e == ERR_OK ? store_log_head(st, &g->head) : e;
}
