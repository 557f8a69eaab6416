#include "search/segment.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "search/builder.h"
#include "search/merge.h"
#include "search/postings.h"
#include "test.h"

#define MEM_MAX_BYTES (16u << 20)
#define POSITIONS_MAX 64u
#define DOCS 140u /* some list has a whole block */

/* A segment of a few articles. */
static struct buf
sample_bytes(void)
{
	struct buf bytes = BUF_INIT(SINK_MAX_BYTES);
	struct builder *b = builder_new();

	for (unsigned i = 0; i < DOCS; i++) {
		struct index_article a = {
			.id = 7 * i + 1, .time_s = -(int64_t)(i / 2),
			.language = STR("fr"), .topic = STR("sport"),
			.title = i % 3 == 0 ? STR("prices") : STR("sky"),
			.text = i % 5 == 0 ? STR("red red sea") : STR("sea"),
			.author = STR("zaki"),
		};

		assert_int_equal(builder_add(b, &a), ERR_OK);
	}
	assert_int_equal(builder_write(b, NULL, 3, 9, &bytes), ERR_OK);
	builder_free(b);
	return bytes;
}

/* A copy in memory of just that size, so that reading outside is seen. */
static char *
exact_copy(struct str s)
{
	char *p = xmalloc(s.n == 0 ? 1 : s.n);

	memcpy(p, s.p, s.n);
	return p;
}

static void
mend_footer(char *p, size_t n)
{
	struct segment_footer f;

	memcpy(&f, p + n - sizeof(f), sizeof(f));
	f.sum = str_hash((struct str){ (char *)&f,
	                               offsetof(struct segment_footer, sum) });
	memcpy(p + n - sizeof(f), &f, sizeof(f));
}

/* Everything is read; what it says does not matter. */
static void
read_all(const struct segment *s)
{
	uint32_t out[POSITIONS_MAX], upto;
	struct terms_walk w;
	struct postings p;

	terms_seek(s, STR_EMPTY, &w);
	while (terms_next(&w)) {
		postings_open(&p, s, &w.term,
		              w.key_n > 0 && w.key[0] == TERM_STEM);
		while (p.doc != POSTINGS_END) {
			assert_true(p.doc < s->facts.docs);
			postings_group_bound(&p, p.doc, &upto);
			postings_code(&p);
			postings_positions(&p, out, POSITIONS_MAX);
			postings_advance(&p, p.doc + 1);
		}
	}
	for (uint32_t i = 0; i < s->facts.docs; i++)
		segment_find(s, s->id[i]);
	segment_before(s, -5);
}

static void
merge_it(const struct segment *s)
{
	struct merge_input in[] = { { s, NULL }, { s, NULL } };
	struct buf out = BUF_INIT(SINK_MAX_BYTES);

	if (merge_segments(in, COUNT(in), NULL, &out) != ERR_OK)
		assert_int_equal(out.n, 0);
	buf_release(&out);
}

/* Open, check and read a segment with one byte changed. */
static void
try_byte(struct str good, size_t at, unsigned char to)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	size_t footer = good.n - sizeof(struct segment_footer);
	char *p = exact_copy(good);
	struct segment s;

	p[at] = (char)to;
	if (at >= footer) { /* the footer's own checksum finds it */
		assert_int_equal(segment_open(&mem,
		                              (struct str){ p, good.n }, &s),
		                 ERR_FORMAT);
		mend_footer(p, good.n);
	}
	if (segment_open(&mem, (struct str){ p, good.n }, &s) == ERR_OK) {
		if (at < footer)
			assert_int_equal(segment_check(&s), ERR_FORMAT);
		read_all(&s);
		merge_it(&s);
	}
	free(p);
	arena_release(&mem);
}

TEST(any_changed_byte_is_found_and_does_no_harm)
{
	static const unsigned char change[] = { 0x01, 0x80, 0xFF };
	struct buf bytes = sample_bytes();
	struct str good = buf_str(&bytes);

	for (size_t i = 0; i < good.n; i++)
		try_byte(good, i,
		         (unsigned char)good.p[i] ^ change[i % COUNT(change)]);
	buf_release(&bytes);
}

