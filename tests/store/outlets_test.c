#include "store/sample.h"

TEST(slugs_are_made_checked_and_unique)
{
	static const struct {
		struct str slug, name, home;
		enum err want;
		const char *want_slug;
	} rows[] = {
		{ STR_INIT(""), STR_INIT("Le Matin"), STR_INIT(""), ERR_OK,
		  "le-matin" },
		{ STR_INIT(""), STR_INIT("Le Matin"), STR_INIT(""), ERR_OK,
		  "le-matin-2" },
		{ STR_INIT(""), STR_INIT("الصباح"),
		  STR_INIT("https://www.assabah.ma/x"), ERR_OK, "assabah-ma" },
		{ STR_INIT(""), STR_INIT("الصباح"), STR_INIT(""), ERR_OK,
		  "outlet" },
		{ STR_INIT("mine"), STR_INIT("n"), STR_INIT(""), ERR_OK,
		  "mine" },
		{ STR_INIT("mine"), STR_INIT("n"), STR_INIT(""), ERR_EXISTS,
		  NULL },
		{ STR_INIT("search"), STR_INIT("n"), STR_INIT(""), ERR_FORMAT,
		  NULL },
		{ STR_INIT("../etc"), STR_INIT("n"), STR_INIT(""), ERR_FORMAT,
		  NULL },
		{ STR_INIT(""), STR_INIT("Search"), STR_INIT(""), ERR_OK,
		  "search-1" },
		{ STR_INIT(""),
		  STR_INIT("a very long name of an outlet, very long indeed"),
		  STR_INIT(""), ERR_OK, "a-very-long-name-of-an-outlet-very-l" },
	};
	struct sample s = sample_open();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct outlet o = { .slug = rows[i].slug,
			            .name = rows[i].name,
			            .home_url = rows[i].home };
		struct outlet found;
		int64_t id;

		assert_int_equal(store_outlet_add(s.st, &o, &id),
		                 rows[i].want);
		if (rows[i].want != ERR_OK)
			continue;
		ok(store_outlet_by_id(s.st, &s.mem, id, &found));
		assert_str(found.slug, rows[i].want_slug);
	}
	sample_close(&s);
}

TEST(is_found_by_slug_and_by_home)
{
	struct sample s = sample_open();
	struct outlet o;

	ok(store_outlet_by_slug(s.st, &s.mem, STR("hespress"), &o));
	assert_int_equal(o.id, s.outlet);
	assert_str(o.name, "هسبريس");
	ok(store_outlet_by_home(s.st, &s.mem, STR("https://hespress.example/"),
	                        &o));
	assert_int_equal(
	        store_outlet_by_home(s.st, &s.mem, STR_EMPTY, &o), ERR_ABSENT);
	assert_int_equal(store_outlet_by_slug(s.st, &s.mem, STR("no"), &o),
	                 ERR_ABSENT);
	o.id = 99;
	assert_int_equal(store_outlet_update(s.st, &o), ERR_ABSENT);
	sample_close(&s);
}

TEST(an_outlet_with_articles_is_stopped_not_removed)
{
	struct sample s = sample_open();
	struct outlet o;
	int64_t feed;

	ok(store_feed_add(s.st, s.outlet, STR("https://f/"), NOW, &feed));
	sample_article(s.st, s.outlet, "u", "t", NOW);
	ok(store_outlet_remove(s.st, s.outlet));
	ok(store_outlet_by_id(s.st, &s.mem, s.outlet, &o));
	assert_false(o.active);
	sample_close(&s);
}

TEST(an_outlet_without_articles_goes_with_its_feeds)
{
	struct sample s = sample_open();
	struct frontier_entry f = { .outlet_id = s.outlet, .url = STR("a") };
	struct store_stats stats;
	enum frontier_outcome what;
	struct outlet o;

	ok(store_feed_add(s.st, s.outlet, STR("https://f/"), NOW, &f.feed_id));
	ok(store_frontier_offer(s.st, &f, STR("a"), 1, &what));
	ok(store_outlet_remove(s.st, s.outlet));
	assert_int_equal(store_outlet_by_id(s.st, &s.mem, s.outlet, &o),
	                 ERR_ABSENT);
	ok(store_stats(s.st, &stats));
	assert_int_equal(stats.feeds, 0);
	assert_int_equal(stats.frontier, 0);
	ok(store_verify(s.st));
	sample_close(&s);
}

