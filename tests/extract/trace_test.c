/*
 * What is told of how an article was found.
 */
#include "test.h"

#include "base/buf.h"
#include "extract/read_page.h"
#include "extract/trace.h"
#include "text/utf8.h"

#define LD(json) "<script type='application/ld+json'>" json "</script>"
#define TEXT                                                        \
	"<p>The mayor opened the new bridge on Monday, and a large " \
	"crowd walked across it.</p><p>It took four years to build, " \
	"twice as long as had been planned.</p>"
#define PAGE_BYTES (24u << 20)

static void
read_traced(struct arena *mem, struct str page, struct extract_trace *t)
{
	const struct extract_input in = { .text = page, .url = STR(PAGE_URL),
		                          .trace = t };
	struct doc_article a = { 0 };
	struct diags d = { 0 };

	assert_int_equal(extract_page(mem, &in, &a, &d), ERR_OK);
}

TEST(each_field_tells_where_it_comes_from)
{
	static const struct {
		enum trace_field_name field;
		const char *page, *from;
	} rows[] = {
		{ TRACE_TITLE,
		  "<meta property=og:title content='Bridge open'><h1>Bridge "
		  "open</h1>",
		  "the page's heading, confirmed by og:title" },
		{ TRACE_TITLE,
		  "<title>Bridge open - Gull</title><h1>Bridge open</h1>",
		  "the page's heading, confirmed by <title>" },
		{ TRACE_TITLE, "<meta name=twitter:title content='Bridge'>",
		  "twitter:title" },
		{ TRACE_TITLE, "<title>Bridge open</title>", "<title>" },
		{ TRACE_TITLE,
		  LD("{\"@type\":\"NewsArticle\",\"headline\":\"Bridge\"}"),
		  "json-ld headline" },
		/* said alike in two places: still only one was asked */
		{ TRACE_BYLINE,
		  LD("{\"@type\":\"NewsArticle\",\"author\":\"Jane Whitmore\"}")
		  "<meta name=author content='Jane Whitmore'>",
		  "json-ld author" },
		{ TRACE_BYLINE, "<meta name=byl content='By Jane Whitmore'>",
		  "meta byl" },
		{ TRACE_BYLINE, "<h1>x</h1><p class=author>Jane Whitmore</p>",
		  "an element marked as an author's" },
		{ TRACE_BYLINE, "<h1>x</h1><p>By Jane Whitmore</p>",
		  "a line that begins as bylines do" },
		{ TRACE_IMAGE, "<meta name=twitter:image content=/i/b.jpg>",
		  "twitter:image" },
		{ TRACE_IMAGE, "<h1>x</h1>" TEXT "<img src=/i/b.jpg>" TEXT,
		  "an image of the article" },
		{ TRACE_ADDRESS, "<meta property=og:url content='" PAGE_URL
		  "'>",
		  "og:url" },
		{ TRACE_SITE_NAME, "<meta name=application-name content=Gull>",
		  "meta application-name" },
		{ TRACE_SECTION, "<meta name=section content=Sport>",
		  "meta section" },
		{ TRACE_LANGUAGE, "<html lang=ar>", "html lang" },
		{ TRACE_LANGUAGE, "<meta property=og:locale content=fr_FR>",
		  "og:locale" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);
		struct extract_trace t = { .mem = NULL };
		const struct trace_field *f = &t.fields[rows[i].field];

		read_traced(&mem, str_from(rows[i].page), &t);
		if (f->value.n == 0 || f->from == NULL)
			fail_msg("nothing told: %s", rows[i].page);
		assert_str(str_from(f->from), rows[i].from);
		arena_release(&mem);
	}
}

TEST(a_field_without_a_value_comes_from_nowhere)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);
	struct extract_trace t = { .mem = NULL };

	read_traced(&mem, STR("<p>x"), &t);
	for (int i = 0; i < TRACE__COUNT; i++)
		assert_null(t.fields[i].from);
	arena_release(&mem);
}

/* A page of many blocks; of its long one only the head is told. */
TEST(a_trace_is_bounded_and_says_what_it_leaves_out)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, DOC_MAX_BYTES);
	struct arena told = ARENA_INIT(ARENA_BLOCK, TRACE_MAX_BYTES);
	struct extract_trace t = { .mem = &told };
	struct buf page = BUF_INIT(PAGE_BYTES);
	size_t kept = 0;

	for (unsigned i = 0; i < 3 * TRACE_BLOCKS_MAX; i++)
		buf_put(&page, STR("<p><a href=/x>Harbour</a>"));
	buf_put(&page, STR("<h1>Bridge open</h1><article>" TEXT "<p>"));
	for (unsigned i = 0; i < 1000; i++)
		buf_put(&page, STR("The harbour is full, and more. "));
	for (unsigned i = 0; i < 3 * TRACE_BLOCKS_MAX; i++)
		buf_put(&page, STR("<p><a href=/x>Harbour</a>"));
	read_traced(&mem, buf_str(&page), &t);
	assert_int_equal(t.block_n, TRACE_BLOCKS_MAX);
	assert_true(t.blocks_before > TRACE_BLOCKS_MAX);
	assert_true(t.blocks_behind > TRACE_BLOCKS_MAX);
	for (size_t i = 0; i < t.block_n; i++) {
		assert_true(t.blocks[i].text.n <= TRACE_TEXT_MAX);
		assert_true(utf8_valid(t.blocks[i].text));
		kept += t.blocks[i].kept;
	}
	assert_true(kept >= 3);
	buf_release(&page);
	arena_release(&told);
	arena_release(&mem);
}

TEST(an_article_is_whole_where_its_trace_does_not_fit)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);
	struct arena told = ARENA_INIT(512, 2048);
	struct extract_trace t = { .mem = &told };

	read_traced(&mem, STR("<h1>Bridge open</h1>" TEXT TEXT TEXT), &t);
	assert_int_equal(arena_err(&told), ERR_LIMIT);
	arena_release(&told);
	arena_release(&mem);
}

RUN(CASE(each_field_tells_where_it_comes_from),
    CASE(a_field_without_a_value_comes_from_nowhere),
    CASE(a_trace_is_bounded_and_says_what_it_leaves_out),
    CASE(an_article_is_whole_where_its_trace_does_not_fit))
