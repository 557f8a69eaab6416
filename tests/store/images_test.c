#include "store/sample.h"

#include "store/images.h"
#include "store/reports.h"

/* An article that shows the image at `url`; returns the image's id. */
static int64_t
want_image(struct sample *s, const char *article_url, const char *url)
{
	struct doc *d = sample_doc(s->outlet, article_url, "عنوان", "x");
	struct article a;
	int64_t id;

	d->article.image = str_from(url);
	id = sample_put(s->st, d, ARTICLE_NEW);
	ok(store_article_by_id(s->st, &s->mem, id, &a));
	return a.head.image_id;
}

static enum image_state
state_of(struct sample *s, int64_t id)
{
	struct image_row im;

	ok(store_image_by_id(s->st, &s->mem, id, &im));
	return im.state;
}

static void
fetched(struct sample *s, int64_t id, uint64_t hash)
{
	struct image_row im = { .id = id, .mime = STR("image/webp"),
		                .bytes = STR("bytes"), .width = 640,
		                .height = 480, .hash = hash };

	ok(store_image_put(s->st, &im));
}

static struct report_result
report(struct sample *s, enum report_kind kind, int64_t id, uint8_t who)
{
	uint8_t reporter[REPORTER_BYTES] = { who };
	struct report_result r;

	ok(store_report_add(s->st, kind, id, reporter, NOW + who, 3, &r));
	return r;
}

TEST(one_address_is_one_image)
{
	struct sample s = sample_open();
	int64_t a = want_image(&s, "u1", "https://i/1.jpg");
	int64_t b = want_image(&s, "u2", "https://i/1.jpg");
	int64_t c = want_image(&s, "u3", "https://i/2.jpg");

	assert_int_equal(a, b);
	assert_int_not_equal(a, c);
	assert_int_equal(want_image(&s, "u4", ""), 0);
	sample_close(&s);
}

TEST(is_wanted_until_fetched_or_given_up)
{
	struct sample s = sample_open();
	int64_t a = want_image(&s, "u1", "https://i/1.jpg");
	int64_t b = want_image(&s, "u2", "https://i/2.jpg");
	struct image_row im, *list;
	int64_t count, due;
	size_t n;

	ok(store_image_due(s.st, &s.mem, NOW, 0, 10, &list, &n));
	assert_int_equal(n, 2);
	ok(store_image_retry(s.st, a, NOW + 60));
	ok(store_image_due(s.st, &s.mem, NOW, 0, 10, &list, &n));
	assert_int_equal(n, 1);
	assert_str(list[0].url, "https://i/2.jpg");
	ok(store_image_due(s.st, &s.mem, NOW + 60, 0, 1, &list, &n));
	assert_int_equal(list[0].tries, 1);
	ok(store_image_due(s.st, &s.mem, NOW + 60, a, 10, &list, &n));
	assert_int_equal(n, 1);
	assert_int_equal(list[0].id, b);
	ok(store_image_failed(s.st, b));
	ok(store_image_state(s.st, &count, &due));
	assert_int_equal(count, 1);
	assert_int_equal(due, NOW + 60);
	fetched(&s, a, 7);
	ok(store_image_by_id(s.st, &s.mem, a, &im));
	assert_int_equal(im.state, IMAGE_SHOWN);
	assert_str(im.bytes, "bytes");
	assert_str(im.mime, "image/webp");
	assert_int_equal(im.width, 640);
	assert_int_equal(im.hash, 7);
	im.id = 99;
	assert_int_equal(store_image_put(s.st, &im), ERR_ABSENT);
	sample_close(&s);
}

TEST(three_people_hide_an_image_at_once)
{
	static const struct {
		uint8_t who;
		bool counted;
		int64_t people;
		bool hidden;
	} rows[] = {
		{ 1, true, 1, false },  { 1, false, 1, false },
		{ 2, true, 2, false },  { 2, false, 2, false },
		{ 3, true, 3, true },   { 3, false, 3, true },
		{ 4, true, 4, true },
	};
	struct sample s = sample_open();
	int64_t id = want_image(&s, "u1", "https://i/1.jpg");
	int64_t before, after;

	fetched(&s, id, 0);
	ok(store_log_head(s.st, &before));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct report_result r = report(&s, REPORT_IMAGE, id,
		                                rows[i].who);

		assert_int_equal(r.counted, rows[i].counted);
		assert_int_equal(r.people, rows[i].people);
		assert_int_equal(r.hidden, rows[i].hidden);
	}
	assert_int_equal(state_of(&s, id), IMAGE_HIDDEN);
	ok(store_log_head(s.st, &after));
	assert_true(after > before);
	sample_close(&s);
}

