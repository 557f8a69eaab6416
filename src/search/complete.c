#include "search/suggest.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "search/stopwords.h"
#include "search/suggest_internal.h"
#include "text/utf8.h"

#define PREFIX_MIN_LETTERS 2u
#define PREFIX_MAX_BYTES 64u
#define BLOCKS_MAX 48u /* of a segment that are read, the heaviest ones */
#define KEPT_MAX (4u * COMPLETE_MAX) /* counted in all segments */
#define SPELL_ARTICLES 3u
#define TYPED_MAX_BYTES 4096u

struct goal {
	struct str folded;
	uint64_t docs;
	bool chosen;
};

struct goals {
	struct arena *mem;
	struct str prefix; /* folded */
	struct str key;    /* of it */
	struct map by_word;
	struct { struct goal *v; size_t n, cap; } all;
};

static void
add_goal(struct goals *g, struct str folded, uint64_t docs)
{
	/* numbers, from 1, instead of pointers: the list moves as it grows */
	uintptr_t at = (uintptr_t)map_get(&g->by_word, folded);
	struct goal *to;

	if (at > 0) {
		g->all.v[at - 1].docs += docs;
		return;
	}
	folded = str_copy(g->mem, folded);
	if ((to = VEC_PUSH(g->mem, &g->all)) == NULL)
		return;
	*to = (struct goal){ .folded = folded, .docs = docs };
	(void)map_put(&g->by_word, folded, (void *)g->all.n);
}

/* The words of one block of a dictionary. */
static void
read_block(struct goals *g, const struct segment *s, size_t block)
{
	struct terms_walk w;

	terms_enter(s, block, &w);
	for (unsigned i = 0; i < TERM_BLOCK && terms_next(&w); i++) {
		struct str key = terms_key(&w);

		if (str_starts(key, g->key) && key.n > g->key.n)
			add_goal(g, str_sub(key, 1, key.n), w.term.docs);
	}
}

/*
 * How much the lists of a block weigh: in it are frequent words, or none.
 */
static uint64_t
weight_of(const struct segment *s, size_t block)
{
	uint64_t from = s->blocks[block].postings, to;

	to = block + 1 < s->block_count ? s->blocks[block + 1].postings
	                                : s->section[SECTION_POSTINGS].n;
	return to > from ? to - from : 0;
}

struct blocks {
	size_t block[BLOCKS_MAX];
	uint64_t weight[BLOCKS_MAX];
	size_t n;
};

/* Keep the heaviest; a heap of so few is not worth its lines. */
static void
offer_block(struct blocks *b, size_t block, uint64_t weight)
{
	size_t at = b->n;

	if (at == BLOCKS_MAX && b->weight[at - 1] >= weight)
		return;
	if (at == BLOCKS_MAX)
		at--;
	else
		b->n++;
	for (; at > 0 && b->weight[at - 1] < weight; at--) {
		b->block[at] = b->block[at - 1];
		b->weight[at] = b->weight[at - 1];
	}
	b->block[at] = block;
	b->weight[at] = weight;
}

static void
read_part(struct goals *g, const struct segment *s)
{
	struct blocks best = { .n = 0 };
	struct str next = str_copy(g->mem, g->key);
	char end[PREFIX_MAX_BYTES + 1];
	size_t from, to;

	if (s->block_count == 0 || next.n == 0)
		return;
	memcpy(end, g->key.p, g->key.n);
	end[g->key.n - 1] = (char)((unsigned char)end[g->key.n - 1] + 1);
	from = terms_block(s, g->key);
	to = terms_block(s, (struct str){ end, g->key.n });
	/* the ends have other words as well: they are always read */
	read_block(g, s, from);
	if (to > from)
		read_block(g, s, to);
	for (size_t i = from + 1; i < to; i++)
		offer_block(&best, i, weight_of(s, i));
	for (size_t i = 0; i < best.n; i++)
		read_block(g, s, best.block[i]);
}

