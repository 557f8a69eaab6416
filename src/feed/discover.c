#include "feed/discover.h"

#include "feed/internal.h"
#include "html/tree.h"
#include "url/url.h"

static bool
is_feed_type(struct str type)
{
	static const struct str types[] = {
		STR_INIT("application/rss+xml"),
		STR_INIT("application/atom+xml"),
		STR_INIT("application/feed+json"),
		STR_INIT("application/rdf+xml"),
		STR_INIT("application/json"),
		STR_INIT("text/xml"),
		STR_INIT("application/xml"),
	};
	struct str bare = str_trim(str_until(&type, ';'));

	for (size_t i = 0; i < COUNT(types); i++)
		if (str_eq_ci(bare, types[i]))
			return true;
	return false;
}

/* Feeds of comments are announced beside the main one. */
static bool
is_of_comments(struct str title, struct str href)
{
	return str_find_ci(href, STR("comment")) != STR_NPOS ||
	       str_find_ci(title, STR("comment")) != STR_NPOS ||
	       str_find(title, STR("تعليق")) != STR_NPOS;
}

static bool
looks_like_feed(struct str href)
{
	static const struct str ends[] = {
		STR_INIT("/feed"), STR_INIT("/feed/"), STR_INIT("/rss"),
		STR_INIT("/rss/"), STR_INIT(".rss"),   STR_INIT("rss.xml"),
		STR_INIT(".rdf"),  STR_INIT("atom.xml"), STR_INIT("feed.xml"),
		STR_INIT("feed.json"), STR_INIT("rss.php"),
	};

	for (size_t i = 0; i < COUNT(ends); i++)
		if (str_ends_ci(href, ends[i]))
			return true;
	return false;
}

/* 3 a main feed, 2 another announced one, 1 a link that looks like one. */
static int
rank_of(const struct html_tree *t, uint32_t i)
{
	struct str href = html_attr(t, i, STR("href"));

	if (href.n == 0)
		return 0;
	if (t->nodes[i].tag == HTML_TAG_LINK) {
		if (!html_has_word(html_attr(t, i, STR("rel")),
		                   STR("alternate")) ||
		    !is_feed_type(html_attr(t, i, STR("type"))))
			return 0;
		return is_of_comments(html_attr(t, i, STR("title")), href) ? 2
		                                                           : 3;
	}
	if (t->nodes[i].tag == HTML_TAG_A && looks_like_feed(href))
		return 1;
	return 0;
}

bool
feed_discover(struct arena *mem, struct str html, struct str page_url,
              struct str *out)
{
	struct html_tree t;
	int best = 0;
	struct str found = STR_EMPTY;

	if (html_tree_parse(mem, html, &t) != ERR_OK)
		return false;
	for (uint32_t i = 1; i < t.n; i++) {
		int rank = rank_of(&t, i);
		struct str url;

		if (rank <= best)
			continue;
		url = feed_resolve(mem, page_url, html_attr(&t, i, STR("href")));
		if (url.n == 0 || str_eq(url, page_url))
			continue;
		best = rank;
		found = url;
	}
	if (best == 0)
		return false;
	*out = found;
	return true;
}
