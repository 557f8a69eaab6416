#include "fixture.h"

#include <pthread.h>

static void
open_with_article(struct fixture *f, int64_t *id)
{
	struct fixture_article a = {
		.outlet = "mirsat",
		.url = "https://mirsat.example/a?x=1&y=2",
		.title = "أمطار <غزيرة> على \"الساحل\"",
		.text = "الفقرة الأولى & ما فيها.\nالفقرة الثانية <b>.",
		.excerpt = "الفقرة الأولى",
		.byline = "سلمى الدرعاوي",
		.image = "https://mirsat.example/a.jpg",
	};

	fixture_open(f);
	*id = fixture_put(f, &a);
	fixture_start(f);
}

TEST(an_article_page_has_its_six_parts)
{
	struct fixture f;
	struct httpd_response r;
	int64_t id;

	open_with_article(&f, &id);
	r = fixture_get(&f, "/mirsat/1");
	assert_int_equal(id, 1);
	assert_int_equal(r.status, 200);
	assert_says(&r, "class=\"strip\"");
	assert_says(&r, "<img src=\"/image/1\" width=\"640\" height=\"360\"");
	assert_says(&r, "action=\"/image/1/report\"");
	assert_says(&r, "أمطار &lt;غزيرة&gt; على \"الساحل\"</h1>");
	assert_says(&r, "نشر في <a href=\"/mirsat\"><bdi>mirsat</bdi></a> "
	                "يوم <time datetime=\"2023-11-14T21:13:20Z\">"
	                "14 - 11 - 2023</time>");
	assert_says(&r, "<p dir=\"auto\">الفقرة الأولى &amp; ما فيها.</p>\n"
	                "<p dir=\"auto\">الفقرة الثانية &lt;b&gt;.</p>");
	assert_says(&r, "href=\"https://mirsat.example/a?x=1&amp;y=2\" "
	                "rel=\"noopener nofollow\"");
	assert_says(&r, "سلمى الدرعاوي");
	fixture_close(&f);
}

TEST(the_attribution_stands_in_every_language)
{
	static const struct { const char *target, *want; } rows[] = {
		{ "/mirsat/1", "يوم <time" },
		{ "/mirsat/1?lang=fr", "Publié dans <a href=\"/mirsat?lang=fr\"" },
		{ "/mirsat/1?lang=en", "Published in <a href=\"/mirsat?lang=en\"" },
		{ "/mirsat/1?lang=xx", "نشر في <a href=\"/mirsat\"" },
	};
	struct fixture f;
	int64_t id;

	open_with_article(&f, &id);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct httpd_response r = fixture_get(&f, rows[i].target);

		assert_int_equal(r.status, 200);
		assert_says(&r, rows[i].want);
		assert_says(&r, "14 - 11 - 2023");
	}
	fixture_close(&f);
}

TEST(language_switches_direction_and_stays_in_links)
{
	struct fixture f;
	struct httpd_response r;
	int64_t id;

	open_with_article(&f, &id);
	r = fixture_get(&f, "/?lang=fr");
	assert_says(&r, "<html lang=\"fr\" dir=\"ltr\">");
	assert_says(&r, "href=\"/about?lang=fr\"");
	assert_says(&r, "name=\"lang\" value=\"fr\"");
	assert_silent(&r, "أمطار"); /* an Arabic article */
	r = fixture_get(&f, "/");
	assert_says(&r, "<html lang=\"ar\" dir=\"rtl\">");
	assert_says(&r, "href=\"/about\"");
	assert_says(&r, "أمطار");
	fixture_close(&f);
}

/* Paths that answer something, one for each route. */
static const char *const every_path[] = {
	"/", "/rss", "/index.atom", "/index.json", "/search",
	"/search?q=x", "/search/help", "/search/complete?q=x",
	"/opensearch.xml", "/api/v1/search?q=x", "/api/v1/openapi.json",
	"/search.rss?q=x", "/search.atom?q=x", "/search.json?q=x", "/about", "/bot", "/opml", "/robots.txt",
	"/healthz", "/favicon.ico", "/assets/x.css", "/image/1",
	"/image/1/report", "/mirsat", "/mirsat/rss", "/mirsat.atom",
	"/mirsat.json", "/mirsat/1", "/mirsat/1/report", "/nobody",
	"/mirsat/99", "/image/99", "/no/such/page",
};

