#include "test.h"

#include "extract/read_page.h"

#define TITLE "<title>Bridge open</title><h1>Bridge open</h1>"
#define TEXT                                                        \
	"<p>The mayor opened the new bridge on Monday, and a large " \
	"crowd walked across it.</p><p>It took four years to build, " \
	"twice as long as had been planned.</p>"
#define LD(json) "<script type='application/ld+json'>" json "</script>"
#define NEWS "\"@type\": \"NewsArticle\", \"headline\": \"Bridge open\", "
#define GULL "\"publisher\": {\"@type\": \"Organization\", \"name\": " \
	     "\"The Gull\"}, "

static struct str
byline(const struct doc_article *a)
{
	return a->byline;
}

TEST(json_ld_names_its_authors_in_many_ways)
{
	static const struct page_row rows[] = {
		{ LD("{" NEWS "\"author\": {\"@type\": \"Person\", \"name\": "
		     "\"Jane Whitmore\"}}") TITLE TEXT,
		  "Jane Whitmore" },
		{ LD("{" NEWS "\"author\": \"Jane Whitmore, Al Brown and Li "
		     "Wei\"}") TITLE TEXT,
		  "Jane Whitmore, Al Brown, Li Wei" },
		{ LD("{" NEWS "\"author\": [{\"name\": [\"Jane Whitmore\", "
		     "\"Al Brown\"]}, \"Li Wei\"]}") TITLE TEXT,
		  "Jane Whitmore, Al Brown, Li Wei" },
		{ LD("{" NEWS "\"author\": {\"givenName\": \"Jane\", "
		     "\"familyName\": \"Whitmore\"}}") TITLE TEXT,
		  "Jane Whitmore" },
		{ LD("{" NEWS "\"creator\": {\"@value\": \"Jane "
		     "Whitmore\"}}") TITLE TEXT,
		  "Jane Whitmore" },
		/* references, also to another script */
		{ LD("{\"@graph\": [{" NEWS "\"author\": {\"@id\": \"#j\"}}, "
		     "{\"@type\": \"Person\", \"@id\": \"#j\", \"name\": "
		     "\"Jane Whitmore\"}]}") TITLE TEXT,
		  "Jane Whitmore" },
		{ LD("{" NEWS "\"author\": [{\"@id\": \"#j\"}]}")
		  LD("{\"@type\": \"Person\", \"@id\": \"#j\", \"name\": "
		     "\"Jane Whitmore\"}") TITLE TEXT,
		  "Jane Whitmore" },
		/* inside the page's object */
		{ LD("{\"@type\": \"WebPage\", \"mainEntity\": {" NEWS
		     "\"author\": {\"name\": \"Jane Whitmore\"}}}") TITLE TEXT,
		  "Jane Whitmore" },
		{ LD("[{\"@type\": [\"Thing\", \"ReportageNewsArticle\"], "
		     "\"author\": {\"name\": \"Jane Whitmore\"}}]") TITLE TEXT,
		  "Jane Whitmore" },
		/* an agency is kept as it stands */
		{ LD("{" NEWS "\"author\": [{\"@type\": \"Person\", \"name\": "
		     "\"Jane Whitmore\"}, {\"@type\": \"Person\", \"name\": "
		     "\"AP\"}]}") TITLE TEXT,
		  "Jane Whitmore, AP" },
		{ LD("{" NEWS "\"author\": {\"@type\": \"Organization\", "
		     "\"name\": \"Center for Roads and Bridges\"}}") TITLE
		  TEXT,
		  "Center for Roads and Bridges" },
	};

	check_rows(rows, COUNT(rows), byline);
}

