/*
 * Made Arabic articles and queries for the search benches (lib/corpus.h):
 *
 *	search_corpus --articles N [--seed S]            lines for import
 *	search_corpus --queries CLASS|all [--seed S]     one a line
 *	search_corpus [--figures N] [--seed S]           what they are like
 *
 * A query's line: class, words, outlet, first day, last day (2024-05-31),
 * with tabs between, the last three empty where the class does not ask for
 * them.  The same seed belongs to the articles and their queries.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "lib/corpus.h"

#define SAMPLE 20000u        /* articles counted to choose the queries */
#define FLUSH_BYTES (1u << 20)
#define LINE_MAX_BYTES (128u << 10)
#define MEM_BYTES ((size_t)64 << 20)
#define ARTICLES_MAX 100000000u
#define HAS_SEEN(bits, i) ((bits)[(i) / 8] >> ((i) % 8) & 1)

struct setting {
	uint64_t seed, articles, figures;
	const char *queries;
};

static int
misuse(void)
{
	fputs("usage: search_corpus --articles N | --queries CLASS|all | "
	      "--figures N  [--seed S]\n",
	      stderr);
	return 2;
}

static bool
read_number(const char *z, uint64_t max, uint64_t *out)
{
	struct str s = str_from(z);

	return str_number(&s, out, max) && s.n == 0;
}

static bool
read_setting(int argc, char **argv, struct setting *out)
{
	for (int i = 1; i < argc; i += 2) {
		const char *key = argv[i], *value = argv[i + 1];
		bool good = false;

		if (value == NULL)
			return false;
		if (strcmp(key, "--queries") == 0) {
			out->queries = value;
			good = true;
		} else if (strcmp(key, "--seed") == 0) {
			good = read_number(value, INT64_MAX, &out->seed);
		} else if (strcmp(key, "--articles") == 0) {
			good = read_number(value, ARTICLES_MAX,
			                   &out->articles);
		} else if (strcmp(key, "--figures") == 0) {
			good = read_number(value, ARTICLES_MAX,
			                   &out->figures);
		}
		if (!good)
			return false;
	}
	return true;
}

static enum err
flush(struct buf *out)
{
	enum err e = out->err != ERR_OK ? out->err
	                                : io_write_all(STDOUT_FILENO,
	                                               buf_str(out));

	buf_clear(out);
	return e;
}

static int
write_articles(const struct setting *s)
{
	struct corpus *c = corpus_new(s->seed, (uint32_t)s->articles);
	struct buf out = BUF_INIT(FLUSH_BYTES + LINE_MAX_BYTES);
	struct corpus_article a;
	enum err e = ERR_OK;

	corpus_article_init(&a);
	for (uint32_t i = 0; i < s->articles && e == ERR_OK; i++) {
		corpus_article(c, i, &a);
		corpus_article_line(&a, &out);
		if (out.n >= FLUSH_BYTES)
			e = flush(&out);
	}
	if (e == ERR_OK)
		e = flush(&out);
	corpus_article_release(&a);
	buf_release(&out);
	corpus_free(c);
	if (e != ERR_OK)
		fprintf(stderr, "search_corpus: %s\n", err_str(e));
	return e == ERR_OK ? 0 : 3;
}

static int
write_queries(const struct setting *s)
{
	struct arena mem = ARENA_INIT(1u << 20, MEM_BYTES);
	struct corpus *c = corpus_new(s->seed, SAMPLE);
	struct corpus_counts *counts = corpus_count(&mem, c, SAMPLE);
	struct corpus_query q[CORPUS_QUERIES_MAX];
	struct buf out = BUF_INIT(FLUSH_BYTES);
	size_t all = 0;
	int status = 0;

	for (int i = 0; i < CORPUS_CLASS__COUNT && counts != NULL; i++) {
		enum corpus_class class = (enum corpus_class)i;
		size_t n;

		if (strcmp(s->queries, "all") != 0 &&
		    strcmp(s->queries, corpus_class_name(class)) != 0)
			continue;
		n = corpus_queries(&mem, c, counts, class, q);
		for (size_t k = 0; k < n; k++)
			corpus_query_line(&q[k], &out);
		all += n;
	}
	if (all == 0)
		status = misuse();
	else if (flush(&out) != ERR_OK)
		status = 3;
	buf_release(&out);
	corpus_free(c);
	arena_release(&mem);
	return status;
}

static double
cpu_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* How many forms have come up; the time it takes is not the generator's. */
static size_t
count_distinct(const struct corpus *c, uint32_t articles)
{
	unsigned char *seen = xcalloc(corpus_forms(c) / 8 + 1, 1);
	struct corpus_article a;
	size_t n = 0;

	corpus_article_init(&a);
	for (uint32_t i = 0; i < articles; i++) {
		corpus_article(c, i, &a);
		for (size_t k = 0; k < a.n_forms; k++) {
			uint32_t f = a.form[k];

			if (f == CORPUS_NO_FORM || HAS_SEEN(seen, f))
				continue;
			seen[f / 8] |= (unsigned char)(1u << (f % 8));
			n++;
		}
	}
	corpus_article_release(&a);
	free(seen);
	return n;
}

static int
print_figures(const struct setting *s)
{
	uint32_t articles = (uint32_t)s->figures;
	double start = cpu_s(), made, took;
	struct corpus *c = corpus_new(s->seed, articles);
	uint64_t bytes = 0, words = 0;
	struct corpus_article a;

	made = cpu_s();
	corpus_article_init(&a);
	for (uint32_t i = 0; i < articles; i++) {
		corpus_article(c, i, &a);
		bytes += a.text.n + a.title.n;
		words += a.n_forms;
	}
	took = cpu_s() - made;
	printf("search_corpus %8.0f articles/s  %.0f bytes and %.1f words an "
	       "article, %zu forms in %u  (words made in %.2f s)\n",
	       articles / took, (double)bytes / articles,
	       (double)words / articles, count_distinct(c, articles), articles,
	       made - start);
	corpus_article_release(&a);
	corpus_free(c);
	return 0;
}

int
main(int argc, char **argv)
{
	struct setting s = { .seed = 1, .figures = SAMPLE };

	if (!read_setting(argc, argv, &s) || s.figures == 0)
		return misuse();
	if (s.queries != NULL)
		return write_queries(&s);
	if (s.articles > 0)
		return write_articles(&s);
	return print_figures(&s);
}
