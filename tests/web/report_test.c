#include "fixture.h"

static void
open_with_image(struct fixture *f, const char *proxies)
{
	struct fixture_article a = {
		.outlet = "mirsat",
		.image = "https://mirsat.example/a.jpg",
	};

	fixture_open(f);
	if (proxies != NULL)
		fixture_set(f, CONFIG_LISTEN_TRUSTED_PROXIES, proxies);
	(void)fixture_put(f, &a);
	fixture_start(f);
}

static struct httpd_response
report(struct fixture *f, const char *target, const char *peer)
{
	struct asking a = { .method = HTTPD_POST, .target = target,
		            .body = "article=1", .peer = peer };

	return fixture_ask(f, &a);
}

/* As a proxy at 10.0.0.1 passes it on. */
static struct httpd_response
report_through(struct fixture *f, const char *forwarded)
{
	struct asking a = {
		.method = HTTPD_POST,
		.target = "/image/1/report",
		.peer = "10.0.0.1",
		.headers = { { STR("X-Forwarded-For"), str_from(forwarded) } },
		.header_count = 1,
	};

	return fixture_ask(f, &a);
}

static unsigned
image_status(struct fixture *f)
{
	return fixture_get(f, "/image/1").status;
}

TEST(a_reporter_is_thanked_and_told_what_will_happen)
{
	struct fixture f;
	struct httpd_response r;

	open_with_image(&f, NULL);
	r = report(&f, "/image/1/report", "192.0.2.1");
	assert_int_equal(r.status, 303);
	assert_str(fixture_header(&r, "Location"),
	           "/mirsat/1?thanks=image#image");
	r = fixture_get(&f, "/mirsat/1?thanks=image");
	assert_says(&r, "شكرا لك. ستُخفى هذه الصورة تلقائيا بعد أن يبلّغ "
	                "عنها 3 أشخاص");
	assert_says(&r, "<img src=\"/image/1\"");
	r = report(&f, "/image/1/report?lang=fr", "192.0.2.1");
	assert_str(fixture_header(&r, "Location"),
	           "/mirsat/1?lang=fr&thanks=image#image");
	r = fixture_get(&f, "/mirsat/1?lang=fr&thanks=image");
	assert_says(&r, "quand 3 personnes l’auront signalée");
	fixture_close(&f);
}

TEST(three_people_hide_an_image_for_everyone)
{
	static const char *const paths[] = { "/", "/mirsat", "/rss",
		                             "/mirsat/1", "/index.json" };
	struct fixture f;
	struct httpd_response r;
	struct asking again = { .target = "/image/1", .header_count = 1 };

	open_with_image(&f, NULL);
	again.headers[0].name = STR("If-None-Match");
	r = fixture_get(&f, "/image/1");
	again.headers[0].value = fixture_header(&r, "ETag");
	(void)report(&f, "/image/1/report", "192.0.2.1");
	(void)report(&f, "/image/1/report", "192.0.2.2");
	assert_int_equal(image_status(&f), 200);
	(void)report(&f, "/image/1/report", "192.0.2.3");
	assert_int_equal(image_status(&f), 404);
	assert_int_equal(fixture_ask(&f, &again).status, 404);
	for (size_t i = 0; i < COUNT(paths); i++) {
		r = fixture_get(&f, paths[i]);
		assert_int_equal(r.status, 200);
		assert_silent(&r, "/image/1\"");
	}
	r = fixture_get(&f, "/mirsat/1?thanks=image");
	assert_says(&r, "أُخفيت هذه الصورة عن الجميع");
	fixture_close(&f);
}

TEST(a_thousand_reports_of_one_person_count_once)
{
	struct fixture f;

	open_with_image(&f, NULL);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(
		        report(&f, "/image/1/report", "192.0.2.9").status,
		        303);
	assert_int_equal(image_status(&f), 200);
	fixture_close(&f);
}

TEST(forwarded_addresses_count_only_from_trusted_proxies)
{
	struct fixture f;

	open_with_image(&f, NULL);
	for (int i = 0; i < 9; i++) {
		struct str a = str_fmt(&f.mem, "198.51.100.%d", i);

		(void)report_through(&f, str_z(&f.mem, a));
	}
	assert_int_equal(image_status(&f), 200);
	fixture_close(&f);

	open_with_image(&f, "10.0.0.0/8");
	for (int i = 0; i < 9; i++) {
		/* what stands left of the real address is the sender's lie */
		struct str a = str_fmt(&f.mem, "203.0.113.%d, 198.51.100.7",
		                       i);

		(void)report_through(&f, str_z(&f.mem, a));
	}
	assert_int_equal(image_status(&f), 200);
	(void)report_through(&f, "198.51.100.8");
	(void)report_through(&f, "198.51.100.9, 10.1.2.3");
	assert_int_equal(image_status(&f), 404);
	fixture_close(&f);
}

