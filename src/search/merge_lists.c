#include <stdlib.h>

#include "search/merge_internal.h"

/* A list being merged, and its next document in new numbers. */
struct source {
	struct postings list;
	const uint32_t *map;
	uint32_t doc;
};

struct sources {
	struct terms_walk walk[MERGE_INPUTS_MAX];
	bool open[MERGE_INPUTS_MAX]; /* the walk stands on a term */
	struct source source[MERGE_INPUTS_MAX];
	struct source *live[MERGE_INPUTS_MAX];
	struct segment made[MERGE_INPUTS_MAX]; /* pairs of small inputs */
	size_t live_n;
	char key[SEGMENT_TERM_MAX];
};

/* Step over what was deleted; false at the end of the list. */
static bool
settle(struct source *s)
{
	while (s->list.doc != POSTINGS_END) {
		s->doc = s->map[s->list.doc];
		if (s->doc != SEGMENT_NO_DOC)
			return true;
		postings_advance(&s->list, s->list.doc + 1);
	}
	return false;
}

/* The least key of all inputs, copied; false when there is none left. */
static bool
least_key(struct sources *all, size_t n, struct str *out)
{
	struct str least = STR_EMPTY;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		struct str key = terms_key(&all->walk[i]);

		if (all->open[i] && (!any || str_cmp(key, least) < 0)) {
			least = key;
			any = true;
		}
	}
	if (any && least.n > 0)
		memcpy(all->key, least.p, least.n);
	*out = (struct str){ all->key, least.n };
	return any;
}

/* Open the lists of a key in all inputs that have it; step their walks. */
static void
open_lists(struct merge *m, struct sources *all, struct str key)
{
	bool positions = key.n > 0 && key.p[0] == TERM_STEM;

	all->live_n = 0;
	for (size_t i = 0; i < m->n; i++) {
		struct source *s = &all->source[i];

		if (!all->open[i] ||
		    !str_eq(terms_key(&all->walk[i]), key))
			continue;
		s->map = m->map[i];
		postings_open(&s->list, all->walk[i].segment,
		              &all->walk[i].term, positions);
		all->open[i] = terms_next(&all->walk[i]);
		if (settle(s))
			all->live[all->live_n++] = s;
	}
}

const uint32_t *
merge_positions(struct merge *m, struct postings *list)
{
	size_t n = code_count(postings_code(list));

	if (!list->has_positions || n > SEGMENT_POSITION_MAX)
		return NULL;
	if (n > m->position_cap) {
		m->position_cap = 2 * n;
		m->positions = xrealloc(m->positions, m->position_cap *
		                                      sizeof(uint32_t));
	}
	return postings_positions(list, m->positions, n) == n ? m->positions
	                                                      : NULL;
}

/* The live source of the least new number. */
static size_t
least_source(const struct sources *all)
{
	size_t best = 0;

	for (size_t i = 1; i < all->live_n; i++)
		if (all->live[i]->doc < all->live[best]->doc)
			best = i;
	return best;
}

/*
 * The lists of one key, in the order of the new numbers.  ERR_FORMAT: a list
 * holds less than it should.  ERR_BUSY: told to stop.
 */
static enum err
merge_key(struct merge *m, struct sources *all, struct str key)
{
	if (m->stop != NULL && atomic_load(m->stop))
		return ERR_BUSY;
	if (all->live_n == 0)
		return ERR_OK;
	segment_write_term(m->w, key);
	while (all->live_n > 0) {
		size_t i = least_source(all);
		struct source *s = all->live[i];
		const uint32_t *positions = merge_positions(m, &s->list);

		if (s->list.has_positions && positions == NULL)
			return ERR_FORMAT;
		segment_write_posting(m->w, s->doc, postings_code(&s->list),
		                      positions);
		postings_advance(&s->list, s->list.doc + 1);
		if (!settle(s))
			all->live[i] = all->live[--all->live_n];
	}
	segment_write_term_end(m->w);
	if (key.p[0] == TERM_STEM)
		merge_pairs_offer(m, key, m->w->docs);
	return ERR_OK;
}

/* Step over a key in all inputs. */
static void
skip_key(struct merge *m, struct sources *all, struct str key)
{
	for (size_t i = 0; i < m->n; i++)
		if (all->open[i] && str_eq(terms_key(&all->walk[i]), key))
			all->open[i] = terms_next(&all->walk[i]);
}

/*
 * The lists of pairs, each behind the mark of its first stem.
 */
static enum err
merge_pairs(struct merge *m, struct sources *all)
{
	size_t marked = 0;
	struct str key;
	enum err e = ERR_OK;

	for (size_t i = 0; i < m->n && e == ERR_OK; i++) {
		e = merge_pairs_open(m, i, &all->made[i], &all->walk[i]);
		all->open[i] = e == ERR_OK && terms_next(&all->walk[i]);
	}
	while (e == ERR_OK && least_key(all, m->n, &key)) {
		struct str rest = str_sub(key, 1, key.n);
		struct str first = str_until(&rest, ' ');

		if (!merge_pairs_keeps(m, key)) {
			skip_key(m, all, key);
			continue;
		}
		while (marked < m->frequent_n &&
		       str_cmp(m->frequent[marked], first) <= 0)
			merge_pairs_mark(m, marked++);
		open_lists(m, all, key);
		e = merge_key(m, all, key);
	}
	while (e == ERR_OK && marked < m->frequent_n)
		merge_pairs_mark(m, marked++);
	return e;
}

enum err
merge_lists(struct merge *m)
{
	struct sources *all = xcalloc(1, sizeof(*all));
	struct str key;
	enum err e = ERR_OK;

	for (size_t i = 0; i < m->n; i++) {
		terms_seek(m->in[i].segment, STR_EMPTY, &all->walk[i]);
		all->open[i] = terms_next(&all->walk[i]);
	}
	while (e == ERR_OK && least_key(all, m->n, &key)) {
		if (key.n > 0 && key.p[0] == TERM_PAIR)
			break;
		open_lists(m, all, key);
		e = merge_key(m, all, key);
	}
	if (e == ERR_OK && m->frequent_n > 0)
		e = merge_pairs(m, all);
	free(all);
	segment_write_terms_end(m->w);
	return e;
}