TEST(every_answer_carries_the_security_headers)
{
	struct fixture f;
	int64_t id;

	open_with_article(&f, &id);
	for (size_t i = 0; i < COUNT(every_path); i++) {
		struct httpd_response r = fixture_get(&f, every_path[i]);
		struct str csp = fixture_header(&r, "Content-Security-Policy");

		assert_true(str_starts(csp, STR("default-src 'none'")));
		assert_true(str_find(csp, STR("unsafe")) == STR_NPOS);
		assert_true(str_find(csp, STR("frame-ancestors 'none'")) !=
		            STR_NPOS);
		assert_str(fixture_header(&r, "X-Content-Type-Options"),
		           "nosniff");
		assert_true(fixture_header(&r, "Referrer-Policy").n > 0);
		assert_true(fixture_header(&r, "Content-Type").n > 0);
		assert_silent(&r, "<script>");
		assert_silent(&r, " style=");
	}
	fixture_close(&f);
}

TEST(images_are_sandboxed_and_always_asked_for_again)
{
	struct fixture f;
	struct httpd_response r;
	int64_t id;

	open_with_article(&f, &id);
	r = fixture_get(&f, "/image/1");
	assert_int_equal(r.status, 200);
	assert_str(fixture_header(&r, "Content-Type"), "image/png");
	assert_str(fixture_header(&r, "Cache-Control"), "no-cache");
	assert_true(str_ends(fixture_header(&r, "Content-Security-Policy"),
	                     STR("sandbox")));
	assert_true(fixture_header(&r, "ETag").n > 0);
	fixture_close(&f);
}

TEST(hostile_parameters_are_answered_and_never_echoed_raw)
{
	static const char *const tails[] = {
		"?q=%3Cscript%3Ealert(1)%3C/script%3E",
		"?q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
		"?q=%22%20OR%20NEAR(%20*%20AND%20NOT",
		"?q=%00%FF%FE%ED%A0%80&page=0&sort=;drop%20table",
		"?page=99999999999999999999&q=a&from=2023-13-45&to=x",
		"?before=1-1%27--", "?before=99999999999999999999-1",
		"?before=-1--1", "?lang=%22%3E%3Cscript%3E",
		"?lang=fr&lang=ar&lang", "?&&&=&=&;", "?thanks=%3Cscript%3E",
		"?language=%3Cscript%3E&outlet=%3Cscript%3E&q=x",
		"?\"><script>alert(1)</script>",
	};
	struct fixture f;
	int64_t id;

	open_with_article(&f, &id);
	for (size_t i = 0; i < COUNT(every_path); i++)
		for (size_t k = 0; k < COUNT(tails); k++) {
			struct str t = str_fmt(&f.mem, "%s%s", every_path[i],
			                       tails[k]);
			struct httpd_response r =
			        fixture_get(&f, str_z(&f.mem, t));

			if (r.status >= 500)
				print_error("%.*s\n", STR_ARG(t));
			assert_true(r.status < 500);
			assert_silent(&r, "<script>");
			assert_silent(&r, "<img src=x");
		}
	fixture_close(&f);
}

TEST(hostile_paths_are_not_found)
{
	static const char *const paths[] = {
		"/../etc/passwd", "/%2e%2e/", "//evil.example/", "/\\evil",
		"/assets/../routes.def", "/image/0", "/image/-1", "/image/01",
		"/image/1x", "/image/99999999999999999999", "/MIRSAT",
		"/mirsat/", "/mirsat/1/", "/mirsat/1/report/x", "/mirsat.xml",
		"/<script>", "/\"onload=", "/a%00b", "",
	};
	struct fixture f;
	int64_t id;

	open_with_article(&f, &id);
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct httpd_response r = fixture_get(&f, paths[i]);

		if (r.status != 404)
			print_error("%s\n", paths[i]);
		assert_int_equal(r.status, 404);
		assert_silent(&r, "<script>");
		assert_silent(&r, "\"onload");
	}
	fixture_close(&f);
}

