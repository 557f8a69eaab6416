#include "search/search.h"
#include "store/sample.h"

static struct search_answer
search(struct sample *s, struct search_request rq)
{
	struct search_answer a;

	rq.limit = rq.limit == 0 ? 50 : rq.limit;
	ok(search_run(s->st, &s->mem, &rq, &a));
	return a;
}

/* The titles found, in order, each followed by a space. */
static struct str
found(struct sample *s, struct search_request rq)
{
	struct search_answer a = search(s, rq);
	struct str all = STR_EMPTY;

	for (size_t i = 0; i < a.n; i++)
		all = str_fmt(&s->mem, "%.*s%.*s ", STR_ARG(all),
		              STR_ARG(a.hits[i].head.title));
	return all;
}

#define newest(typed) \
	((struct search_request){ .query = STR(typed), .newest = true })
#define best(typed) \
	((struct search_request){ .query = STR(typed), .any_word = true })

TEST(spelling_variants_of_arabic_meet)
{
	static const struct {
		const char *kept, *typed;
	} rows[] = {
		{ "أخبار المغرب", "اخبار" },
		{ "اخبار المغرب", "أخبار" },
		{ "مدرسة", "مدرسه" },
		{ "على", "علي" },
		{ "مُحَمَّد", "محمد" },
		{ "محمد", "مُحَمَّد" },
		{ "كـــتاب", "كتاب" },
		{ "سنة ٢٠٢٦", "2026" },
		{ "Économie", "economie" },
		{ "\xEF\xBB\xBC", "لا" }, /* presentation form of lam-alef */
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct sample s = sample_open();
		struct search_answer a;

		sample_article(s.st, s.outlet, "u", rows[i].kept, NOW);
		a = search(&s, (struct search_request){
		                       .query = str_from(rows[i].typed),
		                       .newest = true });
		if (a.n != 1)
			print_error("%s / %s\n", rows[i].kept, rows[i].typed);
		assert_int_equal(a.n, 1);
		sample_close(&s);
	}
}

TEST(newest_wants_all_words_and_relevance_any)
{
	struct sample s = sample_open();

	sample_article(s.st, s.outlet, "1", "red", NOW - 3);
	sample_article(s.st, s.outlet, "2", "red blue", NOW - 2);
	sample_article(s.st, s.outlet, "3", "blue", NOW - 1);
	sample_article(s.st, s.outlet, "4", "blue red", NOW - 4);
	assert_str(found(&s, newest("red")), "red blue red blue red ");
	assert_str(found(&s, newest("red blue")), "red blue blue red ");
	assert_str(found(&s, newest("\"red blue\"")), "red blue ");
	assert_str(found(&s, newest("blue -red")), "blue ");
	assert_str(found(&s, newest("bl*")), "blue red blue blue red ");
	assert_int_equal(search(&s, best("red blue green")).n, 4);
	assert_int_equal(search(&s, best("\"red blue\" green")).n, 1);
	assert_int_equal(search(&s, (struct search_request){
	                                    .query = STR("red green") }).n,
	                 0);
	sample_close(&s);
}

TEST(more_of_the_words_and_words_in_the_title_score_higher)
{
	struct sample s = sample_open();
	struct search_answer a;

	for (int i = 0; i < 20; i++)
		sample_put(s.st,
		           sample_doc(s.outlet,
		                      str_z(&s.mem, str_fmt(&s.mem, "n%d", i)),
		                      "other", "nothing of that"),
		           ARTICLE_NEW);
	sample_put(s.st, sample_doc(s.outlet, "1", "one", "red green sky"),
	           ARTICLE_NEW);
	sample_put(s.st, sample_doc(s.outlet, "2", "both", "red blue sky"),
	           ARTICLE_NEW);
	sample_put(s.st, sample_doc(s.outlet, "3", "blue", "one green sky"),
	           ARTICLE_NEW);
	a = search(&s, best("red blue"));
	assert_int_equal(a.n, 3);
	assert_str(a.hits[0].head.title, "both");
	assert_true(a.hits[0].score > a.hits[1].score);
	assert_true(a.hits[2].score > 0);
	a = search(&s, best("blue"));
	assert_str(a.hits[0].head.title, "blue");
	sample_close(&s);
}

