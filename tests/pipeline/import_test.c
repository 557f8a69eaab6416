#include "test.h"

#include "pipeline/import.h"
#include "search/search.h"
#include "store/articles.h"

#define NOW_S 1790000000

static struct store *
empty_store(void)
{
	struct store *st = NULL;

	assert_int_equal(store_open(":memory:", STORE_WRITE, &st), ERR_OK);
	return st;
}

TEST(lines_that_are_no_articles_are_refused_with_a_reason)
{
	static const struct { const char *line, *why; } rows[] = {
		{ "x", "not a JSON object" },
		{ "[]", "not a JSON object" },
		/* windows-1256 */
		{ "{\"outlet\":\"\xE3\xD1\xD5\xCF\"}", "not UTF-8" },
		{ "{\"url\":\"https://a.example/1\"}", "outlet is missing" },
		{ "{\"outlet\":\"o\",\"url\":\"javascript:x\",\"date\":"
		  "\"2026-01-01\",\"text\":\"t\"}",
		  "url is no web address" },
		{ "{\"outlet\":\"o\",\"url\":\"https://a.example/1\","
		  "\"date\":\"soon\",\"text\":\"t\"}",
		  "date is none" },
		{ "{\"outlet\":\"o\",\"url\":\"https://a.example/1\","
		  "\"date\":\"2026-01-01\",\"text\":\" \"}",
		  "text is empty" },
	};
	struct store *st = empty_store();
	struct import *im = import_new(OUTLET_FULL);
	struct import_counts n;

	assert_int_equal(import_begin(im, st), ERR_OK);
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(import_line(im, st, str_from(rows[i].line),
		                             NOW_S),
		                 ERR_FORMAT);
		assert_string_equal(import_why(im), rows[i].why);
	}
	assert_int_equal(import_commit(im, st, NOW_S), ERR_OK);
	import_counts(im, &n);
	assert_int_equal(n.refused, COUNT(rows));
	assert_int_equal(n.added, 0);
	import_free(im);
	store_close(st);
}

TEST(the_same_address_is_one_article_and_its_change_a_revision)
{
	static const char *const lines[] = {
		"{\"outlet\":\"o\",\"url\":\"https://www.a.example/1/\","
		"\"title\":\"t\",\"text\":\"first text\","
		"\"date\":\"2026-01-01\"}",
		"{\"outlet\":\"o\",\"url\":\"http://a.example/1?utm_source=x\","
		"\"title\":\"t\",\"text\":\"first text\","
		"\"date\":\"2026-01-01\"}",
		"{\"outlet\":\"o\",\"url\":\"https://a.example/1\","
		"\"title\":\"t\",\"text\":\"second text\","
		"\"date\":\"2026-01-01\"}",
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 16u << 20);
	struct store *st = empty_store();
	struct import *im = import_new(OUTLET_FULL);
	struct article_revision *old;
	struct import_counts n;
	struct article a;
	size_t revisions;

	assert_int_equal(import_begin(im, st), ERR_OK);
	for (size_t i = 0; i < COUNT(lines); i++)
		assert_int_equal(import_line(im, st, str_from(lines[i]), NOW_S),
		                 ERR_OK);
	assert_int_equal(import_commit(im, st, NOW_S), ERR_OK);
	import_counts(im, &n);
	assert_int_equal(n.added, 1);
	assert_int_equal(n.known, 1);
	assert_int_equal(n.revised, 1);
	assert_int_equal(store_article_by_id(st, &mem, 1, &a), ERR_OK);
	assert_str(a.text, "second text");
	assert_int_equal(store_article_revisions(st, &mem, 1, &old, &revisions),
	                 ERR_OK);
	assert_int_equal(revisions, 1);
	assert_str(old[0].text, "first text");
	import_free(im);
	store_close(st);
	arena_release(&mem);
}

TEST(what_was_imported_is_found_in_every_spelling)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 16u << 20);
	struct search_request rq = { .query = STR("اخبار المدينه"),
		                     .newest = true, .limit = 10 };
	struct store *st = empty_store();
	struct import *im = import_new(OUTLET_FULL);
	struct search_answer found;
	struct index *ix;

	index_open(":memory:", &ix);
	assert_int_equal(import_begin(im, st), ERR_OK);
	assert_int_equal(
	        import_line(im, st,
	                    STR("{\"id\":\"n7\",\"outlet\":\"o\",\"url\":"
	                        "\"https://a.example/1\",\"title\":\"أَخْبَار\","
	                        "\"text\":\"من المدينة إلى القرى\","
	                        "\"date\":\"2026-01-01\"}"),
	                    NOW_S),
	        ERR_OK);
	assert_int_equal(import_commit(im, st, NOW_S), ERR_OK);
	assert_int_equal(index_refresh(ix, st), ERR_OK);
	assert_int_equal(search_run(ix, st, &mem, &rq, &found), ERR_OK);
	assert_int_equal(found.n, 1);
	assert_str(found.hits[0].head.language, "ar");
	search_end(&found);
	rq.query = STR("المدينة الفاضلة");
	assert_int_equal(search_run(ix, st, &mem, &rq, &found), ERR_OK);
	assert_int_equal(found.n, 0);
	search_end(&found);
	index_close(ix);
	import_free(im);
	store_close(st);
	arena_release(&mem);
}

TEST(words_of_new_articles_are_handed_over_with_their_rows)
{
	static const char *const lines[] = {
		"{\"outlet\":\"o\",\"url\":\"https://a.example/0\","
		"\"text\":\"x\",\"date\":\"2026-01-01\"}",
		"{\"outlet\":\"o\",\"url\":\"https://a.example/1\","
		"\"title\":\"t\",\"text\":\"first text\","
		"\"date\":\"2026-01-01\"}",
		"{\"outlet\":\"o\",\"url\":\"https://a.example/1\","
		"\"title\":\"t\",\"text\":\"first text of three\","
		"\"date\":\"2026-01-01\"}",
	};
	struct store *st = empty_store();
	struct import *im = import_new(OUTLET_FULL);
	struct handover *h = handover_new();
	struct handed out;

	import_hand_over(im, h);
	assert_int_equal(import_begin(im, st), ERR_OK);
	assert_int_equal(import_line(im, st, str_from(lines[0]), NOW_S),
	                 ERR_OK);
	assert_int_equal(import_commit(im, st, NOW_S), ERR_OK);
	assert_int_equal(import_begin(im, st), ERR_OK);
	assert_int_equal(import_line(im, st, str_from(lines[2]), NOW_S),
	                 ERR_OK);
	import_rollback(im, st);
	assert_true(handover_take(h, 1, &out));
	assert_int_equal(import_begin(im, st), ERR_OK);
	for (size_t i = 1; i < COUNT(lines); i++)
		assert_int_equal(import_line(im, st, str_from(lines[i]), NOW_S),
		                 ERR_OK);
	assert_false(handover_take(h, 2, &out));
	assert_int_equal(import_commit(im, st, NOW_S), ERR_OK);
	/* as it was when it was new; the hash tells that it was revised */
	assert_true(handover_take(h, 2, &out));
	assert_int_equal(out.text_hash, str_hash(STR("first text")));
	assert_int_equal(out.text_words.n, 2);
	import_free(im);
	handover_free(h);
	store_close(st);
}

RUN(CASE(lines_that_are_no_articles_are_refused_with_a_reason),
    CASE(the_same_address_is_one_article_and_its_change_a_revision),
    CASE(what_was_imported_is_found_in_every_spelling),
    CASE(words_of_new_articles_are_handed_over_with_their_rows))
