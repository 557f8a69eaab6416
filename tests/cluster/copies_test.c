#include "cluster/wire.h"

#include <stdlib.h>

#include "base/rng.h"
#include "cluster/copies.h"

#define SLOTS 64u

/* A wire on a bridge, and what outlets made of it. */
#define BRIDGE_TITLE "افتتاح جسر وادي الزيتون أمام حركة السير"
#define BRIDGE_LEAD                                                        \
	"افتتح وزير التجهيز صباح اليوم جسر وادي الزيتون الرابط بين مدينتي " \
	"تالمست وأغرود بعد أشغال دامت ثلاث سنوات وكلفت مئة وعشرين مليون "  \
	"درهم. "
#define BRIDGE_BODY                                                        \
	"وقال الوزير في كلمة بالمناسبة إن المشروع سيقلص مدة السفر بين "    \
	"المدينتين من ساعتين إلى خمسين دقيقة، ويفك العزلة عن سبع قرى "     \
	"ظلت معزولة كل شتاء. "
#define BRIDGE_END                                                         \
	"وأوضح مهندس الورش إدريس البقالي أن الجسر يمتد على طول ستمئة متر " \
	"ويرتكز على أربع عشرة دعامة صممت لمقاومة الفيضانات والهزات. "
#define BRIDGE BRIDGE_LEAD BRIDGE_BODY BRIDGE_END

/* The same, a few words changed by an editor. */
#define BRIDGE_EDITED                                                      \
	"دشن وزير التجهيز صباح اليوم جسر وادي الزيتون الرابط بين مدينتي "  \
	"تالمست وأغرود بعد أشغال دامت ثلاث سنوات وكلفت مئة وعشرين مليون "  \
	"درهم مغربي. "                                                    \
	"وأكد الوزير في كلمة بالمناسبة إن المشروع سيقلص مدة السفر بين "    \
	"المدينتين من ساعتين إلى خمسين دقيقة، ويفك العزلة عن سبع قرى "     \
	"ظلت معزولة كل شتاء. "                                            \
	"وأضاف مهندس الورش إدريس البقالي أن الجسر يمتد على طول ستمئة متر " \
	"ويرتكز على أربع عشرة دعامة صممت لمقاومة الفيضانات. "

/* Another event of the same day. */
#define HARVEST                                                            \
	"سجل موسم جني التمور في واحة تنغرت ارتفاعا بنسبة الثلث مقارنة مع " \
	"العام الماضي بفضل تساقطات الخريف، حسب ما أفادت تعاونية النخيل. "  \
	"وتتوقع التعاونية أن يصل الإنتاج إلى تسعة آلاف طن، يوجه نصفها "    \
	"إلى أسواق الشمال فيما يخزن الباقي لشهر رمضان. وعزا رئيسها سعيد "  \
	"أوحمو هذه النتيجة إلى نظام السقي الجديد وإلى عودة شبان القرى. "

/* One text for what comes again and again: only the facts differ. */
#define GREETING(country, people, president, capital)                      \
	"بعث رئيس الدولة برقية تهنئة إلى رئيس جمهورية " country           \
	" بمناسبة ذكرى اليوم الوطني لبلاده. وأعرب رئيس الدولة في برقيته " \
	"عن أصدق التهاني وأطيب التمنيات بالصحة والسعادة لفخامة الرئيس "    \
	president " ولحكومة وشعب " people " الصديق اطراد التقدم "         \
	"والازدهار. وستقام الاحتفالات في " capital                        \
	" بحضور الوفود المشاركة. "
#define FLIGHT(number, tons)                                               \
	"وصلت إلى مطار مرسى النور صباح اليوم الطائرة الإغاثية " number     \
	" ضمن الجسر الجوي الذي يسيره الهلال الأحمر لإغاثة المتضررين من "   \
	"السيول. وتحمل الطائرة " tons " من المواد الغذائية والأدوية "      \
	"والخيام، وكان في استقبالها والي المدينة ومندوب الصحة وعدد من "    \
	"المتطوعين الذين شرعوا في تفريغ الحمولة. "