TEST(feeds_are_due_longest_first_and_only_of_active_outlets)
{
	struct sample s = sample_open();
	struct feed_source *list;
	struct outlet o;
	int64_t a, b, c;
	size_t n;

	ok(store_feed_add(s.st, s.outlet, STR("https://a/"), NOW - 5, &a));
	ok(store_feed_add(s.st, s.outlet, STR("https://b/"), NOW - 9, &b));
	ok(store_feed_add(s.st, s.outlet, STR("https://c/"), NOW + 1, &c));
	ok(store_feed_due(s.st, &s.mem, NOW, 10, &list, &n));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].id, b);
	assert_int_equal(list[1].id, a);
	ok(store_feed_due(s.st, &s.mem, NOW, 1, &list, &n));
	assert_int_equal(n, 1);
	ok(store_outlet_by_id(s.st, &s.mem, s.outlet, &o));
	o.active = false;
	ok(store_outlet_update(s.st, &o));
	ok(store_feed_due(s.st, &s.mem, NOW, 10, &list, &n));
	assert_int_equal(n, 0);
	ok(store_feed_list(s.st, &s.mem, 0, &list, &n));
	assert_int_equal(n, 3);
	sample_close(&s);
}

TEST(a_feed_has_one_address_and_one_outlet)
{
	struct sample s = sample_open();
	int64_t id = -1;

	ok(store_feed_add(s.st, s.outlet, STR("https://a/"), NOW, &id));
	assert_int_equal(
	        store_feed_add(s.st, s.outlet, STR("https://a/"), NOW, &id),
	        ERR_EXISTS);
	assert_int_equal(store_feed_add(s.st, 99, STR("https://b/"), NOW, &id),
	                 ERR_ABSENT);
	sample_close(&s);
}

TEST(a_poll_is_remembered_and_a_moved_feed_followed)
{
	struct sample s = sample_open();
	struct feed_source f;
	int64_t other;

	ok(store_feed_add(s.st, s.outlet, STR("https://b/"), NOW, &other));
	ok(store_feed_add(s.st, s.outlet, STR("https://a/"), NOW, &f.id));
	ok(store_feed_by_id(s.st, &s.mem, f.id, &f));
	f.etag = STR("\"x\"");
	f.next_due_s = NOW + 600;
	f.interval_s = 600;
	f.failures = 2;
	f.last_status = 503;
	f.url = STR("https://new/");
	ok(store_feed_polled(s.st, &f));
	f.url = STR("https://b/"); /* another feed has it: nothing changes */
	ok(store_feed_polled(s.st, &f));
	ok(store_feed_by_id(s.st, &s.mem, f.id, &f));
	assert_str(f.url, "https://new/");
	assert_str(f.etag, "\"x\"");
	assert_int_equal(f.next_due_s, NOW + 600);
	assert_int_equal(f.failures, 2);
	assert_int_equal(f.last_status, 503);
	sample_close(&s);
}

TEST(a_full_arena_is_an_error_not_a_short_answer)
{
	struct sample s = sample_open();
	struct arena small = ARENA_INIT(64, 64);
	struct outlet o = { .id = -1 }, *list = NULL;
	size_t n = 77;

	assert_int_equal(store_outlet_by_id(s.st, &small, s.outlet, &o),
	                 ERR_LIMIT);
	assert_int_equal(o.id, -1);
	assert_int_equal(store_outlet_list(s.st, &small, &list, &n), ERR_LIMIT);
	assert_int_equal(n, 77);
	arena_release(&small);
	sample_close(&s);
}

RUN(CASE(slugs_are_made_checked_and_unique), CASE(is_found_by_slug_and_by_home),
    CASE(an_outlet_with_articles_is_stopped_not_removed),
    CASE(an_outlet_without_articles_goes_with_its_feeds),
    CASE(feeds_are_due_longest_first_and_only_of_active_outlets),
    CASE(a_feed_has_one_address_and_one_outlet),
    CASE(a_poll_is_remembered_and_a_moved_feed_followed),
    CASE(a_full_arena_is_an_error_not_a_short_answer))
