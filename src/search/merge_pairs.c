/*
 * Lists of pairs in a merged segment.  A stem keeps its pairs when it is
 * frequent still and was in every input that has pairs at all; the small
 * inputs have none, so theirs are made here, from positions.
 */
#include <stdlib.h>

#include "search/merge_internal.h"

/* A place in a small input where a frequent stem stands. */
struct place {
	uint32_t doc, position, stem; /* number, from 0 */
};

struct places {
	struct place *v;
	size_t n, cap;
};

/* Two frequent stems side by side in a document. */
struct meeting {
	uint32_t first, second, doc;
};

static bool
is_small(const struct segment *s)
{
	return s->facts.docs < PAIRS_DOCS_MIN;
}

static bool
has_marker(const struct segment *s, struct str stem)
{
	struct buf key = BUF_INIT(SEGMENT_TERM_MAX);
	struct term t;
	bool has = pairs_term(stem, STR_EMPTY, &key) &&
	           terms_find(s, buf_str(&key), &t);

	buf_release(&key);
	return has;
}

void
merge_pairs_offer(struct merge *m, struct str key, uint32_t docs)
{
	struct str stem = str_sub(key, 1, key.n);

	if (!pairs_is_frequent(m->docs, docs) ||
	    m->frequent_n == PAIRS_STEMS_MAX ||
	    key.n > SEGMENT_TERM_MAX / 2)
		return;
	for (size_t i = 0; i < m->n; i++)
		if (!is_small(m->in[i].segment) &&
		    !has_marker(m->in[i].segment, stem))
			return;
	m->frequent[m->frequent_n++] = str_copy(&m->mem, stem);
}

/* The number of a frequent stem, they lie in order; SIZE_MAX: it is none. */
static size_t
number_of(const struct merge *m, struct str stem)
{
	size_t low = 0, high = m->frequent_n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(m->frequent[middle], stem);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return SIZE_MAX;
}

bool
merge_pairs_keeps(const struct merge *m, struct str key)
{
	struct str rest = str_sub(key, 1, key.n);
	struct str first = str_until(&rest, ' ');

	return rest.n > 0 && number_of(m, first) != SIZE_MAX &&
	       number_of(m, rest) != SIZE_MAX;
}

static void
add_place(struct places *all, struct place p)
{
	if (all->n == all->cap) {
		all->cap = all->cap * 2 + 1024;
		all->v = xrealloc(all->v, all->cap * sizeof(*all->v));
	}
	all->v[all->n++] = p;
}

static void
add_stem(struct merge *m, const struct segment *s, uint32_t number,
         struct places *all)
{
	struct str key = str_cat(&m->mem, STR("s"), m->frequent[number]);
	struct postings *list = xmalloc(sizeof(*list));
	struct term t;

	if (!terms_find(s, key, &t)) {
		free(list);
		return;
	}
	postings_open(list, s, &t, true);
	while (list->doc != POSTINGS_END) {
		const uint32_t *at = merge_positions(m, list);
		uint32_t n = at == NULL ? 0 : code_count(postings_code(list));

		for (uint32_t i = 0; i < n; i++)
			add_place(all, (struct place){ list->doc, at[i],
			                               number });
		postings_advance(list, list->doc + 1);
	}
	free(list);
}

static int
by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	return (x->position > y->position) - (x->position < y->position);
}

static int
by_pair(const void *a, const void *b)
{
	const struct meeting *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->second != y->second)
		return x->second < y->second ? -1 : 1;
	return (x->doc > y->doc) - (x->doc < y->doc);
}

/* Those places that follow each other; returns how many meetings there are. */
static size_t
meet(const struct places *all, struct meeting *out)
{
	size_t n = 0;

	for (size_t i = 0; i + 1 < all->n; i++) {
		const struct place *a = &all->v[i], *b = a + 1;

		if (a->doc != b->doc || b->position != a->position + 1)
			continue;
		out[n++] = (struct meeting){
			.first = a->stem,
			.second = b->stem,
			.doc = a->doc,
		};
	}
	qsort(out, n, sizeof(*out), by_pair);
	return n;
}

/* One list a pair. */
static void
write_meetings(struct merge *m, struct segment_writer *w,
               const struct meeting *v, size_t n)
{
	struct buf key = BUF_INIT(SEGMENT_TERM_MAX);

	for (size_t i = 0; i < n;) {
		const struct meeting *pair = &v[i];

		buf_clear(&key);
		pairs_term(m->frequent[pair->first],
		           m->frequent[pair->second], &key);
		segment_write_term(w, buf_str(&key));
		while (i < n && v[i].first == pair->first &&
		       v[i].second == pair->second) {
			uint32_t doc = v[i].doc;

			while (i < n && v[i].first == pair->first &&
			       v[i].second == pair->second &&
			       v[i].doc == doc)
				i++;
			segment_write_posting(w, doc, 0, NULL);
		}
		segment_write_term_end(w);
	}
	buf_release(&key);
}

/* What a small input would hold of pairs, as a segment of nothing else. */
static enum err
make_pairs(struct merge *m, const struct segment *s, struct segment *out)
{
	struct places all = { 0 };
	struct meeting *met;
	struct segment_writer w;
	struct str bytes;
	enum err e;

	for (size_t i = 0; i < m->frequent_n; i++)
		add_stem(m, s, (uint32_t)i, &all);
	if (all.n > 1)
		qsort(all.v, all.n, sizeof(*all.v), by_place);
	met = xmalloc((all.n + 1) * sizeof(*met));
	e = segment_writer_open(&w, NULL, &s->facts, s->length);
	write_meetings(m, &w, met, meet(&all, met));
	segment_write_terms_end(&w);
	bytes = str_copy(&m->mem, segment_written(&w));
	*out = *s;
	if (e == ERR_OK)
		e = segment_bare(&w, bytes, out);
	segment_writer_release(&w);
	free(all.v);
	free(met);
	return e;
}

enum err
merge_pairs_open(struct merge *m, size_t input, struct segment *made,
                 struct terms_walk *out)
{
	const struct segment *s = m->in[input].segment;
	enum err e = ERR_OK;

	if (is_small(s)) {
		if ((e = make_pairs(m, s, made)) != ERR_OK)
			return e;
		s = made;
	}
	terms_seek(s, STR("w"), out);
	return e;
}

void
merge_pairs_mark(struct merge *m, size_t i)
{
	struct buf key = BUF_INIT(SEGMENT_TERM_MAX);

	pairs_term(m->frequent[i], STR_EMPTY, &key);
	segment_write_term(m->w, buf_str(&key));
	segment_write_posting(m->w, 0, 0, NULL);
	segment_write_term_end(m->w);
	buf_release(&key);
}
