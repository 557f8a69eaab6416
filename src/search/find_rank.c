/*
 * The best of a part by relevance.  Stretches of documents that cannot hold
 * one good enough are left out by the bounds of their blocks, without being
 * unpacked.  Source: Ding and Suel, "Faster top-k document retrieval using
 * block-max indexes" (2011); the parting of words into those that can bring a
 * document in and those that only add to it is MaxScore, Turtle and Flood,
 * "Query evaluation: strategies and optimizations" (1995).
 */
#include "search/find_internal.h"

#define SLACK 1.00001f /* for what floats lose when added in another order */

struct ranker {
	struct finder *f;
	uint32_t docs;
	float bound[PLAN_SHOULD_MAX]; /* of each should, in the stretch */
	size_t order[PLAN_SHOULD_MAX]; /* shoulds, the greatest bound first */
	float rest[PLAN_SHOULD_MAX + 1]; /* bounds from that place on, summed */
	size_t lead; /* so many of them can bring a document in */
	float factor; /* no document of the present stretch has a greater */
};

static float
factor_of(const struct ranker *r, uint32_t doc)
{
	if (!r->f->rq->recency)
		return 1;
	return find_recency(r->f->rq->now_s, r->f->segment->time_s[doc]);
}

/* Whether no document from `doc` on with at most this score would be kept. */
static bool
is_hopeless(const struct ranker *r, float bound, uint32_t doc)
{
	const struct found *worst = top_worst(r->f->top);

	if (worst == NULL)
		return false;
	bound *= r->factor * SLACK;
	if (bound != worst->score)
		return bound < worst->score;
	return worst->time_s > r->f->segment->time_s[doc];
}

/* A sum that is less will not be kept, in the present stretch. */
static float
need_of(const struct ranker *r)
{
	const struct found *worst = top_worst(r->f->top);

	return worst == NULL ? 0 : worst->score / (r->factor * SLACK);
}

/* The sum of all bounds from doc to *upto. */
static float
bound_of_all(struct ranker *r, uint32_t doc, uint32_t *upto, bool wide)
{
	struct finder *f = r->f;
	uint32_t last;
	float sum = 0;

	*upto = r->docs - 1;
	if (f->must != NULL && !f->plan->need_should) {
		sum = match_bound(f->must, doc, &last, wide);
		*upto = last < *upto ? last : *upto;
	}
	for (size_t i = 0; i < f->should_n; i++) {
		r->bound[i] = match_bound(f->should[i], doc, &last, wide);
		sum += r->bound[i];
		*upto = last < *upto ? last : *upto;
	}
	return sum;
}

static void
offer(struct ranker *r, uint32_t doc, float sum)
{
	if (finder_takes(r->f, doc))
		finder_offer(r->f, doc, sum * factor_of(r, doc));
}

/* A stretch in which `must` brings the documents and shoulds add. */
static uint32_t
walk_musts(struct ranker *r, uint32_t doc, uint32_t upto)
{
	struct finder *f = r->f;
	float should = 0; /* what they may add */

	for (size_t i = 0; i < f->should_n; i++)
		should += r->bound[i];
	for (;;) {
		float need = need_of(r), sum;

		doc = match_seek(f->must, doc, upto, need - should);
		if (doc > upto)
			return doc;
		if (!match_work(f->context, 1))
			return MATCH_NONE;
		sum = match_score(f->must, f->should_n == 0 ? need : 0);
		for (size_t i = 0; i < f->should_n; i++)
			if (match_advance(f->should[i], doc) == doc)
				sum += match_score(f->should[i], 0);
		if (sum >= need && match_confirm(f->must))
			offer(r, doc, sum);
		doc++;
	}
}

/* Part the shoulds: those that add up to too little only add. */
static void
part_shoulds(struct ranker *r, uint32_t doc)
{
	size_t n = r->f->should_n;

	for (size_t i = 0; i < n; i++) {
		size_t j = i;

		for (; j > 0 && r->bound[r->order[j - 1]] < r->bound[i]; j--)
			r->order[j] = r->order[j - 1];
		r->order[j] = i;
	}
	r->rest[n] = 0;
	for (size_t i = n; i > 0; i--)
		r->rest[i - 1] = r->rest[i] + r->bound[r->order[i - 1]];
	r->lead = n;
	while (r->lead > 0 && is_hopeless(r, r->rest[r->lead - 1], doc))
		r->lead--;
}

/* Score a document that some of the leading words have. */
static void
weigh(struct ranker *r, uint32_t doc)
{
	struct finder *f = r->f;
	float score[PLAN_SHOULD_MAX] = { 0 }, sum = 0;

	for (size_t i = 0; i < f->should_n; i++) {
		size_t at = r->order[i];
		struct matcher *m = f->should[at];

		if (i >= r->lead && is_hopeless(r, sum + r->rest[i], doc))
			return;
		if (match_advance(m, doc) == doc) {
			score[at] = match_score(m, 0);
			sum += score[at];
		}
	}
	sum = 0;
	for (size_t i = 0; i < f->should_n; i++)
		sum += score[i];
	offer(r, doc, sum);
}

/* A stretch in which the leading shoulds bring the documents. */
static uint32_t
walk_shoulds(struct ranker *r, uint32_t doc, uint32_t upto)
{
	struct finder *f = r->f;

	part_shoulds(r, doc);
	for (;;) {
		uint32_t first = MATCH_NONE;

		for (size_t i = 0; i < r->lead; i++) {
			size_t at = r->order[i];
			float others = r->rest[0] - r->bound[at];
			uint32_t next = match_seek(f->should[at], doc, upto,
			                           need_of(r) - others);

			first = next < first ? next : first;
		}
		if (first > upto)
			return upto + 1;
		doc = first;
		if (!match_work(f->context, 1))
			return MATCH_NONE;
		if (f->must != NULL && match_advance(f->must, doc) != doc) {
			doc = f->must->doc;
			if (doc > upto)
				return doc;
			continue;
		}
		weigh(r, doc++);
	}
}

/* Stretches whose blocks end inside a longer one. */
static uint32_t
walk_stretch(struct ranker *r, uint32_t doc, uint32_t end)
{
	while (doc <= end) {
		uint32_t upto;
		float bound = bound_of_all(r, doc, &upto, false);

		upto = upto < end ? upto : end;
		r->factor = factor_of(r, doc);
		if (is_hopeless(r, bound, doc))
			doc = upto + 1;
		else if (r->f->plan->need_should)
			doc = walk_shoulds(r, doc, upto);
		else
			doc = walk_musts(r, doc, upto);
	}
	return doc;
}

void
find_rank_part(struct finder *f)
{
	struct ranker r = { .f = f, .docs = f->segment->facts.docs };
	uint32_t doc = 0;

	if (f->must != NULL && !f->plan->need_should)
		match_make_lazy(f->must);
	while (doc < r.docs) {
		uint32_t upto;
		float bound = bound_of_all(&r, doc, &upto, true);

		r.factor = factor_of(&r, doc);
		if (is_hopeless(&r, bound, doc))
			doc = upto + 1;
		else
			doc = walk_stretch(&r, doc, upto);
	}
}
