#include "test.h"

#include "crawl/fetch_head.h"

#define NOW_S 1000000000 /* 2001-09-09T01:46:40Z */

static struct fetch_head
read_head(struct arena *mem, const char *text)
{
	struct str rest = str_from(text);
	struct fetch_head h = { 0 };

	while (rest.n > 0)
		fetch_head_line(mem, &h, str_line(&rest), STR("marsad"), NOW_S);
	return h;
}

TEST(fields_are_found_in_any_case)
{
	struct arena mem = ARENA_INIT(4096, 1u << 20);
	struct fetch_head h = read_head(
	        &mem, "HTTP/1.1 301 Moved\r\nCONTENT-TYPE:text/html\r\n"
	              "etag: \"a:b\" \r\nLast-Modified: Sun, 09 Sep\r\n"
	              "Location: /x\r\nno colon\r\n: no name\r\n");

	assert_int_equal(h.status, 301);
	assert_str(h.content_type, "text/html");
	assert_str(h.etag, "\"a:b\"");
	assert_str(h.last_modified, "Sun, 09 Sep");
	assert_str(h.location, "/x");
	assert_int_equal(h.max_age_s, -1);
	arena_release(&mem);
}

TEST(an_interim_answer_leaves_nothing)
{
	struct arena mem = ARENA_INIT(4096, 1u << 20);
	struct fetch_head h = read_head(
	        &mem, "HTTP/1.1 103 Early Hints\r\nLocation: /x\r\n\r\n"
	              "HTTP/1.1 200 OK\r\n");

	assert_int_equal(h.status, 200);
	assert_int_equal(h.location.n, 0);
	arena_release(&mem);
}

TEST(times_are_read)
{
	static const struct {
		const char *line;
		int64_t retry_after_s, max_age_s;
	} rows[] = {
		{ "Retry-After: 120", 120, -1 },
		{ "Retry-After: Sun, 09 Sep 2001 01:47:40 GMT", 60, -1 },
		{ "Retry-After: Sunday, 09-Sep-01 01:47:40 GMT", 60, -1 },
		{ "Retry-After: Sun Sep  9 01:47:40 2001", 60, -1 },
		{ "Retry-After: Sun, 09 Sep 2001 01:45:40 GMT", 0, -1 },
		{ "Retry-After: -5", 0, -1 },
		{ "Retry-After: later", 0, -1 },
		{ "Retry-After: 99999999999999999999", 0, -1 },
		{ "Cache-Control: max-age=300", 0, 300 },
		{ "Cache-Control: public, Max-Age=\"60\", x", 0, 60 },
		{ "Cache-Control: no-store", 0, -1 },
		{ "Cache-Control: s-maxage=5", 0, -1 },
		{ "Cache-Control: max-age=99999999999999999999", 0, -1 },
	};
	struct arena mem = ARENA_INIT(4096, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fetch_head h = { .max_age_s = -1 };

		fetch_head_line(&mem, &h, str_from(rows[i].line), STR("m"),
		                NOW_S);
		assert_int_equal(h.retry_after_s, rows[i].retry_after_s);
		assert_int_equal(h.max_age_s, rows[i].max_age_s);
	}
	arena_release(&mem);
}

TEST(wishes_about_archives_are_read)
{
	static const struct { const char *line; bool archive, tdm; } rows[] = {
		{ "X-Robots-Tag: noarchive", true, false },
		{ "X-Robots-Tag: noindex, NoSnippet", true, false },
		{ "x-robots-tag: none", true, false },
		{ "X-Robots-Tag: max-snippet:0", true, false },
		{ "X-Robots-Tag: max-snippet: 20", false, false },
		{ "X-Robots-Tag: noindex", false, false },
		{ "X-Robots-Tag: otherbot: noarchive", false, false },
		{ "X-Robots-Tag: otherbot: noindex, noarchive", false, false },
		{ "X-Robots-Tag: marsad: noarchive", true, false },
		{ "X-Robots-Tag: marsad: noindex, noarchive", true, false },
		{ "X-Robots-Tag: unavailable_after: 25 Jun 2030 15:00:00 PST",
		  false, false },
		{ "TDM-Reservation: 1", false, true },
		{ "tdm-reservation: 0", false, false },
	};
	struct arena mem = ARENA_INIT(4096, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fetch_head h = { 0 };

		fetch_head_line(&mem, &h, str_from(rows[i].line),
		                STR("Marsad"), NOW_S);
		if (h.no_archive == rows[i].archive &&
		    h.tdm_reserved == rows[i].tdm)
			continue;
		print_error("%s\n", rows[i].line);
		fail();
	}
	arena_release(&mem);
}

RUN(CASE(fields_are_found_in_any_case), CASE(an_interim_answer_leaves_nothing),
    CASE(times_are_read), CASE(wishes_about_archives_are_read))
