/*
 * Which element holds the article: blocks give points to the elements round
 * them, the best one is widened while its surroundings hold more of the same.
 */
#include "extract/internal.h"

/* A block gives points from this length on. */
#define SCORED_MIN 25u

/* How far up points go, and what is left of them at each step. */
#define LEVELS 7u
#define SECOND_LEVEL 0.5f
#define FURTHER_LEVELS 0.6f

#define BODY_BONUS 1.35f
#define ITEMBODY_BONUS 1.8f

/* What the surroundings must add for the element to be widened. */
#define WIDEN_SHARE 0.20
#define WIDEN_SHARE_BODY 0.40

/*
 * How sure an element that looks bad is cut off: not when it holds more than
 * this share of the page's paragraphs.  Each further try is more careful.
 */
static const struct caution { double weak, strong; } tries[] = {
	{ 0.50, 0.80 },
	{ 0.17, 0.80 },
	{ -1.0, 0.50 },
};

/* What calls itself body too is trusted more. */
#define BODY_CAUTION 0.2

/* A result smaller than this share of all paragraphs is tried again. */
#define ENOUGH 0.30

struct scores {
	struct page *p;
	float *v;          /* points of each node */
	uint32_t *alive;   /* code points of living paragraphs below */
	uint16_t *count;   /* blocks in each host */
};

/* The share of the paragraphs up to which such an element is cut off. */
static double
limit(unsigned facts, const struct caution *t)
{
	double share = facts & FACT_STRONG ? t->strong : t->weak;

	return facts & FACT_BODY ? share * BODY_CAUTION : share;
}

static void
mark_dead(struct page *p, const struct caution *t)
{
	double all = p->para[0];

	for (uint32_t i = 1; i < p->tree.n; i++) {
		unsigned f = p->facts[i] & ~(unsigned)FACT_DEAD;
		const struct html_node *e = page_node(p, i);
		bool block = html_tag_is(e->tag, HTML_BLOCK);

		if (p->facts[e->parent] & FACT_DEAD)
			f |= FACT_DEAD;
		else if ((f & (FACT_STRONG | FACT_WEAK)) && block &&
		         p->para[i] <= limit(f, t) * all)
			f |= FACT_DEAD;
		else if ((f & FACT_STRONG) && !block)
			f |= FACT_DEAD;
		p->facts[i] = (uint16_t)f;
	}
}

static bool
holds_inline_only(enum html_tag tag)
{
	return tag == HTML_TAG_P || tag == HTML_TAG_LI ||
	       tag == HTML_TAG_DD || tag == HTML_TAG_DT ||
	       tag == HTML_TAG_PRE || tag == HTML_TAG_BLOCKQUOTE ||
	       html_tag_is(tag, HTML_HEADING);
}

static uint32_t
outer_host(const struct page *p, uint32_t host)
{
	return host == 0 ? 0 : p->hosts[page_node(p, host)->parent];
}

static void
give_points(struct scores *s, const struct block *b)
{
	struct page *p = s->p;
	uint32_t at = b->host;
	float points = 1.0f + (float)b->commas;

	points += b->len >= 300 ? 3.0f : (float)b->len / 100.0f;
	points *= 1.0f - (float)b->link_len / (float)b->len;
	if (holds_inline_only(page_node(p, at)->tag) || s->count[at] == 1)
		at = outer_host(p, at);
	for (unsigned level = 0; level < LEVELS; level++) {
		s->v[at] += points;
		points *= level == 0 ? SECOND_LEVEL : FURTHER_LEVELS;
		if (at == 0)
			break;
		at = outer_host(p, at);
	}
}

static bool
is_dead(const struct page *p, const struct block *b)
{
	return (p->facts[b->first] & FACT_DEAD) != 0;
}

static void
count_alive(struct scores *s)
{
	struct page *p = s->p;

	for (uint32_t i = 0; i < p->tree.n; i++) {
		s->alive[i] = 0;
		s->v[i] = 0;
	}
	for (size_t i = 0; i < p->blocks.n; i++) {
		const struct block *b = &p->blocks.v[i];

		if (is_dead(p, b))
			continue;
		if (b->len >= SCORED_MIN)
			give_points(s, b);
		if (block_is_paragraph(b))
			s->alive[b->host] += b->len - b->link_len;
	}
	for (uint32_t i = p->tree.n; i-- > 1;)
		s->alive[page_node(p, i)->parent] += s->alive[i];
}

static uint32_t
best_node(const struct scores *s)
{
	uint32_t best = 0;
	float most = 0;

	for (uint32_t i = 0; i < s->p->tree.n; i++) {
		float v = s->v[i];

		if (v == 0.0f)
			continue;
		if (s->p->facts[i] & FACT_BODY)
			v *= BODY_BONUS;
		if (s->p->facts[i] & FACT_ITEMBODY)
			v *= ITEMBODY_BONUS / BODY_BONUS;
		if (v > most) {
			most = v;
			best = i;
		}
	}
	return best;
}

static uint32_t
widen(const struct scores *s, uint32_t node)
{
	const struct page *p = s->p;
	uint32_t best = node, at = node;

	while (at != 0) {
		double has = s->alive[best], all;
		double share = p->facts[best] & FACT_BODY ? WIDEN_SHARE_BODY
		                                          : WIDEN_SHARE;

		at = page_node(p, at)->parent;
		all = s->alive[at];
		if (all - has > share * has)
			best = at;
	}
	return best;
}

void
score_choose(struct page *p)
{
	struct scores s = { .p = p };
	uint32_t best = 0, best_alive = 0;
	size_t best_try = 0, tried;

	s.v = ARENA_ARRAY(p->mem, float, p->tree.n);
	s.alive = ARENA_ARRAY(p->mem, uint32_t, p->tree.n);
	s.count = ARENA_ARRAY(p->mem, uint16_t, p->tree.n);
	if (s.v == NULL || s.alive == NULL || s.count == NULL)
		return;
	for (size_t i = 0; i < p->blocks.n; i++)
		if (s.count[p->blocks.v[i].host] < UINT16_MAX)
			s.count[p->blocks.v[i].host]++;
	for (tried = 0; tried < COUNT(tries); tried++) {
		uint32_t node;

		mark_dead(p, &tries[tried]);
		count_alive(&s);
		node = widen(&s, best_node(&s));
		if (tried == 0 || s.alive[node] > best_alive) {
			best = node;
			best_alive = s.alive[node];
			best_try = tried;
		}
		if (best_alive >= ENOUGH * p->para[0])
			break;
	}
	if (tried == COUNT(tries))
		mark_dead(p, &tries[best_try]);
	if (s.v[0] == 0.0f && best == 0)
		return; /* no block gave a point */
	/* a page without body or html: its root is everything */
	p->root = best > 0 ? best : 1;
	p->root_end = page_node(p, best)->end;
}
