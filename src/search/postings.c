#include "search/postings.h"

#include "search/varint.h"

#define TABLE_BYTES 9u   /* of a block: its end, its offset, its bound */
#define CODES_ALONE 8u   /* then all of a block are unpacked */
#define DOC_BITS_MAX 24u /* SEGMENT_DOCS_MAX: sums of 128 do not wrap */

static uint32_t
load32(const uint8_t *table, uint32_t i)
{
	uint32_t v;

	memcpy(&v, table + (size_t)i * sizeof(v), sizeof(v));
	return v;
}

/* The tables behind the blocks of a list with a whole block. */
static bool
find_tables(struct postings *p)
{
	uint32_t groups = (p->blocks + POSTINGS_GROUP - 1) / POSTINGS_GROUP;
	size_t bytes = (size_t)p->blocks * TABLE_BYTES +
	               (p->blocks > POSTINGS_GROUP ? groups : 0);

	if (bytes > (size_t)(p->list_end - p->list))
		return false;
	p->ends = p->list_end - bytes;
	p->offsets = p->ends + (size_t)p->blocks * sizeof(uint32_t);
	p->bounds = p->offsets + (size_t)p->blocks * sizeof(uint32_t);
	p->group_bounds = p->bounds + p->blocks;
	p->list_end = p->ends;
	return true;
}

static uint32_t
at_end(struct postings *p)
{
	p->block = p->blocks;
	p->n = p->at = 0;
	p->doc = POSTINGS_END;
	return POSTINGS_END;
}

/* The bytes of a block, and the document before it. */
static bool
block_bytes(const struct postings *p, uint32_t block, const uint8_t **from,
            const uint8_t **to, uint32_t *before)
{
	size_t size = (size_t)(p->list_end - p->list);
	size_t start = 0, end = size;

	*before = UINT32_MAX;
	if (p->ends != NULL) {
		end = load32(p->offsets, block);
		if (block > 0) {
			start = load32(p->offsets, block - 1);
			*before = load32(p->ends, block - 1);
		}
	}
	if (start > end || end > size)
		return false;
	*from = p->list + start;
	*to = p->list + end;
	return true;
}

/* Distances to documents; all must lie in the segment. */
static bool
sum_docs(struct postings *p, uint32_t before)
{
	if (before != UINT32_MAX && before >= p->segment->facts.docs)
		return false;
	bits_sum(p->doc_of, p->n, before);
	for (unsigned i = 0; i < POSTINGS_STEP; i++)
		p->doc_of[p->n + i] = POSTINGS_END;
	return p->doc_of[p->n - 1] < p->segment->facts.docs;
}

static bool
unpack_whole(struct postings *p, const uint8_t *from, const uint8_t *to,
             uint32_t before)
{
	size_t docs, codes;

	if (to - from < 2 || from[0] > DOC_BITS_MAX || from[1] > BITS_MAX)
		return false;
	docs = bits_bytes(BITS_BLOCK, from[0]);
	codes = bits_bytes(BITS_BLOCK, from[1]);
	if ((size_t)(to - from) - 2 < docs + codes)
		return false;
	p->n = BITS_BLOCK;
	bits_unpack(from + 2, BITS_BLOCK, from[0], p->doc_of);
	p->codes_at = from;
	p->rest_at = from + 2 + docs + codes;
	p->block_end = to;
	p->has_codes = false;
	return sum_docs(p, before) &&
	       p->doc_of[BITS_BLOCK - 1] == load32(p->ends, p->block);
}

static bool
unpack_rest(struct postings *p, const uint8_t *from, const uint8_t *to,
            uint32_t before)
{
	uint64_t v;

	p->n = p->docs % BITS_BLOCK;
	for (unsigned i = 0; i < 2 * p->n; i++) {
		if (!varint_read(&from, to, &v) || v > UINT32_MAX)
			return false;
		if (i < p->n && v > SEGMENT_DOCS_MAX)
			return false;
		if (i < p->n)
			p->doc_of[i] = (uint32_t)v;
		else
			p->code_of[i - p->n] = (uint32_t)v;
	}
	p->rest_at = from;
	p->block_end = to;
	p->has_codes = true;
	return sum_docs(p, before);
}

