#ifndef MARSAD_BENCH_CORPUS_H
#define MARSAD_BENCH_CORPUS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

/*
 * Made Arabic articles for benches, the same for a seed (as far as C libraries
 * agree on pow and exp).
 *
 * The words: some 150 frequent ones of the press, behind them forms of made
 * stems (roots in the language's patterns) with clitics and endings, 253,000
 * forms in all, Zipf-distributed with s = 1.02.  24 % of the words come from
 * the vocabulary of the article's subject, of which there are 800; 2 % stand
 * in fixed sequences of two or three words; 1 % are numbers.  244 words an
 * article on average, from 60 to 700, and titles of 6 to 12.
 *
 * The words of such articles follow each other more randomly than those of a
 * language: indexes compress them less, phrases are found sooner.
 */
struct corpus;

/* The day before which all articles are published: 2026-01-01, in Unix s. */
#define CORPUS_END_S INT64_C(1767225600)
#define CORPUS_SPAN_S (INT64_C(1826) * 86400) /* five years */

#define CORPUS_WORDS_MAX 720u       /* of an article with its title */
#define CORPUS_NO_FORM UINT32_MAX   /* a number, not a word */

struct corpus_article {
	uint32_t number;
	struct buf title, text;
	struct str outlet, topic, author; /* borrowed from the corpus */
	int64_t published_s;
	/* the title's and the text's words in their order, as form numbers */
	uint32_t form[CORPUS_WORDS_MAX];
	size_t n_forms;
};

/*
 * A corpus of so many articles, spread evenly over the span.  The number of
 * articles matters to their dates only.  Takes a third of a second.
 */
struct corpus *corpus_new(uint64_t seed, uint32_t articles);
void corpus_free(struct corpus *c);

/* An article to be filled again and again. */
void corpus_article_init(struct corpus_article *a);
void corpus_article_release(struct corpus_article *a);

/*
 * Article `number` (from 0), in place of what `out` held.  Later numbers are
 * later, but for a jitter of a few articles.  May be called in any order and
 * from several threads.
 */
void corpus_article(const struct corpus *c, uint32_t number,
                    struct corpus_article *out);

/* The article as a line of `marsad import`, appended to out. */
void corpus_article_line(const struct corpus_article *a, struct buf *out);

/* The bytes of a form, which is below corpus_forms(c); borrowed. */
struct str corpus_form(const struct corpus *c, uint32_t form);
uint32_t corpus_forms(const struct corpus *c);

/*
 * Queries.  A word stands for its stem: df is the part of all articles in
 * which any form of the stem stands, since engines stem, too.
 */
#define CORPUS_CLASS_MAP(X)                                                   \
	X(TOP, "top")               /* a word in over 40 % of all articles */ \
	X(COMMON, "common")         /* in 5 to 30 % */                        \
	X(RARE, "rare")             /* in 10 to 100 of a million */           \
	X(AND2, "and2")             /* 0.5 to 10 % and 2 to 40 %, both */     \
	X(PHRASE, "phrase")         /* a fixed sequence of 2 or 3 words */    \
	X(HARDPHRASE, "hardphrase") /* two words, each in 5 to 30 % */        \
	X(FILTER, "filter")         /* as common, one outlet, some days */    \
	X(FACETS, "facets")         /* as common, to be counted */
#define X(name, text) CORPUS_##name,
enum corpus_class { CORPUS_CLASS_MAP(X) CORPUS_CLASS__COUNT };
#undef X

#define CORPUS_QUERIES_MAX 200u /* of a class; of `top` 30 */

struct corpus_query {
	enum corpus_class class;
	struct str words;     /* separated by one space */
	struct str outlet;    /* empty: any */
	int64_t from_s, to_s; /* both included, whole days; 0: any */
};

/* In how many of a sample of articles each stem stands. */
struct corpus_counts;

/*
 * Count over `sample` articles; needs a second for 30,000.  Everything in
 * mem; NULL when that is full.
 */
struct corpus_counts *corpus_count(struct arena *mem, const struct corpus *c,
                                   uint32_t sample);

/*
 * The queries of a class: fills out, which holds CORPUS_QUERIES_MAX, and
 * returns how many there are.  Texts in mem.
 */
size_t corpus_queries(struct arena *mem, const struct corpus *c,
                      const struct corpus_counts *counts,
                      enum corpus_class class, struct corpus_query *out);

/* The name of a class. */
const char *corpus_class_name(enum corpus_class class);

/*
 * A query as a line: class, words, outlet, first day, last day (as
 * 2024-05-31), with tabs between; the last three may be empty.
 */
void corpus_query_line(const struct corpus_query *q, struct buf *out);

#endif
