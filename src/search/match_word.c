/*
 * A word by its stems, what its exact form adds, and an exact form alone.
 */
#include "search/match.h"
#include "search/rank.h"

#define DENSE 16u /* in one of so many documents */
#define CHOOSY 0.5f /* few documents are worth so much of a rarity */

/* A byte's bound in the segment's mean length, in that of the whole index. */
static float
bound_scale(const struct match_context *c, const struct segment *s)
{
	float scale = c->plan->words_mean / s->words_mean;

	/* a little more than all, for what adding floats loses */
	return (scale > 1 ? scale : 1) * 1.00001f / (float)RANK_BOUND_MAX;
}

static float
weight_of(struct postings *p, float mean)
{
	float length = rank_length(p->segment->length[p->doc], mean);

	return rank_weight(postings_code(p), length);
}

struct match_word {
	struct matcher m;
	struct postings *stem[PLAN_STEMS_MAX];
	float rarity[PLAN_STEMS_MAX];
	unsigned stem_n;
	struct postings *exact; /* NULL: not here */
	float exact_rarity;
	/* in the stretch that was bounded last */
	float stem_bound, exact_bound;
	uint32_t bound_to;
	float scale;
	bool title;
};

static uint32_t
next_of_all(struct match_word *w, uint32_t target)
{
	uint32_t doc = postings_advance(w->stem[0], target);

	for (unsigned i = 1; i < w->stem_n; i++) {
		uint32_t other = postings_advance(w->stem[i], target);

		doc = other < doc ? other : doc;
	}
	return doc;
}

static bool
is_in_title(const struct match_word *w, uint32_t doc)
{
	for (unsigned i = 0; i < w->stem_n; i++)
		if (w->stem[i]->doc == doc &&
		    (postings_code(w->stem[i]) & CODE_TITLE) != 0)
			return true;
	return false;
}

static uint32_t
word_advance(struct matcher *m, uint32_t target)
{
	struct match_word *w = (struct match_word *)m;
	uint32_t doc = next_of_all(w, target);

	while (w->title && doc != MATCH_NONE && !is_in_title(w, doc)) {
		if (!match_work(m->context, 1))
			return MATCH_NONE;
		doc = next_of_all(w, doc + 1);
	}
	return doc;
}

static float
word_score(struct matcher *m, float need)
{
	struct match_word *w = (struct match_word *)m;
	float mean = m->context->plan->words_mean, sum = 0;

	for (unsigned i = 0; i < w->stem_n; i++)
		if (w->stem[i]->doc == m->doc)
			sum += w->rarity[i] * weight_of(w->stem[i], mean);
	if (w->exact == NULL ||
	    (m->doc <= w->bound_to && sum + w->exact_bound < need))
		return sum;
	if (postings_advance(w->exact, m->doc) == m->doc)
		sum += w->exact_rarity * weight_of(w->exact, mean);
	return sum;
}

static float
list_bound(struct postings *p, uint32_t target, uint32_t *upto, bool wide)
{
	uint32_t last;
	/* blocks of frequent words are short, and their bounds alike */
	bool dense = p->docs > p->segment->facts.docs / DENSE;
	uint8_t bound = wide || dense ? postings_group_bound(p, target, &last)
	                              : postings_bound(p, target, &last);

	if (last < *upto)
		*upto = last;
	return (float)bound;
}

static float
word_bound(struct matcher *m, uint32_t target, uint32_t *upto, bool wide)
{
	struct match_word *w = (struct match_word *)m;
	float sum = 0;

	*upto = MATCH_NONE;
	for (unsigned i = 0; i < w->stem_n; i++)
		sum += w->rarity[i] *
		       list_bound(w->stem[i], target, upto, wide);
	w->stem_bound = sum * w->scale;
	if (w->exact != NULL)
		w->exact_bound = w->exact_rarity * w->scale *
		                 list_bound(w->exact, target, upto, wide);
	w->bound_to = *upto;
	return w->stem_bound + w->exact_bound;
}

/* What a word must be worth in a document, as parts of its rarity. */
struct worth {
	float alone; /* by its stem, where the exact form is not */
	float least; /* by its stem, where it is */
	float fixed, per_word; /* of rank_length */
};

