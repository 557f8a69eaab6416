/*
 * Parts that all must match, of which any may, and what must not.
 */
#include <math.h>

#include "search/match.h"

#define ALIKE 4u /* times longer: then skipping is quicker than stepping */

struct match_group {
	struct matcher m;
	struct matcher **child; /* in the query's order, that of all sums */
	struct matcher **lead;  /* of all_ops: the rarest first */
	size_t first;           /* that one among the children */
	bool alike;             /* there are two, lists of similar length */
	size_t n;
	float *bound; /* of each child, in the stretch bounded last */
	float bound_sum;
};

/* match_advance, without going round by the operations of a mere list. */
static inline uint32_t
advance_child(struct matcher *m, uint32_t target)
{
	if (m->list == NULL)
		return match_advance(m, target);
	return m->doc = postings_advance(m->list, target);
}

/* Two lists of about the same length go along side by side. */
static uint32_t
alike_seek(struct match_group *g, uint32_t target)
{
	struct matcher *a = g->lead[0], *b = g->lead[1];
	uint64_t sparse = a->segment->facts.docs / a->cost + 1;
	uint32_t doc = postings_meet(a->list, b->list, target);

	a->doc = a->list->doc;
	b->doc = b->list->doc;
	if (doc == MATCH_NONE)
		return doc;
	return match_work(a->context, 1 + (doc - target) / sparse)
	               ? doc
	               : MATCH_NONE;
}

/*
 * Move all to the first document >= target that all have.
 */
static uint32_t
all_seek(struct matcher *m, uint32_t target, uint32_t upto, float need)
{
	struct match_group *g = (struct match_group *)m;

	need -= g->bound_sum - g->bound[g->first];
	if (g->alike && !match_is_choosy(g->lead[0], need))
		return alike_seek(g, target);
	for (;;) {
		uint32_t doc = match_seek(g->lead[0], target, upto, need);
		uint32_t other = doc;

		if (doc == MATCH_NONE || !match_work(m->context, 1))
			return MATCH_NONE;
		for (size_t i = 1; i < g->n && other == doc; i++)
			other = advance_child(g->lead[i], doc);
		if (other == doc)
			return doc;
		target = other;
	}
}

static uint32_t
all_advance(struct matcher *m, uint32_t target)
{
	return all_seek(m, target, MATCH_NONE, -INFINITY);
}

/*
 * What is left to add is bounded in the present stretch: as soon as it cannot
 * reach what is needed, the sum stays what it is.
 */
static float
all_score(struct matcher *m, float need)
{
	struct match_group *g = (struct match_group *)m;
	float sum = 0, rest = g->bound_sum;

	for (size_t i = 0; i < g->n; i++) {
		rest -= g->bound[i];
		sum += match_score(g->child[i], need - sum - rest);
		if (sum + rest < need)
			return sum;
	}
	return sum;
}

static float
any_score(struct matcher *m, float need)
{
	struct match_group *g = (struct match_group *)m;
	float sum = 0;

	(void)need;
	for (size_t i = 0; i < g->n; i++)
		if (g->child[i]->doc == m->doc)
			sum += match_score(g->child[i], 0);
	return sum;
}

static float
sum_bounds(struct matcher *m, uint32_t target, uint32_t *upto, bool wide)
{
	struct match_group *g = (struct match_group *)m;
	float sum = 0;

	*upto = MATCH_NONE;
	for (size_t i = 0; i < g->n; i++) {
		uint32_t last;

		g->bound[i] = match_bound(g->child[i], target, &last, wide);
		sum += g->bound[i];
		*upto = last < *upto ? last : *upto;
	}
	return g->bound_sum = sum;
}

static bool
all_confirm(struct matcher *m)
{
	struct match_group *g = (struct match_group *)m;

	for (size_t i = 0; m->lazy && i < g->n; i++)
		if (!match_confirm(g->child[i]))
			return false;
	return true;
}

static const struct match_ops all_ops = { all_advance, all_score, sum_bounds,
	                                  all_confirm, all_seek };

void
match_make_lazy(struct matcher *m)
{
	struct match_group *g = (struct match_group *)m;

	m->lazy = true;
	for (size_t i = 0; m->ops == &all_ops && i < g->n; i++)
		match_make_lazy(g->child[i]);
}

