#include "web/story_cards.h"

#include "model/places.h"
#include "web/when.h"

#define PLACES_SHOWN 6u /* of an article or a story */

struct str
story_path(const struct page *p, int64_t id)
{
	return str_fmt(p->mem, "/story/%lld", (long long)id);
}

struct str
story_topic_path(const struct page *p, enum topic t)
{
	return str_fmt(p->mem, "/topic/%.*s", STR_ARG(topic_name(t)));
}

struct str
story_gist(const struct page *p, const struct story *s,
           const struct article_head *v, size_t n,
           const struct article_head **from)
{
	struct story told;
	int64_t lead;
	size_t i = 0;

	if (s->gist.n == 0 ||
	    store_story_told(p->store, p->mem, s->id, &told, &lead) != ERR_OK)
		return STR_EMPTY;
	while (i < n && v[i].id != lead)
		i++;
	if (i == n || v[i].mode == OUTLET_HEADLINE)
		return STR_EMPTY;
	/* of an excerpt nothing is shown but the excerpt */
	if (v[i].mode != OUTLET_FULL &&
	    str_find(v[i].excerpt, s->gist) == STR_NPOS)
		return STR_EMPTY;
	*from = &v[i];
	return s->gist;
}

struct str
story_place_path(const struct page *p, struct str code)
{
	return str_fmt(p->mem, "/place/%.*s", STR_ARG(code));
}

enum err
story_place_links(const struct page *p, struct str codes,
                  struct link_list *out)
{
	struct str language = text_lang_code(p->lang);

	out->n = 0;
	out->v = ARENA_ARRAY(p->mem, struct link, PLACES_SHOWN);
	if (out->v == NULL)
		return ERR_LIMIT;
	while (codes.n > 0 && out->n < PLACES_SHOWN) {
		struct str code = str_until(&codes, ' ');
		uint16_t place = places_by_code(code);

		if (place == 0)
			continue;
		out->v[out->n++] = (struct link){
			.url = page_link(p, story_place_path(p, code)),
			.label = places_name(place, language),
		};
	}
	return ERR_OK;
}

enum err
story_topic_links(const struct page *p, enum topic now, struct link_list *out)
{
	out->n = 0;
	out->v = ARENA_ARRAY(p->mem, struct link, TOPIC__COUNT);
	if (out->v == NULL)
		return ERR_LIMIT;
	for (int i = TOPIC_NONE + 1; i < TOPIC__COUNT; i++) {
		enum topic t = (enum topic)i;

		out->v[out->n++] = (struct link){
			.url = page_link(p, story_topic_path(p, t)),
			.label = text_topic(p->lang, t),
			.current = t == now,
		};
	}
	return arena_err(p->mem);
}

static bool
is_today(const struct page *p, const struct article_head *a)
{
	struct when_day now = when_day_of(p->rq->now_s, NULL, NULL);
	struct when_day d = when_published(a->published);

	return d.year == now.year && d.month == now.month && d.day == now.day;
}

void
story_card_fill(const struct page *p, const struct story_card *s,
                bool brief, struct card *out)
{
	const struct article_head *from;
	struct str gist;

	/* the time alone says today */
	page_card(p, &s->lead,
	          !s->lead.published.has_time || !is_today(p, &s->lead), out);
	if (brief)
		out->excerpt = out->image = STR_EMPTY;
	if (s->story.articles + s->story.copies < 2)
		return;
	out->told = text_outlets(p->mem, p->lang, s->story.outlets);
	out->told_url = page_link(p, story_path(p, s->story.id));
	if (brief)
		return;
	/* what was chosen of all versions says more than one's first words */
	gist = story_gist(p, &s->story, &s->lead, 1, &from);
	if (gist.n > 0)
		out->excerpt = page_excerpt(p, gist);
}
