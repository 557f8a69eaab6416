#include "cluster/window_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "text/common.h"

void
slots_reserve(struct slots *s, size_t n)
{
	if (s->n + n <= s->cap)
		return;
	while (s->cap < s->n + n)
		s->cap = s->cap == 0 ? 64 : 2 * s->cap;
	s->v = xrealloc(s->v, s->cap * sizeof(*s->v));
}

void
slots_add(struct slots *s, uint32_t slot)
{
	slots_reserve(s, 1);
	s->v[s->n++] = slot;
}

int64_t
window_head(const struct member *m)
{
	return m->copy_of != 0 ? m->copy_of : m->id;
}

void
window_moved(struct window *w, uint32_t slot)
{
	if (w->m[slot].moved)
		return;
	w->m[slot].moved = 1;
	slots_add(&w->moved, slot);
}

/* By the story's id: the article may leave before anybody asks. */
void
window_touch(struct window *w, uint32_t slot)
{
	int64_t story = w->m[slot].story;

	if (w->touched_n > 0 && w->touched[w->touched_n - 1] == story)
		return;
	if (w->touched_n == w->touched_cap) {
		w->touched_cap = w->touched_cap == 0 ? 64 : 2 * w->touched_cap;
		w->touched = xrealloc(w->touched, w->touched_cap *
		                                          sizeof(*w->touched));
	}
	w->touched[w->touched_n++] = story;
}

struct window *
window_new(const struct window_options *o)
{
	struct window *w = xcalloc(1, sizeof(*w));

	if (o != NULL)
		w->o = *o;
	if (w->o.articles_max == 0)
		w->o.articles_max = WINDOW_ARTICLES_MAX;
	if (w->o.span_s == 0)
		w->o.span_s = WINDOW_SPAN_S;
	w->words = vocabulary_new();
	w->set = xcalloc(1, sizeof(*w->set));
	w->newest_s = INT64_MIN;
	for (int i = 1; i < 256; i++)
		w->times[i] = 1 + logf((float)i);
	return w;
}

static void
forget(struct member *m)
{
	free(m->term);
	free(m->edges);
	*m = (struct member){ 0 };
}

void
window_free(struct window *w)
{
	if (w == NULL)
		return;
	for (uint32_t i = 0; i < w->cap; i++)
		forget(&w->m[i]);
	vocabulary_free(w->words);
	copies_free(w->copies);
	free(w->m);
	free(w->score);
	free(w->found.v);
	free(w->moved.v);
	free(w->touched);
	free(w->left);
	free(w->gone);
	free(w->merged);
	free(w->spread);
	free(w->set);
	free(w);
}

float
window_log_articles(const struct window *w, uint8_t language)
{
	return logf(PRIOR_ARTICLES + (float)w->per_language[language] + 1);
}

float
window_log_all(const struct window *w)
{
	return logf(PRIOR_ARTICLES + (float)w->live_n + 1);
}

static size_t
term_count(const struct member *m)
{
	return terms_from(m->term_n, TERMS_KIND__COUNT);
}

static size_t
held_bytes(const struct member *m)
{
	return term_count(m) * sizeof(*m->term);
}

static unsigned
held(uint8_t n)
{
	return n < HELD_MAX ? n : HELD_MAX;
}

/* Number the terms of one kind and lay them down in order of number. */
static void
hold_terms(struct window *w, struct member *m, size_t at,
           const struct term *v, size_t n)
{
	struct sorted order[TERMS_MAX], spare[TERMS_MAX];

	for (size_t i = 0; i < n; i++)
		vocabulary_fetch_bucket(w->words, v[i].hash);
	for (size_t i = 0; i < n; i++)
		vocabulary_fetch(w->words, v[i].hash);
	for (size_t i = 0; i < n; i++) {
		/* the others are in no table: at 0 are the stems */
		unsigned common = at > 0 ? 0
		                         : common_in(terms_stem(
		                                   v[i].hash, m->language));
		float prior = (float)common * PRIOR_ARTICLES / COMMON_OF;
		uint64_t number = vocabulary_add(w->words, v[i].hash, prior);

		if (number >> 24 != 0)
			BUG("more terms than 24 bits number");
		order[i] = (struct sorted){ number, (uint32_t)i };
	}
	sort_by_key(order, spare, n);
	for (size_t i = 0; i < n; i++) {
		const struct term *t = &v[order[i].what];

		m->term[at + i] = (struct held){ order[i].key & 0xFFFFFF,
			                         held(t->head) & HELD_MAX,
			                         held(t->whole) & HELD_MAX };
	}
}

