#include "test.h"

#include "analyse/analyse.h"
#include "analyse/topic.h"

struct asked {
	struct analyser *an;
	struct doc *d;
};

static struct asked
ask(const char *title, const char *text)
{
	struct asked a = { analyser_new(), doc_new() };

	a.d->article.title = str_from(title);
	a.d->article.text = str_from(text);
	return a;
}

static enum topic
answer(struct asked *a)
{
	enum topic t;

	assert_int_equal(analyse_doc(a->an, a->d), ERR_OK);
	t = a->d->analysis.topic;
	analyser_free(a->an);
	doc_free(a->d);
	return t;
}

TEST(sections_are_known_in_three_languages)
{
	static const struct { const char *name; enum topic want; } rows[] = {
		{ "رياضة", TOPIC_SPORT },
		{ "الرياضة", TOPIC_SPORT },
		{ "الطب والصحة", TOPIC_SCIENCE },
		{ "Économie", TOPIC_ECONOMY },
		{ "ECONOMY", TOPIC_ECONOMY },
		{ "Faits divers", TOPIC_ACCIDENTS },
		{ "آراء ومقالات", TOPIC_OPINION },
		{ "العالم", TOPIC_WORLD },
		{ "politics", TOPIC_POLITICS },
		{ "أخبار", TOPIC_NONE },
		{ "الرئيسية", TOPIC_NONE },
		{ "", TOPIC_NONE },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (topic_of_section(str_from(rows[i].name)) != rows[i].want)
			fail_msg("%s", rows[i].name);
}

TEST(a_long_section_is_no_section)
{
	char name[5000];

	memset(name, 'a', sizeof(name));
	assert_int_equal(topic_of_section((struct str){ name, sizeof(name) }),
	                 TOPIC_NONE);
}

TEST(the_outlet_is_believed_before_the_text)
{
	struct asked a = ask("فوز الفريق في المباراة",
	                     "سجل اللاعب هدفين في مرمى الفريق الضيف");

	a.d->article.section = STR("اقتصاد");
	assert_int_equal(answer(&a), TOPIC_ECONOMY);
}

TEST(the_folder_of_an_address_tells_the_last_part_does_not)
{
	struct asked a = ask("خبر قصير", "نص قصير");

	a.d->article.canonical_url = STR("https://h.example/sport/1.html");
	assert_int_equal(answer(&a), TOPIC_SPORT);
	a = ask("خبر قصير", "نص قصير");
	a.d->article.canonical_url = STR("https://h.example/1/sport");
	assert_int_equal(answer(&a), TOPIC_NONE);
}

TEST(tags_tell_when_nothing_else_does)
{
	struct str tags[] = { STR("الرباط"), STR("ثقافة وفن") };
	struct asked a = ask("خبر قصير", "نص قصير");

	a.d->article.tags = tags;
	a.d->article.tag_count = COUNT(tags);
	assert_int_equal(answer(&a), TOPIC_CULTURE);
}

TEST(the_text_tells_when_the_outlet_does_not)
{
	struct asked a;

	a = ask("تعادل مثير بين الجارين في افتتاح الدوري",
	        "تعادل فريق المرفأ مع ضيفه فريق الجبل بهدفين لمثلهما في "
	        "المباراة التي جمعتهما ضمن الجولة الأولى من الدوري، وسجل "
	        "المهاجم هدف التعادل من ضربة جزاء قبل صافرة الحكم، وقال "
	        "المدرب إن اللاعبين قدموا مباراة كبيرة أمام الجماهير.");
	assert_int_equal(answer(&a), TOPIC_SPORT);
	a = ask("البورصة تغلق على ارتفاع بدعم أسهم البنوك",
	        "أغلق مؤشر البورصة على ارتفاع بنسبة واحد بالمئة بدعم من أسهم "
	        "البنوك والشركات العقارية، وبلغت قيمة التداولات مليار درهم، "
	        "وقال محللون إن أرباح الشركات في الربع الأول فاقت توقعات "
	        "السوق وإن أسعار النفط دعمت المستثمرين.");
	assert_int_equal(answer(&a), TOPIC_ECONOMY);
}

TEST(storms_and_floods_are_told_by_the_title)
{
	struct asked a = ask("أمطار رعدية وسيول تقطع طريق الجبل",
	                     "قطعت السيول الطريق الجبلية ليلة أمس.");

	assert_int_equal(answer(&a), TOPIC_ACCIDENTS);
}

TEST(what_is_not_sure_is_unknown)
{
	struct asked a = ask("من هنا وهناك", "كلام قصير");

	assert_int_equal(answer(&a), TOPIC_NONE);
	a = ask("The match ended in a draw", "The match ended in a draw "
	        "between the two teams after a late penalty kick.");
	assert_int_equal(answer(&a), TOPIC_NONE);
}

TEST(an_explanation_names_words_of_the_text)
{
	struct asked a = ask("المباراة", "سجل اللاعب هدفا في المباراة أمام "
	                     "الفريق الضيف في الدوري");
	struct topic_verdict v;

	assert_int_equal(analyse_doc(a.an, a.d), ERR_OK);
	topic_explain(a.d, &v);
	assert_int_equal(v.topic, TOPIC_SPORT);
	assert_true(v.word_n > 0 && v.chance > v.second_chance);
	for (size_t i = 0; i < v.word_n; i++)
		assert_true(str_find(a.d->analysis.text_folded, v.words[i]) !=
		            STR_NPOS);
	analyser_free(a.an);
	doc_free(a.d);
}

RUN(CASE(sections_are_known_in_three_languages),
    CASE(a_long_section_is_no_section),
    CASE(the_outlet_is_believed_before_the_text),
    CASE(the_folder_of_an_address_tells_the_last_part_does_not),
    CASE(tags_tell_when_nothing_else_does),
    CASE(the_text_tells_when_the_outlet_does_not),
    CASE(storms_and_floods_are_told_by_the_title),
    CASE(what_is_not_sure_is_unknown),
    CASE(an_explanation_names_words_of_the_text))