TEST(a_shorter_segment_is_none)
{
	struct buf bytes = sample_bytes();

	for (size_t n = 0; n < bytes.n; n++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
		char *p = exact_copy(str_sub(buf_str(&bytes), 0, n));
		struct segment s;

		assert_int_equal(segment_open(&mem, (struct str){ p, n }, &s),
		                 ERR_FORMAT);
		free(p);
		arena_release(&mem);
	}
	buf_release(&bytes);
}

TEST(bytes_that_are_not_aligned_are_refused)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct buf bytes = sample_bytes();
	char *p = xmalloc(bytes.n + 1);
	struct segment s;

	memcpy(p + 1, bytes.p, bytes.n);
	assert_int_equal(segment_open(&mem, (struct str){ p + 1, bytes.n },
	                              &s),
	                 ERR_FORMAT);
	free(p);
	buf_release(&bytes);
	arena_release(&mem);
}

/* A field of the footer that says more than there is. */
static enum err
open_changed(struct str good, void (*change)(struct segment_footer *f))
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	char *p = exact_copy(good);
	struct segment_footer f;
	struct segment s;
	enum err e;

	memcpy(&f, p + good.n - sizeof(f), sizeof(f));
	change(&f);
	memcpy(p + good.n - sizeof(f), &f, sizeof(f));
	mend_footer(p, good.n);
	e = segment_open(&mem, (struct str){ p, good.n }, &s);
	free(p);
	arena_release(&mem);
	return e;
}

static void
more_docs(struct segment_footer *f)
{
	f->facts.docs++;
}

static void
no_docs(struct segment_footer *f)
{
	f->facts.docs = 0;
}

static void
more_terms(struct segment_footer *f)
{
	f->facts.terms += TERM_BLOCK;
}

static void
all_terms(struct segment_footer *f)
{
	f->facts.terms = UINT32_MAX;
}

static void
far_section(struct segment_footer *f)
{
	f->extent[SECTION_TERMS].at = UINT64_MAX - 7;
}

static void
long_section(struct segment_footer *f)
{
	f->extent[SECTION_POSTINGS].bytes = UINT64_MAX;
}

static void
odd_section(struct segment_footer *f)
{
	f->extent[SECTION_TIME].at++;
}

static void
other_version(struct segment_footer *f)
{
	f->version++;
}

TEST(a_footer_that_claims_what_is_not_there_is_refused)
{
	static const struct {
		const char *name;
		void (*change)(struct segment_footer *f);
	} rows[] = {
		{ "more documents", more_docs },
		{ "no documents", no_docs },
		{ "more terms", more_terms },
		{ "all terms", all_terms },
		{ "a section behind the end", far_section },
		{ "a section over the end", long_section },
		{ "a section not aligned", odd_section },
		{ "another version", other_version },
	};
	struct buf bytes = sample_bytes();

	for (size_t i = 0; i < COUNT(rows); i++) {
		enum err e = open_changed(buf_str(&bytes), rows[i].change);

		if (e != ERR_FORMAT)
			print_error("%s\n", rows[i].name);
		assert_int_equal(e, ERR_FORMAT);
	}
	buf_release(&bytes);
}

TEST(names_that_do_not_fit_into_memory_are_a_limit)
{
	struct arena mem = ARENA_INIT(64, 80);
	struct buf bytes = sample_bytes();
	struct segment s;

	assert_int_equal(segment_open(&mem, buf_str(&bytes), &s), ERR_LIMIT);
	buf_release(&bytes);
	arena_release(&mem);
}

RUN(CASE(any_changed_byte_is_found_and_does_no_harm),
    CASE(a_shorter_segment_is_none),
    CASE(bytes_that_are_not_aligned_are_refused),
    CASE(a_footer_that_claims_what_is_not_there_is_refused),
    CASE(names_that_do_not_fit_into_memory_are_a_limit))
