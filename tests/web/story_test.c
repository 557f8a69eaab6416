/*
 * Stories, copies and topics as readers see them.
 */
#include "body.h"

#include "store/stories.h"

#define HOSTILE "<script>alert('x')</script> \"'&"

static int64_t
put(struct fixture *f, const char *outlet, const char *title, int64_t age_s)
{
	static int number;
	struct fixture_article a = {
		.outlet = outlet,
		.url = str_z(&f->mem, str_fmt(&f->mem, "https://%s.example/s%d",
		                              outlet, ++number)),
		.title = title,
		.published_s = FIXTURE_NOW - age_s,
	};

	return fixture_put(f, &a);
}

static void
place(struct fixture *f, int64_t id, int64_t story, int64_t copy_of)
{
	struct article_placing p = { id, story, copy_of };

	assert_int_equal(store_article_place(f->st, &p, true, FIXTURE_NOW),
	                 ERR_OK);
}

/* One story of three outlets, one a copy; and two single ones. */
static void
open_press(struct fixture *f)
{
	fixture_open(f);
	fixture_start(f);
	assert_int_equal(put(f, "mirsat", "غرق مركب في المرفأ", 7200), 1);
	assert_int_equal(put(f, "diffa", "مركب يغرق والبحارة ينجون", 3600), 2);
	assert_int_equal(put(f, "nabd", "غرق مركب بالمرفأ", 1800), 3);
	assert_int_equal(put(f, "diffa", "افتتاح المعرض", 900), 4);
	assert_int_equal(put(f, "nabd", "مباراة الجارين", 600), 5);
	place(f, 1, 1, 0);
	place(f, 2, 1, 0);
	place(f, 3, 1, 1);
	tell(f,
	     (struct story){
	             .id = 1, .articles = 2, .copies = 1, .outlets = 3,
	             .first_id = 1, .first_s = FIXTURE_NOW - 7200,
	             .topic = STR("society"), .rise = 5,
	             .gist = STR("غرق مركب صيد ونجا بحارته الستة."),
	             .terms = STR("المركب\nالبحارة"),
	             .reason = STR("{\"outlets\":3,\"independent\":2,"
	                           "\"weight_percent\":215}") },
	     1, 9);
	tell(f, (struct story){ .id = 4, .articles = 1, .outlets = 1,
		                .first_id = 4, .topic = STR("culture") }, 4, 5);
	tell(f, (struct story){ .id = 5, .articles = 1, .outlets = 1,
		                .first_id = 5, .topic = STR("sport") }, 5, 7);
}

TEST(a_story_page_tells_all_versions_in_order)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = main_of(fixture_get(&f, "/story/1"));
	assert_int_equal(r.status, 200);
	assert_says(&r, "غرق مركب صيد ونجا بحارته الستة.");
	assert_says(&r, "3 منابر");
	assert_says(&r, "3 مقالات");
	assert_says(&r, "14 نونبر 2023 20:13 – 21:43");
	assert_says(&r, "/topic/society");
	assert_says(&r, "/search?q=");
	assert_says(&r, "<svg");
	assert_says(&r, "role=\"img\"");
	assert_true(at(&r, "href=\"/mirsat/1\"") < at(&r, "href=\"/diffa/2\""));
	assert_int_equal(times(&r, "أول من نشر"), 1);
	assert_true(at(&r, "أول من نشر") < at(&r, "href=\"/diffa/2\""));
	/* the copy stands under its head, not as a version */
	assert_says(&r, "نشر النص نفسه أيضا منبر واحد");
	assert_int_equal(times(&r, "href=\"/nabd/3\""), 1);
	assert_true(at(&r, "href=\"/nabd/3\"") < at(&r, "href=\"/diffa/2\""));
	assert_says(&r, "2,15");
	assert_says(&r, "في الساعات الست الأخيرة منها: 3 مقالات");
	/* one drawing, told in words to those who do not see it */
	assert_says(&r, "<desc id=\"chart-desc\">20:13: مقال واحد");
	assert_silent(&r, "style=");
	fixture_close(&f);
}

