/*
 * Any bytes as a query: the index must take the expression made of them, the
 * snippet must be made of pieces of the text, and both within their bounds.
 */
#include <stdlib.h>

#include "analyse/analyse.h"
#include "fuzz.h"
#include "search/search.h"
#include "store/outlets.h"

#define MEM_MAX_BYTES (16u << 20)
#define SNIPPET_MAX 60u

#define SAMPLE "قال الوزير \"إن الأسعار\" ارتفعت، red blue. Économie 2026"

static void
check(bool holds)
{
	if (!holds)
		abort();
}

/* A store with one article, made once a process. */
static struct store *
sample_store(void)
{
	static struct store *st;
	struct outlet o = { .name = STR("one"), .active = true };
	struct article_keys keys = { { STR("k") }, 1 };
	enum article_outcome what;
	struct doc *d;
	int64_t id;

	if (st != NULL)
		return st;
	check(store_open(":memory:", STORE_WRITE, &st) == ERR_OK);
	d = doc_new();
	check(store_outlet_add(st, &o, &d->source.outlet_id) == ERR_OK);
	d->article.title = d->article.text = STR(SAMPLE);
	check(analyse_doc(d) == ERR_OK);
	check(store_article_put(st, d, &keys, 1, &id, &what) == ERR_OK);
	doc_free(d);
	return st;
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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct search_request rq = { .limit = 5 };
	struct search_answer a;

	if (size == 0)
		return 0;
	rq.newest = data[0] & 1;
	rq.any_word = data[0] & 2;
	rq.query = (struct str){ (const char *)data + 1, size - 1 };
	check(search_run(sample_store(), &mem, &rq, &a) == ERR_OK);
	check(a.n <= 1 && a.total >= (int64_t)a.n);
	check(a.term_count <= SEARCH_TERMS_MAX);
	check_snippet(STR(SAMPLE), &a);
	check_snippet(rq.query, &a);
	arena_release(&mem);
	return 0;
}