static uint32_t
enter_block(struct postings *p, uint32_t block)
{
	const uint8_t *from, *to;
	uint32_t before;
	bool good;

	if (block >= p->blocks ||
	    !block_bytes(p, block, &from, &to, &before))
		return at_end(p);
	p->block = block;
	p->at = 0;
	p->group = UINT32_MAX;
	p->has_starts = false;
	p->codes_got = 0;
	if ((block + 1) * BITS_BLOCK <= p->docs)
		good = unpack_whole(p, from, to, before);
	else
		good = unpack_rest(p, from, to, before);
	if (!good)
		return at_end(p);
	return p->doc = p->doc_of[0];
}

void
postings_open(struct postings *p, const struct segment *s,
              const struct term *t, bool positions)
{
	const uint8_t *lists =
	        (const uint8_t *)s->section[SECTION_POSTINGS].p;

	p->segment = s;
	p->docs = t->docs;
	p->max = t->max;
	p->has_positions = positions;
	p->list = lists + t->at;
	p->list_end = p->list + t->bytes;
	p->blocks = (t->docs + BITS_BLOCK - 1) / BITS_BLOCK;
	p->ends = p->offsets = p->bounds = p->group_bounds = NULL;
	p->shallow = 0;
	if (t->docs >= BITS_BLOCK && !find_tables(p))
		at_end(p);
	else
		enter_block(p, 0);
}

/* The first block, from `from` on, that does not end before target. */
static uint32_t
block_of(const struct postings *p, uint32_t from, uint32_t target)
{
	uint32_t low = from, high, step = 1;

	if (p->ends == NULL)
		return 0;
	if (low >= p->blocks || load32(p->ends, low) >= target)
		return low;
	while (low + step < p->blocks && load32(p->ends, low + step) < target) {
		low += step;
		step *= 2;
	}
	high = low + step < p->blocks ? low + step : p->blocks;
	while (high - low > 1) { /* low ends before target, high does not */
		uint32_t middle = low + (high - low) / 2;

		if (load32(p->ends, middle) < target)
			low = middle;
		else
			high = middle;
	}
	return high;
}

/*
 * The place in the block of the first document >= target, which it has: a
 * few documents at a time, without a branch for each.
 */
static unsigned
search_block(const struct postings *p, uint32_t target)
{
	const uint32_t *doc = p->doc_of + p->at;
	unsigned less = 0;

	while (doc[POSTINGS_STEP - 1] < target)
		doc += POSTINGS_STEP;
	for (unsigned i = 0; i < POSTINGS_STEP; i++)
		less += doc[i] < target;
	return (unsigned)(doc - p->doc_of) + less;
}

uint32_t
postings_advance(struct postings *p, uint32_t target)
{
	uint32_t block;

	if (p->doc >= target)
		return p->doc;
	if (p->doc_of[p->n - 1] < target) {
		block = p->block + 1;
		if (p->shallow > block &&
		    load32(p->ends, p->shallow - 1) < target)
			block = p->shallow;
		block = block_of(p, block, target);
		if (enter_block(p, block) >= target)
			return p->doc;
		if (p->doc_of[p->n - 1] < target)
			return at_end(p);
	}
	p->at = search_block(p, target);
	return p->doc = p->doc_of[p->at];
}

/* Stand on a place of the unpacked block, or on its last document. */
static void
stand_on(struct postings *p, unsigned at)
{
	p->at = at < p->n ? at : p->n - 1;
	p->doc = p->doc_of[p->at];
}

uint32_t
postings_meet(struct postings *a, struct postings *b, uint32_t target)
{
	uint32_t doc = postings_advance(a, target);

	while (doc != POSTINGS_END &&
	       postings_advance(b, doc) != POSTINGS_END) {
		const uint32_t *x = a->doc_of, *y = b->doc_of;
		unsigned i = a->at, j = b->at;

		/* a few of b's at a time, without a branch for each */
		for (; i < a->n; i++) {
			uint32_t want = x[i];

			while (y[j + 3] < want)
				j += 4;
			j += (unsigned)(y[j] < want) + (y[j + 1] < want) +
			     (y[j + 2] < want);
			if (y[j] == want || j == b->n)
				break;
		}
		stand_on(a, i);
		stand_on(b, j);
		if (i < a->n && j < b->n)
			return a->doc;
		doc = i < a->n ? a->doc : postings_advance(a, a->doc + 1);
	}
	return postings_advance(a, POSTINGS_END);
}

