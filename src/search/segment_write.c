#include "search/segment_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "search/postings.h"
#include "search/rank.h"
#include "search/varint.h"

#define TERMS_SUFFIX ".terms" /* of the file that gathers the dictionary */
#define PATH_BYTES 4096

enum err
segment_writer_open(struct segment_writer *w, const char *path,
                    const struct segment_facts *facts, const uint16_t *length)
{
	char aside[PATH_BYTES];
	enum err e;

	*w = (struct segment_writer){ .facts = *facts, .length = length };
	w->facts.terms = 0;
	w->fixed = rank_length(0, 1);
	w->per_word = RANK_K1 * RANK_B / segment_words_mean(facts);
	buf_init(&w->blocks, SINK_MAX_BYTES);
	buf_init(&w->ends, SINK_MAX_BYTES);
	buf_init(&w->offsets, SINK_MAX_BYTES);
	buf_init(&w->bounds, SINK_MAX_BYTES);
	if (path == NULL) {
		sink_memory(&w->out);
		sink_memory(&w->terms);
	} else {
		snprintf(aside, sizeof(aside), "%s" TERMS_SUFFIX, path);
		e = sink_file(&w->out, path);
		if (e == ERR_OK)
			e = sink_file(&w->terms, aside);
		unlink(aside); /* it goes when it is closed */
		if (e != ERR_OK)
			return e;
	}
	sink_begin(&w->out);
	sink_begin(&w->terms);
	return ERR_OK;
}

void
segment_writer_release(struct segment_writer *w)
{
	sink_release(&w->out);
	sink_release(&w->terms);
	buf_release(&w->blocks);
	buf_release(&w->ends);
	buf_release(&w->offsets);
	buf_release(&w->bounds);
	free(w->block.position);
}

void
segment_write_term(struct segment_writer *w, struct str key)
{
	struct term_block b = { w->terms.at, w->out.at };
	size_t shared = 0, n;
	uint8_t *at;

	if (w->facts.terms++ % TERM_BLOCK == 0)
		buf_put(&w->blocks, (struct str){ (char *)&b, sizeof(b) });
	else
		while (shared < key.n && shared < w->key_n &&
		       key.p[shared] == w->key[shared])
			shared++;
	at = sink_room(&w->terms, 2 * VARINT_MAX_BYTES + key.n);
	if (at != NULL) {
		n = varint_write(at, shared);
		n += varint_write(at + n, key.n - shared);
		memcpy(at + n, key.p + shared, key.n - shared);
		sink_wrote(&w->terms, n + key.n - shared);
	}
	memcpy(w->key, key.p, key.n);
	w->key_n = key.n;
	w->positions = key.p[0] == TERM_STEM;
	w->list_at = w->out.at;
	w->docs = 0;
	w->max = 0;
	w->last = UINT32_MAX;
	buf_clear(&w->ends);
	buf_clear(&w->offsets);
	buf_clear(&w->bounds);
}

/* Numbers at one width: the width, then the bits. */
static void
put_packed(struct sink *s, const uint32_t *v, unsigned n, unsigned width)
{
	uint8_t packed[BITS_BLOCK * 4];

	bits_pack(v, n, width, packed);
	sink_put(s, packed, bits_bytes(n, width));
}

/* The distances between positions, BITS_BLOCK of them at one width. */
static void
put_positions(struct sink *s, const uint32_t *v, size_t n)
{
	for (size_t i = 0; i < n; i += BITS_BLOCK) {
		unsigned of = n - i < BITS_BLOCK ? (unsigned)(n - i)
		                                 : BITS_BLOCK;
		uint8_t width = (uint8_t)bits_width(v + i, of);

		sink_put(s, &width, 1);
	}
	for (size_t i = 0; i < n; i += BITS_BLOCK) {
		unsigned of = n - i < BITS_BLOCK ? (unsigned)(n - i)
		                                 : BITS_BLOCK;

		put_packed(s, v + i, of, bits_width(v + i, of));
	}
}

static void
put_whole_block(struct segment_writer *w)
{
	struct list_block *b = &w->block;
	uint8_t widths[2] = { (uint8_t)bits_width(b->docs, b->n),
		              (uint8_t)bits_width(b->codes, b->n) };

	sink_put(&w->out, widths, 2);
	put_packed(&w->out, b->docs, b->n, widths[0]);
	put_packed(&w->out, b->codes, b->n, widths[1]);
	if (w->positions)
		put_positions(&w->out, b->position, b->position_n);
}

static uint8_t *
write_varints(uint8_t *to, const uint32_t *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i] < 0x80)
			*to++ = (uint8_t)v[i];
		else
			to += varint_write(to, v[i]);
	}
	return to;
}

/* A block that is not full: a byte or two a number. */
static void
put_rest(struct segment_writer *w)
{
	struct list_block *b = &w->block;
	size_t positions = w->positions ? b->position_n : 0;
	uint8_t *from, *to;

	from = sink_room(&w->out, (2 * b->n + positions) * VARINT_MAX_BYTES);
	if (from == NULL)
		return;
	to = write_varints(from, b->docs, b->n);
	to = write_varints(to, b->codes, b->n);
	to = write_varints(to, b->position, positions);
	sink_wrote(&w->out, (size_t)(to - from));
}

/* What a list of several blocks tells of each. */
static void
note_block(struct segment_writer *w, uint8_t bound)
{
	uint32_t end = (uint32_t)(w->out.at - w->list_at);

	buf_put(&w->ends, (struct str){ (char *)&w->last, sizeof(w->last) });
	buf_put(&w->offsets, (struct str){ (char *)&end, sizeof(end) });
	buf_put_char(&w->bounds, (char)bound);
}

