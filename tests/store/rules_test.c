/*
 * What the store remembers of an outlet's pages: selectors and lines.
 */
#include "store/sample.h"

#include <sqlite3.h>

#include "base/buf.h"
#include "store/lines.h"
#include "store/rules.h"

/* ---- selectors ---- */

static struct outlet_rule
rule(struct sample *s, enum outlet_rule_kind kind)
{
	struct outlet_rule rules[OUTLET_RULE__COUNT];

	ok(store_rules(s->st, &s->mem, s->outlet, rules));
	return rules[kind];
}

static enum rule_news
see_page(struct sample *s, const char *selector, bool matched)
{
	struct rule_sight sight = { str_from(selector), matched, NOW };
	enum rule_news news;

	ok(store_rule_seen(s->st, s->outlet, OUTLET_INCLUDE, &sight, &news));
	return news;
}

/* So many pages; the number of alarms they raised. */
static int
see_pages(struct sample *s, int n, bool matched)
{
	int alarms = 0;

	for (int i = 0; i < n; i++)
		alarms += see_page(s, ".a", matched) == RULE_NEWS_ALARM;
	return alarms;
}

TEST(rules_are_set_changed_and_taken_away)
{
	struct sample s = sample_open();

	assert_str(rule(&s, OUTLET_INCLUDE).selector, "");
	ok(store_rule_set(s.st, s.outlet, OUTLET_INCLUDE, STR(".a")));
	ok(store_rule_set(s.st, s.outlet, OUTLET_EXCLUDE, STR("nav")));
	assert_str(rule(&s, OUTLET_INCLUDE).selector, ".a");
	assert_str(rule(&s, OUTLET_EXCLUDE).selector, "nav");
	ok(store_rule_set(s.st, s.outlet, OUTLET_INCLUDE, STR(".b")));
	assert_str(rule(&s, OUTLET_INCLUDE).selector, ".b");
	ok(store_rule_set(s.st, s.outlet, OUTLET_INCLUDE, STR("")));
	assert_str(rule(&s, OUTLET_INCLUDE).selector, "");
	assert_str(rule(&s, OUTLET_EXCLUDE).selector, "nav");
	assert_int_equal(store_rule_set(s.st, 99, OUTLET_INCLUDE, STR("p")),
	                 ERR_ABSENT);
	sample_close(&s);
}

TEST(matches_are_counted_over_the_last_pages)
{
	struct sample s = sample_open();
	struct outlet_rule r;

	ok(store_rule_set(s.st, s.outlet, OUTLET_INCLUDE, STR(".a")));
	see_pages(&s, 3, true);
	see_pages(&s, 2, false);
	r = rule(&s, OUTLET_INCLUDE);
	assert_int_equal(r.recent_pages, 5);
	assert_int_equal(r.recent_matched, 3);
	see_pages(&s, 2 * OUTLET_RULE_WINDOW, true);
	r = rule(&s, OUTLET_INCLUDE);
	assert_int_equal(r.recent_pages, OUTLET_RULE_WINDOW);
	assert_int_equal(r.recent_matched, OUTLET_RULE_WINDOW);
	assert_int_equal(r.pages, 5 + 2 * OUTLET_RULE_WINDOW);
	assert_int_equal(r.matched, 3 + 2 * OUTLET_RULE_WINDOW);
	sample_close(&s);
}

TEST(the_alarm_is_raised_once_and_ends_with_a_match)
{
	struct sample s = sample_open();

	ok(store_rule_set(s.st, s.outlet, OUTLET_INCLUDE, STR(".a")));
	see_pages(&s, 5, true);
	assert_int_equal(see_pages(&s, OUTLET_RULE_ALARM - 1, false), 0);
	assert_false(rule(&s, OUTLET_INCLUDE).alarm);
	assert_int_equal(see_pages(&s, 1, false), 1);
	assert_int_equal(see_pages(&s, 100, false), 0);
	assert_true(rule(&s, OUTLET_INCLUDE).alarm);
	assert_int_equal(rule(&s, OUTLET_INCLUDE).alarm_s, NOW);
	assert_int_equal(see_page(&s, ".a", true), RULE_NEWS_RECOVERED);
	assert_int_equal(see_page(&s, ".a", true), RULE_NEWS_NONE);
	assert_false(rule(&s, OUTLET_INCLUDE).alarm);
	assert_int_equal(see_pages(&s, OUTLET_RULE_ALARM, false), 1);
	sample_close(&s);
}

