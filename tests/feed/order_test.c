/*
 * Whether a feed goes by time or by what its outlet finds important.
 */
#include "test.h"

#include "feed/feed.h"

#define ITEMS_MAX 32

static struct arena mem = ARENA_INIT(ARENA_BLOCK, (size_t)64 << 20);

/* A feed whose items were published so many minutes ago; closed by -1. */
static struct feed
feed_of(const int *published)
{
	struct feed f = { .kind = FEED_RSS };

	f.items = ARENA_ARRAY(&mem, struct feed_item, ITEMS_MAX);
	for (; *published >= 0; published++)
		f.items[f.item_count++] = (struct feed_item){
			.published = { .unix_s = 1790000000 - 60 * *published },
			.has_published = true,
		};
	return f;
}

static bool
ranked(const int *published)
{
	struct feed f = feed_of(published);

	return feed_is_ranked(&f);
}

static const int own[] = { 40, 10, 70, 5, 60, 20, 90, 30, 80, 50, -1 };

TEST(a_front_page_is_told_from_a_list_by_time)
{
	static const struct { int minutes[16]; bool want; } rows[] = {
		{ { 5, 10, 20, 30, 40, 50, 60, 70, 80, -1 }, false },
		{ { 80, 70, 60, 50, 40, 30, 20, 10, 5, -1 }, false },
		/* two that stay on top */
		{ { 900, 700, 5, 10, 20, 30, 40, 50, 60, 70, -1 }, false },
		/* sections one after the other */
		{ { 5, 20, 40, 60, 80, 10, 30, 50, 70, 90, -1 }, false },
		/* days without hours: few steps, all one way */
		{ { 0, 0, 0, 1440, 1440, 1440, 2880, 2880, 2880, -1 }, false },
		{ { 40, 10, 70, 5, 60, 20, 90, 30, 80, 50, -1 }, true },
		{ { 300, 2, 45, 600, 20, 700, 5, 65, 30, 90, -1 }, true },
		/* too few to tell */
		{ { 40, 10, 70, 5, 60, -1 }, false },
		{ { -1 }, false },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (ranked(rows[i].minutes) != rows[i].want)
			fail_msg("row %zu", i);
	arena_release(&mem);
}

TEST(a_list_by_the_last_change_is_one_by_time)
{
	struct feed f = feed_of(own);

	for (size_t i = 0; i < f.item_count; i++) {
		f.items[i].modified.unix_s = 1790000000 - (int64_t)i;
		f.items[i].has_modified = true;
	}
	assert_false(feed_is_ranked(&f));
	arena_release(&mem);
}

TEST(a_list_without_dates_and_a_sitemap_tell_nothing)
{
	struct feed f = feed_of(own);

	f.kind = FEED_SITEMAP;
	assert_false(feed_is_ranked(&f));
	f.kind = FEED_ATOM;
	assert_true(feed_is_ranked(&f));
	for (size_t i = 0; i < f.item_count; i++)
		f.items[i].has_published = false;
	assert_false(feed_is_ranked(&f));
	arena_release(&mem);
}

RUN(CASE(a_front_page_is_told_from_a_list_by_time),
    CASE(a_list_by_the_last_change_is_one_by_time),
    CASE(a_list_without_dates_and_a_sitemap_tell_nothing))
