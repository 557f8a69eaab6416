#include "search/postings.h"

#include "lists.h"

#define POSITIONS_MAX 6000u

/* The first place of a list that is not before a document. */
static uint32_t
place_of(const struct plain_list *p, uint32_t from, uint32_t doc)
{
	while (from < p->n && p->doc[from] < doc)
		from++;
	return from;
}

static uint32_t
doc_at(const struct plain_list *p, uint32_t place)
{
	return place < p->n ? p->doc[place] : POSTINGS_END;
}

static void
check_here(struct postings *at, const struct plain_list *p, uint32_t i,
           bool positions)
{
	static uint32_t out[POSITIONS_MAX];
	uint32_t n = code_count(p->code[i]);
	size_t half = (n + 1) / 2;

	assert_int_equal(postings_code(at), p->code[i]);
	if (!positions) {
		assert_int_equal(postings_positions(at, out, n), 0);
		return;
	}
	assert_int_equal(postings_positions(at, out, POSITIONS_MAX), n);
	assert_memory_equal(out, p->position + p->at[i],
	                    n * sizeof(uint32_t));
	memset(out, 0, half * sizeof(uint32_t));
	assert_int_equal(postings_positions(at, out, half), half);
	assert_memory_equal(out, p->position + p->at[i],
	                    half * sizeof(uint32_t));
}

/* From one document to the next. */
static void
check_walk(const struct segment *s, const struct term *t,
           const struct plain_list *p, bool positions)
{
	struct postings at;

	postings_open(&at, s, t, positions);
	for (uint32_t i = 0; i < p->n; i++) {
		assert_int_equal(at.doc, p->doc[i]);
		check_here(&at, p, i, positions);
		postings_advance(&at, at.doc + 1);
	}
	assert_int_equal(at.doc, POSTINGS_END);
	assert_int_equal(postings_advance(&at, 0), POSTINGS_END);
}

/* What is promised of a stretch holds for all documents of it. */
static void
check_bounds(struct postings *at, const struct segment *s,
             const struct plain_list *p, uint32_t from, uint32_t target)
{
	uint32_t upto, wide_upto;
	uint8_t bound = postings_bound(at, target, &upto);
	uint8_t wide = postings_group_bound(at, target, &wide_upto);

	assert_true(upto >= target && wide_upto >= upto);
	assert_true(wide >= bound);
	for (uint32_t i = place_of(p, from, target);
	     i < p->n && p->doc[i] <= wide_upto; i++) {
		float length = rank_length(s->length[p->doc[i]],
		                           s->words_mean);
		float weight = rank_weight(p->code[i], length) *
		               (float)RANK_BOUND_MAX;

		assert_true(weight <= (float)wide);
		assert_true(p->doc[i] > upto || weight <= (float)bound);
	}
	if (place_of(p, from, target) == p->n)
		assert_int_equal(wide_upto, POSTINGS_END);
}

/* In steps of all lengths, bounds asked for on the way. */
static void
check_jumps(struct rng *r, const struct segment *s, const struct term *t,
            const struct plain_list *p, bool positions)
{
	uint32_t step = 1 + (uint32_t)rng_below(r, s->facts.docs);
	uint32_t place = 0, target = 0;
	struct postings at;

	postings_open(&at, s, t, positions);
	while (place < p->n) {
		target += (uint32_t)rng_below(r, step) + 1;
		if (rng_below(r, 2) == 0)
			check_bounds(&at, s, p, place,
			             target + (uint32_t)rng_below(r, step));
		place = place_of(p, place, target);
		assert_int_equal(postings_advance(&at, target),
		                 doc_at(p, place));
		if (place < p->n && rng_below(r, 2) == 0)
			check_here(&at, p, place, positions);
	}
}

/* A list of n postings in a segment of about `spread` times as many. */
static void
try_list(struct rng *r, uint32_t n, uint32_t spread, uint32_t most)
{
	struct lists l;
	struct plain_list p;
	struct term t;

	lists_open(&l, n * spread + (uint32_t)rng_below(r, 3), 300, r);
	p = plain_new(&l, r, n, most);
	plain_write(&l, &p, STR("e1"));
	plain_write(&l, &p, STR("s1"));
	lists_read(&l);
	for (int k = 0; k < 2; k++) {
		bool positions = k == 1;

		assert_true(terms_find(&l.segment,
		                       positions ? STR("s1") : STR("e1"), &t));
		assert_int_equal(t.docs, n);
		check_walk(&l.segment, &t, &p, positions);
		for (int i = 0; i < 4; i++)
			check_jumps(r, &l.segment, &t, &p, positions);
	}
	lists_close(&l);
}

TEST(lists_of_all_lengths_are_read_as_written)
{
	struct rng r = { 1 };

	for (uint32_t n = 1; n <= 1000; n += n < 300 ? 1 : 37)
		try_list(&r, n, 1 + n % 4, 3);
}

TEST(lists_of_whole_blocks_are_read_as_written)
{
	struct rng r = { 2 };

	for (uint32_t blocks = 1; blocks <= 8; blocks++)
		for (uint32_t over = 0; over < 3; over++)
			try_list(&r, blocks * BITS_BLOCK - 1 + over, 3, 2);
}

TEST(groups_of_blocks_have_bounds)
{
	static const uint32_t blocks[] = { POSTINGS_GROUP, POSTINGS_GROUP + 1,
		                           2 * POSTINGS_GROUP,
		                           2 * POSTINGS_GROUP + 5 };
	struct rng r = { 3 };

	for (size_t i = 0; i < COUNT(blocks); i++)
		try_list(&r, blocks[i] * BITS_BLOCK - (uint32_t)(i % 2), 2, 2);
}

TEST(words_said_thousands_of_times_keep_their_places)
{
	struct rng r = { 4 };

	try_list(&r, 3, 2, POSITIONS_MAX);
	try_list(&r, BITS_BLOCK, 2, POSITIONS_MAX);
	try_list(&r, BITS_BLOCK + 2, 1, 500);
}

/* Documents far apart: the widest distances. */
TEST(far_documents_are_found)
{
	struct rng r = { 5 };

	try_list(&r, 1, 100000, 1);
	try_list(&r, 2, 100000, 1);
	try_list(&r, BITS_BLOCK, 3000, 1);
}

RUN(CASE(lists_of_all_lengths_are_read_as_written),
    CASE(lists_of_whole_blocks_are_read_as_written),
    CASE(groups_of_blocks_have_bounds),
    CASE(words_said_thousands_of_times_keep_their_places),
    CASE(far_documents_are_found))
