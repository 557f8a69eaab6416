#include "search/near.h"

#include "search/terms.h"
#include "text/utf8.h"

#define JUMP_AFTER 32u /* terms of one hopeless head, then seek behind them */

struct near_walk {
	struct near *near;
	struct slips slips;
	size_t first;    /* words found by other calls */
	size_t base;     /* bytes of the key before the letters */
	char key[SEGMENT_TERM_MAX]; /* the last one looked at */
	size_t key_n;
	size_t depth;    /* letters of it in slips ... */
	size_t end[SLIPS_DEPTH_MAX + 1]; /* ... and where they end, in bytes */
	size_t dead;     /* keys with this many bytes in common are far; or 0 */
	unsigned skipped;
};

static size_t
common(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n, i = 0;

	while (i < n && a.p[i] == b.p[i])
		i++;
	return i;
}

static struct near_word *
rarest(struct near *near)
{
	struct near_word *w = &near->v[0];

	for (size_t i = 1; i < near->n; i++)
		if (near->v[i].docs < w->docs)
			w = &near->v[i];
	return w;
}

static void
add_word(struct near_walk *w, struct str folded, uint64_t docs)
{
	struct near *near = w->near;
	unsigned cost = slips_total(&w->slips, w->depth);
	struct near_word *to;

	for (size_t i = 0; i < near->n; i++)
		if (str_eq(near->v[i].folded, folded)) {
			if (i >= w->first)
				near->v[i].docs += docs;
			return;
		}
	if (near->n < NEAR_WORDS_MAX)
		to = &near->v[near->n++];
	else if ((to = rarest(near))->docs >= docs)
		return;
	*to = (struct near_word){ str_copy(near->mem, folded), cost, docs };
}

/* Go on from what the key has in common with the last one. */
static void
look_at(struct near_walk *w, const struct terms_walk *t)
{
	struct str key = terms_key(t), last = { w->key, w->key_n }, rest;
	size_t same = common(key, last);
	uint32_t c;

	if (w->dead > 0 && same >= w->dead) {
		w->skipped++;
		return;
	}
	w->dead = w->skipped = 0;
	while (w->depth > 0 && w->end[w->depth] > same)
		w->depth--;
	memcpy(w->key, key.p, key.n);
	w->key_n = key.n;
	rest = str_sub(key, w->end[w->depth], key.n);
	while (utf8_next(&rest, &c)) {
		size_t end = key.n - rest.n;

		if (w->depth == SLIPS_DEPTH_MAX ||
		    !slips_letter(&w->slips, w->depth, c)) {
			w->dead = end;
			return;
		}
		w->end[++w->depth] = end;
	}
	if (slips_total(&w->slips, w->depth) <= w->slips.limit)
		add_word(w, str_sub(key, 1, key.n), t->term.docs);
}

/* To the first term behind all that begin as far ones do. */
static bool
jump(struct near_walk *w, struct terms_walk *t)
{
	char next[SEGMENT_TERM_MAX];

	memcpy(next, w->key, w->dead);
	next[w->dead - 1] = (char)((unsigned char)next[w->dead - 1] + 1);
	w->skipped = 0;
	return terms_reach(t->segment, (struct str){ next, w->dead }, t);
}

static void
walk_part(struct near_walk *w, const struct segment *s, struct str base,
          uint64_t most)
{
	struct terms_walk t;
	bool more = terms_reach(s, base, &t);

	w->key_n = w->depth = w->dead = w->skipped = 0;
	w->end[0] = base.n;
	for (uint64_t i = 0; i < most; i++) {
		if (!more || !str_starts(terms_key(&t), base))
			break;
		w->near->looked++;
		look_at(w, &t);
		more = w->skipped >= JUMP_AFTER ? jump(w, &t)
		                                : terms_next(&t);
	}
}

/* Each segment may take what is left in proportion to its terms. */
void
near_find(struct near *near, struct str head, struct str typed,
          unsigned limit)
{
	struct near_walk w = { .near = near, .first = near->n };
	struct str base = str_fmt(near->mem, "%c%.*s", TERM_EXACT,
	                          STR_ARG(head));
	uint64_t left = NEAR_TERMS_MAX > near->looked
	                        ? NEAR_TERMS_MAX - near->looked
	                        : 0;
	uint64_t terms = 1;

	if (!slips_begin(&w.slips, typed, limit) || base.n == 0)
		return;
	for (size_t i = 0; i < near->view->n; i++)
		terms += near->view->part[i].segment->facts.terms;
	for (size_t i = 0; i < near->view->n; i++) {
		const struct segment *s = near->view->part[i].segment;

		walk_part(&w, s, base, left * s->facts.terms / terms + 1);
	}
}

uint64_t
near_docs(const struct view *view, struct str folded)
{
	char key[SEGMENT_TERM_MAX];
	uint64_t docs = 0;
	struct term t;

	if (folded.n == 0 || folded.n >= sizeof(key))
		return 0;
	key[0] = TERM_EXACT;
	memcpy(key + 1, folded.p, folded.n);
	for (size_t i = 0; i < view->n; i++)
		if (terms_find(view->part[i].segment,
		               (struct str){ key, folded.n + 1 }, &t))
			docs += t.docs;
	return docs;
}