TEST(after_a_restore_it_takes_new_people)
{
	struct sample s = sample_open();
	int64_t id = want_image(&s, "u1", "https://i/1.jpg");
	struct report_result r;

	fetched(&s, id, 0);
	for (uint8_t who = 1; who <= 3; who++)
		report(&s, REPORT_IMAGE, id, who);
	ok(store_image_set_state(s.st, id, IMAGE_SHOWN));
	assert_int_equal(state_of(&s, id), IMAGE_SHOWN);
	r = report(&s, REPORT_IMAGE, id, 2);
	assert_false(r.counted || r.hidden);
	report(&s, REPORT_IMAGE, id, 11);
	report(&s, REPORT_IMAGE, id, 12);
	assert_int_equal(state_of(&s, id), IMAGE_SHOWN);
	r = report(&s, REPORT_IMAGE, id, 13);
	assert_true(r.hidden);
	assert_int_equal(r.people, 3);
	sample_close(&s);
}

TEST(three_people_hide_an_article)
{
	struct sample s = sample_open();
	int64_t id = sample_article(s.st, s.outlet, "u", "t", NOW);
	struct article_query all = { .limit = 9 };
	struct article_head *heads;
	int64_t before, after;
	size_t n;

	ok(store_log_head(s.st, &before));
	for (uint8_t who = 1; who <= 3; who++)
		report(&s, REPORT_ARTICLE, id, who);
	ok(store_article_list(s.st, &s.mem, &all, &heads, &n));
	assert_int_equal(n, 0);
	ok(store_log_head(s.st, &after));
	assert_int_equal(after, before + 1);
	ok(store_article_set_state(s.st, id, ARTICLE_SHOWN));
	assert_int_equal(report(&s, REPORT_ARTICLE, id, 4).people, 1);
	ok(store_article_list(s.st, &s.mem, &all, &heads, &n));
	assert_int_equal(n, 1);
	sample_close(&s);
}

TEST(only_what_readers_see_can_be_reported)
{
	struct sample s = sample_open();
	uint8_t who[REPORTER_BYTES] = { 1 };
	int64_t article = sample_article(s.st, s.outlet, "u", "t", NOW);
	int64_t wanted = want_image(&s, "u1", "https://i/1.jpg");
	int64_t banned = want_image(&s, "u2", "https://i/2.jpg");
	struct store_stats stats;
	struct report_result r;

	ok(store_image_set_state(s.st, banned, IMAGE_BANNED));
	ok(store_article_set_state(s.st, article, ARTICLE_REMOVED));
	assert_int_equal(store_report_add(s.st, REPORT_IMAGE, wanted, who, NOW,
	                                  3, &r), ERR_ABSENT);
	assert_int_equal(store_report_add(s.st, REPORT_IMAGE, banned, who, NOW,
	                                  3, &r), ERR_ABSENT);
	assert_int_equal(store_report_add(s.st, REPORT_IMAGE, 99, who, NOW, 3,
	                                  &r), ERR_ABSENT);
	assert_int_equal(store_report_add(s.st, REPORT_ARTICLE, article, who,
	                                  NOW, 3, &r), ERR_ABSENT);
	ok(store_stats(s.st, &stats));
	assert_int_equal(stats.reports, 0);
	sample_close(&s);
}

