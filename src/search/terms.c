#include "search/terms.h"

#include "search/varint.h"

static void
enter_block(struct terms_walk *w, size_t block)
{
	const struct segment *s = w->segment;
	struct str terms = s->section[SECTION_TERMS];
	uint64_t from = s->blocks[block].terms;

	w->end = (const uint8_t *)terms.p + terms.n;
	w->p = from <= terms.n ? (const uint8_t *)terms.p + from : w->end;
	w->at = s->blocks[block].postings;
	w->block = block + 1;
	w->left = TERM_BLOCK;
	w->key_n = 0;
}

/* Read the key of the term at w->p over the one before it. */
static bool
read_key(struct terms_walk *w)
{
	uint64_t shared, rest;

	if (!varint_read(&w->p, w->end, &shared) ||
	    !varint_read(&w->p, w->end, &rest))
		return false;
	if (shared > w->key_n || rest > sizeof(w->key) - shared ||
	    rest > (uint64_t)(w->end - w->p))
		return false;
	memcpy(w->key + shared, w->p, (size_t)rest);
	w->key_n = (size_t)(shared + rest);
	w->p += rest;
	return true;
}

/* What is told of a term behind its key. */
static bool
read_term(struct terms_walk *w)
{
	uint64_t docs, bytes, size = w->segment->section[SECTION_POSTINGS].n;

	if (!varint_read(&w->p, w->end, &docs) || w->p >= w->end)
		return false;
	w->term.max = *w->p++;
	if (!varint_read(&w->p, w->end, &bytes))
		return false;
	if (docs == 0 || docs > w->segment->facts.docs || w->at > size ||
	    bytes > size - w->at)
		return false;
	w->term.docs = (uint32_t)docs;
	w->term.at = w->at;
	w->term.bytes = bytes;
	w->at += bytes;
	return true;
}

bool
terms_next(struct terms_walk *w)
{
	if (w->left == 0) {
		if (w->block >= w->segment->block_count)
			return false;
		enter_block(w, w->block);
	}
	if (w->p == w->end || !read_key(w) || !read_term(w)) {
		w->left = 0;
		w->block = w->segment->block_count;
		return false;
	}
	w->left--;
	return true;
}

/* The first key of a block, which stands there whole. */
static struct str
first_key(const struct segment *s, size_t block)
{
	struct str terms = s->section[SECTION_TERMS];
	uint64_t from = s->blocks[block].terms, shared, n;
	const uint8_t *end = (const uint8_t *)terms.p + terms.n, *p = end;

	if (from < terms.n)
		p = (const uint8_t *)terms.p + from;
	if (!varint_read(&p, end, &shared) || !varint_read(&p, end, &n) ||
	    n > (uint64_t)(end - p))
		return STR_EMPTY;
	return (struct str){ (const char *)p, (size_t)n };
}

uint64_t
terms_head(struct str key)
{
	uint64_t head = 0;

	for (size_t i = 0; i < sizeof(head); i++)
		head = head << 8 | (i < key.n ? (unsigned char)key.p[i] : 0);
	return head;
}

void
terms_index(struct arena *mem, struct segment *s)
{
	size_t n = (s->block_count + SEGMENT_STRIDE - 1) / SEGMENT_STRIDE;

	s->heads = ARENA_ARRAY(mem, uint64_t, n);
	s->head_count = s->heads == NULL ? 0 : n;
	for (size_t i = 0; i < s->head_count; i++)
		s->heads[i] = terms_head(first_key(s, i * SEGMENT_STRIDE));
}

/* The first head from `from` on that is greater, or as great. */
static size_t
head_from(const struct segment *s, size_t from, uint64_t head, bool greater)
{
	size_t low = from, high = s->head_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->heads[middle] < head ||
		    (greater && s->heads[middle] == head))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The blocks [low, high) between which a key may be. */
static void
narrow(const struct segment *s, uint64_t head, size_t *low, size_t *high)
{
	size_t first = head_from(s, 0, head, false);
	size_t behind = head_from(s, first, head, true);

	*low = first > 0 ? (first - 1) * SEGMENT_STRIDE : 0;
	*high = behind < s->head_count ? behind * SEGMENT_STRIDE
	                               : s->block_count;
}

/* The last block whose first key is not greater; 0 when all are. */
size_t
terms_block(const struct segment *s, struct str key)
{
	size_t low, high;

	narrow(s, terms_head(key), &low, &high);
	while (high > low + 1) {
		size_t middle = low + (high - low) / 2;

		if (str_cmp(first_key(s, middle), key) <= 0)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void
terms_enter(const struct segment *s, size_t block, struct terms_walk *out)
{
	*out = (struct terms_walk){ .segment = s };
	enter_block(out, block);
}

void
terms_seek(const struct segment *s, struct str key, struct terms_walk *out)
{
	struct terms_walk before;

	*out = (struct terms_walk){ .segment = s };
	if (s->block_count == 0)
		return;
	enter_block(out, terms_block(s, key));
	before = *out;
	while (terms_next(out) && str_cmp(terms_key(out), key) < 0)
		before = *out;
	*out = before;
}

bool
terms_reach(const struct segment *s, struct str key, struct terms_walk *out)
{
	*out = (struct terms_walk){ .segment = s };
	if (s->block_count == 0)
		return false;
	enter_block(out, terms_block(s, key));
	while (terms_next(out))
		if (str_cmp(terms_key(out), key) >= 0)
			return true;
	return false;
}

bool
terms_find(const struct segment *s, struct str key, struct term *out)
{
	struct terms_walk w = { .segment = s };

	if (s->block_count == 0)
		return false;
	enter_block(&w, terms_block(s, key));
	while (w.left > 0 && terms_next(&w)) {
		int order = str_cmp(terms_key(&w), key);

		if (order > 0)
			return false;
		if (order == 0) {
			*out = w.term;
			return true;
		}
	}
	return false;
}
