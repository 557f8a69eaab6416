#include "search/merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/rng.h"
#include "lists.h"
#include "search/builder.h"
#include "search/pairs.h"
#include "search/postings.h"
#include "store/sample.h"

#define MEM_MAX_BYTES (256u << 20)
#define TEXT_MAX_BYTES (1u << 16)
#define PARTS_MAX 8u
#define DOCS_MAX 6000u
#define WORDS_OF_ALL 40u
#define POSITIONS_MAX 200u

/* An article that is there or not, made of its number alone. */
struct plain {
	int64_t id, time_s;
	unsigned part;
	bool deleted;
	uint64_t seed; /* of its words */
};

struct work {
	struct rng rng;
	struct arena mem;
	struct builder *builder;
	struct plain doc[DOCS_MAX];
	unsigned n, parts;
	unsigned words_max;
	struct buf bytes[PARTS_MAX];
	struct segment segment[PARTS_MAX];
	uint64_t *deleted[PARTS_MAX];
};

static void
put_words(struct buf *out, struct rng *r, unsigned max)
{
	unsigned n = (unsigned)rng_below(r, max + 1);

	for (unsigned i = 0; i < n; i++) {
		unsigned a = (unsigned)rng_below(r, WORDS_OF_ALL);
		unsigned b = (unsigned)rng_below(r, a + 1);

		buf_printf(out, "w%u ", b);
	}
}

static void
add(struct work *k, const struct plain *p)
{
	static const char *const languages[] = { "ar", "fr", "en" };
	struct rng r = { p->seed };
	struct buf title = BUF_INIT(TEXT_MAX_BYTES);
	struct buf text = BUF_INIT(TEXT_MAX_BYTES);
	struct index_article a = {
		.id = p->id, .time_s = p->time_s,
		.story = (int64_t)rng_below(&r, 50),
		.outlet = (uint32_t)rng_below(&r, 5),
		.copy = rng_below(&r, 5) == 0,
		.topic = rng_below(&r, 3) == 0 ? STR("sport") : STR_EMPTY,
		.language = str_from(languages[rng_below(&r, 3)]),
	};

	put_words(&title, &r, 6);
	put_words(&text, &r, k->words_max);
	a.title = buf_str(&title);
	a.text = buf_str(&text);
	a.author = rng_below(&r, 2) == 0 ? STR("Zaki") : STR("Alami Ben");
	assert_int_equal(builder_add(k->builder, &a), ERR_OK);
	buf_release(&title);
	buf_release(&text);
}

/* The articles of a part that are wanted, as a segment. */
static struct segment
build(struct work *k, unsigned part, bool all_parts, bool deleted,
      struct buf *bytes)
{
	struct segment s = { 0 };

	for (unsigned i = 0; i < k->n; i++)
		if ((all_parts || k->doc[i].part == part) &&
		    (deleted || !k->doc[i].deleted))
			add(k, &k->doc[i]);
	if (builder_docs(k->builder) == 0)
		return s;
	assert_int_equal(builder_write(k->builder, NULL, 3, 9, bytes),
	                 ERR_OK);
	assert_int_equal(segment_open(&k->mem, buf_str(bytes), &s), ERR_OK);
	return s;
}

/* How the parts lie in time. */
enum spread { SPREAD_APART, SPREAD_MIXED, SPREAD_EQUAL };

static void
open_work(struct work *k, unsigned docs, unsigned parts, enum spread spread,
          unsigned deleted)
{
	arena_init(&k->mem, ARENA_BLOCK, MEM_MAX_BYTES);
	k->n = docs;
	k->parts = parts;
	for (unsigned i = 0; i < docs; i++) {
		unsigned part = (unsigned)rng_below(&k->rng, parts);
		int64_t time_s = (int64_t)rng_below(&k->rng, 1000);

		if (i < parts)
			part = i; /* none is empty */
		if (spread == SPREAD_APART)
			time_s -= part * 1000;
		else if (spread == SPREAD_EQUAL)
			time_s %= 3;
		k->doc[i] = (struct plain){
			.id = (i * 7919) % 100003,
			.time_s = time_s,
			.part = part,
			.deleted = rng_below(&k->rng, 100) < deleted,
			.seed = rng_next(&k->rng),
		};
	}
	for (unsigned i = 0; i < parts; i++) {
		buf_init(&k->bytes[i], SINK_MAX_BYTES);
		k->segment[i] = build(k, i, false, true, &k->bytes[i]);
		k->deleted[i] = ARENA_ARRAY(&k->mem, uint64_t,
		                            docs / 64 + 1);
	}
	for (unsigned i = 0; i < docs; i++) {
		unsigned part = k->doc[i].part;
		uint32_t doc = segment_find(&k->segment[part], k->doc[i].id);

		assert_true(doc != SEGMENT_NO_DOC);
		if (k->doc[i].deleted)
			k->deleted[part][doc / 64] |= UINT64_C(1) << doc % 64;
	}
}

