#include "search/search.h"

#include "search/query.h"
#include "store/fulltext.h"

#define TOTAL_EXACT_MAX 1000 /* hits counted exactly */

/* The words of one term; the last one of a prefix stands for all it heads. */
static void
list_words(struct arena *mem, const struct query_term *t,
           struct search_answer *a)
{
	struct str words = t->folded;

	while (words.n > 0 && a->term_count < SEARCH_TERMS_MAX) {
		struct str w = str_until(&words, ' ');

		if (words.n == 0 && t->kind == QUERY_PREFIX)
			w = str_cat(mem, w, STR("*"));
		a->terms[a->term_count++] = w;
	}
}

/* The folded words to mark in what is shown. */
static void
list_terms(struct arena *mem, const struct query *q, struct search_answer *a)
{
	a->terms = ARENA_ARRAY(mem, struct str, SEARCH_TERMS_MAX);
	for (size_t i = 0; i < q->n && a->terms != NULL; i++)
		if (q->terms[i].kind != QUERY_NOT)
			list_words(mem, &q->terms[i], a);
}

enum err
search_run(struct store *st, struct arena *mem,
           const struct search_request *rq, struct search_answer *out)
{
	struct fulltext_query fq = {
		.outlet_id = rq->outlet_id,
		.language = rq->language,
		.since_s = rq->since_s,
		.until_s = rq->until_s,
		.newest = rq->newest,
		.limit = rq->limit < SEARCH_LIMIT_MAX ? rq->limit
		                                      : SEARCH_LIMIT_MAX,
		.offset = rq->offset,
	};
	struct search_answer a = { .total_exact = true };
	struct fulltext_hit *hits = NULL;
	struct query q;
	size_t n = 0;
	enum err e;

	query_parse(mem, rq->query, &q);
	list_terms(mem, &q, &a);
	fq.match = query_expression(mem, &q, rq->any_word && !rq->newest);
	if ((e = arena_err(mem)) != ERR_OK)
		return e;
	if (fq.match.n == 0) {
		*out = a;
		return ERR_OK;
	}
	if ((e = store_fulltext(st, mem, &fq, &hits, &n)) != ERR_OK)
		return e;
	e = store_fulltext_count(st, &fq, TOTAL_EXACT_MAX + 1, &a.total);
	if (e != ERR_OK)
		return e;
	if (a.total > TOTAL_EXACT_MAX) {
		a.total = TOTAL_EXACT_MAX;
		a.total_exact = false;
	}
	if ((a.hits = ARENA_ARRAY(mem, struct search_hit, n)) == NULL)
		return ERR_LIMIT;
	for (a.n = 0; a.n < n; a.n++)
		a.hits[a.n] = (struct search_hit){ hits[a.n].head,
			                           hits[a.n].score };
	*out = a;
	return ERR_OK;
}
