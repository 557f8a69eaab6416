#include "fixture.h"

#include <sys/stat.h>

#include "search/ask.h"
#include "store/stories.h"
#include "web/texts.h"

/*
 * The search page as a reader meets it.  Queries stand decoded here; find()
 * encodes them.
 */
#define DAY_S 86400

/* Four articles: two outlets, topics, languages, months. */
static void
open_press(struct fixture *f)
{
	static const struct fixture_article articles[] = {
		{ .outlet = "mirsat", .url = "https://a.example/1",
		  .title = "أمطار غزيرة على الساحل", .topic = "accidents",
		  .text = "تساقطت أمطار على الساحل الأطلسي.",
		  .image = "https://a.example/1.png",
		  .published_s = FIXTURE_NOW - DAY_S },
		{ .outlet = "mirsat", .url = "https://a.example/2",
		  .title = "السدود تمتلئ", .topic = "economy",
		  .text = "امتلأت السدود بعد أمطار الشتاء على الساحل.",
		  .published_s = FIXTURE_NOW - 80 * DAY_S },
		{ .outlet = "diffa", .url = "https://b.example/3",
		  .title = "كرة القدم", .topic = "sport",
		  .text = "توقفت مباراة بسبب أمطار.",
		  .published_s = FIXTURE_NOW - 2 * DAY_S },
		{ .outlet = "diffa", .url = "https://b.example/4",
		  .title = "Pluies sur la côte", .language = "fr",
		  .topic = "accidents",
		  .text = "Les pluies ont rempli les barrages.",
		  .published_s = FIXTURE_NOW - 3 * DAY_S },
	};

	fixture_open(f);
	for (size_t i = 0; i < COUNT(articles); i++)
		(void)fixture_put(f, &articles[i]);
	fixture_start(f);
}

static struct str
encoded(struct fixture *f, const char *s)
{
	struct buf b = BUF_INIT(1u << 16);
	struct str out;

	for (; *s != '\0'; s++)
		buf_printf(&b, "%%%02X", (unsigned char)*s);
	out = buf_copy(&f->mem, &b);
	buf_release(&b);
	return out;
}

/* GET path?q=query and what follows it. */
static struct httpd_response
find_at(struct fixture *f, const char *path, const char *query,
        const char *tail)
{
	struct str q = encoded(f, query);
	struct str target = str_fmt(&f->mem, "%s?q=%.*s%s", path, STR_ARG(q),
	                            tail);

	return fixture_get(f, str_z(&f->mem, target));
}

static struct httpd_response
find(struct fixture *f, const char *query, const char *tail)
{
	return find_at(f, "/search", query, tail);
}

/* Where a text begins in a page; fails when it does not. */
static size_t
place(const struct httpd_response *r, const char *what)
{
	size_t at = str_find(r->body, str_from(what));

	assert_says(r, what);
	return at;
}

/* The address of the link whose text or tail holds `what`, decoded. */
static const char *
link_before(struct fixture *f, const struct httpd_response *r,
            const char *what)
{
	struct str head = str_sub(r->body, 0, place(r, what));
	struct buf b = BUF_INIT(1u << 16);
	struct str url, out;

	while (head.n > 0 && !str_ends(head, STR("href=\"")))
		head.n--;
	url = str_sub(r->body, head.n, r->body.n);
	url = str_until(&url, '"');
	while (url.n > 0) {
		if (!str_skip(&url, STR("&amp;"))) {
			buf_put_char(&b, url.p[0]);
			url = str_sub(url, 1, url.n);
			continue;
		}
		buf_put_char(&b, '&');
	}
	out = buf_copy(&f->mem, &b);
	buf_release(&b);
	return str_z(&f->mem, out);
}

TEST(relevance_comes_first_and_newest_is_one_click_away)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = find(&f, "السدود أمطار", "");
	assert_true(place(&r, "/mirsat/2\"") < place(&r, "/mirsat/1\""));
	assert_says(&r, "aria-current=\"true\">الأقرب إلى البحث");
	r = fixture_get(&f, link_before(&f, &r, ">الأحدث أولا</a>"));
	assert_says(&r, "aria-current=\"true\">الأحدث أولا");
	assert_says(&r, "عدد النتائج: 1<"); /* it has both words */
	r = find(&f, "أمطار", "&sort=newest");
	assert_true(place(&r, "/mirsat/1\"") < place(&r, "/diffa/3\""));
	assert_true(place(&r, "/diffa/3\"") < place(&r, "/mirsat/2\""));
	r = find(&f, "أمطار", "&sort=relevance"); /* as old links have it */
	assert_says(&r, "aria-current=\"true\">الأقرب إلى البحث");
	fixture_close(&f);
}

