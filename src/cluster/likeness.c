#include "cluster/window_internal.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

/*
 * The chance that two articles tell one story: logistic regression on how
 * alike they are, fitted on two days labelled by hand (docs/stories.md says
 * how and how well).
 */
#define BIAS (-6.37f)
#define BY_HEAD 10.74f
#define BY_WHOLE 3.2f
#define BY_NAMES 2.79f
#define BY_PLACES 3.0f
#define BY_CROWD (-21.8f)

/*
 * The same of two in different languages: by what is named in both, and by
 * how rare it is (fitted on paragraphs and their translations).
 */
#define ACROSS_BIAS (-8.5f)
#define ACROSS_NAMES 8.8f
#define ACROSS_PLACES 3.0f
#define ACROSS_NUMBERS 5.8f
#define ACROSS_RARITY 0.13f

/* One outlet's articles within this time tell two stories, as a rule. */
#define RIVAL_S 2700

/* What is further apart in time is less likely one story. */
#define APART_FREE_S (12 * 3600)
#define APART_PER_S (1.0f / (30 * 3600))

/* The weights of terms [at, at + n); returns 1 / norm of the whole. */
static float
weigh_terms(const struct window *w, const struct member *m, size_t at,
            size_t n, float all, struct weight *out)
{
	const float *logs = vocabulary_logs(w->words);
	float whole = 0;

	for (size_t i = at; i < at + n; i++) {
		const struct held *h = &m->term[i];
		float idf = all - logs[h->number];

		if (idf < IDF_MIN)
			idf = IDF_MIN;
		out[i] = (struct weight){ h->number, idf * w->times[h->head],
			                  idf * (float)h->whole };
		whole += out[i].whole * out[i].whole;
	}
	return whole > 0 ? 1 / sqrtf(whole) : 0;
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
	float head = 0;

	out->slot = slot;
	memcpy(out->n, m->term_n, sizeof(out->n));
	for (int k = 0; k < TERMS_KIND__COUNT; k++) {
		/* stems are those of one language */
		float all = k == TERMS_STEM
		                    ? window_log_articles(w, m->language)
		                    : window_log_all(w);

		out->norm[k] = weigh_terms(w, m, terms_from(m->term_n, k),
		                           m->term_n[k], all, out->v);
	}
	for (size_t i = 0; i < out->n[TERMS_STEM]; i++)
		head += out->v[i].head * out->v[i].head;
	out->head_norm = head > 0 ? 1 / sqrtf(head) : 0;
	out->crowd = crowd_of(m);
}

/*
 * Lay the weights of one article out by number, so that others are compared
 * with it by looking theirs up; set_fold takes them back.
 */
void
set_spread(struct window *w, const struct set_member *a)
{
	size_t room = vocabulary_numbers(w->words);
	size_t n = terms_from(a->n, TERMS_KIND__COUNT);

	if (w->spread_cap < room) {
		size_t cap = room + room / 4;

		w->spread = xrealloc(w->spread, cap * sizeof(*w->spread));
		memset(w->spread + w->spread_cap, 0,
		       (cap - w->spread_cap) * sizeof(*w->spread));
		w->spread_cap = cap;
	}
	for (size_t i = 0; i < n; i++)
		w->spread[a->v[i].number] = (struct spread){ a->v[i].head,
			                                     a->v[i].whole };
}

void
set_fold(struct window *w, const struct set_member *a)
{
	size_t n = terms_from(a->n, TERMS_KIND__COUNT);

	for (size_t i = 0; i < n; i++)
		w->spread[a->v[i].number] = (struct spread){ 0, 0 };
}

static float
dot_whole(const struct spread *spread, const struct set_member *b,
          enum terms_kind kind)
{
	const struct weight *v = b->v + terms_from(b->n, kind);
	float sum = 0;

	for (size_t i = 0; i < b->n[kind]; i++)
		sum += spread[v[i].number].whole * v[i].whole;
	return sum;
}

/* Both cosines of stems at once: where a stem's weights are is a long way. */
static void
compare_stems(const struct spread *spread, const struct set_member *a,
              const struct set_member *b, struct window_likeness *out)
{
	float head = 0, whole = 0;

	for (size_t i = 0; i < b->n[TERMS_STEM]; i++) {
		const struct spread *s = &spread[b->v[i].number];

		head += s->head * b->v[i].head;
		whole += s->whole * b->v[i].whole;
	}
	out->head = head * a->head_norm * b->head_norm;
	out->whole = whole * a->norm[TERMS_STEM] * b->norm[TERMS_STEM];
}

/* How rare what both name is: the sum of ln(articles / those with it). */
static float
rarity(const struct window *w, const struct set_member *b)
{
	const float *logs = vocabulary_logs(w->words);
	float all = window_log_all(w), sum = 0;

	for (size_t i = b->n[TERMS_STEM];
	     i < terms_from(b->n, TERMS_KIND__COUNT); i++)
		if (w->spread[b->v[i].number].whole > 0)
			sum += all - logs[b->v[i].number];
	return sum;
}

static float
chance_of(const struct window_likeness *l)
{
	float z = BIAS + BY_HEAD * l->head + BY_WHOLE * l->whole +
	          BY_NAMES * l->names + BY_PLACES * l->places +
	          BY_CROWD * l->crowd;

	return 1 / (1 + expf(-z));
}

static float
chance_across(const struct window_likeness *l, float rarity)
{
	float z = ACROSS_BIAS + ACROSS_NAMES * l->names +
	          ACROSS_PLACES * l->places + ACROSS_NUMBERS * l->numbers +
	          ACROSS_RARITY * rarity;

	return 1 / (1 + expf(-z));
}

void
set_compare(const struct window *w, const struct set_member *a,
            const struct set_member *b, struct window_likeness *out)
{
	float cosine[TERMS_KIND__COUNT];
	bool same = w->m[a->slot].language == w->m[b->slot].language;

	for (int k = TERMS_STEM + 1; k < TERMS_KIND__COUNT; k++)
		cosine[k] = dot_whole(w->spread, b, k) * a->norm[k] *
		            b->norm[k];
	out->head = out->whole = 0;
	if (same)
		compare_stems(w->spread, a, b, out);
	out->names = cosine[TERMS_NAME];
	out->places = cosine[TERMS_PLACE];
	out->numbers = cosine[TERMS_NUMBER];
	out->crowd = a->crowd < b->crowd ? a->crowd : b->crowd;
	out->chance = same ? chance_of(out)
	                   : chance_across(out, rarity(w, b));
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

	/* in two languages an outlet does tell a story twice */
	return a->outlet == b->outlet && a->language == b->language &&
	       apart < RIVAL_S;
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
		s->rival[i][i] = 0;
		set_spread(w, &s->v[i]);
		for (uint32_t k = 0; k < i; k++) {
			const struct member *b = &w->m[s->v[k].slot];

			s->rival[i][k] = s->rival[k][i] =
				is_rival(a, b) &&
				window_head(a) != window_head(b);
			/* what edges do not tell, or tell of a few only */
			if (s->chance[i][k] == 0 &&
			    (window_head(a) == window_head(b) ||
			     a->language != b->language))
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
	copies_explain(w->copies, a, b, &out->text);
}