TEST(hostile_articles_are_escaped_everywhere)
{
	struct fixture_article a = {
		.outlet = "mirsat",
		.url = "javascript:alert(1)",
		.title = "</title><script>alert('t')</script>\"'>",
		.text = "<script>alert(1)</script>\n<img src=x onerror=y>",
		.excerpt = "<svg onload=alert(2)> ]]>",
		.byline = "\"><script>x</script>",
		.image = "https://x.example/a.png",
	};
	struct fixture f;

	fixture_open(&f);
	(void)fixture_put(&f, &a);
	fixture_start(&f);
	for (size_t i = 0; i < COUNT(every_path); i++) {
		struct httpd_response r = fixture_get(&f, every_path[i]);

		assert_silent(&r, "<script>");
		assert_silent(&r, "<svg onload");
		assert_silent(&r, "<img src=x");
		assert_silent(&r, "href=\"javascript:");
	}
	fixture_close(&f);
}

TEST(what_is_gone_says_so)
{
	struct fixture f;
	struct httpd_response r;
	int64_t id;

	open_with_article(&f, &id);
	assert_int_equal(store_article_set_state(f.st, id, ARTICLE_REMOVED),
	                 ERR_OK);
	r = fixture_get(&f, "/mirsat/1");
	assert_int_equal(r.status, 410);
	assert_says(&r, "أزال المشرفون هذا المقال.");
	assert_silent(&r, "الفقرة الأولى");
	assert_int_equal(store_article_set_state(f.st, id, ARTICLE_HIDDEN),
	                 ERR_OK);
	r = fixture_get(&f, "/mirsat/1");
	assert_int_equal(r.status, 410);
	assert_says(&r, "بعد بلاغات القراء");
	assert_int_equal(store_image_set_state(f.st, 1, IMAGE_BANNED), ERR_OK);
	assert_int_equal(fixture_get(&f, "/image/1").status, 410);
	assert_int_equal(fixture_get(&f, "/image/2").status, 404);
	assert_int_equal(fixture_get(&f, "/mirsat/2").status, 404);
	fixture_close(&f);
}

TEST(an_article_under_another_outlet_redirects)
{
	struct fixture f;
	struct httpd_response r;
	int64_t id;

	open_with_article(&f, &id);
	r = fixture_get(&f, "/other/1?lang=fr");
	assert_int_equal(r.status, 301);
	assert_str(fixture_header(&r, "Location"), "/mirsat/1?lang=fr");
	fixture_close(&f);
}

TEST(the_mode_of_an_outlet_is_respected_in_pages_and_feeds)
{
	static const struct {
		enum outlet_mode mode;
		bool text, excerpt;
	} rows[] = {
		{ OUTLET_FULL, true, true },
		{ OUTLET_EXCERPT, false, true },
		{ OUTLET_HEADLINE, false, false },
	};
	static const char *const paths[] = {
		"/", "/mirsat", "/mirsat/1", "/rss", "/index.atom",
		"/index.json", "/mirsat/rss", "/mirsat.atom", "/mirsat.json",
		"/search?q=%D8%B9%D9%86%D9%88%D8%A7%D9%86",
		"/search.rss?q=%D8%B9%D9%86%D9%88%D8%A7%D9%86",
	};
	struct fixture_article a = {
		.outlet = "mirsat",
		.title = "عنوان",
		.text = "بداية المقال\nخاتمة-المقال",
		.excerpt = "بداية المقال",
	};
	struct fixture f;
	struct outlet o;

	fixture_open(&f);
	(void)fixture_put(&f, &a);
	fixture_start(&f);
	assert_int_equal(
	        store_outlet_by_slug(f.st, &f.mem, STR("mirsat"), &o), ERR_OK);
	for (size_t i = 0; i < COUNT(rows); i++) {
		o.mode = rows[i].mode;
		assert_int_equal(store_outlet_update(f.st, &o), ERR_OK);
		for (size_t k = 0; k < COUNT(paths); k++) {
			struct httpd_response r = fixture_get(&f, paths[k]);

			assert_int_equal(r.status, 200);
			assert_says(&r, "عنوان");
			if (!rows[i].text)
				assert_silent(&r, "خاتمة-المقال");
			if (!rows[i].excerpt)
				assert_silent(&r, "بداية المقال");
		}
		if (rows[i].text) {
			struct httpd_response r =
			        fixture_get(&f, "/index.json");

			assert_says(&r, "خاتمة-المقال");
		}
	}
	fixture_close(&f);
}

