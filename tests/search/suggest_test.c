#include "search/suggest.h"

#include "search/ask.h"
#include "search/near.h"
#include "store/sample.h"
#include "text/utf8.h"

/* A store with an index of it, all in memory. */
struct press {
	struct sample s;
	struct index *ix;
	int number; /* of articles */
};

/* An article in the newest place. */
static void
add(struct press *p, const char *title, const char *text)
{
	const char *url = str_z(&p->s.mem,
	                        str_fmt(&p->s.mem, "u%d", ++p->number));
	struct doc *d = sample_doc(p->s.outlet, url, title, text);

	if ((signed char)title[0] > 0)
		d->analysis.language = STR("fr");
	d->article.has_published = true;
	d->article.published.unix_s = NOW - 10000 + p->number;
	sample_put(p->s.st, d, ARTICLE_NEW);
}

static struct press
press_open(void)
{
	struct press p = { .s = sample_open() };

	index_open(":memory:", &p.ix);
	return p;
}

/* The words that tests get wrong, each in some articles. */
static struct press
press_full(void)
{
	static const char *const titles[] = {
		"المغرب والجزائر وتونس في القمة العربية",
		"الأمطار تغمر مدينة مراكش والمغرب ينتظر الثلوج",
		"أسعار المحروقات ترتفع في المغرب",
		"مستشفى الرباط يستقبل مرضى السرطان",
		"الانتخابات التشريعية في المغرب غداً",
		"مسؤول: ضغط الحكومة على الشركات مستمر",
		"قطاع التعليم يعاني من الاكتظاظ في مدرسة القرية",
		"كتاب جديد عن تاريخ فلسطين",
		"Le ministère de l'Économie annonce une réforme",
		"La réforme de l'éducation au gouvernement",
		"The government announced a parliament election",
		"Casablanca accueille le festival international",
	};
	struct press p = press_open();

	ok(store_begin(p.s.st));
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < COUNT(titles); i++)
			add(&p, titles[i], titles[i]);
	ok(store_commit(p.s.st));
	ok(index_refresh(p.ix, p.s.st));
	return p;
}

static void
press_close(struct press *p)
{
	index_close(p->ix);
	sample_close(&p->s);
}

static struct str
suggested(struct press *p, struct str typed)
{
	struct ask_setting setting = { .now_s = NOW };
	struct ask ask;

	ask_parse(&p->s.mem, typed, &setting, &ask);
	return search_suggest(&p->s.mem, p->ix, p->s.st, &ask);
}

TEST(misspelt_words_are_put_right)
{
	static const struct {
		const char *typed, *want;
	} rows[] = {
		/* a letter wrong, missing, too many, two swapped */
		{ "المغرت", "المغرب" },
		{ "المغب", "المغرب" },
		{ "المغررب", "المغرب" },
		{ "المرغب", "المغرب" },
		{ "مراكس", "مراكش" },
		{ "فلصطين", "فلسطين" },
		{ "الانتحابات", "الانتخابات" },
		{ "الاتنخابات", "الانتخابات" },
		{ "المحروكات", "المحروقات" },
		/* letters that are alike, the first one too */
		{ "ظغط", "ضغط" },
		{ "الحگونة", "الحكومة" },
		{ "قطاء", "قطاع" },
		{ "الاكتضاض", "الاكتظاظ" },
		/* the bare word under its clitics */
		{ "والمغرت", "والمغرب" },
		{ "بالمغرت", "بالمغرب" },
		{ "وبالانتحابت", "وبالانتخابات" },
		/* spaces */
		{ "المغربوالجزائر", "المغرب والجزائر" },
		{ "المغ رب", "المغرب" },
		{ "مدينةمراكش", "مدينة مراكش" },
		/* other languages */
		{ "minstère", "ministère" },
		{ "réfrome", "réforme" },
		{ "goverment", "government" },
		{ "parliment", "parliament" },
		{ "l'Éconmie", "l'Économie" },
		{ "Casabalnca", "Casablanca" },
		/* the rest of the query stays */
		{ "+المغرت -الجزائز", "+المغرب -الجزائز" },
		{ "title:المغرت  lang:ar", "title:المغرب  lang:ar" },
		{ "\"أسعار المحروكات\" OR مراكس",
		  "\"أسعار المحروقات\" OR مراكش" },
		{ "(réfrome) outlet:hesprss", "(réforme) outlet:hesprss" },
		{ "في المغرت", "في المغرب" },
	};
	struct press p = press_full();

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(suggested(&p, str_from(rows[i].typed)),
		           rows[i].want);
	press_close(&p);
}

TEST(what_is_known_or_far_from_all_stays)
{
	static const char *const rows[] = {
		"المغرب", "مغرب", "والمغرب", "reforme", "réformes", "في",
		"ولكن", "زرافة", "xyzxyz", "2026", "ab", "المغ*", "-المغرت",
		"author:المغرت", "source:المغرت", "تلفزيونات", "",
	};
	struct press p = press_full();

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(suggested(&p, str_from(rows[i])), "");
	press_close(&p);
}

TEST(a_better_word_is_in_many_more_articles)
{
	struct press p = press_open();

	add(&p, "مراكس", "مراكس");
	for (int i = 0; i < 9; i++)
		add(&p, "مراكش", "مراكش");
	ok(index_refresh(p.ix, p.s.st));
	assert_str(suggested(&p, STR("مراكس")), "");
	add(&p, "مراكش", "مراكش");
	ok(index_refresh(p.ix, p.s.st));
	assert_str(suggested(&p, STR("مراكس")), "مراكش");
	press_close(&p);
}

