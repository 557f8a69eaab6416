/*
 * Where a page has more of something than is read, what is trusted most is
 * read all the same, and the bound is told.
 */
#include "test.h"

#include "base/buf.h"
#include "extract/read_page.h"

#define PAGE_BYTES (4u << 20)
#define LD(json) "<script type='application/ld+json'>" json "</script>"
#define PLAIN "<h1>Bridge open</h1><p>The mayor opened the new bridge.</p>"

TEST(what_a_bound_cuts_is_told)
{
	static const struct {
		const char *head, *again, *tail;
		unsigned most; /* repetitions that are read */
	} rows[] = {
		{ "", "<meta name=date content=x>", PLAIN, 48 },
		{ "", LD("{\"@type\":\"Thing\"}"), PLAIN, 256 },
		{ "<script type='application/ld+json'>[",
		  "{\"@type\":\"Article\"},", "0]</script>" PLAIN, 64 },
		{ "<script type='application/ld+json'>[", "0,",
		  "0]</script>" PLAIN, 39997 },
		{ "<script type='application/ld+json'>[0",
		  "                                                          "
		  "                                                          ",
		  "]</script>" PLAIN, (2u << 20) / 116 - 1 },
		{ "", "<h2>A headline of the day</h2>", PLAIN, 40 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		for (unsigned more = 0; more < 3; more++) {
			struct arena mem = ARENA_INIT(ARENA_BLOCK, 64u << 20);
			struct buf page = BUF_INIT(PAGE_BYTES);
			struct doc_article a = { 0 };
			struct diags d = { 0 };

			buf_put(&page, str_from(rows[i].head));
			for (unsigned n = 0; n < rows[i].most + 2 * more; n++)
				buf_put(&page, str_from(rows[i].again));
			buf_put(&page, str_from(rows[i].tail));
			assert_int_equal(read_page(&mem, buf_str(&page),
			                           STR(PAGE_URL), &a, &d),
			                 ERR_OK);
			if ((d.count[DIAG_PAGE_BOUND] > 0) != (more > 0))
				fail_msg("%s: %u more", rows[i].again, more);
			buf_release(&page);
			arena_release(&mem);
		}
	}
}

TEST(the_most_trusted_of_too_many_metas_is_read)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 64u << 20);
	struct buf page = BUF_INIT(PAGE_BYTES);
	struct doc_article a = { 0 };
	struct diags d = { 0 };

	for (unsigned i = 0; i < 100; i++)
		buf_put(&page, STR("<meta name=date content=x>"
		                   "<meta name=dc.creator content='Al Brown'>"));
	buf_put(&page, STR("<meta property=article:published_time "
	                   "content=2024-01-02T10:00:00Z>"
	                   "<meta name=author content='Jane Whitmore'>"
	                   "<meta name=date content=y>" PLAIN));
	assert_int_equal(read_page(&mem, buf_str(&page), STR(PAGE_URL), &a,
	                           &d),
	                 ERR_OK);
	assert_true(a.has_published);
	assert_int_equal(a.published.unix_s, 1704189600);
	assert_str(a.byline, "Jane Whitmore");
	buf_release(&page);
	arena_release(&mem);
}

TEST(the_article_is_found_behind_many_other_objects)
{
	static const char *const others[] = {
		LD("{\"@type\":\"Thing\"}"),
		LD("[{\"@type\":\"Offer\"},{\"@type\":\"Offer\"},{\"@type\":"
		   "\"Offer\"},{\"@type\":\"Offer\"},{\"@type\":\"Offer\"}]"),
		LD("{\"@type\":\"NewsArticle\",\"headline\":\"Ferry sold\"}"),
	};

	for (size_t i = 0; i < COUNT(others); i++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, 64u << 20);
		struct buf page = BUF_INIT(PAGE_BYTES);
		struct doc_article a = { 0 };
		struct diags d = { 0 };

		for (unsigned n = 0; n < 200; n++)
			buf_put(&page, str_from(others[i]));
		buf_put(&page,
		        STR(LD("{\"@type\":\"NewsArticle\",\"url\":\"" PAGE_URL
		               "\",\"headline\":\"Bridge open\",\"author\":"
		               "\"Jane Whitmore\"}") PLAIN));
		assert_int_equal(read_page(&mem, buf_str(&page), STR(PAGE_URL),
		                           &a, &d),
		                 ERR_OK);
		assert_str(a.byline, "Jane Whitmore");
		buf_release(&page);
		arena_release(&mem);
	}
}

TEST(a_heading_of_the_first_rank_is_read_behind_many_others)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 64u << 20);
	struct buf page = BUF_INIT(PAGE_BYTES);
	struct doc_article a = { 0 };
	struct diags d = { 0 };

	buf_put(&page, STR("<title>Bridge open - The Gull</title>"));
	for (unsigned i = 0; i < 100; i++)
		buf_put(&page, STR("<h3>Older headline of the day</h3>"));
	buf_put(&page, STR(PLAIN));
	assert_int_equal(read_page(&mem, buf_str(&page), STR(PAGE_URL), &a,
	                           &d),
	                 ERR_OK);
	assert_str(a.title, "Bridge open");
	buf_release(&page);
	arena_release(&mem);
}

RUN(CASE(what_a_bound_cuts_is_told),
    CASE(the_most_trusted_of_too_many_metas_is_read),
    CASE(the_article_is_found_behind_many_other_objects),
    CASE(a_heading_of_the_first_rank_is_read_behind_many_others))