TEST(a_changed_article_says_when_it_changed)
{
	struct fixture_article a = { .outlet = "mirsat", .text = "قبل" };
	struct fixture f;
	struct httpd_response r;

	fixture_open(&f);
	(void)fixture_put(&f, &a);
	fixture_start(&f);
	r = fixture_get(&f, "/mirsat/1");
	assert_silent(&r, "عدّل المنبر");
	a.text = "بعد التعديل";
	(void)fixture_put(&f, &a);
	r = fixture_get(&f, "/mirsat/1");
	assert_says(&r, "عدّل المنبر هذا المقال يوم 14 نونبر 2023.");
	assert_says(&r, "بعد التعديل");
	fixture_close(&f);
}

TEST(lists_go_on_behind_their_last_article)
{
	struct fixture f;
	struct httpd_response r;
	size_t at, end;
	struct str older;

	fixture_open(&f);
	for (int i = 0; i < 40; i++) {
		struct fixture_article a = {
			.outlet = "mirsat",
			.published_s = FIXTURE_NOW - 7200 * i,
		};

		a.url = str_z(&f.mem, str_fmt(&f.mem, "https://a.x/%d", i));
		a.title = str_z(&f.mem, str_fmt(&f.mem, "خبر رقم %d.", i));
		(void)fixture_put(&f, &a);
	}
	fixture_start(&f);
	r = fixture_get(&f, "/mirsat");
	assert_says(&r, "خبر رقم 0.</a></h3>");
	assert_says(&r, "خبر رقم 29.</a></h3>");
	assert_silent(&r, "خبر رقم 30.</a></h3>");
	at = str_find(r.body, STR("/mirsat?before="));
	assert_true(at != STR_NPOS);
	older = str_sub(r.body, at, r.body.n);
	end = str_chr(older, '"');
	older = str_sub(older, 0, end);
	r = fixture_get(&f, str_z(&f.mem, older));
	assert_silent(&r, "خبر رقم 29.</a></h3>");
	assert_says(&r, "خبر رقم 30.</a></h3>");
	assert_says(&r, "خبر رقم 39.</a></h3>");
	assert_silent(&r, "rel=\"next\"");
	r = fixture_get(&f, "/mirsat?before=nonsense");
	assert_int_equal(r.status, 400);
	fixture_close(&f);
}

TEST(head_is_answered_as_get)
{
	struct asking a = { .method = HTTPD_HEAD, .target = "/" };
	struct fixture f;
	struct httpd_response head, get;
	int64_t id;

	open_with_article(&f, &id);
	head = fixture_ask(&f, &a);
	get = fixture_get(&f, "/");
	assert_int_equal(head.status, 200);
	assert_int_equal(head.body.n, get.body.n);
	fixture_close(&f);
}