static void
close_work(struct work *k)
{
	for (unsigned i = 0; i < k->parts; i++)
		buf_release(&k->bytes[i]);
	arena_release(&k->mem);
}

static void
check_columns(const struct segment *a, const struct segment *b)
{
	static const enum section same[] = {
		SECTION_TIME, SECTION_ID, SECTION_STORY, SECTION_BY_ID,
		SECTION_OUTLET, SECTION_LENGTH, SECTION_TITLE, SECTION_COPY,
	};

	assert_int_equal(a->facts.docs, b->facts.docs);
	assert_int_equal(a->facts.words, b->facts.words);
	assert_int_equal(a->facts.first_log, b->facts.first_log);
	assert_int_equal(a->facts.last_log, b->facts.last_log);
	for (size_t i = 0; i < COUNT(same); i++)
		assert_true(str_eq(a->section[same[i]], b->section[same[i]]));
	/* names may have other numbers */
	for (uint32_t i = 0; i < a->facts.docs; i++) {
		assert_true(str_eq(a->topics[a->topic[i]],
		                   b->topics[b->topic[i]]));
		assert_true(str_eq(a->languages[a->language[i]],
		                   b->languages[b->language[i]]));
	}
}

static void
check_list(const struct segment *a, const struct term *x,
           const struct segment *b, const struct term *y, char kind)
{
	uint32_t at[POSITIONS_MAX], be[POSITIONS_MAX];
	struct postings p, q;
	bool positions = kind == TERM_STEM;

	assert_int_equal(x->docs, y->docs);
	postings_open(&p, a, x, positions);
	postings_open(&q, b, y, positions);
	while (p.doc != POSTINGS_END) {
		uint32_t c = postings_code(&p), d = postings_code(&q);
		size_t n = postings_positions(&p, at, POSITIONS_MAX);

		assert_int_equal(p.doc, q.doc);
		/* of a pair only the documents and how often count */
		if (kind == TERM_PAIR)
			assert_int_equal(code_count(c), code_count(d));
		else
			assert_int_equal(c, d);
		assert_int_equal(postings_positions(&q, be, POSITIONS_MAX),
		                 n);
		assert_memory_equal(at, be, n * sizeof(*at));
		postings_advance(&p, p.doc + 1);
		postings_advance(&q, q.doc + 1);
	}
	assert_int_equal(q.doc, POSTINGS_END);
}

/* Two segments tell the same. */
static void
check_same(const struct segment *a, const struct segment *b)
{
	struct terms_walk v, w;

	check_columns(a, b);
	assert_int_equal(a->facts.terms, b->facts.terms);
	terms_seek(a, STR_EMPTY, &v);
	terms_seek(b, STR_EMPTY, &w);
	while (terms_next(&v)) {
		assert_true(terms_next(&w));
		assert_true(str_eq(terms_key(&v), terms_key(&w)));
		if (v.key[0] != TERM_PAIR)
			assert_int_equal(v.term.max, w.term.max);
		check_list(a, &v.term, b, &w.term, v.key[0]);
	}
	assert_false(terms_next(&w));
}

static enum err
merge(struct work *k, unsigned from, unsigned to, struct buf *bytes,
      struct segment *out)
{
	struct merge_input in[PARTS_MAX];
	enum err e;

	for (unsigned i = from; i < to; i++)
		in[i - from] = (struct merge_input){ &k->segment[i],
			                             k->deleted[i] };
	e = merge_segments(in, to - from, NULL, bytes);
	if (e == ERR_OK) {
		assert_int_equal(segment_open(&k->mem, buf_str(bytes), out),
		                 ERR_OK);
		assert_int_equal(segment_check(out), ERR_OK);
	}
	return e;
}

