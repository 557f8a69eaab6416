#ifndef MARSAD_TESTS_SEARCH_LISTS_H
#define MARSAD_TESTS_SEARCH_LISTS_H

#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "search/postings.h"
#include "search/rank.h"
#include "search/segment_write.h"
#include "test.h"

/* A list kept plainly. */
struct plain_list {
	uint32_t n;
	uint32_t *doc, *code;
	size_t *at;          /* of each document's first position */
	uint32_t *position;
};

/* A segment of `docs` documents being written by hand, into memory. */
struct lists {
	struct arena mem;
	uint32_t docs;
	uint16_t *length;
	struct segment_writer w;
	struct buf bytes;
	struct segment segment;
};

static inline void
lists_open(struct lists *l, uint32_t docs, uint32_t words_max,
           struct rng *r)
{
	struct segment_facts facts = { .docs = docs, .first_log = 3,
		                       .last_log = 9 };

	*l = (struct lists){ .docs = docs };
	arena_init(&l->mem, ARENA_BLOCK, 256u << 20);
	buf_init(&l->bytes, SINK_MAX_BYTES);
	l->length = ARENA_ARRAY(&l->mem, uint16_t, docs);
	for (uint32_t i = 0; i < docs; i++) {
		l->length[i] = (uint16_t)rng_below(r, words_max);
		facts.words += l->length[i];
	}
	assert_int_equal(segment_writer_open(&l->w, NULL, &facts, l->length),
	                 ERR_OK);
}

static inline void
lists_column(struct lists *l, enum section which, size_t bytes)
{
	segment_write_column(&l->w);
	for (uint32_t i = 0; i < l->docs; i++) {
		uint64_t v = which == SECTION_BY_ID ? i : 0;

		if (which == SECTION_LENGTH)
			v = l->length[i];
		segment_write_bytes(&l->w, &v, bytes);
	}
	segment_write_column_end(&l->w, which);
}

/* Columns of nothing but the lengths; then the segment is read. */
static inline void
lists_read(struct lists *l)
{
	static const struct { enum section which; size_t bytes; } columns[] = {
		{ SECTION_TIME, 8 },  { SECTION_ID, 8 },
		{ SECTION_STORY, 8 }, { SECTION_BY_ID, 4 },
		{ SECTION_OUTLET, 4 }, { SECTION_LENGTH, 2 },
		{ SECTION_TOPIC, 2 }, { SECTION_LANGUAGE, 1 },
		{ SECTION_TITLE, 1 }, { SECTION_COPY, 1 },
	};

	segment_write_terms_end(&l->w);
	for (size_t i = 0; i < COUNT(columns); i++)
		lists_column(l, columns[i].which, columns[i].bytes);
	segment_write_column(&l->w);
	segment_write_column_end(&l->w, SECTION_TOPICS);
	segment_write_column(&l->w);
	segment_write_column_end(&l->w, SECTION_LANGUAGES);
	assert_int_equal(segment_writer_finish(&l->w), ERR_OK);
	buf_put(&l->bytes, segment_written(&l->w));
	assert_int_equal(segment_open(&l->mem, buf_str(&l->bytes),
	                              &l->segment),
	                 ERR_OK);
	assert_int_equal(segment_check(&l->segment), ERR_OK);
}

static inline void
lists_close(struct lists *l)
{
	segment_writer_release(&l->w);
	buf_release(&l->bytes);
	arena_release(&l->mem);
}

/* Positions of one document: `count` of them, rising. */
static inline void
plain_positions(struct rng *r, uint32_t *out, uint32_t count)
{
	uint32_t next = 0;

	for (uint32_t i = 0; i < count; i++) {
		out[i] = next + (uint32_t)rng_below(r, 30);
		next = out[i] + 1;
	}
}

/* A random list of n of the documents, each at most `most` times. */
static inline struct plain_list
plain_new(struct lists *l, struct rng *r, uint32_t n, uint32_t most)
{
	struct plain_list p = {
		.doc = ARENA_ARRAY(&l->mem, uint32_t, n),
		.code = ARENA_ARRAY(&l->mem, uint32_t, n),
		.at = ARENA_ARRAY(&l->mem, size_t, n + 1),
	};
	uint32_t left = n;

	for (uint32_t doc = 0; doc < l->docs && left > 0; doc++) {
		uint32_t count = 1 + (uint32_t)rng_below(r, most);

		if (rng_below(r, l->docs - doc) >= left)
			continue;
		left--;
		p.doc[p.n] = doc;
		p.code[p.n] = code_make(count, (uint32_t)rng_below(r, 4));
		p.at[p.n + 1] = p.at[p.n] + count;
		p.n++;
	}
	assert_int_equal(p.n, n);
	p.position = ARENA_ARRAY(&l->mem, uint32_t, p.at[n]);
	for (uint32_t i = 0; i < n; i++)
		plain_positions(r, p.position + p.at[i], code_count(p.code[i]));
	return p;
}

static inline void
plain_write(struct lists *l, const struct plain_list *p, struct str key)
{
	segment_write_term(&l->w, key);
	for (uint32_t i = 0; i < p->n; i++)
		segment_write_posting(&l->w, p->doc[i], p->code[i],
		                      p->position + p->at[i]);
	segment_write_term_end(&l->w);
}

#endif
