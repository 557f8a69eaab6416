#include "press.h"

#define EVENTS 12u
#define ARTICLES 72

/* The event that article `id` is on: they come mixed. */
static unsigned
event_of(int64_t id)
{
	return (unsigned)(id * 5 % EVENTS);
}

static void
add(struct window *w, int64_t id, unsigned event, uint32_t seed)
{
	struct press_article p;

	press_make(&p, id, event, seed);
	window_add(w, &p.a);
}

static struct window *
day(void)
{
	struct window *w = window_new(NULL);

	for (int64_t id = 1; id <= ARTICLES; id++)
		add(w, id, event_of(id), (uint32_t)id * 77);
	return w;
}

TEST(articles_on_one_event_are_one_story_by_the_id_of_its_first)
{
	struct window *w = day();
	size_t right = 0, wrong = 0;

	for (int64_t a = 1; a <= ARTICLES; a++) {
		assert_true(press_story(w, a) <= a);
		assert_int_equal(press_story(w, press_story(w, a)),
		                 press_story(w, a));
		for (int64_t b = a + 1; b <= ARTICLES; b++) {
			bool same = press_story(w, a) == press_story(w, b);

			right += same && event_of(a) == event_of(b);
			wrong += same && event_of(a) != event_of(b);
		}
	}
	/* 6 articles an event: 15 pairs each */
	assert_true(right >= EVENTS * 12);
	assert_true(wrong <= EVENTS);
	window_free(w);
}

TEST(rings_hold_each_article_once)
{
	struct window *w = day();
	size_t in_rings = 0;

	for (int64_t id = 1; id <= ARTICLES; id++) {
		uint32_t slot = window_find(w, id), at = slot;
		size_t n = 0;

		if (press_story(w, id) != id)
			continue;
		do {
			struct window_member m;

			window_get(w, at, &m);
			assert_int_equal(m.story, id);
			at = window_next(w, at);
			n++;
		} while (at != slot && n <= ARTICLES);
		in_rings += n;
	}
	assert_int_equal(in_rings, ARTICLES);
	window_free(w);
}

TEST(the_same_text_is_a_copy_of_the_first_published)
{
	struct window *w = window_new(NULL);

	add(w, 1, 1, 10);
	add(w, 2, 2, 20);
	add(w, 3, 1, 10);
	add(w, 4, 1, 10);
	assert_int_equal(press_copy_of(w, 1), 0);
	assert_int_equal(press_copy_of(w, 2), 0);
	assert_int_equal(press_copy_of(w, 3), 1);
	assert_int_equal(press_copy_of(w, 4), 1);
	assert_int_equal(press_story(w, 4), 1);
	window_free(w);
}

TEST(a_text_published_earlier_but_found_later_becomes_the_head)
{
	struct window *w = window_new(NULL);
	struct press_article p;

	add(w, 1, 1, 10);
	press_make(&p, 2, 1, 10);
	p.a.when_s = PRESS_START - 3600;
	window_add(w, &p.a);
	assert_int_equal(press_copy_of(w, 2), 0);
	assert_int_equal(press_copy_of(w, 1), 2);
	window_free(w);
}

TEST(a_head_that_grew_old_stays_the_head)
{
	struct window_options o = { .articles_max = 3 };
	struct window *w = window_new(&o);

	add(w, 1, 1, 10);
	add(w, 2, 1, 10);
	add(w, 3, 2, 20);
	add(w, 4, 3, 30);
	assert_int_equal(window_find(w, 1), WINDOW_NONE);
	add(w, 5, 1, 10);
	assert_int_equal(press_copy_of(w, 5), 1);
	window_free(w);
}

TEST(copies_of_a_removed_article_have_another_head)
{
	struct window *w = window_new(NULL);

	for (int64_t id = 1; id <= 4; id++)
		add(w, id, 1, 10);
	window_remove(w, window_find(w, 1));
	assert_int_equal(press_copy_of(w, 2), 0);
	assert_int_equal(press_copy_of(w, 3), 2);
	assert_int_equal(press_copy_of(w, 4), 2);
	window_free(w);
}

