#include "web/pages.h"
#include "web/page_list.h"
#include "web/story_cards.h"
#include "web/tpl.h"

/*
 * The front page: stories by importance, then by topic, a story once.  While
 * there are none (a database of before) it is the list of what is newest.
 */
#define SEEN_MAX 128u
#define LEAD_AMONG 3u /* most important stories */

struct seen {
	int64_t id[SEEN_MAX];
	size_t n;
	size_t of_topic[TOPIC__COUNT];
};

/* Whether a story is on the page already; it is from now on. */
static bool
is_seen(struct seen *s, const struct story *story)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->id[i] == story->id)
			return true;
	if (s->n < SEEN_MAX) {
		s->id[s->n++] = story->id;
		s->of_topic[topic_by_name(story->topic)]++;
	}
	return false;
}

/* How many of a query's stories may be on the page already. */
static size_t
seen_of(const struct seen *s, const struct story_query *q)
{
	bool any = q->topic == TOPIC_NONE && !q->untold;

	return any ? s->n : s->of_topic[q->topic];
}

/* How a list stands on the page. */
struct place {
	size_t max;
	bool headlines; /* all but the first are brief */
};

#define PLACE_TOP ((struct place){ 10, false }) /* the lead among them */
#define PLACE_SECTION ((struct place){ 6, true })
#define PLACE_RISING ((struct place){ 3, false })

/* Stories of a query that are not on the page yet, as cards. */
static enum err
fill_cards(struct page *p, struct story_query *q, struct seen *seen,
           struct place place, struct card_list *out)
{
	struct story_card *v;
	size_t n;
	enum err e;

	/* enough, whatever stands above */
	q->limit = place.max + seen_of(seen, q);
	e = store_story_list(p->store, p->mem, q, &v, &n);
	if (e != ERR_OK)
		return e;
	out->v = ARENA_ARRAY(p->mem, struct card, place.max);
	if (out->v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < n && out->n < place.max; i++) {
		bool brief = place.headlines && out->n > 0;

		if (!is_seen(seen, &v[i].story))
			story_card_fill(p, &v[i], brief, &out->v[out->n++]);
	}
	return arena_err(p->mem);
}

static enum err
fill_section(struct page *p, struct str language, enum topic t,
             struct seen *seen, struct front_section_list *out)
{
	struct front_section *s = &out->v[out->n];
	struct story_query q = { .language = language, .topic = t,
		                 .untold = t == TOPIC_NONE };
	enum err e = fill_cards(p, &q, seen, PLACE_SECTION, &s->cards);

	if (e != ERR_OK || s->cards.n == 0)
		return e;
	s->heading = text_topic(p->lang, t);
	if (t != TOPIC_NONE)
		s->url = page_link(p, story_topic_path(p, t));
	out->n++;
	return ERR_OK;
}

/* The topics in their order, what has none last. */
static enum err
fill_sections(struct page *p, struct str language, struct seen *seen,
              struct front_section_list *out)
{
	enum err e = ERR_OK;

	out->v = ARENA_ARRAY(p->mem, struct front_section, TOPIC__COUNT);
	if (out->v == NULL)
		return ERR_LIMIT;
	for (int t = TOPIC_NONE + 1; t < TOPIC__COUNT && e == ERR_OK; t++)
		e = fill_section(p, language, (enum topic)t, seen, out);
	if (e == ERR_OK)
		e = fill_section(p, language, TOPIC_NONE, seen, out);
	return e;
}

/* One of the best, with an image, leads; *top has the others afterwards. */
static enum err
take_lead(struct page *p, struct card_list *top, struct card_list *lead)
{
	size_t best = 0;

	while (best < top->n && best < LEAD_AMONG &&
	       top->v[best].image.n == 0)
		best++;
	if (best == top->n || best == LEAD_AMONG)
		best = 0;
	lead->v = ARENA_NEW(p->mem, struct card);
	if (lead->v == NULL)
		return ERR_LIMIT;
	lead->v[0] = top->v[best];
	lead->n = 1;
	for (size_t i = best; i + 1 < top->n; i++)
		top->v[i] = top->v[i + 1];
	top->n--;
	return ERR_OK;
}

static enum err
fill_stories(struct page *p, struct str language, struct front_view *v)
{
	struct seen seen = { .n = 0 }; /* none of any topic */
	struct story_query top = { .language = language };
	struct story_query rising = { .language = language,
		                      .order = STORY_RISING,
		                      .outlets_min = STORY_RISING_OUTLETS,
		                      .since_s = p->rq->now_s -
		                                 STORY_RISING_S };
	enum err e = fill_cards(p, &top, &seen, PLACE_TOP, &v->top);

	v->told = v->top.n > 0;
	if (e != ERR_OK || !v->told)
		return e;
	e = fill_cards(p, &rising, &seen, PLACE_RISING, &v->rising);
	if (e == ERR_OK)
		e = fill_sections(p, language, &seen, &v->sections);
	return e == ERR_OK ? take_lead(p, &v->top, &v->lead) : e;
}

enum err
page_front(struct page *p)
{
	struct front_view v = { .older = STR_EMPTY };
	struct str language = text_lang_code(p->lang);
	struct article_query newest = { .language = language, .limit = 1 };
	struct article_head *head;
	size_t n;
	enum err e;

	if ((e = page_view_fill(p, STR_EMPTY, &v.page)) != ERR_OK ||
	    (e = page_outlet_links(p, &v.outlets)) != ERR_OK ||
	    (e = story_topic_links(p, TOPIC_NONE, &v.topics)) != ERR_OK)
		return e;
	page_view_feeds(p, &v.page, STR("/rss"), STR("/index.atom"),
	                STR("/index.json"));
	v.page.description = text_of(p->lang, TEXT_TAGLINE);
	e = store_article_list(p->store, p->mem, &newest, &head, &n);
	if (e == ERR_OK && n > 0 && page_param(p, "before").n == 0)
		e = fill_stories(p, language, &v);
	if (e != ERR_OK)
		return e;
	if (v.told)
		v.latest = page_list_start(p, STR("/"), head);
	else if ((e = page_list_front(p, language, &v)) != ERR_OK)
		return e;
	tpl_front(&p->out->buf, &v);
	return page_send_html(p);
}