TEST(facets_narrow_and_chips_widen_again)
{
	static const struct { const char *facet, *chip, *total; } rows[] = {
		{ "<bdi>diffa</bdi> <span class=\"count\">1</span>",
		  "<span class=\"kind\">المنبر</span> <bdi>diffa</bdi>",
		  "عدد النتائج: 1<" },
		{ "<bdi>رياضة</bdi> <span class=\"count\">1</span>",
		  "<span class=\"kind\">الموضوع</span> <bdi>رياضة</bdi>",
		  "عدد النتائج: 1<" },
		{ "<bdi>نونبر 2023</bdi> <span class=\"count\">2</span>",
		  "<span class=\"kind\">التاريخ</span> <bdi>نونبر 2023</bdi>",
		  "عدد النتائج: 2<" },
		{ "<bdi>غشت 2023</bdi> <span class=\"count\">1</span>",
		  "<span class=\"kind\">التاريخ</span> <bdi>غشت 2023</bdi>",
		  "عدد النتائج: 1<" },
	};
	struct fixture f;

	open_press(&f);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct httpd_response r = find(&f, "أمطار", "");

		assert_says(&r, "عدد النتائج: 3<");
		r = fixture_get(&f, link_before(&f, &r, rows[i].facet));
		assert_says(&r, rows[i].chip);
		assert_says(&r, rows[i].total);
		r = fixture_get(&f, link_before(&f, &r, rows[i].chip));
		assert_says(&r, "عدد النتائج: 3<");
		assert_silent(&r, "class=\"chips\"");
	}
	fixture_close(&f);
}

TEST(filters_without_words_find_all_they_let_through)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = fixture_get(&f, "/search?outlet=diffa");
	assert_says(&r, "عدد النتائج: 2<");
	assert_true(place(&r, "/diffa/3\"") < place(&r, "/diffa/4\""));
	assert_silent(&r, "class=\"orders\"");
	assert_silent(&r, "class=\"why\"");
	assert_silent(&r, "class=\"notes\"");
	r = fixture_get(&f, "/search?from=2023-08-01&to=2023-09-30");
	assert_says(&r, "عدد النتائج: 1<");
	assert_says(&r, "السدود تمتلئ");
	r = fixture_get(&f, "/search.rss?language=fr");
	assert_says(&r, "Pluies sur la côte");
	assert_silent(&r, "السدود");
	r = fixture_get(&f, "/search?outlet=nobody");
	assert_silent(&r, "class=\"hit\"");
	assert_silent(&r, "role=\"status\"");
	fixture_close(&f);
}

TEST(languages_are_a_facet_by_their_names)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = find(&f, "أمطار pluies", "&lang=fr");
	assert_says(&r, "Résultats : 4<");
	r = fixture_get(&f, link_before(&f, &r, "<bdi>Français</bdi>"));
	assert_says(&r, "Résultats : 1<");
	assert_says(&r, "<mark>Pluies</mark> sur la côte");
	assert_says(&r, "<html lang=\"fr\"");
	fixture_close(&f);
}

TEST(links_hold_each_parameter_once_and_what_is_none_not_at_all)
{
	static const char *const names[] = { "q=",    "outlet=",  "topic=",
		                             "from=", "language=" };
	struct fixture f;
	struct httpd_response r;
	struct str body;

	open_press(&f);
	r = find(&f, "أمطار", "&outlet=mirsat&outlet=diffa&from=2023-01-01"
	                      "&q=b&language=ar&topic=&page=1&zzz=1&to=never");
	assert_silent(&r, "zzz=1");
	assert_silent(&r, "to=never");
	assert_silent(&r, "topic=&");
	body = r.body;
	while (body.n > 0) {
		size_t at = str_find(body, STR("href=\"/search"));
		struct str url;

		if (at == STR_NPOS)
			break;
		body = str_sub(body, at + 6, body.n);
		url = str_until(&body, '"');
		for (size_t i = 0; i < COUNT(names); i++) {
			struct str name = str_fmt(&f.mem, ";%s", names[i]);
			size_t one = str_find(url, name);

			if (one == STR_NPOS)
				continue;
			url = str_sub(url, one + 1, url.n);
			assert_true(str_find(url, name) == STR_NPOS);
		}
	}
	fixture_close(&f);
}