static int
more_docs(const void *a, const void *b)
{
	const struct goal *x = a, *y = b;

	if (x->docs != y->docs)
		return x->docs < y->docs ? 1 : -1;
	return str_cmp(x->folded, y->folded);
}

/* The best ones, counted in all segments. */
static void
rank_goals(struct goals *g, const struct view *view)
{
	if (g->all.n == 0)
		return;
	qsort(g->all.v, g->all.n, sizeof(*g->all.v), more_docs);
	if (g->all.n > KEPT_MAX)
		g->all.n = KEPT_MAX;
	for (size_t i = 0; i < g->all.n; i++)
		g->all.v[i].docs = near_docs(view, g->all.v[i].folded);
	qsort(g->all.v, g->all.n, sizeof(*g->all.v), more_docs);
}

/* A word without what is glued to it. */
static struct str
bare(struct str w)
{
	w = str_sub(w, clitics_head(w), w.n);
	return str_sub(w, 0, w.n - clitics_tail(w));
}

static bool
is_family(const struct goals *g, size_t i)
{
	struct str b = bare(g->all.v[i].folded);

	for (size_t k = 0; k < g->all.n; k++)
		if (g->all.v[k].chosen &&
		    str_eq(bare(g->all.v[k].folded), b))
			return true;
	return str_eq(b, bare(g->prefix));
}

struct writer {
	struct speller speller;
	struct str before; /* the query without its last word */
	struct str *out;
	size_t n, max;
};

/* One round over the words: those of other families, then the rest. */
static void
choose(struct goals *g, struct writer *w, bool families)
{
	for (size_t i = 0; i < g->all.n && w->n < w->max; i++) {
		struct goal *goal = &g->all.v[i];
		struct str shown;

		if (goal->chosen || (!families && is_family(g, i)))
			continue;
		shown = spell_word(&w->speller, g->mem, goal->folded,
		                   SPELL_ARTICLES);
		if (shown.n == 0 || stopword(shown))
			continue;
		goal->chosen = true;
		w->out[w->n++] = str_cat(g->mem, w->before, shown);
	}
}

/* The last word of what was typed, if nothing stands behind it. */
static bool
last_word(struct speller *s, struct arena *mem, struct str typed,
          struct str *before, struct str *folded)
{
	const struct token *t;

	if (typed.n > TYPED_MAX_BYTES ||
	    tokens_take(&s->tokens, typed) != ERR_OK || s->tokens.n == 0)
		return false;
	t = &s->tokens.v[s->tokens.n - 1];
	if (t->end != typed.n || t->folded.n > PREFIX_MAX_BYTES - 1 ||
	    utf8_count(t->folded) < PREFIX_MIN_LETTERS)
		return false;
	*before = str_sub(typed, 0, t->start);
	*folded = str_copy(mem, t->folded);
	return folded->n > 0;
}

size_t
search_complete(struct arena *mem, struct index *ix, struct store *st,
                struct str typed, struct str *out, size_t max)
{
	struct view *view = index_view(ix);
	struct goals g = { .mem = mem, .by_word = MAP_INIT(mem, 0) };
	struct writer w = { .out = out, .max = max };

	if (w.max > COMPLETE_MAX)
		w.max = COMPLETE_MAX;
	speller_init(&w.speller, view, st);
	if (last_word(&w.speller, mem, typed, &w.before, &g.prefix)) {
		g.key = str_fmt(mem, "%c%.*s", TERM_EXACT, STR_ARG(g.prefix));
		for (size_t i = 0; i < view->n && g.key.n > 0; i++)
			read_part(&g, view->part[i].segment);
		rank_goals(&g, view);
		choose(&g, &w, false);
		choose(&g, &w, true);
	}
	speller_release(&w.speller);
	view_give(view);
	return arena_err(mem) == ERR_OK ? w.n : 0;
}
