#include "test.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "crawl/robots.h"

#define MEM_MAX_BYTES (8u << 20)

static bool
allowed(const char *text, const char *agent, const char *path)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct robots r;
	bool ok;

	robots_parse(&mem, str_from(text), str_from(agent), &r);
	ok = robots_allowed(&r, str_from(path));
	arena_release(&mem);
	return ok;
}

struct row {
	const char *name, *text, *path;
	bool want;
};

static void
check_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (allowed(rows[i].text, "marsad", rows[i].path) ==
		    rows[i].want)
			continue;
		print_error("%s: %s\n", rows[i].name, rows[i].path);
		fail();
	}
}

TEST(the_group_of_our_name_is_used)
{
	static const struct row rows[] = {
		{ "no file", "", "/a", true },
		{ "all", "User-agent: *\nDisallow: /", "/a", false },
		{ "not ours", "User-agent: other\nDisallow: /", "/a", true },
		{ "ours, not all", "User-agent: *\nDisallow: /\n\n"
		  "User-agent: marsad\nDisallow: /x", "/a", true },
		{ "ours before all", "User-agent: marsad\nDisallow: /a\n\n"
		  "User-agent: *\nAllow: /", "/a", false },
		{ "any case", "USER-AGENT: MarSad\ndisALLOW: /", "/a", false },
		{ "with version", "User-agent: marsad/2.0\nDisallow: /",
		  "/a", false },
		{ "a longer name is another", "User-agent: marsad-images\n"
		  "Disallow: /", "/a", true },
		{ "a shorter name is another", "User-agent: mars\n"
		  "Disallow: /", "/a", true },
		{ "two names, one group", "User-agent: other\n"
		  "User-agent: marsad\nDisallow: /", "/a", false },
		{ "groups of one name are one", "User-agent: marsad\n"
		  "Disallow: /a\n\nUser-agent: x\nDisallow: /\n\n"
		  "User-agent: marsad\nDisallow: /b", "/b", false },
		{ "and their first part holds", "User-agent: marsad\n"
		  "Disallow: /a\n\nUser-agent: marsad\nDisallow: /b",
		  "/a", false },
		{ "an empty group of ours frees us", "User-agent: *\n"
		  "Disallow: /\n\nUser-agent: marsad\n", "/a", true },
		{ "an empty line does not end a group", "User-agent: *\n\n"
		  "Disallow: /", "/a", false },
		{ "rules before a group are nobody's", "Disallow: /\n",
		  "/a", true },
		{ "a sitemap does not end the names", "User-agent: marsad\n"
		  "Sitemap: /s.xml\nUser-agent: other\nDisallow: /",
		  "/a", false },
	};

	check_rows(rows, COUNT(rows));
}

TEST(the_longest_rule_wins_and_allow_wins_ties)
{
	static const struct row rows[] = {
		{ "longer allow", "User-agent: *\nDisallow: /a\n"
		  "Allow: /a/b", "/a/b/c", true },
		{ "longer disallow", "User-agent: *\nAllow: /a\n"
		  "Disallow: /a/b", "/a/b/c", false },
		{ "tie", "User-agent: *\nDisallow: /page\nAllow: /page",
		  "/page", true },
		{ "order is no matter", "User-agent: *\nAllow: /page\n"
		  "Disallow: /page", "/page", true },
		{ "a star counts", "User-agent: *\nAllow: /page\n"
		  "Disallow: /*.htm", "/page.htm", false },
		{ "an end counts", "User-agent: *\nAllow: /$\nDisallow: /",
		  "/", true },
		{ "but only there", "User-agent: *\nAllow: /$\nDisallow: /",
		  "/page.htm", false },
		{ "empty disallow", "User-agent: *\nDisallow:", "/a", true },
		{ "empty allow frees nothing", "User-agent: *\nAllow:\n"
		  "Disallow: /", "/a", false },
		{ "robots.txt itself", "User-agent: *\nDisallow: /",
		  "/robots.txt", true },
		{ "front only", "User-agent: *\nDisallow: /fish",
		  "/catfish", true },
		{ "case of paths", "User-agent: *\nDisallow: /fish",
		  "/Fish", true },
		{ "query", "User-agent: *\nDisallow: /*?s=", "/x?s=1", false },
	};

	check_rows(rows, COUNT(rows));
}

