#include "search/suggest.h"

#include "search/suggest_internal.h"

#define WORDS_MAX 64u /* of a query that are looked at */
#define QUERY_MAX_BYTES 4096u

/* A word of the query that may be put right. */
struct typed_word {
	size_t start, end; /* in what was typed */
	struct str folded;
	struct mend_docs docs;
	struct str better; /* what stands for it; empty: itself */
	bool joined;       /* to the one before it, whose `better` has both */
};

struct words {
	struct mender mender;
	struct str typed;
	struct typed_word v[WORDS_MAX];
	size_t n;
};

static void
add_words(struct words *w, const struct ask_node *leaf)
{
	struct tokens *t = &w->mender.speller.tokens;
	size_t at = (size_t)(leaf->shown.p - w->typed.p);
	size_t n;

	if (tokens_take(t, leaf->shown) != ERR_OK)
		return;
	/* the last word of a prefix goes on: it is not all there */
	n = t->n - (leaf->kind == ASK_PREFIX && t->n > 0);
	for (size_t i = 0; i < n && w->n < WORDS_MAX; i++)
		if (!t->v[i].elided)
			w->v[w->n++] = (struct typed_word){
				.start = at + t->v[i].start,
				.end = at + t->v[i].end,
				.folded = str_copy(w->mender.mem,
				                   t->v[i].folded),
			};
}

/* Whether a leaf is words of articles, typed by the reader. */
static bool
has_words(const struct words *w, const struct ask_node *n)
{
	const char *end = w->typed.p + w->typed.n;

	if (n->kind > ASK_PREFIX || n->field == ASK_AUTHOR || n->common)
		return false;
	return n->shown.n > 0 && n->shown.p >= w->typed.p &&
	       n->shown.p + n->shown.n <= end;
}

/* What must not stand is left as it is: nothing would be found by it. */
static void
list_words(struct words *w, const struct ask_node *n)
{
	if (n->kind < ASK_ALL_OF) {
		if (has_words(w, n))
			add_words(w, n);
		return;
	}
	for (size_t i = 0; n->kind != ASK_NOT && i < n->n; i++)
		list_words(w, n->child[i]);
}

/* Whether nothing but white space is between two words. */
static bool
are_beside(const struct words *w, size_t i)
{
	struct str gap;

	if (i + 1 >= w->n || w->v[i + 1].start < w->v[i].end)
		return false;
	gap = str_sub(w->typed, w->v[i].end, w->v[i + 1].start);
	return gap.n > 0 && str_trim(gap).n == 0;
}

static struct mended
join_with_next(struct words *w, size_t i)
{
	uint64_t docs = w->v[i].docs.any;

	if (!are_beside(w, i))
		return (struct mended){ .worth = 0 };
	if (w->v[i + 1].docs.any < docs)
		docs = w->v[i + 1].docs.any;
	return mend_join(&w->mender, w->v[i].folded, w->v[i + 1].folded, docs);
}

static bool
is_better(struct mended a, struct mended b)
{
	return a.shown.n > 0 && (b.shown.n == 0 || a.worth > b.worth);
}

/* Put a rare word right, alone or with a neighbour. */
static void
mend(struct words *w, size_t i)
{
	struct mended alone, next, last = { .worth = 0 };

	alone = mend_word(&w->mender, w->v[i].folded, w->v[i].docs.any);
	next = join_with_next(w, i);
	if (i > 0 && w->v[i - 1].better.n == 0 && !w->v[i - 1].joined)
		last = join_with_next(w, i - 1);
	if (is_better(last, alone) && !is_better(next, last)) {
		w->v[i - 1].better = last.shown;
		w->v[i].joined = true;
	} else if (is_better(next, alone)) {
		w->v[i].better = next.shown;
		w->v[i + 1].joined = true;
	} else {
		w->v[i].better = alone.shown;
	}
}

static bool
mend_all(struct words *w)
{
	unsigned mended = 0;
	bool any = false;

	for (size_t i = 0; i < w->n; i++)
		w->v[i].docs = mend_docs(&w->mender, w->v[i].folded);
	for (size_t i = 0; i < w->n && mended < SUGGEST_WORDS_MAX; i++) {
		if (w->v[i].joined ||
		    !mend_is_rare(&w->mender, w->v[i].docs))
			continue;
		mend(w, i);
		mended++;
	}
	for (size_t i = 0; i < w->n; i++)
		any = any || w->v[i].better.n > 0;
	return any;
}

/* The query with the better words in their places. */
static struct str
rewrite(const struct words *w)
{
	struct buf out = BUF_INIT(QUERY_MAX_BYTES);
	struct str all = STR_EMPTY;
	size_t at = 0;

	for (size_t i = 0; i < w->n; i++) {
		const struct typed_word *word = &w->v[i];

		if (word->joined || word->better.n == 0 || word->start < at)
			continue;
		buf_put(&out, str_sub(w->typed, at, word->start));
		buf_put(&out, word->better);
		at = i + 1 < w->n && w->v[i + 1].joined ? w->v[i + 1].end
		                                        : word->end;
	}
	buf_put(&out, str_sub(w->typed, at, w->typed.n));
	if (out.err == ERR_OK)
		all = buf_copy(w->mender.mem, &out);
	buf_release(&out);
	return str_eq(all, w->typed) ? STR_EMPTY : all;
}

struct str
search_suggest(struct arena *mem, struct index *ix, struct store *st,
               const struct ask *ask)
{
	struct view *view = index_view(ix);
	struct words *w = ARENA_NEW(mem, struct words);
	struct str out = STR_EMPTY;

	if (w != NULL) {
		w->mender = (struct mender){ .mem = mem, .view = view,
			                     .docs = view->docs,
			                     .stemmer = stemmer_new() };
		w->typed = str_sub(ask->typed, 0, QUERY_MAX_BYTES);
		speller_init(&w->mender.speller, view, st);
		list_words(w, ask->root);
		if (mend_all(w) && arena_err(mem) == ERR_OK)
			out = rewrite(w);
		speller_release(&w->mender.speller);
		stemmer_free(w->mender.stemmer);
	}
	view_give(view);
	return out;
}