TEST(words_are_spelt_as_most_of_the_press_does)
{
	struct press p = press_open();
	struct str out[4];

	add(&p, "x", "أَسْعار، والأســعار");
	add(&p, "x", "اسعار");
	add(&p, "x", "«أسعار»");
	add(&p, "x", "Le MAROC à l'ÉTÉ");
	add(&p, "x", "Le Maroc en Été.");
	add(&p, "x", "Au Maroc l'Été");
	ok(index_refresh(p.ix, p.s.st));
	assert_str(suggested(&p, STR("اسعر")), "أسعار");
	assert_str(suggested(&p, STR("marocc")), "Maroc");
	assert_int_equal(search_complete(&p.s.mem, p.ix, p.s.st, STR("والا"),
	                                 out, 4),
	                 1);
	assert_str(out[0], "والأسعار");
	press_close(&p);
}

/* Completions, each followed by a bar. */
static struct str
completed(struct press *p, struct str typed, size_t max)
{
	struct str out[COMPLETE_MAX], all = STR_EMPTY;
	size_t n = search_complete(&p->s.mem, p->ix, p->s.st, typed, out, max);

	for (size_t i = 0; i < n; i++)
		all = str_fmt(&p->s.mem, "%.*s%.*s|", STR_ARG(all),
		              STR_ARG(out[i]));
	return all;
}

TEST(the_last_word_is_completed)
{
	static const struct {
		const char *typed, *want;
	} rows[] = {
		{ "المغر", "المغرب|" },
		{ "أسعار الم", "أسعار المغرب|أسعار المحروقات|" },
		{ "أسعار ", "" },
		{ "م", "" },
		{ "مس", "مسؤول|مستشفى|مستمر|" },
		{ "title:مرا", "title:مراكش|" },
		{ "+réf", "+réforme|" },
		{ "l'Éco", "l'Économie|" },
		{ "\"The gov", "\"The government|" },
		{ "مغرب", "" },
		{ "", "" },
		{ "؟!", "" },
	};
	struct press p = press_full();

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(completed(&p, str_from(rows[i].typed), 5),
		           rows[i].want);
	assert_str(completed(&p, STR("أسعار الم"), 1), "أسعار المغرب|");
	assert_str(completed(&p, STR("أسعار الم"), 0), "");
	press_close(&p);
}

TEST(words_of_one_family_come_last)
{
	struct press p = press_open();

	for (int i = 0; i < 3; i++)
		add(&p, "x", "كتابها كتابهم كتابه كتابنا كتابهما");
	for (int i = 0; i < 2; i++)
		add(&p, "x", "كتابات");
	add(&p, "x", "كتابها");
	ok(index_refresh(p.ix, p.s.st));
	assert_str(completed(&p, STR("كتا"), 2), "كتابها|كتابات|");
	assert_str(completed(&p, STR("كتا"), 3), "كتابها|كتابات|كتابنا|");
	press_close(&p);
}

TEST(hostile_queries_are_survived)
{
	static const char *const rows[] = {
		"", " ", "\"", "\xFF\xFE\x80", "\xD8", "ـــ", "ًٌٍ", "\x01\x02",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"%s%n", "ااااااااااااااااااااااااااااااااااا", "وووووووو",
		"الالالال", "a'b'c'd", "\xEF\xBF\xBF", "((((", "*", "الـ",
	};
	static char big[20000];
	struct press p = press_full();

	for (size_t i = 0; i < COUNT(rows); i++) {
		suggested(&p, str_from(rows[i]));
		completed(&p, str_from(rows[i]), 20);
	}
	for (size_t i = 0; i < sizeof(big); i++)
		big[i] = "abcdefg "[i % 8];
	suggested(&p, (struct str){ big, sizeof(big) });
	completed(&p, (struct str){ big, sizeof(big) }, 20);
	memset(big, 'e', sizeof(big));
	suggested(&p, (struct str){ big, sizeof(big) });
	completed(&p, (struct str){ big, 100 }, 20);
	press_close(&p);
}

/* The plain definition of a distance, as a measure of slips.c. */
TEST(slips_cost_what_the_table_says)
{
	static const struct {
		const char *typed, *other;
		unsigned cost;
	} rows[] = {
		{ "كتاب", "كتاب", 0 },
		{ "كتاب", "قتاب", SLIPS_ALIKE + SLIPS_FIRST },
		{ "كتاب", "كطاب", SLIPS_ALIKE },
		{ "كتاب", "كتب", SLIPS_WEAK },
		{ "كتب", "كتتب", SLIPS_DOUBLED },
		{ "كتاب", "تكاب", SLIPS_SWAPPED + SLIPS_FIRST },
		{ "كتاب", "كاتب", SLIPS_SWAPPED },
		{ "كتاب", "كتام", SLIPS_OTHER },
		{ "كتاب", "كتابم", SLIPS_OTHER },
		{ "letters", "lettres", SLIPS_SWAPPED },
		{ "letters", "leters", SLIPS_DOUBLED },
		{ "letters", "xetters", SLIPS_NEVER },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str rest = str_from(rows[i].other);
		struct slips s;
		size_t depth = 0;
		uint32_t c;

		assert_true(slips_begin(&s, str_from(rows[i].typed), 20));
		while (utf8_next(&rest, &c))
			slips_letter(&s, depth++, c);
		if (slips_total(&s, depth) != rows[i].cost)
			print_error("%s / %s\n", rows[i].typed, rows[i].other);
		assert_int_equal(slips_total(&s, depth), rows[i].cost);
	}
}

RUN(CASE(misspelt_words_are_put_right),
    CASE(what_is_known_or_far_from_all_stays),
    CASE(a_better_word_is_in_many_more_articles),
    CASE(words_are_spelt_as_most_of_the_press_does),
    CASE(the_last_word_is_completed), CASE(words_of_one_family_come_last),
    CASE(hostile_queries_are_survived), CASE(slips_cost_what_the_table_says))
