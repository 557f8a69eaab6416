/*
 * Pages of one outlet on their way from an answer to the store, as the
 * crawler takes them: what later pages teach, earlier ones lose too.
 */
#include "pipeline/bed.h"

#define PROMO "تابعوا أخبار المرفأ على قناتنا ليصلكم الجديد أولا بأول"

static struct str
address(struct fixture *f, int n)
{
	return str_fmt(&f->mem, "https://marfa.example/a/%d", n);
}

/* An answer as the fetch thread makes a job of it: rules as they stand. */
static struct job *
answered(struct fixture *f, int n, struct str page)
{
	struct fetch_result r = {
		.outcome = FETCH_DONE,
		.status = 200,
		.url = address(f, n),
		.final_url = address(f, n),
		.content_type = STR("text/html; charset=utf-8"),
		.body = page,
		.tag = n,
	};
	struct job *j = job_new(JOB_PAGE, &r, f->now_s);

	j->outlet_id = f->outlet;
	j->doc->source.outlet_id = f->outlet;
	j->doc->source.url = j->url;
	j->doc->source.final_url = j->final_url;
	assert_int_equal(job_recall_rules(f->st, j), ERR_OK);
	return j;
}

static void
crawl(struct fixture *f, int n, struct str page)
{
	struct job *j = answered(f, n, page);

	job_work(f->writer.analyser, j, &f->stages);
	keep(f, j);
}

/* The two paragraphs that only article n has. */
static struct str
text(struct fixture *f, int n)
{
	return str_fmt(&f->mem,
	               "قالت بلدية المرفأ في بيانها رقم %d إن أشغال الرصيف "
	               "ستبدأ في الأسبوع المقبل وتستمر شهرين كاملين.\n"
	               "وأضاف البيان أن %d عاملا سيشاركون فيها، وأن حركة السير "
	               "ستحول إلى الشارع الموازي طوال هذه المدة.",
	               n, n + 100);
}

static struct str
page(struct fixture *f, int n, const char *more)
{
	struct str all = text(f, n), first = str_until(&all, '\n');

	return str_fmt(&f->mem,
	               "<html><head><title>خبر المرفأ رقم %d</title></head>"
	               "<body><article><h1>خبر المرفأ رقم %d</h1><p>%.*s</p>"
	               "<p>%.*s</p><p>%s</p></article></body></html>",
	               n, n, STR_ARG(first), STR_ARG(all), more);
}

static struct article
stored(struct fixture *f, int n)
{
	struct article a = { 0 };
	struct str key;
	int64_t id;

	key = str_fmt(&f->mem, "marfa.example/a/%d", n);
	assert_int_equal(store_article_by_key(f->st, key, &id), ERR_OK);
	assert_int_equal(store_article_by_id(f->st, &f->mem, id, &a), ERR_OK);
	return a;
}

static void
check_text(struct fixture *f, int n, struct str want)
{
	struct str got = stored(f, n).text;

	if (!str_eq(got, want))
		fail_msg("article %d:\n%.*s\nwant:\n%.*s", n, STR_ARG(got),
		         STR_ARG(want));
}

TEST(a_line_of_all_pages_is_in_no_text)
{
	struct fixture f;

	begin(&f);
	for (int n = 1; n <= 2; n++)
		crawl(&f, n, page(&f, n, PROMO));
	assert_true(str_find(stored(&f, 1).text, STR(PROMO)) != STR_NPOS);
	crawl(&f, 3, page(&f, 3, PROMO));
	assert_int_equal(f.learnt, 1);
	assert_int_equal(f.corrected, 3);
	for (int n = 4; n <= 10; n++) {
		crawl(&f, n, page(&f, n, PROMO));
		assert_int_equal(f.corrected, 0);
	}
	for (int n = 1; n <= 10; n++) {
		check_text(&f, n, text(&f, n));
		assert_int_equal(stored(&f, n).revision, 1);
	}
	end(&f);
}

TEST(a_page_fetched_again_is_the_same_and_teaches_nothing)
{
	struct fixture f;

	begin(&f);
	for (int i = 0; i < 5; i++)
		crawl(&f, 1, page(&f, 1, PROMO));
	assert_int_equal(f.outcome, ARTICLE_SAME);
	crawl(&f, 2, page(&f, 2, PROMO));
	assert_int_equal(f.learnt, 0);
	crawl(&f, 3, page(&f, 3, PROMO));
	assert_int_equal(f.learnt, 1);
	for (int n = 1; n <= 3; n++) {
		crawl(&f, n, page(&f, n, PROMO));
		assert_int_equal(f.outcome, ARTICLE_SAME);
	}
	/* the outlet takes the line away: nothing changed for readers */
	crawl(&f, 1, page(&f, 1, ""));
	assert_int_equal(f.outcome, ARTICLE_SAME);
	end(&f);
}

