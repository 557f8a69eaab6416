/*
 * Which element holds the article: blocks give points to the elements round
 * them, the best one is widened while its surroundings hold more of the same.
 */
#include "extract/internal.h"

/* A block gives points from this length on. */
#define SCORED_MIN 25u
#define VERSE_POINTS 0.3f /* a shorter one, among its like */

/* How far up points go, and what is left of them at each step. */
#define LEVELS 7u
#define SECOND_LEVEL 0.5f
#define FURTHER_LEVELS 0.6f

#define BODY_BONUS 1.35f
#define ITEMBODY_BONUS 1.8f

/* What the surroundings must add for the element to be widened. */
#define WIDEN_SHARE 0.20
#define WIDEN_SHARE_BODY 0.40
#define WIDEN_MIN 350.0 /* code points: short items stand beside others */

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

/* A whole article holds this share of the page's paragraphs. */
#define WHOLE_SHARE 0.12

/*
 * What was cut off is given back when it holds so much longer a run of
 * paragraphs than what was chosen; more so when it was cut off for sure.
 */
#define REVIVE_WEAK 1.05
#define REVIVE_STRONG 2.0
#define REVIVALS_MAX 3u

struct scores {
	struct page *p;
	float *v;          /* points of each node */
	uint32_t *alive;   /* code points of living paragraphs below */
	uint16_t *count;   /* blocks in each host */
	uint32_t *run;     /* code points of paragraphs right below */
	uint32_t *lost;    /* the same, of dead ones */
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
		bool block = html_tag_is(e->tag, HTML_BLOCK) ||
		             e->tag == HTML_TAG_OTHER;