TEST(stars_and_ends_match)
{
	static const struct row rows[] = {
		{ "star", "User-agent: *\nDisallow: /*.php", "/a/b.php?c",
		  false },
		{ "end", "User-agent: *\nDisallow: /*.php$", "/a.php", false },
		{ "not the end", "User-agent: *\nDisallow: /*.php$",
		  "/a.php?x", true },
		{ "the last of several", "User-agent: *\nDisallow: /*.php$",
		  "/a.php.php", false },
		{ "two stars", "User-agent: *\nDisallow: /a*b*c", "/a1b2c3",
		  false },
		{ "in order only", "User-agent: *\nDisallow: /a*b*c",
		  "/a1c2b3", true },
		{ "no overlap", "User-agent: *\nDisallow: /ab*bc", "/abc",
		  true },
		{ "no overlap at the end", "User-agent: *\nDisallow: /a*a$",
		  "/a", true },
		{ "star matches nothing", "User-agent: *\nDisallow: /a*b",
		  "/ab", false },
		{ "many stars", "User-agent: *\nDisallow: /****a", "/xa",
		  false },
		{ "leading star", "User-agent: *\nDisallow: *secret", "/a/secret",
		  false },
		{ "star and end", "User-agent: *\nDisallow: /a*$", "/abc",
		  false },
		{ "end without star", "User-agent: *\nDisallow: /a$", "/ab",
		  true },
		{ "a dollar inside is plain", "User-agent: *\nDisallow: /a$b",
		  "/a$bc", false },
		{ "an escaped star is plain", "User-agent: *\n"
		  "Disallow: /f-%2A.html", "/f-x.html", true },
		{ "and matches a star", "User-agent: *\n"
		  "Disallow: /f-%2A.html", "/f-*.html", false },
		{ "an escaped end is plain", "User-agent: *\nDisallow: /f%24",
		  "/f$", false },
	};

	check_rows(rows, COUNT(rows));
}

TEST(spellings_of_one_path_are_one)
{
	static const struct row rows[] = {
		{ "raw rule, escaped path", "User-agent: *\nDisallow: /خبر",
		  "/%D8%AE%D8%A8%D8%B1/1", false },
		{ "escaped rule, raw path", "User-agent: *\n"
		  "Disallow: /%D8%AE%D8%A8%D8%B1", "/خبر", false },
		{ "case of hex", "User-agent: *\nDisallow: /%d8%ae",
		  "/%D8%AE", false },
		{ "escaped letters", "User-agent: *\nDisallow: /%61%62c",
		  "/abc", false },
		{ "escaped letters in the path", "User-agent: *\n"
		  "Disallow: /~joe", "/%7Ejoe/", false },
		{ "an escaped slash is no slash", "User-agent: *\n"
		  "Disallow: /a/b", "/a%2Fb", true },
		{ "broken escapes", "User-agent: *\nDisallow: /100%zz",
		  "/100%zz", false },
		{ "a space", "User-agent: *\nDisallow: /a b", "/a%20b", false },
		{ "fragment", "User-agent: *\nDisallow: /a$", "/a#b", false },
	};

	check_rows(rows, COUNT(rows));
}

TEST(odd_files_are_read)
{
	static const struct row rows[] = {
		{ "BOM", "\xEF\xBB\xBFUser-agent: *\nDisallow: /", "/", false },
		{ "CR", "User-agent: *\rDisallow: /", "/", false },
		{ "CRLF", "User-agent: *\r\nDisallow: /\r\n", "/", false },
		{ "comments", "# hello\nUser-agent: * # all\n"
		  "Disallow: /a # secret", "/a", false },
		{ "a comment ends a value", "User-agent: *\nDisallow: /a#b",
		  "/ax", false },
		{ "spaces", "  User-agent :  *\n\tDisallow\t:\t/a\t", "/a",
		  false },
		{ "no colon", "User-agent *\nDisallow /a", "/a", false },
		{ "slips", "Useragent: *\nDissallow: /a", "/a", false },
		{ "HTML", "<html><body>Disallow: /</body></html>", "/", true },
		{ "garbage", "\x01\x02:\xFF\n:::\n\n:", "/", true },
		{ "no path", "User-agent: *\nDisallow: /a", "", true },
	};

	check_rows(rows, COUNT(rows));
	assert_false(allowed("User-agent: *\nDisallow: /", "marsad", ""));
}

