#include "test.h"

#include "extract/read_page.h"

TEST(a_page_states_addresses_of_its_own_site_only)
{
	static const struct {
		const char *at, *canonical;
		bool taken;
	} rows[] = {
		{ "https://gull.example/a?x=1", "https://gull.example/a", true },
		{ "https://m.gull.example/a", "https://www.gull.example/a",
		  true },
		{ "https://gull.com.tn/a", "https://www.gull.com.tn/a", true },
		{ "https://gull.example/a", "https://tern.example/a", false },
		{ "https://gull.com.tn/a", "https://tern.com.tn/a", false },
		/* where each name below has another owner */
		{ "https://a.blogspot.com/a", "https://a.blogspot.com/b", true },
		{ "https://a.blogspot.com/a", "https://b.blogspot.com/a",
		  false },
		{ "https://a.blogspot.com.eg/a", "https://b.blogspot.com.eg/a",
		  false },
		{ "https://a.wordpress.com/a", "https://b.wordpress.com/a",
		  false },
		{ "https://a.github.io/a", "https://b.github.io/a", false },
		{ "https://a.substack.com/a", "https://b.substack.com/a",
		  false },
		{ "https://a.wixsite.com/a", "https://b.wixsite.com/a", false },
		{ "https://a.over-blog.com/a", "https://b.over-blog.com/a",
		  false },
		{ "https://a.maktoobblog.com/a", "https://b.maktoobblog.com/a",
		  false },
		{ "https://mywordpress.com/a", "https://www.mywordpress.com/a",
		  true },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);
		struct doc_article a = { 0 };
		struct diags d = { 0 };
		struct str page = str_fmt(&mem, "<link rel=canonical href='%s'>"
		                                "<h1>Bridge open</h1>",
		                          rows[i].canonical);

		assert_int_equal(read_page(&mem, page, str_from(rows[i].at),
		                           &a, &d),
		                 ERR_OK);
		if ((a.canonical_url.n > 0) != rows[i].taken)
			fail_msg("%s at %s", rows[i].canonical, rows[i].at);
		assert_int_equal(d.count[DIAG_PAGE_BAD_CANONICAL] > 0,
		                 !rows[i].taken);
		arena_release(&mem);
	}
}

RUN(CASE(a_page_states_addresses_of_its_own_site_only))
