/*
 * Counts in how many articles each stem stands: JSON lines with "title" and
 * "text" on standard input, data/terms/common.txt on standard output.  A line
 * of it: a count per COMMON_OF articles and stems that have about that count.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/map.h"
#include "text/common.h"
#include "text/normalise.h"
#include "text/stem.h"
#include "text/tokens.h"

#define LINE_COLUMNS 90
#define TEXT_MAX_BYTES (4u << 20)
#define LEVELS 64
#define LEAST 10u /* of COMMON_OF; rarer ones are left out */

struct count {
	struct str stem;
	unsigned articles;
	unsigned last; /* number of the last article, from 1 */
};

struct learn {
	struct arena mem;
	struct map counts;
	struct tokens tokens;
	struct stemmer *stemmer;
	unsigned articles;
};

static void
die(const char *why)
{
	fprintf(stderr, "commonlearn: %s\n", why);
	exit(1);
}

static void
learn_text(struct learn *l, const char *text)
{
	enum stem_language lang;

	if (text == NULL || tokens_take(&l->tokens, str_from(text)) != ERR_OK)
		return;
	lang = stem_language(text_language(str_from(text)));
	for (size_t i = 0; i < l->tokens.n; i++) {
		struct str stem = stem_word(l->stemmer, lang,
		                            l->tokens.v[i].folded);
		struct count *c = map_get(&l->counts, stem);

		if (c == NULL) {
			c = ARENA_NEW(&l->mem, struct count);
			if (c == NULL)
				die("out of memory");
			c->stem = str_copy(&l->mem, stem);
			if (!map_put(&l->counts, c->stem, c))
				die("too many stems");
		}
		c->articles += c->last != l->articles;
		c->last = l->articles;
	}
}

static int
by_count(const void *a, const void *b)
{
	const struct count *const *x = a, *const *y = b;
	size_t n = (*x)->stem.n < (*y)->stem.n ? (*x)->stem.n : (*y)->stem.n;
	int order;

	if ((*x)->articles != (*y)->articles)
		return (*x)->articles < (*y)->articles ? 1 : -1;
	order = memcmp((*x)->stem.p, (*y)->stem.p, n);
	if (order != 0)
		return order;
	return (*x)->stem.n < (*y)->stem.n ? -1 : 1;
}

/* Steps of a fifth: how a count is written. */
static unsigned
level_count(double per)
{
	return (unsigned)(pow(1.2, floor(log(per) / log(1.2) + 0.5)) + 0.5);
}

static void
print_counts(struct learn *l, struct count **all, size_t n)
{
	unsigned level = 0;
	int column = 0;

	qsort(all, n, sizeof(struct count *), by_count);
	for (size_t i = 0; i < n; i++) {
		double per = (double)all[i]->articles * COMMON_OF / l->articles;
		unsigned at = level_count(per);

		if (per < LEAST)
			break;
		if (at != level || column > LINE_COLUMNS) {
			printf("%s%u", i > 0 ? "\n" : "", at);
			level = at;
			column = 0;
		}
		printf(" %.*s", STR_ARG(all[i]->stem));
		column += (int)all[i]->stem.n / 2 + 1;
	}
	printf("\n");
}

int
main(void)
{
	struct learn l = { .stemmer = stemmer_new() };
	struct count **all;
	char *line = NULL;
	size_t cap = 0, n = 0;
	ssize_t got;

	arena_init(&l.mem, ARENA_BLOCK, SIZE_MAX);
	l.counts = (struct map)MAP_INIT(&l.mem, 0);
	tokens_init(&l.tokens, TEXT_MAX_BYTES);
	while ((got = getline(&line, &cap, stdin)) > 0) {
		json_t *o = json_loadb(line, (size_t)got, 0, NULL);

		l.articles++;
		learn_text(&l, json_string_value(json_object_get(o, "title")));
		learn_text(&l, json_string_value(json_object_get(o, "text")));
		json_decref(o);
	}
	if (l.articles == 0)
		die("no articles");
	all = xcalloc(l.counts.n, sizeof(*all));
	for (size_t i = 0; i < l.counts.cap; i++)
		if (l.counts.slots[i].value != NULL)
			all[n++] = l.counts.slots[i].value;
	print_counts(&l, all, n);
	free(all);
	free(line);
	tokens_release(&l.tokens);
	stemmer_free(l.stemmer);
	arena_release(&l.mem);
	return 0;
}