TEST(another_selector_begins_without_a_past)
{
	struct sample s = sample_open();

	ok(store_rule_set(s.st, s.outlet, OUTLET_INCLUDE, STR(".a")));
	see_pages(&s, OUTLET_RULE_ALARM, false);
	ok(store_rule_set(s.st, s.outlet, OUTLET_INCLUDE, STR(".a")));
	assert_true(rule(&s, OUTLET_INCLUDE).alarm);
	ok(store_rule_set(s.st, s.outlet, OUTLET_INCLUDE, STR(".b")));
	assert_false(rule(&s, OUTLET_INCLUDE).alarm);
	assert_int_equal(rule(&s, OUTLET_INCLUDE).pages, 0);
	/* a page that was read with the old one says nothing of the new */
	assert_int_equal(see_page(&s, ".a", true), RULE_NEWS_NONE);
	assert_int_equal(rule(&s, OUTLET_INCLUDE).pages, 0);
	sample_close(&s);
}

TEST(an_outlet_goes_with_its_rules)
{
	struct sample s = sample_open();

	ok(store_rule_set(s.st, s.outlet, OUTLET_INCLUDE, STR(".a")));
	ok(store_outlet_remove(s.st, s.outlet));
	assert_str(rule(&s, OUTLET_INCLUDE).selector, "");
	ok(store_verify(s.st));
	sample_close(&s);
}

/* ---- lines ---- */

/* A line as extraction tells it; `text` decides print and length. */
static struct doc_line
line(const char *text)
{
	struct str s = str_from(text);

	return (struct doc_line){ .print = str_hash(s),
		                  .span = (uint32_t)s.n,
		                  .len = (uint32_t)s.n,
		                  .text = s };
}

/* A body line of its own for each article, long enough to outweigh others. */
static const char *
body(struct sample *s, int64_t article)
{
	return str_z(&s->mem,
	             str_fmt(&s->mem, "the text of article %lld, %0500d",
	                     (long long)article, 7));
}

static void
see(struct sample *s, int64_t article, const char *const *texts, size_t n,
    struct line_news *news)
{
	struct doc_line lines[DOC_LINES_MAX];
	struct line_sight sight = { s->outlet, article, lines, n, true };

	for (size_t i = 0; i < n; i++)
		lines[i] = line(texts[i]);
	ok(store_lines_seen(s->st, &sight, news));
}

/* An article with a body and one more line. */
static struct line_news
see_with(struct sample *s, int64_t article, const char *more)
{
	const char *texts[] = { body(s, article), more };
	struct line_news news;

	see(s, article, texts, more == NULL ? 1 : 2, &news);
	return news;
}

static size_t
known(struct sample *s)
{
	uint64_t *prints;
	size_t n;

	ok(store_lines_known(s->st, &s->mem, s->outlet, &prints, &n));
	for (size_t i = 1; i < n; i++)
		assert_true(prints[i - 1] < prints[i]);
	return n;
}

static int64_t
count(struct sample *s)
{
	struct store_stats stats;

	ok(store_stats(s->st, &stats));
	return stats.boilerplate;
}

#define PROMO "follow us wherever you read your news"

TEST(the_third_article_makes_a_line_boilerplate)
{
	struct sample s = sample_open();
	struct line_news news;
	struct line_row *rows;
	size_t n;

	assert_int_equal(see_with(&s, 11, PROMO).n, 0);
	assert_int_equal(see_with(&s, 12, PROMO).n, 0);
	assert_int_equal(known(&s), 0);
	news = see_with(&s, 13, PROMO);
	assert_int_equal(news.learnt, 1);
	assert_int_equal(news.n, 3); /* to be corrected */
	for (int64_t i = 0; i < 3; i++)
		assert_int_equal(news.article[i], 11 + i);
	assert_int_equal(known(&s), 1);
	ok(store_lines_list(s.st, &s.mem, s.outlet, &rows, &n));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].sightings, 3);
	assert_str(rows[0].sample, PROMO);
	assert_int_equal(count(&s), 1);
	/* read before it was learnt, stored after: only this one */
	news = see_with(&s, 14, PROMO);
	assert_int_equal(news.learnt, 0);
	assert_int_equal(news.n, 1);
	assert_int_equal(news.article[0], 14);
	sample_close(&s);
}

TEST(an_article_teaches_once)
{
	struct sample s = sample_open();
	struct doc_line lines[] = { line("a body"), line(PROMO) };
	struct line_sight again = { s.outlet, 11, lines, 2, false };
	struct line_news news;

	see_with(&s, 11, PROMO);
	see_with(&s, 12, PROMO);
	for (int i = 0; i < 10; i++)
		ok(store_lines_seen(s.st, &again, &news));
	assert_int_equal(known(&s), 0);
	sample_close(&s);
}

