/*
 * Words side by side.  Documents that have all of them come from the lists;
 * whether they are neighbours there, the positions tell.  Of two frequent
 * stems the pair has a list of its own (pairs.h).
 */
#include "search/match.h"
#include "search/pairs.h"

#define WORK_OF_POSITIONS 8u /* documents, of looking at one's positions */

struct match_phrase {
	struct matcher m;
	struct matcher *all;   /* documents that may have it */
	struct matcher **word; /* of each word, in the phrase's order */
	size_t n;
	bool title;
	bool certain; /* `all` is the pair's own list */
};

/* Keep those starts behind which, at a distance, a position stands. */
static size_t
keep_followed(uint32_t *start, size_t n, const uint32_t *next, size_t next_n,
              uint32_t distance)
{
	size_t kept = 0, j = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t want = start[i] + distance;

		while (j < next_n && next[j] < want)
			j++;
		if (j < next_n && next[j] == want)
			start[kept++] = start[i];
	}
	return kept;
}

static bool
stands_here(struct match_phrase *p, uint32_t doc)
{
	/* positions: of the phrase's first word, of the one in question */
	uint32_t *start = p->m.context->positions[0];
	uint32_t *next = p->m.context->positions[1];
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct matcher *w = p->word[i];
		size_t next_n;

		if (match_advance(w, doc) != doc)
			return false;
		if (i == 0) {
			n = match_positions(w, start, MATCH_POSITIONS_MAX);
			continue;
		}
		next_n = match_positions(w, next, MATCH_POSITIONS_MAX);
		n = keep_followed(start, n, next, next_n, (uint32_t)i);
		if (n == 0)
			return false;
	}
	/* the first start is the one that may be in the title */
	return !p->title ||
	       start[0] + p->n <= p->m.segment->title[doc];
}

static uint32_t
phrase_advance(struct matcher *m, uint32_t target)
{
	struct match_phrase *p = (struct match_phrase *)m;
	uint32_t doc = match_advance(p->all, target);

	if (m->lazy || (p->certain && !p->title))
		return doc;
	while (doc != MATCH_NONE && !stands_here(p, doc)) {
		if (!match_work(m->context, WORK_OF_POSITIONS))
			return MATCH_NONE;
		doc = match_advance(p->all, doc + 1);
	}
	return doc;
}

static bool
phrase_confirm(struct matcher *m)
{
	struct match_phrase *p = (struct match_phrase *)m;

	if (!m->lazy || (p->certain && !p->title))
		return true;
	match_work(m->context, WORK_OF_POSITIONS);
	return stands_here(p, m->doc);
}

static float
phrase_score(struct matcher *m, float need)
{
	struct match_phrase *p = (struct match_phrase *)m;
	float sum = 0;

	(void)need;
	for (size_t i = 0; i < p->n; i++)
		if (match_advance(p->word[i], m->doc) == m->doc)
			sum += match_score(p->word[i], 0);
	return sum;
}

static float
phrase_bound(struct matcher *m, uint32_t target, uint32_t *upto, bool wide)
{
	struct match_phrase *p = (struct match_phrase *)m;
	float sum = 0;

	*upto = MATCH_NONE;
	for (size_t i = 0; i < p->n; i++) {
		uint32_t last;

		sum += match_bound(p->word[i], target, &last, wide);
		*upto = last < *upto ? last : *upto;
	}
	return sum;
}

static const struct match_ops phrase_ops = { phrase_advance, phrase_score,
	                                     phrase_bound, phrase_confirm,
	                                     NULL };

/* The stem of a word that has a pair's key of its own; empty: not frequent. */
static struct str
frequent_stem(struct match_context *c, const struct plan_word *w, size_t part)
{
	const struct segment *s = c->plan->view->part[part].segment;
	const struct term *found = plan_find(c->plan, &w->stem[0], part);
	char bytes[SEGMENT_TERM_MAX];
	struct str stem = str_sub(w->stem[0].key, 1, SEGMENT_TERM_MAX);
	struct term t;

	if (w->stem_n != 1 || found == NULL ||
	    found->docs < s->facts.docs / PAIRS_SHARE / 2 ||
	    stem.n + 2 > sizeof(bytes))
		return STR_EMPTY;
	bytes[0] = TERM_PAIR;
	memcpy(bytes + 1, stem.p, stem.n);
	bytes[stem.n + 1] = ' ';
	return terms_find(s, (struct str){ bytes, stem.n + 2 }, &t)
	               ? stem
	               : STR_EMPTY;
}

enum pair { PAIR_UNKNOWN, PAIR_NOWHERE, PAIR_LISTED };

/* What the segment knows of two words side by side. */
static enum pair
find_pair(struct match_context *c, const struct plan_word *a,
          const struct plan_word *b, size_t part, struct plan_word *out)
{
	const struct segment *s = c->plan->view->part[part].segment;
	struct str first = frequent_stem(c, a, part);
	struct str second = first.n > 0 ? frequent_stem(c, b, part)
	                                : STR_EMPTY;
	struct buf key = BUF_INIT(SEGMENT_TERM_MAX);
	struct plan_term *t = &out->exact;
	enum pair known = PAIR_UNKNOWN;

	if (second.n > 0 && pairs_term(first, second, &key)) {
		known = PAIR_NOWHERE;
		t->found = ARENA_ARRAY(c->mem, struct term, part + 1);
		if (t->found != NULL &&
		    terms_find(s, buf_str(&key), &t->found[part]))
			known = PAIR_LISTED;
	}
	buf_release(&key);
	return known;
}

/*
 * What must be in a document: each word, or the pairs of frequent ones.
 * False: nothing can match here.
 */
static bool
gather(struct match_context *c, const struct plan_node *n, size_t part,
       struct match_phrase *p)
{
	struct matcher **need = ARENA_ARRAY(c->mem, struct matcher *,
	                                    2 * n->word_n);
	size_t count = 0;

	for (size_t i = 0; need != NULL && i < n->word_n; i++) {
		struct plan_node pair = { .kind = PLAN_EXACT };
		struct plan_word word = { .stem_n = 0 };

		p->word[i] = match_word_new(c, n, i, part);
		if ((need[count++] = p->word[i]) == NULL)
			return false;
		if (i + 1 == n->word_n)
			continue;
		switch (find_pair(c, &n->word[i], &n->word[i + 1], part,
		                  &word)) {
		case PAIR_NOWHERE:
			return false;
		case PAIR_LISTED:
			pair.word = &word;
			need[count++] = match_exact_new(c, &pair, part);
			if (need[count - 1] == NULL)
				return false;
			p->certain = n->word_n == 2;
			break;
		case PAIR_UNKNOWN:
			break;
		}
	}
	if (need == NULL)
		return false;
	p->all = p->certain ? need[1] : match_all_new(c, need, count);
	return p->all != NULL;
}

struct matcher *
match_phrase_new(struct match_context *c, const struct plan_node *n,
                 size_t part)
{
	struct match_phrase *p = match_alloc(c, &phrase_ops, part,
	                                     sizeof(*p));

	if (p == NULL)
		return NULL;
	p->n = n->word_n;
	p->title = n->title;
	p->word = ARENA_ARRAY(c->mem, struct matcher *, n->word_n);
	if (p->word == NULL || !match_room(c) || !gather(c, n, part, p))
		return NULL;
	p->m.cost = p->all->cost;
	p->m.doc = phrase_advance(&p->m, c->from);
	return &p->m;
}
