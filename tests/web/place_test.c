/*
 * Places as readers see them.
 */
#include "fixture.h"

#include "store/stories.h"

static size_t
at(const struct httpd_response *r, const char *what)
{
	size_t where = str_find(r->body, str_from(what));

	assert_true(where != STR_NPOS);
	return where;
}

static size_t
times(const struct httpd_response *r, const char *what)
{
	struct str rest = r->body, find = str_from(what);
	size_t n = 0, where;

	while ((where = str_find(rest, find)) != STR_NPOS) {
		rest = str_sub(rest, where + find.n, rest.n);
		n++;
	}
	return n;
}

/* The page without its strip, which names the newest of everything. */
static struct httpd_response
main_of(struct httpd_response r)
{
	size_t from = at(&r, "<main"), to = at(&r, "</main>");

	r.body = str_sub(r.body, from, to);
	return r;
}

static void
tell(struct fixture *f, struct story s, int64_t lead, double importance)
{
	struct story_face face = { .language = STR("ar"), .main = true,
		                   .lead_id = lead, .importance = importance };

	if (s.last_s == 0)
		s.last_s = FIXTURE_NOW - 60;
	assert_int_equal(store_story_put(f->st, &s, &face, 1, false), ERR_OK);
}

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
	r = fixture_get(&f, "/place/MR");
	assert_int_equal(r.status, 200);
	assert_says(&r, "noindex");
	assert_silent(&r, "<article class=\"card\"");
	assert_int_equal(fixture_get(&f, "/place/XX").status, 404);
	assert_int_equal(fixture_get(&f, "/place/MA?before=x").status, 400);
	fixture_close(&f);
}

RUN(CASE(places_lead_to_what_happened_there))
