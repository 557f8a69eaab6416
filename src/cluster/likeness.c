#include "cluster/window_internal.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

/*
 * The chance that two articles tell one story: logistic regression on how
 * alike they are, fitted on two days labelled by hand (docs/stories.md says
 * how and how well).
 */
#define BIAS (-5.32f)
#define BY_HEAD 14.7f
#define BY_WHOLE 6.6f
#define BY_NAMES 0.5f
#define BY_CROWD (-23.6f)

/* One outlet's articles within this time tell two stories, as a rule. */
#define RIVAL_S 2700

/* What parts an article from another by a day and more is less likely. */
#define APART_FREE_S (36 * 3600)
#define APART_PER_S (1.0f / 86400)

static float
weigh_terms(const struct window *w, const struct member *m, size_t at,
            size_t n, float all, struct weight *out, float *head_norm,
            float *whole_norm)
{
	const float *logs = vocabulary_logs(w->words);
	float head = 0, whole = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t number = m->number[at + i];
		float idf = all - logs[number];

		if (idf < IDF_MIN)
			idf = IDF_MIN;
		out[i] = (struct weight){
			number, idf * w->times[m->head[at + i]],
			idf * (float)m->whole[at + i]
		};
		head += out[i].head * out[i].head;
		whole += out[i].whole * out[i].whole;
	}
	*head_norm = head > 0 ? 1 / sqrtf(head) : 0;
	*whole_norm = whole > 0 ? 1 / sqrtf(whole) : 0;
	return all;
}

/* How alike an article is to those that are not its story. */
static float
crowd_of(const struct member *m)
{
	float sum = 0;

	for (size_t i = CROWD_FROM; i < CROWD_MAX; i++)
		sum += i < m->crowd_n ? (float)m->crowd[i] / 255 : CROWD_NONE;
	sum /= CROWD_MAX - CROWD_FROM;
	return sum < CROWD_MOST ? sum : CROWD_MOST;
}

void
set_weigh(const struct window *w, uint32_t slot, struct set_member *out)
{
	const struct member *m = &w->m[slot];
	float all = window_log_all(w), unused;

	out->slot = slot;
	out->stem_n = m->stem_n;
	out->name_n = m->name_n;
	out->fact_n = m->fact_n;
	weigh_terms(w, m, 0, m->stem_n, window_log_articles(w, m->language),
	            out->stem, &out->head_norm, &out->whole_norm);
	weigh_terms(w, m, m->stem_n, m->name_n, all, out->name, &unused,
	            &out->name_norm);
	weigh_terms(w, m, (size_t)m->stem_n + m->name_n, m->fact_n, all,
	            out->fact, &unused, &out->fact_norm);
	out->crowd = crowd_of(m);
}

/*
 * Lay the weights of one article out by number, so that others are compared
 * with it by looking theirs up; set_fold takes them back.
 */
void
set_spread(struct window *w, const struct set_member *a)
{
	const struct { const struct weight *v; size_t n; } parts[] = {
		{ a->stem, a->stem_n },
		{ a->name, a->name_n },
		{ a->fact, a->fact_n },
	};
	size_t room = vocabulary_numbers(w->words);

	if (w->spread_cap < room) {
		size_t cap = room + room / 2;

		w->spread = xrealloc(w->spread, cap * sizeof(*w->spread));
		memset(w->spread + w->spread_cap, 0,
		       (cap - w->spread_cap) * sizeof(*w->spread));
		w->spread_cap = cap;
	}
	for (size_t p = 0; p < COUNT(parts); p++)
		for (size_t i = 0; i < parts[p].n; i++)
			w->spread[parts[p].v[i].number] = (struct spread){
				parts[p].v[i].head, parts[p].v[i].whole
			};
}

void
set_fold(struct window *w, const struct set_member *a)
{
	for (size_t i = 0; i < a->stem_n; i++)
		w->spread[a->stem[i].number] = (struct spread){ 0, 0 };
	for (size_t i = 0; i < a->name_n; i++)
		w->spread[a->name[i].number] = (struct spread){ 0, 0 };
	for (size_t i = 0; i < a->fact_n; i++)
		w->spread[a->fact[i].number] = (struct spread){ 0, 0 };
}

