#include "search/search.h"
#include "store/sample.h"

/* A store in memory with one outlet, and an index of it. */
struct bed {
	struct sample s;
	struct index *ix;
};

static struct bed
bed_open(void)
{
	struct bed b = { .s = sample_open() };

	index_open(":memory:", &b.ix);
	return b;
}

static void
bed_close(struct bed *b)
{
	index_close(b->ix);
	sample_close(&b->s);
}

/* Of the store as it is now; names of facets must not be looked at. */
static struct search_answer
search(struct bed *b, struct search_request rq)
{
	struct search_answer a;

	rq.limit = rq.limit == 0 ? 50 : rq.limit;
	ok(index_refresh(b->ix, b->s.st));
	ok(search_run(b->ix, b->s.st, &b->s.mem, &rq, &a));
	search_end(&a);
	return a;
}

/* The titles found, in order, each followed by a space. */
static struct str
found(struct bed *b, struct search_request rq)
{
	struct search_answer a = search(b, rq);
	struct str all = STR_EMPTY;

	for (size_t i = 0; i < a.n; i++)
		all = str_fmt(&b->s.mem, "%.*s%.*s ", STR_ARG(all),
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
		struct bed b = bed_open();
		struct search_answer a;

		sample_article(b.s.st, b.s.outlet, "u", rows[i].kept, NOW);
		a = search(&b, (struct search_request){
		                       .query = str_from(rows[i].typed),
		                       .newest = true });
		if (a.n != 1)
			print_error("%s / %s\n", rows[i].kept, rows[i].typed);
		assert_int_equal(a.n, 1);
		bed_close(&b);
	}
}

TEST(newest_wants_all_words_and_relevance_any)
{
	struct bed b = bed_open();

	sample_article(b.s.st, b.s.outlet, "1", "red", NOW - 3);
	sample_article(b.s.st, b.s.outlet, "2", "red blue", NOW - 2);
	sample_article(b.s.st, b.s.outlet, "3", "blue", NOW - 1);
	sample_article(b.s.st, b.s.outlet, "4", "blue red", NOW - 4);
	assert_str(found(&b, newest("red")), "red blue red blue red ");
	assert_str(found(&b, newest("red blue")), "red blue blue red ");
	assert_str(found(&b, newest("\"red blue\"")), "red blue ");
	assert_str(found(&b, newest("blue -red")), "blue ");
	assert_str(found(&b, newest("bl*")), "blue red blue blue red ");
	assert_int_equal(search(&b, best("red blue green")).n, 4);
	assert_int_equal(search(&b, best("\"red blue\" green")).n, 1);
	assert_int_equal(search(&b, (struct search_request){
	                                    .query = STR("red green") }).n,
	                 0);
	bed_close(&b);
}

TEST(more_of_the_words_and_words_in_the_title_score_higher)
{
	struct bed b = bed_open();
	struct search_answer a;

	for (int i = 0; i < 20; i++)
		sample_put(b.s.st,
		           sample_doc(b.s.outlet,
		                      str_z(&b.s.mem, str_fmt(&b.s.mem, "n%d", i)),
		                      "other", "nothing of that"),
		           ARTICLE_NEW);
	sample_put(b.s.st, sample_doc(b.s.outlet, "1", "one", "red green sky"),
	           ARTICLE_NEW);
	sample_put(b.s.st, sample_doc(b.s.outlet, "2", "both", "red blue sky"),
	           ARTICLE_NEW);
	sample_put(b.s.st, sample_doc(b.s.outlet, "3", "blue", "one green sky"),
	           ARTICLE_NEW);
	a = search(&b, best("red blue"));
	assert_int_equal(a.n, 3);
	assert_str(a.hits[0].head.title, "both");
	assert_true(a.hits[0].score > a.hits[1].score);
	assert_true(a.hits[2].score > 0);
	a = search(&b, best("blue"));
	assert_str(a.hits[0].head.title, "blue");
	bed_close(&b);
}