TEST(coverage_runs_as_the_page_is_read)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	/* 24 places: the first is the rightmost in Arabic, else the leftmost */
	r = main_of(fixture_get(&f, "/story/1"));
	assert_says(&r, "<title>20:13: مقال واحد</title>"
	                "<rect class=\"part-ar\" x=\"461\"");
	r = main_of(fixture_get(&f, "/story/1?lang=en"));
	assert_says(&r, "<title>20:13: one article</title>"
	                "<rect class=\"part-ar\" x=\"1\"");
	fixture_close(&f);
}

TEST(a_text_that_an_outlet_repeats_counts_it_once)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	place(&f, put(&f, "nabd", "غرق مركب مرة أخرى", 1000), 1, 1);
	place(&f, put(&f, "mirsat", "غرق مركب في المرفأ (محين)", 900), 1, 1);
	r = main_of(fixture_get(&f, "/story/1"));
	assert_says(&r, "نشر النص نفسه أيضا منبر واحد");
	assert_says(&r, "3 منابر · 5 مقالات");
	assert_says(&r, "href=\"/nabd/6\"");
	assert_says(&r, "href=\"/mirsat/7\"");
	r = main_of(fixture_get(&f, "/nabd/3"));
	/* its own outlet once more, and the one that was first */
	assert_says(&r, "href=\"/nabd/6\"");
	assert_silent(&r, "منبران");
	fixture_close(&f);
}

TEST(no_article_of_a_story_is_lost)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	/* of a head that is hidden, and of a copy */
	place(&f, put(&f, "nabd", "نسخة نسخة", 1000), 1, 3);
	assert_int_equal(store_article_set_state(f.st, 1, ARTICLE_REMOVED),
	                 ERR_OK);
	r = main_of(fixture_get(&f, "/story/1"));
	assert_int_equal(r.status, 200);
	assert_silent(&r, "href=\"/mirsat/1\"");
	assert_says(&r, "href=\"/diffa/2\"");
	assert_says(&r, "href=\"/nabd/3\"");
	assert_says(&r, "href=\"/nabd/6\"");
	/* nor does the copy lead to what answers 410 */
	r = main_of(fixture_get(&f, "/nabd/3"));
	assert_silent(&r, "href=\"/mirsat/1\"");
	fixture_close(&f);
}

TEST(a_thousand_versions_fit_one_page)
{
	struct fixture f;
	struct httpd_response r;
	struct story s = { .id = 1, .articles = 500, .copies = 500,
		           .outlets = 1, .first_id = 1, .last_s = FIXTURE_NOW };
	struct story_face face = { .language = STR("ar"), .main = true,
		                   .lead_id = 1, .importance = 1 };

	fixture_open(&f);
	fixture_start(&f);
	for (int64_t i = 1; i <= STORY_ARTICLES_MAX; i++) {
		assert_int_equal(put(&f, "mirsat", "رواية", 9000 - i), i);
		place(&f, i, 1, i % 2 == 0 ? i - 1 : 0);
	}
	assert_int_equal(store_story_put(f.st, &s, &face, 1, true), ERR_OK);
	r = main_of(fixture_get(&f, "/story/1"));
	assert_int_equal(r.status, 200);
	assert_int_equal(times(&r, "<h3>"), 500);
	assert_int_equal(times(&r, "<details class=\"copies\""), 500);
	fixture_close(&f);
}

static void
set_mode(struct fixture *f, const char *slug, enum outlet_mode mode)
{
	struct outlet o;

	assert_int_equal(store_outlet_by_slug(f->st, &f->mem, str_from(slug),
	                                      &o),
	                 ERR_OK);
	o.mode = mode;
	assert_int_equal(store_outlet_update(f->st, &o), ERR_OK);
}

TEST(a_description_is_shown_only_where_its_outlet_lets_it)
{
	static const char *const paths[] = { "/story/1", "/",
		                             "/api/v1/stories" };
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	for (size_t i = 0; i < COUNT(paths); i++) {
		set_mode(&f, "mirsat", OUTLET_FULL);
		r = fixture_get(&f, paths[i]);
		assert_says(&r, "ونجا بحارته الستة");
		set_mode(&f, "mirsat", OUTLET_EXCERPT);
		r = fixture_get(&f, paths[i]);
		assert_silent(&r, "ونجا بحارته الستة");
		set_mode(&f, "mirsat", OUTLET_HEADLINE);
		r = fixture_get(&f, paths[i]);
		assert_silent(&r, "ونجا بحارته الستة");
	}
	fixture_close(&f);
}

