#include "store/sample.h"

#include "store/images.h"
#include "store/stories.h"

TEST(is_known_by_any_of_its_addresses)
{
	struct sample s = sample_open();
	struct doc *d = sample_doc(s.outlet, "https://h.example/1", "عنوان",
	                           "نص الخبر");
	struct article_keys first = { { STR("canon"), STR("short") }, 2 };
	struct article_keys second = { { STR("moved"), STR("short") }, 2 };
	struct article_keys third = { { STR("moved") }, 1 };
	enum article_outcome what;
	int64_t a, b, c, found;

	ok(store_article_put(s.st, d, &first, NOW, &a, &what));
	assert_int_equal(what, ARTICLE_NEW);
	ok(store_article_put(s.st, d, &second, NOW, &b, &what));
	assert_int_equal(what, ARTICLE_SAME);
	ok(store_article_put(s.st, d, &third, NOW, &c, &what));
	assert_int_equal(what, ARTICLE_SAME);
	assert_int_equal(a, b);
	assert_int_equal(a, c);
	ok(store_article_by_key(s.st, STR("moved"), &found));
	assert_int_equal(found, a);
	assert_int_equal(store_article_by_key(s.st, STR("mov"), &found),
	                 ERR_ABSENT);
	doc_free(d);
	sample_close(&s);
}

TEST(same_text_at_two_addresses_is_two_articles)
{
	struct sample s = sample_open();
	int64_t a = sample_put(s.st, sample_doc(s.outlet, "u1", "t", "x"),
	                       ARTICLE_NEW);
	int64_t b = sample_put(s.st, sample_doc(s.outlet, "u2", "t", "x"),
	                       ARTICLE_NEW);

	assert_int_not_equal(a, b);
	sample_close(&s);
}

TEST(gives_back_what_was_kept)
{
	struct sample s = sample_open();
	struct doc *d = sample_doc(s.outlet, "https://h.example/1",
	                           "\"عنوان\" أول", "فقرة أولى\nفقرة ثانية");
	struct str tags[] = { STR("سياسة"), STR("الرباط") };
	struct article a;
	int64_t id;

	d->article.byline = STR("محمد بن الوالي");
	d->article.section = STR("سياسة");
	d->article.caption = STR("صورة");
	d->analysis.topic = TOPIC_SPORT;
	d->article.image = STR("https://h.example/i.jpg");
	d->article.tags = tags;
	d->article.tag_count = 2;
	d->article.has_published = d->article.has_modified = true;
	d->article.published = (struct datetime){ NOW - DAY, 60, true, true };
	d->article.modified = (struct datetime){ NOW - HOUR, -300, true, true };
	id = sample_put(s.st, d, ARTICLE_NEW);
	ok(store_article_imported(s.st, id, STR("x-17")));
	ok(store_article_by_id(s.st, &s.mem, id, &a));
	assert_str(a.head.title, "\"عنوان\" أول");
	assert_str(a.text, "فقرة أولى\nفقرة ثانية");
	assert_str(a.head.byline, "محمد بن الوالي");
	assert_str(a.tags, "سياسة\nالرباط");
	assert_str(a.image_url, "https://h.example/i.jpg");
	assert_str(a.caption, "صورة");
	assert_str(a.url, "https://h.example/1");
	assert_str(a.import_id, "x-17");
	assert_str(a.head.topic, "sport");
	assert_str(a.outlet_home, "https://hespress.example/");
	assert_str(a.head.outlet_slug, "hespress");
	assert_str(datetime_rfc3339(&s.mem, a.head.published),
	           "2026-01-14T13:00:00+01:00");
	assert_str(datetime_rfc3339(&s.mem, a.modified),
	           "2026-01-15T06:00:00-05:00");
	assert_true(a.head.dated && a.has_modified);
	assert_int_equal(a.head.image_state, IMAGE_WANTED);
	assert_int_equal(a.revision, 1);
	assert_int_equal(store_article_by_id(s.st, &s.mem, id + 1, &a),
	                 ERR_ABSENT);
	sample_close(&s);
}

TEST(keeps_a_text_of_the_greatest_length)
{
	struct sample s = sample_open();
	char *text = malloc(DOC_TEXT_MAX + 1);
	uint32_t noise = 1;
	struct article a;
	int64_t id;

	for (size_t i = 0; i < DOC_TEXT_MAX; i++) {
		noise = noise * 1664525u + 1013904223u;
		text[i] = (char)('a' + (noise >> 24) % 26);
	}
	text[DOC_TEXT_MAX] = '\0';
	id = sample_put(s.st, sample_doc(s.outlet, "u", "t", text),
	                ARTICLE_NEW);
	ok(store_article_by_id(s.st, &s.mem, id, &a));
	assert_str(a.text, text);
	free(text);
	sample_close(&s);
}

