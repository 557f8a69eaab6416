/*
 * Which of a page's dates is the day it was published.  The outlets are
 * made up.
 */
#include "test.h"

#include "base/buf.h"
#include "extract/read_page.h"

#define PAGE_MAX 8192u
#define MEM_MAX ((size_t)16 << 20)

#define TEXT                                                               \
	"<p>The harbour of Ras Nour will be dredged before the winter, the " \
	"town council said after a long meeting, and the fishing boats "    \
	"will move to the old quay until the work is done.</p>"             \
	"<p>Nobody knows yet what it costs; the mayor named no sum, and "    \
	"the opposition asked for the plans to be shown to everyone.</p>"

struct row {
	const char *name, *url, *head, *body, *published, *modified;
};

static void
check(const struct row *r)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX);
	struct buf page = BUF_INIT(PAGE_MAX);
	struct doc_article a = { 0 };
	struct diags d = { 0 };
	struct str got = STR(""), changed = STR("");

	buf_printf(&page, "<html><head><title>Harbour</title>%s</head><body>"
	                  "%s</body></html>",
	           r->head, r->body);
	assert_int_equal(page.err, ERR_OK);
	assert_int_equal(read_page(&mem, buf_str(&page), str_from(r->url),
	                           &a, &d),
	                 ERR_OK);
	if (a.has_published)
		got = datetime_rfc3339(&mem, a.published);
	if (a.has_modified)
		changed = datetime_rfc3339(&mem, a.modified);
	if (!str_eq(got, str_from(r->published)) ||
	    !str_eq(changed, str_from(r->modified)))
		fail_msg("%s: published %.*s, modified %.*s", r->name,
		         STR_ARG(got), STR_ARG(changed));
	buf_release(&page);
	arena_release(&mem);
}

static void
check_all(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check(&rows[i]);
}

TEST(believes_what_is_stated_for_machines_first)
{
	static const struct row rows[] = {
		{ "metadata over a line", "",
		  "<meta property=article:published_time "
		  "content=2024-03-25T10:30:00+01:00>",
		  "<h1>Harbour</h1><div>12 March 2020</div>" TEXT,
		  "2024-03-25T10:30:00+01:00", "" },
		{ "the zone of another source", "",
		  "<script type=application/ld+json>{\"@type\":"
		  "\"NewsArticle\",\"headline\":\"Harbour\","
		  "\"datePublished\":\"2020-12-24T23:59:50+00:00\"}</script>"
		  "<meta property=article:published_time "
		  "content=2020-12-25T01:59:50+02:00>",
		  "<h1>Harbour</h1>" TEXT, "2020-12-25T01:59:50+02:00", "" },
		{ "a time element that is an update", "", "",
		  "<h1>Harbour</h1><p>Last updated: <time "
		  "datetime=2024-05-01>1 May 2024</time></p>"
		  "<p>Published: <time datetime=2024-04-02>2 April 2024"
		  "</time></p>" TEXT,
		  "2024-04-02", "2024-05-01" },
		{ "time elements by their class", "", "",
		  "<h1>Harbour</h1><time class=updated datetime=2024-05-01>"
		  "</time><time class=published datetime=2024-04-02></time>"
		  TEXT,
		  "2024-04-02", "2024-05-01" },
	};

	check_all(rows, COUNT(rows));
}