TEST(every_article_leads_to_its_story)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = fixture_get(&f, "/story/3");
	assert_int_equal(r.status, 302);
	assert_str(fixture_header(&r, "Location"), "/story/1");
	r = fixture_get(&f, "/story/2?lang=fr");
	assert_str(fixture_header(&r, "Location"), "/story/1?lang=fr");
	r = fixture_get(&f, "/story/5");
	assert_int_equal(r.status, 200);
	r = fixture_get(&f, "/story/99");
	assert_int_equal(r.status, 404);
	fixture_close(&f);
}

TEST(a_story_whose_articles_are_gone_says_so)
{
	struct fixture f;

	open_press(&f);
	assert_int_equal(store_article_set_state(f.st, 5, ARTICLE_REMOVED),
	                 ERR_OK);
	assert_int_equal(fixture_get(&f, "/story/5").status, 410);
	fixture_close(&f);
}

TEST(the_front_page_shows_each_story_once_and_no_copies)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = main_of(fixture_get(&f, "/"));
	assert_int_equal(times(&r, "<h3><a href=\"/mirsat/1\""), 1);
	assert_int_equal(times(&r, "<h3><a href=\"/diffa/4\""), 1);
	assert_int_equal(times(&r, "<h3><a href=\"/nabd/5\""), 1);
	assert_int_equal(times(&r, "href=\"/nabd/3\""), 0);
	assert_int_equal(times(&r, "href=\"/diffa/2\""), 0);
	/* by importance: 9, 7, 5 */
	assert_true(at(&r, "/mirsat/1\"") < at(&r, "/nabd/5\""));
	assert_true(at(&r, "/nabd/5\"") < at(&r, "/diffa/4\""));
	assert_says(&r, "href=\"/story/1\">3 منابر");
	fixture_close(&f);
}

TEST(the_strip_leaves_copies_out)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = fixture_get(&f, "/about");
	assert_says(&r, "/mirsat/1");
	assert_int_equal(times(&r, "href=\"/nabd/3\""), 0);
	fixture_close(&f);
}

TEST(one_story_alone_stands_on_the_front_page_once)
{
	struct fixture f;
	struct httpd_response r;

	fixture_open(&f);
	fixture_start(&f);
	assert_int_equal(put(&f, "mirsat", "الخبر الوحيد", 600), 1);
	tell(&f, (struct story){ .id = 1, .articles = 1, .outlets = 1,
		                .first_id = 1 }, 1, 5);
	r = main_of(fixture_get(&f, "/"));
	assert_int_equal(times(&r, "<h3>"), 1);
	fixture_close(&f);
}

TEST(a_front_page_without_stories_lists_the_newest_articles)
{
	struct fixture f;
	struct httpd_response r;

	fixture_open(&f);
	fixture_start(&f);
	assert_int_equal(put(&f, "mirsat", "خبر قديم", 600), 1);
	assert_int_equal(put(&f, "nabd", "خبر جديد", 300), 2);
	r = main_of(fixture_get(&f, "/"));
	assert_true(at(&r, "خبر جديد") < at(&r, "خبر قديم"));
	r = fixture_get(&f, "/rss");
	assert_true(at(&r, "خبر جديد") < at(&r, "خبر قديم"));
	fixture_close(&f);
}

/* Enough stories of importance for what stands first, then one more. */
static int64_t
open_crowd(struct fixture *f, int64_t last_s)
{
	int64_t id;

	fixture_open(f);
	fixture_start(f);
	for (int i = 0; i < 10; i++) {
		id = put(f, "mirsat", "خبر مهم", 600 + i);
		tell(f, (struct story){ .id = id, .articles = 1, .outlets = 1,
			                .first_id = id, .topic = STR("world") },
		     id, 100 + i);
	}
	id = put(f, "mirsat", "خبر يصعد", 300);
	place(f, put(f, "nabd", "خبر يصعد أيضا", 200), id, 0);
	place(f, id, id, 0);
	tell(f, (struct story){ .id = id, .articles = 2, .outlets = 2,
		                .first_id = id, .rise = 5, .last_s = last_s,
		                .topic = STR("world") }, id, 1);
	return id;
}