TEST(agents_are_known_by_their_product)
{
	static const struct { const char *agent, *want; } rows[] = {
		{ "marsad/0.1 (+https://x.example/bot)", "marsad" },
		{ "marsad", "marsad" },
		{ "Foo_Bar-2", "Foo_Bar-2" },
		{ " x y", "x" },
		{ "", "" },
		{ "/1", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(robots_product(str_from(rows[i].agent)),
		           rows[i].want);
}

TEST(crawl_delay_and_sitemaps_are_read)
{
	static const struct { const char *text; int64_t want; } rows[] = {
		{ "User-agent: *\nCrawl-delay: 7", 7 },
		{ "User-agent: *\nCrawl-delay: 0.5", 1 },
		{ "User-agent: *\nCrawl-delay: 2.0", 2 },
		{ "User-agent: *\nCrawl-delay: 99999999999999999999", 120 },
		{ "User-agent: *\nCrawl-delay: soon", 0 },
		{ "User-agent: *\nCrawl-delay: -3", 0 },
		{ "User-agent: x\nCrawl-delay: 7", 0 },
		{ "User-agent: *\nCrawl-delay: 9\nUser-agent: marsad\n"
		  "Crawl-delay: 3\nDisallow:", 3 },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct robots r;

	for (size_t i = 0; i < COUNT(rows); i++) {
		robots_parse(&mem, str_from(rows[i].text), STR("marsad"), &r);
		assert_int_equal(r.delay_s, rows[i].want);
	}
	robots_parse(&mem, STR("Sitemap: https://x.example/s.xml\n"
	                       "User-agent: q\nDisallow: /\n"
	                       "sitemap:/news.xml\nSitemap:\n"),
	             STR("marsad"), &r);
	assert_int_equal(r.sitemap_count, 2);
	assert_str(r.sitemaps[0], "https://x.example/s.xml");
	assert_str(r.sitemaps[1], "/news.xml");
	arena_release(&mem);
}

/* A file with a rule before and one behind the limit of what is read. */
TEST(half_a_mebibyte_is_read_and_no_half_line)
{
	struct buf b = BUF_INIT(2u << 20);
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct robots r;

	buf_put(&b, STR("User-agent: *\nDisallow: /first\n"));
	while (b.n < ROBOTS_MAX_BYTES - 20)
		buf_put(&b, STR("#234567\n"));
	buf_put(&b, STR("Disallow: /private/area/of/ours\n"
	                "Disallow: /late\n"));
	robots_parse(&mem, buf_str(&b), STR("marsad"), &r);
	assert_false(robots_allowed(&r, STR("/first")));
	assert_true(robots_allowed(&r, STR("/p")));
	assert_true(robots_allowed(&r, STR("/late")));
	arena_release(&mem);
	buf_release(&b);
}

TEST(rules_past_the_limit_are_not_kept)
{
	struct buf b = BUF_INIT(2u << 20);
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	struct robots r;

	buf_put(&b, STR("User-agent: *\n"));
	for (int i = 0; i < 20000; i++)
		buf_printf(&b, "Disallow: /%d/\n", i);
	robots_parse(&mem, buf_str(&b), STR("marsad"), &r);
	assert_int_equal(r.n, ROBOTS_RULES_MAX);
	arena_release(&mem);
	buf_release(&b);
}

/* The time of one answer must not depend on how a pattern is built. */
TEST(hostile_patterns_cost_no_more_than_their_length)
{
	struct buf b = BUF_INIT(2u << 20);
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
	char path[4000];
	struct robots r;
	int64_t start_ms;

	buf_put(&b, STR("User-agent: *\n"));
	for (int i = 0; i < 60; i++) {
		buf_put(&b, STR("Disallow: /"));
		for (int k = 0; k < 4000; k++)
			buf_put(&b, STR("*a"));
		buf_put(&b, STR("*b\n"));
	}
	memset(path, 'a', sizeof(path));
	path[0] = '/';
	robots_parse(&mem, buf_str(&b), STR("marsad"), &r);
	assert_int_equal(r.n, 60);
	start_ms = clock_steady_ms();
	assert_true(robots_allowed(&r, (struct str){ path, sizeof(path) }));
	/* a backtracking matcher would not end in a year */
	assert_true(clock_steady_ms() - start_ms < 2000);
	arena_release(&mem);
	buf_release(&b);
}

RUN(CASE(the_group_of_our_name_is_used),
    CASE(the_longest_rule_wins_and_allow_wins_ties),
    CASE(stars_and_ends_match), CASE(spellings_of_one_path_are_one),
    CASE(odd_files_are_read), CASE(agents_are_known_by_their_product),
    CASE(crawl_delay_and_sitemaps_are_read),
    CASE(half_a_mebibyte_is_read_and_no_half_line),
    CASE(rules_past_the_limit_are_not_kept),
    CASE(hostile_patterns_cost_no_more_than_their_length))