TEST(what_the_reader_has_is_not_sent_again)
{
	static const char *const paths[] = { "/mirsat/1", "/image/1", "/rss" };
	struct fixture f;
	int64_t id;

	open_with_article(&f, &id);
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct httpd_response r = fixture_get(&f, paths[i]);
		struct asking a = {
			.target = paths[i],
			.headers = { { STR("if-none-match"),
			               fixture_header(&r, "ETag") } },
			.header_count = 1,
		};

		r = fixture_ask(&f, &a);
		assert_int_equal(r.status, 304);
		assert_int_equal(r.body.n, 0);
		assert_true(fixture_header(&r, "ETag").n > 0);
		a.headers[0].value = STR("\"other\"");
		assert_int_equal(fixture_ask(&f, &a).status, 200);
	}
	fixture_close(&f);
}

TEST(pages_are_compressed_for_those_who_take_it)
{
	static const struct { const char *accept; bool gzip; } rows[] = {
		{ "gzip, deflate, br", true }, { "br;q=1, gzip;q=0.5", true },
		{ "gzip;q=0", false },         { "br", false },
		{ "", false },                 { "xgzip", false },
	};
	struct fixture f;
	int64_t id;

	open_with_article(&f, &id);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct asking a = {
			.target = "/",
			.headers = { { STR("Accept-Encoding"),
			               str_from(rows[i].accept) } },
			.header_count = 1,
		};
		struct httpd_response r = fixture_ask(&f, &a);

		assert_str(fixture_header(&r, "Vary"), "Accept-Encoding");
		assert_int_equal(str_starts(r.body, STR("\x1f\x8b")),
		                 rows[i].gzip);
	}
	fixture_close(&f);
}

TEST(other_methods_are_refused_with_the_right_ones)
{
	static const struct {
		enum httpd_method method;
		const char *target, *allow;
	} rows[] = {
		{ HTTPD_POST, "/", "GET, HEAD" },
		{ HTTPD_OTHER, "/about", "GET, HEAD" },
		{ HTTPD_GET, "/image/1/report", "POST" },
		{ HTTPD_GET, "/mirsat/1/report", "POST" },
	};
	struct fixture f;
	int64_t id;

	open_with_article(&f, &id);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct asking a = { .method = rows[i].method,
			            .target = rows[i].target };
		struct httpd_response r = fixture_ask(&f, &a);

		assert_int_equal(r.status, 405);
		assert_str(fixture_header(&r, "Allow"), rows[i].allow);
		assert_says(&r, "class=\"strip\"");
	}
	fixture_close(&f);
}

TEST(too_large_a_request_is_refused)
{
	struct asking a = { .method = HTTPD_POST,
		            .target = "/image/1/report",
		            .too_large = true };
	char target[HTTPD_TARGET_MAX + 64];
	struct fixture f;
	int64_t id;

	open_with_article(&f, &id);
	assert_int_equal(fixture_ask(&f, &a).status, 413);
	memset(target, 'a', sizeof(target));
	target[0] = '/';
	target[sizeof(target) - 1] = '\0';
	assert_int_equal(fixture_get(&f, target).status, 400);
	fixture_close(&f);
}

TEST(a_portal_without_a_database_says_503)
{
	struct fixture f;
	struct httpd_response r;

	fixture_open(&f);
	assert_int_equal(portal_new(&f.config, "/nonexistent/marsad.db",
	                            STR("http://x"), &f.portal),
	                 ERR_OK);
	r = fixture_get(&f, "/");
	assert_int_equal(r.status, 503);
	assert_says(&r, "<html lang=\"ar\"");
	assert_int_equal(fixture_get(&f, "/healthz").status, 503);
	assert_int_equal(fixture_get(&f, "/favicon.ico").status, 200);
	fixture_close(&f);
}

TEST(links_never_follow_the_host_header)
{
	struct asking a = {
		.headers = { { STR("Host"), STR("evil.example") },
		             { STR("X-Forwarded-Host"), STR("evil.example") } },
		.header_count = 2,
	};
	struct fixture f;
	int64_t id;

	open_with_article(&f, &id);
	for (size_t i = 0; i < COUNT(every_path); i++) {
		struct httpd_response r;

		a.target = every_path[i];
		r = fixture_ask(&f, &a);
		assert_silent(&r, "evil.example");
		assert_true(str_find(fixture_header(&r, "Location"),
		                     STR("evil")) == STR_NPOS);
	}
	fixture_close(&f);
}