TEST(what_rises_now_stands_below_what_matters_most)
{
	struct fixture f;
	struct httpd_response r;

	open_crowd(&f, FIXTURE_NOW - 60);
	r = main_of(fixture_get(&f, "/"));
	assert_true(at(&r, "يصعد الآن") < at(&r, "href=\"/mirsat/11\""));
	assert_true(at(&r, "href=\"/mirsat/10\"") < at(&r, "يصعد الآن"));
	/* and is not repeated under its topic */
	assert_int_equal(times(&r, "<h3><a href=\"/mirsat/11\""), 1);
	fixture_close(&f);
	/* nothing rises "now" that rose yesterday */
	open_crowd(&f, FIXTURE_NOW - 86400);
	r = main_of(fixture_get(&f, "/"));
	assert_silent(&r, "يصعد الآن");
	assert_says(&r, "href=\"/mirsat/11\"");
	fixture_close(&f);
}

/* The address behind rel="next" of a page; empty: it is the last. */
static struct str
next_of(struct fixture *f, const struct httpd_response *r)
{
	size_t from = str_find(r->body, STR("rel=\"next\" href=\""));
	struct str rest;

	if (from == STR_NPOS)
		return STR_EMPTY;
	rest = str_sub(r->body, from + 17, r->body.n);
	return str_copy(&f->mem, str_until(&rest, '"'));
}

TEST(a_long_topic_goes_on_without_gaps_or_repeats)
{
	bool seen[66] = { false };
	struct str path = STR("/topic/world");
	struct fixture f;
	size_t pages = 0, stories = 0;

	fixture_open(&f);
	fixture_start(&f);
	/* all as important as each other but for one in three */
	for (int i = 1; i <= 65; i++) {
		int64_t id = put(&f, "mirsat", "خبر", 600);

		tell(&f, (struct story){ .id = id, .articles = 1, .outlets = 1,
			                 .first_id = id,
			                 .topic = STR("world") },
		     id, i % 3 == 0 ? 78703.123456789 : 78703.1234567891);
	}
	while (path.n > 0 && pages < 5) {
		struct httpd_response r = main_of(
		        fixture_get(&f, str_z(&f.mem, path)));

		assert_int_equal(r.status, 200);
		for (int i = 1; i <= 65; i++) {
			char link[64];

			snprintf(link, sizeof(link),
			         "<h3><a href=\"/mirsat/%d\"", i);
			if (times(&r, link) == 0)
				continue;
			assert_false(seen[i]);
			seen[i] = true;
			stories++;
		}
		path = next_of(&f, &r);
		pages++;
	}
	assert_int_equal(stories, 65);
	assert_int_equal(pages, 3);
	fixture_close(&f);
}

TEST(topics_are_linked_from_the_front_page_and_each_other)
{
	static const char *const paths[] = { "/", "/topic/sport" };
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	for (size_t i = 0; i < COUNT(paths); i++) {
		r = main_of(fixture_get(&f, paths[i]));
		assert_says(&r, "<a href=\"/topic/politics\">");
		assert_says(&r, "<a href=\"/topic/opinion\">");
	}
	assert_says(&r, "/topic/sport\" aria-current=\"page\">");
	fixture_close(&f);
}

TEST(feeds_bring_stories_by_importance_and_outlets_all_they_have)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = fixture_get(&f, "/rss");
	assert_true(at(&r, "/mirsat/1<") < at(&r, "/nabd/5<"));
	assert_true(at(&r, "/nabd/5<") < at(&r, "/diffa/4<"));
	assert_silent(&r, "/nabd/3<");
	r = fixture_get(&f, "/nabd/rss");
	assert_true(at(&r, "/nabd/5<") < at(&r, "/nabd/3<"));
	fixture_close(&f);
}

