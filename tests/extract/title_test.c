#include "test.h"

#include "extract/read_page.h"

#define TEXT                                                        \
	"<p>The mayor opened the new bridge on Monday, and a large " \
	"crowd walked across it.</p><p>It took four years to build, " \
	"twice as long as had been planned.</p>"

#define NEWS(headline)                                              \
	"<script type='application/ld+json'>{\"@type\": "           \
	"\"NewsArticle\", \"headline\": \"" headline "\"}</script>"

static struct str
title(const struct doc_article *a)
{
	return a->title;
}

TEST(the_site_and_the_section_are_cut_off)
{
	static const struct page_row rows[] = {
		{ "<title>New bridge opened | Sport | The Gull</title>"
		  "<meta property=article:section content=Sport>" TEXT,
		  "New bridge opened" },
		{ "<title>افتتاح الجسر الجديد - محليات - النورس</title>"
		  "<meta property=og:site_name content=النورس>"
		  "<meta property=article:section content=محليات>" TEXT,
		  "افتتاح الجسر الجديد" },
		{ "<title>Bridge opened-Sport | Gull</title>"
		  "<meta name=category content=Sport>" TEXT,
		  "Bridge opened" },
		{ "<title>Road and rail-Sport</title>" TEXT,
		  "Road and rail-Sport" },
		{ "<title>Gull: the bridge ｜Gull</title>" TEXT,
		  "Gull: the bridge" },
		{ "<title>Bridge | Gull</title><h1>Crowds cross the bridge | "
		  "Gull</h1>" TEXT,
		  "Crowds cross the bridge" },
		{ "<meta property=og:title content='&amp;quot;Open&amp;quot; "
		  "&amp;#x26; crowded'>" TEXT,
		  "\"Open\" & crowded" },
		/* a section that stands in the headline stays */
		{ "<title>A day of Sport | Sport</title>"
		  "<meta property=article:section content=Sport>" TEXT,
		  "A day of Sport | Sport" },
	};

	check_rows(rows, COUNT(rows), title);
}

TEST(headings_that_are_not_the_headline_are_passed_over)
{
	static const struct page_row rows[] = {
		/* the end of a breadcrumb */
		{ "<title>Bridge open after four years</title>"
		  "<ul><li><a href=/>Home</a><li><h1>Bridge open after four "
		  "years</h1></ul>" NEWS("Crowds cross the new bridge")
		  "<h2>Crowds cross the new bridge</h2>" TEXT,
		  "Crowds cross the new bridge" },
		{ "<title>Bridge open</title><div class=breadcrumb_last>"
		  "<h1>Bridge open</h1></div><meta property=og:title "
		  "content='Crowds cross'><h2>Crowds cross</h2>" TEXT,
		  "Crowds cross" },
		/* a teaser that leads to another page */
		{ "<title>Bridge open</title><h1>Crowds cross the bridge</h1>"
		  TEXT "<h2><a href=/b/2>Bridge open</a></h2>"
		  "<h1><a href=/local>More local news</a></h1>",
		  "Crowds cross the bridge" },
		/* but it may lead to itself */
		{ "<title>Bridge open</title><h1>Local</h1><h2><a "
		  "href='//gull.example/a/1/?from=title#top'>Bridge open"
		  "</a></h2>" TEXT,
		  "Bridge open" },
	};

	check_rows(rows, COUNT(rows), title);
}

TEST(kickers_and_hidden_words_are_dropped_where_the_head_has_none)
{
	static const struct page_row rows[] = {
		{ "<meta property=og:title content='Was lesen die "
		  "Philippinen?'><h1><span class=intro-topic>Kultur <span "
		  "class=a11y-hidden>:</span></span> <span>Was lesen die "
		  "Philippinen?</span></h1>" TEXT,
		  "Was lesen die Philippinen?" },
		{ "<meta property=og:title content='Crowds cross the bridge'>"
		  "<title>Four years on: Crowds cross the bridge</title>"
		  "<h1><b>Four years on</b> Crowds cross the bridge</h1>" TEXT,
		  "Crowds cross the bridge" },
		{ "<meta property=og:title content='Town hall / Crowds "
		  "cross'><h1><span>Town hall</span>Crowds cross</h1>" TEXT,
		  "Town hall / Crowds cross" },
		{ "<title>Weekend bridge walk</title><h1>Weekend<br>bridge"
		  "<div>walk</div></h1>" TEXT,
		  "Weekend bridge walk" },
	};

	check_rows(rows, COUNT(rows), title);
}

TEST(news_headed_alike_for_machines_and_sharing_is_headed_so)
{
	static const struct page_row rows[] = {
		{ "<meta property=og:title content='Town: Crowds cross'>"
		  NEWS("Town: Crowds cross") "<h1>Crowds cross</h1>" TEXT,
		  "Town: Crowds cross" },
		{ "<meta property=og:title content='You must see this bridge'>"
		  NEWS("Crowds cross") "<h1>Crowds cross</h1>" TEXT,
		  "Crowds cross" },
		{ "<meta property=og:title content='Crowds cross the bridge'>"
		  "<script type='application/ld+json'>{\"@type\": "
		  "\"LiveBlogPosting\", \"headline\": \"Bridge LIVE: mayor "
		  "falls in\"}</script><h1>Bridge LIVE: mayor falls in</h1>"
		  TEXT,
		  "Crowds cross the bridge" },
		{ "<meta name=headline content='Crowds cross'>"
		  "<title>Crowds cross-local-gull</title>" TEXT,
		  "Crowds cross" },
	};

	check_rows(rows, COUNT(rows), title);
}

RUN(CASE(the_site_and_the_section_are_cut_off),
    CASE(headings_that_are_not_the_headline_are_passed_over),
    CASE(kickers_and_hidden_words_are_dropped_where_the_head_has_none),
    CASE(news_headed_alike_for_machines_and_sharing_is_headed_so))