static void
hold(struct window *w, uint32_t slot, const struct terms *t)
{
	struct member *m = &w->m[slot];
	size_t n;

	memcpy(m->term_n, t->n, sizeof(m->term_n));
	m->language = (uint8_t)t->language;
	n = term_count(m);
	m->term = xmalloc(n * sizeof(*m->term) + 1);
	for (int k = 0; k < TERMS_KIND__COUNT; k++) {
		size_t from = terms_from(t->n, k);

		hold_terms(w, m, from, t->v + from, t->n[k]);
	}
	w->held_bytes += held_bytes(m);
	w->per_language[m->language]++;
	w->live_n++;
	neighbours_list(w, slot, t);
	across_list(w, slot, t);
}

/* Take an article out of all but its slot. */
static void
let_go(struct window *w, uint32_t slot)
{
	struct member *m = &w->m[slot];

	for (size_t i = 0; i < term_count(m); i++)
		vocabulary_fetch_number(w->words, m->term[i].number);
	neighbours_unlink(w, slot);
	copies_drop(w->copies, slot);
	for (size_t i = 0; i < term_count(m); i++)
		vocabulary_drop(w->words, m->term[i].number);
	w->held_bytes -= held_bytes(m);
	w->per_language[m->language]--;
	w->live_n--;
}

/* It leaves before its placing was taken: keep that. */
static void
depart(struct window *w, const struct member *m)
{
	if (w->gone_n == w->gone_cap) {
		w->gone_cap = w->gone_cap == 0 ? 16 : 2 * w->gone_cap;
		w->gone = xrealloc(w->gone, w->gone_cap * sizeof(*w->gone));
	}
	w->gone[w->gone_n++] =
	        (struct window_placing){ m->id, m->story, m->copy_of };
}

static void
leave(struct window *w, uint32_t slot)
{
	if (!w->m[slot].live)
		return;
	if (w->m[slot].moved)
		depart(w, &w->m[slot]);
	stories_leave(w, slot);
	let_go(w, slot);
	forget(&w->m[slot]);
}

/* Articles that are too old, or too many, leave by their order. */
static void
expire(struct window *w)
{
	while (w->n > 0) {
		const struct member *m = &w->m[w->first];

		if (m->live && w->n <= w->o.articles_max &&
		    m->sort_s >= w->newest_s - w->o.span_s)
			return;
		leave(w, w->first);
		w->first = (w->first + 1) % w->cap;
		w->n--;
	}
}

/* The slot behind the newest; the first makes the ring. */
static uint32_t
next_slot(struct window *w)
{
	if (w->cap == 0) {
		/* one more than stay; pages are the system's when used */
		w->cap = w->o.articles_max + 1;
		w->m = xcalloc(w->cap, sizeof(*w->m));
		w->score = xcalloc(w->cap, sizeof(*w->score));
		w->copies = copies_new(w->cap);
	}
	return (w->first + w->n) % w->cap;
}

static void
name_language(struct member *m, struct str code)
{
	m->code_n = (uint8_t)str_least(code.n, WINDOW_LANGUAGE_MAX);
	if (m->code_n > 0)
		memcpy(m->code, code.p, m->code_n);
}

static uint8_t
rank_of(uint32_t list_rank)
{
	return list_rank <= LIST_RANK_MAX ? (uint8_t)list_rank : 0;
}

static uint32_t
enter(struct window *w, const struct window_article *a)
{
	uint32_t slot = next_slot(w);
	struct member *m = &w->m[slot];

	if (w->n > 0 &&
	    a->id <= w->m[(w->first + w->n - 1) % w->cap].id)
		BUG("articles come in order of id");
	*m = (struct member){
		.id = a->id, .outlet = a->outlet, .sort_s = a->sort_s,
		.when_s = a->when_s, .story = a->id,
		.next = slot, .live = 1, .topic = (uint8_t)a->topic,
		.list_rank = rank_of(a->list_rank), .hidden = a->hidden,
	};
	name_language(m, a->language);
	hold(w, slot, a->terms);
	w->n++;
	if (a->sort_s > w->newest_s)
		w->newest_s = a->sort_s;
	return slot;
}

