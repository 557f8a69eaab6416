/*
 * What looking for the words near a typed one costs, at all forms of the made
 * corpus (some 253,000) in one segment: as it is done for a query, and as a
 * share of a walk over the whole dictionary.
 */
#include <stdio.h>
#include <time.h>

#include "lib/corpus.h"
#include "search/builder.h"
#include "search/near.h"
#include "search/terms.h"
#include "text/utf8.h"

#define WORDS 300u
#define FORMS_AN_ARTICLE 500u
#define ARTICLE STR("ال")
#define MEM_MAX_BYTES ((size_t)1 << 30)

static double
now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Articles that have all forms once. */
static enum err
make_segment(const struct corpus *c, struct buf *out)
{
	struct builder *b = builder_new();
	struct buf text = BUF_INIT(1u << 20);
	enum err e = ERR_OK;
	uint32_t form = 0;

	for (int64_t id = 1; form < corpus_forms(c) && e == ERR_OK; id++) {
		struct index_article a = { .id = id, .time_s = id };

		buf_clear(&text);
		for (uint32_t i = 0; i < FORMS_AN_ARTICLE &&
		                     form < corpus_forms(c); i++) {
			buf_put(&text, corpus_form(c, form++));
			buf_put_char(&text, ' ');
		}
		a.text = buf_str(&text);
		e = builder_add(b, &a);
	}
	if (e == ERR_OK)
		e = builder_write(b, NULL, 0, 0, out);
	buf_release(&text);
	builder_free(b);
	return e;
}

static double
walk_all(const struct segment *s, uint64_t *terms)
{
	double start = now_s();
	struct terms_walk w;

	terms_seek(s, STR("e"), &w);
	for (*terms = 0; terms_next(&w); ++*terms)
		if (!str_starts(terms_key(&w), STR("e")))
			break;
	return now_s() - start;
}

/* A form with its last letter but one left out. */
static struct str
misspelt(struct arena *mem, struct str form)
{
	struct str head = form;
	uint32_t c;
	size_t end;

	utf8_prev(&head, &c);
	end = head.n;
	utf8_prev(&head, &c);
	return str_cat(mem, head, str_sub(form, end, form.n));
}

/* As for a query: what begins with the article is looked for behind it. */
static void
find(struct near *near, struct str typed)
{
	bool defined = str_starts(typed, ARTICLE);
	size_t at = defined ? ARTICLE.n : 0;

	near_find(near, str_sub(typed, 0, at), str_sub(typed, at, typed.n),
	          slips_limit(utf8_count(typed)));
}

static void
measure(const struct corpus *c, const struct view *view)
{
	double sum = 0, worst = 0, all;
	uint64_t terms, looked = 0, found = 0;

	all = walk_all(view->part[0].segment, &terms);
	for (uint32_t i = 0; i < WORDS; i++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
		struct near near = { .mem = &mem, .view = view };
		uint32_t form = corpus_forms(c) / WORDS * i;
		struct str typed = misspelt(&mem, corpus_form(c, form));
		double took = now_s();

		find(&near, typed);
		took = now_s() - took;
		sum += took;
		worst = took > worst ? took : worst;
		looked += near.looked;
		found += near.n;
		arena_release(&mem);
	}
	printf("suggest_near  %.2f ms a word, %.2f ms at worst; %.3f of the "
	       "walk over %llu terms, %.3f of them looked at, %.1f words "
	       "found\n",
	       sum / WORDS * 1e3, worst * 1e3, sum / WORDS / all,
	       (unsigned long long)terms,
	       (double)looked / WORDS / (double)terms,
	       (double)found / WORDS);
}

int
main(void)
{
	struct corpus *c = corpus_new(1, 1000);
	struct buf bytes = BUF_INIT(MEM_MAX_BYTES);
	struct parts parts = { .n = 0 }, none = { .n = 0 };
	struct shard *shard;
	struct view *view;
	enum err e;

	e = make_segment(c, &bytes);
	if (e == ERR_OK)
		e = shard_memory(&bytes, &shard);
	if (e != ERR_OK) {
		fprintf(stderr, "suggest: %s\n", err_str(e));
		return 1;
	}
	parts_add(&parts, shard, NULL);
	view = view_new(&parts, &none);
	measure(c, view);
	view_give(view);
	parts_release(&parts);
	corpus_free(c);
	return 0;
}
