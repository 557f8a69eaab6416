/*
 * What the copies stage alone decides, costs and takes.
 *
 *   copies answers ARTICLES.jsonl [SEED]  lines for eval/score_stories.py;
 *                                         the articles shuffled by the seed
 *   copies pairs ARTICLES.jsonl FROM TO   linked pairs that share FROM to TO
 *                                         percent of the shorter, to be read
 *   copies fill ARTICLES.jsonl [N]        find and add until N (50,000) are
 *                                         there, then as many as leave
 *   copies                                the same text ever again, and texts
 *                                         made of the commonest passages
 *
 * The articles are those of `marsad import`, plain.  What is missing to N is
 * made of them with their words in another order, so that it is no copy.
 * bench/copies.sh runs it on the shared data.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "analyse/analyse.h"
#include "base/io.h"
#include "base/rng.h"
#include "cluster/copies.h"
#include "pipeline/import_said.h"

#define FILE_MAX_BYTES ((size_t)2 << 30)
#define WINDOW_ARTICLES 50000u
#define SCRAMBLED 2u /* of each article */
#define MEASURED 5000u /* articles that come once the window is full */

struct article {
	struct str id, title, outlet, date;
	struct shingles s;
	uint32_t words;
};

struct bench {
	struct arena mem;
	struct analyser *analyser;
	struct article *v;
	size_t n, cap;
	struct rng rng;
	double making_s; /* spent on shingles */
};

static double
cpu_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void
must(enum err e, const char *what)
{
	if (e == ERR_OK)
		return;
	fprintf(stderr, "copies: %s: %s\n", what, err_str(e));
	exit(1);
}

/* The article on a line, analysed; false: it is none. */
static bool
take(struct bench *b, struct doc *d, struct str line, struct article *out)
{
	struct import_said said;

	if (import_said_read(d->mem, line, &said) != ERR_OK ||
	    import_said_fill(d, &said) != NULL)
		return false;
	must(analyse_doc(b->analyser, d), "analyse");
	*out = (struct article){
		.id = str_copy(&b->mem, said.id),
		.title = str_copy(&b->mem, d->article.title),
		.outlet = str_copy(&b->mem, said.outlet),
		.date = str_copy(&b->mem, said.date),
		.words = d->analysis.word_count,
	};
	b->making_s -= cpu_s();
	must(shingles_make(d, &out->s), "shingles");
	b->making_s += cpu_s();
	return true;
}

static struct article *
room(struct bench *b)
{
	if (b->n == b->cap) {
		b->cap = b->cap == 0 ? 4096 : 2 * b->cap;
		b->v = xrealloc(b->v, b->cap * sizeof(*b->v));
	}
	return &b->v[b->n];
}

/* The same words in another order, as one more article. */
static void
scramble(struct bench *b, struct doc *d)
{
	struct doc_words *w = &d->analysis.text_words;
	struct article *a = room(b);

	for (size_t i = w->n; i > 1; i--) {
		size_t k = (size_t)rng_below(&b->rng, i);
		struct doc_word x = w->v[i - 1];

		w->v[i - 1] = w->v[k];
		w->v[k] = x;
	}
	*a = b->v[b->n - 1];
	must(shingles_make(d, &a->s), "shingles");
	b->n++;
}

/* All articles of a file, and `made` scrambled ones of each. */
static void
load(struct bench *b, struct str text, unsigned made)
{
	while (text.n > 0) {
		struct str line = str_line(&text);
		struct doc *d = doc_new();

		if (take(b, d, line, room(b))) {
			b->n++;
			for (unsigned i = 0; i < made; i++)
				scramble(b, d);
		}
		doc_free(d);
	}
}

static void
shuffle(struct bench *b)
{
	for (size_t i = b->n; i > 1; i--) {
		size_t k = (size_t)rng_below(&b->rng, i);
		struct article a = b->v[i - 1];

		b->v[i - 1] = b->v[k];
		b->v[k] = a;
	}
}

static size_t
come(struct copies *c, uint32_t slot, const struct article *a)
{
	struct copy_link links[COPIES_LINKS_MAX];
	size_t n = copies_find(c, &a->s, links);

	copies_add(c, slot, &a->s, links, n);
	return n;
}

static bool
is_before(const struct article *a, const struct article *b)
{
	int by = str_cmp(a->date, b->date);

	return by != 0 ? by < 0 : str_cmp(a->id, b->id) < 0;
}

static void
answers(struct bench *b)
{
	struct copies *c = copies_new((uint32_t)b->n + 1);

	for (size_t i = 0; i < b->n; i++)
		come(c, (uint32_t)i, &b->v[i]);
	for (size_t i = 0; i < b->n; i++) {
		uint32_t group[COPIES_GROUP_MAX];
		size_t all, head = i;
		size_t n = copies_group(c, (uint32_t)i, group, &all);

		for (size_t k = 0; k < n; k++)
			if (is_before(&b->v[group[k]], &b->v[head]))
				head = group[k];
		printf("{\"id\": \"%.*s\", \"story\": \"%zu\", \"dup_of\": ",
		       STR_ARG(b->v[i].id), i);
		if (head == i)
			puts("null}");
		else
			printf("\"%.*s\"}\n", STR_ARG(b->v[head].id));
	}
	copies_free(c);
}

