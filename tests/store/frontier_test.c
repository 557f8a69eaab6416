#include "store/sample.h"

static struct frontier_entry
entry(const struct sample *s, int64_t feed, const char *url)
{
	return (struct frontier_entry){ .outlet_id = s->outlet,
		                        .feed_id = feed,
		                        .url = str_from(url),
		                        .due_s = NOW };
}

static enum frontier_outcome
offer(struct sample *s, int64_t feed, const char *key, uint64_t fingerprint)
{
	struct frontier_entry f = entry(s, feed, key);
	enum frontier_outcome what;

	ok(store_frontier_offer(s->st, &f, str_from(key), fingerprint, &what));
	return what;
}

static size_t
due(struct sample *s, int64_t now_s, struct frontier_entry **out)
{
	struct frontier_entry *none;
	size_t n;

	ok(store_frontier_due(s->st, &s->mem, now_s, 0, 100,
	                      out == NULL ? &none : out, &n));
	return n;
}

/* The article of an entry is kept and the entry settled with it. */
static void
fetched(struct sample *s, int64_t id, const char *key,
        enum article_outcome want)
{
	struct doc *d = sample_doc(s->outlet, key, "t", "x");

	d->source.frontier_id = id;
	sample_put(s->st, d, want);
}

TEST(an_item_offered_twice_is_fetched_once)
{
	struct sample s = sample_open();
	struct frontier_entry *list;

	assert_int_equal(offer(&s, 1, "a", 10), FRONTIER_NEW);
	assert_int_equal(offer(&s, 1, "a", 10), FRONTIER_KNOWN);
	assert_int_equal(due(&s, NOW, &list), 1);
	assert_false(list[0].again);
	fetched(&s, list[0].id, "a", ARTICLE_NEW);
	assert_int_equal(due(&s, NOW, NULL), 0);
	assert_int_equal(offer(&s, 1, "a", 10), FRONTIER_KNOWN);
	assert_int_equal(due(&s, NOW, NULL), 0);
	sample_close(&s);
}

TEST(an_item_that_changes_is_fetched_again)
{
	struct sample s = sample_open();
	struct frontier_entry *list;

	offer(&s, 1, "a", 10);
	due(&s, NOW, &list);
	fetched(&s, list[0].id, "a", ARTICLE_NEW);
	assert_int_equal(offer(&s, 1, "a", 11), FRONTIER_CHANGED);
	assert_int_equal(due(&s, NOW, &list), 1);
	assert_true(list[0].again);
	fetched(&s, list[0].id, "a", ARTICLE_SAME);
	assert_int_equal(due(&s, NOW, NULL), 0);
	assert_int_equal(offer(&s, 1, "a", 11), FRONTIER_KNOWN);
	sample_close(&s);
}

TEST(two_feeds_of_one_item_fetch_it_once)
{
	struct sample s = sample_open();
	struct frontier_entry *list;

	assert_int_equal(offer(&s, 1, "a", 10), FRONTIER_NEW);
	/* each feed words it its own way */
	offer(&s, 2, "a", 20);
	assert_int_equal(due(&s, NOW, &list), 1);
	fetched(&s, list[0].id, "a", ARTICLE_NEW);
	assert_int_equal(offer(&s, 3, "a", 30), FRONTIER_KNOWN);
	assert_int_equal(offer(&s, 2, "a", 20), FRONTIER_KNOWN);
	assert_int_equal(offer(&s, 1, "a", 10), FRONTIER_KNOWN);
	assert_int_equal(due(&s, NOW, NULL), 0);
	sample_close(&s);
}

TEST(what_was_given_up_is_not_fetched_until_it_changes)
{
	struct sample s = sample_open();
	struct frontier_entry *list;

	offer(&s, 1, "gone", 10);
	due(&s, NOW, &list);
	ok(store_frontier_settle(s.st, list[0].id));
	ok(store_frontier_settle(s.st, list[0].id));
	assert_int_equal(offer(&s, 1, "gone", 10), FRONTIER_KNOWN);
	assert_int_equal(due(&s, NOW, NULL), 0);
	assert_int_equal(offer(&s, 1, "gone", 11), FRONTIER_CHANGED);
	assert_int_equal(due(&s, NOW, NULL), 1);
	sample_close(&s);
}

TEST(entries_come_in_order_when_due_and_in_pages)
{
	struct sample s = sample_open();
	struct frontier_entry *list;
	int64_t count, next;
	size_t n;

	offer(&s, 1, "a", 1);
	offer(&s, 1, "b", 1);
	offer(&s, 1, "c", 1);
	assert_int_equal(due(&s, NOW - 1, NULL), 0);
	assert_int_equal(due(&s, NOW, &list), 3);
	ok(store_frontier_retry(s.st, list[0].id, NOW + 60));
	ok(store_frontier_due(s.st, &s.mem, NOW, 0, 1, &list, &n));
	assert_int_equal(n, 1);
	assert_str(list[0].url, "b");
	ok(store_frontier_due(s.st, &s.mem, NOW, list[0].id, 10, &list, &n));
	assert_int_equal(n, 1);
	assert_str(list[0].url, "c");
	assert_int_equal(due(&s, NOW + 60, &list), 3);
	assert_int_equal(list[0].tries, 1);
	ok(store_frontier_state(s.st, &count, &next));
	assert_int_equal(count, 3);
	assert_int_equal(next, NOW);
	sample_close(&s);
}