TEST(copies_of_a_rewritten_article_have_another_head)
{
	struct window *w = window_new(NULL);
	struct press_article p;

	for (int64_t id = 1; id <= 3; id++)
		add(w, id, 1, 10);
	press_make(&p, 1, 5, 50);
	window_revise(w, window_find(w, 1), &p.a);
	assert_int_equal(press_copy_of(w, 1), 0);
	assert_int_equal(press_copy_of(w, 2), 0);
	assert_int_equal(press_copy_of(w, 3), 2);
	window_free(w);
}

TEST(an_article_without_words_is_a_story_of_its_own)
{
	struct window *w = window_new(NULL);
	struct press_article p;

	add(w, 1, 1, 10);
	press_make(&p, 2, 1, 11);
	p.terms = (struct terms){ .language = TERMS_ARABIC };
	p.shingles = (struct shingles){ .total = 0 };
	window_add(w, &p.a);
	p.a.id = 3;
	window_add(w, &p.a);
	assert_int_equal(press_story(w, 2), 2);
	assert_int_equal(press_story(w, 3), 3);
	assert_int_equal(press_copy_of(w, 3), 0);
	window_free(w);
}

TEST(a_thousand_times_the_same_text_is_one_story_with_bounded_lists)
{
	struct window *w = window_new(NULL);

	for (int64_t id = 1; id <= 1000; id++)
		add(w, id, 1, 10);
	assert_int_equal(window_count(w), 1000);
	assert_int_equal(press_story(w, 1000), press_story(w, 999));
	for (int64_t id = 2; id <= 1000; id++)
		assert_int_equal(press_copy_of(w, id), 1);
	assert_true(window_bytes(w) < (size_t)16 << 20);
	window_free(w);
}

TEST(old_articles_leave_and_what_is_left_stays_whole)
{
	struct window_options o = { .articles_max = 20 };
	struct window *w = window_new(&o);
	struct window_changes c;

	for (int64_t id = 1; id <= 200; id++) {
		add(w, id, event_of(id), (uint32_t)id * 77);
		assert_true(window_count(w) <= 20);
	}
	assert_int_equal(window_find(w, 100), WINDOW_NONE);
	assert_true(window_find(w, 200) != WINDOW_NONE);
	window_changes(w, &c);
	/* who left before anybody asked is told of all the same */
	assert_true(c.gone_n > 0);
	window_settled(w);
	window_changes(w, &c);
	assert_int_equal(c.gone_n + c.moved_n + c.touched_n, 0);
	window_free(w);
}

TEST(time_lets_articles_leave_too)
{
	struct window_options o = { .span_s = 86400 };
	struct window *w = window_new(&o);
	struct press_article p;

	add(w, 1, 1, 10);
	press_make(&p, 2, 2, 20);
	p.a.sort_s = p.a.when_s = PRESS_START + 3 * 86400;
	window_add(w, &p.a);
	assert_int_equal(window_find(w, 1), WINDOW_NONE);
	assert_int_equal(window_count(w), 1);
	window_free(w);
}

TEST(a_removed_article_is_nobodys_neighbour)
{
	struct window *w = day();
	int64_t story = press_story(w, 13);

	window_remove(w, window_find(w, 13));
	assert_int_equal(window_find(w, 13), WINDOW_NONE);
	assert_int_equal(window_count(w), ARTICLES - 1);
	add(w, ARTICLES + 1, event_of(13), 4242);
	assert_true(press_story(w, ARTICLES + 1) == story || story == 13);
	window_free(w);
}

TEST(a_revised_text_finds_another_story)
{
	struct window *w = day();
	struct press_article p;

	press_make(&p, 20, event_of(21), 999);
	window_revise(w, window_find(w, 20), &p.a);
	assert_int_equal(press_story(w, 20), press_story(w, 9));
	assert_int_equal(event_of(9), event_of(21));
	window_free(w);
}