TEST(dates_decide_the_order_but_never_the_future)
{
	static const struct {
		const char *name;
		bool stated;
		int64_t published_s, want_sort_s;
		bool want_dated;
	} rows[] = {
		{ "yesterday", true, NOW - DAY, NOW - DAY, true },
		{ "none stated", false, 0, NOW, false },
		{ "a clock that is fast", true, NOW + HOUR, NOW, true },
		{ "next year", true, NOW + 365 * DAY, NOW, false },
		{ "before 1970", true, -DAY, -DAY, true },
		{ "the last second", true, INT64_MAX, NOW, false },
	};
	struct sample s = sample_open();
	struct article_query all = { .limit = 100 };
	struct article_head *heads;
	size_t n;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct doc *d = sample_doc(s.outlet, rows[i].name, "t", "x");
		struct article a;
		int64_t id;

		print_message("%s\n", rows[i].name);
		d->article.has_published = rows[i].stated;
		d->article.published.unix_s = rows[i].published_s;
		id = sample_put(s.st, d, ARTICLE_NEW);
		ok(store_article_by_id(s.st, &s.mem, id, &a));
		assert_int_equal(a.head.sort_s, rows[i].want_sort_s);
		assert_int_equal(a.head.dated, rows[i].want_dated);
	}
	ok(store_article_list(s.st, &s.mem, &all, &heads, &n));
	assert_int_equal(n, COUNT(rows));
	sample_close(&s);
}

TEST(mode_is_the_stricter_of_outlet_and_page)
{
	static const struct {
		enum outlet_mode outlet;
		bool no_archive;
		enum outlet_mode want;
	} rows[] = {
		{ OUTLET_FULL, false, OUTLET_FULL },
		{ OUTLET_FULL, true, OUTLET_EXCERPT },
		{ OUTLET_EXCERPT, false, OUTLET_EXCERPT },
		{ OUTLET_EXCERPT, true, OUTLET_EXCERPT },
		{ OUTLET_HEADLINE, false, OUTLET_HEADLINE },
		{ OUTLET_HEADLINE, true, OUTLET_HEADLINE },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct sample s = sample_open();
		struct doc *d = sample_doc(s.outlet, "u", "t", "x");
		struct outlet o;
		struct article a;
		int64_t id;

		ok(store_outlet_by_id(s.st, &s.mem, s.outlet, &o));
		o.mode = rows[i].outlet;
		ok(store_outlet_update(s.st, &o));
		d->article.no_archive = rows[i].no_archive;
		id = sample_put(s.st, d, ARTICLE_NEW);
		ok(store_article_by_id(s.st, &s.mem, id, &a));
		assert_int_equal(a.head.mode, rows[i].want);
		sample_close(&s);
	}
}

TEST(a_change_keeps_the_old_text_as_a_revision)
{
	struct sample s = sample_open();
	struct article_revision *r;
	struct article a;
	int64_t id, before, after;
	size_t n;

	id = sample_put(s.st, sample_doc(s.outlet, "u", "أول", "نص أول"),
	                ARTICLE_NEW);
	ok(store_log_head(s.st, &before));
	sample_put(s.st, sample_doc(s.outlet, "u", "أول", "نص ثان"),
	           ARTICLE_REVISED);
	sample_put(s.st, sample_doc(s.outlet, "u", "ثان", "نص ثان"),
	           ARTICLE_REVISED);
	ok(store_log_head(s.st, &after));
	assert_int_equal(after - before, 2);
	/* spelling that folds away is no change */
	sample_put(s.st, sample_doc(s.outlet, "u", "ثانٍ", "نصّ ثان"),
	           ARTICLE_SAME);
	ok(store_log_head(s.st, &before));
	assert_int_equal(after, before);
	ok(store_article_by_id(s.st, &s.mem, id, &a));
	assert_str(a.head.title, "ثان");
	assert_str(a.text, "نص ثان");
	assert_int_equal(a.revision, 3);
	ok(store_article_revisions(s.st, &s.mem, id, &r, &n));
	assert_int_equal(n, 2);
	assert_str(r[0].title, "أول");
	assert_str(r[0].text, "نص ثان");
	assert_str(r[1].text, "نص أول");
	sample_close(&s);
}

TEST(revisions_listed_are_bounded)
{
	struct sample s = sample_open();
	struct article_revision *r;
	size_t n;
	int64_t id = 0;

	for (int i = 0; i < ARTICLE_REVISIONS_MAX + 20; i++)
		id = sample_put(s.st,
		                sample_doc(s.outlet, "u", "t",
		                           str_z(&s.mem, str_fmt(&s.mem, "v%d",
		                                                 i))),
		                i == 0 ? ARTICLE_NEW : ARTICLE_REVISED);
	ok(store_article_revisions(s.st, &s.mem, id, &r, &n));
	assert_int_equal(n, ARTICLE_REVISIONS_MAX);
	assert_str(r[0].text, "v68");
	sample_close(&s);
}

