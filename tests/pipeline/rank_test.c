/*
 * The order of outlets' own lists, from the poll of a feed to what the lists
 * of the portal say.
 */
#include "pipeline/bed.h"

#include <math.h>

#include "store/frontier.h"

#define ITEMS 9

/* Hours back from now: of the n-th article of the outlet. */
static const int hours[ITEMS + 1] = { 0, 5, 2, 8, 1, 7, 3, 9, 4, 6 };

/* Title and text: each on something else, so that none shares a story. */
static const char *const subjects[ITEMS + 1][2] = {
	{ "", "" },
	{ "سوق السمك يفتح عند الفجر",
	  "يصل الصيادون بقواربهم قبل الشروق ويعرضون السردين في صناديق مبللة." },
	{ "مكتبة الحي تعير الروايات مجانا",
	  "تضم الرفوف ثلاثة آلاف مجلد تبرعت بها أسرة معلم متقاعد." },
	{ "جسر الوادي يرمم قبل الشتاء",
	  "يحقن العمال الدعائم بالإسمنت خشية السيول التي جرفت سلفه." },
	{ "مدرسة القرية بلا معلم رياضيات",
	  "كتب الآباء عريضة إلى الأكاديمية يطلبون فيها أستاذا يقيم هناك." },
	{ "فرقة المسرح تعرض ملهاة قديمة",
	  "يؤدي الهواة أدوار التجار واللصوص على خشبة من القرن الماضي." },
	{ "بذور القمح تصل متأخرة",
	  "ينتظر الفلاحون شاحنات التعاونية وقد حرثوا حقولهم منذ أسابيع." },
	{ "حافلات الليل تعود إلى الضواحي",
	  "يدفع الركاب تذكرة موحدة بعد منتصف الليل على خمسة خطوط." },
	{ "مرصد الطيور يحصي اللقالق",
	  "عد المتطوعون أعشاشا فوق المآذن والأعمدة الكهربائية العالية." },
	{ "معصرة الزيتون تستقبل أول محصول",
	  "تدور الرحى الحجرية ببطء ويتقاطر الزيت الأخضر في الخوابي." },
};

static struct str
address(struct fixture *f, int n)
{
	return str_fmt(&f->mem, "https://marfa.example/a/%d", n);
}

/* The feed of an outlet: articles in this order, closed by 0. */
static void
poll_of(struct fixture *f, int64_t outlet, const int *order)
{
	struct buf b = BUF_INIT(1u << 20);
	struct fetch_result r = { .outcome = FETCH_DONE, .status = 200,
		                  .url = STR("https://marfa.example/front"),
		                  .tag = 1 };
	struct job *j;

	buf_put(&b, STR("<rss version='2.0'><channel>"));
	for (; *order > 0; order++) {
		struct datetime at = { .unix_s = NOW_S - 3600 * hours[*order],
			               .has_zone = true, .has_time = true };
		struct str when = datetime_rfc5322(&f->mem, at);

		buf_printf(&b, "<item><link>%.*s</link><title>%s</title>"
		               "<pubDate>%.*s</pubDate></item>",
		           STR_ARG(address(f, *order)), subjects[*order][0],
		           STR_ARG(when));
	}
	buf_put(&b, STR("</channel></rss>"));
	r.final_url = r.url;
	r.body = buf_str(&b);
	j = job_new(JOB_FEED, &r, f->now_s);
	j->outlet_id = outlet;
	j->source = (struct feed_source){ .id = outlet, .outlet_id = outlet,
		                          .url = r.url };
	job_work(f->writer.analyser, j, &f->stages);
	keep(f, j);
	buf_release(&b);
}

static void
poll(struct fixture *f, const int *order)
{
	poll_of(f, f->outlet, order);
}

static void
fetch(struct fixture *f, const struct frontier_entry *e)
{
	int n = e->url.p[e->url.n - 1] - '0';
	struct fetch_result r = {
		.outcome = FETCH_DONE, .status = 200, .url = e->url,
		.final_url = e->url, .tag = e->id,
		.content_type = STR("text/html; charset=utf-8"),
		.body = str_fmt(&f->mem,
		                "<html><head><title>%s</title></head><body>"
		                "<article><h1>%s</h1><p>%s</p></article>"
		                "</body></html>",
		                subjects[n][0], subjects[n][0],
		                subjects[n][1]),
	};
	struct job *j = job_new(JOB_PAGE, &r, f->now_s);

	j->outlet_id = f->outlet;
	j->doc->source = (struct doc_source){
		.outlet_id = f->outlet, .frontier_id = e->id, .url = e->url,
		.final_url = e->url, .item = e->item, .fetched_s = f->now_s,
	};
	assert_int_equal(job_recall_rules(f->st, j), ERR_OK);
	job_work(f->writer.analyser, j, &f->stages);
	keep(f, j);
}

static struct frontier_entry *
waiting(struct fixture *f, size_t *n)
{
	struct frontier_entry *e;

	assert_int_equal(store_frontier_due(f->st, &f->mem, INT64_MAX, 0, 100,
	                                    &e, n),
	                 ERR_OK);
	return e;
}