static void
dot(const struct spread *spread, const struct weight *b, size_t n,
    float *head, float *whole)
{
	float h = 0, all = 0;

	for (size_t i = 0; i < n; i++) {
		h += spread[b[i].number].head * b[i].head;
		all += spread[b[i].number].whole * b[i].whole;
	}
	*head = h;
	*whole = all;
}

void
set_compare(const struct window *w, const struct set_member *a,
            const struct set_member *b, struct window_likeness *out)
{
	float head = 0, whole = 0, names, facts, unused, z;

	if (w->m[a->slot].language == w->m[b->slot].language)
		dot(w->spread, b->stem, b->stem_n, &head, &whole);
	dot(w->spread, b->name, b->name_n, &unused, &names);
	dot(w->spread, b->fact, b->fact_n, &unused, &facts);
	out->head = head * a->head_norm * b->head_norm;
	out->whole = whole * a->whole_norm * b->whole_norm;
	out->names = names * a->name_norm * b->name_norm;
	out->facts = facts * a->fact_norm * b->fact_norm;
	out->crowd = a->crowd < b->crowd ? a->crowd : b->crowd;
	z = BIAS + BY_HEAD * out->head + BY_WHOLE * out->whole +
	    BY_NAMES * out->names + BY_CROWD * out->crowd;
	out->chance = 1 / (1 + expf(-z));
}

/* How far apart in time they are takes from their chance. */
static float
closeness(int64_t a_s, int64_t b_s)
{
	int64_t apart = a_s < b_s ? b_s - a_s : a_s - b_s;

	if (apart <= APART_FREE_S)
		return 1;
	return exp2f(-(float)(apart - APART_FREE_S) * APART_PER_S);
}

static bool
is_rival(const struct member *a, const struct member *b)
{
	int64_t apart = a->when_s < b->when_s ? b->when_s - a->when_s
	                                      : a->when_s - b->when_s;

	return a->outlet == b->outlet && apart < RIVAL_S;
}

static void
fill_pair(struct window *w, struct set *s, uint32_t i, uint32_t k)
{
	const struct member *a = &w->m[s->v[i].slot], *b = &w->m[s->v[k].slot];
	struct window_likeness like;
	float chance;

	set_compare(w, &s->v[i], &s->v[k], &like);
	chance = like.chance * closeness(a->when_s, b->when_s);
	s->chance[i][k] = s->chance[k][i] = chance;
}

void
set_fill(struct window *w, struct set *s)
{
	for (uint32_t i = 0; i < s->n; i++) {
		memset(s->chance[i], 0, s->n * sizeof(s->chance[i][0]));
		set_weigh(w, s->v[i].slot, &s->v[i]);
		w->m[s->v[i].slot].mark = i + 1;
	}
	for (uint32_t i = 0; i < s->n; i++) {
		const struct member *a = &w->m[s->v[i].slot];

		s->chance[i][i] = 1;
		set_spread(w, &s->v[i]);
		for (uint32_t k = 0; k < s->n; k++) {
			const struct member *b = &w->m[s->v[k].slot];

			s->rival[i][k] = i != k && is_rival(a, b) &&
			                 window_head(a) != window_head(b);
			if (k < i && window_head(a) == window_head(b))
				fill_pair(w, s, i, k);
		}
		for (size_t k = 0; k < a->edge_n; k++) {
			uint32_t other = w->m[a->edges[k].slot].mark;

			if (other != 0 && other - 1 > i)
				fill_pair(w, s, i, other - 1);
		}
		set_fold(w, &s->v[i]);
	}
	for (uint32_t i = 0; i < s->n; i++)
		w->m[s->v[i].slot].mark = 0;
}

void
window_likeness(struct window *w, uint32_t a, uint32_t b,
                struct window_likeness *out)
{
	struct set_member *x = &w->set->v[0], *y = &w->set->v[1];

	set_weigh(w, a, x);
	set_weigh(w, b, y);
	set_spread(w, x);
	set_compare(w, x, y, out);
	set_fold(w, x);
	out->chance *= closeness(w->m[a].when_s, w->m[b].when_s);
	copies_compare(w->copies, a, b, &out->text);
}