TEST(filters_and_pages_narrow_the_answer)
{
	struct bed b = bed_open();
	struct outlet o = { .name = STR("b"), .slug = STR("b"),
		            .active = true };
	struct search_request rq = newest("w");
	struct doc *d;
	int64_t other;

	ok(store_outlet_add(b.s.st, &o, &other));
	sample_article(b.s.st, b.s.outlet, "1", "w a", NOW - 3 * DAY);
	sample_article(b.s.st, other, "2", "w b", NOW - 2 * DAY);
	d = sample_doc(b.s.outlet, "3", "w c", "x");
	d->analysis.language = STR("fr");
	sample_put(b.s.st, d, ARTICLE_NEW);
	assert_str(found(&b, rq), "w c w b w a ");
	rq.outlet_id = other;
	assert_str(found(&b, rq), "w b ");
	rq = newest("w");
	rq.language = STR("fr");
	assert_str(found(&b, rq), "w c ");
	rq = newest("w");
	rq.since_s = NOW - 2 * DAY;
	assert_str(found(&b, rq), "w c w b ");
	rq.until_s = NOW;
	assert_str(found(&b, rq), "w b ");
	rq = newest("w");
	rq.limit = 1;
	rq.offset = 1;
	assert_str(found(&b, rq), "w b ");
	assert_int_equal(search(&b, rq).total, 3);
	rq.offset = SIZE_MAX;
	assert_int_equal(search(&b, rq).n, 0);
	bed_close(&b);
}

TEST(a_total_that_is_called_exact_is)
{
	struct bed b = bed_open();
	struct search_answer a;

	ok(store_begin(b.s.st));
	for (unsigned i = 0; i < FIND_COUNT_MAX + 1000; i++) {
		struct str url = str_fmt(&b.s.mem, "u%u", i);

		sample_article(b.s.st, b.s.outlet, str_z(&b.s.mem, url),
		               i % 5 == 0 ? "both few" : "both", NOW);
	}
	ok(store_commit(b.s.st));
	a = search(&b, newest("few"));
	assert_int_equal(a.total, (FIND_COUNT_MAX + 1000 + 4) / 5);
	assert_true(a.total_exact);
	assert_int_equal(a.n, 50);
	/* small parts are counted whole, others up to a bound */
	a = search(&b, newest("both"));
	if (a.total_exact)
		assert_int_equal(a.total, FIND_COUNT_MAX + 1000);
	else
		assert_in_range(a.total, FIND_COUNT_MAX,
		                FIND_COUNT_MAX + 2000);
	bed_close(&b);
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
	struct bed b = bed_open();

	sample_article(b.s.st, b.s.outlet, "u", "خبر", NOW);
	for (size_t i = 0; i < COUNT(typed); i++)
		for (int mode = 0; mode < 4; mode++)
			search(&b, (struct search_request){
			                   .query = str_from(typed[i]),
			                   .newest = mode & 1,
			                   .any_word = mode & 2 });
	search(&b, (struct search_request){ .query = { "a\0b\"", 4 } });
	assert_int_equal(search(&b, newest("؟!")).n, 0);
	assert_true(search(&b, newest("")).total_exact);
	assert_int_equal(search(&b, newest("خبر")).n, 1);
	bed_close(&b);
}

TEST(a_correction_is_found_by_its_new_words)
{
	struct bed b = bed_open();

	sample_put(b.s.st, sample_doc(b.s.outlet, "u", "t", "نص قديم"),
	           ARTICLE_NEW);
	assert_int_equal(search(&b, newest("قديم")).n, 1);
	sample_put(b.s.st, sample_doc(b.s.outlet, "u", "t", "نص جديد"),
	           ARTICLE_REVISED);
	assert_int_equal(search(&b, newest("قديم")).n, 0);
	assert_int_equal(search(&b, newest("جديد")).n, 1);
	bed_close(&b);
}

/* What the reasons of a hit add up to, with neighbours and age. */
static double
explained(const struct search_hit *h)
{
	double sum = h->neighbours;

	for (size_t i = 0; i < h->reason_n; i++)
		sum += h->reasons[i].worth;
	return sum * h->recency;
}