TEST(other_sites_cannot_report_in_a_readers_name)
{
	static const struct {
		const char *name, *value;
		unsigned status;
	} rows[] = {
		{ "Sec-Fetch-Site", "cross-site", 403 },
		{ "Sec-Fetch-Site", "same-site", 403 },
		{ "Sec-Fetch-Site", "same-origin", 303 },
		{ "Sec-Fetch-Site", "none", 303 },
		{ "Origin", "https://evil.example", 403 },
		{ "Origin", "null", 403 },
		{ "Origin", "https://press.example.evil.example", 403 },
		{ "Origin", "http://portal.example:8080", 303 },
		{ "Origin", "https://press.example", 303 },
		{ "Accept", "*/*", 303 },
	};
	static const char *const targets[] = { "/image/1/report",
		                               "/mirsat/1/report" };
	struct fixture f;

	fixture_open(&f);
	fixture_set(&f, CONFIG_EDITION_HOSTS, "press.example");
	fixture_set(&f, CONFIG_REPORT_THRESHOLD, "100");
	(void)fixture_put(&f, &(struct fixture_article){
	                              .outlet = "mirsat",
	                              .image = "https://x.example/a.png" });
	fixture_start(&f);
	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t k = 0; k < COUNT(targets); k++) {
			struct asking a = {
				.method = HTTPD_POST,
				.target = targets[k],
				.headers = { { str_from(rows[i].name),
				               str_from(rows[i].value) },
				             { STR("Host"),
				               STR("portal.example:8080") } },
				.header_count = 2,
			};

			assert_int_equal(fixture_ask(&f, &a).status,
			                 rows[i].status);
		}
	fixture_close(&f);
}

TEST(an_article_reported_by_three_people_answers_410)
{
	struct fixture f;
	struct httpd_response r;

	open_with_image(&f, NULL);
	r = report(&f, "/mirsat/1/report", "192.0.2.1");
	assert_str(fixture_header(&r, "Location"),
	           "/mirsat/1?thanks=article#article");
	r = fixture_get(&f, "/mirsat/1?thanks=article");
	assert_says(&r, "سيُخفى هذا المقال تلقائيا");
	(void)report(&f, "/mirsat/1/report", "192.0.2.2");
	(void)report(&f, "/mirsat/1/report", "192.0.2.3");
	assert_int_equal(fixture_get(&f, "/mirsat/1").status, 410);
	r = fixture_get(&f, "/mirsat");
	assert_silent(&r, "/mirsat/1");
	fixture_close(&f);
}

TEST(reports_of_nothing_are_not_found)
{
	struct fixture f;

	open_with_image(&f, NULL);
	assert_int_equal(report(&f, "/image/77/report", NULL).status, 404);
	assert_int_equal(report(&f, "/mirsat/77/report", NULL).status, 404);
	fixture_close(&f);
}

TEST(a_report_never_leads_to_another_article)
{
	struct fixture f;
	struct asking a = {
		.method = HTTPD_POST,
		.target = "/image/1/report",
		.body = "article=2&article=//evil.example/",
	};
	struct httpd_response r;

	open_with_image(&f, NULL);
	(void)fixture_put(&f, &(struct fixture_article){
	                              .outlet = "sada",
	                              .url = "https://sada.example/2" });
	r = fixture_ask(&f, &a);
	assert_str(fixture_header(&r, "Location"), "/?thanks=image#image");
	fixture_close(&f);
}

RUN(CASE(a_reporter_is_thanked_and_told_what_will_happen),
    CASE(three_people_hide_an_image_for_everyone),
    CASE(a_thousand_reports_of_one_person_count_once),
    CASE(forwarded_addresses_count_only_from_trusted_proxies),
    CASE(other_sites_cannot_report_in_a_readers_name),
    CASE(an_article_reported_by_three_people_answers_410),
    CASE(reports_of_nothing_are_not_found),
    CASE(a_report_never_leads_to_another_article))
