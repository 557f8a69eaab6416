#include "test.h"

#include "web/route.h"

TEST(every_address_leads_to_one_pattern)
{
	static const struct { const char *path, *pattern; } rows[] = {
		{ "/", "/" },
		{ "/rss", "/rss" },
		{ "/search", "/search" },
		{ "/search.json", "/search.json" },
		{ "/index.atom", "/index.atom" },
		{ "/mirsat", "/:outlet" },
		{ "/mirsat.atom", "/:outlet.atom" },
		{ "/mirsat/rss", "/:outlet/rss" },
		{ "/a-1/9223372036854775807", "/:outlet/:id" },
		{ "/image/5", "/image/:id" },
		{ "/assets/portal-00ff.css", "/assets/:asset" },
		{ "/a-1/9223372036854775808", NULL },
		{ "/mirsat/", NULL },
		{ "/Mirsat", NULL },
		{ "/mirsat.xml", NULL },
		{ "", NULL },
		{ "mirsat", NULL },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct route *r;
		struct route_params p;
		struct str allow;
		enum route_result got = route_find(
		        HTTPD_GET, str_from(rows[i].path), &r, &p, &allow);

		assert_int_equal(got == ROUTE_FOUND, rows[i].pattern != NULL);
		if (rows[i].pattern != NULL)
			assert_str(r->pattern, rows[i].pattern);
	}
}

TEST(parameters_are_checked_before_a_handler_runs)
{
	struct route_params p;

	assert_true(route_match(STR("/:outlet/:id"), STR("/a-b/12"), &p));
	assert_str(p.outlet, "a-b");
	assert_int_equal(p.id, 12);
	assert_false(route_match(STR("/:outlet/:id"), STR("/a_b/12"), &p));
	assert_false(route_match(
	        STR("/:outlet"),
	        STR("/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), &p));
}

RUN(CASE(every_address_leads_to_one_pattern),
    CASE(parameters_are_checked_before_a_handler_runs))