/* The description that an outlet states on every page is its own. */
TEST(a_description_of_all_pages_is_no_excerpt)
{
	struct fixture f;

	begin(&f);
	for (int n = 1; n <= 6; n++) {
		struct str p = str_fmt(&f.mem,
		                       "<meta name=description content='صحيفة "
		                       "المرفأ، أول الأخبار وآخرها'>%.*s",
		                       STR_ARG(page(&f, n, "")));

		crawl(&f, n, p);
		assert_int_equal(f.corrected, n == 3 ? 3 : 0);
	}
	for (int n = 1; n <= 6; n++) {
		assert_true(str_starts(text(&f, n),
		                       str_sub(stored(&f, n).head.excerpt, 0,
		                               60)));
		check_text(&f, n, text(&f, n));
	}
	end(&f);
}

/* Many pages are on their way when a line is learnt. */
TEST(pages_read_before_a_line_was_learnt_lose_it_too)
{
	struct job *jobs[20];
	struct fixture f;

	begin(&f);
	for (int n = 1; n <= (int)COUNT(jobs); n++) {
		jobs[n - 1] = answered(&f, n, page(&f, n, PROMO));
		job_work(f.writer.analyser, jobs[n - 1], &f.stages);
	}
	for (int n = 1; n <= (int)COUNT(jobs); n++)
		keep(&f, jobs[n - 1]);
	for (int n = 1; n <= (int)COUNT(jobs); n++)
		check_text(&f, n, text(&f, n));
	end(&f);
}

TEST(a_text_at_five_addresses_stays_whole_at_each)
{
	struct fixture f;
	struct str whole;

	begin(&f);
	for (int n = 1; n <= 5; n++)
		crawl(&f, n, page(&f, 77, PROMO));
	whole = str_fmt(&f.mem, "%.*s\n" PROMO, STR_ARG(text(&f, 77)));
	for (int n = 1; n <= 5; n++)
		check_text(&f, n, whole);
	end(&f);
}

/* Where the promotion is learnt already, they lose that and nothing else. */
TEST(a_text_at_five_addresses_loses_the_boilerplate_alone)
{
	struct fixture f;

	begin(&f);
	for (int n = 1; n <= 3; n++)
		crawl(&f, n, page(&f, n, PROMO));
	for (int n = 4; n <= 8; n++)
		crawl(&f, n, page(&f, 77, PROMO));
	for (int n = 4; n <= 8; n++)
		check_text(&f, n, text(&f, 77));
	end(&f);
}

static void
set_include(struct fixture *f, const char *selector)
{
	assert_int_equal(store_rule_set(f->st, f->outlet, OUTLET_INCLUDE,
	                                str_from(selector)), ERR_OK);
}

TEST(the_selectors_of_the_outlet_decide)
{
	struct fixture f;
	struct str first, rest;

	begin(&f);
	set_include(&f, "article > p:not(.x)");
	assert_int_equal(store_rule_set(f.st, f.outlet, OUTLET_EXCLUDE,
	                                STR("h1 + p")), ERR_OK);
	crawl(&f, 1, page(&f, 1, ""));
	check_text(&f, 1, text(&f, 1));
	/* what cannot be read, of another version say, is as if not there */
	assert_int_equal(f.news, RULE_NEWS_NONE);
	assert_int_equal(store_rule_set(f.st, f.outlet, OUTLET_EXCLUDE,
	                                STR(".x")), ERR_OK);
	first = text(&f, 2);
	rest = first;
	str_until(&rest, '\n');
	crawl(&f, 2, str_fmt(&f.mem, "<h1>خبر</h1><article><p class=x>%.*s</p>"
	                             "<p>%.*s</p></article>",
	                     STR_ARG(text(&f, 3)), STR_ARG(rest)));
	check_text(&f, 2, rest);
	end(&f);
}

TEST(the_alarm_is_raised_once)
{
	struct outlet_rule rules[OUTLET_RULE__COUNT];
	struct fixture f;
	int alarms = 0;

	begin(&f);
	set_include(&f, "article");
	for (int n = 1; n <= 5; n++)
		crawl(&f, n, page(&f, n, ""));
	assert_int_equal(f.news, RULE_NEWS_NONE);
	/* the outlet changes its template */
	for (int n = 6; n <= 5 + 2 * OUTLET_RULE_ALARM; n++) {
		crawl(&f, n, str_fmt(&f.mem, "<h1>خبر رقم %d</h1><p>%.*s</p>",
		                     n, STR_ARG(text(&f, n))));
		alarms += f.news == RULE_NEWS_ALARM;
		assert_true(stored(&f, n).text.n > 0);
		assert_true(alarms == (n >= 5 + OUTLET_RULE_ALARM));
	}
	assert_int_equal(store_rules(f.st, &f.mem, f.outlet, rules), ERR_OK);
	assert_true(rules[OUTLET_INCLUDE].alarm);
	crawl(&f, 99, page(&f, 99, ""));
	assert_int_equal(f.news, RULE_NEWS_RECOVERED);
	end(&f);
}

RUN(CASE(a_line_of_all_pages_is_in_no_text),
    CASE(a_page_fetched_again_is_the_same_and_teaches_nothing),
    CASE(a_description_of_all_pages_is_no_excerpt),
    CASE(pages_read_before_a_line_was_learnt_lose_it_too),
    CASE(a_text_at_five_addresses_stays_whole_at_each),
    CASE(a_text_at_five_addresses_loses_the_boilerplate_alone),
    CASE(the_selectors_of_the_outlet_decide),
    CASE(the_alarm_is_raised_once))
