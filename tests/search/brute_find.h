#ifndef MARSAD_TESTS_SEARCH_BRUTE_FIND_H
#define MARSAD_TESTS_SEARCH_BRUTE_FIND_H

#include "brute.h"

/*
 * The whole answer to a query: which parts must stand and which only add, one
 * article a story, recency, neighbours, order.
 */
struct brute_request {
	bool any_word, talk, newest, recency, collapse;
	int64_t now_s;
	size_t limit;
};

struct brute_found {
	const struct brute_doc *doc;
	float score;
};

/* A word or words that only add to the score. */
struct brute_should {
	struct brute_query words;
	float times;
};

struct brute_plan {
	struct brute_query must; /* ASK_ALL_OF */
	struct brute_query *not[BRUTE_CHILD_MAX];
	unsigned not_n;
	struct brute_should should[BRUTE_SHOULD_MAX];
	unsigned should_n;
	bool need_should;
	int neighbour[BRUTE_CHILD_MAX * BRUTE_PHRASE_MAX]; /* -1: none */
	unsigned neighbour_n;
};

static inline bool
brute_same_words(const struct brute *b, const struct brute_query *x,
                 const struct brute_query *y)
{
	if (x->word_n != y->word_n)
		return false;
	for (unsigned i = 0; i < x->word_n; i++)
		if (b->lexicon->v[x->word[i]].exact !=
		    b->lexicon->v[y->word[i]].exact)
			return false;
	return true;
}

/* Words said twice count twice. */
static inline void
brute_add_should(const struct brute *b, struct brute_plan *p,
                 const struct brute_query *q)
{
	for (unsigned i = 0; i < p->should_n; i++)
		if (brute_same_words(b, &p->should[i].words, q)) {
			p->should[i].times++;
			return;
		}
	assert_true(p->should_n < BRUTE_SHOULD_MAX);
	p->should[p->should_n].words = *q;
	p->should[p->should_n++].times = 1;
}

/* Of talk, the words in quotes are words like the others. */
static inline void
brute_add_optional(const struct brute *b, struct brute_plan *p,
                   const struct brute_query *q)
{
	if (q->kind == ASK_WORD) {
		brute_add_should(b, p, q);
		return;
	}
	for (unsigned i = 0; i < q->word_n; i++) {
		struct brute_query one = { .kind = ASK_WORD, .word_n = 1,
			                   .word = { q->word[i] } };

		brute_add_should(b, p, &one);
	}
}

static inline bool
brute_is_text(const struct brute_query *q)
{
	return q->kind == ASK_WORD || q->kind == ASK_EXACT ||
	       q->kind == ASK_PHRASE;
}

static inline bool
brute_is_optional(const struct brute_request *rq, const struct brute_query *q)
{
	return rq->any_word && q->field == ASK_ANYWHERE && brute_is_text(q) &&
	       (q->kind == ASK_WORD || rq->talk);
}

/* Neighbours in the query: words that are asked for by themselves. */
static inline void
brute_add_neighbours(struct brute_plan *p, const struct brute_query *q)
{
	if (brute_is_text(q) && q->field != ASK_AUTHOR)
		for (unsigned i = 0; i < q->word_n; i++)
			p->neighbour[p->neighbour_n++] = q->word[i];
	else
		p->neighbour[p->neighbour_n++] = -1;
}

static inline bool
brute_is_column(const struct brute_query *q)
{
	return q->kind == ASK_OUTLET || q->kind == ASK_TOPIC ||
	       q->kind == ASK_LANGUAGE || q->kind == ASK_TIME;
}

static inline void
brute_plan(const struct brute *b, const struct brute_query *root,
           const struct brute_request *rq, struct brute_plan *p)
{
	bool scored = false;

	*p = (struct brute_plan){ .must = { .kind = ASK_ALL_OF } };
	for (unsigned i = 0; i < root->n; i++) {
		struct brute_query *q = root->child[i];

		brute_add_neighbours(p, q);
		if (q->kind == ASK_NOT) {
			p->not[p->not_n++] = q->child[0];
		} else if (brute_is_optional(rq, q)) {
			brute_add_optional(b, p, q);
		} else {
			p->must.child[p->must.n++] = q;
			scored = scored || !brute_is_column(q);
		}
	}
	p->need_should = !scored && p->should_n > 0;
}