		if (p->facts[e->parent] & FACT_DEAD)
			f |= FACT_DEAD;
		else if ((f & (FACT_STRONG | FACT_WEAK)) && block &&
		         p->para[i] <= limit(f, t) * all)
			f |= FACT_DEAD;
		else if ((f & FACT_HIDDEN) && !block)
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

/* The element that a block is a part of, beside others. */
static uint32_t
place_of(const struct scores *s, const struct block *b)
{
	if (holds_inline_only(page_node(s->p, b->host)->tag) ||
	    s->count[b->host] == 1)
		return outer_host(s->p, b->host);
	return b->host;
}

static void
give_points(struct scores *s, const struct block *b)
{
	struct page *p = s->p;
	uint32_t at = place_of(s, b);
	float points = (float)b->commas;

	points += b->len >= SCORED_MIN ? 1.0f : VERSE_POINTS;
	points += b->len >= 300 ? 3.0f : (float)b->len / 100.0f;
	points *= 1.0f - (float)b->link_len / (float)b->len;
	for (unsigned level = 0; level < LEVELS; level++) {
		s->v[at] += points;
		points *= level == 0 ? SECOND_LEVEL : FURTHER_LEVELS;
		if (at == 0)
			break;
		at = outer_host(p, at);
	}
}

static void
clear(struct scores *s)
{
	for (uint32_t i = 0; i < s->p->tree.n; i++) {
		s->v[i] = 0;
		s->alive[i] = s->run[i] = s->lost[i] = 0;
	}
}

/*
 * Points, and the text of paragraphs: the living below each node, the living
 * and the lost right below it.
 */
static void
count_alive(struct scores *s)
{
	struct page *p = s->p;

	clear(s);
	for (size_t i = 0; i < p->blocks.n; i++) {
		const struct block *b = &p->blocks.v[i];
		uint32_t text = block_is_paragraph(b) ? b->len - b->link_len
		                                      : 0;

		if (p->facts[b->first] & FACT_DEAD) {
			s->lost[place_of(s, b)] += text;
			continue;
		}
		if (b->len >= SCORED_MIN || b->verse)
			give_points(s, b);
		s->alive[b->host] += text;
		s->run[place_of(s, b)] += text;
	}
	for (uint32_t i = p->tree.n; i-- > 1;)
		s->alive[page_node(p, i)->parent] += s->alive[i];
}

/* An <article> that holds the title holds all of the article. */
static bool
is_whole(const struct page *p, uint32_t i)
{
	return page_node(p, i)->tag == HTML_TAG_ARTICLE && p->h1 > i &&
	       p->h1 < page_node(p, i)->end;
}

/* The outermost whole article, if it has enough text; else the root. */
static uint32_t
whole_article(const struct scores *s)
{
	const struct page *p = s->p;

	for (uint32_t i = p->h1; i != 0; i = page_node(p, i)->parent)
		if (is_whole(p, i) && s->alive[i] > 0 &&
		    s->alive[i] >= WHOLE_SHARE * s->alive[0])
			return i;
	return 0;
}

double
score_points(const struct page *p, uint32_t i)
{
	float v = p->points[i];

	if (p->facts[i] & FACT_BODY)
		v *= BODY_BONUS;
	if (p->facts[i] & FACT_ITEMBODY)
		v *= ITEMBODY_BONUS / BODY_BONUS;
	return (double)v;
}

static uint32_t
best_node(const struct scores *s)
{
	uint32_t best = 0, within = whole_article(s);
	double most = 0;

	for (uint32_t i = within; i < page_node(s->p, within)->end; i++) {
		double v = score_points(s->p, i);

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

	while (at != 0 && !is_whole(p, at)) {
		double has = s->alive[best], all;
		double share = p->facts[best] & FACT_BODY ? WIDEN_SHARE_BODY
		                                          : WIDEN_SHARE;

		at = page_node(p, at)->parent;
		all = s->alive[at];
		if (all - has > share * has && all - has >= WIDEN_MIN)
			best = at;
	}
	return best;
}

/* The node inside `within` with the most of `text`. */
static uint32_t
most_of(const struct page *p, const uint32_t *text, uint32_t within)
{
	uint32_t best = within;

	for (uint32_t i = within; i < page_node(p, within)->end; i++)
		if (text[i] > text[best])
			best = i;
	return best;
}

static bool
may_revive(const struct scores *s, uint32_t at, double gain)
{
	for (; at != 0; at = page_node(s->p, at)->parent) {
		unsigned f = s->p->facts[at];

		if ((f & FACT_HIDDEN) ||
		    ((f & FACT_STRONG) && gain < REVIVE_STRONG))
			return false;
	}
	return true;
}

/*
 * A word in a class may mislead: "newsletter" round the newsletter itself,
 * "sidebar-content" for what stands beside the sidebar.  Clears what spoke
 * against the longest run of paragraphs that was cut off, if it is longer
 * than the longest of the chosen element.
 */
static bool
revive(struct scores *s, uint32_t chosen)
{
	struct page *p = s->p;
	uint32_t at = most_of(p, s->lost, whole_article(s));
	double lost = s->lost[at], has = s->run[most_of(p, s->run, chosen)];
	bool any = false;

	if (lost <= REVIVE_WEAK * has ||
	    !may_revive(s, at, has > 0 ? lost / has : REVIVE_STRONG))
		return false;
	for (; at != 0; at = page_node(p, at)->parent) {
		static const unsigned bad = FACT_STRONG | FACT_WEAK;

		any |= (p->facts[at] & bad) != 0;
		p->facts[at] = (uint16_t)(p->facts[at] & ~bad);
	}
	return any;
}

static uint32_t
choose(struct scores *s, const struct caution *t)
{
	mark_dead(s->p, t);
	count_alive(s);
	return widen(s, best_node(s));
}

/* Try with ever more caution until enough is found. */
static uint32_t
choose_cautiously(struct scores *s, const struct caution **used)
{
	uint32_t best = 0, best_alive = 0;

	*used = &tries[0];
	for (size_t i = 0; i < COUNT(tries); i++) {
		uint32_t node = choose(s, &tries[i]);

		if (i == 0 || s->alive[node] > best_alive) {
			best = node;
			best_alive = s->alive[node];
			*used = &tries[i];
		}
		if (best_alive >= ENOUGH * s->p->para[whole_article(s)])
			return best;
	}
	if (*used != &tries[COUNT(tries) - 1])
		best = choose(s, *used);
	return best;
}

static bool
prepare(struct scores *s)
{
	struct page *p = s->p;

	s->v = ARENA_ARRAY(p->mem, float, p->tree.n);
	s->alive = ARENA_ARRAY(p->mem, uint32_t, p->tree.n);
	s->run = ARENA_ARRAY(p->mem, uint32_t, p->tree.n);
	s->lost = ARENA_ARRAY(p->mem, uint32_t, p->tree.n);
	s->count = ARENA_ARRAY(p->mem, uint16_t, p->tree.n);
	p->points = s->v;
	p->alive = s->alive;
	if (s->v == NULL || s->alive == NULL || s->run == NULL ||
	    s->lost == NULL || s->count == NULL)
		return false;
	for (size_t i = 0; i < p->blocks.n; i++)
		if (s->count[p->blocks.v[i].host] < UINT16_MAX)
			s->count[p->blocks.v[i].host]++;
	return true;
}

void
score_choose(struct page *p)
{
	struct scores s = { .p = p };
	const struct caution *used;
	uint32_t best;

	if (!prepare(&s))
		return;
	best = choose_cautiously(&s, &used);
	for (unsigned i = 0; i < REVIVALS_MAX && revive(&s, best); i++)
		best = choose(&s, used);
	if (s.v[0] == 0.0f && best == 0)
		return; /* no block gave a point */
	/* a page without body or html: its root is everything */
	p->root = best > 0 ? best : 1;
	p->root_end = page_node(p, best)->end;
}