#define STRIKE_TITLE "Grève des tramways à Valmorel"
#define STRIKE                                                             \
	"Le trafic des tramways de Valmorel sera fortement perturbé lundi " \
	"à l'appel de trois syndicats, qui réclament des embauches et une " \
	"revalorisation des salaires, a annoncé la régie dans un "          \
	"communiqué. Une rame sur quatre circulera aux heures de pointe "   \
	"sur les lignes A et B, tandis que la ligne C sera entièrement "    \
	"fermée. La direction juge ces demandes irréalistes et propose une " \
	"médiation sous l'égide de la préfète Hélène Courtavel. "

static enum copy_verdict
verdict(const char *a_title, const char *a, const char *b_title,
        const char *b)
{
	struct shingles x = wire_shingles(a_title, a);
	struct shingles y = wire_shingles(b_title, b);
	struct copies *c = copies_new(SLOTS);
	struct copy_link there, back;

	copies_add(c, 0, &x, NULL, 0);
	copies_add(c, 1, &y, NULL, 0);
	copies_compare(c, 0, 1, &there);
	copies_compare(c, 1, 0, &back);
	copies_free(c);
	/* the verdict is that of the pair */
	assert_int_equal(there.verdict, back.verdict);
	assert_int_equal(there.contained, back.contained);
	assert_int_equal(there.alike, back.alike);
	assert_int_equal(there.rare, back.rare);
	return there.verdict;
}

TEST(a_wire_is_known_again_through_edits)
{
	assert_int_equal(verdict(BRIDGE_TITLE, BRIDGE, BRIDGE_TITLE, BRIDGE),
	                 COPY_SAME);
	assert_int_equal(verdict(BRIDGE_TITLE, BRIDGE, "جسر جديد بالجنوب",
	                         BRIDGE_EDITED),
	                 COPY_SAME);
	assert_int_equal(verdict("Tramways : grève lundi", STRIKE STRIKE_TITLE,
	                         STRIKE_TITLE, STRIKE),
	                 COPY_SAME);
	assert_int_equal(verdict(BRIDGE_TITLE, BRIDGE, "واحة تنغرت", HARVEST),
	                 COPY_OTHER);
}

TEST(a_short_form_is_a_copy_of_the_longer_one)
{
	assert_int_equal(verdict(BRIDGE_TITLE, BRIDGE_LEAD BRIDGE_BODY,
	                         "الجنوب: جسر وموسم", BRIDGE HARVEST),
	                 COPY_SAME);
}

TEST(a_passage_of_a_text_many_times_as_long_is_embedded)
{
	assert_int_equal(verdict("جسر", BRIDGE_LEAD, "موجز",
	                         BRIDGE_LEAD HARVEST STRIKE
	                         GREETING("سيلورا", "سيلورا", "تارو ميندال",
	                                  "بورتا")
	                         FLIGHT("الخامسة", "اثني عشر طنا")),
	                 COPY_EMBEDDED);
}

TEST(what_only_two_sentences_share_is_related)
{
	assert_int_equal(verdict("جسر", BRIDGE_LEAD BRIDGE_BODY,
	                         "جسر", BRIDGE_LEAD STRIKE),
	                 COPY_RELATED);
}

TEST(greetings_to_two_countries_are_a_template)
{
	assert_int_equal(
	        verdict("رئيس الدولة يهنئ رئيس سيلورا",
	                GREETING("سيلورا", "سيلورا", "تارو ميندال", "بورتا"),
	                "رئيس الدولة يهنئ رئيس كاردونيا",
	                GREETING("كاردونيا", "كاردونيا", "فيليم أوستاد",
	                         "غراندفيك")),
	        COPY_TEMPLATE);
}

TEST(the_fifth_flight_is_not_the_sixth)
{
	const char *fifth = FLIGHT("الخامسة", "اثني عشر طنا");
	const char *sixth = FLIGHT("السادسة", "أحد عشر طنا وزيادة");
	const char *retold = FLIGHT("الخامسة", "أحد عشر طنا وزيادة");

	assert_int_equal(verdict("وصول الطائرة", fifth, "وصول الطائرة",
	                         sixth),
	                 COPY_TEMPLATE);
	assert_int_equal(verdict("وصول الطائرة", fifth, "طائرة إغاثة",
	                         retold),
	                 COPY_SAME);
}