TEST(the_same_text_takes_a_first_image_and_the_pages_wish)
{
	struct sample s = sample_open();
	struct doc *d;
	struct article a;
	int64_t id = sample_put(s.st, sample_doc(s.outlet, "u", "t", "x"),
	                        ARTICLE_NEW);

	d = sample_doc(s.outlet, "u", "t", "x");
	d->article.image = STR("https://h.example/late.jpg");
	d->article.no_archive = true;
	sample_put(s.st, d, ARTICLE_SAME);
	ok(store_article_by_id(s.st, &s.mem, id, &a));
	assert_str(a.image_url, "https://h.example/late.jpg");
	assert_int_equal(a.head.mode, OUTLET_EXCERPT);
	assert_int_equal(a.revision, 1);
	sample_close(&s);
}

TEST(a_crawl_never_undoes_a_decision)
{
	static const enum article_state states[] = { ARTICLE_HIDDEN,
		                                     ARTICLE_REMOVED };
	struct sample s = sample_open();
	struct article_query all = { .limit = 10 };
	struct article_head *heads;
	struct article a;
	size_t n;

	for (size_t i = 0; i < COUNT(states); i++) {
		const char *url = i == 0 ? "u0" : "u1";
		int64_t id = sample_put(s.st,
		                        sample_doc(s.outlet, url, "t", "x"),
		                        ARTICLE_NEW);

		ok(store_article_set_state(s.st, id, states[i]));
		sample_put(s.st, sample_doc(s.outlet, url, "t", "y"),
		           ARTICLE_REVISED);
		ok(store_article_by_id(s.st, &s.mem, id, &a));
		assert_int_equal(a.head.state, states[i]);
		assert_str(a.text, "y");
	}
	ok(store_article_list(s.st, &s.mem, &all, &heads, &n));
	assert_int_equal(n, 0);
	assert_int_equal(store_article_set_state(s.st, 99, ARTICLE_HIDDEN),
	                 ERR_ABSENT);
	sample_close(&s);
}

/* The titles of a list, in a row. */
static struct str
titles(struct sample *s, struct article_query q)
{
	struct article_head *heads;
	struct str all = STR_EMPTY;
	size_t n;

	q.limit = q.limit == 0 ? 100 : q.limit;
	ok(store_article_list(s->st, &s->mem, &q, &heads, &n));
	for (size_t i = 0; i < n; i++)
		all = str_cat(&s->mem, all, heads[i].title);
	return all;
}

TEST(lists_of_arabic_have_darija)
{
	static const char *const languages[] = { "ar", "ary", "fr", "ary",
		                                 "ar", "ary-Latn" };
	struct sample s = sample_open();
	struct article_query q = { .language = STR("ar") };

	for (size_t i = 0; i < COUNT(languages); i++) {
		const char key[] = { (char)('1' + i), '\0' };
		const char title[] = { (char)('a' + i), '\0' };
		struct doc *d = sample_doc(s.outlet, key, title, "x");

		d->analysis.language = str_from(languages[i]);
		d->article.has_published = true;
		d->article.published = (struct datetime){
			.unix_s = NOW - DAY + (int64_t)i * HOUR,
			.has_zone = true, .has_time = true
		};
		sample_put(s.st, d, ARTICLE_NEW);
	}
	assert_str(titles(&s, q), "edba");
	q.outlet_id = s.outlet;
	assert_str(titles(&s, q), "edba");
	q.language = STR("ary");
	assert_str(titles(&s, q), "db");
	sample_close(&s);
}

TEST(lists_are_newest_first_and_page_without_gap_or_repeat)
{
	struct sample s = sample_open();
	struct outlet o = { .name = STR("b"), .slug = STR("b"),
		            .active = true };
	struct article_query q = { .limit = 2 };
	struct article_head *heads;
	struct doc *d;
	int64_t other;
	size_t n;

	ok(store_outlet_add(s.st, &o, &other));
	sample_article(s.st, s.outlet, "1", "a", NOW - 3 * HOUR);
	sample_article(s.st, other, "2", "b", NOW - 1 * HOUR);
	sample_article(s.st, s.outlet, "3", "c", NOW - 2 * HOUR);
	sample_article(s.st, s.outlet, "4", "d", NOW - 2 * HOUR);
	d = sample_doc(other, "5", "e", "x");
	d->analysis.language = STR("fr");
	sample_put(s.st, d, ARTICLE_NEW);
	assert_str(titles(&s, (struct article_query){ 0 }), "ebdca");
	assert_str(titles(&s, (struct article_query){ .outlet_id = other }),
	           "eb");
	assert_str(titles(&s, (struct article_query){ .language = STR("ar") }),
	           "bdca");
	assert_str(titles(&s, (struct article_query){ .outlet_id = other,
	                                              .language = STR("fr") }),
	           "e");
	assert_str(titles(&s, (struct article_query){ .since_s =
	                                                      NOW - 2 * HOUR }),
	           "ebdc");
	for (const char *want = "ebdca"; *want != '\0'; want += n) {
		ok(store_article_list(s.st, &s.mem, &q, &heads, &n));
		assert_true(n > 0);
		assert_memory_equal(heads[0].title.p, want, 1);
		assert_memory_equal(heads[n - 1].title.p, want + n - 1, 1);
		q.before_s = heads[n - 1].sort_s;
		q.before_id = heads[n - 1].id;
	}
	sample_close(&s);
}