TEST(a_story_has_feeds_of_its_versions)
{
	static const char *const tails[] = { "/rss", ".atom", ".json" };
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	for (size_t i = 0; i < COUNT(tails); i++) {
		char path[32];

		snprintf(path, sizeof(path), "/story/1%s", tails[i]);
		r = fixture_get(&f, path);
		assert_int_equal(r.status, 200);
		/* the newest first, without the copy */
		assert_true(at(&r, "/diffa/2") < at(&r, "/mirsat/1"));
		assert_silent(&r, "/nabd/3");
		snprintf(path, sizeof(path), "/story/3%s", tails[i]);
		r = fixture_get(&f, path);
		assert_int_equal(r.status, 302);
		assert_true(str_ends(fixture_header(&r, "Location"),
		                     str_from(tails[i])));
		snprintf(path, sizeof(path), "/story/99%s", tails[i]);
		assert_int_equal(fixture_get(&f, path).status, 404);
	}
	r = fixture_get(&f, "/story/1");
	assert_says(&r, "href=\"/story/1.atom\"");
	fixture_close(&f);
}

TEST(a_topic_has_a_page_and_feeds)
{
	static const char *const paths[] = { "/topic/sport", "/topic/sport/rss",
		                             "/topic/sport.atom",
		                             "/topic/sport.json" };
	struct fixture f;

	open_press(&f);
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct httpd_response r = fixture_get(&f, paths[i]);

		assert_int_equal(r.status, 200);
		assert_says(&r, "مباراة الجارين");
	}
	assert_int_equal(fixture_get(&f, "/topic/gossip").status, 404);
	assert_int_equal(fixture_get(&f, "/topic/sport?before=x").status, 400);
	fixture_close(&f);
}

TEST(an_article_page_names_copies_head_and_story)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = main_of(fixture_get(&f, "/mirsat/1"));
	assert_says(&r, "نشر النص نفسه أيضا منبر واحد");
	assert_says(&r, "href=\"/nabd/3\"");
	assert_says(&r, "href=\"/story/1\"");
	r = main_of(fixture_get(&f, "/nabd/3"));
	assert_says(&r, "نشر هذا النص أول مرة");
	assert_says(&r, "href=\"/mirsat/1\"");
	assert_says(&r, "href=\"/nabd/3/diff\"");
	r = main_of(fixture_get(&f, "/nabd/5"));
	assert_int_equal(times(&r, "/story/"), 0);
	fixture_close(&f);
}

/* A copy (2) of a text (1), each with what the other has not. */
static void
open_copy(struct fixture *f)
{
	struct fixture_article a = {
		.outlet = "mirsat",
		.url = "https://mirsat.example/d1",
		.text = "غرق المركب قرب <b>المرفأ</b> ليلا.\nنجا الجميع.",
		.excerpt = "غرق المركب",
	};
	struct fixture_article b = {
		.outlet = "nabd",
		.url = "https://nabd.example/d2",
		.text = "غرق المركب قرب <b>المرفأ</b> فجرا.\nنجا الجميع.",
		.excerpt = "غرق مركب",
	};

	fixture_open(f);
	fixture_start(f);
	assert_int_equal(fixture_put(f, &a), 1);
	assert_int_equal(fixture_put(f, &b), 2);
	place(f, 1, 1, 0);
	place(f, 2, 1, 1);
}

TEST(a_copy_is_shown_beside_its_head)
{
	struct fixture f;
	struct httpd_response r;

	open_copy(&f);
	r = fixture_get(&f, "/nabd/2/diff");
	assert_int_equal(r.status, 200);
	assert_says(&r, "noindex");
	r = main_of(r);
	assert_says(&r, "<del>ليلا.</del>");
	assert_says(&r, "<ins>فجرا.</ins>");
	assert_says(&r, "&lt;b&gt;");
	assert_says(&r, "href=\"/mirsat/1\"");
	/* only of copies, and under their own outlet */
	assert_int_equal(fixture_get(&f, "/mirsat/1/diff").status, 404);
	assert_int_equal(fixture_get(&f, "/mirsat/2/diff").status, 404);
	fixture_close(&f);
}

TEST(a_comparison_shows_no_more_than_both_outlets_let_be_read)
{
	struct fixture f;
	struct httpd_response r;

	open_copy(&f);
	set_mode(&f, "nabd", OUTLET_EXCERPT);
	r = main_of(fixture_get(&f, "/nabd/2/diff"));
	assert_says(&r, "<del>المركب</del>");
	assert_says(&r, "<ins>مركب</ins>");
	assert_silent(&r, "فجرا");
	assert_silent(&r, "ليلا");
	set_mode(&f, "nabd", OUTLET_FULL);
	set_mode(&f, "mirsat", OUTLET_HEADLINE);
	r = main_of(fixture_get(&f, "/nabd/2/diff"));
	assert_int_equal(r.status, 200);
	assert_silent(&r, "غرق");
	fixture_close(&f);
}