/* All that waits. */
static void
fetch_all(struct fixture *f)
{
	size_t n;
	struct frontier_entry *e = waiting(f, &n);

	for (size_t i = 0; i < n; i++)
		fetch(f, &e[i]);
}

/* How much an article's story matters. */
static double
importance(struct fixture *f, int n)
{
	struct story_query q = { .limit = 100 };
	struct story_card *c;
	size_t count;
	struct str want = str_from(subjects[n][0]);

	assert_int_equal(store_story_list(f->st, &f->mem, &q, &c, &count),
	                 ERR_OK);
	assert_int_equal(count, ITEMS);
	for (size_t i = 0; i < count; i++)
		if (str_eq(c[i].lead.title, want))
			return c[i].face.importance;
	fail_msg("no story of article %d", n);
	return 0;
}

/* What an article gains, in POWER * log2, by a factor. */
static double
gain(double factor)
{
	return 2 * log2(factor);
}

/* By time, so nothing but the hour of an article tells. */
static double
alone(int n)
{
	return (double)(NOW_S - 3600 * hours[n]) / 21600;
}

static const int own[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 0 };
static const int by_time[] = { 4, 2, 6, 8, 1, 9, 5, 3, 7, 0 };

TEST(what_an_outlet_puts_first_matters_more)
{
	struct fixture f;

	begin(&f);
	poll(&f, own);
	fetch_all(&f);
	assert_near(importance(&f, 1), alone(1) + gain(1.5));
	assert_near(importance(&f, 4), alone(4) + gain(1.25));
	assert_true(importance(&f, 9) > alone(9));
	assert_true(importance(&f, 9) < alone(9) + gain(1.125));
	end(&f);
}

TEST(the_order_of_time_tells_nothing)
{
	struct fixture f;

	begin(&f);
	poll(&f, by_time);
	fetch_all(&f);
	for (int n = 1; n <= ITEMS; n++)
		assert_near(importance(&f, n), alone(n));
	end(&f);
}

TEST(an_article_rises_when_its_outlet_moves_it_up)
{
	static const int later[] = { 9, 2, 3, 4, 5, 6, 7, 8, 1, 0 };
	struct fixture f;
	int64_t before, after;

	begin(&f);
	poll(&f, own);
	fetch_all(&f);
	assert_int_equal(store_log_head(f.st, &before), ERR_OK);
	poll(&f, later);
	assert_near(importance(&f, 9), alone(9) + gain(1.5));
	/* where it stood best is what counts */
	assert_near(importance(&f, 1), alone(1) + gain(1.5));
	assert_int_equal(store_log_head(f.st, &after), ERR_OK);
	assert_int_equal(after, before + 1);
	poll(&f, later);
	assert_int_equal(store_log_head(f.st, &after), ERR_OK);
	assert_int_equal(after, before + 1);
	end(&f);
}

TEST(a_place_is_kept_while_the_page_waits)
{
	static const int later[] = { 9, 2, 3, 4, 5, 6, 7, 8, 1, 0 };
	struct fixture f;

	begin(&f);
	poll(&f, own);
	poll(&f, later);
	fetch_all(&f);
	assert_near(importance(&f, 9), alone(9) + gain(1.5));
	assert_near(importance(&f, 1), alone(1) + gain(1.5));
	end(&f);
}

TEST(a_place_that_comes_while_the_page_is_fetched_is_kept)
{
	struct fixture f;
	struct frontier_entry *e;
	size_t n;

	begin(&f);
	poll(&f, by_time);
	e = waiting(&f, &n);
	poll(&f, own);
	for (size_t i = 0; i < n; i++)
		fetch(&f, &e[i]);
	assert_near(importance(&f, 1), alone(1) + gain(1.5));
	assert_near(importance(&f, 4), alone(4) + gain(1.25));
	end(&f);
}

TEST(what_another_outlet_lists_raises_nobody)
{
	struct outlet other = { .name = STR("المجمع"), .slug = STR("majmaa"),
		                .active = true };
	struct fixture f;

	begin(&f);
	assert_int_equal(store_outlet_add(f.st, &other, &other.id), ERR_OK);
	poll(&f, by_time);
	poll_of(&f, other.id, own);
	fetch_all(&f);
	poll_of(&f, other.id, own);
	for (int n = 1; n <= ITEMS; n++)
		assert_near(importance(&f, n), alone(n));
	end(&f);
}

TEST(places_outlast_a_restart_and_gathering_anew)
{
	struct fixture f;

	begin(&f);
	poll(&f, own);
	fetch_all(&f);
	gather_lose(f.writer.gather);
	assert_int_equal(gather_again(f.writer.gather, f.st, 0, f.now_s, NULL),
	                 ERR_OK);
	assert_near(importance(&f, 1), alone(1) + gain(1.5));
	assert_near(importance(&f, 4), alone(4) + gain(1.25));
	end(&f);
}

RUN(CASE(what_an_outlet_puts_first_matters_more),
    CASE(the_order_of_time_tells_nothing),
    CASE(an_article_rises_when_its_outlet_moves_it_up),
    CASE(a_place_is_kept_while_the_page_waits),
    CASE(a_place_that_comes_while_the_page_is_fetched_is_kept),
    CASE(what_another_outlet_lists_raises_nobody),
    CASE(places_outlast_a_restart_and_gathering_anew))