static enum err
count_until(const struct article *a, void *arg)
{
	size_t *left = arg;

	if (a->text.n == 0)
		return ERR_FORMAT;
	return --*left == 0 ? ERR_LIMIT : ERR_OK;
}

TEST(each_stops_at_the_first_error_and_passes_it_on)
{
	struct sample s = sample_open();
	size_t left = 100;

	sample_article(s.st, s.outlet, "1", "a", NOW);
	sample_article(s.st, s.outlet, "2", "b", NOW);
	ok(store_article_each(s.st, 0, count_until, &left));
	assert_int_equal(left, 98);
	ok(store_article_each(s.st, NOW + 1, count_until, &left));
	assert_int_equal(left, 98);
	left = 1;
	assert_int_equal(store_article_each(s.st, 0, count_until, &left),
	                 ERR_LIMIT);
	sample_close(&s);
}

TEST(of_an_outlet_that_is_gone_nothing_is_kept)
{
	struct sample s = sample_open();
	struct doc *d = sample_doc(s.outlet + 7, "u", "t", "x");
	struct article_keys keys = { { STR("u") }, 1 };
	struct store_stats stats;
	enum article_outcome what;
	int64_t id = -1;

	d->article.image = STR("https://h.example/i.jpg");
	ok(store_begin(s.st));
	assert_int_equal(store_article_put(s.st, d, &keys, NOW, &id, &what),
	                 ERR_ABSENT);
	assert_int_equal(id, -1);
	sample_put(s.st, sample_doc(s.outlet, "v", "t", "x"), ARTICLE_NEW);
	ok(store_commit(s.st));
	ok(store_stats(s.st, &stats));
	assert_int_equal(stats.articles, 1);
	assert_int_equal(store_article_by_key(s.st, STR("u"), &id), ERR_ABSENT);
	ok(store_verify(s.st));
	doc_free(d);
	sample_close(&s);
}

TEST(who_wrote_it_and_where_it_happened_are_those_of_the_last_reading)
{
	static const struct { const char *text, *agency, *places; } rows[] = {
		{ "first", "MAP", "MA-rabat FR" },
		{ "changed", "AFP", "FR" },
		{ "changed", "", "" }, /* read again by another program */
	};
	struct sample s = sample_open();
	struct article a;
	int64_t id = 0;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct doc *d = sample_doc(s.outlet, "u", "t", rows[i].text);

		d->analysis.agency = str_from(rows[i].agency);
		d->analysis.place_codes = str_from(rows[i].places);
		if (i < 2) {
			id = sample_put(s.st, d, i == 0 ? ARTICLE_NEW
			                                : ARTICLE_REVISED);
		} else {
			ok(store_article_retopic(s.st, id, d, NOW));
			doc_free(d);
		}
		ok(store_article_by_id(s.st, &s.mem, id, &a));
		assert_str(a.head.agency, rows[i].agency);
		assert_str(a.places, rows[i].places);
	}
	sample_close(&s);
}

RUN(CASE(is_known_by_any_of_its_addresses),
    CASE(same_text_at_two_addresses_is_two_articles),
    CASE(gives_back_what_was_kept),
    CASE(who_wrote_it_and_where_it_happened_are_those_of_the_last_reading),
    CASE(keeps_a_text_of_the_greatest_length),
    CASE(dates_decide_the_order_but_never_the_future),
    CASE(mode_is_the_stricter_of_outlet_and_page),
    CASE(a_change_keeps_the_old_text_as_a_revision),
    CASE(revisions_listed_are_bounded),
    CASE(the_same_text_takes_a_first_image_and_the_pages_wish),
    CASE(a_crawl_never_undoes_a_decision),
    CASE(lists_of_arabic_have_darija),
    CASE(lists_are_newest_first_and_page_without_gap_or_repeat),
    CASE(each_stops_at_the_first_error_and_passes_it_on),
    CASE(of_an_outlet_that_is_gone_nothing_is_kept))
