#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "text/normalise.h"

#define SHARED_MAX_BYTES (4u << 20)

struct row {
	const char *in, *want;
};

static void
check_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		assert_str(text_language(str_from(rows[i].in)), rows[i].want);
}

TEST(tells_languages_apart)
{
	static const struct row rows[] = {
		{ "قال الوزير إن الحكومة ستعلن عن البرنامج يوم الاثنين", "ar" },
		{ "Le ministre a déclaré que le gouvernement est prêt", "fr" },
		{ "The minister said that the government is ready", "en" },
		{ "El ministro dijo que el gobierno está listo para las",
		  "es" },
		{ "وزیر گفت که دولت این برنامه را اعلام "
		  "می‌کند",
		  "" },
		{ "Министр сказал, что правительство готово", "" },
		{ "12345", "" },
		{ "", "" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(knows_darija_in_both_scripts)
{
	static const struct row rows[] = {
		{ "هاد المدينة زوينة ولكن خاصها شوية ديال النقا", "ary" },
		{ "گالو ليا بلي الطريق مسدودة، واش بصح هادشي؟", "ary" },
		{ "علاش ما كاينش الضو فالزنقة ديالنا هادي يوماين", "ary" },
		{ "had lmdina zwina walakin khassha chwiya d nqa", "ary-Latn" },
		{ "3lach makaynch do f zen9a dyalna hadi youmayn?",
		  "ary-Latn" },
		{ "galo liya bli tri9 mseddouda, wach bse7 hadchi",
		  "ary-Latn" },
		{ "انقطع التيار الكهربائي عن حينا منذ يومين", "ar" },
		{ "لماذا لا يوجد ضوء في الزقاق؟ هذا ما سأله السكان", "ar" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(tifinagh_is_told_by_its_script)
{
	static const struct row rows[] = {
		{ "ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ, ⵎⴰⵏⵣⴰⴽⵉⵏ ⵜⴳⴰⵎ", "zgh" },
		{ "ⵜⴰⵎⴰⵣⵉⵖⵜ", "zgh" },
		{ "La télévision publique diffuse en ⵜⴰⵎⴰⵣⵉⵖⵜ", "fr" },
	};

	check_rows(rows, COUNT(rows));
}

/* Written for this test: each is nearest to some language that is known. */
TEST(other_languages_are_not_taken_for_those_it_knows)
{
	static const struct row rows[] = {
		{ "O ministro disse ontem que o governo não vai mudar nada",
		  "" },
		{ "Il ministro ha detto che il governo non cambierà nulla",
		  "" },
		{ "Der Minister sagte, dass die Regierung nichts ändern will",
		  "" },
		{ "De minister zei dat de regering niets gaat veranderen", "" },
		{ "Ministeren sagde, at regeringen ikke vil ændre noget", "" },
		{ "Hallitus kertoi rakentavansa uusia kouluja ensi vuonna",
		  "" },
		{ "Rais alisema serikali itajenga shule katika kila mkoa", "" },
		{ "Qeveria tha se do të ndërtojë shkolla të reja", "" },
		{ "Pemerintah berjanji akan membangun sekolah di setiap desa",
		  "" },
		{ "حکومت نے کہا ہے کہ وہ ہر ضلع میں نئے سکول بنائے گی", "" },
		{ "حکوومەت ڕایگەیاند کە قوتابخانەی نوێ دروست دەکات", "" },
	};

	check_rows(rows, COUNT(rows));
}

TEST(a_language_needs_its_words_and_its_script)
{
	static const char turkish[] =
		"Belediye, de yeni hattin ne zaman hizmete girecegini acikladi "
		"ve bu yil icinde iki yeni istasyon da acilacak; halk ise daha "
		"cok sefer ve daha ucuz bilet istiyor, fiyatlar yine artti.";

	assert_str(text_language(str_from(turkish)), "");
	assert_true(text_may_be(str_from(turkish), STR("tr-TR")));
	assert_false(text_may_be(str_from(turkish), STR("ar")));
	assert_false(text_may_be(STR("نص عربي قصير"), STR("en-US")));
	assert_true(text_may_be(STR("نص عربي قصير"), STR("fa")));
	assert_true(text_may_be(STR("نص عربي قصير"), STR("ary")));
	assert_false(text_may_be(STR("日本語の記事です"), STR("en")));
	assert_true(text_may_be(STR("日本語の記事です"), STR("ja")));
	assert_true(text_may_be(STR("12:30"), STR("ar")));
	assert_str(text_language(STR("Achraf Hakimi")), "");
	assert_str(text_language(STR("كاريكاتير")), "ar");
}

static void
put_times(struct buf *out, const char *sentence, int times)
{
	while (times-- > 0)
		buf_put(out, str_from(sentence));
}

TEST(an_article_is_in_the_language_of_most_of_it)
{
	static const char darija[] =
		"واش هادشي معقول؟ الناس عيات من هاد الهضرة وباغا غير تخدم. ";
	static const char arabic[] =
		"وأوضح المجلس في بلاغه أن الأشغال ستنطلق خلال الشهر المقبل. ";
	struct buf a = BUF_INIT(SHARED_MAX_BYTES);

	put_times(&a, darija, 1);
	put_times(&a, arabic, 20);
	assert_str(text_language(buf_str(&a)), "ar");
	buf_clear(&a);
	put_times(&a, arabic, 3);
	put_times(&a, darija, 20);
	assert_str(text_language(buf_str(&a)), "ary");
	buf_release(&a);
}

/* A class of the shared sentences: what must be found, in percent. */
struct class
{
	const char *name, *code;
	int recall, precision;
	int all, right, given; /* given: texts of any class with that code */
};

static void
count_line(struct class *classes, size_t n, struct str line)
{
	struct str name = str_until(&line, '\t');
	struct str got = text_language(line);

	for (size_t i = 0; i < n; i++) {
		bool is = str_eq(name, str_from(classes[i].name));
		bool given = str_eq(got, str_from(classes[i].code));

		classes[i].all += is;
		classes[i].given += given;
		classes[i].right += is && given;
	}
}

static void
check_class(const struct class *c)
{
	print_message("%s: %d of %d, %d so called\n", c->code, c->right, c->all,
	              c->given);
	assert_true(c->all > 0);
	assert_true(c->right * 100 >= c->all * c->recall);
	assert_true(c->right * 100 >= c->given * c->precision);
}

TEST(sentences_of_the_shared_data_are_told)
{
	static struct class classes[] = {
		{ .name = "ar", .code = "ar", .recall = 97, .precision = 90 },
		{ .name = "ary-arab",
		  .code = "ary",
		  .recall = 85,
		  .precision = 97 },
		{ .name = "ary-latn",
		  .code = "ary-Latn",
		  .recall = 93,
		  .precision = 98 },
		{ .name = "en", .code = "en", .recall = 97, .precision = 98 },
		{ .name = "es", .code = "es", .recall = 95, .precision = 98 },
	};
	const char *shared = getenv("MARSAD_SHARED");
	struct buf raw = BUF_INIT(SHARED_MAX_BYTES);
	struct str rest;
	char path[512];

	snprintf(path, sizeof(path), "%s/data/arabic/langid/lid.tsv",
	         shared != NULL ? shared : "");
	if (shared == NULL || io_read_file(path, &raw) != ERR_OK) {
		buf_release(&raw);
		print_message("skipped: no shared data\n");
		skip();
	}
	for (rest = buf_str(&raw); rest.n > 0;)
		count_line(classes, COUNT(classes), str_line(&rest));
	for (size_t i = 0; i < COUNT(classes); i++)
		check_class(&classes[i]);
	buf_release(&raw);
}

RUN(CASE(tells_languages_apart), CASE(knows_darija_in_both_scripts),
    CASE(tifinagh_is_told_by_its_script),
    CASE(other_languages_are_not_taken_for_those_it_knows),
    CASE(a_language_needs_its_words_and_its_script),
    CASE(an_article_is_in_the_language_of_most_of_it),
    CASE(sentences_of_the_shared_data_are_told))
