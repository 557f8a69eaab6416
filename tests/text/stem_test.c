#include "test.h"

#include "base/buf.h"
#include "text/normalise.h"
#include "text/stem.h"

static struct str
stem_of(struct stemmer *st, enum stem_language l, struct buf *b,
        struct str shown)
{
	buf_clear(b);
	text_fold(b, shown);
	return stem_word(st, l, buf_str(b));
}

/* All words of a line, separated by spaces, have one stem. */
static void
check_family(struct stemmer *st, enum stem_language l, const char *words)
{
	struct buf b = BUF_INIT(1024), first = BUF_INIT(1024);
	struct str rest = str_from(words), w;

	while ((w = str_word(&rest)).n > 0) {
		struct str stem = stem_of(st, l, &b, w);

		if (first.n == 0)
			buf_put(&first, stem);
		if (!str_eq(stem, buf_str(&first)))
			fail_msg("%.*s: %.*s, not %.*s", STR_ARG(w),
			         STR_ARG(stem), STR_ARG(buf_str(&first)));
	}
	buf_release(&b);
	buf_release(&first);
}

static void
check_families(enum stem_language l, const char *const *rows, size_t n)
{
	struct stemmer *st = stemmer_new();

	for (size_t i = 0; i < n; i++)
		check_family(st, l, rows[i]);
	stemmer_free(st);
}

TEST(arabic_families_meet)
{
	static const char *const rows[] = {
		"كتاب الكتاب وكتاب بالكتاب وبالكتاب للكتاب كتابه كتابها كتابهم",
		"مدرسة المدرسة مدرستها والمدرسة للمدرسة",
		"وزير الوزير وزيرة الوزيران الوزيرين ووزير للوزير بوزير",
		"مهندس مهندسون مهندسين المهندسات مهندسا",
		"وزارة الوزارة وزارات بوزارة وزارتها والوزارة",
		"ثقافة الثقافية ثقافيا ثقافي والثقافي",
		"المغرب بالمغرب للمغرب والمغرب مغربي المغربية مغاربة",
		"رئيس الرئيس رئيسا ورئيس برئيس رئيسة",
		"شعراء الشعراء شاعر",
		"لاعب اللاعب لاعبين اللاعبون لاعبات",
		"ألمانيا بألمانيا الألماني الألمانية وألمانيا",
		"الشركة شركات شركتين وشركتان شركاتهم",
		"قال وقال قالت وقالت وقالوا قالا",
	};

	check_families(STEM_NONE, rows, COUNT(rows));
}

TEST(arabic_patterns_meet)
{
	static const char *const rows[] = {
		"جبل جبال الجبال", "حقل حقول", "نافذة نوافذ النوافذ",
		"ساحل سواحل", "يقتحم اقتحام الاقتحام", "عاشق عشاق",
		"أسطورة أساطير", "يرفض رفض رفضت", "سفراء سفير",
		"متحف متاحف", "سيرفض ويرفض رفضوا",
	};

	check_families(STEM_NONE, rows, COUNT(rows));
}

TEST(names_keep_their_first_letters)
{
	static const struct {
		const char *shown, *stem;
	} rows[] = {
		{ "واشنطن", "واشنطن" },   { "بواشنطن", "واشنطن" },
		{ "وواشنطن", "واشنطن" },  { "بريطانيا", "بريطان" },
		{ "لبنان", "لبنان" },     { "ولبنان", "لبنان" },
		{ "فرنسا", "فرنس" },      { "باكستان", "باكستان" },
		{ "الباكستان", "باكستان" }, { "كوريا", "كور" },
		{ "لندن", "لندن" },       { "يوسف", "يوسف" },
		{ "برشلونة", "برشلون" },  { "لبرشلونة", "برشلون" },
		{ "والد", "والد" },       { "والده", "والد" },
		{ "اليمن", "يمن" },       { "إيران", "ايران" },
		{ "بالغ", "بالغ" },
		{ "من", "من" },           { "و", "و" },
		{ "علي", "علي" },         { "covid19", "covid19" },
		{ "رقم12", "رقم12" },     { "привет", "привет" },
	};
	struct stemmer *st = stemmer_new();
	struct buf b = BUF_INIT(1024);

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(stem_of(st, STEM_FRENCH, &b,
		                   str_from(rows[i].shown)),
		           rows[i].stem);
	buf_release(&b);
	stemmer_free(st);
}

