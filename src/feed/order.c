/*
 * The order of a feed's items: by time, newest first or last, or the outlet's
 * own.
 */
#include "feed/feed.h"

#define LOOK_MAX 60u  /* items from the top that are looked at */
#define STEPS_MIN 7u  /* from one time to another: fewer tell nothing */
#define ORDERLY_PERCENT 70u /* of steps that go one way: the list is by time */

/* Steps from an item to the next one that is dated. */
struct steps {
	size_t up, down; /* equal times are no step */
	int64_t at_s;
	bool begun;
};

static void
step(struct steps *s, struct datetime when)
{
	s->up += s->begun && when.unix_s > s->at_s;
	s->down += s->begun && when.unix_s < s->at_s;
	s->at_s = when.unix_s;
	s->begun = true;
}

static bool
tells(const struct steps *s)
{
	return s->up + s->down >= STEPS_MIN;
}

static bool
orderly(const struct steps *s)
{
	size_t most = s->up > s->down ? s->up : s->down;

	return most * 100 >= ORDERLY_PERCENT * (s->up + s->down);
}

bool
feed_is_ranked(const struct feed *f)
{
	struct steps published = { 0 }, changed = { 0 };

	if (f->kind == FEED_SITEMAP || f->kind == FEED_SITEMAP_INDEX)
		return false;
	for (size_t i = 0; i < f->item_count && i < LOOK_MAX; i++) {
		const struct feed_item *it = &f->items[i];

		if (it->has_published)
			step(&published, it->published);
		/* what was never changed changed last when it came */
		if (it->has_modified)
			step(&changed, it->modified);
		else if (it->has_published)
			step(&changed, it->published);
	}
	return tells(&published) && !orderly(&published) &&
	       !orderly(&changed);
}
