#include "test.h"

#include "model/doc.h"
#include "model/outlet.h"

TEST(makes_slugs_of_names_and_hosts)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "www.Example.com", "www-example-com" },
		{ "Le Courrier  des Rives!", "le-courrier-des-rives" },
		{ "هسبريس", "" },
		{ "--a--", "a" },
		{ "0123456789012345678901234567890123456789XYZ",
		  "0123456789012345678901234567890123456789" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		char out[OUTLET_SLUG_MAX];
		size_t n = outlet_slug(str_from(rows[i].in), out);

		assert_str(((struct str){ out, n }), rows[i].want);
	}
}

TEST(keeps_the_portal_s_own_words)
{
	assert_true(outlet_slug_reserved(STR("search")));
	assert_true(outlet_slug_reserved(STR("image")));
	assert_false(outlet_slug_reserved(STR("mirsat")));
}

TEST(modes_have_names_that_read_back)
{
	for (int m = 0; m < OUTLET_MODE__COUNT; m++) {
		enum outlet_mode back = OUTLET_FULL;

		assert_true(outlet_mode_parse(
		        outlet_mode_name((enum outlet_mode)m), &back));
		assert_int_equal(back, m);
	}
}

TEST(counts_diagnostics_and_keeps_the_first_place)
{
	struct diags d = { 0 };

	diag_add(&d, DIAG_FEED_NO_DATE, 40);
	diag_add(&d, DIAG_FEED_NO_DATE, 90);
	assert_int_equal(d.count[DIAG_FEED_NO_DATE], 2);
	assert_int_equal(d.first_at[DIAG_FEED_NO_DATE], 40);
	for (int i = 0; i < DIAG__COUNT; i++)
		assert_true(str_from(diag_text((enum diag)i)).n > 0);
}

RUN(CASE(makes_slugs_of_names_and_hosts), CASE(keeps_the_portal_s_own_words),
    CASE(modes_have_names_that_read_back),
    CASE(counts_diagnostics_and_keeps_the_first_place))
