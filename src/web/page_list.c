#include "base/vec.h"
#include "store/outlets.h"
#include "web/page_list.h"
#include "web/pages.h"
#include "web/tpl.h"
#include "web/when.h"

#define LEAD_AMONG 8u /* newest articles among which one with an image leads */

/* One screenful of a list and where it goes on. */
struct list {
	struct article_head *v;
	size_t n;
	bool continued;   /* ?before= was given */
	struct str older; /* its value for the next screenful; or empty */
};

/* "SECONDS-ID", as ?before= carries it. */
static bool
cursor_parse(struct str s, int64_t *sort_s, int64_t *id)
{
	size_t dash = str_rchr(s, '-');

	return dash != STR_NPOS && s.n < 42 &&
	       str_int64(str_sub(s, 0, dash), sort_s) &&
	       str_int64(str_sub(s, dash + 1, s.n), id) && *id > 0;
}

/* ERR_FORMAT: ?before= is no cursor. */
static enum err
list_load(struct page *p, int64_t outlet_id, struct str language,
          struct list *out)
{
	struct article_query q = {
		.outlet_id = outlet_id,
		.language = language,
		.limit = PAGE_ARTICLES + 1,
	};
	struct str before = page_param(p, "before");
	const struct article_head *last;
	enum err e;

	if (before.n > 0 && !cursor_parse(before, &q.before_s, &q.before_id))
		return ERR_FORMAT;
	e = store_article_list(p->store, p->mem, &q, &out->v, &out->n);
	if (e != ERR_OK)
		return e;
	out->continued = before.n > 0;
	if (out->n <= PAGE_ARTICLES)
		return ERR_OK;
	out->n = PAGE_ARTICLES;
	last = &out->v[out->n - 1];
	out->older = str_fmt(p->mem, "%lld-%lld", (long long)last->sort_s,
	                     (long long)last->id);
	return ERR_OK;
}

static struct str
list_link(const struct page *p, struct str path, struct str before)
{
	if (before.n > 0)
		path = str_fmt(p->mem, "%.*s?before=%.*s", STR_ARG(path),
		               STR_ARG(before));
	return page_link(p, path);
}

/* "Today", "Yesterday", else the day in words. */
static struct str
day_heading(const struct page *p, struct when_day d)
{
	struct when_day today = when_day_of(p->rq->now_s, NULL, NULL);
	int64_t ago = datetime_days(today.year, today.month, today.day) -
	              datetime_days(d.year, d.month, d.day);

	if (ago == 0)
		return text_of(p->lang, TEXT_TODAY);
	if (ago == 1)
		return text_of(p->lang, TEXT_YESTERDAY);
	return when_words(p->mem, p->lang, d);
}

/* Sort a newest-first list into days, leaving out number `skip`. */
static enum err
fill_days(const struct page *p, const struct list *list, size_t skip,
          struct day_list *out)
{
	struct { struct day *v; size_t n, cap; } days = { 0 };
	struct card *cards = ARENA_ARRAY(p->mem, struct card, list->n);

	if (cards == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < list->n; i++) {
		struct when_day d = when_day_of(list->v[i].sort_s, NULL, NULL);
		struct str iso = when_iso(p->mem, d);
		struct day *day = days.n == 0 ? NULL : &days.v[days.n - 1];

		if (i == skip)
			continue;
		if (day == NULL || !str_eq(day->iso, iso)) {
			day = VEC_PUSH(p->mem, &days);
			if (day == NULL)
				return ERR_LIMIT;
			day->iso = iso;
			day->heading = day_heading(p, d);
			day->cards.v = cards;
		}
		page_card(p, &list->v[i], false, cards++);
		day->cards.n++;
	}
	out->v = days.v;
	out->n = days.n;
	return arena_err(p->mem);
}

/* The newest article with an image leads the first screenful. */
static size_t
lead_of(const struct list *list)
{
	if (list->continued)
		return SIZE_MAX;
	for (size_t i = 0; i < list->n && i < LEAD_AMONG; i++)
		if (page_has_image(&list->v[i]))
			return i;
	return SIZE_MAX;
}

struct str
page_list_start(const struct page *p, struct str path,
                const struct article_head *newest)
{
	return list_link(p, path,
	                 str_fmt(p->mem, "%lld-%lld",
	                         (long long)newest->sort_s + 1,
	                         (long long)newest->id));
}

enum err
page_list_front(struct page *p, struct str language, struct front_view *v)
{
	struct list list = { .n = 0 };
	size_t lead;
	enum err e = list_load(p, 0, language, &list);

	if (e != ERR_OK)
		return e;
	lead = lead_of(&list);
	if (lead != SIZE_MAX) {
		v->lead.v = ARENA_NEW(p->mem, struct card);
		if (v->lead.v == NULL)
			return ERR_LIMIT;
		page_card(p, &list.v[lead], true, v->lead.v);
		v->lead.n = 1;
	}
	if ((e = fill_days(p, &list, lead, &v->days)) != ERR_OK)
		return e;
	if (list.older.n > 0)
		v->older = list_link(p, STR("/"), list.older);
	if (list.continued) {
		v->newest = v->page.home;
		v->page.noindex = true;
	}
	return ERR_OK;
}

enum err
page_outlet(struct page *p)
{
	struct outlet_view v = { .older = STR_EMPTY };
	struct list list = { .n = 0 };
	struct outlet o;
	struct str path;
	enum err e;

	e = store_outlet_by_slug(p->store, p->mem, p->params.outlet, &o);
	if (e != ERR_OK ||
	    (e = list_load(p, o.id, STR_EMPTY, &list)) != ERR_OK ||
	    (e = page_view_fill(p, o.name, &v.page)) != ERR_OK ||
	    (e = fill_days(p, &list, SIZE_MAX, &v.days)) != ERR_OK)
		return e;
	path = page_outlet_path(p, o.slug);
	page_view_feeds(p, &v.page, str_cat(p->mem, path, STR("/rss")),
	                str_cat(p->mem, path, STR(".atom")),
	                str_cat(p->mem, path, STR(".json")));
	v.name = o.name;
	v.home = o.home_url;
	if (list.older.n > 0)
		v.older = list_link(p, path, list.older);
	if (list.continued) {
		v.newest = page_link(p, path);
		v.page.noindex = true;
	}
	tpl_outlet(&p->out->buf, &v);
	return page_send_html(p);
}
