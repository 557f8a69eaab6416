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
		STR_INIT("application/rdf+xml"),
		STR_INIT("application/feed+json"),
		STR_INIT("text/xml"),
		STR_INIT("application/xml"),
	};
	struct str bare = str_trim(str_until(&type, ';'));

	for (size_t i = 0; i < COUNT(types); i++)
		if (str_eq_ci(bare, types[i]))
			return true;
	return false;
}

/* JSON Feed's first type is also that of interfaces of all kinds. */
static bool
is_json_feed(struct str type, struct str href)
{
	return str_eq_ci(type, STR("application/json")) &&
	       str_find_ci(href, STR("feed")) != STR_NPOS &&
	       str_find_ci(href, STR("wp-json")) == STR_NPOS;
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
		STR_INIT("/feed"),     STR_INIT("/feed/"),
		STR_INIT("/rss"),      STR_INIT("/rss/"),
		STR_INIT(".rss"),      STR_INIT("rss.xml"),
		STR_INIT(".rdf"),      STR_INIT("atom.xml"),
		STR_INIT("feed.xml"),  STR_INIT("feed.json"),
		STR_INIT("rss.php"),   STR_INIT("feed=rss2"),
		STR_INIT("feed=rss"),  STR_INIT("feed=atom"),
		STR_INIT("/rss2"),     STR_INIT("/atom"),
		STR_INIT("rss2.xml"),  STR_INIT(".atom"),
	};

	for (size_t i = 0; i < COUNT(ends); i++)
		if (str_ends_ci(href, ends[i]))
			return true;
	return false;
}

/* One host, or one under the other. */
static bool
is_same_site(struct arena *mem, struct str a, struct str b)
{
	struct url u, v;

	if (url_parse(mem, a, &u) != ERR_OK || url_parse(mem, b, &v) != ERR_OK)
		return false;
	str_skip(&u.host, STR("www."));
	str_skip(&v.host, STR("www."));
	if (u.host.n < v.host.n) {
		struct url w = u;

		u = v;
		v = w;
	}
	return str_ends(u.host, v.host) &&
	       (u.host.n == v.host.n ||
	        u.host.p[u.host.n - v.host.n - 1] == '.');
}

/* How sure it is: main feeds are announced, others linked to; 0 none. */
enum { NO_FEED, LINKED, ANNOUNCED_COMMENTS, ANNOUNCED };

static int
rank_of(const struct html_tree *t, uint32_t i)
{
	struct str href = html_attr(t, i, STR("href"));
	struct str type = html_attr(t, i, STR("type"));

	if (href.n == 0)
		return NO_FEED;
	if (t->nodes[i].tag == HTML_TAG_A)
		return is_of_comments(STR_EMPTY, href) ||
		                       !looks_like_feed(href)
		               ? NO_FEED
		               : LINKED;
	if (t->nodes[i].tag != HTML_TAG_LINK ||
	    !html_has_word(html_attr(t, i, STR("rel")), STR("alternate")) ||
	    (!is_feed_type(type) && !is_json_feed(type, href)))
		return NO_FEED;
	if (is_of_comments(html_attr(t, i, STR("title")), href))
		return ANNOUNCED_COMMENTS;
	return ANNOUNCED;
}

bool
feed_discover(struct arena *mem, struct str html, struct str page_url,
              struct str *out)
{
	struct str base = page_url, found = STR_EMPTY;
	struct html_tree t;
	int best = NO_FEED;

	if (html_tree_parse(mem, html, &t) != ERR_OK)
		return false;
	for (uint32_t i = 1; i < t.n; i++) {
		struct str href = html_attr(&t, i, STR("href")), url;
		int rank = rank_of(&t, i);

		if (t.nodes[i].tag == HTML_TAG_BASE &&
		    (url = feed_resolve(mem, page_url, href)).n > 0)
			base = url;
		if (rank <= best)
			continue;
		url = feed_resolve(mem, base, href);
		if (url.n == 0 || str_eq(url, page_url) ||
		    (rank == LINKED && !is_same_site(mem, url, page_url)))
			continue;
		best = rank;
		found = url;
	}
	if (best == NO_FEED)
		return false;
	*out = found;
	return true;
}