/* Whether it is one of those that others' crowds are counted by. */
static bool
sampled(const struct window *w, int64_t id)
{
	uint32_t h = (uint32_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 32);

	return w->live_n <= CROWD_SAMPLE ||
	       h % w->live_n < CROWD_SAMPLE;
}

static void
find_story(struct window *w, uint32_t slot, const struct window_article *a)
{
	neighbours_find(w, slot);
	neighbours_link(w, slot, w->back, w->back_n);
	w->link_n = copies_find(w->copies, a->shingles, w->links);
	copies_add(w->copies, slot, a->shingles, w->links, w->link_n);
	copy_groups_find(w, slot);
	window_moved(w, slot);
	window_touch(w, slot);
	stories_gather(w, slot);
}

uint32_t
window_add(struct window *w, const struct window_article *a)
{
	uint32_t slot = enter(w, a);

	w->m[slot].sampled = sampled(w, a->id);
	find_story(w, slot, a);
	stories_settle(w);
	expire(w);
	return slot;
}

void
window_revise(struct window *w, uint32_t slot, const struct window_article *a)
{
	struct member *m = &w->m[slot];
	uint32_t near[COPIES_GROUP_MAX];
	size_t n = copy_groups_around(w, slot, near);

	stories_disown(w, slot);
	stories_leave(w, slot);
	let_go(w, slot);
	free(m->term);
	free(m->edges);
	m->edges = NULL;
	m->edge_cap = 0;
	m->story = m->id;
	m->next = slot;
	m->topic = (uint8_t)a->topic;
	m->list_rank = rank_of(a->list_rank);
	m->hidden = a->hidden;
	m->copy_of = 0;
	m->edge_n = m->crowd_n = 0;
	memset(m->listed, 0, sizeof(m->listed));
	name_language(m, a->language);
	hold(w, slot, a->terms);
	find_story(w, slot, a);
	copy_groups_part(w, m->id, near, n);
}

void
window_rank(struct window *w, uint32_t slot, uint32_t list_rank)
{
	w->m[slot].list_rank = rank_of(list_rank);
	window_touch(w, slot);
}

void
window_remove(struct window *w, uint32_t slot)
{
	uint32_t near[COPIES_GROUP_MAX];
	size_t n = copy_groups_around(w, slot, near);
	int64_t id = w->m[slot].id;

	leave(w, slot);
	copy_groups_part(w, id, near, n);
}

uint32_t
window_find(const struct window *w, int64_t id)
{
	uint32_t lo = 0, hi = w->n;

	/* the slots of removed articles have no id: look past them */
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2, at = mid;
		const struct member *m;

		while (at < hi && !w->m[(w->first + at) % w->cap].live)
			at++;
		if (at == hi) {
			hi = mid;
			continue;
		}
		m = &w->m[(w->first + at) % w->cap];
		if (m->id == id)
			return (w->first + at) % w->cap;
		if (m->id < id)
			lo = at + 1;
		else
			hi = mid;
	}
	return WINDOW_NONE;
}

void
window_get(const struct window *w, uint32_t slot, struct window_member *out)
{
	const struct member *m = &w->m[slot];

	*out = (struct window_member){
		.id = m->id, .outlet = m->outlet, .when_s = m->when_s,
		.sort_s = m->sort_s, .story = m->story,
		.copy_of = m->copy_of, .topic = (enum topic)m->topic,
		.language = { m->code, m->code_n },
		.list_rank = m->list_rank, .hidden = m->hidden != 0,
	};
}

uint32_t
window_next(const struct window *w, uint32_t slot)
{
	return w->m[slot].next;
}

float
window_centrality(const struct window *w, uint32_t slot)
{
	const struct member *m = &w->m[slot];
	float sum = 0;

	for (size_t i = 0; i < m->edge_n; i++)
		if (w->m[m->edges[i].slot].story == m->story)
			sum += (float)m->edges[i].cosine / 255;
	return sum;
}

