#include "cluster/window_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Postings looked at for one article, the rarest terms first. */
#define POSTINGS_MAX 40000u

/* Articles compared exactly, of those that share most. */
#define COMPARED_MAX WINDOW_BEST_MAX

/* Share of what an equal head would have, below which none is hoped for. */
#define ROUGH_MIN 0.02f

/* Cosine of two heads below which they are no neighbours. */
#define COSINE_MIN 0.10f

#define CACHE_LINE 64u
#define FETCH_AHEAD 2u /* articles whose stems are fetched meanwhile */

#define EDGES_STEP 4u /* room for so many more edges at a time */

struct listed {
	float weight; /* of the term at this head */
	uint32_t number;
	uint8_t head;
};

/* The stems of a head with their weights as of now, heaviest first. */
static size_t
heaviest(const struct window *w, const struct member *m,
         struct listed out[LIST_TERMS])
{
	float all = window_log_articles(w, m->language);
	const float *logs = vocabulary_logs(w->words);
	struct sorted order[TERMS_MAX], spare[TERMS_MAX];
	float weight[TERMS_MAX];
	size_t n = 0;

	for (uint32_t i = 0; i < m->term_n[TERMS_STEM]; i++) {
		const struct held *h = &m->term[i];
		float idf = all - logs[h->number];

		if (h->head == 0 || idf <= 0)
			continue;
		weight[i] = idf * w->times[h->head];
		order[n++] =
			(struct sorted){ sort_falling(weight[i]) |
			                         vocabulary_hash(w->words,
			                                         h->number),
			                 i };
	}
	sort_by_key(order, spare, n);
	if (n > LIST_TERMS)
		n = LIST_TERMS;
	for (size_t i = 0; i < n; i++) {
		const struct held *h = &m->term[order[i].what];

		out[i] = (struct listed){ weight[order[i].what], h->number,
			                  h->head };
	}
	return n;
}

/*
 * By the prior weights, which the window does not change: what leads to an
 * article must be the same after a restart.
 */
void
neighbours_list(struct window *w, uint32_t slot, const struct terms *t)
{
	struct member *m = &w->m[slot];
	size_t listed = 0;
	float sum = 0;

	for (size_t i = 0; i < t->n[TERMS_STEM]; i++) {
		const struct term *term = &t->v[i];
		uint32_t number = vocabulary_find(w->words, term->hash);
		float weight = w->times[term->head] *
		               terms_prior(terms_stem(term->hash, t->language));
		size_t at = 0;

		sum += weight * weight;
		if (term->head == 0 || listed == LIST_TERMS)
			continue;
		while (m->term[at].number != number)
			at++;
		m->listed[at / 8] |= (uint8_t)(1u << at % 8);
		vocabulary_post(w->words, number,
		                (struct posting){ slot & 0xFFFFFF,
		                                  term->head });
		listed++;
	}
	w->score[slot].norm = sum > 0 ? sqrtf(sum) : 1;
}

/*
 * Add up what the heads in a list share with one, that their weight is to be
 * taken times.  Most are found for the first time or were before, as good as
 * at random: each is noted, and overwritten if it was.
 */
static void
add_list(struct window *w, const struct posting *p, size_t count, float share)
{
	uint32_t *found;
	size_t n = 0;

	slots_reserve(&w->found, count);
	found = w->found.v + w->found.n;
	for (size_t k = 0; k < count; k++) {
		struct score *s = &w->score[p[k].slot];

		found[n] = p[k].slot;
		n += s->sum == 0;
		s->sum += share * w->times[p[k].weight];
	}
	w->found.n += n;
}

/* Add up what other heads share with these terms. */
static void
add_up(struct window *w, const struct listed *terms, size_t n)
{
	size_t looked = 0;

	for (size_t i = 0; i < n && looked < POSTINGS_MAX; i++) {
		float idf = terms[i].weight / w->times[terms[i].head];
		float share = terms[i].weight * idf;
		size_t count;
		const struct posting *p =
		        vocabulary_list(w->words, terms[i].number, &count);

		looked += count;
		add_list(w, p, count, share);
	}
}

/* Cut to the `max` first by key; returns how many are left. */
static size_t
keep_first(struct sorted *v, size_t n, size_t max)
{
	struct sorted spare[2 * WINDOW_BEST_MAX];

	sort_by_key(v, spare, n);
	return n < max ? n : max;
}