TEST(the_guard_that_spoke_is_named)
{
	struct shingles x = wire_shingles("وصول الطائرة الخامسة",
	                                  FLIGHT("الخامسة", "اثني عشر طنا"));
	struct shingles y = wire_shingles("وصول الطائرة السادسة",
	                                  FLIGHT("السادسة",
	                                         "أحد عشر طنا وزيادة"));
	struct copies *c = copies_new(SLOTS);
	struct copy_facts f;

	copies_add(c, 0, &x, NULL, 0);
	copies_add(c, 1, &y, NULL, 0);
	copies_explain(c, 0, 1, &f);
	assert_true(f.marks_differ);
	assert_int_equal(f.link.slot, 1);
	assert_string_equal(copy_verdict_name(f.link.verdict), "template");
	assert_in_range(f.shared, f.a_n * 6 / 10, f.a_n * 8 / 10);
	copies_explain(c, 0, 0, &f);
	assert_false(f.marks_differ || f.rare_differ || f.titles_differ);
	assert_int_equal(f.shared, f.a_n);
	copies_free(c);
}

TEST(a_few_words_are_copies_only_if_nearly_all_are_the_same)
{
	const char *a = "تأجلت مباراة اتحاد الميناء وشباب الواحة إلى الأحد";

	assert_int_equal(verdict("تأجيل", a, "تأجيل", a), COPY_SAME);
	assert_int_equal(verdict("تأجيل", a, "تأجيل",
	                         "تأجلت مباراة اتحاد الميناء وشباب الواحة "
	                         "بسبب الأمطار الغزيرة"),
	                 COPY_OTHER);
}

static void
come(struct copies *c, uint32_t slot, const struct shingles *s)
{
	struct copy_link links[COPIES_LINKS_MAX];
	size_t n = copies_find(c, s, links);

	copies_add(c, slot, s, links, n);
}

static bool
together(struct copies *c, uint32_t a, uint32_t b)
{
	uint32_t group[COPIES_GROUP_MAX];
	size_t reached, n = copies_group(c, a, group, &reached);

	for (size_t i = 0; i < n; i++)
		if (group[i] == b)
			return true;
	return false;
}

TEST(a_digest_does_not_make_its_parts_one_text)
{
	struct shingles part = wire_shingles(BRIDGE_TITLE, BRIDGE);
	struct shingles other = wire_shingles("تمور", HARVEST);
	struct shingles whole = wire_shingles("موجز", BRIDGE HARVEST);
	struct copies *c = copies_new(SLOTS);

	come(c, 0, &part);
	come(c, 1, &whole);
	assert_true(together(c, 0, 1));
	come(c, 2, &other);
	assert_false(together(c, 0, 2));
	/* and once the part is gone, the rest is whole again */
	copies_drop(c, 0);
	assert_true(together(c, 1, 2));
	copies_free(c);
}

TEST(the_order_in_which_articles_come_does_not_matter)
{
	const char *texts[] = { BRIDGE, BRIDGE_EDITED, HARVEST, STRIKE,
		                BRIDGE_LEAD BRIDGE_BODY, STRIKE HARVEST,
		                FLIGHT("الخامسة", "عشرة أطنان"),
		                FLIGHT("السادسة", "تسعة أطنان") };
	struct rng rng = { 7 };
	struct shingles s[COUNT(texts)];
	bool want[COUNT(texts)][COUNT(texts)];

	for (size_t i = 0; i < COUNT(texts); i++)
		s[i] = wire_shingles("عنوان", texts[i]);
	for (int round = 0; round < 20; round++) {
		struct copies *c = copies_new(SLOTS);
		uint32_t order[COUNT(texts)];

		for (uint32_t i = 0; i < COUNT(texts); i++) {
			uint32_t k = (uint32_t)rng_below(&rng, i + 1);

			order[i] = order[k];
			order[k] = i;
		}
		for (size_t i = 0; i < COUNT(texts); i++)
			come(c, order[i], &s[order[i]]);
		for (uint32_t a = 0; a < COUNT(texts); a++)
			for (uint32_t b = 0; b < COUNT(texts); b++) {
				bool is = together(c, a, b);

				if (round == 0)
					want[a][b] = is;
				assert_int_equal(is, want[a][b]);
			}
		copies_free(c);
	}
	assert_true(want[0][1] && want[0][4] && !want[0][2]);
}

