#include "search/explain.h"

#include "base/vec.h"
#include "search/rank.h"

struct reasons {
	struct search_reason *v;
	size_t n, cap;
};

#define EXPLAIN_MEM_BYTES (8u << 20)
#define EXPLAIN_WORK_MAX 50000u    /* documents, of one hit */
#define EXPLAIN_PREFIX_TERMS 200u /* words that begin so, looked for in it */

struct explainer {
	struct arena *mem; /* of the reasons */
	struct match_context context;
	const struct found *hit;
	const struct segment *segment;
	struct reasons reasons;
	double sum;
};

/* The code of a term in the document; false when it has none. */
static bool
code_in(const struct explainer *x, const struct plan_term *t, uint32_t *code)
{
	const struct term *found = plan_find(x->context.plan, t,
	                                     x->hit->part);
	struct postings list;

	if (found == NULL)
		return false;
	postings_open(&list, x->segment, found, false);
	if (postings_advance(&list, x->hit->doc) != x->hit->doc)
		return false;
	*code = postings_code(&list);
	return true;
}

/* What a word of the plan is worth in the document. */
static double
worth_of(struct explainer *x, const struct plan_node *n, size_t word)
{
	struct plan_node one = { .kind = n->kind == PLAN_EXACT ? PLAN_EXACT
		                                               : PLAN_WORD,
		                 .times = n->times,
		                 .word = &n->word[word],
		                 .word_n = 1 };
	struct matcher *m = match_new(&x->context, &one, x->hit->part);

	if (m == NULL || match_advance(m, x->hit->doc) != x->hit->doc)
		return 0;
	return (double)match_score(m, 0);
}

static void
add_reason(struct explainer *x, const struct search_reason *r)
{
	struct search_reason *at = VEC_PUSH(x->mem, &x->reasons);

	x->sum += r->worth;
	if (at != NULL)
		*at = *r;
}

static void
explain_word(struct explainer *x, const struct plan_node *n, size_t word)
{
	const struct plan_word *w = &n->word[word];
	struct search_reason r = { .word = w->shown };
	uint32_t code;

	for (unsigned i = 0; i < w->stem_n; i++) {
		r.docs += plan_docs(x->context.plan, &w->stem[i]);
		if (!code_in(x, &w->stem[i], &code))
			continue;
		r.count += code_count(code);
		r.title = r.title || (code & CODE_TITLE) != 0;
		r.lead = r.lead || (code & CODE_LEAD) != 0;
	}
	if (code_in(x, &w->exact, &code))
		r.exact = code_count(code);
	r.worth = worth_of(x, n, word);
	if (r.count > 0 || r.exact > 0)
		add_reason(x, &r);
}

/* All words that begin so, as one; the set of their documents is not made. */
static void
explain_prefix(struct explainer *x, const struct plan_node *n)
{
	const struct plan_word *word = &n->word[n->word_n - 1];
	struct str key = word->exact.key;
	struct search_reason r = { .word = word->shown,
		                   .docs = word->exact.docs,
		                   .worth = (double)match_prefix_worth(n) };
	struct postings list;
	struct terms_walk w;
	unsigned terms = 0;

	terms_seek(x->segment, key, &w);
	while (terms++ < EXPLAIN_PREFIX_TERMS && terms_next(&w) &&
	       str_starts(terms_key(&w), key)) {
		uint32_t code;

		postings_open(&list, x->segment, &w.term, false);
		if (postings_advance(&list, x->hit->doc) != x->hit->doc)
			continue;
		code = postings_code(&list);
		r.count += code_count(code);
		r.title = r.title || (code & CODE_TITLE) != 0;
		r.lead = r.lead || (code & CODE_LEAD) != 0;
	}
	if (r.count > 0 && (r.title || !n->title))
		add_reason(x, &r);
}

/* A node of words, if it is what brought the article. */
static void
explain_words(struct explainer *x, const struct plan_node *n)
{
	struct matcher *m;

	if (n->kind == PLAN_PREFIX) {
		explain_prefix(x, n);
		return;
	}
	m = match_new(&x->context, n, x->hit->part);
	if (m == NULL || match_advance(m, x->hit->doc) != x->hit->doc)
		return;
	for (size_t i = 0; i < n->word_n; i++)
		explain_word(x, n, i);
}

static void
explain_node(struct explainer *x, const struct plan_node *n)
{
	if (n == NULL)
		return;
	if (n->kind == PLAN_WORD || n->kind == PLAN_EXACT ||
	    n->kind == PLAN_PHRASE || n->kind == PLAN_PREFIX)
		explain_words(x, n);
	for (size_t i = 0; i < n->n; i++)
		if (n->kind != PLAN_BUT || i == 0)
			explain_node(x, n->child[i]);
}

void
search_explain(struct arena *mem, const struct find_answer *found, size_t i,
               const struct search_request *rq, struct search_hit *out)
{
	const struct plan *p = &found->plan;
	struct arena work = ARENA_INIT(ARENA_BLOCK, EXPLAIN_MEM_BYTES);
	struct explainer x = {
		.mem = mem,
		.context = { .mem = &work, .plan = p, .ranked = true,
			     .from = found->v[i].doc,
			     .work_max = EXPLAIN_WORK_MAX },
		.hit = &found->v[i],
		.segment = p->view->part[found->v[i].part].segment,
	};

	explain_node(&x, p->must);
	for (size_t j = 0; j < p->should_n; j++)
		explain_node(&x, p->should[j]);
	arena_release(&work);
	out->reasons = x.reasons.v;
	out->reason_n = x.reasons.n;
	if (rq->newest)
		return;
	if (!rq->ageless)
		out->recency = (double)find_recency(rq->now_s,
		                                    found->v[i].time_s);
	out->neighbours = out->score / out->recency - x.sum;
	if (out->neighbours < 1e-4)
		out->neighbours = 0;
}
