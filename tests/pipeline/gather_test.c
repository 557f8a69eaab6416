/*
 * Articles on their way into stories, as import keeps them: what the store
 * says afterwards, whatever happened in between.
 */
#include "test.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "pipeline/gather.h"
#include "pipeline/import.h"
#include "store/log.h"
#include "text/utf8.h"

#define NOW_S 1790000000
#define MEM_MAX_BYTES (64u << 20)

struct press {
	struct store *st;
	struct import *im;
	struct arena mem;
};

static struct press
begin(void)
{
	struct press p = { .im = import_new(OUTLET_FULL) };

	arena_init(&p.mem, ARENA_BLOCK, MEM_MAX_BYTES);
	assert_int_equal(store_open(":memory:", STORE_WRITE, &p.st), ERR_OK);
	return p;
}

static void
end(struct press *p)
{
	assert_int_equal(store_verify(p->st), ERR_OK);
	import_free(p->im);
	store_close(p->st);
	arena_release(&p->mem);
}

/* What the articles of one event say, in the words of two desks. */
static const char *const events[][2] = {
	{ "غرق مركب صيد قبالة مرفأ العنبر ونجاة البحارة الستة|قالت خفر السواحل "
	  "إن مركب الصيد نسيم غرق فجر اليوم قبالة مرفأ العنبر بعد تسرب المياه "
	  "إلى محركه، وإن البحارة الستة نجوا جميعا بعدما التقطهم مركب قريب كان "
	  "عائدا إلى المرفأ، وفتحت النيابة تحقيقا في أسباب غرق المركب نسيم.",
	  "نجاة ستة بحارة بعد غرق مركب نسيم قرب مرفأ العنبر|نجا ستة بحارة من "
	  "الموت بعد غرق مركب الصيد نسيم قرب مرفأ العنبر، وروى أحد البحارة أن "
	  "المياه تسربت إلى محرك المركب قبل أن يلتقطهم مركب آخر، وأكدت خفر "
	  "السواحل أن البحارة بخير وأن تحقيقا فتح في غرق المركب." },
	{ "مهرجان الزعفران يختتم دورته العاشرة بتكريم النساجات|اختتم مهرجان "
	  "الزعفران في بلدة تيزكا دورته العاشرة بتكريم خمس نساجات، وقال مدير "
	  "المهرجان إن معرض الزعفران استقبل عشرين ألف زائر وإن الدورة المقبلة "
	  "ستخصص جناحا للنساجات الشابات من تيزكا وجوارها.",
	  "تكريم نساجات تيزكا في ختام مهرجان الزعفران|كرم مهرجان الزعفران خمس "
	  "نساجات في ختام دورته العاشرة ببلدة تيزكا، وبلغ عدد زوار معرض "
	  "الزعفران عشرين ألفا بحسب مدير المهرجان الذي وعد بجناح للنساجات "
	  "الشابات في الدورة المقبلة." },
};

/* One event in three languages, and another of the same day in two. */
static const char *const languages[] = {
	"وزير النقل يوسف بنجلون يدشن خط القطار بين مراكش وأكادير|دشن وزير النقل "
	"يوسف بنجلون، اليوم الثلاثاء، خط القطار الذي يربط مراكش بأكادير بكلفة "
	"بلغت 420 مليون درهم. وقال رئيس الشركة كريم الودغيري إن القطار سينقل "
	"7500 مسافر في اليوم، وإن الأشغال دامت 38 شهرا.",
	"Youssef Benjelloun inaugure la ligne entre Marrakech et Agadir|Le "
	"ministre du Transport, Youssef Benjelloun, a inauguré mardi la ligne "
	"de train qui relie Marrakech à Agadir, pour un coût de 420 millions "
	"de dirhams. Selon le président de la société, Karim Oudghiri, elle "
	"transportera 7 500 voyageurs par jour ; les travaux ont duré 38 mois.",
	"Railway from Marrakesh to Agadir opened by Youssef Benjelloun|The "
	"minister of transport, Youssef Benjelloun, opened the railway between "
	"Marrakesh and Agadir on Tuesday. It cost 420 million dirhams and will "
	"carry 7,500 passengers a day, said the head of the company, Karim "
	"Oudghiri, after 38 months of work.",
	"والي أكادير سعيد المرابط يزور ضحايا الحريق|زار والي أكادير سعيد المرابط "
	"مستشفى المدينة حيث يعالج 12 جريحا أصيبوا في حريق السوق، وقال الطبيب "
	"حسن التازي إن حالة 3 منهم حرجة.",
	"À Agadir, Saïd Mrabet visite les victimes de l'incendie|Le wali "
	"d'Agadir, Saïd Mrabet, a visité l'hôpital où sont soignés 12 blessés "
	"de l'incendie du marché ; le docteur Hassan Tazi a dit que 3 d'entre "
	"eux étaient dans un état critique.",
};