TEST(what_was_dropped_leaves_no_trace)
{
	const char *texts[] = { BRIDGE, HARVEST, BRIDGE_EDITED, STRIKE };
	struct copies *c = copies_new(SLOTS), *fresh = copies_new(SLOTS);
	struct shingles s[COUNT(texts)];
	struct copy_link got[COPIES_LINKS_MAX], want[COPIES_LINKS_MAX];
	size_t n;

	for (size_t i = 0; i < COUNT(texts); i++)
		s[i] = wire_shingles("عنوان", texts[i]);
	/* a text revised over and over, more often than generations last */
	for (int i = 0; i < 1000; i++) {
		come(c, 5, &s[i % 4]);
		copies_drop(c, 5);
	}
	come(c, 0, &s[0]);
	come(c, 9, &s[3]);
	come(c, 1, &s[2]);
	copies_drop(c, 9);
	come(fresh, 0, &s[0]);
	come(fresh, 1, &s[2]);
	for (size_t i = 0; i < COUNT(texts); i++) {
		n = copies_find(c, &s[i], got);
		assert_int_equal(n, copies_find(fresh, &s[i], want));
		for (size_t k = 0; k < n; k++) {
			assert_int_equal(got[k].slot, want[k].slot);
			assert_int_equal(got[k].alike, want[k].alike);
		}
	}
	assert_true(together(c, 0, 1));
	copies_free(c);
	copies_free(fresh);
}

#define CROWD 5000u

TEST(thousands_of_identical_articles_keep_lists_bounded)
{
	struct shingles s = wire_shingles(BRIDGE_TITLE, BRIDGE);
	struct copies *c = copies_new(CROWD);
	uint32_t group[COPIES_GROUP_MAX];
	size_t reached, n;

	for (uint32_t i = 0; i < CROWD; i++)
		come(c, i, &s);
	for (uint32_t i = 0; i < CROWD; i++) {
		copies_links(c, i, &n);
		assert_in_range(n, 1, COPIES_LINKED_MAX);
	}
	/* those that came late still know each other when others left */
	for (uint32_t i = 0; i < CROWD - 10; i++)
		copies_drop(c, i);
	assert_int_equal(copies_group(c, CROWD - 1, group, &reached), 10);
	copies_free(c);
}

TEST(memory_comes_back)
{
	struct copies *c = copies_new(CROWD);
	struct shingles s = wire_shingles(BRIDGE_TITLE, BRIDGE);
	size_t full = 0;

	for (int round = 0; round < 20; round++) {
		for (uint32_t i = 0; i < CROWD / 10; i++)
			come(c, i, &s);
		if (round == 0)
			full = copies_bytes(c);
		for (uint32_t i = 0; i < CROWD / 10; i++)
			copies_drop(c, i);
	}
	assert_in_range(copies_bytes(c), 1, full);
	copies_free(c);
}

RUN(CASE(a_wire_is_known_again_through_edits),
    CASE(a_short_form_is_a_copy_of_the_longer_one),
    CASE(a_passage_of_a_text_many_times_as_long_is_embedded),
    CASE(what_only_two_sentences_share_is_related),
    CASE(greetings_to_two_countries_are_a_template),
    CASE(the_fifth_flight_is_not_the_sixth),
    CASE(the_guard_that_spoke_is_named),
    CASE(a_few_words_are_copies_only_if_nearly_all_are_the_same),
    CASE(a_digest_does_not_make_its_parts_one_text),
    CASE(the_order_in_which_articles_come_does_not_matter),
    CASE(what_was_dropped_leaves_no_trace),
    CASE(thousands_of_identical_articles_keep_lists_bounded),
    CASE(memory_comes_back))