/* w / (w + length) >= part, without dividing. */
static inline bool
weighs(float count, float length, float part)
{
	return count * (1.0f - part) >= part * length;
}

static inline bool
has_exact(struct match_word *w, uint32_t doc)
{
	return w->exact != NULL &&
	       (w->exact->doc >= doc ? w->exact->doc
	                             : postings_advance(w->exact, doc)) ==
	               doc;
}

/*
 * Go on, in the unpacked block, to a document that may be worth enough, or
 * that is behind upto; false when there is none.
 */
static bool
skim_block(struct match_word *w, const struct worth *need, uint32_t upto)
{
	struct postings *p = w->stem[0];
	const uint16_t *length = p->segment->length;

	postings_codes(p);
	for (unsigned i = p->at; i < p->n; i++) {
		uint32_t doc = p->doc_of[i];
		float count = rank_count(p->code_of[i]);
		float k = need->fixed + need->per_word * (float)length[doc];

		if (doc > upto || weighs(count, k, need->alone) ||
		    (weighs(count, k, need->least) && has_exact(w, doc))) {
			p->at = i;
			p->doc = doc;
			return true;
		}
	}
	p->at = p->n - 1;
	p->doc = p->doc_of[p->at];
	return false;
}

/*
 * When the stem alone cannot be worth what is needed, only documents with the
 * exact form can; else those are left out that are worth too little.
 */
static uint32_t
word_seek(struct matcher *m, uint32_t target, uint32_t upto, float need)
{
	struct match_word *w = (struct match_word *)m;
	struct postings *p = w->stem[0];
	struct worth worth = {
		.alone = need / w->rarity[0] * 0.9999f,
		.least = (need - w->exact_bound) / w->rarity[0] * 0.9999f,
		.fixed = rank_length(0, 1),
		.per_word = RANK_K1 * RANK_B / m->context->plan->words_mean,
	};
	uint32_t doc;

	upto = upto < w->bound_to ? upto : w->bound_to;
	if (w->stem_n > 1 || w->title || target > upto ||
	    w->rarity[0] <= 0 || worth.alone <= 0)
		return match_advance(m, target);
	if (w->exact != NULL && w->stem_bound < need) {
		doc = postings_advance(w->exact, target);
		if (doc > upto)
			doc = upto + 1;
		return postings_advance(p, doc);
	}
	doc = postings_advance(p, target);
	while (doc != MATCH_NONE && doc <= upto &&
	       !skim_block(w, &worth, upto))
		doc = postings_advance(p, p->doc + 1);
	return p->doc;
}

static const struct match_ops word_ops = { word_advance, word_score,
	                                   word_bound, NULL, word_seek };

bool
match_is_choosy(const struct matcher *word, float need)
{
	const struct match_word *w = (const struct match_word *)word;

	if (word->ops != &word_ops || w->exact == NULL)
		return false;
	return w->stem_bound < need || need > CHOOSY * w->rarity[0];
}

static struct postings *
open_list(struct match_context *c, const struct plan_term *t, size_t part,
          bool positions)
{
	const struct term *found = plan_find(c->plan, t, part);
	struct postings *p;

	if (found == NULL || (p = arena_raw(c->mem, sizeof(*p))) == NULL)
		return NULL;
	postings_open(p, c->plan->view->part[part].segment, found, positions);
	return p;
}

struct matcher *
match_word_new(struct match_context *c, const struct plan_node *n,
               size_t word, size_t part)
{
	const struct plan_word *p = &n->word[word];
	struct match_word *w = match_alloc(c, &word_ops, part, sizeof(*w));

	if (w == NULL)
		return NULL;
	for (unsigned i = 0; i < p->stem_n; i++) {
		struct postings *list = open_list(c, &p->stem[i], part, true);

		if (list == NULL)
			continue;
		w->rarity[w->stem_n] = n->times * p->stem[i].rarity;
		w->stem[w->stem_n++] = list;
		w->m.cost += list->docs;
	}
	if (w->stem_n == 0)
		return NULL;
	if (c->ranked)
		w->exact = open_list(c, &p->exact, part, false);
	w->exact_rarity = n->times * RANK_EXACT * p->exact.rarity;
	w->scale = bound_scale(c, w->m.segment);
	w->title = n->title;
	if (w->stem_n == 1 && !w->title)
		w->m.list = w->stem[0];
	w->m.doc = word_advance(&w->m, c->from);
	return &w->m;
}

