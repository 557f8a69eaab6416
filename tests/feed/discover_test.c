#include "test.h"

#include "feed/discover.h"

#define PAGE "https://www.example.ma/ar/"

TEST(finds_the_feed_a_page_announces)
{
	static const struct {
		const char *name, *html, *want; /* NULL: none */
	} rows[] = {
		{ "rss", "<link rel=alternate type='application/rss+xml' "
		  "href='/feed'>", "https://www.example.ma/feed" },
		{ "atom, any case", "<LINK REL='Alternate' "
		  "TYPE='application/Atom+XML' HREF='atom.xml'>",
		  "https://www.example.ma/ar/atom.xml" },
		{ "json", "<link rel='alternate' type='application/feed+json' "
		  "href='f.json'>", "https://www.example.ma/ar/f.json" },
		{ "rdf", "<link rel='alternate' type='application/rdf+xml' "
		  "href='index.rdf'>", "https://www.example.ma/ar/index.rdf" },
		{ "comments come last",
		  "<link rel=alternate type='application/rss+xml' "
		  "href='/comments/feed'><link rel=alternate "
		  "type='application/rss+xml' href='/feed'>",
		  "https://www.example.ma/feed" },
		{ "Arabic comments come last",
		  "<link rel=alternate type='application/rss+xml' "
		  "title='تعليقات' href='/a'><link rel=alternate "
		  "type='application/rss+xml' href='/b'>",
		  "https://www.example.ma/b" },
		{ "base element", "<base href='https://cdn.ma/x/'>"
		  "<link rel=alternate type='application/rss+xml' href=f>",
		  "https://cdn.ma/x/f" },
		{ "a link that looks like a feed",
		  "<a href='/'>x</a><a href='/rss.xml'>RSS</a>",
		  "https://www.example.ma/rss.xml" },
		{ "an announced one before a link",
		  "<a href='/rss.xml'>RSS</a><link rel=alternate "
		  "type='application/rss+xml' href='/feed'>",
		  "https://www.example.ma/feed" },
		{ "other translations are no feeds",
		  "<link rel=alternate hreflang=fr href='/fr'>", NULL },
		{ "the API's JSON is no feed",
		  "<link rel=alternate type='application/json' "
		  "href='/wp-json/wp/v2/pages/1'>", NULL },
		{ "oEmbed is no feed", "<link rel=alternate "
		  "type='application/json+oembed' href='/oembed'>", NULL },
		{ "another site's feed is not taken from a link",
		  "<a href='https://other.com/feed/'>x</a>", NULL },
		{ "scripts are refused", "<link rel=alternate "
		  "type='application/rss+xml' href='javascript:x'>", NULL },
		{ "nothing", "", NULL },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1 << 22);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str got = STR("untouched");
		bool found = feed_discover(&mem, str_from(rows[i].html),
		                           STR(PAGE), &got);
		const char *want = rows[i].want == NULL ? "untouched"
		                                        : rows[i].want;

		if (found != (rows[i].want != NULL) ||
		    !str_eq(got, str_from(want)))
			fail_msg("%s: got %.*s", rows[i].name, STR_ARG(got));
	}
	arena_release(&mem);
}

RUN(CASE(finds_the_feed_a_page_announces))