TEST(the_article_of_the_page_counts_not_a_related_one)
{
	static const struct page_row rows[] = {
		{ LD("{\"@type\": \"NewsArticle\", \"headline\": \"Ferry "
		     "sold\", \"url\": \"https://gull.example/a/2\", "
		     "\"datePublished\": \"2024-01-02\", \"articleBody\": "
		     "\"x\", \"author\": {\"name\": \"Otto Wrong\"}}")
		  LD("{\"@type\": \"NewsArticle\", \"headline\": \"Bridge "
		     "open\", \"url\": \"https://gull.example/a/1\", "
		     "\"author\": {\"name\": \"Jane Whitmore\"}}") TITLE TEXT,
		  "Jane Whitmore" },
		/* nor does it lend its author */
		{ LD("[{\"@type\": \"NewsArticle\", \"headline\": \"Bridge "
		     "open\", \"url\": \"https://gull.example/a/1\"}, "
		     "{\"@type\": \"NewsArticle\", \"headline\": \"Ferry "
		     "sold\", \"author\": {\"name\": \"Otto Wrong\"}}]") TITLE
		  TEXT,
		  "" },
	};

	check_rows(rows, COUNT(rows), byline);
}

TEST(broken_json_still_names_its_author)
{
	static const struct page_row rows[] = {
		{ LD("{" NEWS "\"description\": \"Two\nlines\", \"author\": "
		     "{\"name\": \"Jane Whitmore\",},}") TITLE TEXT,
		  "Jane Whitmore" },
		{ LD("{" NEWS "\"description\": \"He said \"no\" to it, \"no\" "
		     "again\", \"author\": {\"name\": \"Jane Whitmore\"}}")
		  TITLE TEXT,
		  "Jane Whitmore" },
		{ LD("{" NEWS "\"author\": {\"name\": \"Jane Whitmore\"")
		  TITLE TEXT,
		  "Jane Whitmore" },
		{ LD("<!-- {" NEWS "\"author\": {\"name\": \"Jane "
		     "Whitmore\"}} -->") TITLE TEXT,
		  "Jane Whitmore" },
	};

	check_rows(rows, COUNT(rows), byline);
}

TEST(an_outlet_signs_only_where_json_ld_says_so_and_nobody_else_does)
{
	static const struct page_row rows[] = {
		{ LD("{" NEWS GULL "\"author\": {\"@type\": \"Organization\", "
		     "\"name\": \"The Gull\"}}") TITLE TEXT,
		  "The Gull" },
		{ LD("{" NEWS GULL "\"author\": {\"@type\": \"Organization\", "
		     "\"name\": \"The Gull\"}}") TITLE
		  "<p class=author>By Jane Whitmore</p>" TEXT,
		  "Jane Whitmore" },
		{ "<meta property=og:site_name content='The Gull'>"
		  "<meta name=author content='The Gull'>" TITLE TEXT,
		  "" },
		{ "<meta name=author content=gull>" TITLE
		  "<div class=post-meta-author>كتب: ضحى عرفة</div>" TEXT,
		  "ضحى عرفة" },
	};

	check_rows(rows, COUNT(rows), byline);
}

TEST(meta_elements_name_authors)
{
	static const struct page_row rows[] = {
		{ "<meta name=author content='By Jane Whitmore'>" TITLE TEXT,
		  "Jane Whitmore" },
		{ "<meta property=article:author "
		  "content='https://facebook.com/jane'><meta "
		  "name=parsely-author content='Jane Whitmore'>" TITLE TEXT,
		  "Jane Whitmore" },
		{ "<meta name=citation_author content='Jane Whitmore'><meta "
		  "name=citation_author content='Al Brown'>" TITLE TEXT,
		  "Jane Whitmore, Al Brown" },
		{ "<meta name=twitter:label1 content='Written by'><meta "
		  "name=twitter:data1 content='Jane Whitmore'>" TITLE TEXT,
		  "Jane Whitmore" },
		{ "<meta name=twitter:label1 content='كُتب بواسطة'><meta "
		  "name=twitter:data1 content='سعيد الحسني'>" TITLE TEXT,
		  "سعيد الحسني" },
		{ "<meta name=twitter:label1 content='Reading time'><meta "
		  "name=twitter:data1 content='Three Minutes'>" TITLE TEXT,
		  "" },
	};

	check_rows(rows, COUNT(rows), byline);
}