TEST(feeds_name_the_portal_by_its_configured_host)
{
	struct fixture f;
	struct httpd_response r;
	struct fixture_article a = { .outlet = "mirsat",
		                     .image = "https://x.example/i.png" };

	fixture_open(&f);
	fixture_set(&f, CONFIG_EDITION_HOSTS, "press.example www.x.example");
	(void)fixture_put(&f, &a);
	fixture_start(&f);
	r = fixture_get(&f, "/rss");
	assert_str(fixture_header(&r, "Content-Type"),
	           "application/rss+xml; charset=utf-8");
	assert_says(&r, "<link>https://press.example/mirsat/1</link>");
	assert_says(&r, "<guid isPermaLink=\"true\">");
	assert_says(&r, "<pubDate>Tue, 14 Nov 2023 21:13:20 +0000</pubDate>");
	assert_says(&r, "</rss>");
	r = fixture_get(&f, "/mirsat.atom");
	assert_says(&r, "<id>https://press.example/mirsat/1</id>");
	assert_says(&r, "<published>2023-11-14T21:13:20Z</published>");
	r = fixture_get(&f, "/index.json");
	assert_says(&r, "\"version\":\"https://jsonfeed.org/version/1.1\"");
	assert_says(&r, "\"image\":\"https://press.example/image/1\"");
	fixture_close(&f);
}

TEST(pages_name_the_feeds_beside_them)
{
	static const struct { const char *page, *feed; } rows[] = {
		{ "/", "href=\"/rss\"" },
		{ "/", "href=\"/index.atom\"" },
		{ "/?lang=fr", "href=\"/rss?lang=fr\"" },
		{ "/mirsat", "href=\"/mirsat.json\"" },
		{ "/search?q=a+b&sort=newest&page=2",
		  "href=\"/search.atom?q=a%20b&amp;sort=newest\"" },
	};
	struct fixture f;
	int64_t id;

	open_with_article(&f, &id);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct httpd_response r = fixture_get(&f, rows[i].page);

		assert_says(&r, rows[i].feed);
	}
	fixture_close(&f);
}

TEST(search_finds_marks_and_filters)
{
	static const struct { const char *target; bool found; } rows[] = {
		{ "/search?q=%D8%A3%D9%85%D8%B7%D8%A7%D8%B1", true },
		{ "/search?q=%D8%A7%D9%85%D8%B7%D8%A7%D8%B1&outlet=mirsat",
		  true },
		{ "/search?q=%D8%A3%D9%85%D8%B7%D8%A7%D8%B1&language=fr",
		  false },
		{ "/search?q=%D8%A3%D9%85%D8%B7%D8%A7%D8%B1&from=2023-11-14"
		  "&to=2023-11-14", true },
		{ "/search?q=%D8%A3%D9%85%D8%B7%D8%A7%D8%B1&to=2023-11-13",
		  false },
		{ "/search?q=%D8%A3%D9%85%D8%B7%D8%A7%D8%B1&sort=relevance",
		  true },
		{ "/search?q=zzzz", false },
	};
	struct fixture_article a = {
		.outlet = "mirsat",
		.title = "طقس اليوم",
		.text = "تساقطت أمطار على الساحل الأطلسي.",
	};
	struct fixture f;

	fixture_open(&f);
	(void)fixture_put(&f, &a);
	fixture_start(&f);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct httpd_response r = fixture_get(&f, rows[i].target);

		assert_int_equal(r.status, 200);
		if (rows[i].found)
			assert_says(&r, "<mark>أمطار</mark>");
		else
			assert_says(&r, "لا نتيجة لهذا البحث");
	}
	fixture_close(&f);
}