TEST(lines_are_of_one_outlet)
{
	struct sample s = sample_open();
	struct outlet o = { .name = STR("Other"), .active = true };
	int64_t first = s.outlet;

	see_with(&s, 11, PROMO);
	see_with(&s, 12, PROMO);
	ok(store_outlet_add(s.st, &o, &s.outlet));
	assert_int_equal(see_with(&s, 13, PROMO).learnt, 0);
	s.outlet = first;
	assert_int_equal(see_with(&s, 14, PROMO).learnt, 1);
	sample_close(&s);
}

TEST(a_text_published_again_teaches_nothing)
{
	static const char *const texts[] = {
		"the first paragraph of a text that stands at many addresses",
		"the second paragraph, as long as the first one or longer",
		"the third",
	};
	struct sample s = sample_open();
	struct line_news news;

	for (int64_t i = 0; i < 50; i++) {
		see(&s, 11 + i, texts, COUNT(texts), &news);
		assert_int_equal(news.n, 0);
	}
	assert_int_equal(known(&s), 0);
	sample_close(&s);
}

/* How many articles in a row it takes; 0: more than 60. */
static int
needed(size_t length)
{
	struct sample s = sample_open();
	struct buf text = BUF_INIT(4096);
	int n = 0;

	for (size_t i = 0; i < length; i++)
		buf_put_char(&text, i % 7 == 6 ? ' ' : 'a');
	for (int i = 1; i <= 60 && n == 0; i++)
		if (see_with(&s, i, str_z(&s.mem, buf_str(&text))).learnt > 0)
			n = i;
	buf_release(&text);
	sample_close(&s);
	return n;
}

TEST(paragraphs_and_single_words_need_more_evidence)
{
	assert_int_equal(needed(10), 5);
	assert_int_equal(needed(60), 3);
	assert_int_equal(needed(190), 8);
}

TEST(a_line_now_and_then_is_none)
{
	struct sample s = sample_open();
	int64_t id = 1;

	for (; id <= 400; id++) /* 5 % of the articles */
		see_with(&s, id, id > 60 && id % 20 == 0 ? PROMO : NULL);
	assert_int_equal(known(&s), 0);
	/* a series of three where many went before */
	for (int i = 0; i < 3; i++)
		see_with(&s, id++, "all episodes of our series on rivers");
	assert_int_equal(known(&s), 0);
	sample_close(&s);
}

TEST(what_was_learnt_too_early_is_let_go)
{
	struct sample s = sample_open();
	int64_t id = 1;

	for (; id <= 3; id++)
		see_with(&s, id, PROMO);
	assert_int_equal(known(&s), 1);
	for (; id <= 128; id++)
		see_with(&s, id, NULL);
	assert_int_equal(known(&s), 0);
	/* and may be learnt again when it is everywhere */
	for (; id <= 170; id++)
		see_with(&s, id, PROMO);
	assert_int_equal(known(&s), 1);
	sample_close(&s);
}

TEST(a_line_long_unseen_begins_anew)
{
	struct sample s = sample_open();
	int64_t id = 1;

	for (; id <= 2; id++)
		see_with(&s, id, PROMO);
	for (; id <= 2 + LINES_STALE_AFTER + 1; id++)
		see_with(&s, id, NULL);
	for (int i = 0; i < 9; i++)
		see_with(&s, id++, PROMO);
	assert_int_equal(known(&s), 0);
	/* 10 of the last 100, and all 10 are corrected */
	assert_int_equal(see_with(&s, id++, PROMO).n, 10);
	assert_int_equal(known(&s), 1);
	sample_close(&s);
}

static int64_t
stored_lines(const char *path)
{
	sqlite3_stmt *q;
	sqlite3 *db;
	int64_t n;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_prepare_v2(db, "SELECT count(*) FROM outlet_line", -1, &q,
	                   NULL);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(db);
	return n;
}

/* An article of nothing but lines that no other has. */
static void
see_unique(struct sample *s, int64_t article)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	const char *texts[DOC_LINES_MAX];
	struct line_news news;

	for (size_t i = 0; i < DOC_LINES_MAX; i++)
		texts[i] = str_z(&mem, str_fmt(&mem, "line %zu of %lld", i,
		                               (long long)article));
	see(s, article, texts, DOC_LINES_MAX, &news);
	arena_release(&mem);
}

