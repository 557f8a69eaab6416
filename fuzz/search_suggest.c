/*
 * Any bytes as a query to be put right and completed, over a few made
 * articles.  Holds: a suggestion is another text than the query and as valid;
 * completions begin with the query but for its last word, and none comes
 * twice.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "model/doc.h"
#include "search/suggest.h"
#include "store/articles.h"
#include "store/outlets.h"
#include "text/normalise.h"
#include "text/tokens.h"
#include "text/utf8.h"

#define MEM_MAX_BYTES (64u << 20)
#define NOW_S 1768478400

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static const char *const texts[] = {
	"المغرب والجزائر وتونس في القمة العربية",
	"الأمطار تغمر مدينة مراكش والمغرب ينتظر الثلوج",
	"مسؤول: ضغط الحكومة على الشركات مستمر",
	"Le ministère de l'Économie annonce une réforme",
	"The government announced a parliament election",
};

struct press {
	struct store *st;
	struct index *ix;
};

/* Made once; nothing of it is changed by a query. */
static void
make_press(struct press *p)
{
	struct outlet o = { .name = STR("a"), .slug = STR("a") };
	int64_t outlet, id;

	check(store_open(":memory:", STORE_WRITE, &p->st) == ERR_OK);
	check(store_outlet_add(p->st, &o, &outlet) == ERR_OK);
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct doc *d = doc_new();
		struct article_keys keys = { { str_from(texts[i]) }, 1 };
		enum article_outcome what;

		d->source.outlet_id = outlet;
		d->source.url = d->article.canonical_url = str_from(texts[i]);
		d->article.title = d->article.text = str_from(texts[i]);
		d->analysis.title_folded = d->analysis.text_folded =
		        text_fold_copy(d->mem, d->article.text);
		check(store_article_put(p->st, d, &keys, NOW_S, &id, &what) ==
		      ERR_OK);
		doc_free(d);
	}
	index_open(":memory:", &p->ix);
	check(index_refresh(p->ix, p->st) == ERR_OK);
}

/* The place of the last word, where completions may differ. */
static size_t
last_start(struct str typed)
{
	struct tokens t;
	size_t at = 0;

	tokens_init(&t, 1u << 20);
	if (tokens_take(&t, typed) == ERR_OK && t.n > 0)
		at = t.v[t.n - 1].start;
	tokens_release(&t);
	return at;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct press p;
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct ask_setting setting = { .now_s = NOW_S };
	struct str typed = { (const char *)data, size };
	struct str out[COMPLETE_MAX], better;
	struct ask ask;
	size_t n;

	if (p.st == NULL)
		make_press(&p);
	ask_parse(&mem, typed, &setting, &ask);
	better = search_suggest(&mem, p.ix, p.st, &ask);
	check(better.n == 0 || !str_eq(better, typed));
	check(!utf8_valid(typed) || utf8_valid(better));
	n = search_complete(&mem, p.ix, p.st, typed, out, COMPLETE_MAX);
	check(n <= COMPLETE_MAX);
	for (size_t i = 0; i < n; i++) {
		check(str_starts(out[i],
		                 str_sub(typed, 0, last_start(typed))));
		for (size_t k = 0; k < i; k++)
			check(!str_eq(out[i], out[k]));
	}
	arena_release(&mem);
	return 0;
}
