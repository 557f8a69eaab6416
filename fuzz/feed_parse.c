/*
 * Any feed.  Holds: texts are valid UTF-8, addresses are http(s); the JSON
 * Feed written is a feed of as many items.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "feed/discover.h"
#include "feed/feed.h"
#include "feed/opml.h"
#include "text/utf8.h"

#define MEMORY_MAX ((size_t)256 << 20)
#define OUT_MAX ((size_t)64 << 20)

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_url(struct str s)
{
	check(s.n == 0 || str_starts(s, STR("http://")) ||
	      str_starts(s, STR("https://")));
}

static void
check_feed(const struct feed *f)
{
	check(utf8_valid(f->title) && utf8_valid(f->description_html));
	check_url(f->home_url);
	check_url(f->icon);
	for (size_t i = 0; i < f->item_count; i++) {
		const struct feed_item *it = &f->items[i];

		check(utf8_valid(it->title) && utf8_valid(it->author) &&
		      utf8_valid(it->summary_html) &&
		      utf8_valid(it->content_html));
		check_url(it->url);
		check_url(it->image);
		for (size_t k = 0; k < it->tag_count; k++)
			check(it->tags[k].n > 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEMORY_MAX);
	struct str raw = { (const char *)data, size }, url;
	struct buf one = BUF_INIT(OUT_MAX);
	struct feed f, g;
	struct opml list;

	if (feed_parse(&mem, raw, STR_EMPTY, STR("http://a.ma/f"), &f) ==
	    ERR_OK) {
		check_feed(&f);
		feed_write_json(&mem, &f, &one);
		check(one.err == ERR_OK);
		check(feed_parse(&mem, buf_str(&one), STR_EMPTY, STR_EMPTY,
		                 &g) == ERR_OK);
		check(g.item_count == f.item_count);
		check_feed(&g);
	}
	if (feed_discover(&mem, raw, STR("http://a.ma/"), &url))
		check_url(url);
	if (opml_parse(&mem, raw, &list) == ERR_OK)
		check(list.n <= OPML_OUTLINES_MAX);
	buf_release(&one);
	arena_release(&mem);
	return 0;
}