TEST(every_article_and_no_gain_for_the_new_are_switches)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = find(&f, "أمطار", "");
	assert_says(&r, "مقالات الحدث الواحد مجموعة");
	r = fixture_get(&f, link_before(&f, &r, ">كل المقالات</a>"));
	assert_says(&r, "تظهر هنا كل المقالات");
	assert_says(&r, "name=\"every\" value=\"1\" checked");
	assert_says(&r, "حداثة المقال");
	r = find(&f, "أمطار", "&ageless=1");
	assert_says(&r, "<bdi>بلا تفضيل للجديد</bdi>");
	assert_silent(&r, "حداثة المقال");
	fixture_close(&f);
}

TEST(each_hit_says_why_it_is_there)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = find(&f, "أمطار الساحل", "&lang=en");
	assert_says(&r, "<details class=\"why\">");
	assert_says(&r, "<b><bdi>أمطار</bdi></b> in the title");
	assert_says(&r, "times: 2");
	assert_says(&r, "articles that have it: 3");
	assert_says(&r, "<b><bdi>Total</bdi></b> points: ");
	r = fixture_get(&f, link_before(&f, &r, ">Explain all results"));
	assert_says(&r, "<details class=\"why\" open>");
	r = find(&f, "أمطار", "&lang=en&sort=newest");
	assert_says(&r, "Here only the date decides the order.");
	assert_silent(&r, "points: ");
	fixture_close(&f);
}

TEST(titles_are_marked_and_pictures_stand_beside)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = find(&f, "أمطار", "");
	assert_says(&r, "<mark>أمطار</mark> غزيرة على الساحل</a></h3>");
	assert_says(&r, "<img src=\"/image/1\"");
	fixture_close(&f);
}

TEST(how_a_query_was_read_is_said)
{
	static const struct { const char *query, *tail, *says; } rows[] = {
		{ "\"أمطار", "", "علامة تنصيص لم تُغلق" },
		{ "\"أمطار", "&lang=fr", "Un guillemet n’est pas fermé" },
		{ "\"أمطار", "&lang=en", "A quotation mark is not closed" },
		{ "أمطار OR", "", "علامة ليس بجانبها كلمة" },
		{ "(أمطار", "", "قوس ينقصه نظيره" },
		{ "أمطار date:zzz", "", "لم نعرف هذا التاريخ" },
		{ "أمطار lang:zzz", "", "لم نعرف هذه اللغة" },
		{ "أمطار أ*", "", "قبل النجمة حروف أقل" },
		{ "أمطار منذ أسبوع", "",
		  "فُهم «منذ أسبوع» هكذا: منذ 6 نونبر 2023" },
		{ "أمطار date:2023-11", "&lang=en",
		  "“date:2023-11” was understood as: "
		  "1 November 2023 to 30 November 2023" },
	};
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	for (size_t i = 0; i < COUNT(rows); i++) {
		r = find(&f, rows[i].query, rows[i].tail);
		assert_int_equal(r.status, 200);
		assert_says(&r, rows[i].says);
	}
	r = find(&f, "أمطار", "");
	assert_silent(&r, "class=\"notes\"");
	fixture_close(&f);
}

TEST(a_query_that_is_too_long_is_cut_and_says_so)
{
	struct fixture f;
	struct httpd_response r;
	char query[1500];

	open_press(&f);
	for (size_t i = 0; i + 1 < sizeof(query); i++)
		query[i] = i % 8 == 7 ? ' ' : 'x';
	query[sizeof(query) - 1] = '\0';
	r = find(&f, query, "");
	assert_int_equal(r.status, 200);
	assert_says(&r, "البحث طويل");
	assert_true(r.body.n < 100000);
	fixture_close(&f);
}

TEST(nothing_found_offers_what_would_find_something)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = find(&f, "أمطار مراكش", "&sort=newest");
	assert_says(&r, "لا نتيجة لهذا البحث");
	r = fixture_get(&f, link_before(&f, &r, "بعض هذه الكلمات"));
	assert_says(&r, "عدد النتائج: 3<");
	r = find(&f, "أمطار", "&language=fr");
	assert_says(&r, "لا نتيجة لهذا البحث بهذه الشروط");
	r = fixture_get(&f, link_before(&f, &r, "البحث نفسه دون شروط"));
	assert_says(&r, "عدد النتائج: 3<");
	r = find(&f, "\"الساحل أمطار\" -كرة", "");
	assert_says(&r, "الكلمات وحدها دون علامات: الساحل امطار");
	r = find(&f, "zzzz", "&sort=newest");
	assert_silent(&r, "قد يفيد");
	fixture_close(&f);
}