size_t
window_best(struct window *w, uint32_t *out, size_t max, float least)
{
	struct sorted v[2 * WINDOW_BEST_MAX];
	size_t n = 0;

	for (size_t i = 0; i < w->found.n; i++) {
		uint32_t slot = w->found.v[i];
		struct score *s = &w->score[slot];
		float score = s->sum / s->norm;

		s->sum = 0;
		if (score < least)
			continue;
		v[n++] = (struct sorted){ sort_falling(score) |
			                          (UINT32_MAX -
			                           window_age(w, slot)),
			                  slot };
		if (n < 2 * max)
			continue;
		n = keep_first(v, n, max);
		least = sort_weight(v[n - 1].key);
	}
	w->found.n = 0;
	n = keep_first(v, n, max);
	for (size_t i = 0; i < n; i++)
		out[i] = v[i].what;
	return n;
}

/*
 * Edges in order, the closest first, of equal ones the oldest slot; at most
 * max of them.
 */
static size_t
closest(const struct back_edge *v, size_t n, struct back_edge *out, size_t max)
{
	struct sorted order[COMPARED_MAX + ACROSS_MAX];
	struct sorted spare[COMPARED_MAX + ACROSS_MAX];
	size_t kept = n < max ? n : max;

	for (uint32_t i = 0; i < n; i++)
		order[i] = (struct sorted){
			(uint64_t)(255 - v[i].cosine) << 32 | v[i].slot, i
		};
	sort_by_key(order, spare, n);
	for (size_t i = 0; i < kept; i++)
		out[i] = v[order[i].what];
	return kept;
}

/*
 * Say that an article will be wanted soon, and where its stems are, and then
 * these: they lie anywhere in some megabytes.
 */
static void
fetch_member(const struct member *m)
{
	__builtin_prefetch(&m->term);
	__builtin_prefetch(m->term_n);
}

static void
fetch_stems(const struct member *m)
{
	const char *p = (const char *)m->term;
	size_t bytes = m->term_n[TERMS_STEM] * sizeof(*m->term);

	for (size_t at = 0; at < bytes; at += CACHE_LINE)
		__builtin_prefetch(p + at);
}

/* The cosine of a head with the one that is spread. */
static float
cosine(const struct window *w, const struct member *m, float all)
{
	const float *logs = vocabulary_logs(w->words);
	float dot = 0, norm = 0;

	for (size_t i = 0; i < m->term_n[TERMS_STEM]; i++) {
		float idf = all - logs[m->term[i].number];
		float weight = idf < IDF_MIN ? IDF_MIN : idf;

		weight *= w->times[m->term[i].head];
		dot += weight * w->spread[m->term[i].number].head;
		norm += weight * weight;
	}
	return norm > 0 ? dot / sqrtf(norm) : 0;
}

void
neighbours_find(struct window *w, uint32_t slot)
{
	struct member *m = &w->m[slot];
	struct listed terms[LIST_TERMS];
	uint32_t best[COMPARED_MAX];
	struct back_edge found[COMPARED_MAX + ACROSS_MAX];
	struct set_member *self = &w->set->v[0];
	float all = window_log_articles(w, m->language);
	float own = 0;
	size_t n, got, kept = 0;

	n = heaviest(w, m, terms);
	add_up(w, terms, n);
	for (size_t i = 0; i < n; i++)
		own += terms[i].weight * terms[i].weight;
	got = window_best(w, best, COMPARED_MAX,
	                  ROUGH_MIN * own / w->score[slot].norm);
	for (size_t i = 0; i < got; i++)
		fetch_member(&w->m[best[i]]);
	set_weigh(w, slot, self);
	set_spread(w, self);
	for (size_t i = 0; i < got; i++) {
		const struct member *o = &w->m[best[i]];
		float like;

		if (i + FETCH_AHEAD < got)
			fetch_stems(&w->m[best[i + FETCH_AHEAD]]);
		if (best[i] == slot || o->language != m->language)
			continue;
		/* a name may have a stem's hash, and then adds its weight */
		like = fminf(cosine(w, o, all) * self->head_norm, 1);
		if (like >= COSINE_MIN)
			found[kept++] = (struct back_edge){
				best[i], (uint8_t)(like * 255.0f), o->sampled
			};
	}
	kept += across_find(w, self, found + kept);
	set_fold(w, self);
	w->back_n = (uint32_t)closest(found, kept, w->back, WINDOW_EDGES_MAX);
}