TEST(elements_of_the_page_name_authors)
{
	static const struct page_row rows[] = {
		{ TITLE "<div class=byline>By <a href=/author/jane>Jane "
		  "Whitmore</a>, <span>Staff Writer</span></div>" TEXT,
		  "Jane Whitmore" },
		{ TITLE "<div class=author-box><div>Jane Whitmore</div><div>"
		  "Jane lives by the sea with her cat.</div></div>" TEXT,
		  "Jane Whitmore" },
		{ TITLE "<ul class=authors><li><a rel=author>Jane Whitmore"
		  "</a><li><a rel=author>Al Brown</a></ul>" TEXT,
		  "Jane Whitmore, Al Brown" },
		{ TITLE "<div itemprop=author itemscope><meta itemprop=name "
		  "content='Jane Whitmore'><span>Lifestyle Writer</span>"
		  "</div>" TEXT,
		  "Jane Whitmore" },
		{ TITLE "<span>Posted by <a href=/authors/jane>Jane Whitmore"
		  "</a></span>" TEXT,
		  "Jane Whitmore" },
		{ TITLE "<p>Written by</p><p>Jane Whitmore</p>" TEXT,
		  "Jane Whitmore" },
		{ TITLE "<p>By Jane Whitmore | May 3, 2024</p>" TEXT,
		  "Jane Whitmore" },
		{ TITLE "<p><b>حوار: سعيد الحسني</b></p>" TEXT,
		  "سعيد الحسني" },
		{ TITLE "<div data-testid=byline-author><span>Jane Whitmore"
		        "</span></div>" TEXT,
		  "Jane Whitmore" },
		{ TITLE "<div data-testid=byline-bar><span>Save</span></div>"
		        "<a href=/user/login>Login</a><a href=/by/3.0/>Some "
		        "License</a>" TEXT,
		  "" },
		{ TITLE "<address>Jane Whitmore</address>" TEXT,
		  "Jane Whitmore" },
		{ TITLE "<div class=authors><b>Jane Whitmore</b>Deputy "
		        "Director of Roads</div>" TEXT,
		  "Jane Whitmore" },
		{ TITLE "<a rel=author><span itemprop=name>Jane Whitmore"
		        "</span><i>Jane</i></a>" TEXT,
		  "Jane Whitmore" },
		{ TITLE "<ul class=authors><li>Jane Whitmore,<li>Al Brown and"
		        "<li>Li Wei<li>More of them</ul>" TEXT,
		  "Jane Whitmore, Al Brown, Li Wei" },
		/* the article, whatever it is called, is no aside */
		{ "<div class=off-canvas>" TITLE "<p class=author>By Jane "
		  "Whitmore</p>" TEXT "</div>",
		  "Jane Whitmore" },
		/* authors of comments, teasers and pictures */
		{ TITLE TEXT "<div id=comments><p class=comment-author>Otto "
		  "Wrong says</p></div>",
		  "" },
		{ TITLE TEXT "<div class=related><span class=author>Otto "
		  "Wrong</span></div>",
		  "" },
		{ TITLE "<figure><img src=x.jpg><figcaption class=byline>Otto "
		  "Wrong</figcaption></figure>" TEXT,
		  "" },
	};

	check_rows(rows, COUNT(rows), byline);
}

#define LONG                                                       \
	"<p>The mayor had promised it in March, when the old one was " \
	"closed to all but those who walk.</p>"

