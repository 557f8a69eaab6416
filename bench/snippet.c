/*
 * What the passage of an article costs, as a ratio to folding the same text:
 * made articles of 244 words on average, and a query of three of their words;
 * then the same with the words written in Latin letters.
 */
#include <stdio.h>
#include <time.h>

#include "lib/corpus.h"
#include "search/search.h"
#include "text/normalise.h"
#include "text/stem.h"

#define ARTICLES 200u
#define ROUNDS 9
#define PASSAGE 240u
#define WORDS 3u

struct bench {
	struct arena mem;
	struct str text[ARTICLES];
	struct search_answer answer[ARTICLES];
	size_t bytes, words, sum;
};

static double
now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Arabic letters by Latin ones, two bytes by one. */
static struct str
in_latin(struct arena *mem, struct str text)
{
	char *p = arena_alloc(mem, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; p != NULL && i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c < 0x80)
			p[n++] = (char)c;
		else if (c < 0xC0)
			p[n++] = (char)('a' + c % 26);
	}
	return (struct str){ p, n };
}

/* Three words of the text, by all their stems. */
static void
add_terms(struct bench *b, struct str text, struct stemmer *st,
          struct search_answer *a)
{
	struct str folded = text_fold_copy(&b->mem, text), word;

	a->stemmer = st;
	a->terms = ARENA_ARRAY(&b->mem, struct search_term,
	                       WORDS * STEM__COUNT);
	for (size_t i = 0; a->terms != NULL && folded.n > 0; i++) {
		unsigned n = (unsigned)a->term_count / STEM__COUNT;

		b->words++;
		word = str_until(&folded, ' ');
		if (i % 50 != 20 || n == WORDS)
			continue;
		for (int k = 0; k < STEM__COUNT; k++)
			a->terms[a->term_count++] = (struct search_term){
				.kind = SEARCH_STEM,
				.folded = str_copy(
				        &b->mem,
				        stem_word(st, (enum stem_language)k,
				                  word)),
				.rarity = (float)n,
				.word = n,
			};
	}
}

static void
run(struct bench *b, bool snippet)
{
	struct buf folded = BUF_INIT(1u << 20);
	struct search_snippet s;

	for (size_t i = 0; i < ARTICLES; i++) {
		if (snippet) {
			search_snippet(b->text[i], &b->answer[i], PASSAGE, &s);
			b->sum += s.n;
		} else {
			buf_clear(&folded);
			text_fold(&folded, b->text[i]);
			b->sum += folded.n;
		}
	}
	buf_release(&folded);
}

static double
best_s(struct bench *b, bool snippet)
{
	double best = 1e18;

	for (int i = 0; i < ROUNDS; i++) {
		double start = now_s();

		run(b, snippet);
		start = now_s() - start;
		best = start < best ? start : best;
	}
	return best;
}

static void
measure(bool latin)
{
	static struct bench b;
	struct corpus *c = corpus_new(1, ARTICLES);
	struct stemmer *st = stemmer_new();
	struct corpus_article a;
	double fold, snippet;

	b = (struct bench){ .mem = ARENA_INIT(ARENA_BLOCK, 64u << 20) };
	corpus_article_init(&a);
	for (uint32_t i = 0; i < ARTICLES; i++) {
		corpus_article(c, i, &a);
		b.text[i] = str_copy(&b.mem, buf_str(&a.text));
		if (latin)
			b.text[i] = in_latin(&b.mem, b.text[i]);
		add_terms(&b, b.text[i], st, &b.answer[i]);
	}
	corpus_article_release(&a);
	fold = best_s(&b, false);
	snippet = best_s(&b, true);
	printf("snippet_%s  %.1f us an article of %zu words, %.2f times "
	       "its fold (%zu)\n",
	       latin ? "latin " : "arabic", snippet / ARTICLES * 1e6,
	       b.words / ARTICLES, snippet / fold, b.sum % 10);
	stemmer_free(st);
	corpus_free(c);
	arena_release(&b.mem);
}

int
main(void)
{
	measure(false);
	measure(true);
	return 0;
}