/* So many articles with a text of the same words. */
static void
put_many(struct fixture *f, int n, const char *words)
{
	for (int i = 0; i < n; i++) {
		struct fixture_article a = { .outlet = "mirsat" };

		a.url = str_z(&f->mem, str_fmt(&f->mem,
		                               "https://a.example/x%d", i));
		a.text = str_z(&f->mem, str_fmt(&f->mem, "%s %d", words, i));
		(void)fixture_put(f, &a);
	}
}

TEST(a_slip_of_the_finger_is_put_right_on_request)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	put_many(&f, 30, "أعلنت الحكومة برنامجا جديدا");
	r = find(&f, "الخكومة", "&outlet=mirsat&lang=en");
	assert_says(&r, "Did you mean:");
	r = fixture_get(&f, link_before(&f, &r, "dir=\"auto\">الحكومة</a>"));
	assert_says(&r, "Results: 30<");
	assert_says(&r, "<span class=\"kind\">Outlet</span>");
	assert_silent(&r, "Did you mean:");
	r = find_at(&f, "/search/complete", "برنامجا الحك", "");
	assert_says(&r, "[\"برنامجا الحكومة\"");
	fixture_close(&f);
}

TEST(pages_go_on_and_behind_the_last_is_a_way_back)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	put_many(&f, 25, "قطار سريع");
	r = find(&f, "قطار", "");
	assert_says(&r, "عدد النتائج: 25<");
	r = fixture_get(&f, link_before(&f, &r, ">التالي</a>"));
	assert_says(&r, "صفحة 2");
	assert_silent(&r, ">التالي</a>");
	r = fixture_get(&f, link_before(&f, &r, ">السابق</a>"));
	assert_says(&r, "صفحة 1");
	r = find(&f, "قطار", "&page=40");
	assert_says(&r, "لا نتائج أخرى في هذه الصفحة");
	r = fixture_get(&f, link_before(&f, &r, ">السابق</a>"));
	assert_says(&r, "صفحة 1");
	fixture_close(&f);
}

/* A query is read as it is meant: nothing is noted but what a date is. */
static void
check_no_note(const struct httpd_response *r, enum text_lang lang)
{
	static const enum text_key notes[] = {
		TEXT_NOTE_QUOTE,  TEXT_NOTE_PAREN,    TEXT_NOTE_OPERATOR,
		TEXT_NOTE_DATE,   TEXT_NOTE_LANGUAGE, TEXT_NOTE_PREFIX,
		TEXT_NOTE_BYTES,  TEXT_NOTE_TERMS,    TEXT_NOTE_DEPTH,
	};

	for (size_t i = 0; i < COUNT(notes); i++)
		assert_true(str_find(r->body, text_of(lang, notes[i])) ==
		            STR_NPOS);
}

TEST(the_examples_of_the_help_are_good_queries)
{
	static const char *const tails[] = { "", "?lang=fr", "?lang=en" };
	struct fixture f;

	open_press(&f);
	for (size_t i = 0; i < COUNT(tails); i++) {
		struct str target = str_fmt(&f.mem, "/search/help%s",
		                            tails[i]);
		struct httpd_response r =
		        fixture_get(&f, str_z(&f.mem, target));
		struct str body = r.body;
		size_t at, n = 0;

		assert_int_equal(r.status, 200);
		while ((at = str_find(body, STR("<dt><a "))) != STR_NPOS) {
			struct httpd_response one;

			body = str_sub(body, at, body.n);
			r.body = body;
			one = fixture_get(&f, link_before(&f, &r, " dir="));
			assert_int_equal(one.status, 200);
			check_no_note(&one, (enum text_lang)i);
			body = str_sub(body, 4, body.n);
			n++;
		}
		assert_true(n >= 10);
	}
	fixture_close(&f);
}

TEST(the_help_states_what_new_articles_gain)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = fixture_get(&f, "/search/help?lang=en");
	assert_says(&r, "gains 25%, and half of that after 30 days");
	assert_says(&r, "ageless=1");
	fixture_close(&f);
}

