/*
 * Places as readers see them.
 */
#include "body.h"

TEST(places_lead_to_what_happened_there)
{
	struct fixture_article rabat = { .outlet = "mirsat", .title = "في الرباط",
		                         .places = "MA-rabat FR-paris" };
	struct fixture_article fes = { .outlet = "mirsat", .title = "في فاس",
		                       .url = "https://mirsat.example/2",
		                       .places = "MA-fes no-longer-known" };
	struct story s[] = {
		{ .id = 1, .articles = 1, .outlets = 1, .first_id = 1 },
		{ .id = 2, .articles = 1, .outlets = 1, .first_id = 2 },
	};
	struct fixture f;
	struct httpd_response r;

	fixture_open(&f);
	fixture_start(&f);
	fixture_put(&f, &rabat);
	fixture_put(&f, &fes);
	tell(&f, s[0], 1, 9);
	tell(&f, s[1], 2, 5);
	r = main_of(fixture_get(&f, "/mirsat/1"));
	assert_says(&r, "<a href=\"/place/MA-rabat\">الرباط</a>");
	r = main_of(fixture_get(&f, "/story/1?lang=fr"));
	assert_says(&r, "<a href=\"/place/FR-paris?lang=fr\">Paris</a>");
	r = main_of(fixture_get(&f, "/mirsat/2"));
	assert_int_equal(times(&r, "/place/"), 1);
	r = main_of(fixture_get(&f, "/place/MA-rabat"));
	assert_says(&r, "<h1>الرباط</h1>");
	assert_says(&r, "href=\"/mirsat/1\"");
	assert_silent(&r, "href=\"/mirsat/2\"");
	/* a country has its towns, by importance */
	r = main_of(fixture_get(&f, "/place/MA"));
	assert_true(at(&r, "href=\"/mirsat/1\"") <
	            at(&r, "href=\"/mirsat/2\""));
	/* a region its provinces */
	r = main_of(fixture_get(&f, "/place/MA-r-fes"));
	assert_says(&r, "href=\"/mirsat/2\"");
	assert_silent(&r, "href=\"/mirsat/1\"");
	r = fixture_get(&f, "/place/MR");
	assert_int_equal(r.status, 200);
	assert_says(&r, "noindex");
	assert_silent(&r, "<article class=\"card\"");
	assert_int_equal(fixture_get(&f, "/place/XX").status, 404);
	assert_int_equal(fixture_get(&f, "/place/MA?before=x").status, 400);
	fixture_close(&f);
}

RUN(CASE(places_lead_to_what_happened_there))
