#include "bed.h"

/* The persons of an article, as they are shown, joined by "; ". */
static struct str
persons(const struct doc *d)
{
	struct str all = STR_EMPTY;

	for (size_t i = 0; i < d->analysis.name_count; i++) {
		const struct doc_name *n = &d->analysis.names[i];

		if (n->person)
			all = str_fmt(d->mem, "%.*s%s%.*s", STR_ARG(all),
			              all.n > 0 ? "; " : "",
			              STR_ARG(n->shown));
	}
	return all;
}

static void
check_rows(const struct row *rows, size_t n)
{
	check_rows_of(rows, n, persons);
}

TEST(arabic_persons_are_told_by_first_names_and_roles)
{
	static const struct row rows[] = {
		{ "ar", "أكد محمد بن الوالي أن المشروع انطلق",
		  "محمد بن الوالي" },
		{ "ar", "قال الرئيس الفرنسي فرانسوا هولاند أمس",
		  "فرانسوا هولاند" },
		{ "ar", "وصرح عبد الله بن سعيد الكعبي للصحافة",
		  "عبد الله بن سعيد الكعبي" },
		{ "ar", "التقى الدكتور أحمد الزعيتري المريض",
		  "أحمد الزعيتري" },
		{ "ar", "هنأ الوزير لزوردانوف الفريق", "لزوردانوف" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(ordinary_words_are_no_persons)
{
	static const struct row rows[] = {
		{ "ar", "اجتمع رئيس الحكومة مع أعضاء البرلمان", "" },
		{ "ar", "سافر على متن طائرة إلى العاصمة", "" },
		{ "ar", "كان يوم سعيد في حياة الطفل", "" },
		{ "en", "The president spoke to the nation", "" },
		{ "fr", "Les ministres ont voté hier", "" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(latin_persons_are_told_by_first_names_and_roles)
{
	static const struct row rows[] = {
		{ "en", "Then President Barack Obama left.", "Barack Obama" },
		{ "fr", "Hier, Mohamed Ben Ouali a parlé.",
		  "Mohamed Ben Ouali" },
		{ "en", "He met Ursula von der Leyen and Mr Vandersteen.",
		  "Vandersteen" },
		{ "en", "It was George W. Bush again", "George W. Bush" },
		{ "fr", "selon Charles de Gaulle, rien", "Charles de Gaulle" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(a_surname_alone_is_the_person_again)
{
	struct doc *d = analysed("ar", "الزعيتري يستقيل",
	                         "قدم محمد الزعيتري استقالته. وقال "
	                         "الزعيتري إنه متعب.");

	assert_str(persons(d), "محمد الزعيتري");
	assert_int_equal(d->analysis.names[0].count, 3);
	assert_true(d->analysis.names[0].in_title);
	doc_free(d);
}

static bool
share_name(const struct doc *x, const struct doc *y, const char *shown)
{
	for (size_t i = 0; i < x->analysis.name_count; i++)
		for (size_t k = 0; k < y->analysis.name_count; k++)
			if (x->analysis.names[i].key ==
			            y->analysis.names[k].key &&
			    str_eq(y->analysis.names[k].shown,
			           str_from(shown)))
				return true;
	return false;
}

TEST(names_meet_across_alphabets)
{
	static const char *const pairs[][3] = {
		{ "قال الرئيس باراك أوباما", "President Barack Obama said",
		  "Barack Obama" },
		{ "أكد محمد بن الوالي", "selon Mohamed Ben Ouali",
		  "Mohamed Ben Ouali" },
		{ "أكد محمد بنوالي", "selon Mohamed Benouali",
		  "Mohamed Benouali" },
		{ "زار عبد الفتاح البرهان", "met Abdel Fattah Burhan",
		  "Abdel Fattah Burhan" },
		{ "زار عبدالعزيز المنطقة", "with Abdul Aziz Karim",
		  "Abdul Aziz Karim" },
	};

	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct doc *x = analysed("ar", "", pairs[i][0]);
		struct doc *y = analysed("en", "", pairs[i][1]);

		if (!share_name(x, y, pairs[i][2]))
			fail_msg("%s", pairs[i][1]);
		doc_free(x);
		doc_free(y);
	}
}

TEST(places_are_no_names)
{
	struct doc *d = analysed("en", "", "He went to Casablanca today");

	assert_int_equal(d->analysis.name_count, 0);
	assert_int_equal(d->analysis.place_count, 1);
	doc_free(d);
}

TEST(the_first_word_of_a_sentence_says_little)
{
	struct doc *d = analysed("en", "",
	                         "Rain fell. Then Zarkov met Zarkov here.");

	assert_int_equal(d->analysis.name_count > 0, true);
	assert_str(d->analysis.names[0].shown, "Zarkov");
	doc_free(d);
}

TEST(a_title_in_capitals_makes_no_names)
{
	struct doc *d = analysed("en",
	                         "Rain Falls Over Many Quiet Valleys Tonight",
	                         "nothing else");

	assert_int_equal(d->analysis.name_count, 0);
	doc_free(d);
}

TEST(names_are_bounded)
{
	char text[8192] = "x";
	size_t n = 1;

	for (int i = 0; i < 300; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		                      " and B%cg%cd%c", 'a' + i % 26,
		                      'a' + i / 26, "bdfgklmnrst"[i % 11]);
	struct doc *d = analysed("en", "", text);

	assert_true(d->analysis.name_count <= DOC_NAMES_MAX);
	doc_free(d);
}

RUN(CASE(arabic_persons_are_told_by_first_names_and_roles),
    CASE(ordinary_words_are_no_persons),
    CASE(latin_persons_are_told_by_first_names_and_roles),
    CASE(a_surname_alone_is_the_person_again),
    CASE(names_meet_across_alphabets), CASE(places_are_no_names),
    CASE(the_first_word_of_a_sentence_says_little),
    CASE(a_title_in_capitals_makes_no_names), CASE(names_are_bounded))