TEST(reads_the_lines_near_the_title)
{
	static const struct row rows[] = {
		{ "a line that is a date", "", "",
		  "<h1>Harbour</h1><div>12 شتنبر 2022</div>" TEXT,
		  "2022-09-12", "" },
		{ "behind its label", "", "",
		  "<h1>Harbour</h1><div>نشر في جريدة المرفأ يوم 24 - 02 - "
		  "2023</div>" TEXT,
		  "2023-02-24", "" },
		{ "beside the author", "", "",
		  "<h1>Harbour</h1><div class=author>By Nadia Salim | 12 "
		  "March 2022, 10:30</div>" TEXT,
		  "2022-03-12T10:30:00Z", "" },
		{ "published and updated", "", "",
		  "<h1>Harbour</h1><div>Updated 3 May 2024 | Published 2 "
		  "April 2024</div>" TEXT,
		  "2024-04-02", "2024-05-03" },
		{ "kept apart by a style sheet only", "", "",
		  "<h1>Harbour</h1><div><span>12.09.2022, 10:30 Uhr</span>"
		  "<span>Lesedauer: 2 Min.</span></div>" TEXT,
		  "2022-09-12T10:30:00Z", "" },
		{ "behind a long title and a standfirst", "", "",
		  "<h1>Harbour of Ras Nour to be dredged before the winter, "
		  "says the council</h1><p>The fishing boats move to the old "
		  "quay, and nobody knows yet what it costs.</p>"
		  "<p>Publié le 12 sept. 2022 à 08:01</p>" TEXT,
		  "2022-09-12T08:01:00Z", "" },
		{ "a label in a language that is not known", "", "",
		  "<h1>Harbour</h1><div>Opublikowano 12.09.2022</div>" TEXT,
		  "2022-09-12", "" },
		{ "Persian, in its own calendar", "", "",
		  "<h1>Harbour</h1><div>تاریخ انتشار: ۱۲ مهر ۱۴۰۲ - ۱۰:۳۰"
		  "</div>" TEXT,
		  "2023-10-04T10:30:00Z", "" },
		{ "the only date is an update", "", "",
		  "<h1>Harbour</h1><div>Updated 3 May 2024</div>" TEXT,
		  "2024-05-03", "2024-05-03" },
		{ "the clock of the site's head", "", "",
		  "<div>Wednesday, 7 October 2020 12:19 pm</div><h1>Harbour"
		  "</h1><div>5 October 2020</div>" TEXT,
		  "2020-10-05", "" },
		{ "a sidebar's dates are not the page's", "", "",
		  "<h1>Harbour</h1><div>5 October 2020</div>" TEXT
		  "<div class=sidebar><p class=date>9 October 2020</p></div>",
		  "2020-10-05", "" },
		{ "two calendars", "", "",
		  "<h1>Harbour</h1><div>الإثنين 15 رمضان 1445 هـ الموافق 25 "
		  "مارس 2024</div>" TEXT,
		  "2024-03-25", "" },
		{ "the day a text tells of is not its own", "", "",
		  "<h1>Harbour</h1><p>On 12 March 2019 the mayor had promised "
		  "a new quay, a hall for the auction and cheap ice.</p>" TEXT,
		  "", "" },
	};

	check_all(rows, COUNT(rows));
}

TEST(reads_the_day_in_the_address)
{
	static const struct row rows[] = {
		{ "alone", "https://ras-nour.example/2022/09/12/harbour", "",
		  "<h1>Harbour</h1>" TEXT, "2022-09-12", "" },
		{ "against a line far off",
		  "https://ras-nour.example/2022/09/12/harbour", "",
		  "<h1>Harbour</h1><div>12 March 2019</div>" TEXT,
		  "2022-09-12", "" },
		{ "a month against a line far off",
		  "https://ras-nour.example/2022/09/harbour", "",
		  "<h1>Harbour</h1><div>12 March 2019</div>" TEXT, "", "" },
		{ "a month and a line in it",
		  "https://ras-nour.example/2022/09/harbour", "",
		  "<h1>Harbour</h1><div>12 September 2022</div>" TEXT,
		  "2022-09-12", "" },
		{ "without marks", "https://ras-nour.example/a/20220912-x", "",
		  "<h1>Harbour</h1>" TEXT, "2022-09-12", "" },
		{ "a day that is none",
		  "https://ras-nour.example/2022/02/31/x", "",
		  "<h1>Harbour</h1>" TEXT, "", "" },
		{ "a number that is none", "https://ras-nour.example/a/20229912",
		  "", "<h1>Harbour</h1>" TEXT, "", "" },
		{ "with the time of a line",
		  "https://ras-nour.example/2022/09/12/harbour", "",
		  "<h1>Harbour</h1><div>12 September 2022 10:30</div>" TEXT,
		  "2022-09-12T10:30:00Z", "" },
	};

	check_all(rows, COUNT(rows));
}

TEST(dates_to_come_are_not_believed)
{
	static const char page[] =
		"<meta property='article:published_time' content="
		"'2088-01-01T08:00:00Z'><meta property='article:modified_time' "
		"content='2001-01-01T08:00:00Z'><h1>x</h1>"
		"<time datetime='2024-02-01T08:00:00Z'>1 February</time>";
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 4u << 20);
	struct extract_input in = { .text = str_from(page),
		                    .now_s = 1709251200 }; /* 2024-03-01 */
	struct doc_article a = { 0 };
	struct diags d = { 0 };

	assert_int_equal(extract_page(&mem, &in, &a, &d), ERR_OK);
	assert_true(a.has_published);
	assert_str(datetime_rfc3339(&mem, a.published),
	           "2024-02-01T08:00:00Z");
	assert_false(a.has_modified); /* before it was published */
	in.now_s = 0;
	assert_int_equal(extract_page(&mem, &in, &a, &d), ERR_OK);
	assert_str(datetime_rfc3339(&mem, a.published),
	           "2088-01-01T08:00:00Z");
	arena_release(&mem);
}

RUN(CASE(dates_to_come_are_not_believed),
    CASE(believes_what_is_stated_for_machines_first),
    CASE(reads_the_lines_near_the_title),
    CASE(reads_the_day_in_the_address))