static uint32_t
any_advance(struct matcher *m, uint32_t target)
{
	struct match_group *g = (struct match_group *)m;
	uint32_t first = MATCH_NONE;

	for (size_t i = 0; i < g->n; i++) {
		uint32_t doc = match_advance(g->child[i], target);

		first = doc < first ? doc : first;
	}
	return match_work(m->context, 1) ? first : MATCH_NONE;
}

static const struct match_ops any_ops = { any_advance, any_score, sum_bounds,
	                                  NULL, NULL };

static uint32_t
but_advance(struct matcher *m, uint32_t target)
{
	struct match_group *g = (struct match_group *)m;
	uint32_t doc = match_advance(g->child[0], target);
	size_t i = 1;

	while (doc != MATCH_NONE && i < g->n) {
		if (match_advance(g->child[i], doc) != doc) {
			i++;
			continue;
		}
		if (!match_work(m->context, 1))
			return MATCH_NONE;
		doc = match_advance(g->child[0], doc + 1);
		i = 1;
	}
	return doc;
}

static float
base_score(struct matcher *m, float need)
{
	return match_score(((struct match_group *)m)->child[0], need);
}

static float
base_bound(struct matcher *m, uint32_t target, uint32_t *upto, bool wide)
{
	return match_bound(((struct match_group *)m)->child[0], target, upto,
	                   wide);
}

static const struct match_ops but_ops = { but_advance, base_score, base_bound,
	                                  NULL, NULL };

static struct matcher *
group_new(struct match_context *c, const struct match_ops *ops,
          struct matcher **child, size_t n)
{
	struct match_group *g = match_alloc(c, ops, 0, sizeof(*g));

	if (g == NULL)
		return NULL;
	g->m.segment = child[0]->segment;
	g->child = child;
	g->n = n;
	g->bound = ARENA_ARRAY(c->mem, float, n);
	if (g->bound == NULL)
		return NULL;
	g->m.cost = child[0]->cost;
	return &g->m;
}

/* The children in the order of their cost. */
static bool
order_by_cost(struct match_group *g)
{
	g->lead = ARENA_ARRAY(g->m.context->mem, struct matcher *, g->n);
	for (size_t i = 0; g->lead != NULL && i < g->n; i++) {
		struct matcher *x = g->child[i];
		size_t j = i;

		for (; j > 0 && g->lead[j - 1]->cost > x->cost; j--)
			g->lead[j] = g->lead[j - 1];
		g->lead[j] = x;
	}
	if (g->lead == NULL)
		return false;
	while (g->child[g->first] != g->lead[0])
		g->first++;
	g->m.cost = g->lead[0]->cost;
	g->alike = g->n == 2 && g->lead[0]->list != NULL &&
	           g->lead[1]->list != NULL &&
	           g->lead[1]->cost < ALIKE * g->lead[0]->cost;
	return true;
}

struct matcher *
match_all_new(struct match_context *c, struct matcher **child, size_t n)
{
	struct matcher *m = group_new(c, &all_ops, child, n);

	if (m == NULL || !order_by_cost((struct match_group *)m))
		return NULL;
	m->doc = all_advance(m, c->from);
	return m;
}

struct matcher *
match_any_new(struct match_context *c, struct matcher **child, size_t n)
{
	struct matcher *m = group_new(c, &any_ops, child, n);

	if (m == NULL)
		return NULL;
	for (size_t i = 1; i < n; i++)
		m->cost += child[i]->cost;
	m->doc = any_advance(m, c->from);
	return m;
}

struct matcher *
match_but_new(struct match_context *c, struct matcher *base,
              struct matcher **not, size_t n)
{
	struct matcher **child = ARENA_ARRAY(c->mem, struct matcher *, n + 1);
	struct matcher *m;

	if (child == NULL)
		return NULL;
	child[0] = base;
	memcpy(child + 1, not, n * sizeof(*not));
	if ((m = group_new(c, &but_ops, child, n + 1)) != NULL)
		m->doc = but_advance(m, c->from);
	return m;
}
