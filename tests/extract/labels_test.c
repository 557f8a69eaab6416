/*
 * Image, section and tags: what stands round an article.
 */
#include "test.h"

#include "extract/read_page.h"

#define TITLE "<title>Bridge open</title><h1>Bridge open</h1>"
#define TEXT                                                        \
	"<p>The mayor opened the new bridge on Monday, and a large " \
	"crowd walked across it.</p><p>It took four years to build, " \
	"twice as long as had been planned.</p>"
#define LD(json) "<script type='application/ld+json'>" json "</script>"
#define AT "https://gull.example"

struct fixture {
	struct arena mem;
	struct doc_article a;
};

static void
begin(struct fixture *f, const char *page)
{
	struct diags d = { 0 };

	*f = (struct fixture){ .mem = ARENA_INIT(ARENA_BLOCK, 8u << 20) };
	assert_int_equal(read_page(&f->mem, str_from(page), STR(AT "/a/1"),
	                           &f->a, &d),
	                 ERR_OK);
}

TEST(the_lead_image_is_found_behind_lazy_loading)
{
	static const struct { const char *page, *want; } rows[] = {
		{ "<meta property=og:image content=/i/a.jpg>" TITLE
		  "<img src=/i/b.jpg>" TEXT,
		  AT "/i/a.jpg" },
		/* a logo for sharing is no picture, if there is one */
		{ "<meta property=og:image content=/i/logo.png>" TITLE
		  "<img src=/i/b.jpg>" TEXT,
		  AT "/i/b.jpg" },
		{ "<meta property=og:image content=/i/logo.png>" TITLE TEXT,
		  AT "/i/logo.png" },
		{ LD("{\"@type\": \"NewsArticle\", \"image\": [{\"@type\": "
		     "\"ImageObject\", \"url\": \"/i/a.jpg\"}]}") TITLE TEXT,
		  AT "/i/a.jpg" },
		{ LD("{\"@graph\": [{\"@type\": \"NewsArticle\", \"image\": "
		     "{\"@id\": \"#i\"}}, {\"@type\": \"ImageObject\", "
		     "\"@id\": \"#i\", \"url\": \"/i/a.jpg\"}]}") TITLE TEXT,
		  AT "/i/a.jpg" },
		{ TITLE "<img src='data:image/gif;base64,R0' "
		        "data-src=/i/b.jpg>" TEXT,
		  AT "/i/b.jpg" },
		{ TITLE "<img src=/blank.gif data-original=/i/b.jpg>" TEXT,
		  AT "/i/b.jpg" },
		{ TITLE "<img src=/1x1.png data-lazy-src=/i/b.jpg>" TEXT,
		  AT "/i/b.jpg" },
		{ TITLE "<img srcset='/i/s.jpg 320w, /i/b,1.jpg 900w, "
		        "/i/m.jpg 640w'>" TEXT,
		  AT "/i/b,1.jpg" },
		{ TITLE "<picture><source data-srcset='/i/b.webp 2x'><img "
		        "src='data:,'></picture>" TEXT,
		  AT "/i/b.webp" },
		{ TITLE "<img class=lazy><noscript><img src=/i/b.jpg>"
		        "</noscript>" TEXT,
		  AT "/i/b.jpg" },
		{ TITLE "<img src=/i/x.jpg width=40><img src=/i/b.jpg "
		        "width=100%>" TEXT,
		  AT "/i/b.jpg" },
		{ TITLE "<div class=author-box><img src=/i/jane.jpg></div>"
		        "<img src=/i/b.jpg>" TEXT,
		  AT "/i/b.jpg" },
		{ TITLE TEXT, "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;

		begin(&f, rows[i].page);
		if (!str_eq(f.a.image, str_from(rows[i].want)))
			print_error("%s\n", rows[i].page);
		assert_str(f.a.image, rows[i].want);
		arena_release(&f.mem);
	}
}

TEST(the_section_is_the_last_step_before_the_page)
{
	static const struct { const char *page, *want; } rows[] = {
		{ "<meta property=article:section content=محليات>" TITLE TEXT,
		  "محليات" },
		{ LD("{\"@type\": \"NewsArticle\", \"articleSection\": "
		     "[\"Town\", \"Roads\"]}") TITLE TEXT,
		  "Town" },
		{ LD("{\"@type\": \"BreadcrumbList\", \"itemListElement\": "
		     "[{\"name\": \"Home\", \"item\": \"" AT "/\"}, "
		     "{\"item\": {\"@id\": \"" AT "/town\", \"name\": "
		     "\"Town\"}}, {\"name\": \"The bridge is open\", "
		     "\"item\": \"" AT "/a/1\"}]}") TITLE TEXT,
		  "Town" },
		{ TITLE "<a rel='category tag' href=/c/town>Town</a>" TEXT,
		  "Town" },
		{ "<meta property=article:section content=Uncategorized>"
		  TITLE TEXT,
		  "" },
		{ "<meta property=article:section content='The Gull'><meta "
		  "property=og:site_name content='The Gull'>" TITLE TEXT,
		  "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;

		begin(&f, rows[i].page);
		assert_str(f.a.section, rows[i].want);
		arena_release(&f.mem);
	}
}

TEST(tags_come_from_lists_and_links)
{
	static const struct { const char *page, *want; } rows[] = {
		{ "<meta property=article:tag content=Bridge><meta "
		  "property=article:tag content='Town, bridge'>" TITLE TEXT,
		  "Bridge|Town" },
		{ "<meta name=keywords content='جسر، بلدية؛ طرق'>" TITLE TEXT,
		  "جسر|بلدية|طرق" },
		{ "<meta property=og:site_name content='The Gull'><meta "
		  "name=keywords content='the gull, /article, 10031, Town'>"
		  TITLE TEXT,
		  "Town" },
		{ LD("{\"@type\": \"NewsArticle\", \"keywords\": [\"Bridge\", "
		     "\"Town\"]}") TITLE TEXT,
		  "Bridge|Town" },
		{ LD("{\"@type\": \"NewsArticle\", \"keywords\": \"Bridge, "
		     "Town\"}") TITLE TEXT,
		  "Bridge|Town" },
		{ TITLE TEXT "<p class=post-tags>الوسوم: <a href=/t/1>جسر</a> "
		             "<a href=/t/2>بلدية</a></p><a rel=tag>طرق</a>",
		  "جسر|بلدية|طرق" },
		{ TITLE TEXT "<div class=related><a rel=tag>Ferry</a></div>"
		             "<p class=tags-cloud><a href=/t/1>All</a></p>",
		  "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		struct str got = STR_EMPTY;

		begin(&f, rows[i].page);
		for (size_t k = 0; k < f.a.tag_count; k++)
			got = str_fmt(&f.mem, "%.*s%s%.*s", STR_ARG(got),
			              k > 0 ? "|" : "", STR_ARG(f.a.tags[k]));
		if (!str_eq(got, str_from(rows[i].want)))
			print_error("%s\n", rows[i].page);
		assert_str(got, rows[i].want);
		arena_release(&f.mem);
	}
}

TEST(the_address_is_what_the_page_states_of_its_own_site)
{
	static const struct { const char *page, *want; } rows[] = {
		{ "<link rel=canonical href=/b/1>" TITLE TEXT, AT "/b/1" },
		{ "<meta property=og:url content='" AT "/b/2'>" TITLE TEXT,
		  AT "/b/2" },
		{ LD("{\"@type\": \"NewsArticle\", \"mainEntityOfPage\": "
		     "{\"@id\": \"" AT "/b/3\"}}") TITLE TEXT,
		  AT "/b/3" },
		{ "<link rel=canonical href='https://other.example/b'>" TITLE
		  TEXT,
		  "" },
		{ "<link rel=canonical href=/>" TITLE TEXT, "" },
		{ TITLE TEXT, "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;

		begin(&f, rows[i].page);
		assert_str(f.a.canonical_url, rows[i].want);
		arena_release(&f.mem);
	}
}

RUN(CASE(the_lead_image_is_found_behind_lazy_loading),
    CASE(the_section_is_the_last_step_before_the_page),
    CASE(tags_come_from_lists_and_links),
    CASE(the_address_is_what_the_page_states_of_its_own_site))