static void
line(struct press *p, int id, const char *outlet, const char *what)
{
	struct str rest = str_from(what), title = str_until(&rest, '|');

	assert_int_equal(
	        import_line(p->im, p->st,
	                    str_fmt(&p->mem,
	                            "{\"id\":\"n%d\",\"outlet\":\"%s\","
	                            "\"url\":\"https://%s.example/%d\","
	                            "\"title\":\"%.*s\",\"text\":\"%.*s\","
	                            "\"date\":\"2026-09-21T1%d:00:00Z\"}",
	                            id, outlet, outlet, id, STR_ARG(title),
	                            STR_ARG(rest), id % 10),
	                    NOW_S),
	        ERR_OK);
}

static void
keep(struct press *p, int id, const char *outlet, const char *what)
{
	assert_int_equal(import_begin(p->im, p->st), ERR_OK);
	line(p, id, outlet, what);
	assert_int_equal(import_commit(p->im, p->st, NOW_S), ERR_OK);
}

static int64_t
story_of(struct press *p, int64_t id)
{
	int64_t story;

	assert_int_equal(store_story_of(p->st, id, &story), ERR_OK);
	return story;
}

static int64_t
copy_of(struct press *p, int64_t id)
{
	struct article_head h;
	struct str unused;

	assert_int_equal(store_article_hit(p->st, &p->mem, id, &h, &unused),
	                 ERR_OK);
	return h.copy_of;
}

static void
keep_all(struct press *p, bool restart)
{
	static const struct { const char *outlet; int event, desk; } day[] = {
		{ "mirsat", 0, 0 }, { "sada", 1, 0 },  { "nabd", 0, 1 },
		{ "diffa", 1, 1 },  { "qandil", 0, 0 }, { "barid", 1, 0 },
	};

	for (size_t i = 0; i < COUNT(day); i++) {
		keep(p, (int)i + 1, day[i].outlet,
		     events[day[i].event][day[i].desk]);
		if (restart) {
			import_free(p->im);
			p->im = import_new(OUTLET_FULL);
		}
	}
}

static void
check_all(struct press *p)
{
	struct article_head *v;
	struct story s;
	size_t n;

	assert_int_equal(story_of(p, 1), 1);
	assert_int_equal(story_of(p, 3), 1);
	assert_int_equal(story_of(p, 5), 1);
	assert_int_equal(story_of(p, 2), 2);
	assert_int_equal(story_of(p, 4), 2);
	assert_int_equal(story_of(p, 6), 2);
	assert_int_equal(copy_of(p, 1), 0);
	assert_int_equal(copy_of(p, 5), 1);
	assert_int_equal(copy_of(p, 6), 2);
	assert_int_equal(store_story_by_id(p->st, &p->mem, 1, &s), ERR_OK);
	assert_int_equal(s.articles, 2);
	assert_int_equal(s.copies, 1);
	assert_int_equal(s.outlets, 3);
	assert_int_equal(s.first_id, 1);
	assert_true(s.gist.n > 0 && s.terms.n > 0);
	assert_int_equal(store_story_articles(p->st, &p->mem, 1, &v, &n),
	                 ERR_OK);
	assert_int_equal(n, 3);
	assert_int_equal(store_article_copies(p->st, &p->mem, 1, &v, &n),
	                 ERR_OK);
	assert_int_equal(n, 1);
	assert_int_equal(v[0].id, 5);
}

TEST(articles_on_one_event_are_kept_as_one_story)
{
	struct press p = begin();

	keep_all(&p, false);
	check_all(&p);
	end(&p);
}

