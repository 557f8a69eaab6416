#include "search/merge.h"

#include <stdlib.h>

#include "search/merge_internal.h"

/* The input whose next document comes first: the newest, then of higher id. */
static size_t
first_of(const struct merge *m, const uint32_t *at)
{
	size_t best = SIZE_MAX;
	int64_t time_s = 0, id = 0;

	for (size_t i = 0; i < m->n; i++) {
		const struct segment *s = m->in[i].segment;

		if (at[i] >= s->facts.docs)
			continue;
		if (best == SIZE_MAX || s->time_s[at[i]] > time_s ||
		    (s->time_s[at[i]] == time_s && s->id[at[i]] > id)) {
			best = i;
			time_s = s->time_s[at[i]];
			id = s->id[at[i]];
		}
	}
	return best;
}

/* New numbers for the documents of all inputs. */
static void
number_docs(struct merge *m)
{
	uint32_t at[MERGE_INPUTS_MAX] = { 0 };
	size_t i;

	while ((i = first_of(m, at)) != SIZE_MAX) {
		uint32_t doc = at[i]++;

		m->map[i][doc] = SEGMENT_NO_DOC;
		if (bit_is_set(m->in[i].deleted, doc))
			continue;
		m->order[m->docs] = (struct merge_doc){ doc, (uint32_t)i };
		m->length[m->docs] = m->in[i].segment->length[doc];
		m->words += m->length[m->docs];
		m->map[i][doc] = m->docs++;
	}
}

static enum err
prepare(struct merge *m, const struct merge_input *in, size_t n)
{
	uint64_t docs = 0;

	*m = (struct merge){ .in = in, .n = n };
	if (n > MERGE_INPUTS_MAX)
		return ERR_LIMIT;
	for (size_t i = 0; i < n; i++)
		docs += in[i].segment->facts.docs;
	if (docs > SEGMENT_DOCS_MAX)
		return ERR_LIMIT;
	arena_init(&m->mem, ARENA_BLOCK, SIZE_MAX);
	m->frequent = xcalloc(PAIRS_STEMS_MAX, sizeof(*m->frequent));
	m->order = xmalloc((size_t)(docs + 1) * sizeof(*m->order));
	m->length = xmalloc((size_t)(docs + 1) * sizeof(*m->length));
	m->facts.first_log = INT64_MAX;
	m->facts.last_log = INT64_MIN;
	for (size_t i = 0; i < n; i++) {
		const struct segment_facts *f = &in[i].segment->facts;

		m->map[i] = xmalloc(f->docs * sizeof(*m->map[i]));
		if (f->first_log < m->facts.first_log)
			m->facts.first_log = f->first_log;
		if (f->last_log > m->facts.last_log)
			m->facts.last_log = f->last_log;
	}
	number_docs(m);
	m->facts.docs = m->docs;
	m->facts.words = m->words;
	return m->docs == 0 ? ERR_ABSENT : ERR_OK;
}

static void
release(struct merge *m)
{
	free(m->order);
	free(m->length);
	free(m->positions);
	free(m->frequent);
	arena_release(&m->mem);
	for (size_t i = 0; i < m->n && i < MERGE_INPUTS_MAX; i++)
		free(m->map[i]);
}

static enum err
merge(const struct merge_input *in, size_t n, const char *path,
      struct buf *out, const atomic_bool *stop)
{
	struct segment_writer w;
	struct merge m;
	enum err e = prepare(&m, in, n);

	m.stop = stop;
	if (e != ERR_OK)
		goto out;
	m.w = &w;
	e = segment_writer_open(&w, path, &m.facts, m.length);
	if (e == ERR_OK)
		e = merge_lists(&m);
	if (e == ERR_OK) {
		merge_columns(&m);
		e = segment_writer_finish(&w);
	}
	if (e == ERR_OK && path == NULL) {
		buf_put(out, segment_written(&w));
		e = out->err;
	}
	segment_writer_release(&w);
out:
	release(&m);
	return e;
}

enum err
merge_segments(const struct merge_input *in, size_t n, const char *path,
               struct buf *out)
{
	return merge(in, n, path, out, NULL);
}

enum err
merge_segments_until(const struct merge_input *in, size_t n, const char *path,
                     const atomic_bool *stop)
{
	return merge(in, n, path, NULL, stop);
}
