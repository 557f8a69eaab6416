#include "store/outlets.h"
#include "web/asked.h"
#include "web/feed_out.h"
#include "web/pages.h"
#include "web/story_cards.h"

/*
 * The feeds beside every list, and the list of outlets.  Addresses in them
 * are absolute; what they show of an article is what its mode allows.
 */

static enum err
fill_entry(struct page *p, const struct article_head *h,
           struct feed_entry *out)
{
	struct feed_entry f = {
		.url = page_absolute(p, page_article_path(p, h)),
		.title = h->title,
		.outlet = h->outlet_name,
		.byline = h->byline,
		.lang = h->language,
		.published = h->published,
		.changed_s = h->changed_s > 0 ? h->changed_s : h->sort_s,
	};
	struct article a;
	enum err e;

	if (h->mode != OUTLET_HEADLINE)
		f.summary = h->excerpt;
	if (h->mode == OUTLET_FULL) {
		e = store_article_by_id(p->store, p->mem, h->id, &a);
		if (e != ERR_OK)
			return e;
		f.content = escape_paragraphs(p->mem, a.text);
	}
	if (page_has_image(h))
		f.image = page_absolute(p, page_image_path(p, h->image_id));
	*out = f;
	return ERR_OK;
}

/* Entries of v[0..n) into f, and when the newest of them changed. */
static enum err
fill_entries(struct page *p, const struct article_head *v, size_t n,
             struct feed_out *f)
{
	enum err e;

	f->n = 0;
	f->v = ARENA_ARRAY(p->mem, struct feed_entry, n);
	if (f->v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < n; i++) {
		if ((e = fill_entry(p, &v[i], &f->v[f->n])) != ERR_OK)
			return e;
		if (f->v[f->n].changed_s > f->updated_s)
			f->updated_s = f->v[f->n].changed_s;
		f->n++;
	}
	return ERR_OK;
}

static enum err
send_feed(struct page *p, enum feed_kind kind, struct feed_out *f)
{
	struct buf *o = &p->out->buf;
	struct str query = p->rq->query;
	struct str self = p->rq->path;

	if (query.n > 0)
		self = str_fmt(p->mem, "%.*s?%.*s", STR_ARG(self),
		               STR_ARG(query));
	f->self = page_absolute(p, self);
	if (f->lang.n == 0)
		f->lang = text_lang_code(p->lang);
	feed_out_write(p->mem, kind, f, o);
	if (o->err != ERR_OK)
		return o->err;
	return page_send(p, feed_out_mime(kind), buf_str(o));
}

/* While there are no stories (a database of before): what is newest. */
static enum err
newest_feed(struct page *p, enum feed_kind kind, struct feed_out *f)
{
	struct article_query q = { .language = text_lang_code(p->lang),
		                   .without_copies = true,
		                   .limit = PAGE_ARTICLES };
	struct article_head *v;
	size_t n;
	enum err e = store_article_list(p->store, p->mem, &q, &v, &n);

	if (e != ERR_OK || (e = fill_entries(p, v, n, f)) != ERR_OK)
		return e;
	return send_feed(p, kind, f);
}

/* The leads of the most important stories, in that order. */
static enum err
stories_feed(struct page *p, enum feed_kind kind, enum topic t,
             struct feed_out *f)
{
	struct story_query q = { .language = text_lang_code(p->lang),
		                 .topic = t, .limit = PAGE_ARTICLES };
	struct story_card *c;
	struct article_head *v;
	size_t n;
	enum err e = store_story_list(p->store, p->mem, &q, &c, &n);

	if (e != ERR_OK)
		return e;
	if (n == 0 && t == TOPIC_NONE)
		return newest_feed(p, kind, f);
	v = ARENA_ARRAY(p->mem, struct article_head, n);
	if (v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < n; i++)
		v[i] = c[i].lead;
	if ((e = fill_entries(p, v, n, f)) != ERR_OK)
		return e;
	return send_feed(p, kind, f);
}

static enum err
front_feed(struct page *p, enum feed_kind kind)
{
	struct feed_out f = {
		.title = p->config->value[CONFIG_EDITION_NAME],
		.description = text_of(p->lang, TEXT_TAGLINE),
		.home = page_absolute(p, page_link(p, STR("/"))),
	};

	return stories_feed(p, kind, TOPIC_NONE, &f);
}

static enum err
topic_feed(struct page *p, enum feed_kind kind)
{
	enum topic t = topic_by_name(p->params.outlet);
	struct feed_out f = { .n = 0 };
	struct str path;

	if (t == TOPIC_NONE)
		return ERR_ABSENT;
	path = story_topic_path(p, t);
	f.title = str_fmt(p->mem, "%.*s · %.*s",
	                  STR_ARG(text_topic(p->lang, t)),
	                  STR_ARG(p->config->value[CONFIG_EDITION_NAME]));
	f.description = text_of(p->lang, TEXT_TAGLINE);
	f.home = page_absolute(p, page_link(p, path));
	return stories_feed(p, kind, t, &f);
}