uint8_t
postings_bound(struct postings *p, uint32_t target, uint32_t *upto)
{
	*upto = POSTINGS_END;
	if (p->doc == POSTINGS_END)
		return 0;
	if (p->ends == NULL)
		return p->max;
	/* the last question may have been of a block behind this one */
	if (p->shallow < p->block ||
	    (p->shallow > p->block &&
	     load32(p->ends, p->shallow - 1) >= target))
		p->shallow = p->block;
	p->shallow = block_of(p, p->shallow, target);
	if (p->shallow >= p->blocks) {
		p->shallow = p->blocks;
		return 0;
	}
	*upto = load32(p->ends, p->shallow);
	return p->bounds[p->shallow];
}

uint8_t
postings_group_bound(struct postings *p, uint32_t target, uint32_t *upto)
{
	uint8_t bound = postings_bound(p, target, upto);
	uint32_t last, end;

	if (p->blocks <= POSTINGS_GROUP || *upto == POSTINGS_END)
		return bound;
	last = p->shallow / POSTINGS_GROUP * POSTINGS_GROUP + POSTINGS_GROUP;
	last = (last < p->blocks ? last : p->blocks) - 1;
	end = load32(p->ends, last);
	if (end < *upto) /* damaged */
		return bound;
	*upto = end;
	return p->group_bounds[p->shallow / POSTINGS_GROUP];
}

void
postings_codes(struct postings *p)
{
	const uint8_t *from = p->codes_at;

	if (p->has_codes)
		return;
	bits_unpack(from + 2 + bits_bytes(BITS_BLOCK, from[0]), BITS_BLOCK,
	            from[1], p->code_of);
	p->has_codes = true;
}

uint32_t
postings_code(struct postings *p)
{
	const uint8_t *from = p->codes_at;

	if (!p->has_codes && p->codes_got++ < CODES_ALONE)
		return bits_get(from + 2 + bits_bytes(BITS_BLOCK, from[0]),
		                from[1], p->at);
	postings_codes(p);
	return p->code_of[p->at];
}

/* How many positions stand in front of the present document's. */
static uint64_t
positions_before(struct postings *p)
{
	if (!p->has_starts) {
		uint64_t sum = 0;

		postings_codes(p);
		for (unsigned i = 0; i < p->n; i++) {
			p->start_of[i] = sum;
			sum += code_count(p->code_of[i]);
		}
		p->start_of[p->n] = sum;
		p->has_starts = true;
	}
	return p->start_of[p->at];
}

/* Unpack one group of distances; false when the bytes do not hold it. */
static bool
unpack_group(struct postings *p, uint32_t group)
{
	uint64_t groups = (p->start_of[p->n] + BITS_BLOCK - 1) / BITS_BLOCK;
	uint64_t size = (uint64_t)(p->block_end - p->rest_at);
	uint64_t from = groups, n = BITS_BLOCK;

	if (group == p->group)
		return true;
	if (groups > size || group >= groups)
		return false;
	for (uint32_t i = 0; i < group; i++)
		from += bits_bytes(BITS_BLOCK, p->rest_at[i] % 64);
	if (group + 1 == groups)
		n = p->start_of[p->n] - (groups - 1) * BITS_BLOCK;
	if (p->rest_at[group] > BITS_MAX ||
	    from + bits_bytes((unsigned)n, p->rest_at[group]) > size)
		return false;
	bits_unpack(p->rest_at + from, (unsigned)n, p->rest_at[group],
	            p->position_of);
	p->group = group;
	return true;
}

static size_t
packed_positions(struct postings *p, uint32_t *out, size_t n)
{
	uint64_t at = positions_before(p);
	uint32_t next = 0;

	for (size_t i = 0; i < n; i++, at++) {
		if (!unpack_group(p, (uint32_t)(at / BITS_BLOCK)))
			return i;
		out[i] = next + p->position_of[at % BITS_BLOCK];
		next = out[i] + 1;
	}
	return n;
}

static size_t
rest_positions(struct postings *p, uint32_t *out, size_t n)
{
	const uint8_t *from = p->rest_at;
	uint64_t before = positions_before(p), v;
	uint32_t next = 0;

	for (; before > 0; before--)
		if (!varint_read(&from, p->block_end, &v))
			return 0;
	for (size_t i = 0; i < n; i++) {
		if (!varint_read(&from, p->block_end, &v))
			return i;
		out[i] = next + (uint32_t)v;
		next = out[i] + 1;
	}
	return n;
}

size_t
postings_positions(struct postings *p, uint32_t *out, size_t max)
{
	size_t n = code_count(postings_code(p));

	if (!p->has_positions)
		return 0;
	if (n > max)
		n = max;
	if ((p->block + 1) * BITS_BLOCK <= p->docs)
		return packed_positions(p, out, n);
	return rest_positions(p, out, n);
}
