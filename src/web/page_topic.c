#include <math.h>
#include <string.h>

#include "model/places.h"
#include "web/pages.h"
#include "web/story_cards.h"
#include "web/tpl.h"

/*
 * "IMPORTANCE-ID", as ?before= carries it: the bits of the importance, for
 * many stories may have the same and a rounded one would show them again.
 */
static bool
cursor_parse(struct str s, double *importance, int64_t *id)
{
	size_t dash = str_rchr(s, '-');
	int64_t bits;

	_Static_assert(sizeof(bits) == sizeof(*importance), "bits of a double");
	if (dash == STR_NPOS || s.n > 42 ||
	    !str_int64(str_sub(s, 0, dash), &bits) ||
	    !str_int64(str_sub(s, dash + 1, s.n), id) || *id <= 0)
		return false;
	memcpy(importance, &bits, sizeof(bits));
	return isfinite(*importance);
}

static struct str
older_link(const struct page *p, struct str path, const struct story_card *c)
{
	int64_t bits;

	memcpy(&bits, &c->face.importance, sizeof(bits));
	return page_link(p, str_fmt(p->mem, "%.*s?before=%lld-%lld",
	                            STR_ARG(path), (long long)bits,
	                            (long long)c->story.id));
}

static enum err
fill(struct page *p, struct story_query q, struct str path,
     struct topic_view *v)
{
	struct str before = page_param(p, "before");
	struct story_card *c;
	size_t n;
	enum err e;

	q.language = text_lang_code(p->lang);
	q.limit = PAGE_ARTICLES + 1;
	if (before.n > 0 && !cursor_parse(before, &q.before, &q.before_id))
		return ERR_FORMAT;
	e = store_story_list(p->store, p->mem, &q, &c, &n);
	if (e != ERR_OK)
		return e;
	v->cards.v = ARENA_ARRAY(p->mem, struct card, PAGE_ARTICLES);
	if (v->cards.v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < n; i++) {
		if (v->cards.n == PAGE_ARTICLES) {
			v->older = older_link(p, path, &c[i - 1]);
			break;
		}
		story_card_fill(p, &c[i], false, &v->cards.v[v->cards.n++]);
	}
	if (before.n > 0) {
		v->newest = page_link(p, path);
		v->page.noindex = true;
	}
	return arena_err(p->mem);
}

enum err
page_topic(struct page *p)
{
	enum topic t = topic_by_name(p->params.outlet);
	struct topic_view v = { .older = STR_EMPTY };
	struct story_query q = { .topic = t };
	struct str path;
	enum err e;

	if (t == TOPIC_NONE)
		return ERR_ABSENT;
	path = story_topic_path(p, t);
	v.name = text_topic(p->lang, t);
	if ((e = page_view_fill(p, v.name, &v.page)) != ERR_OK ||
	    (e = story_topic_links(p, t, &v.topics)) != ERR_OK ||
	    (e = fill(p, q, path, &v)) != ERR_OK)
		return e;
	page_view_feeds(p, &v.page, str_cat(p->mem, path, STR("/rss")),
	                str_cat(p->mem, path, STR(".atom")),
	                str_cat(p->mem, path, STR(".json")));
	tpl_topic(&p->out->buf, &v);
	return page_send_html(p);
}

/* The codes of a place, not 0, and of what it is divided into. */
static struct str
codes_within(struct arena *mem, uint16_t place)
{
	struct str codes = places_code(place);

	if (places_kind(place) == PLACE_COUNTRY)
		return codes; /* theirs begin with the country's */
	for (uint16_t i = 1; i <= places_count(); i++)
		if (places_parent(i) == place ||
		    (places_parent(i) != 0 &&
		     places_parent(places_parent(i)) == place))
			codes = str_fmt(mem, "%.*s %.*s", STR_ARG(codes),
			                STR_ARG(places_code(i)));
	return codes;
}

enum err
page_place(struct page *p)
{
	uint16_t place = places_by_code(p->params.asset);
	struct story_query q = {
		.places_within = places_kind(place) == PLACE_COUNTRY,
	};
	struct topic_view v = { .older = STR_EMPTY };
	struct str path;
	enum err e;

	if (place == 0)
		return ERR_ABSENT;
	q.places = codes_within(p->mem, place);
	path = story_place_path(p, places_code(place));
	v.name = places_name(place, text_lang_code(p->lang));
	if ((e = page_view_fill(p, v.name, &v.page)) != ERR_OK ||
	    (e = story_topic_links(p, TOPIC_NONE, &v.topics)) != ERR_OK ||
	    (e = fill(p, q, path, &v)) != ERR_OK)
		return e;
	if (v.cards.n == 0)
		v.page.noindex = true;
	tpl_topic(&p->out->buf, &v);
	return page_send_html(p);
}