/* The versions of one story, newest first, copies left out. */
static enum err
story_feed(struct page *p, enum feed_kind kind)
{
	static const char *const tails[] = { [FEED_RSS] = "/rss",
		                             [FEED_ATOM] = ".atom",
		                             [FEED_JSON] = ".json" };
	struct article_head *all, *v;
	struct feed_out f = { .n = 0 };
	struct story s;
	size_t n, kept = 0;
	enum err e;

	if ((e = story_load(p, &s, &all, &n)) != ERR_OK)
		return e;
	if (n == 0)
		return story_elsewhere(p, &s, "/story", tails[kind]);
	v = ARENA_ARRAY(p->mem, struct article_head, PAGE_ARTICLES);
	if (v == NULL)
		return ERR_LIMIT;
	for (size_t i = n; i > 0 && kept < PAGE_ARTICLES; i--)
		if (all[i - 1].copy_of == 0)
			v[kept++] = all[i - 1];
	f.title = str_fmt(p->mem, "%.*s · %.*s", STR_ARG(all[0].title),
	                  STR_ARG(p->config->value[CONFIG_EDITION_NAME]));
	f.description = text_of(p->lang, TEXT_VERSIONS);
	f.home = page_absolute(p, page_link(p, story_path(p, s.id)));
	if ((e = fill_entries(p, v, kept, &f)) != ERR_OK)
		return e;
	return send_feed(p, kind, &f);
}

static enum err
outlet_feed(struct page *p, enum feed_kind kind)
{
	struct article_query q = { .limit = PAGE_ARTICLES };
	struct feed_out f = { .n = 0 };
	struct article_head *v;
	struct outlet o;
	struct str path;
	size_t n;
	enum err e;

	e = store_outlet_by_slug(p->store, p->mem, p->params.outlet, &o);
	if (e != ERR_OK)
		return e;
	q.outlet_id = o.id;
	path = page_outlet_path(p, o.slug);
	f.title = o.name;
	f.lang = o.language;
	f.home = page_absolute(p, page_link(p, path));
	e = store_article_list(p->store, p->mem, &q, &v, &n);
	if (e != ERR_OK || (e = fill_entries(p, v, n, &f)) != ERR_OK)
		return e;
	return send_feed(p, kind, &f);
}

static enum err
search_feed(struct page *p, enum feed_kind kind)
{
	struct search_request rq = { .limit = PAGE_ARTICLES };
	struct feed_out f = { .n = 0 };
	struct search_answer answer;
	struct article_head *v;
	struct asked a, home;
	enum err e;

	if ((e = asked_read(p, &a)) != ERR_OK)
		return e;
	a.page = 1;
	home = a;
	a.newest = true; /* whatever the page beside it does */
	e = asked_run(p, &a, rq, &answer);
	search_end(&answer);
	if (e != ERR_OK)
		return e;
	v = ARENA_ARRAY(p->mem, struct article_head, answer.n);
	if (v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < answer.n; i++)
		v[i] = answer.hits[i].head;
	f.title = str_fmt(p->mem, "%.*s: %.*s",
	                  STR_ARG(text_of(p->lang, TEXT_SEARCH)),
	                  STR_ARG(a.query));
	f.home = page_absolute(p, asked_link(p, STR("/search"), &home));
	if ((e = fill_entries(p, v, answer.n, &f)) != ERR_OK)
		return e;
	return send_feed(p, kind, &f);
}

#define FEED_HANDLERS(list)                          \
	enum err page_##list##_rss(struct page *p)   \
	{                                            \
		return list##_feed(p, FEED_RSS);     \
	}                                            \
	enum err page_##list##_atom(struct page *p)  \
	{                                            \
		return list##_feed(p, FEED_ATOM);    \
	}                                            \
	enum err page_##list##_json(struct page *p)  \
	{                                            \
		return list##_feed(p, FEED_JSON);    \
	}
FEED_HANDLERS(front)
FEED_HANDLERS(outlet)
FEED_HANDLERS(topic)
FEED_HANDLERS(story)
FEED_HANDLERS(search)

static void
outline(struct buf *o, const struct feed_source *f, const struct outlet *of)
{
	buf_put(o, STR("<outline type=\"rss\" text=\""));
	feed_out_xml(o, of->name);
	buf_put(o, STR("\" xmlUrl=\""));
	feed_out_xml(o, f->url);
	if (of->home_url.n > 0) {
		buf_put(o, STR("\" htmlUrl=\""));
		feed_out_xml(o, of->home_url);
	}
	if (of->language.n > 0) {
		buf_put(o, STR("\" language=\""));
		feed_out_xml(o, of->language);
	}
	buf_put(o, STR("\"/>\n"));
}

enum err
page_opml(struct page *p)
{
	struct buf *o = &p->out->buf;
	struct outlet *outlets;
	struct feed_source *feeds;
	size_t outlet_n, feed_n;
	enum err e;

	e = store_outlet_list(p->store, p->mem, &outlets, &outlet_n);
	if (e != ERR_OK)
		return e;
	buf_put(o, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	               "<opml version=\"2.0\">\n<head><title>"));
	feed_out_xml(o, p->config->value[CONFIG_EDITION_NAME]);
	buf_put(o, STR("</title></head>\n<body>\n"));
	for (size_t i = 0; i < outlet_n; i++) {
		if (!outlets[i].active)
			continue;
		e = store_feed_list(p->store, p->mem, outlets[i].id, &feeds,
		                    &feed_n);
		if (e != ERR_OK)
			return e;
		for (size_t k = 0; k < feed_n; k++)
			outline(o, &feeds[k], &outlets[i]);
	}
	buf_put(o, STR("</body>\n</opml>\n"));
	if (o->err != ERR_OK)
		return o->err;
	return page_send(p, STR("text/x-opml; charset=utf-8"), buf_str(o));
}