TEST(the_lines_of_an_outlet_are_bounded_and_the_frequent_stay)
{
	struct sample s = { .mem = ARENA_INIT(ARENA_BLOCK, 64u << 20) };
	const char *dir = sample_dir(&s.mem);
	const char *path = sample_path(&s.mem, dir, "a.db");
	struct outlet o = { .name = STR("Gull"), .active = true };

	ok(store_open(path, STORE_WRITE, &s.st));
	ok(store_outlet_add(s.st, &o, &s.outlet));
	ok(store_begin(s.st));
	for (int64_t id = 1; id <= 4; id++)
		see_with(&s, id, PROMO);
	for (int64_t id = 5; id <= 24; id++)
		see_unique(&s, id);
	assert_int_equal(known(&s), 1);
	for (int64_t id = 25; id <= 1000; id++) {
		/* often enough to stay, among lines seen once */
		if (id % 4 == 0)
			see_with(&s, id, PROMO);
		else
			see_unique(&s, id);
	}
	ok(store_commit(s.st));
	assert_int_equal(known(&s), 1);
	assert_true(stored_lines(path) <= LINES_OUTLET_MAX);
	assert_true(stored_lines(path) >= LINES_OUTLET_MAX / 2);
	ok(store_lines_forget(s.st, s.outlet));
	assert_int_equal(stored_lines(path), 0);
	store_close(s.st);
	sample_remove(&s.mem, dir);
	arena_release(&s.mem);
}

TEST(what_is_rolled_back_was_not_learnt)
{
	struct sample s = sample_open();

	see_with(&s, 11, PROMO);
	see_with(&s, 12, PROMO);
	ok(store_begin(s.st));
	assert_int_equal(see_with(&s, 13, PROMO).learnt, 1);
	store_rollback(s.st);
	assert_int_equal(known(&s), 0);
	assert_int_equal(see_with(&s, 13, PROMO).n, 3);
	sample_close(&s);
}

TEST(a_sample_ends_between_characters)
{
	struct sample s = sample_open();
	struct buf text = BUF_INIT(4096);
	struct line_row *rows;
	size_t n;

	buf_put_char(&text, 'x');
	while (text.n < LINE_SAMPLE_MAX_BYTES + 20)
		buf_put(&text, STR("ص"));
	for (int i = 1; i <= 8; i++)
		see_with(&s, i, str_z(&s.mem, buf_str(&text)));
	ok(store_lines_list(s.st, &s.mem, s.outlet, &rows, &n));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].sample.n, LINE_SAMPLE_MAX_BYTES - 1);
	buf_release(&text);
	sample_close(&s);
}

/* ---- corrections ---- */

TEST(a_correction_leaves_no_revision_but_is_told)
{
	struct sample s = sample_open();
	struct doc *d = sample_doc(s.outlet, "https://a.example/1", "عنوان",
	                           "شعار\nنص الخبر");
	struct article_revision *old;
	int64_t before, after, id = sample_put(s.st, d, ARTICLE_NEW);
	struct article a;
	size_t n;

	ok(store_log_head(s.st, &before));
	d = sample_doc(s.outlet, "https://a.example/1", "عنوان", "نص الخبر");
	ok(store_article_correct(s.st, id, d, NOW + HOUR));
	assert_int_equal(store_article_correct(s.st, id + 1, d, NOW),
	                 ERR_ABSENT);
	ok(store_log_head(s.st, &after));
	assert_int_equal(after, before + 1);
	ok(store_article_by_id(s.st, &s.mem, id, &a));
	assert_str(a.text, "نص الخبر");
	assert_str(a.head.excerpt, "نص الخبر");
	assert_int_equal(a.revision, 1);
	assert_int_equal(a.head.changed_s, NOW + HOUR);
	ok(store_article_revisions(s.st, &s.mem, id, &old, &n));
	assert_int_equal(n, 0);
	/* the page as it is read by now is no news */
	sample_put(s.st, d, ARTICLE_SAME);
	ok(store_verify(s.st));
	sample_close(&s);
}

RUN(CASE(rules_are_set_changed_and_taken_away),
    CASE(matches_are_counted_over_the_last_pages),
    CASE(the_alarm_is_raised_once_and_ends_with_a_match),
    CASE(another_selector_begins_without_a_past),
    CASE(an_outlet_goes_with_its_rules),
    CASE(the_third_article_makes_a_line_boilerplate),
    CASE(an_article_teaches_once),
    CASE(lines_are_of_one_outlet),
    CASE(a_text_published_again_teaches_nothing),
    CASE(paragraphs_and_single_words_need_more_evidence),
    CASE(a_line_now_and_then_is_none),
    CASE(what_was_learnt_too_early_is_let_go),
    CASE(a_line_long_unseen_begins_anew),
    CASE(the_lines_of_an_outlet_are_bounded_and_the_frequent_stay),
    CASE(what_is_rolled_back_was_not_learnt),
    CASE(a_sample_ends_between_characters),
    CASE(a_correction_leaves_no_revision_but_is_told))