TEST(the_others_keep_a_story_when_its_first_goes_elsewhere)
{
	struct window *w = window_new(NULL);
	struct press_article p;

	add(w, 1, 1, 10);
	add(w, 2, 1, 10);
	add(w, 3, 1, 10);
	assert_int_equal(press_story(w, 3), 1);
	press_make(&p, 1, 7, 70);
	window_revise(w, window_find(w, 1), &p.a);
	assert_int_equal(press_story(w, 1), 1);
	assert_int_equal(press_story(w, 2), 2);
	assert_int_equal(press_story(w, 3), 2);
	window_free(w);
}

/* What the store would keep of an article. */
struct kept {
	struct press_article p;
	struct buf edges;
};

/* A window with the same articles, as after a restart. */
static struct window *
restored(const struct window *from, struct kept *kept, int64_t n)
{
	struct window *w = window_new(NULL);

	for (int64_t id = 1; id <= n; id++) {
		struct kept *k = &kept[id];

		assert_int_equal(window_restore(w, &k->p.a,
		                                press_story(from, id),
		                                press_copy_of(from, id),
		                                buf_str(&k->edges)),
		                 ERR_OK);
	}
	return w;
}

TEST(a_restart_in_the_middle_changes_nothing)
{
	static struct kept kept[ARTICLES + 1];
	struct window *whole = window_new(NULL), *again = NULL;

	for (int64_t id = 1; id <= ARTICLES; id++) {
		struct kept *k = &kept[id];
		/* some are copies of an earlier one */
		uint32_t seed = (uint32_t)(id % 9 == 0 ? id - 5 : id) * 77;
		unsigned event = event_of(id % 9 == 0 ? id - 5 : id);
		uint32_t slot;

		press_make(&k->p, id, event, seed);
		k->p.a.terms = &k->p.terms;
		k->p.a.shingles = &k->p.shingles;
		buf_init(&k->edges, WINDOW_EDGES_BYTES_MAX);
		slot = window_add(whole, &k->p.a);
		window_edges_write(whole, slot, &k->edges);
		if (again != NULL)
			window_add(again, &k->p.a);
		if (id % 24 == 0) {
			window_free(again);
			again = restored(whole, kept, id);
		}
	}
	for (int64_t id = 1; id <= ARTICLES; id++) {
		assert_int_equal(press_story(again, id),
		                 press_story(whole, id));
		assert_int_equal(press_copy_of(again, id),
		                 press_copy_of(whole, id));
		buf_release(&kept[id].edges);
	}
	window_free(again);
	window_free(whole);
}

TEST(damaged_edges_cost_the_neighbours_only)
{
	struct window *w = window_new(NULL);
	struct press_article p;
	static const char *const bad[] = { "", "\x01", "\x07\x01\x00",
		                           "\x01\x01\xFF",
		                           "\x01\x01\x01\x80\x80\x80",
		                           "\x01\x01\x00\x01" };

	for (size_t i = 0; i < COUNT(bad); i++) {
		press_make(&p, (int64_t)i + 1, 1, (uint32_t)i);
		assert_int_equal(window_restore(w, &p.a, 0, 0,
		                                str_from(bad[i])),
		                 ERR_FORMAT);
	}
	assert_int_equal(window_count(w), COUNT(bad));
	add(w, 100, 1, 5);
	window_free(w);
}

RUN(CASE(articles_on_one_event_are_one_story_by_the_id_of_its_first),
    CASE(rings_hold_each_article_once),
    CASE(the_same_text_is_a_copy_of_the_first_published),
    CASE(a_text_published_earlier_but_found_later_becomes_the_head),
    CASE(a_head_that_grew_old_stays_the_head),
    CASE(copies_of_a_removed_article_have_another_head),
    CASE(copies_of_a_rewritten_article_have_another_head),
    CASE(an_article_without_words_is_a_story_of_its_own),
    CASE(a_thousand_times_the_same_text_is_one_story_with_bounded_lists),
    CASE(old_articles_leave_and_what_is_left_stays_whole),
    CASE(time_lets_articles_leave_too),
    CASE(a_removed_article_is_nobodys_neighbour),
    CASE(a_revised_text_finds_another_story),
    CASE(the_others_keep_a_story_when_its_first_goes_elsewhere),
    CASE(a_restart_in_the_middle_changes_nothing),
    CASE(damaged_edges_cost_the_neighbours_only))