/* Whether an article has a term of a kind, by its number. */
static bool
has_term(const struct member *m, enum terms_kind kind, uint32_t number)
{
	size_t lo = terms_from(m->term_n, kind), hi = lo + m->term_n[kind];

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (m->term[mid].number == number)
			return true;
		if (m->term[mid].number < number)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

static uint32_t
story_has(const struct window *w, uint32_t slot, enum terms_kind kind,
          uint32_t number)
{
	uint32_t at = slot, n = 0;

	do {
		n += has_term(&w->m[at], kind, number);
		at = w->m[at].next;
	} while (at != slot);
	return n;
}

uint32_t
window_story_has(const struct window *w, uint32_t slot, uint32_t stem,
                 float *idf)
{
	const struct member *m = &w->m[slot];
	uint32_t hash = terms_stem(stem, (enum terms_language)m->language);
	uint32_t number = vocabulary_find(w->words, hash);

	if (number == UINT32_MAX)
		return 0;
	*idf = window_log_articles(w, m->language) -
	       vocabulary_logs(w->words)[number];
	return story_has(w, slot, TERMS_STEM, number);
}

uint32_t
window_story_names(const struct window *w, uint32_t slot, uint32_t key)
{
	uint32_t number = vocabulary_find(w->words, terms_name(key));

	return number == UINT32_MAX ? 0
	                            : story_has(w, slot, TERMS_NAME, number);
}

uint32_t
window_story_language(const struct window *w, uint32_t slot)
{
	uint32_t at = slot, n = 0;

	do {
		n += w->m[at].language == w->m[slot].language;
		at = w->m[at].next;
	} while (at != slot);
	return n;
}

void
window_changes(const struct window *w, struct window_changes *out)
{
	*out = (struct window_changes){
		.moved = w->moved.v, .moved_n = w->moved.n,
		.touched = w->touched, .touched_n = w->touched_n,
		.left = w->left, .left_n = w->left_n,
		.gone = w->gone, .gone_n = w->gone_n,
		.merged = w->merged, .merged_n = w->merged_n,
	};
}

void
window_settled(struct window *w)
{
	for (size_t i = 0; i < w->moved.n; i++)
		w->m[w->moved.v[i]].moved = 0;
	w->moved.n = w->touched_n = w->left_n = w->gone_n = w->merged_n = 0;
}

bool
window_ids(const struct window *w, int64_t *oldest, int64_t *newest)
{
	uint32_t last = w->n;

	/* what was removed has no id; the oldest slot is always live */
	while (last > 0 && !w->m[(w->first + last - 1) % w->cap].live)
		last--;
	if (last == 0)
		return false;
	*oldest = w->m[w->first].id;
	*newest = w->m[(w->first + last - 1) % w->cap].id;
	return true;
}

uint32_t
window_count(const struct window *w)
{
	return w->live_n;
}

size_t
window_bytes(const struct window *w)
{
	size_t bytes = sizeof(*w) + sizeof(*w->set) + w->held_bytes +
	               vocabulary_bytes(w->words) +
	               w->spread_cap * sizeof(*w->spread) +
	               (w->copies == NULL ? 0 : copies_bytes(w->copies));

	for (uint32_t i = 0; i < w->n; i++)
		bytes += sizeof(struct member) + sizeof(struct score) +
		         w->m[(w->first + i) % w->cap].edge_cap *
		                 sizeof(struct edge);
	return bytes;
}

#define EDGES_FORM 1

/* Seven bits a byte, the lowest first; the highest bit: more follow. */
static void
put_number(struct buf *out, uint64_t n)
{
	for (; n > 0x7F; n >>= 7)
		buf_put_char(out, (char)(0x80 | (n & 0x7F)));
	buf_put_char(out, (char)n);
}

static bool
take_number(struct str *in, uint64_t *n)
{
	*n = 0;
	for (unsigned shift = 0; in->n > 0 && shift < 63; shift += 7) {
		uint8_t c = (uint8_t)in->p[0];

		*in = str_sub(*in, 1, in->n);
		*n |= (uint64_t)(c & 0x7F) << shift;
		if (c < 0x80)
			return true;
	}
	return false;
}

/* Whether another's id, as it is below this one's, and two bytes follow. */
static bool
take_other(struct window *w, uint32_t slot, struct str *in, uint32_t *other,
           uint8_t byte[2])
{
	uint64_t below;

	if (!take_number(in, &below) || in->n < 2 || below == 0)
		return false;
	*other = window_find(w, w->m[slot].id - (int64_t)below);
	byte[0] = (uint8_t)in->p[0];
	byte[1] = (uint8_t)in->p[1];
	*in = str_sub(*in, 2, in->n);
	return true;
}

/*
 * Form, whether it is sampled, how many links of copies, these (below, how
 * contained, how alike), then the edges (below, cosine, whether sampled).
 * A text that was revised has edges to newer articles too: those are found
 * again by what they wrote, and are left out here.
 */
void
window_edges_write(const struct window *w, uint32_t slot, struct buf *out)
{
	const struct member *m = &w->m[slot];
	size_t links = 0;

	for (size_t i = 0; i < w->link_n; i++)
		links += w->m[w->links[i].slot].id < m->id;
	buf_put_char(out, EDGES_FORM);
	buf_put_char(out, (char)m->sampled);
	buf_put_char(out, (char)links);
	for (size_t i = 0; i < w->link_n; i++) {
		const struct copy_link *l = &w->links[i];

		if (w->m[l->slot].id >= m->id)
			continue;
		put_number(out, (uint64_t)(m->id - w->m[l->slot].id));
		buf_put_char(out, (char)l->contained);
		buf_put_char(out, (char)l->alike);
	}
	for (uint32_t i = 0; i < w->back_n; i++) {
		if (w->m[w->back[i].slot].id >= m->id)
			continue;
		put_number(out,
		           (uint64_t)(m->id - w->m[w->back[i].slot].id));
		buf_put_char(out, (char)w->back[i].cosine);
		buf_put_char(out, (char)w->back[i].sampled);
	}
}

static enum err
restore_links(struct window *w, uint32_t slot, const struct shingles *s,
              struct str *in)
{
	enum err e = ERR_OK;
	size_t n = 0, want = (uint8_t)in->p[0];

	*in = str_sub(*in, 1, in->n);
	if (want > COPIES_LINKS_MAX)
		e = ERR_FORMAT;
	for (size_t i = 0; i < want && e == ERR_OK; i++) {
		struct copy_link *l = &w->links[n];
		uint8_t byte[2];

		if (!take_other(w, slot, in, &l->slot, byte))
			e = ERR_FORMAT;
		l->contained = byte[0];
		l->alike = byte[1];
		n += e == ERR_OK && l->slot != WINDOW_NONE;
	}
	copies_add(w->copies, slot, s, w->links, n);
	return e;
}

static enum err
restore_edges(struct window *w, uint32_t slot, const struct shingles *s,
              struct str in)
{
	const struct shingles none = { .total = 0 };
	uint32_t n = 0;
	enum err e;

	w->back_n = 0;
	if (in.n < 3 || in.p[0] != EDGES_FORM) {
		copies_add(w->copies, slot, &none, NULL, 0);
		return ERR_FORMAT;
	}
	w->m[slot].sampled = in.p[1] != 0;
	in = str_sub(in, 2, in.n);
	e = restore_links(w, slot, s, &in);
	while (in.n > 0 && e == ERR_OK) {
		struct back_edge *x = &w->back[n];
		uint8_t byte[2];

		if (n == WINDOW_EDGES_MAX ||
		    !take_other(w, slot, &in, &x->slot, byte)) {
			e = ERR_FORMAT;
			break;
		}
		x->cosine = byte[0];
		x->sampled = byte[1] != 0;
		n++;
	}
	neighbours_link(w, slot, w->back, n);
	return e;
}

/* Tie it to the newest article of its story that is there. */
static void
join_story(struct window *w, uint32_t slot)
{
	struct member *m = &w->m[slot];
	uint32_t first = window_find(w, m->story);

	/* the first has left: any other of the story */
	for (uint32_t i = 0; first == WINDOW_NONE && i < m->edge_n; i++)
		if (w->m[m->edges[i].slot].story == m->story)
			first = m->edges[i].slot;
	for (uint32_t i = 0; first == WINDOW_NONE && i + 1 < w->n; i++) {
		uint32_t at = (w->first + i) % w->cap;

		if (w->m[at].live && w->m[at].story == m->story)
			first = at;
	}
	if (first == WINDOW_NONE || first == slot ||
	    w->m[first].story != m->story)
		return;
	m->next = w->m[first].next;
	w->m[first].next = slot;
}

enum err
window_restore(struct window *w, const struct window_article *a,
               int64_t story, int64_t copy_of, struct str edges)
{
	uint32_t slot = enter(w, a);
	enum err e = restore_edges(w, slot, a->shingles, edges);

	w->m[slot].copy_of = copy_of;

	w->m[slot].story = story != 0 ? story : a->id;
	join_story(w, slot);
	return e;
}