/* Parts joined at once are what building all at once makes. */
static void
check_merge(struct work *k)
{
	struct buf one = BUF_INIT(SINK_MAX_BYTES);
	struct buf two = BUF_INIT(SINK_MAX_BYTES);
	struct segment built = build(k, 0, true, false, &one), merged;
	enum err e = merge(k, 0, k->parts, &two, &merged);

	if (one.n == 0) {
		assert_int_equal(e, ERR_ABSENT);
		assert_int_equal(two.n, 0);
	} else {
		assert_int_equal(e, ERR_OK);
		check_same(&built, &merged);
	}
	buf_release(&one);
	buf_release(&two);
}

TEST(a_merge_is_what_building_at_once_makes)
{
	static const unsigned deleted[] = { 0, 10, 60, 99, 100 };
	struct work *k = xcalloc(1, sizeof(*k));

	k->rng.state = 1;
	k->builder = builder_new();
	k->words_max = 30;
	for (unsigned i = 0; i < 120; i++) {
		open_work(k, 1 + i * 5, 1 + i % PARTS_MAX < 1 + i * 5
		                                ? 1 + i % PARTS_MAX : 1,
		          (enum spread)(i % 3), deleted[i % COUNT(deleted)]);
		check_merge(k);
		close_work(k);
	}
	builder_free(k->builder);
	free(k);
}

TEST(small_segments_make_a_great_one_with_its_pairs)
{
	struct work *k = xcalloc(1, sizeof(*k));

	k->rng.state = 2;
	k->builder = builder_new();
	k->words_max = 20;
	for (unsigned i = 0; i < 3; i++) {
		open_work(k, 3000, 5, (enum spread)i, i * 10);
		for (unsigned p = 0; p < k->parts; p++)
			assert_true(k->segment[p].facts.docs <
			            PAIRS_DOCS_MIN);
		check_merge(k);
		close_work(k);
	}
	builder_free(k->builder);
	free(k);
}

/* Every pair that the dictionary promises is told as the positions have it. */
static void
check_promises(const struct segment *s, const struct segment *built)
{
	struct terms_walk w;
	struct term t;
	size_t pairs = 0;

	terms_seek(s, STR("w"), &w);
	for (; terms_next(&w); pairs++) {
		assert_true(terms_find(built, terms_key(&w), &t));
		check_list(s, &w.term, built, &t, TERM_PAIR);
	}
	/* of two marked stems no pair is missing */
	terms_seek(built, STR("w"), &w);
	while (terms_next(&w)) {
		struct str key = terms_key(&w), rest = str_sub(key, 1, key.n);
		struct str first = str_until(&rest, ' ');
		struct buf mark = BUF_INIT(2 * SEGMENT_TERM_MAX);
		bool promised = pairs_term(first, STR_EMPTY, &mark) &&
		                terms_find(s, buf_str(&mark), &t);

		buf_clear(&mark);
		promised = promised && pairs_term(rest, STR_EMPTY, &mark) &&
		           terms_find(s, buf_str(&mark), &t);
		if (promised)
			assert_true(terms_find(s, key, &t));
		buf_release(&mark);
	}
	assert_true(pairs > 0);
}

TEST(great_segments_keep_the_pairs_that_all_of_them_have)
{
	struct work *k = xcalloc(1, sizeof(*k));

	k->rng.state = 3;
	k->builder = builder_new();
	k->words_max = 12;
	for (unsigned i = 0; i < 3; i++) {
		struct buf one = BUF_INIT(SINK_MAX_BYTES);
		struct buf two = BUF_INIT(SINK_MAX_BYTES);
		struct segment built, merged;

		open_work(k, DOCS_MAX, 3, (enum spread)i, 20);
		built = build(k, 0, true, false, &one);
		assert_int_equal(merge(k, 0, k->parts, &two, &merged),
		                 ERR_OK);
		check_columns(&built, &merged);
		check_promises(&merged, &built);
		buf_release(&one);
		buf_release(&two);
		close_work(k);
	}
	builder_free(k->builder);
	free(k);
}