/* Its sentences end with a mark of two bytes. */
TEST(a_question_is_a_description_as_it_stands)
{
	static const char *const desks[] = {
		"هل غرق مركب نسيم قبالة مرفأ العنبر؟|لماذا غرق مركب الصيد نسيم "
		"قبالة مرفأ العنبر قبل أن يصل البحارة الستة؟ وهل تسربت المياه إلى "
		"محرك مركب الصيد نسيم قبالة مرفأ العنبر كما قال البحارة الستة؟",
		"غرق مركب نسيم قبالة مرفأ العنبر|غرق مركب الصيد نسيم قبالة مرفأ "
		"العنبر، وقال البحارة الستة إن المياه تسربت إلى محرك المركب.",
	};
	struct press p = begin();
	struct story s;

	keep(&p, 1, "mirsat", desks[0]);
	keep(&p, 2, "nabd", desks[1]);
	assert_int_equal(story_of(&p, 2), 1);
	assert_int_equal(store_story_by_id(p.st, &p.mem, 1, &s), ERR_OK);
	assert_true(str_ends(s.gist, STR("الستة؟")) ||
	            str_ends(s.gist, STR("المركب.")));
	assert_true(utf8_valid(s.gist));
	end(&p);
}

/* The fourth adds less than half, so what was told stays. */
TEST(a_story_that_keeps_its_description_keeps_its_places)
{
	struct press p = begin();
	struct story before, after;

	keep(&p, 1, "mirsat", languages[0]);
	keep(&p, 2, "rives", languages[1]);
	keep(&p, 3, "herald", languages[2]);
	assert_int_equal(store_story_by_id(p.st, &p.mem, 1, &before), ERR_OK);
	assert_true(str_find(before.places, STR("MA-agadir")) != STR_NPOS);
	keep(&p, 4, "nabd", languages[0]);
	assert_int_equal(store_story_by_id(p.st, &p.mem, 1, &after), ERR_OK);
	assert_int_equal(after.articles + after.copies, 4);
	assert_true(str_eq(after.gist, before.gist));
	assert_true(str_eq(after.places, before.places));
	end(&p);
}

TEST(one_event_in_three_languages_is_one_story)
{
	struct press p = begin();
	struct story s;
	int64_t lead;

	for (int i = 0; i < (int)COUNT(languages); i++)
		keep(&p, i + 1, "mirsat", languages[i]);
	assert_int_equal(story_of(&p, 2), 1);
	assert_int_equal(story_of(&p, 3), 1);
	assert_int_equal(story_of(&p, 4), 4);
	assert_int_equal(story_of(&p, 5), 4);
	/* by whom they name: they share no word */
	assert_int_equal(store_story_told(p.st, &p.mem, 1, &s, &lead), ERR_OK);
	assert_true(str_starts(s.terms, STR("يوسف بنجلون\n")));
	end(&p);
}