TEST(filters_and_pages_narrow_the_answer)
{
	struct sample s = sample_open();
	struct outlet o = { .name = STR("b"), .slug = STR("b"),
		            .active = true };
	struct search_request rq = newest("w");
	struct doc *d;
	int64_t other;

	ok(store_outlet_add(s.st, &o, &other));
	sample_article(s.st, s.outlet, "1", "w a", NOW - 3 * DAY);
	sample_article(s.st, other, "2", "w b", NOW - 2 * DAY);
	d = sample_doc(s.outlet, "3", "w c", "x");
	d->analysis.language = STR("fr");
	sample_put(s.st, d, ARTICLE_NEW);
	assert_str(found(&s, rq), "w c w b w a ");
	rq.outlet_id = other;
	assert_str(found(&s, rq), "w b ");
	rq = newest("w");
	rq.language = STR("fr");
	assert_str(found(&s, rq), "w c ");
	rq = newest("w");
	rq.since_s = NOW - 2 * DAY;
	assert_str(found(&s, rq), "w c w b ");
	rq.until_s = NOW;
	assert_str(found(&s, rq), "w b ");
	rq = newest("w");
	rq.limit = 1;
	rq.offset = 1;
	assert_str(found(&s, rq), "w b ");
	assert_int_equal(search(&s, rq).total, 3);
	rq.offset = SIZE_MAX;
	assert_int_equal(search(&s, rq).n, 0);
	sample_close(&s);
}

TEST(the_total_is_exact_up_to_a_thousand)
{
	struct sample s = sample_open();
	struct search_answer a;

	ok(store_begin(s.st));
	for (int i = 0; i < 1001; i++) {
		struct str url = str_fmt(&s.mem, "u%d", i);

		sample_article(s.st, s.outlet, str_z(&s.mem, url),
		               i < 1000 ? "both few" : "both", NOW);
	}
	ok(store_commit(s.st));
	a = search(&s, newest("few"));
	assert_int_equal(a.total, 1000);
	assert_true(a.total_exact);
	assert_int_equal(a.n, 50);
	a = search(&s, newest("both"));
	assert_int_equal(a.total, 1000);
	assert_false(a.total_exact);
	sample_close(&s);
}

TEST(hostile_queries_are_answered_like_any_other)
{
	static const char *const typed[] = {
		"", " ", "\"", "\"\"", "*", "-", "--", "-\"", "-\"x", "(", ")",
		"AND", "OR NOT", "NEAR(", "a:b", "^", "+", "a* b* c* d*",
		"\"a\" \"b", "x'; DROP TABLE article; --", "\xFF\xFE\x80",
		"\xD8", "«", "»«", "“", "\\\"", "%s%n", "{title}:*",
		"-a -b -c", "ـــ", "ًٌٍَُِّْ", "؟!،", "\x01\x02",
	};
	struct sample s = sample_open();

	sample_article(s.st, s.outlet, "u", "خبر", NOW);
	for (size_t i = 0; i < COUNT(typed); i++)
		for (int mode = 0; mode < 4; mode++)
			search(&s, (struct search_request){
			                   .query = str_from(typed[i]),
			                   .newest = mode & 1,
			                   .any_word = mode & 2 });
	search(&s, (struct search_request){ .query = { "a\0b\"", 4 } });
	assert_int_equal(search(&s, newest("؟!")).n, 0);
	assert_true(search(&s, newest("")).total_exact);
	assert_int_equal(search(&s, newest("خبر")).n, 1);
	sample_close(&s);
}

TEST(hidden_articles_are_not_found)
{
	struct sample s = sample_open();
	int64_t id = sample_article(s.st, s.outlet, "u", "خبر", NOW);

	ok(store_article_set_state(s.st, id, ARTICLE_HIDDEN));
	assert_int_equal(search(&s, newest("خبر")).n, 0);
	assert_int_equal(search(&s, newest("خبر")).total, 0);
	ok(store_article_set_state(s.st, id, ARTICLE_SHOWN));
	assert_int_equal(search(&s, newest("خبر")).n, 1);
	sample_close(&s);
}

RUN(CASE(spelling_variants_of_arabic_meet),
    CASE(newest_wants_all_words_and_relevance_any),
    CASE(more_of_the_words_and_words_in_the_title_score_higher),
    CASE(filters_and_pages_narrow_the_answer),
    CASE(the_total_is_exact_up_to_a_thousand),
    CASE(hostile_queries_are_answered_like_any_other),
    CASE(hidden_articles_are_not_found))