TEST(assets_are_served_for_ever_under_their_hash)
{
	struct fixture f;
	struct httpd_response r;
	struct str page;
	size_t at;
	int64_t id;

	open_with_article(&f, &id);
	page = fixture_get(&f, "/").body;
	at = str_find(page, STR("/assets/portal-"));
	assert_true(at != STR_NPOS);
	page = str_sub(page, at, page.n);
	page = str_sub(page, 0, str_chr(page, '"'));
	r = fixture_get(&f, str_z(&f.mem, page));
	assert_int_equal(r.status, 200);
	assert_str(fixture_header(&r, "Content-Type"),
	           "text/css; charset=utf-8");
	assert_true(str_find(fixture_header(&r, "Cache-Control"),
	                     STR("immutable")) != STR_NPOS);
	assert_int_equal(fixture_get(&f, "/assets/portal-0.css").status, 404);
	fixture_close(&f);
}

TEST(the_crawler_tells_how_to_keep_it_out)
{
	struct fixture f;
	struct httpd_response r;
	int64_t id;

	open_with_article(&f, &id);
	r = fixture_get(&f, "/bot");
	assert_says(&r, "User-agent: marsad\nDisallow: /");
	r = fixture_get(&f, "/robots.txt");
	assert_says(&r, "Disallow: /search");
	fixture_close(&f);
}

#define THREADS 4
#define ROUNDS 20

static void *
ask_many(void *arg)
{
	const struct fixture *shared = arg;
	struct fixture f = *shared; /* an arena of its own */

	arena_init(&f.mem, ARENA_BLOCK, FIXTURE_ARENA);
	for (int i = 0; i < ROUNDS; i++)
		for (size_t k = 0; k < COUNT(every_path); k++) {
			struct asking a = { .method = HTTPD_GET,
				            .target = every_path[k] };
			size_t used;

			if (str_ends(str_from(a.target), STR("/report")))
				a.method = HTTPD_POST;
			if (fixture_ask(&f, &a).status >= 500)
				return arg;
			used = f.mem.used_bytes;
			if (used > FIXTURE_ARENA / 2)
				arena_release(&f.mem);
		}
	arena_release(&f.mem);
	return NULL;
}

TEST(many_threads_may_ask_at_once)
{
	pthread_t threads[THREADS];
	struct fixture f;
	int64_t id;
	void *failed;

	open_with_article(&f, &id);
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(
		        pthread_create(&threads[i], NULL, ask_many, &f), 0);
	for (size_t i = 0; i < THREADS; i++) {
		pthread_join(threads[i], &failed);
		assert_null(failed);
	}
	fixture_close(&f);
}

RUN(CASE(an_article_page_has_its_six_parts),
    CASE(the_attribution_stands_in_every_language),
    CASE(language_switches_direction_and_stays_in_links),
    CASE(every_answer_carries_the_security_headers),
    CASE(images_are_sandboxed_and_always_asked_for_again),
    CASE(hostile_parameters_are_answered_and_never_echoed_raw),
    CASE(hostile_paths_are_not_found),
    CASE(hostile_articles_are_escaped_everywhere),
    CASE(what_is_gone_says_so),
    CASE(an_article_under_another_outlet_redirects),
    CASE(the_mode_of_an_outlet_is_respected_in_pages_and_feeds),
    CASE(a_changed_article_says_when_it_changed),
    CASE(lists_go_on_behind_their_last_article),
    CASE(head_is_answered_as_get),
    CASE(what_the_reader_has_is_not_sent_again),
    CASE(pages_are_compressed_for_those_who_take_it),
    CASE(other_methods_are_refused_with_the_right_ones),
    CASE(too_large_a_request_is_refused),
    CASE(a_portal_without_a_database_says_503),
    CASE(links_never_follow_the_host_header),
    CASE(feeds_name_the_portal_by_its_configured_host),
    CASE(pages_name_the_feeds_beside_them),
    CASE(search_finds_marks_and_filters),
    CASE(assets_are_served_for_ever_under_their_hash),
    CASE(the_crawler_tells_how_to_keep_it_out),
    CASE(many_threads_may_ask_at_once))
