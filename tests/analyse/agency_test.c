#include "bed.h"

struct signed_row {
	const char *language, *byline, *text, *want;
};

static void
check_rows(const struct signed_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct analyser *an = analyser_new();
		struct doc *d = doc_new();

		d->article.title = STR("عنوان");
		d->article.byline = str_from(rows[i].byline);
		d->article.text = str_from(rows[i].text);
		d->article.language = str_from(rows[i].language);
		assert_int_equal(analyse_doc(an, d), ERR_OK);
		if (!str_eq(d->analysis.agency, str_from(rows[i].want)))
			print_error("of %s\n", rows[i].text);
		assert_str(d->analysis.agency, rows[i].want);
		doc_free(d);
		analyser_free(an);
	}
}

TEST(datelines_sign)
{
	static const struct signed_row rows[] = {
		{ "ar", "", "الرباط (و م ع) - انطلقت أشغال الملتقى", "MAP" },
		{ "ar", "", "الرياض - واس: وصل الوفد إلى المطار", "SPA" },
		{ "ar", "", "واس- جدة: وصل الوفد إلى المطار", "SPA" },
		{ "ar", "",
		  "جدة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس\n"
		  "نظمت الجامعة ندوة حول المدينة والبحر.",
		  "SPA" },
		{ "ar", "", "القاهرة (أ ش أ) افتتح الوزير المعرض", "MENA" },
		{ "ar", "", "بيروت - أ.ف.ب: سقطت أمطار غزيرة", "AFP" },
		{ "fr", "", "Rabat, 12 mai (MAP) - Le salon a ouvert.",
		  "MAP" },
		{ "en", "", "PARIS (AFP) - Rain fell on the city.", "AFP" },
		{ "en", "", "LONDON (Reuters) - Rain fell on it.", "Reuters" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(last_lines_and_brackets_at_the_end_sign)
{
	static const struct signed_row rows[] = {
		{ "ar", "", "سقطت أمطار على المدينة وامتلأت الأودية. (رويترز)",
		  "Reuters" },
		{ "ar", "", "سقطت أمطار على المدينة وامتلأت الأودية.\nواس",
		  "SPA" },
		{ "ar", "", "سقطت أمطار على المدينة كلها. «رويترز»",
		  "Reuters" },
		{ "fr", "", "La pluie est tombée sur la ville.\nAFP", "AFP" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(bylines_sign)
{
	static const struct signed_row rows[] = {
		{ "ar", "رويترز", "سقطت أمطار على المدينة.", "Reuters" },
		{ "fr", "Rédaction avec AFP", "La pluie tombe.", "AFP" },
		{ "fr", "Samira Vigie", "La pluie tombe.", "" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(a_mention_signs_nothing)
{
	static const struct signed_row rows[] = {
		{ "ar", "", "قالت وكالة رويترز إن الأمطار سقطت على المدينة",
		  "" },
		{ "ar", "",
		  "سقطت أمطار غزيرة على المدينة أمس حسب وكالة الأنباء "
		  "السعودية (واس) التي تابعت الحدث منذ الصباح في كل الأحياء "
		  "وعلى طول الساحل والجبال والقرى البعيدة ولم تسجل خسائر",
		  "" },
		{ "ar", "", "سقطت أمطار غزيرة بحسب رويترز", "" },
		{ "en", "", "As AFP reported, rain fell on it.", "" },
		{ "fr", "", "Un journaliste de Reuters a vu la pluie.", "" },
		/* the words, not the agencies */
		{ "ar", "", "أقيم الحفل في قنا: بنا نمضي", "" },
	};

	check_rows(rows, COUNT(rows));
}

RUN(CASE(datelines_sign), CASE(last_lines_and_brackets_at_the_end_sign),
    CASE(bylines_sign), CASE(a_mention_signs_nothing))
