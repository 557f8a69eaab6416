/*
 * Words that are neighbours in the query and in a document, in its order:
 * looked for in the best documents only, whose order it may change.
 */
#include "search/find_internal.h"
#include "search/rank.h"

struct neighbours {
	struct matcher **word; /* of each of the query's, NULL: not here */
};

static bool
side_by_side(struct matcher *a, struct matcher *b, uint32_t doc)
{
	uint32_t **positions;
	size_t n, m, j = 0;

	if (a == NULL || b == NULL || match_advance(a, doc) != doc ||
	    match_advance(b, doc) != doc)
		return false;
	positions = a->context->positions;
	n = match_positions(a, positions[0], MATCH_POSITIONS_MAX);
	m = match_positions(b, positions[1], MATCH_POSITIONS_MAX);
	for (size_t i = 0; i < n; i++) {
		uint32_t want = positions[0][i] + 1;

		while (j < m && positions[1][j] < want)
			j++;
		if (j < m && positions[1][j] == want)
			return true;
	}
	return false;
}

static float
bonus_of(struct neighbours *s, const struct plan *p, uint32_t doc)
{
	float sum = 0;

	for (size_t i = 0; i + 1 < p->neighbour_n; i++)
		if (side_by_side(s->word[i], s->word[i + 1], doc))
			sum += RANK_PAIR *
			       (p->neighbour[i]->stem[0].rarity +
			        p->neighbour[i + 1]->stem[0].rarity);
	return sum;
}

static struct matcher *
word_of(struct match_context *c, struct plan_word *w, size_t part)
{
	struct plan_node n = { .kind = PLAN_WORD, .times = 1, .word = w,
		               .word_n = 1 };

	return w == NULL ? NULL : match_word_new(c, &n, 0, part);
}

/* The first kept document of a part from `next` on; NULL: none. */
static struct found *
first_of(struct top *top, size_t part, uint32_t next)
{
	struct found *first = NULL;

	for (size_t i = 0; i < top->n; i++) {
		struct found *f = &top->v[i];

		if (f->part == part && f->doc >= next &&
		    (first == NULL || f->doc < first->doc))
			first = f;
	}
	return first;
}

static bool
open_words(struct match_context *c, size_t part, struct neighbours *s)
{
	const struct plan *p = c->plan;

	s->word = ARENA_ARRAY(c->mem, struct matcher *, p->neighbour_n);
	if (s->word == NULL || !match_room(c))
		return false;
	for (size_t i = 0; i < p->neighbour_n; i++)
		s->word[i] = word_of(c, p->neighbour[i], part);
	return true;
}

/* The documents of one part, in their order, since matchers only go on. */
static void
weigh_part(struct match_context *c, const struct find_request *rq,
           struct top *top, size_t part)
{
	struct found *f = first_of(top, part, 0);
	struct neighbours s = { 0 };

	if (f == NULL)
		return;
	match_part_begin(c, part);
	c->from = f->doc;
	if (!open_words(c, part, &s))
		f = NULL;
	for (; f != NULL; f = first_of(top, part, f->doc + 1)) {
		float bonus = bonus_of(&s, c->plan, f->doc);

		if (rq->recency)
			bonus *= find_recency(rq->now_s, f->time_s);
		f->score += bonus;
	}
	c->from = 0;
	match_part_end(c);
}

/* Whether the query has two words side by side at all. */
static bool
has_pair(const struct plan *p)
{
	for (size_t i = 0; i + 1 < p->neighbour_n; i++)
		if (p->neighbour[i] != NULL && p->neighbour[i + 1] != NULL)
			return true;
	return false;
}

void
find_pairs(struct match_context *c, const struct find_request *rq,
           struct top *top)
{
	if (!has_pair(c->plan))
		return;
	for (size_t part = 0; part < c->plan->view->n; part++)
		weigh_part(c, rq, top, part);
	top_sort(top);
}