TEST(nothing_is_compared_with_what_is_gone)
{
	struct fixture f;

	open_copy(&f);
	assert_int_equal(store_article_set_state(f.st, 1, ARTICLE_HIDDEN),
	                 ERR_OK);
	assert_int_equal(fixture_get(&f, "/nabd/2/diff").status, 410);
	assert_int_equal(store_article_set_state(f.st, 1, ARTICLE_SHOWN),
	                 ERR_OK);
	assert_int_equal(store_article_set_state(f.st, 2, ARTICLE_REMOVED),
	                 ERR_OK);
	assert_int_equal(fixture_get(&f, "/nabd/2/diff").status, 410);
	fixture_close(&f);
}

TEST(hostile_stories_are_escaped)
{
	struct fixture f;
	struct httpd_response r;
	int64_t id;

	fixture_open(&f);
	fixture_start(&f);
	id = put(&f, "mirsat", HOSTILE, 600);
	place(&f, put(&f, "diffa", HOSTILE, 300), id, 0);
	place(&f, id, id, 0);
	tell(&f,
	     (struct story){ .id = id, .articles = 2, .outlets = 2,
	                     .first_id = id, .topic = STR(HOSTILE),
	                     .gist = STR(HOSTILE), .terms = STR(HOSTILE),
	                     .reason = STR("{\"weight_percent\":\"<b>\"}") },
	     id, 1);
	r = main_of(fixture_get(&f, "/story/1"));
	assert_int_equal(times(&r, "<script"), 0);
	assert_says(&r, "&lt;script&gt;");
	r = main_of(fixture_get(&f, "/"));
	assert_int_equal(times(&r, "<script"), 0);
	fixture_close(&f);
}

TEST(programs_get_stories_by_importance)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = fixture_get(&f, "/api/v1/stories");
	assert_int_equal(r.status, 200);
	assert_true(at(&r, "\"id\":1,") < at(&r, "\"id\":5,"));
	assert_says(&r, "\"outlets\":3");
	r = fixture_get(&f, "/api/v1/stories?topic=sport");
	assert_int_equal(times(&r, "\"id\":"), 1);
	assert_int_equal(fixture_get(&f, "/api/v1/stories?topic=x").status,
	                 400);
	fixture_close(&f);
}

TEST(programs_get_one_story_with_its_versions)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = fixture_get(&f, "/api/v1/story/1");
	assert_int_equal(r.status, 200);
	assert_says(&r, "\"terms\":[\"المركب\",\"البحارة\"]");
	assert_true(at(&r, "http://127.0.0.1:8080/mirsat/1\"") <
	            at(&r, "http://127.0.0.1:8080/diffa/2\""));
	assert_says(&r, "\"first\":false,\"copy_of\":1");
	r = fixture_get(&f, "/api/v1/story/3");
	assert_int_equal(r.status, 302);
	assert_str(fixture_header(&r, "Location"), "/api/v1/story/1");
	assert_int_equal(fixture_get(&f, "/api/v1/story/99").status, 404);
	fixture_close(&f);
}

TEST(programs_get_what_rises)
{
	struct fixture f;
	struct httpd_response r;

	open_crowd(&f, FIXTURE_NOW - 60);
	r = fixture_get(&f, "/api/v1/stories?order=rising");
	assert_int_equal(times(&r, "\"id\":"), 1);
	assert_says(&r, "\"id\":11,");
	r = fixture_get(&f, "/api/v1/stories?limit=3");
	assert_int_equal(times(&r, "\"id\":"), 3);
	fixture_close(&f);
}

TEST(a_story_that_did_not_change_is_not_sent_again)
{
	static const char *const paths[] = { "/story/1", "/topic/sport",
		                             "/story/1.json",
		                             "/api/v1/story/1" };
	struct fixture f;

	open_press(&f);
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct httpd_response r = fixture_get(&f, paths[i]);
		struct asking a = { .method = HTTPD_GET, .target = paths[i],
			            .header_count = 1 };

		a.headers[0] = (struct httpd_header){
			STR("If-None-Match"), fixture_header(&r, "ETag")
		};
		r = fixture_ask(&f, &a);
		assert_int_equal(r.status, 304);
		assert_int_equal(r.body.n, 0);
	}
	fixture_close(&f);
}