TEST(lines_that_begin_as_bylines_name_people_before_the_text)
{
	static const struct page_row rows[] = {
		{ TITLE "<p>By Jane Whitmore</p>" TEXT, "Jane Whitmore" },
		{ TITLE LONG "<p>By Jane Whitmore</p>" TEXT, "Jane Whitmore" },
		{ TITLE "<p>كتب أحمد علي</p>" TEXT, "أحمد علي" },
		{ TITLE "<p>By</p><p>Jane Whitmore</p>" TEXT,
		  "Jane Whitmore" },
		{ TITLE "<p>إعداد</p><p>ورد الشامي</p>" TEXT, "ورد الشامي" },
		{ TITLE TEXT "<p>بقلم: أحمد علي</p>", "أحمد علي" },
		/* sentences that begin with the same word */
		{ TITLE "<h2>كتب جديدة في المعرض</h2>" TEXT, "" },
		{ TITLE "<p>كتب جديدة في المعرض</p>" TEXT, "" },
		{ TITLE "<p>كتب الرئيس تدوينة غاضبة</p>" TEXT, "" },
		{ TITLE "<p>كتبت الصحف العبرية</p>" TEXT, "" },
		{ TITLE "<p>By Royal Appointment</p>" TEXT, "" },
		{ TITLE "<p>By Christmas</p>" TEXT, "" },
		{ TITLE "<h2>By Jane Whitmore Bridge</h2>" TEXT, "" },
		{ TITLE "<p>By Jane Whitmore Bridge it went.</p>" TEXT, "" },
		{ TITLE TEXT "<p>By Jane Whitmore</p>", "" },
		{ TITLE TEXT "<p>كتب أحمد علي</p>", "" },
		/* a section and what stands below it */
		{ TITLE "<p>تقرير</p><p>أخبار اليوم الرياضية</p>" TEXT, "" },
		{ TITLE "<p>From</p><p>Jane Whitmore</p>" TEXT, "" },
		{ TITLE "<p>By</p><p>The Numbers</p>" TEXT, "" },
	};

	check_rows(rows, COUNT(rows), byline);
}

TEST(agencies_and_teams_are_no_byline_but_json_ld_s_last_word)
{
	static const struct page_row rows[] = {
		{ "<meta name=author content=رويترز>" TITLE
		  "<p class=author>By Jane Whitmore</p>" TEXT,
		  "Jane Whitmore" },
		{ "<meta name=author content='رويترز - القاهرة'>" TITLE TEXT,
		  "" },
		{ "<meta name=author content='Equipe web'>" TITLE TEXT, "" },
		{ TITLE "<p class=author>AFP</p>" TEXT, "" },
		{ LD("{" NEWS "\"author\": {\"name\": \"AFP\"}}")
		  "<meta name=author content='Jane Whitmore'>" TITLE TEXT,
		  "Jane Whitmore" },
		{ LD("{" NEWS "\"author\": {\"name\": \"AFP\"}}") TITLE TEXT,
		  "AFP" },
		{ LD("{" NEWS "\"author\": {\"name\": \"وكالات\"}}") TITLE
		  TEXT,
		  "" },
	};

	check_rows(rows, COUNT(rows), byline);
}

TEST(a_single_name_counts_where_its_link_is_called_so)
{
	static const struct page_row rows[] = {
		{ TITLE "<a href=/author/amanda/>Amanda</a>" TEXT, "Amanda" },
		{ TITLE "<a href=/author/jw>Amanda</a>" TEXT, "" },
		{ TITLE "<a href=/user/login>Login</a>" TEXT, "" },
	};

	check_rows(rows, COUNT(rows), byline);
}

RUN(CASE(json_ld_names_its_authors_in_many_ways),
    CASE(the_article_of_the_page_counts_not_a_related_one),
    CASE(broken_json_still_names_its_author),
    CASE(an_outlet_signs_only_where_json_ld_says_so_and_nobody_else_does),
    CASE(meta_elements_name_authors),
    CASE(elements_of_the_page_name_authors),
    CASE(lines_that_begin_as_bylines_name_people_before_the_text),
    CASE(agencies_and_teams_are_no_byline_but_json_ld_s_last_word),
    CASE(a_single_name_counts_where_its_link_is_called_so))