TEST(browsers_can_add_the_portal_as_a_search_engine)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = fixture_get(&f, "/mirsat?lang=fr");
	assert_says(&r, "type=\"application/opensearchdescription+xml\"");
	assert_says(&r, "href=\"/opensearch.xml?lang=fr\"");
	r = fixture_get(&f, "/opensearch.xml?lang=fr");
	assert_str(fixture_header(&r, "Content-Type"),
	           "application/opensearchdescription+xml");
	assert_says(&r, "template=\"http://127.0.0.1:8080/search?lang=fr&amp;"
	                "q={searchTerms}\"");
	r = fixture_get(&f, "/opensearch.xml");
	assert_says(&r, "/search?q={searchTerms}\"");
	fixture_close(&f);
}

TEST(feeds_of_a_search_take_its_parameters)
{
	static const char *const paths[] = { "/search.rss", "/search.atom",
		                             "/search.json" };
	struct fixture f;

	open_press(&f);
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct httpd_response r;

		r = find_at(&f, paths[i], "أمطار", "");
		assert_true(place(&r, "/diffa/3") < place(&r, "/mirsat/2"));
		r = find_at(&f, paths[i], "أمطار",
		            "&topic=accidents");
		assert_says(&r, "/mirsat/1");
		assert_silent(&r, "/mirsat/2");
		r = find_at(&f, paths[i], "أمطار",
		            "&to=2023-09-30&page=7");
		assert_says(&r, "/mirsat/2");
		assert_silent(&r, "/mirsat/1");
	}
	fixture_close(&f);
}

TEST(programs_get_the_same_answer_in_json)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = find_at(&f, "/api/v1/search", "\"أمطار", "&limit=2&why=1");
	assert_str(fixture_header(&r, "Content-Type"),
	           "application/json; charset=utf-8");
	assert_says(&r, "\"total\":3,\"total_exact\":true");
	assert_says(&r, "\"notes\":[\"quote\"]");
	assert_says(&r, "{\"text\":\"أمطار\",\"match\":true}");
	assert_says(&r, "{\"value\":\"mirsat\",\"name\":\"mirsat\","
	                "\"articles\":2}");
	assert_says(&r, "{\"value\":\"2023-11\",\"articles\":2}");
	assert_says(&r, "\"why\":{\"words\":[{\"word\":\"أمطار\"");
	r = fixture_get(&f, "/api/v1/search");
	assert_says(&r, "\"hits\":[]");
	assert_says(&r, "\"facets\":{");
	r = fixture_get(&f, "/api/v1/openapi.json");
	assert_says(&r, "\"openapi\": \"3.1.0\"");
	fixture_close(&f);
}

TEST(browsers_ask_how_a_query_goes_on)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = find_at(&f, "/search/complete", "أم\"", "");
	assert_str(fixture_header(&r, "Content-Type"),
	           "application/x-suggestions+json");
	assert_true(str_starts(r.body, STR("[\"أم\\\"\",[")));
	assert_true(str_ends(r.body, STR("]]")));
	r = fixture_get(&f, "/opensearch.xml");
	assert_says(&r, "/search/complete?q={searchTerms}\"");
	r = fixture_get(&f, "/");
	assert_says(&r, "<script src=\"/assets/complete-");
	fixture_close(&f);
}

TEST(whatever_is_typed_is_answered_and_escaped)
{
	static const char *const queries[] = {
		"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
		"((((((((((((((((", "))))))", "\"\"\"\"", "- - + + OR OR AND",
		"title: author: outlet:", "a AND", "*", "**", "\\", "\xFF\xFE",
		"//evil.example/", "javascript:alert(1)", "%s%n%1%2", "{{ x }}",
		"date:..", "2022..2021", "منذ:", "\t\n\r", "()", "\"()\"",
		"lang:(fr OR ar) -outlet:(a b)", "😀 😀",
	};
	static const char *const tails[] = {
		"", "&lang=fr&sort=newest&why=1&every=1&ageless=1",
		"&topic=%3Cscript%3E%22&outlet=%2F%2Fevil&language=%22&page=9",
		"&from=9999-12-31&to=1900-01-01", "&from=2023-11-14&to=x",
	};
	struct fixture f;

	open_press(&f);
	for (size_t i = 0; i < COUNT(queries); i++)
		for (size_t k = 0; k < COUNT(tails); k++) {
			struct httpd_response r =
			        find(&f, queries[i], tails[k]);

			assert_int_equal(r.status, 200);
			assert_silent(&r, "<script>");
			assert_silent(&r, "<img src=x");
			assert_silent(&r, "href=\"//");
			assert_silent(&r, "href=\"javascript:");
			r = find_at(&f, "/api/v1/search", queries[i],
			            tails[k]);
			assert_int_equal(r.status, 200);
		}
	fixture_close(&f);
}