/* One event in two languages: each reader meets it in theirs. */
TEST(a_story_in_two_languages_is_told_in_the_readers)
{
	struct fixture_article fr = {
		.outlet = "rives",
		.url = "https://rives.example/1",
		.title = "Un chalutier coule au port",
		.excerpt = "Les six marins sont saufs.",
		.language = "fr",
		.published_s = FIXTURE_NOW - 1200,
	};
	struct story_face faces[] = {
		{ .language = STR("ar"), .main = true, .lead_id = 1,
		  .importance = 9 },
		{ .language = STR("fr"), .lead_id = 6, .importance = 8 },
	};
	struct story s = { .id = 1, .articles = 3, .copies = 1, .outlets = 4,
		           .first_id = 1, .last_s = FIXTURE_NOW - 60,
		           .gist = STR("غرق مركب صيد ونجا بحارته الستة.") };
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	assert_int_equal(fixture_put(&f, &fr), 6);
	place(&f, 6, 1, 0);
	assert_int_equal(store_story_put(f.st, &s, faces, 2, false), ERR_OK);
	r = main_of(fixture_get(&f, "/story/1?lang=fr"));
	assert_says(&r, "<h1 lang=\"fr\" dir=\"ltr\">Un chalutier");
	assert_says(&r, "class=\"gist\" lang=\"fr\" dir=\"ltr\"");
	assert_says(&r, "Les six marins sont saufs.");
	assert_silent(&r, "بحارته");
	assert_says(&r, "class=\"part-fr\"");
	assert_says(&r, "class=\"swatch part-copy\"");
	/* nobody tells it in English: the description is that of all */
	r = main_of(fixture_get(&f, "/story/1?lang=en"));
	assert_says(&r, "class=\"gist\" lang=\"ar\" dir=\"rtl\"");
	assert_says(&r, "بحارته");
	/* a card has one language: the description is not in it */
	r = main_of(fixture_get(&f, "/?lang=fr"));
	assert_says(&r, "Un chalutier coule au port");
	assert_says(&r, "Les six marins sont saufs.");
	assert_silent(&r, "بحارته");
	fixture_close(&f);
}

RUN(CASE(a_story_that_did_not_change_is_not_sent_again),
    CASE(a_story_in_two_languages_is_told_in_the_readers),
    CASE(a_story_page_tells_all_versions_in_order),
    CASE(coverage_runs_as_the_page_is_read),
    CASE(a_text_that_an_outlet_repeats_counts_it_once),
    CASE(no_article_of_a_story_is_lost),
    CASE(a_thousand_versions_fit_one_page),
    CASE(a_description_is_shown_only_where_its_outlet_lets_it),
    CASE(every_article_leads_to_its_story),
    CASE(a_story_whose_articles_are_gone_says_so),
    CASE(the_front_page_shows_each_story_once_and_no_copies),
    CASE(the_strip_leaves_copies_out), CASE(a_topic_has_a_page_and_feeds),
    CASE(an_article_page_names_copies_head_and_story),
    CASE(a_copy_is_shown_beside_its_head),
    CASE(a_comparison_shows_no_more_than_both_outlets_let_be_read),
    CASE(nothing_is_compared_with_what_is_gone),
    CASE(hostile_stories_are_escaped),
    CASE(programs_get_stories_by_importance),
    CASE(one_story_alone_stands_on_the_front_page_once),
    CASE(a_front_page_without_stories_lists_the_newest_articles),
    CASE(what_rises_now_stands_below_what_matters_most),
    CASE(a_long_topic_goes_on_without_gaps_or_repeats),
    CASE(topics_are_linked_from_the_front_page_and_each_other),
    CASE(feeds_bring_stories_by_importance_and_outlets_all_they_have),
    CASE(a_story_has_feeds_of_its_versions),
    CASE(programs_get_one_story_with_its_versions),
    CASE(programs_get_what_rises))
