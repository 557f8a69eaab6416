/*
 * All words that begin so: their lists as one set of documents.
 */
#include "search/match.h"

struct match_prefix {
	struct matcher m;
	uint64_t *set; /* one bit a document */
	float rarity;
};

static uint32_t
prefix_advance(struct matcher *m, uint32_t target)
{
	struct match_prefix *p = (struct match_prefix *)m;
	uint32_t docs = m->segment->facts.docs, at = target / 64;
	uint64_t word;

	if (target >= docs)
		return MATCH_NONE;
	word = p->set[at] & UINT64_MAX << target % 64;
	while (word == 0) {
		if (++at > (docs - 1) / 64)
			return MATCH_NONE;
		word = p->set[at];
	}
	return at * 64 + (uint32_t)__builtin_ctzll(word);
}

/* One word of many says little: how often it stands does not count. */
static float
prefix_score(struct matcher *m, float need)
{
	(void)need;
	return ((struct match_prefix *)m)->rarity;
}

static float
prefix_bound(struct matcher *m, uint32_t target, uint32_t *upto, bool wide)
{
	(void)target;
	(void)wide;
	*upto = MATCH_NONE;
	return ((struct match_prefix *)m)->rarity;
}

static const struct match_ops prefix_ops = { prefix_advance, prefix_score,
	                                     prefix_bound, NULL, NULL };

static void
add_list(struct match_prefix *p, const struct term *t, bool title)
{
	struct postings list;

	postings_open(&list, p->m.segment, t, false);
	while (list.doc != POSTINGS_END) {
		if (!title || (postings_code(&list) & CODE_TITLE) != 0)
			p->set[list.doc / 64] |= UINT64_C(1) << list.doc % 64;
		postings_advance(&list, list.doc + 1);
	}
}

float
match_prefix_worth(const struct plan_node *n)
{
	return n->times * n->word[n->word_n - 1].exact.rarity / 2;
}

struct matcher *
match_prefix_new(struct match_context *c, const struct plan_node *n,
                 size_t part)
{
	struct match_prefix *p = match_alloc(c, &prefix_ops, part, sizeof(*p));
	struct str key = n->word[n->word_n - 1].exact.key;
	/* the rest is for going over the documents */
	uint64_t left = c->work < c->work_max ? c->work_max - c->work : 0;
	uint64_t most = c->work + left / 2;
	struct terms_walk w;

	if (p == NULL)
		return NULL;
	p->set = ARENA_ARRAY(c->mem, uint64_t,
	                     p->m.segment->facts.docs / 64 + 1);
	if (p->set == NULL)
		return NULL;
	terms_seek(p->m.segment, key, &w);
	for (unsigned i = 0; terms_next(&w) &&
	                     str_starts(terms_key(&w), key);
	     i++) {
		/* unpacking a list is quicker than matching, by far */
		c->work += 1 + w.term.docs / 4;
		if (i == PLAN_PREFIX_TERMS || c->work > most) {
			c->cut = true;
			break;
		}
		p->m.cost += w.term.docs;
		add_list(p, &w.term, n->title);
	}
	p->rarity = match_prefix_worth(n);
	p->m.doc = prefix_advance(&p->m, c->from);
	return &p->m;
}