TEST(reasons_add_up_to_the_score)
{
	static const struct {
		const char *typed;
		size_t hits;
		bool neighbours; /* in one hit at least */
	} rows[] = {
		{ "red", 3, false },
		{ "blue red", 3, true },
		{ "+blue +red", 2, true },
		{ "bl*", 2, false },
		{ "bl* red", 2, false },
		{ "\"red\"", 3, false },
		{ "\"blue red\"", 1, true },
		{ "\"blue red\" OR green", 2, false },
		{ "title:sky OR red", 3, false },
		{ "red NOT blue", 1, false },
		{ "(green OR blue) -sky", 1, false },
	};
	struct bed b = bed_open();

	sample_put(b.s.st, sample_doc(b.s.outlet, "1", "one", "red sky green"),
	           ARTICLE_NEW);
	sample_put(b.s.st, sample_doc(b.s.outlet, "2", "two", "blue red sea"),
	           ARTICLE_NEW);
	sample_put(b.s.st, sample_doc(b.s.outlet, "3", "red", "a sky is blue"),
	           ARTICLE_NEW);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct search_answer a = search(&b, (struct search_request){
			.query = str_from(rows[i].typed), .any_word = true,
			.explain = true, .now_s = NOW + DAY });
		double neighbours = 0;

		if (a.n != rows[i].hits)
			print_error("%s\n", rows[i].typed);
		assert_int_equal(a.n, rows[i].hits);
		for (size_t k = 0; k < a.n; k++) {
			double off = explained(&a.hits[k]) - a.hits[k].score;

			assert_true(off < 1e-4 && off > -1e-4);
			assert_true(a.hits[k].reason_n > 0);
			neighbours += a.hits[k].neighbours;
		}
		if ((neighbours > 0) != rows[i].neighbours)
			print_error("neighbours of %s\n", rows[i].typed);
		assert_true((neighbours > 0) == rows[i].neighbours);
	}
	bed_close(&b);
}

TEST(reasons_count_what_stands_in_the_article)
{
	struct bed b = bed_open();
	struct search_request rq = best("prices pri*");
	const struct search_reason *r;
	struct search_answer a;

	sample_put(b.s.st,
	           sample_doc(b.s.outlet, "1", "price", "prices prince price"),
	           ARTICLE_NEW);
	rq.explain = true;
	a = search(&b, rq);
	assert_int_equal(a.n, 1);
	assert_int_equal(a.hits[0].reason_n, 2);
	r = a.hits[0].reasons; /* what must stand comes first */
	assert_str(r[0].word, "pri");
	assert_int_equal(r[0].count, 4);
	assert_true(r[0].title && r[0].lead);
	assert_int_equal(r[0].docs, 1);
	assert_str(r[1].word, "prices");
	assert_int_equal(r[1].exact, 1);
	assert_true(r[1].lead);
	bed_close(&b);
}

TEST(hidden_articles_are_not_found)
{
	struct bed b = bed_open();
	int64_t id = sample_article(b.s.st, b.s.outlet, "u", "خبر", NOW);

	ok(store_article_set_state(b.s.st, id, ARTICLE_HIDDEN));
	assert_int_equal(search(&b, newest("خبر")).n, 0);
	assert_int_equal(search(&b, newest("خبر")).total, 0);
	ok(store_article_set_state(b.s.st, id, ARTICLE_SHOWN));
	assert_int_equal(search(&b, newest("خبر")).n, 1);
	bed_close(&b);
}

RUN(CASE(spelling_variants_of_arabic_meet),
    CASE(newest_wants_all_words_and_relevance_any),
    CASE(more_of_the_words_and_words_in_the_title_score_higher),
    CASE(filters_and_pages_narrow_the_answer),
    CASE(a_total_that_is_called_exact_is),
    CASE(hostile_queries_are_answered_like_any_other),
    CASE(a_correction_is_found_by_its_new_words),
    CASE(reasons_add_up_to_the_score),
    CASE(reasons_count_what_stands_in_the_article),
    CASE(hidden_articles_are_not_found))