TEST(the_language_of_most_stands_for_a_story)
{
	static const char second[] =
		"يوسف بنجلون يفتتح خط القطار مراكش أكادير|افتتح وزير النقل يوسف "
		"بنجلون أمام حشد من سكان أكادير خط القطار الجديد القادم من مراكش، "
		"وكلف 420 مليون درهم. وينتظر أن يحمل 7500 مسافر يوميا بحسب كريم "
		"الودغيري رئيس الشركة، الذي شكر العمال على صبرهم 38 شهرا.";
	struct story_query q = { .limit = 10 };
	struct press p = begin();
	struct story_card *c;
	size_t n;

	keep(&p, 1, "rives", languages[1]);
	keep(&p, 2, "mirsat", languages[0]);
	keep(&p, 3, "nabd", second);
	assert_int_equal(story_of(&p, 3), 1);
	assert_int_equal(store_story_list(p.st, &p.mem, &q, &c, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_str(c[0].face.language, "ar");
	assert_str(c[0].lead.language, "ar");
	end(&p);
}

TEST(a_restart_after_every_article_makes_the_same_stories)
{
	struct press p = begin();

	keep_all(&p, true);
	check_all(&p);
	end(&p);
}

TEST(gathering_anew_makes_the_same_stories)
{
	struct press p = begin();
	struct gather *g = gather_new();

	keep_all(&p, false);
	assert_int_equal(gather_again(g, p.st, INT64_MIN, NOW_S, NULL), ERR_OK);
	check_all(&p);
	gather_free(g);
	end(&p);
}

TEST(what_was_rolled_back_leaves_no_trace)
{
	struct press p = begin();

	keep(&p, 1, "mirsat", events[0][0]);
	assert_int_equal(import_begin(p.im, p.st), ERR_OK);
	line(&p, 2, "nabd", events[0][1]);
	import_rollback(p.im, p.st);
	keep(&p, 3, "sada", events[1][0]);
	keep(&p, 4, "nabd", events[0][1]);
	assert_int_equal(story_of(&p, 1), 1);
	assert_int_equal(story_of(&p, 2), 2);
	assert_int_equal(story_of(&p, 3), 1);
	end(&p);
}

TEST(a_story_stays_on_the_list_when_its_lead_is_taken_down)
{
	struct press p = begin();
	struct story_query q = { .language = STR("ar"), .limit = 10 };
	struct story_card *c;
	int64_t lead;
	size_t n;

	keep(&p, 1, "mirsat", events[0][0]);
	keep(&p, 2, "nabd", events[0][1]);
	assert_int_equal(store_story_list(p.st, &p.mem, &q, &c, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_true(c[0].story.gist.n > 0);
	lead = c[0].lead.id;
	assert_int_equal(store_article_set_state(p.st, lead, ARTICLE_REMOVED),
	                 ERR_OK);
	assert_int_equal(store_story_list(p.st, &p.mem, &q, &c, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_int_equal(c[0].lead.id, 3 - lead);
	/* it may have been the removed one's sentence */
	assert_int_equal(c[0].story.gist.n, 0);
	end(&p);
}

TEST(what_another_process_wrote_is_seen)
{
	struct press p = begin();
	struct import *other = import_new(OUTLET_FULL), *mine = p.im;

	keep(&p, 1, "mirsat", events[0][0]);
	p.im = other;
	keep(&p, 2, "nabd", events[0][1]);
	p.im = mine;
	keep(&p, 3, "qandil", events[0][0]);
	assert_int_equal(story_of(&p, 2), 1);
	assert_int_equal(story_of(&p, 3), 1);
	assert_int_equal(copy_of(&p, 3), 1);
	import_free(other);
	end(&p);
}

TEST(a_story_that_grows_and_one_alone_are_both_on_the_list)
{
	struct press p = begin();
	struct story_query q = { .language = STR("ar"), .limit = 10 };
	struct story_card *c;
	size_t n;

	keep(&p, 1, "mirsat", events[0][0]);
	keep(&p, 2, "nabd", events[0][1]);
	keep(&p, 3, "sada", events[1][0]);
	assert_int_equal(store_story_list(p.st, &p.mem, &q, &c, &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_int_equal(c[0].story.id, 1);
	assert_int_equal(c[0].story.outlets, 2);
	assert_int_equal(c[1].story.id, 3);
	assert_int_equal(c[1].story.articles, 1);
	q.outlets_min = 2;
	assert_int_equal(store_story_list(p.st, &p.mem, &q, &c, &n), ERR_OK);
	assert_int_equal(n, 1);
	q = (struct story_query){ .order = STORY_RISING, .limit = 10,
		                  .outlets_min = 2 };
	assert_int_equal(store_story_list(p.st, &p.mem, &q, &c, &n), ERR_OK);
	assert_int_equal(n, 1);
	end(&p);
}

TEST(a_hidden_article_is_on_no_list_and_not_lost)
{
	struct press p = begin();
	struct article_head *v;
	size_t n;

	keep_all(&p, false);
	assert_int_equal(store_article_set_state(p.st, 3, ARTICLE_REMOVED),
	                 ERR_OK);
	assert_int_equal(store_story_articles(p.st, &p.mem, 1, &v, &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_int_equal(story_of(&p, 3), 1);
	end(&p);
}

TEST(a_pardoned_article_does_not_go_back_to_a_story_that_went_on)
{
	struct press p = begin();

	keep(&p, 1, "mirsat", events[0][0]);
	keep(&p, 2, "nabd", events[0][1]);
	keep(&p, 3, "sada", events[0][1]);
	assert_int_equal(story_of(&p, 3), 1);
	assert_int_equal(store_article_set_state(p.st, 3, ARTICLE_REMOVED),
	                 ERR_OK);
	/* its first article tells something else from now on */
	keep(&p, 1, "mirsat", events[1][0]);
	assert_int_equal(story_of(&p, 1), 1);
	assert_int_equal(store_article_set_state(p.st, 3, ARTICLE_SHOWN),
	                 ERR_OK);
	assert_int_equal(story_of(&p, 3), 3);
	end(&p);
}

/* Articles of each story on the list of all, the most important first. */
static size_t
listed(struct press *p, int64_t story, uint32_t *articles)
{
	struct story_query q = { .limit = 10 };
	struct story_card *c;
	size_t n;

	*articles = 0;
	assert_int_equal(store_story_list(p->st, &p->mem, &q, &c, &n), ERR_OK);
	for (size_t i = 0; i < n; i++)
		if (c[i].story.id == story)
			*articles = c[i].story.articles + c[i].story.copies;
	return n;
}

static void
decide(struct press *p, int64_t id, enum article_state state)
{
	struct gather *g = gather_new();

	assert_int_equal(store_begin(p->st), ERR_OK);
	assert_int_equal(store_article_set_state(p->st, id, state), ERR_OK);
	assert_int_equal(gather_begin(g, p->st), ERR_OK);
	assert_int_equal(gather_decided(g, p->st, id, NOW_S), ERR_OK);
	assert_int_equal(store_commit(p->st), ERR_OK);
	gather_free(g);
}

TEST(a_decision_on_an_article_is_seen_on_the_lists_at_once)
{
	struct press p = begin();
	struct story s;
	uint32_t articles;

	keep(&p, 1, "mirsat", events[0][0]);
	keep(&p, 2, "nabd", events[0][1]);
	keep(&p, 3, "sada", events[0][1]);
	assert_int_equal(listed(&p, 1, &articles), 1);
	assert_int_equal(articles, 3);
	decide(&p, 1, ARTICLE_REMOVED);
	assert_int_equal(listed(&p, 1, &articles), 1);
	assert_int_equal(articles, 2);
	assert_int_equal(store_story_by_id(p.st, &p.mem, 1, &s), ERR_OK);
	assert_true(s.gist.n > 0);
	decide(&p, 1, ARTICLE_SHOWN);
	listed(&p, 1, &articles);
	assert_int_equal(articles, 3);
	/* the third goes; the first tells something else; the third is back
	   and finds the second */
	decide(&p, 3, ARTICLE_REMOVED);
	keep(&p, 1, "mirsat", events[1][0]);
	decide(&p, 3, ARTICLE_SHOWN);
	assert_int_equal(listed(&p, 2, &articles), 2);
	assert_int_equal(articles, 2);
	decide(&p, 3, ARTICLE_REMOVED);
	assert_int_equal(listed(&p, 2, &articles), 2);
	assert_int_equal(articles, 1);
	decide(&p, 2, ARTICLE_REMOVED);
	assert_int_equal(listed(&p, 2, &articles), 1);
	assert_int_equal(articles, 0);
	end(&p);
}

/* Weeks of news in one transaction, longer than the window reaches. */
TEST(stories_of_an_archive_are_told_before_they_leave_the_window)
{
	static const struct { int event, desk, day; } lines[] = {
		{ 0, 0, 1 }, { 0, 1, 1 }, { 1, 0, 9 }, { 1, 1, 9 },
		{ 0, 0, 27 },
	};
	struct press p = begin();
	struct story s;

	assert_int_equal(import_begin(p.im, p.st), ERR_OK);
	for (size_t i = 0; i < COUNT(lines); i++) {
		const char *what = events[lines[i].event][lines[i].desk];
		struct str rest = str_from(what);
		struct str title = str_until(&rest, '|');

		assert_int_equal(
			import_line(p.im, p.st,
			            str_fmt(&p.mem,
			                    "{\"outlet\":\"o%zu\",\"url\":"
			                    "\"https://o.example/%zu\",\"title\":"
			                    "\"%.*s\",\"text\":\"%.*s\",\"date\":"
			                    "\"2026-03-%02dT10:00:00Z\"}",
			                    i, i, STR_ARG(title), STR_ARG(rest),
			                    lines[i].day),
			            NOW_S),
			ERR_OK);
	}
	assert_int_equal(import_commit(p.im, p.st, NOW_S), ERR_OK);
	for (int64_t id = 1; id <= 3; id += 2) {
		assert_int_equal(story_of(&p, id + 1), id);
		assert_int_equal(store_story_by_id(p.st, &p.mem, id, &s),
		                 ERR_OK);
		assert_int_equal(s.articles, 2);
		assert_true(s.terms.n > 0);
		assert_true(s.gist.n > 0);
	}
	assert_int_equal(story_of(&p, 5), 5);
	end(&p);
}

/* Long after, when the window knows nothing of the story any more. */
TEST(a_decision_on_an_old_story_leaves_what_was_said_of_it)
{
	struct press p = begin();
	struct story before, after;

	keep(&p, 1, "mirsat", events[0][0]);
	keep(&p, 2, "nabd", events[0][1]);
	keep(&p, 3, "sada", events[0][1]);
	assert_int_equal(store_story_by_id(p.st, &p.mem, 1, &before), ERR_OK);
	assert_true(before.terms.n > 0 && before.gist.n > 0);
	assert_int_equal(import_begin(p.im, p.st), ERR_OK);
	assert_int_equal(
	        import_line(p.im, p.st,
	                    STR("{\"outlet\":\"diffa\",\"title\":\"x\","
	                        "\"url\":\"https://diffa.example/late\","
	                        "\"text\":\"بعد شهرين\","
	                        "\"date\":\"2026-11-21T10:00:00Z\"}"),
	                    NOW_S + 90 * 86400),
	        ERR_OK);
	assert_int_equal(import_commit(p.im, p.st, NOW_S + 90 * 86400), ERR_OK);
	decide(&p, 3, ARTICLE_REMOVED);
	assert_int_equal(store_story_by_id(p.st, &p.mem, 1, &after), ERR_OK);
	assert_int_equal(after.articles + after.copies, 2);
	assert_true(str_eq(after.gist, before.gist));
	assert_true(str_eq(after.terms, before.terms));
	/* the one whose sentence it is goes: another sentence is found */
	decide(&p, 3, ARTICLE_SHOWN);
	decide(&p, str_find(before.gist, STR("قالت")) == 0 ? 1 : 2,
	       ARTICLE_REMOVED);
	assert_int_equal(store_story_by_id(p.st, &p.mem, 1, &after), ERR_OK);
	assert_true(after.gist.n > 0);
	assert_false(str_eq(after.gist, before.gist));
	assert_true(str_eq(after.terms, before.terms));
	end(&p);
}

TEST(a_hidden_article_does_not_stand_for_its_story)
{
	struct press p = begin();
	uint32_t articles;

	for (int64_t hidden = 1; hidden <= 3; hidden++) {
		keep(&p, 1, "mirsat", events[0][0]);
		keep(&p, 2, "nabd", events[0][1]);
		keep(&p, 3, "qandil", events[0][1]);
		decide(&p, hidden, ARTICLE_HIDDEN);
		listed(&p, 1, &articles);
		assert_int_equal(articles, 3);
		/* and another one comes */
		keep(&p, 4, "sada", events[0][0]);
		listed(&p, 1, &articles);
		assert_int_equal(articles, 4);
		end(&p);
		p = begin();
	}
	end(&p);
}

TEST(copies_of_what_is_banned_have_another_head)
{
	struct press p = begin();

	keep(&p, 1, "mirsat", events[0][0]);
	keep(&p, 2, "nabd", events[0][0]);
	keep(&p, 3, "sada", events[0][0]);
	assert_int_equal(copy_of(&p, 2), 1);
	assert_int_equal(copy_of(&p, 3), 1);
	decide(&p, 1, ARTICLE_REMOVED);
	assert_int_equal(copy_of(&p, 2), 0);
	assert_int_equal(copy_of(&p, 3), 2);
	/* and are its copies again when it comes back */
	decide(&p, 1, ARTICLE_SHOWN);
	assert_int_equal(copy_of(&p, 1), 0);
	assert_int_equal(copy_of(&p, 2), 1);
	assert_int_equal(copy_of(&p, 3), 1);
	assert_int_equal(story_of(&p, 3), 1);
	end(&p);
}

TEST(nobody_is_the_copy_of_what_is_banned)
{
	struct press p = begin();

	keep(&p, 1, "mirsat", events[0][0]);
	keep(&p, 2, "nabd", events[0][0]);
	decide(&p, 2, ARTICLE_REMOVED);
	decide(&p, 1, ARTICLE_REMOVED);
	decide(&p, 2, ARTICLE_SHOWN);
	assert_int_equal(copy_of(&p, 2), 0);
	keep(&p, 3, "sada", events[0][0]);
	assert_int_equal(copy_of(&p, 3), 2);
	end(&p);
}

TEST(a_story_of_two_is_whole_again_after_a_pardon)
{
	struct press p = begin();
	uint32_t articles;

	keep(&p, 1, "mirsat", events[0][0]);
	keep(&p, 2, "nabd", events[0][1]);
	decide(&p, 2, ARTICLE_REMOVED);
	keep(&p, 3, "sada", events[0][1]);
	decide(&p, 2, ARTICLE_SHOWN);
	assert_int_equal(story_of(&p, 2), 1);
	assert_int_equal(story_of(&p, 3), 1);
	assert_int_equal(listed(&p, 1, &articles), 1);
	assert_int_equal(articles, 3);
	end(&p);
}

/* A takedown is no matter of how sound other articles are. */
TEST(a_decision_stands_though_another_text_is_damaged)
{
	char path[] = "/tmp/marsad-gather-XXXXXX";
	struct press p = begin();
	struct article_head h;
	struct str unused;
	sqlite3 *raw;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	close(fd);
	store_close(p.st);
	assert_int_equal(store_open(path, STORE_WRITE, &p.st), ERR_OK);
	keep(&p, 1, "mirsat", events[0][0]);
	keep(&p, 2, "nabd", events[0][1]);
	assert_int_equal(story_of(&p, 2), 1);
	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_exec(raw, "UPDATE body SET bytes = x'0102'",
	                              NULL, NULL, NULL),
	                 SQLITE_OK);
	sqlite3_close(raw);
	decide(&p, 1, ARTICLE_REMOVED);
	assert_int_equal(store_article_hit(p.st, &p.mem, 1, &h, &unused),
	                 ERR_OK);
	assert_int_equal(h.state, ARTICLE_REMOVED);
	/* and what comes is kept */
	keep(&p, 3, "sada", events[0][1]);
	assert_int_equal(story_of(&p, 3), 1);
	import_free(p.im);
	store_close(p.st);
	arena_release(&p.mem);
	unlink(path);
}

TEST(search_is_told_of_those_that_moved)
{
	struct press p = begin();
	struct log_changes c;
	int64_t head;

	keep(&p, 1, "mirsat", events[0][0]);
	assert_int_equal(store_log_head(p.st, &head), ERR_OK);
	keep(&p, 2, "nabd", events[0][1]);
	assert_int_equal(store_log_read(p.st, &p.mem, head, 100, &c), ERR_OK);
	/* the second alone: the first has been its story's first all along */
	assert_int_equal(c.n, 1);
	assert_int_equal(c.ids[0], 2);
	end(&p);
}

RUN(CASE(articles_on_one_event_are_kept_as_one_story),
    CASE(a_question_is_a_description_as_it_stands),
    CASE(a_story_that_keeps_its_description_keeps_its_places),
    CASE(one_event_in_three_languages_is_one_story),
    CASE(the_language_of_most_stands_for_a_story),
    CASE(a_restart_after_every_article_makes_the_same_stories),
    CASE(gathering_anew_makes_the_same_stories),
    CASE(what_was_rolled_back_leaves_no_trace),
    CASE(what_another_process_wrote_is_seen),
    CASE(a_story_that_grows_and_one_alone_are_both_on_the_list),
    CASE(a_hidden_article_is_on_no_list_and_not_lost),
    CASE(a_story_stays_on_the_list_when_its_lead_is_taken_down),
    CASE(a_pardoned_article_does_not_go_back_to_a_story_that_went_on),
    CASE(a_decision_on_an_article_is_seen_on_the_lists_at_once),
    CASE(stories_of_an_archive_are_told_before_they_leave_the_window),
    CASE(a_decision_on_an_old_story_leaves_what_was_said_of_it),
    CASE(a_hidden_article_does_not_stand_for_its_story),
    CASE(copies_of_what_is_banned_have_another_head),
    CASE(nobody_is_the_copy_of_what_is_banned),
    CASE(a_story_of_two_is_whole_again_after_a_pardon),
    CASE(a_decision_stands_though_another_text_is_damaged),
    CASE(search_is_told_of_those_that_moved))
