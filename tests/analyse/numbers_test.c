#include "bed.h"

static bool
has(const struct doc *d, uint32_t key)
{
	for (size_t i = 0; i < d->analysis.number_count; i++)
		if (d->analysis.numbers[i].key == key)
			return true;
	return false;
}

/* Whether two texts have one number each, and the same. */
static bool
meet(const char *a_language, const char *a, const char *b_language,
     const char *b)
{
	struct doc *x = analysed(a_language, "", a);
	struct doc *y = analysed(b_language, "", b);
	bool same = x->analysis.number_count == 1 &&
	            y->analysis.number_count == 1 &&
	            has(y, x->analysis.numbers[0].key);

	doc_free(x);
	doc_free(y);
	return same;
}

static size_t
count(const char *language, const char *text)
{
	struct doc *d = analysed(language, "", text);
	size_t n = d->analysis.number_count;

	doc_free(d);
	return n;
}

TEST(one_value_is_one_number_in_all_languages)
{
	static const struct {
		const char *a_language, *a, *b_language, *b;
	} rows[] = {
		{ "ar", "خسر 50 مليار دولار", "en", "lost $50 billion" },
		{ "ar", "خسر ٥٠ مليار دولار", "fr",
		  "perdu 50 milliards de dollars" },
		{ "ar", "خمسون مليارا", "en", "50,000,000,000 dollars" },
		{ "ar", "25 ألف شخص", "fr", "25 000 personnes" },
		{ "ar", "25 ألف شخص", "fr", "vingt-cinq mille personnes" },
		{ "ar", "خمسة وعشرين قتيلا", "en", "twenty-five dead" },
		{ "ar", "ثلاثة ملايين و200 ألف", "en", "3.2 million" },
		{ "ar", "مليون ونصف", "fr", "1,5 million" },
		{ "ar", "مئتان وخمسون سفينة", "en", "250 ships" },
		{ "ar", "مليونين", "en", "2 million" },
		{ "ar", "1436 هدفا", "en", "1,436 goals" },
		{ "fr", "1.436 buts", "en", "1,436 goals" },
		{ "en", "5bn", "fr", "5 milliards" },
		{ "ar", "3,5 نقاط", "en", "3.5 points" },
		{ "ar", "٣٫٥ نقاط", "en", "3.5 points" },
		{ "en", "the 20th", "fr", "le 20e" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (!meet(rows[i].a_language, rows[i].a, rows[i].b_language,
		          rows[i].b))
			fail_msg("%s and %s differ", rows[i].a, rows[i].b);
}

TEST(percent_is_said_in_many_ways)
{
	static const char *const ways[][2] = {
		{ "ar", "7 بالمئة" },   { "ar", "7 في المائة" },
		{ "ar", "7%" },         { "ar", "%7" },
		{ "ar", "٧٪" },         { "ar", "سبعة في المئة" },
		{ "fr", "7 pour cent" }, { "fr", "7 %" },
		{ "en", "7 percent" },  { "en", "seven per cent" },
	};

	for (size_t i = 0; i < COUNT(ways); i++)
		if (!meet("en", "7%", ways[i][0], ways[i][1]))
			fail_msg("%s", ways[i][1]);
}

TEST(a_percentage_is_no_count)
{
	assert_false(meet("en", "7% of them", "en", "7 of them"));
}

TEST(other_values_differ)
{
	assert_false(meet("en", "50 million", "en", "50 billion"));
	assert_false(meet("en", "3.5 points", "en", "35 points"));
	assert_false(meet("ar", "ثلاثون", "ar", "ثلاثة"));
}

TEST(a_billion_is_what_the_language_makes_it)
{
	assert_true(meet("en", "2 billion", "fr", "2 milliards"));
	assert_false(meet("en", "2 billion", "fr", "2 billions"));
}

TEST(dates_and_times_are_left_out)
{
	assert_int_equal(count("ar", "في 12 شتنبر عاد الفريق"), 0);
	assert_int_equal(count("fr", "le 14 juillet au matin"), 0);
	assert_int_equal(count("en", "on 25/12/2020 it rained"), 0);
	assert_int_equal(count("fr", "le 25.12.2020 il a plu"), 0);
	assert_int_equal(count("en", "at 16:30 they left"), 0);
}

TEST(years_and_what_is_above_two_are_kept)
{
	assert_int_equal(count("en", "the war of 1914 ended"), 1);
	assert_int_equal(count("en", "1 man and 2 dogs"), 0);
	assert_int_equal(count("en", "3 men"), 1);
	assert_int_equal(count("ar", "قتل شخص واحد"), 0);
}

TEST(how_often_and_where_is_counted)
{
	struct doc *d = analysed("en", "50 dead", "At least 50 died; 7 hurt");

	assert_int_equal(d->analysis.number_count, 2);
	assert_int_equal(d->analysis.numbers[0].count, 2);
	assert_true(d->analysis.numbers[0].in_title);
	assert_false(d->analysis.numbers[1].in_title);
	assert_true(d->analysis.numbers[0].value == 50);
	doc_free(d);
}

TEST(numbers_are_bounded)
{
	char text[4096] = "";
	size_t n = 0;

	for (int i = 0; i < 200; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%d; ",
		                      100 + i);
	assert_int_equal(count("en", text), DOC_NUMBERS_MAX);
	assert_int_equal(count("en", "99999999999999999999999999 is a lot"),
	                 0);
}

RUN(CASE(one_value_is_one_number_in_all_languages),
    CASE(percent_is_said_in_many_ways), CASE(a_percentage_is_no_count),
    CASE(other_values_differ), CASE(a_billion_is_what_the_language_makes_it),
    CASE(dates_and_times_are_left_out),
    CASE(years_and_what_is_above_two_are_kept),
    CASE(how_often_and_where_is_counted), CASE(numbers_are_bounded))