/* The positions of several lists, each rising, as one list. */
static size_t
sort_positions(uint32_t *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint32_t x = v[i];
		size_t j = i;

		for (; j > 0 && v[j - 1] > x; j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
	return n;
}

size_t
match_positions(struct matcher *word, uint32_t *out, size_t max)
{
	struct match_word *w = (struct match_word *)word;
	size_t n = 0;

	for (unsigned i = 0; i < w->stem_n; i++)
		if (w->stem[i]->doc == word->doc)
			n += postings_positions(w->stem[i], out + n, max - n);
	return w->stem_n > 1 ? sort_positions(out, n) : n;
}

struct match_exact {
	struct matcher m;
	struct postings *list;
	float rarity;
	float scale;
	bool title;
};

static uint32_t
exact_advance(struct matcher *m, uint32_t target)
{
	struct match_exact *x = (struct match_exact *)m;
	uint32_t doc = postings_advance(x->list, target);

	while (x->title && doc != MATCH_NONE &&
	       (postings_code(x->list) & CODE_TITLE) == 0) {
		if (!match_work(m->context, 1))
			return MATCH_NONE;
		doc = postings_advance(x->list, doc + 1);
	}
	return doc;
}

static float
exact_score(struct matcher *m, float need)
{
	struct match_exact *x = (struct match_exact *)m;

	(void)need;
	return x->rarity * weight_of(x->list, m->context->plan->words_mean);
}

static float
exact_bound(struct matcher *m, uint32_t target, uint32_t *upto, bool wide)
{
	struct match_exact *x = (struct match_exact *)m;

	*upto = MATCH_NONE;
	return x->rarity * list_bound(x->list, target, upto, wide) * x->scale;
}

static const struct match_ops exact_ops = { exact_advance, exact_score,
	                                    exact_bound, NULL, NULL };

struct matcher *
match_exact_new(struct match_context *c, const struct plan_node *n,
                size_t part)
{
	struct postings *list = open_list(c, &n->word[0].exact, part, false);
	struct match_exact *x = match_alloc(c, &exact_ops, part, sizeof(*x));

	if (list == NULL || x == NULL)
		return NULL;
	x->list = list;
	x->rarity = n->times * n->word[0].exact.rarity;
	x->scale = bound_scale(c, x->m.segment);
	x->title = n->title;
	x->m.list = x->title ? NULL : list;
	x->m.cost = list->docs;
	x->m.doc = exact_advance(&x->m, c->from);
	return &x->m;
}

static float
no_score(struct matcher *m, float need)
{
	(void)m;
	(void)need;
	return 0;
}

static float
no_bound(struct matcher *m, uint32_t target, uint32_t *upto, bool wide)
{
	(void)m;
	(void)target;
	(void)wide;
	*upto = MATCH_NONE;
	return 0;
}

/* The words of a byline: all of them, in any order. */
static const struct match_ops author_ops = { exact_advance, no_score,
	                                     no_bound, NULL, NULL };

struct matcher *
match_author_new(struct match_context *c, const struct plan_node *n,
                 size_t part)
{
	struct matcher **child = ARENA_ARRAY(c->mem, struct matcher *,
	                                     n->word_n);

	for (size_t i = 0; child != NULL && i < n->word_n; i++) {
		struct match_exact *x = match_alloc(c, &author_ops, part,
		                                    sizeof(*x));

		if (x == NULL)
			return NULL;
		x->list = open_list(c, &n->word[i].exact, part, false);
		if (x->list == NULL)
			return NULL;
		x->m.cost = x->list->docs;
		x->m.doc = x->list->doc;
		child[i] = &x->m;
	}
	if (child == NULL)
		return NULL;
	return n->word_n == 1 ? child[0] : match_all_new(c, child, n->word_n);
}