TEST(arabic_strangers_do_not_meet)
{
	static const char *const rows[][2] = {
		{ "وزير", "زيارة" },  { "وزارة", "زار" },
		{ "بريد", "يريد" },   { "لقاء", "قائد" },
		{ "كبير", "بيرو" },   { "فريق", "ريق" },
		{ "لبنان", "لبن" },   { "والد", "دواء" },
		{ "ألمانيا", "مان" }, { "بحر", "حر" },
		{ "سعر", "عرب" },     { "يمين", "مين" },
	};
	struct stemmer *st = stemmer_new();
	struct buf a = BUF_INIT(1024), b = BUF_INIT(1024);

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(stem_of(st, STEM_NONE, &a, str_from(rows[i][0])),
		           stem_of(st, STEM_NONE, &b, str_from(rows[i][1]))))
			fail_msg("%s and %s", rows[i][0], rows[i][1]);
	buf_release(&a);
	buf_release(&b);
	stemmer_free(st);
}

TEST(french_families_meet)
{
	static const char *const rows[] = {
		"élection élections",
		"régional régionale régionales régionaux",
		"annoncé annoncée annoncés annoncées annoncer annonce",
		"accusé accusée accusés accuser",
		"blessé blessée blessés blessées",
		"premier première premières premiers",
		"marocain marocaine marocains marocaines",
		"société sociétés SOCIÉTÉS Societe",
		"national nationale nationaux",
		"cheval chevaux",
	};

	check_families(STEM_FRENCH, rows, COUNT(rows));
}

TEST(english_and_spanish_families_meet)
{
	static const char *const english[] = {
		"minister ministers",
		"announce announced announces announcing",
		"country countries",
		"attack attacks attacked attacking",
	};
	static const char *const spanish[] = {
		"elección elecciones",
		"información informaciones",
		"comunicación comunicaciones",
		"política políticas político políticos",
		"habló hablar hablado hablando hablaron",
		"español española españoles",
	};

	check_families(STEM_ENGLISH, english, COUNT(english));
	check_families(STEM_SPANISH, spanish, COUNT(spanish));
}

TEST(languages_are_known_by_their_codes)
{
	assert_int_equal(stem_language(STR("fr")), STEM_FRENCH);
	assert_int_equal(stem_language(STR("en")), STEM_ENGLISH);
	assert_int_equal(stem_language(STR("es")), STEM_SPANISH);
	assert_int_equal(stem_language(STR("ar")), STEM_NONE);
	assert_int_equal(stem_language(STR("")), STEM_NONE);
}

/* What was asked for before changes nothing. */
TEST(a_stemmer_used_before_gives_the_same)
{
	struct stemmer *used = stemmer_new();
	struct buf b = BUF_INIT(1024);

	for (uint32_t i = 0; i < 60000; i++) {
		uint32_t x = i * 2654435761u;
		struct stemmer *fresh;
		struct str got;

		buf_clear(&b);
		for (uint32_t k = 0; k < 3 + i % 7; k++, x = x >> 4 | x << 28)
			buf_put_cp(&b, 0x0627 + (x & 15) * 2);
		got = stem_word(used, STEM_NONE, buf_str(&b));
		assert_true(got.n > 0 && got.n <= STEM_WORD_MAX);
		if (i % 1000 != 0)
			continue;
		fresh = stemmer_new();
		assert_true(str_eq(got, stem_word(fresh, STEM_NONE,
		                                  buf_str(&b))));
		stemmer_free(fresh);
	}
	buf_release(&b);
	stemmer_free(used);
}

/* Those of stem_word, whatever is remembered, for words of all kinds. */
TEST(hashes_are_those_of_the_stems)
{
	static const struct str words[STEM_BATCH] = {
		STR_INIT(""), STR_INIT("والكتاب"), STR_INIT("من"),
		STR_INIT("ministers"), STR_INIT("2026"), STR_INIT("كتب"),
		STR_INIT("استراتيجيات"), STR_INIT("سلام1"), STR_INIT("علي"),
		STR_INIT("والكتاب"), STR_INIT("пример"), STR_INIT("و200"),
	};
	struct stemmer *st = stemmer_new(), *fresh = stemmer_new();
	uint32_t hash[STEM_BATCH];

	for (size_t n = 0; n < 60 * STEM_BATCH; n++) {
		stem_hashes(st, STEM_ENGLISH, words, n % STEM_BATCH + 1, hash);
		for (size_t i = 0; i <= n % STEM_BATCH; i++)
			assert_int_equal(hash[i],
			                 stem_hash(stem_word(fresh,
			                                     STEM_ENGLISH,
			                                     words[i])));
	}
	stemmer_free(st);
	stemmer_free(fresh);
}

RUN(CASE(arabic_families_meet), CASE(arabic_patterns_meet),
    CASE(names_keep_their_first_letters), CASE(arabic_strangers_do_not_meet),
    CASE(french_families_meet), CASE(english_and_spanish_families_meet),
    CASE(languages_are_known_by_their_codes),
    CASE(a_stemmer_used_before_gives_the_same),
    CASE(hashes_are_those_of_the_stems))
