#include "store/log.h"
#include "store/reports.h"
#include "store/sample.h"
#include "store/stories.h"

static int64_t
head_of(struct store *st)
{
	int64_t head;

	ok(store_log_head(st, &head));
	return head;
}

/* What changed behind an entry, as "1 2p ", p: only placed; sets *last. */
static struct str
changed(struct sample *s, int64_t after, size_t limit, int64_t *last)
{
	struct str all = STR_EMPTY;
	struct log_changes c;

	ok(store_log_read(s->st, &s->mem, after, limit, &c));
	for (size_t i = 0; i < c.n; i++)
		all = str_fmt(&s->mem, "%.*s%lld%s ", STR_ARG(all),
		              (long long)c.ids[i], c.placed[i] ? "p" : "");
	*last = c.last;
	return all;
}

TEST(each_change_is_read_once_in_order)
{
	struct sample s = sample_open();
	int64_t last;

	assert_str(changed(&s, 0, 10, &last), "");
	assert_int_equal(last, 0);
	sample_article(s.st, s.outlet, "1", "red", NOW);
	sample_article(s.st, s.outlet, "2", "red", NOW);
	sample_put(s.st, sample_doc(s.outlet, "1", "blue", "blue"),
	           ARTICLE_REVISED);
	ok(store_article_set_state(s.st, 1, ARTICLE_REMOVED));
	assert_str(changed(&s, 0, 10, &last), "1 2 ");
	assert_int_equal(last, 4);
	assert_str(changed(&s, 0, 2, &last), "1 2 ");
	assert_int_equal(last, 2);
	assert_str(changed(&s, 2, 10, &last), "1 ");
	assert_str(changed(&s, 4, 10, &last), "");
	assert_int_equal(last, 4);
	sample_close(&s);
}

TEST(many_articles_of_one_batch_are_each_read_once)
{
	struct sample s = sample_open();
	struct log_changes c;

	ok(store_begin(s.st));
	for (int i = 0; i < 300; i++) {
		struct str url = str_fmt(&s.mem, "u%d", i);

		sample_article(s.st, s.outlet, str_z(&s.mem, url), "red", NOW);
	}
	for (int64_t id = 300; id > 0; id--)
		ok(store_article_set_state(s.st, id, ARTICLE_HIDDEN));
	ok(store_commit(s.st));
	ok(store_log_read(s.st, &s.mem, 0, 600, &c));
	assert_int_equal(c.n, 300);
	for (size_t i = 0; i < c.n; i++)
		assert_int_equal(c.ids[i], i + 1);
	sample_close(&s);
}

TEST(articles_of_which_only_the_place_changed_are_told_apart)
{
	struct sample s = sample_open();
	struct article_placing p = { .story_id = 1 };
	int64_t last;

	for (p.id = 1; p.id <= 3; p.id++) {
		char url[2] = { (char)('0' + p.id), '\0' };

		sample_article(s.st, s.outlet, url, "red", NOW);
	}
	for (p.id = 2; p.id <= 3; p.id++)
		ok(store_article_place(s.st, &p, true, NOW));
	ok(store_article_set_state(s.st, 3, ARTICLE_HIDDEN));
	assert_str(changed(&s, 0, 10, &last), "1 2 3 ");
	assert_str(changed(&s, 3, 10, &last), "2p 3 ");
	assert_str(changed(&s, 3, 2, &last), "2p 3p ");
	sample_close(&s);
}

TEST(every_change_that_search_must_know_has_an_entry)
{
	struct sample s = sample_open();
	uint8_t reporter[REPORTER_BYTES] = { 1 };
	struct report_result r;
	int64_t id = sample_article(s.st, s.outlet, "1", "red", NOW), head;
	struct doc *d = sample_doc(s.outlet, "1", "red", "better");

	head = head_of(s.st);
	ok(store_article_correct(s.st, id, d, NOW));
	doc_free(d);
	assert_int_equal(head_of(s.st), ++head);
	ok(store_report_add(s.st, REPORT_ARTICLE, id, reporter, NOW, 1, &r));
	assert_int_equal(head_of(s.st), ++head);
	ok(store_article_set_state(s.st, id, ARTICLE_SHOWN));
	assert_int_equal(head_of(s.st), ++head);
	ok(store_article_imported(s.st, id, STR("x")));
	assert_int_equal(head_of(s.st), ++head);
	ok(store_article_imported(s.st, id, STR("x")));
	assert_int_equal(head_of(s.st), head);
	sample_close(&s);
}

TEST(a_new_article_and_its_topic_are_one_entry)
{
	struct sample s = sample_open();
	int64_t id;

	ok(store_begin(s.st));
	id = sample_article(s.st, s.outlet, "1", "red", NOW);
	ok(store_article_imported(s.st, id, STR("x")));
	ok(store_commit(s.st));
	assert_int_equal(head_of(s.st), 1);
	sample_close(&s);
}

TEST(marks_tell_databases_and_entries_apart)
{
	struct sample a = sample_open(), b = sample_open();
	uint64_t none, other, first, second, again;

	ok(store_log_mark(a.st, 0, &none));
	ok(store_log_mark(b.st, 0, &other));
	assert_true(none != other);
	assert_int_equal(store_log_mark(a.st, 1, &first), ERR_ABSENT);
	sample_article(a.st, a.outlet, "1", "red", NOW);
	sample_article(a.st, a.outlet, "2", "red", NOW);
	ok(store_log_mark(a.st, 1, &first));
	ok(store_log_mark(a.st, 2, &second));
	ok(store_log_mark(a.st, 1, &again));
	assert_true(first != second && first != none);
	assert_true(first == again);
	sample_close(&a);
	sample_close(&b);
}

TEST(a_look_sees_one_moment)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 4u << 20);
	const char *dir = sample_dir(&mem);
	const char *path = sample_path(&mem, dir, "a.db");
	struct outlet o = { .name = STR("one"), .active = true };
	struct article_place places[4];
	struct store *w, *r;
	int64_t outlet;
	size_t n;

	ok(store_open(path, STORE_WRITE, &w));
	ok(store_outlet_add(w, &o, &outlet));
	sample_article(w, outlet, "1", "red", NOW - 5);
	ok(store_open(path, STORE_READ, &r));
	ok(store_look_begin(r));
	sample_article(w, outlet, "2", "red", NOW);
	ok(store_article_places(r, 0, places, COUNT(places), &n));
	assert_int_equal(n, 1);
	assert_int_equal(places[0].id, 1);
	assert_int_equal(places[0].sort_s, NOW - 5);
	assert_int_equal(places[0].outlet_id, outlet);
	store_look_end(r);
	ok(store_article_places(r, 1, places, COUNT(places), &n));
	assert_int_equal(n, 1);
	assert_int_equal(places[0].id, 2);
	ok(store_sync(r));
	store_close(r);
	store_close(w);
	sample_remove(&mem, dir);
	arena_release(&mem);
}

RUN(CASE(each_change_is_read_once_in_order),
    CASE(many_articles_of_one_batch_are_each_read_once),
    CASE(articles_of_which_only_the_place_changed_are_told_apart),
    CASE(every_change_that_search_must_know_has_an_entry),
    CASE(a_new_article_and_its_topic_are_one_entry),
    CASE(marks_tell_databases_and_entries_apart),
    CASE(a_look_sees_one_moment))