static void
add_crowd(struct member *m, uint8_t cosine)
{
	size_t i = m->crowd_n;

	if (i == CROWD_MAX) {
		if (m->crowd[i - 1] >= cosine)
			return;
		i--;
	} else {
		m->crowd_n++;
	}
	for (; i > 0 && m->crowd[i - 1] < cosine; i--)
		m->crowd[i] = m->crowd[i - 1];
	m->crowd[i] = cosine;
}

/* What an edge is worth: the closer the more, else the newer. */
static uint64_t
worth(const struct window *w, struct edge e)
{
	return (uint64_t)e.cosine << 32 | window_age(w, e.slot);
}

static void
drop_edge(struct member *m, uint32_t slot)
{
	for (size_t i = 0; i < m->edge_n; i++) {
		if (m->edges[i].slot != slot)
			continue;
		m->edges[i] = m->edges[--m->edge_n];
		return;
	}
}

/* Make room for an edge that is worth more than the least one; else false. */
static bool
make_room(struct window *w, uint32_t slot, struct edge e)
{
	struct member *m = &w->m[slot];
	uint64_t least = UINT64_MAX;
	uint32_t other = 0;

	if (m->edge_n < LINKS_MAX)
		return true;
	for (size_t i = 0; i < m->edge_n; i++) {
		uint64_t is = worth(w, m->edges[i]);

		other = is < least ? m->edges[i].slot : other;
		least = is < least ? is : least;
	}
	if (worth(w, e) <= least)
		return false;
	drop_edge(m, other);
	drop_edge(&w->m[other], slot);
	return true;
}

static void
add_edge(struct member *m, struct edge e)
{
	if (m->edge_n == m->edge_cap) {
		m->edge_cap = (uint8_t)(m->edge_cap + EDGES_STEP);
		m->edges = xrealloc(m->edges,
		                    m->edge_cap * sizeof(*m->edges));
	}
	m->edges[m->edge_n++] = e;
}

/* An edge stands at both ends or at none. */
static void
link_two(struct window *w, uint32_t slot, struct edge e)
{
	struct member *m = &w->m[slot], *o = &w->m[e.slot];
	struct edge back = { slot & 0xFFFFFF, e.cosine };

	if (!make_room(w, e.slot, back) || !make_room(w, slot, e))
		return;
	add_edge(m, e);
	add_edge(o, back);
}

void
neighbours_link(struct window *w, uint32_t slot, const struct back_edge *e,
                uint32_t n)
{
	struct member *m = &w->m[slot];

	for (uint32_t i = 0; i < n; i++) {
		struct member *o;

		/* never one of another language */
		if (e[i].sampled)
			add_crowd(m, e[i].cosine);
		if (e[i].slot == WINDOW_NONE)
			continue; /* it has left; it was in the crowd */
		o = &w->m[e[i].slot];
		if (m->sampled && o->language == m->language)
			add_crowd(o, e[i].cosine);
		link_two(w, slot, (struct edge){ e[i].slot & 0xFFFFFF,
		                                 e[i].cosine });
	}
}

void
neighbours_unlink(struct window *w, uint32_t slot)
{
	struct member *m = &w->m[slot];

	for (size_t i = 0; i < m->edge_n; i++)
		drop_edge(&w->m[m->edges[i].slot], slot);
	m->edge_n = 0;
	for (size_t i = 0; i < terms_from(m->term_n, TERMS_KIND__COUNT); i++)
		if (m->listed[i / 8] & 1u << i % 8)
			vocabulary_unpost(w->words, m->term[i].number, slot);
}

size_t
window_nearest(const struct window *w, uint32_t slot, uint32_t *out,
               size_t max)
{
	const struct member *m = &w->m[slot];
	struct back_edge all[LINKS_MAX], near[LINKS_MAX];
	size_t n;

	for (size_t i = 0; i < m->edge_n; i++)
		all[i] = (struct back_edge){ m->edges[i].slot,
			                     (uint8_t)m->edges[i].cosine, 0 };
	n = closest(all, m->edge_n, near, max);
	for (size_t i = 0; i < n; i++)
		out[i] = near[i].slot;
	return n;
}