TEST(merges_of_merges_are_what_building_at_once_makes)
{
	struct work *k = xcalloc(1, sizeof(*k));

	k->rng.state = 4;
	k->builder = builder_new();
	k->words_max = 30;
	for (unsigned i = 0; i < 30; i++) {
		struct buf half[3], one = BUF_INIT(SINK_MAX_BYTES);
		struct segment s[3], built;
		struct merge_input in[2] = { { &s[0], NULL }, { &s[1], NULL } };

		for (int j = 0; j < 3; j++)
			buf_init(&half[j], SINK_MAX_BYTES);
		open_work(k, 600, 6, (enum spread)(i % 3), 20);
		built = build(k, 0, true, false, &one);
		assert_int_equal(merge(k, 0, 2, &half[0], &s[0]), ERR_OK);
		assert_int_equal(merge(k, 2, 6, &half[1], &s[1]), ERR_OK);
		assert_int_equal(merge_segments(in, 2, NULL, &half[2]),
		                 ERR_OK);
		assert_int_equal(segment_open(&k->mem, buf_str(&half[2]),
		                              &s[2]),
		                 ERR_OK);
		check_same(&built, &s[2]);
		for (int j = 0; j < 3; j++)
			buf_release(&half[j]);
		buf_release(&one);
		close_work(k);
	}
	builder_free(k->builder);
	free(k);
}

TEST(a_file_holds_the_same_bytes_as_memory)
{
	struct work *k = xcalloc(1, sizeof(*k));
	struct buf memory = BUF_INIT(SINK_MAX_BYTES);
	struct buf file = BUF_INIT(SINK_MAX_BYTES);
	struct merge_input in[2];
	const char *dir, *path;

	k->rng.state = 5;
	k->builder = builder_new();
	k->words_max = 30;
	open_work(k, 500, 2, SPREAD_MIXED, 10);
	dir = sample_dir(&k->mem);
	path = sample_path(&k->mem, dir, "other");
	for (unsigned i = 0; i < 2; i++)
		in[i] = (struct merge_input){ &k->segment[i], k->deleted[i] };
	assert_int_equal(merge_segments(in, 2, path, NULL), ERR_OK);
	assert_int_equal(merge_segments(in, 2, NULL, &memory), ERR_OK);
	assert_int_equal(io_read_file(path, &file), ERR_OK);
	assert_true(str_eq(buf_str(&memory), buf_str(&file)));
	sample_remove(&k->mem, dir);
	buf_release(&memory);
	buf_release(&file);
	close_work(k);
	builder_free(k->builder);
	free(k);
}

TEST(too_many_segments_are_refused)
{
	struct work *k = xcalloc(1, sizeof(*k));
	struct merge_input in[MERGE_INPUTS_MAX + 1];
	struct buf out = BUF_INIT(SINK_MAX_BYTES);

	k->rng.state = 6;
	k->builder = builder_new();
	open_work(k, 1, 1, SPREAD_MIXED, 0);
	for (size_t i = 0; i < COUNT(in); i++)
		in[i] = (struct merge_input){ &k->segment[0], NULL };
	assert_int_equal(merge_segments(in, COUNT(in), NULL, &out),
	                 ERR_LIMIT);
	assert_int_equal(out.n, 0);
	assert_int_equal(merge_segments(in, 0, NULL, &out), ERR_ABSENT);
	close_work(k);
	builder_free(k->builder);
	free(k);
}

/* No builder writes so many; whoever made it, it must not be copied. */
TEST(a_list_of_too_many_positions_is_refused)
{
	uint32_t n = 2 * SEGMENT_POSITION_MAX + 10;
	uint32_t *positions = xmalloc(n * sizeof(*positions));
	struct buf out = BUF_INIT(SINK_MAX_BYTES);
	struct rng r = { 7 };
	struct merge_input in;
	struct lists l;

	for (uint32_t i = 0; i < n; i++)
		positions[i] = i;
	lists_open(&l, 2, 10, &r);
	segment_write_term(&l.w, STR("sa"));
	segment_write_posting(&l.w, 0, code_make(n, 0), positions);
	segment_write_term_end(&l.w);
	lists_read(&l);
	in = (struct merge_input){ &l.segment, NULL };
	assert_int_equal(merge_segments(&in, 1, NULL, &out), ERR_FORMAT);
	assert_int_equal(out.n, 0);
	free(positions);
	lists_close(&l);
}

RUN(CASE(a_list_of_too_many_positions_is_refused),
    CASE(a_merge_is_what_building_at_once_makes),
    CASE(small_segments_make_a_great_one_with_its_pairs),
    CASE(great_segments_keep_the_pairs_that_all_of_them_have),
    CASE(merges_of_merges_are_what_building_at_once_makes),
    CASE(a_file_holds_the_same_bytes_as_memory),
    CASE(too_many_segments_are_refused))