static void
pairs(struct bench *b, unsigned from, unsigned to)
{
	struct copies *c = copies_new((uint32_t)b->n + 1);
	struct copy_link l[COPIES_LINKS_MAX];

	for (size_t i = 0; i < b->n; i++) {
		size_t n = copies_find(c, &b->v[i].s, l);

		copies_add(c, (uint32_t)i, &b->v[i].s, l, n);
		for (size_t k = 0; k < n; k++) {
			const struct article *o = &b->v[l[k].slot];

			if (l[k].contained < from * 255 / 100 ||
			    l[k].contained > to * 255 / 100)
				continue;
			printf("%.2f %.2f\t%.*s %u %.*s\t%.*s %u %.*s\n",
			       l[k].contained / 255.0, l[k].alike / 255.0,
			       STR_ARG(b->v[i].id), b->v[i].words,
			       STR_ARG(b->v[i].title), STR_ARG(o->id),
			       o->words, STR_ARG(o->title));
		}
	}
	copies_free(c);
}

static void
fill(struct bench *b, uint32_t room_for)
{
	struct copies *c = copies_new(room_for);
	double words = 0, start, spent;
	uint32_t n = 0;
	size_t links = 0;

	printf("copies make   %7.1f us an article\n",
	       b->making_s / (double)(b->n / (1 + SCRAMBLED)) * 1e6);
	if (b->n < room_for + MEASURED)
		room_for = (uint32_t)(b->n / 2);
	start = cpu_s();
	for (; n < room_for; n++) {
		come(c, n, &b->v[n]);
		words += b->v[n].words;
	}
	spent = cpu_s() - start;
	printf("copies fill   %7.1f us an article, to %u\n",
	       spent / n * 1e6, n);
	printf("copies memory %7.0f bytes an article, of %.0f words\n",
	       (double)copies_bytes(c) / n, words / n);
	start = cpu_s();
	for (uint32_t i = 0; i < MEASURED; i++) {
		copies_drop(c, i);
		links += come(c, i, &b->v[n + i]);
	}
	printf("copies full   %7.1f us an article, %.2f links\n",
	       (cpu_s() - start) / MEASURED * 1e6,
	       (double)links / MEASURED);
	copies_free(c);
}

#define PASSAGES 50u
#define PASSAGE_WORDS 30u
#define HOSTILE 20000u

/* A text of passages, each the same whenever it comes. */
static struct shingles
of_passages(const unsigned *passage, size_t n)
{
	struct doc *d = doc_new();
	size_t words = n * PASSAGE_WORDS;
	struct doc_word *v = ARENA_ARRAY(d->mem, struct doc_word, words);
	struct shingles s;

	for (size_t i = 0; i < words; i++)
		v[i].stem = (uint32_t)(passage[i / PASSAGE_WORDS] * 1000u +
		                       i % PASSAGE_WORDS + 1) *
		            2654435761u;
	d->analysis.text_words = (struct doc_words){ v, words };
	must(shingles_make(d, &s), "shingles");
	doc_free(d);
	return s;
}

static void
hostile(struct bench *b, const char *name, bool same)
{
	struct copies *c = copies_new(HOSTILE);
	double all = 0, most = 0;

	for (uint32_t i = 0; i < HOSTILE; i++) {
		unsigned passage[16] = { 0 };
		size_t reached, n = same ? 8 : 1 + rng_below(&b->rng, 16);
		uint32_t group[COPIES_GROUP_MAX];
		struct article a = { .words = 0 };
		double start;

		for (size_t k = 0; k < n; k++)
			passage[k] = same ? (unsigned)k
			                  : (unsigned)rng_below(&b->rng,
			                                        PASSAGES);
		a.s = of_passages(passage, n);
		start = cpu_s();
		come(c, i, &a);
		copies_group(c, i, group, &reached);
		start = cpu_s() - start;
		all += start;
		most = start > most ? start : most;
	}
	printf("copies %-8s %5.1f us an article, at most %.0f us, %.0f bytes\n",
	       name, all / HOSTILE * 1e6, most * 1e6,
	       (double)copies_bytes(c) / HOSTILE);
	copies_free(c);
}

static unsigned
number(const char *text)
{
	struct str s = str_from(text);
	uint64_t n = 0;

	if (!str_number(&s, &n, UINT32_MAX))
		must(ERR_FORMAT, text);
	return (unsigned)n;
}

static void
run(struct bench *b, int argc, char **argv)
{
	struct buf raw = BUF_INIT(FILE_MAX_BYTES);
	struct str what = str_from(argv[1]);
	bool full = str_eq(what, STR("fill"));

	must(io_read_file(argv[2], &raw), argv[2]);
	load(b, buf_str(&raw), full ? SCRAMBLED : 0);
	buf_release(&raw);
	if (full) {
		shuffle(b);
		fill(b, argc > 3 ? number(argv[3]) : WINDOW_ARTICLES);
	} else if (str_eq(what, STR("pairs")) && argc > 4) {
		pairs(b, number(argv[3]), number(argv[4]));
	} else if (str_eq(what, STR("answers"))) {
		b->rng.state = argc > 3 ? number(argv[3]) : 0;
		if (b->rng.state != 0)
			shuffle(b);
		answers(b);
	}
}

int
main(int argc, char **argv)
{
	struct bench b = { .rng = { 1 } };

	if (argc < 3) {
		hostile(&b, "same", true);
		hostile(&b, "passages", false);
		puts("copies: the rest skipped: wants what to do and a file");
		return 0;
	}
	arena_init(&b.mem, ARENA_BLOCK, 512u << 20);
	b.analyser = analyser_new();
	run(&b, argc, argv);
	free(b.v);
	analyser_free(b.analyser);
	arena_release(&b.mem);
	return 0;
}
