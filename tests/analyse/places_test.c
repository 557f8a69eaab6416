#include "model/places.h"
#include "bed.h"

/* Most often named first. */
static struct str
codes(const struct doc *d)
{
	return d->analysis.place_codes;
}

static void
check_rows(const struct row *rows, size_t n)
{
	check_rows_of(rows, n, codes);
}

TEST(particles_in_front_hide_no_place)
{
	static const struct row rows[] = {
		{ "ar", "زار الوزير الدار البيضاء", "MA-casablanca" },
		{ "ar", "لقاء بالدار البيضاء أمس", "MA-casablanca" },
		{ "ar", "انتقل إلى طنجة وبمراكش وللرباط",
		  "MA-tanger MA-marrakech MA-rabat" },
		{ "ar", "وفد للمغرب وللجزائر", "MA DZ" },
		{ "ar", "فبالقاهرة أقيم المعرض", "EG-cairo" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(the_longest_name_is_taken)
{
	static const struct row rows[] = {
		{ "ar", "عاد من المملكة المتحدة", "GB" },
		{ "ar", "جهة الدار البيضاء سطات", "MA-r-casablanca" },
		{ "ar", "زار كوريا الجنوبية", "KR" },
		{ "ar", "في غينيا الاستوائية", "GQ" },
		{ "en", "He flew to New York yesterday", "US-new-york" },
		{ "fr", "Il est en Arabie saoudite", "SA" },
		{ "ar", "الجزائر العاصمة", "DZ-alger" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(words_that_are_also_names_need_a_sign)
{
	static const struct row rows[] = {
		{ "ar", "اشترى الحطاب فأسا جديدة وأشعل النار", "" },
		{ "ar", "حمل فاس الحطاب على كتفه", "" },
		{ "ar", "أقيم المهرجان بفاس أمس", "MA-fes" },
		{ "ar", "افتتح معرضا في مدينة الجديدة", "MA-el-jadida" },
		{ "ar", "افتتح المدرسة الجديدة أمس", "" },
		{ "ar", "نشر صورا في صور كثيرة", "" },
		{ "ar", "قصف استهدف مدينة صور", "LB-tyre" },
		{ "ar", "ثار بركان كبير", "" },
		{ "ar", "أعلن في إقليم بركان", "MA-berkane" },
		{ "ar", "خسر الفريق مالي كثير", "" },
		{ "ar", "هجوم في مالي أمس", "ML" },
		{ "fr", "Un match à Nice hier", "FR-nice" },
		{ "en", "Nice weather is coming", "" },
		{ "en", "a nice day in tours", "" },
		{ "en", "The king of Jordan spoke", "" },
		{ "en", "He fled from Jordan", "JO" },
		{ "en", "A dunk by Michael Jordan won it", "" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(a_name_of_two_places_is_that_of_the_article)
{
	static const struct row rows[] = {
		{ "ar", "أعلن الأردن أن عمان تستضيف القمة",
		  "JO JO-amman" },
		{ "ar", "أعلنت سلطنة عمان ومسقط أن عمان تشارك",
		  "OM OM-muscat" },
		{ "ar", "في ليبيا أغلقت طرابلس", "LY LY-tripoli" },
		{ "ar", "في لبنان أغلقت طرابلس", "LB LB-tripoli" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(nisbas_name_their_country)
{
	static const struct row rows[] = {
		{ "ar", "الوزيرة المغربية استقبلت", "MA" },
		{ "ar", "الفرق الفرنسية والمغاربة", "FR MA" },
		{ "fr", "le ministre marocain et les tunisiennes", "MA TN" },
		{ "en", "the Moroccan team beat the Algerians", "MA DZ" },
		{ "en", "to polish the table", "" },
		/* a surname */
		{ "ar", "استقبل خالد المصري أمس", "" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(what_is_named_most_comes_first_and_names_weigh_more)
{
	struct doc *d = analysed("ar", "فرنسا تفوز",
	                         "المغربي والمغربية في فرنسا وفرنسا وتونس");
	const struct doc_place *p = d->analysis.places;

	assert_str(d->analysis.place_codes, "FR MA TN");
	assert_int_equal(p[0].count, 3);
	assert_true(p[0].in_title);
	assert_int_equal(p[1].count, 1); /* two nisbas */
	assert_false(p[1].in_title);
	doc_free(d);
}

TEST(places_are_bounded)
{
	struct doc *d = analysed(
	        "en", "",
	        "France, Spain, Italy, Germany, Poland, Egypt, Iran, Iraq, "
	        "Yemen, Sudan, Kenya, Ghana, Togo, Benin, Gabon, Angola, "
	        "Zambia, Brazil, Peru, Chile");

	assert_int_equal(d->analysis.place_count, DOC_PLACES_MAX);
	doc_free(d);
}

TEST(morocco_has_its_regions_and_provinces)
{
	uint16_t ma = places_by_code(STR("MA"));
	unsigned regions = 0, provinces = 0;

	for (uint16_t p = 1; p <= places_count(); p++) {
		if (places_country(p) != ma)
			continue;
		regions += places_kind(p) == PLACE_REGION;
		provinces += places_kind(p) == PLACE_PROVINCE;
		if (places_kind(p) == PLACE_PROVINCE)
			assert_int_equal(places_kind(places_parent(p)),
			                 PLACE_REGION);
	}
	assert_int_equal(regions, 12);
	assert_int_equal(provinces, 75);
}

TEST(codes_lead_to_places_and_back)
{
	for (uint16_t p = 1; p <= places_count(); p++) {
		assert_int_equal(places_by_code(places_code(p)), p);
		assert_true(places_name(p, STR("ar")).n > 0);
		assert_true(places_name(p, STR("fr")).n > 0);
		assert_true(places_name(p, STR("en")).n > 0);
	}
	assert_int_equal(places_by_code(STR("XX-nowhere")), 0);
	assert_int_equal(places_by_code(STR_EMPTY), 0);
	assert_int_equal(places_code(0).n, 0);
	assert_int_equal(places_code(UINT16_MAX).n, 0);
}

TEST(a_place_has_a_name_in_each_language)
{
	uint16_t p = places_by_code(STR("MA-marrakech"));

	assert_str(places_name(p, STR("ar")), "مراكش");
	assert_str(places_name(p, STR("ary")), "مراكش");
	assert_str(places_name(p, STR("fr")), "Marrakech");
	assert_str(places_code(places_parent(p)), "MA-r-marrakech");
	assert_str(places_code(places_country(p)), "MA");
}

RUN(CASE(particles_in_front_hide_no_place), CASE(the_longest_name_is_taken),
    CASE(words_that_are_also_names_need_a_sign),
    CASE(a_name_of_two_places_is_that_of_the_article),
    CASE(nisbas_name_their_country),
    CASE(what_is_named_most_comes_first_and_names_weigh_more),
    CASE(places_are_bounded), CASE(morocco_has_its_regions_and_provinces),
    CASE(codes_lead_to_places_and_back),
    CASE(a_place_has_a_name_in_each_language))