TEST(a_ban_holds_for_the_same_picture_anywhere)
{
	struct sample s = sample_open();
	int64_t a = want_image(&s, "u1", "https://i/1.jpg");
	int64_t twin = want_image(&s, "u2", "https://i/1.jpg?v=2");
	int64_t other = want_image(&s, "u3", "https://i/3.jpg");
	int64_t plain = want_image(&s, "u4", "https://i/4.jpg");
	int64_t later = want_image(&s, "u5", "https://i/5.jpg");

	fetched(&s, a, 0xF00D);
	fetched(&s, twin, 0xF00D);
	fetched(&s, other, 0xCAFE);
	fetched(&s, plain, 0);
	ok(store_image_set_state(s.st, a, IMAGE_BANNED));
	ok(store_image_set_state(s.st, plain, IMAGE_BANNED));
	assert_int_equal(state_of(&s, a), IMAGE_BANNED);
	assert_int_equal(state_of(&s, twin), IMAGE_BANNED);
	assert_int_equal(state_of(&s, other), IMAGE_SHOWN);
	fetched(&s, later, 0xF00D);
	assert_int_equal(state_of(&s, later), IMAGE_BANNED);
	later = want_image(&s, "u6", "https://i/6.jpg");
	fetched(&s, later, 0); /* no hash is nobody's twin */
	assert_int_equal(state_of(&s, later), IMAGE_SHOWN);
	sample_close(&s);
}

TEST(a_crawl_never_shows_again_what_was_hidden)
{
	static const enum image_state states[] = { IMAGE_HIDDEN, IMAGE_BANNED };
	struct sample s = sample_open();

	for (size_t i = 0; i < COUNT(states); i++) {
		const char *url = i == 0 ? "https://i/1" : "https://i/2";
		int64_t id = want_image(&s, i == 0 ? "a" : "b", url);

		fetched(&s, id, 0);
		ok(store_image_set_state(s.st, id, states[i]));
		assert_int_equal(want_image(&s, i == 0 ? "c" : "d", url), id);
		fetched(&s, id, 5);
		ok(store_image_failed(s.st, id));
		assert_int_equal(state_of(&s, id), states[i]);
	}
	sample_close(&s);
}

TEST(restoring_what_was_never_fetched_fetches_it)
{
	struct sample s = sample_open();
	int64_t id = want_image(&s, "u", "https://i/1");

	ok(store_image_set_state(s.st, id, IMAGE_BANNED));
	ok(store_image_set_state(s.st, id, IMAGE_SHOWN));
	assert_int_equal(state_of(&s, id), IMAGE_WANTED);
	assert_int_equal(store_image_set_state(s.st, 99, IMAGE_SHOWN),
	                 ERR_ABSENT);
	sample_close(&s);
}

TEST(the_list_of_reports_tells_a_moderator_what_it_is)
{
	struct sample s = sample_open();
	int64_t article = sample_article(s.st, s.outlet, "u", "خبر", NOW);
	int64_t image = want_image(&s, "u1", "https://i/1.jpg");
	struct report_row *list;
	size_t n;

	fetched(&s, image, 0);
	report(&s, REPORT_IMAGE, image, 1);
	report(&s, REPORT_ARTICLE, article, 2);
	report(&s, REPORT_IMAGE, image, 3);
	ok(store_report_list(s.st, &s.mem, 10, &list, &n));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].kind, REPORT_IMAGE);
	assert_int_equal(list[0].people, 2);
	assert_int_equal(list[0].first_s, NOW + 1);
	assert_int_equal(list[0].last_s, NOW + 3);
	assert_str(list[0].state, "shown");
	assert_str(list[0].title, "عنوان");
	assert_str(list[0].url, "https://i/1.jpg");
	assert_str(list[1].title, "خبر");
	ok(store_report_list(s.st, &s.mem, 1, &list, &n));
	assert_int_equal(n, 1);
	sample_close(&s);
}

RUN(CASE(one_address_is_one_image), CASE(is_wanted_until_fetched_or_given_up),
    CASE(three_people_hide_an_image_at_once),
    CASE(after_a_restore_it_takes_new_people),
    CASE(three_people_hide_an_article),
    CASE(only_what_readers_see_can_be_reported),
    CASE(a_ban_holds_for_the_same_picture_anywhere),
    CASE(a_crawl_never_shows_again_what_was_hidden),
    CASE(restoring_what_was_never_fetched_fetches_it),
    CASE(the_list_of_reports_tells_a_moderator_what_it_is))