static inline float
brute_recency(const struct brute_request *rq, const struct brute_doc *d)
{
	float age = rq->now_s > d->time_s ? (float)(rq->now_s - d->time_s)
	                                  : 0;

	if (!rq->recency)
		return 1;
	return 1 + FIND_RECENCY_GAIN * exp2f(-age / FIND_RECENCY_HALF_S);
}

/* Whether a document is a hit, and its score but for neighbours. */
static inline bool
brute_hit(const struct brute *b, const struct brute_plan *p,
          const struct brute_request *rq, const struct brute_doc *d,
          float *score)
{
	bool any = false;
	float sum = 0, one;

	if (d->gone || d->deleted || (rq->collapse && d->copy) ||
	    (p->must.n == 0 && !p->need_should && p->not_n == 0))
		return false;
	if (!brute_all(b, d, &p->must, &sum))
		return false;
	for (unsigned i = 0; i < p->should_n; i++)
		if (brute_text(b, d, &p->should[i].words, p->should[i].times,
		               &one)) {
			any = true;
			sum += one;
		}
	if (p->need_should && !any)
		return false;
	for (unsigned i = 0; i < p->not_n; i++)
		if (brute_match(b, d, p->not[i], &one))
			return false;
	*score = rq->newest ? 0 : sum * brute_recency(rq, d);
	return true;
}

/* What the query's neighbours add in a document. */
static inline float
brute_neighbours(const struct brute *b, const struct brute_plan *p,
                 const struct brute_doc *d)
{
	float sum = 0;

	for (unsigned i = 0; i + 1 < p->neighbour_n; i++) {
		uint16_t pair[2];
		uint64_t first, second;

		if (p->neighbour[i] < 0 || p->neighbour[i + 1] < 0)
			continue;
		pair[0] = (uint16_t)p->neighbour[i];
		pair[1] = (uint16_t)p->neighbour[i + 1];
		if (!brute_side_by_side(b, d, pair, 2, false))
			continue;
		first = b->stem_docs[b->lexicon->v[pair[0]].stem[0]];
		second = b->stem_docs[b->lexicon->v[pair[1]].stem[0]];
		sum += RANK_PAIR *
		       (brute_rarity(b, first) + brute_rarity(b, second));
	}
	return sum;
}

static inline int
brute_order(const void *x, const void *y)
{
	const struct brute_found *a = x, *b = y;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (a->doc->time_s != b->doc->time_s)
		return a->doc->time_s > b->doc->time_s ? -1 : 1;
	return a->doc->id > b->doc->id ? -1 : 1;
}

/* Of each story the first. */
static inline size_t
brute_collapse(struct brute_found *v, size_t n, size_t most)
{
	size_t kept = 0;

	for (size_t i = 0; i < n && kept < most; i++) {
		size_t j = 0;

		while (j < kept && v[j].doc->story != v[i].doc->story)
			j++;
		if (j == kept)
			v[kept++] = v[i];
	}
	return kept;
}

/*
 * All hits into hit (room for all documents), *hits of them; the best into
 * best (room as well), best first; returns how many of these.
 */
static inline size_t
brute_find(const struct brute *b, const struct brute_query *root,
           const struct brute_request *rq, struct brute_found *hit,
           size_t *hits, struct brute_found *best)
{
	size_t window = rq->limit, n = 0;
	struct brute_plan p;

	brute_plan(b, root, rq, &p);
	for (unsigned i = 0; i < b->n; i++) {
		const struct brute_doc *d = &b->doc[i];

		if (brute_hit(b, &p, rq, d, &hit[n].score))
			hit[n++].doc = d;
	}
	*hits = n;
	memcpy(best, hit, n * sizeof(*hit));
	qsort(best, n, sizeof(*best), brute_order);
	if (!rq->newest && window > 0 && window < FIND_WINDOW)
		window = FIND_WINDOW;
	n = rq->collapse ? brute_collapse(best, n, window)
	                 : str_least(n, window);
	for (size_t i = 0; i < n && !rq->newest; i++)
		best[i].score += brute_neighbours(b, &p, best[i].doc) *
		                 brute_recency(rq, best[i].doc);
	qsort(best, n, sizeof(*best), brute_order);
	return str_least(n, rq->limit);
}

#endif