TEST(what_is_not_all_there_is_not_kept)
{
	static const char *const paths[] = {
		"/api/v1/search", "/search.rss", "/search/complete",
	};
	struct fixture f;
	const char *dir, *manifest;
	FILE *damaged;

	open_press(&f);
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct httpd_response r = find_at(&f, paths[i], "أمطار", "");

		assert_str(fixture_header(&r, "Cache-Control"),
		           "public, max-age=60");
	}
	dir = str_z(&f.mem, str_fmt(&f.mem, "%s.index", f.path));
	manifest = str_z(&f.mem, str_fmt(&f.mem, "%s/manifest", dir));
	assert_int_equal(mkdir(dir, 0700), 0);
	damaged = fopen(manifest, "w");
	assert_non_null(damaged);
	fputs("nothing of ours\n", damaged);
	fclose(damaged);
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct httpd_response r = find_at(&f, paths[i], "أمطار", "");

		assert_int_equal(r.status, 200);
		assert_str(fixture_header(&r, "Cache-Control"), "no-cache");
	}
	unlink(manifest);
	rmdir(dir);
	fixture_close(&f);
}

TEST(a_hit_leads_to_the_others_that_tell_its_story)
{
	static const struct article_placing places[] = { { 1, 1, 0 },
		                                         { 2, 1, 0 },
		                                         { 3, 1, 2 } };
	struct story story = { .id = 1, .articles = 2, .copies = 1,
		               .outlets = 2, .first_id = 1,
		               .last_s = FIXTURE_NOW };
	struct story_face face = { .language = STR("ar"), .main = true,
		                   .lead_id = 1 };
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	for (size_t i = 0; i < COUNT(places); i++)
		assert_int_equal(store_article_place(f.st, &places[i], true,
		                                     FIXTURE_NOW),
		                 ERR_OK);
	assert_int_equal(store_story_put(f.st, &story, &face, 1, true),
	                 ERR_OK);
	r = find(&f, "أمطار", "");
	assert_int_equal(r.status, 200);
	assert_says(&r, "<a href=\"/story/1\">في القصة نفسها أيضا: مقالان");
	r = find(&f, "pluies", "&lang=fr");
	assert_silent(&r, "Aussi dans cette histoire");
	r = find_at(&f, "/api/v1/search", "أمطار", "");
	assert_says(&r, "\"story\":1,");
	r = find_at(&f, "/api/v1/search", "pluies", "&lang=fr");
	assert_says(&r, "\"story\":4,");
	fixture_close(&f);
}

TEST(topics_are_chosen_by_the_names_readers_know)
{
	struct fixture f;
	struct httpd_response r;

	open_press(&f);
	r = find(&f, "أمطار", "&topic=accidents");
	assert_says(&r, "<option value=\"accidents\" selected>طقس وحوادث<");
	assert_says(&r, "<option value=\"sport\">رياضة<");
	/* what is no topic stays as it was asked for */
	r = find(&f, "أمطار", "&topic=gossip");
	assert_says(&r, "<option value=\"gossip\" selected>gossip<");
	fixture_close(&f);
}

RUN(CASE(topics_are_chosen_by_the_names_readers_know),
    CASE(a_hit_leads_to_the_others_that_tell_its_story),
    CASE(relevance_comes_first_and_newest_is_one_click_away),
    CASE(facets_narrow_and_chips_widen_again),
    CASE(filters_without_words_find_all_they_let_through),
    CASE(languages_are_a_facet_by_their_names),
    CASE(links_hold_each_parameter_once_and_what_is_none_not_at_all),
    CASE(every_article_and_no_gain_for_the_new_are_switches),
    CASE(each_hit_says_why_it_is_there),
    CASE(titles_are_marked_and_pictures_stand_beside),
    CASE(how_a_query_was_read_is_said),
    CASE(a_query_that_is_too_long_is_cut_and_says_so),
    CASE(nothing_found_offers_what_would_find_something),
    CASE(a_slip_of_the_finger_is_put_right_on_request),
    CASE(pages_go_on_and_behind_the_last_is_a_way_back),
    CASE(the_examples_of_the_help_are_good_queries),
    CASE(the_help_states_what_new_articles_gain),
    CASE(browsers_can_add_the_portal_as_a_search_engine),
    CASE(feeds_of_a_search_take_its_parameters),
    CASE(programs_get_the_same_answer_in_json),
    CASE(browsers_ask_how_a_query_goes_on),
    CASE(whatever_is_typed_is_answered_and_escaped),
    CASE(what_is_not_all_there_is_not_kept))