static void
end_block(struct segment_writer *w)
{
	struct list_block *b = &w->block;
	uint8_t bound = rank_bound(b->count / (b->count + b->length));

	if (b->n == BITS_BLOCK)
		put_whole_block(w);
	else
		put_rest(w);
	if (w->docs >= BITS_BLOCK)
		note_block(w, bound);
	w->max = bound > w->max ? bound : w->max;
	b->n = 0;
	b->position_n = 0;
	b->count = 0;
}

static void
add_positions(struct list_block *b, const uint32_t *positions, uint32_t n)
{
	uint32_t next = 0;

	if (b->position_cap - b->position_n < n) {
		b->position_cap = 2 * (b->position_cap + n) + BITS_BLOCK;
		b->position = xrealloc(b->position, b->position_cap *
		                                            sizeof(uint32_t));
	}
	for (uint32_t i = 0; i < n; i++) {
		b->position[b->position_n++] = positions[i] - next;
		next = positions[i] + 1;
	}
}

void
segment_write_posting(struct segment_writer *w, uint32_t doc, uint32_t code,
                      const uint32_t *positions)
{
	struct list_block *b = &w->block;
	float count = rank_count(code);
	float length = w->fixed + w->per_word * (float)w->length[doc];

	b->docs[b->n] = doc - (w->last + 1);
	b->codes[b->n] = code;
	/* count / (count + length) is greater, without dividing */
	if (b->count == 0 || count * b->length > b->count * length) {
		b->count = count;
		b->length = length;
	}
	if (w->positions)
		add_positions(b, positions, code_count(code));
	w->last = doc;
	w->docs++;
	if (++b->n == BITS_BLOCK)
		end_block(w);
}

/* The greatest bound of each POSTINGS_GROUP blocks. */
static void
put_group_bounds(struct segment_writer *w)
{
	struct str bounds = buf_str(&w->bounds);

	if (bounds.n <= POSTINGS_GROUP)
		return;
	for (size_t i = 0; i < bounds.n; i += POSTINGS_GROUP) {
		uint8_t most = 0;

		for (size_t j = i; j < bounds.n && j < i + POSTINGS_GROUP; j++)
			if ((uint8_t)bounds.p[j] > most)
				most = (uint8_t)bounds.p[j];
		sink_put(&w->out, &most, 1);
	}
}

static void
put_buf(struct sink *s, const struct buf *b)
{
	if (b->err != ERR_OK)
		s->err = b->err;
	sink_put(s, b->p, b->n);
}

void
segment_write_term_end(struct segment_writer *w)
{
	uint8_t *from, *to;

	if (w->block.n > 0)
		end_block(w);
	if (w->docs >= BITS_BLOCK) {
		put_buf(&w->out, &w->ends);
		put_buf(&w->out, &w->offsets);
		put_buf(&w->out, &w->bounds);
		put_group_bounds(w);
	}
	if (w->out.at - w->list_at > UINT32_MAX)
		w->out.err = ERR_LIMIT;
	from = sink_room(&w->terms, 2 * VARINT_MAX_BYTES + 1);
	if (from == NULL)
		return;
	to = from + varint_write(from, w->docs);
	*to++ = w->max;
	to += varint_write(to, w->out.at - w->list_at);
	sink_wrote(&w->terms, (size_t)(to - from));
}

/* A section that was gathered elsewhere. */
static struct extent
append(struct sink *out, struct sink *from)
{
	sink_align(out, 8);
	sink_begin(out);
	sink_append(out, from);
	return sink_end(out);
}

void
segment_write_terms_end(struct segment_writer *w)
{
	w->extent[SECTION_POSTINGS] = sink_end(&w->out);
	w->extent[SECTION_TERMS] = append(&w->out, &w->terms);
	segment_write_column(w);
	put_buf(&w->out, &w->blocks);
	segment_write_column_end(w, SECTION_BLOCKS);
}

void
segment_write_column(struct segment_writer *w)
{
	sink_align(&w->out, 8);
	sink_begin(&w->out);
}

void
segment_write_bytes(struct segment_writer *w, const void *p, size_t n)
{
	sink_put(&w->out, p, n);
}

void
segment_write_column_end(struct segment_writer *w, enum section which)
{
	w->extent[which] = sink_end(&w->out);
}

enum err
segment_writer_finish(struct segment_writer *w)
{
	struct segment_footer f = { .facts = w->facts,
		                    .version = SEGMENT_VERSION,
		                    .magic = SEGMENT_MAGIC };

	memcpy(f.extent, w->extent, sizeof(f.extent));
	f.sum = str_hash((struct str){ (char *)&f,
	                 offsetof(struct segment_footer, sum) });
	sink_align(&w->out, 8);
	sink_put(&w->out, &f, sizeof(f));
	return sink_sync(&w->out);
}

struct str
segment_written(const struct segment_writer *w)
{
	return sink_str(&w->out);
}

enum err
segment_bare(const struct segment_writer *w, struct str bytes,
             struct segment *out)
{
	static const enum section lists[] = { SECTION_POSTINGS, SECTION_TERMS,
		                              SECTION_BLOCKS };

	for (size_t i = 0; i < COUNT(lists); i++) {
		struct extent e = w->extent[lists[i]];

		if (e.at + e.bytes > bytes.n)
			return ERR_LIMIT;
		out->section[lists[i]] = str_sub(bytes, (size_t)e.at,
		                                 (size_t)(e.at + e.bytes));
	}
	out->heads = NULL;
	out->head_count = 0;
	out->blocks = (const void *)out->section[SECTION_BLOCKS].p;
	out->block_count = out->section[SECTION_BLOCKS].n /
	                   sizeof(struct term_block);
	return ERR_OK;
}
