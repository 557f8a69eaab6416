/*
 * Any bytes as a query, asked of a small index.  The first byte says how.
 * Holds: the answer is within its bounds and its total no less than it; terms
 * are never empty; snippets are made of pieces of the text, in its order;
 * reasons add up to no more than the score; to want all words is to find no
 * more.
 */
#include <math.h>
#include <stdlib.h>

#include "fuzz.h"
#include "search/search.h"
#include "store/outlets.h"
#include "text/normalise.h"

#define MEM_MAX_BYTES (16u << 20)
#define SNIPPET_MAX 60u
#define LIMIT 5u
#define NOW_S 1768478400
#define DAY_S 86400

#define SAMPLE "قال الوزير \"إن الأسعار\" ارتفعت، red blue. Économie 2026"

static const struct {
	const char *title, *text, *author, *language;
} articles[] = {
	{ SAMPLE, SAMPLE, "Zaki Alami", "ar" },
	{ "red", "the blue prices of l'eau", "A. B", "en" },
	{ "زلزال الحوز", "الأسعار في المدينة", "", "ar" },
	{ "Les ministres", "la nationale économie red red red", "", "fr" },
	{ "", "2026 خبر", "زكي", "ary" },
	{ "blue red", "red blue red blue", "Alami", "en" },
};

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
add_article(struct store *st, int64_t outlet, size_t i)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct str key = str_fmt(&mem, "k%zu", i);
	struct article_keys keys = { { key }, 1 };
	enum article_outcome what;
	struct doc *d = doc_new();
	int64_t id;

	d->source.outlet_id = outlet;
	d->source.url = d->source.final_url = key;
	d->article.canonical_url = key;
	d->article.title = str_from(articles[i].title);
	d->article.text = str_from(articles[i].text);
	d->article.byline = str_from(articles[i].author);
	d->analysis.language = str_from(articles[i].language);
	d->analysis.text_folded = text_fold_copy(d->mem, d->article.text);
	check(store_article_put(st, d, &keys, NOW_S - (int64_t)i * DAY_S, &id,
	                        &what) == ERR_OK);
	doc_free(d);
	arena_release(&mem);
}

/* A store with a few articles and its index, made once a process. */
static struct index *
sample_index(struct store **store)
{
	static struct store *st;
	static struct index *ix;
	struct outlet o = { .name = STR("one"), .slug = STR("one"),
		            .active = true };
	int64_t outlet;

	if (st == NULL) {
		check(store_open(":memory:", STORE_WRITE, &st) == ERR_OK);
		check(store_outlet_add(st, &o, &outlet) == ERR_OK);
		for (size_t i = 0; i < COUNT(articles); i++)
			add_article(st, outlet, i);
		index_open(":memory:", &ix);
		check(index_refresh(ix, st) == ERR_OK);
	}
	*store = st;
	return ix;
}

/* The pieces stand in the text one behind the other. */
static void
check_snippet(struct str text, const struct search_answer *a)
{
	const char *at = text.p;
	struct search_snippet s;

	search_snippet(text, a, SNIPPET_MAX, &s);
	check(s.n >= 1 && s.n <= SEARCH_PIECES_MAX);
	for (size_t i = 0; i < s.n; i++) {
		if (s.piece[i].n == 0)
			continue;
		check(s.piece[i].p >= at);
		at = s.piece[i].p + s.piece[i].n;
	}
	check(at <= text.p + text.n);
}

static void
check_hit(const struct search_hit *h, const struct search_request *rq)
{
	double sum = 0;

	check(h->head.state == ARTICLE_SHOWN && isfinite(h->score));
	check(h->neighbours >= 0 && h->recency >= 1);
	for (size_t i = 0; i < h->reason_n; i++) {
		check(h->reasons[i].count + h->reasons[i].exact > 0);
		check(h->reasons[i].worth >= 0);
		sum += h->reasons[i].worth;
	}
	if (rq->explain && !rq->newest)
		check((sum + h->neighbours) * h->recency <
		      h->score * 1.001 + 0.001);
}

static void
check_answer(const struct search_answer *a, const struct search_request *rq)
{
	check(a->n <= LIMIT && a->total >= (int64_t)a->n);
	check(a->total <= (int64_t)COUNT(articles));
	check(a->total_exact && !a->cut && !a->partial && !a->behind);
	check(a->n == LIMIT || !rq->every || (int64_t)a->n == a->total);
	for (size_t i = 0; i < a->n; i++) {
		check_hit(&a->hits[i], rq);
		check(i == 0 || rq->newest ||
		      a->hits[i - 1].score >= a->hits[i].score);
	}
	for (size_t i = 0; i < a->term_count; i++)
		check(a->terms[i].folded.n > 0);
}

/* Where all words must stand there is no more than where any may. */
static void
check_fewer(struct index *ix, struct store *st, struct arena *mem,
            struct search_request rq)
{
	struct search_answer any, all;

	rq.newest = false;
	rq.any_word = true;
	check(search_run(ix, st, mem, &rq, &any) == ERR_OK);
	rq.any_word = false;
	check(search_run(ix, st, mem, &rq, &all) == ERR_OK);
	check(all.total <= any.total);
	search_end(&any);
	search_end(&all);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct search_request rq = { .limit = LIMIT, .now_s = NOW_S };
	struct search_answer a;
	struct store *st;
	struct index *ix = sample_index(&st);

	if (size == 0)
		return 0;
	rq.newest = data[0] & 1;
	rq.any_word = data[0] & 2;
	rq.every = data[0] & 4;
	rq.ageless = data[0] & 8;
	rq.explain = data[0] & 16;
	rq.facets = data[0] & 32;
	rq.query = (struct str){ (const char *)data + 1, size - 1 };
	check(search_run(ix, st, &mem, &rq, &a) == ERR_OK);
	check_answer(&a, &rq);
	check_snippet(STR(SAMPLE), &a);
	check_snippet(rq.query, &a);
	check_fewer(ix, st, &mem, rq);
	search_end(&a);
	arena_release(&mem);
	return 0;
}
