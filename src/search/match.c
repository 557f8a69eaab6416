#include "search/match.h"

#define PART_KEEP_BYTES (1u << 20) /* of memory, from part to part */
#define PART_WORK_MIN 20000u       /* documents, of the smallest part */

void *
match_alloc(struct match_context *c, const struct match_ops *ops, size_t part,
            size_t bytes)
{
	struct matcher *m = arena_alloc(c->mem, bytes);

	if (m == NULL)
		return NULL;
	m->ops = ops;
	m->context = c;
	m->segment = c->plan->view->part[part].segment;
	return m;
}

void
match_part_begin(struct match_context *c, size_t part)
{
	uint64_t docs = c->plan->view->part[part].segment->facts.docs;
	uint64_t share = c->work_all * docs / c->plan->docs;

	arena_clear(c->mem, PART_KEEP_BYTES);
	c->positions[0] = c->positions[1] = NULL; /* they lay there */
	if (share < PART_WORK_MIN && c->work_all > PART_WORK_MIN)
		share = PART_WORK_MIN;
	c->work_max = c->work + share;
}

void
match_part_end(struct match_context *c)
{
	c->cut = c->cut || arena_err(c->mem) != ERR_OK;
}

bool
match_room(struct match_context *c)
{
	for (int i = 0; i < 2; i++)
		if (c->positions[i] == NULL)
			c->positions[i] = arena_raw(c->mem,
			                            MATCH_POSITIONS_MAX *
			                            sizeof(uint32_t));
	return c->positions[0] != NULL && c->positions[1] != NULL;
}

/* The children's matchers; with `all`, NULL as soon as one has none. */
static struct matcher *
children(struct match_context *c, const struct plan_node *n, size_t part,
         bool all)
{
	struct matcher **child = ARENA_ARRAY(c->mem, struct matcher *, n->n);
	size_t count = 0;

	for (size_t i = 0; child != NULL && i < n->n; i++) {
		struct matcher *m = match_new(c, n->child[i], part);

		if (m != NULL)
			child[count++] = m;
		else if (all)
			return NULL;
	}
	if (count == 0)
		return NULL;
	if (count == 1)
		return child[0];
	return all ? match_all_new(c, child, count)
	           : match_any_new(c, child, count);
}

static struct matcher *
but(struct match_context *c, const struct plan_node *n, size_t part)
{
	struct matcher *base = match_new(c, n->child[0], part);
	struct matcher **not = ARENA_ARRAY(c->mem, struct matcher *, n->n);
	size_t count = 0;

	for (size_t i = 1; not != NULL && i < n->n; i++) {
		struct matcher *m = match_new(c, n->child[i], part);

		if (m != NULL)
			not[count++] = m;
	}
	if (base == NULL || not == NULL || count == 0)
		return base;
	return match_but_new(c, base, not, count);
}

struct matcher *
match_new(struct match_context *c, const struct plan_node *n, size_t part)
{
	switch (n->kind) {
	case PLAN_WORD:
		return match_word_new(c, n, 0, part);
	case PLAN_EXACT:
		return match_exact_new(c, n, part);
	case PLAN_PHRASE:
		return match_phrase_new(c, n, part);
	case PLAN_PREFIX:
		return match_prefix_new(c, n, part);
	case PLAN_AUTHOR:
		return match_author_new(c, n, part);
	case PLAN_OUTLET:
	case PLAN_TOPIC:
	case PLAN_LANGUAGE:
	case PLAN_TIME:
		return match_column_new(c, n, part);
	case PLAN_EVERY:
		return match_every_new(c, part);
	case PLAN_ALL_OF:
		return children(c, n, part, true);
	case PLAN_ANY_OF:
		return children(c, n, part, false);
	case PLAN_BUT:
		return but(c, n, part);
	}
	return NULL;
}