TEST(a_stopped_outlet_is_left_in_peace)
{
	struct sample s = sample_open();
	struct outlet o;
	int64_t count, next;

	offer(&s, 1, "a", 1);
	ok(store_outlet_by_id(s.st, &s.mem, s.outlet, &o));
	o.active = false;
	ok(store_outlet_update(s.st, &o));
	assert_int_equal(due(&s, NOW, NULL), 0);
	ok(store_frontier_state(s.st, &count, &next));
	assert_int_equal(count, 0);
	assert_int_equal(next, 0);
	o.active = true;
	ok(store_outlet_update(s.st, &o));
	assert_int_equal(due(&s, NOW, NULL), 1);
	sample_close(&s);
}

TEST(keeps_all_that_the_feed_said)
{
	struct sample s = sample_open();
	struct frontier_entry f = entry(&s, 5, "https://h.example/1"), *list;
	struct str tags[] = { STR("سياسة"), STR("مجتمع") };
	enum frontier_outcome what;

	f.item = (struct feed_item){
		.id = STR("guid-1"), .title = STR("عنوان"),
		.author = STR("كاتب"), .summary_html = STR("<b>ملخص</b>"),
		.content_html = STR("<p>نص</p>"), .image = STR("https://i/"),
		.language = STR("ar-MA"), .tags = tags, .tag_count = 2,
		.published = { NOW, 60, true, false }, .has_published = true,
	};
	ok(store_frontier_offer(s.st, &f, STR("k"), UINT64_MAX, &what));
	assert_int_equal(due(&s, NOW, &list), 1);
	assert_str(list[0].url, "https://h.example/1");
	assert_str(list[0].item.url, "https://h.example/1");
	assert_str(list[0].item.id, "guid-1");
	assert_str(list[0].item.title, "عنوان");
	assert_str(list[0].item.summary_html, "<b>ملخص</b>");
	assert_str(list[0].item.content_html, "<p>نص</p>");
	assert_str(list[0].item.language, "ar-MA");
	assert_int_equal(list[0].item.tag_count, 2);
	assert_str(list[0].item.tags[1], "مجتمع");
	assert_true(list[0].item.has_published);
	assert_false(list[0].item.published.has_time);
	assert_int_equal(list[0].item.published.offset_min, 60);
	assert_false(list[0].item.has_modified);
	assert_int_equal(list[0].feed_id, 5);
	sample_close(&s);
}

TEST(a_crash_between_fetch_and_store_fetches_again)
{
	struct sample s = { .mem = ARENA_INIT(ARENA_BLOCK, 1u << 20) };
	const char *dir = sample_dir(&s.mem);
	const char *path = sample_path(&s.mem, dir, "a.db");
	struct outlet o = { .name = STR("h"), .active = true };
	struct frontier_entry *list;

	ok(store_open(path, STORE_WRITE, &s.st));
	ok(store_outlet_add(s.st, &o, &s.outlet));
	offer(&s, 1, "a", 1);
	due(&s, NOW, &list);
	ok(store_begin(s.st));
	fetched(&s, list[0].id, "a", ARTICLE_NEW);
	store_rollback(s.st); /* as a crash would */
	store_close(s.st);
	ok(store_open(path, STORE_WRITE, &s.st));
	assert_int_equal(due(&s, NOW, &list), 1);
	fetched(&s, list[0].id, "a", ARTICLE_NEW);
	assert_int_equal(due(&s, NOW, NULL), 0);
	store_close(s.st);
	sample_remove(&s.mem, dir);
	arena_release(&s.mem);
}

TEST(of_an_outlet_that_is_gone_nothing_is_queued)
{
	struct sample s = sample_open();
	struct frontier_entry f = entry(&s, 1, "a");
	enum frontier_outcome what;

	f.outlet_id = 99;
	assert_int_equal(store_frontier_offer(s.st, &f, STR("a"), 1, &what),
	                 ERR_ABSENT);
	assert_int_equal(due(&s, NOW, NULL), 0);
	assert_int_equal(offer(&s, 1, "a", 1), FRONTIER_NEW);
	sample_close(&s);
}

RUN(CASE(an_item_offered_twice_is_fetched_once),
    CASE(an_item_that_changes_is_fetched_again),
    CASE(two_feeds_of_one_item_fetch_it_once),
    CASE(what_was_given_up_is_not_fetched_until_it_changes),
    CASE(entries_come_in_order_when_due_and_in_pages),
    CASE(a_stopped_outlet_is_left_in_peace), CASE(keeps_all_that_the_feed_said),
    CASE(a_crash_between_fetch_and_store_fetches_again),
    CASE(of_an_outlet_that_is_gone_nothing_is_queued))
