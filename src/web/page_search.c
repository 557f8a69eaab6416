#include "web/page_search.h"

#include "search/suggest.h"
#include "web/number.h"
#include "web/tpl.h"

static void
option_add(struct option_list *list, struct str value, struct str label,
           bool selected)
{
	list->v[list->n++] = (struct option){ value, label, selected };
}

static enum err
fill_sorts(const struct page *p, const struct asked *a,
           struct option_list *out)
{
	out->v = ARENA_ARRAY(p->mem, struct option, 2);
	if (out->v == NULL)
		return ERR_LIMIT;
	option_add(out, STR("relevance"),
	           text_of(p->lang, TEXT_SORT_RELEVANCE), !a->newest);
	option_add(out, STR("newest"), text_of(p->lang, TEXT_SORT_NEWEST),
	           a->newest);
	return ERR_OK;
}

static enum err
fill_outlets(const struct page *p, const struct asked *a,
             struct option_list *out)
{
	out->v = ARENA_ARRAY(p->mem, struct option, a->outlet_n + 1);
	if (out->v == NULL)
		return ERR_LIMIT;
	option_add(out, STR_EMPTY, text_of(p->lang, TEXT_ANY_OUTLET), false);
	for (size_t i = 0; i < a->outlet_n; i++)
		option_add(out, a->outlets[i].slug, a->outlets[i].name,
		           a->outlet == &a->outlets[i]);
	return ERR_OK;
}

static enum err
fill_languages(const struct page *p, const struct asked *a,
               struct option_list *out)
{
	static const struct str codes[] = {
		STR_INIT("ar"),  STR_INIT("fr"),  STR_INIT("en"),
		STR_INIT("es"),  STR_INIT("ary"), STR_INIT("zgh"),
	};
	bool known = a->language.n == 0;

	out->v = ARENA_ARRAY(p->mem, struct option, COUNT(codes) + 2);
	if (out->v == NULL)
		return ERR_LIMIT;
	option_add(out, STR_EMPTY, text_of(p->lang, TEXT_ANY_LANGUAGE),
	           false);
	for (size_t i = 0; i < COUNT(codes); i++) {
		bool chosen = str_eq(codes[i], a->language);

		option_add(out, codes[i], page_language_name(p, codes[i]),
		           chosen);
		known = known || chosen;
	}
	if (!known)
		option_add(out, a->language, a->language, true);
	return ERR_OK;
}

static enum err
fill_topics(const struct page *p, const struct asked *a,
            struct option_list *out)
{
	bool known = a->topic.n == 0;

	out->v = ARENA_ARRAY(p->mem, struct option, TOPIC__COUNT + 1);
	if (out->v == NULL)
		return ERR_LIMIT;
	option_add(out, STR_EMPTY, text_of(p->lang, TEXT_ANY_TOPIC), false);
	for (int i = TOPIC_NONE + 1; i < TOPIC__COUNT; i++) {
		struct str name = topic_name((enum topic)i);
		bool chosen = str_eq(name, a->topic);

		option_add(out, name, text_topic(p->lang, (enum topic)i),
		           chosen);
		known = known || chosen;
	}
	if (!known)
		option_add(out, a->topic, a->topic, true);
	return ERR_OK;
}

/* The same search in the other languages: tidy, whatever was typed. */
static void
fill_tongues(const struct page *p, const struct asked *a, struct page_view *v)
{
	struct page other = *p;

	for (size_t i = 0; i < v->languages.n; i++)
		if (text_lang_find(v->languages.v[i].lang, &other.lang))
			v->languages.v[i].url =
			        asked_link(&other, STR("/search"), a);
}

/* The form as it was filled in. */
static enum err
fill_form(struct page *p, const struct asked *a, struct search_view *v)
{
	enum err e;

	v->page.query = a->query;
	v->page.boxed = true;
	fill_tongues(p, a, &v->page);
	v->from = a->from;
	v->to = a->to;
	v->every = a->every;
	v->ageless = a->ageless;
	v->why = a->why;
	v->asked = !asked_is_empty(a);
	v->worded = a->query.n > 0;
	v->help = page_link(p, STR("/search/help"));
	if ((e = fill_sorts(p, a, &v->sorts)) != ERR_OK ||
	    (e = fill_outlets(p, a, &v->outlets)) != ERR_OK ||
	    (e = fill_languages(p, a, &v->languages)) != ERR_OK ||
	    (e = fill_topics(p, a, &v->topics)) != ERR_OK)
		return e;
	return search_examples_fill(p, a, &v->examples);
}

/* Ways to the same search in another order, and otherwise shown. */
static enum err
fill_switches(struct page *p, const struct asked *asked,
              struct search_view *v)
{
	struct asked a = *asked, other = *asked;

	v->orders.v = ARENA_ARRAY(p->mem, struct link, 2);
	if (v->orders.v == NULL)
		return ERR_LIMIT;
	other.page = a.page = 1;
	for (int newest = 0; newest < 2; newest++) {
		other.newest = newest != 0;
		v->orders.v[v->orders.n++] = (struct link){
			.url = asked_link(p, STR("/search"), &other),
			.label = v->sorts.v[newest].label,
			.current = v->sorts.v[newest].selected,
		};
	}
	other = a;
	other.every = !a.every;
	v->every_text = text_of(p->lang, a.every ? TEXT_EVERY_IS_ON
	                                         : TEXT_EVERY_IS_OFF);
	v->every_label = text_of(p->lang,
	                         a.every ? TEXT_EVERY_OFF : TEXT_EVERY);
	v->every_url = asked_link(p, STR("/search"), &other);
	if (!v->worded)
		return ERR_OK;
	other = *asked; /* stays on its page */
	other.why = !a.why;
	v->why_label = text_of(p->lang, a.why ? TEXT_WHY_OFF : TEXT_WHY_ON);
	v->why_url = asked_link(p, STR("/search"), &other);
	return ERR_OK;
}

static struct str
page_url(const struct page *p, struct asked a, int64_t page)
{
	a.page = page;
	return asked_link(p, STR("/search"), &a);
}

/* Totals and the ways to the pages before and after. */
static void
fill_paging(const struct page *p, const struct asked *a,
            const struct search_answer *answer, struct search_view *v)
{
	int64_t seen = a->page * (int64_t)ASKED_PAGE_SIZE;
	enum text_key key =
	        answer->total_exact ? TEXT_RESULTS : TEXT_RESULTS_ABOUT;

	if (answer->total > 0)
		v->total = text_fill(p->mem, text_of(p->lang, key),
		                     number_grouped(p->mem, p->lang,
		                                    answer->total),
		                     STR_EMPTY);
	if (a->page > 1)
		v->previous = page_url(p, *a, answer->n > 0 ? a->page - 1 : 1);
	if (answer->n > 0 && answer->total > seen && a->page < ASKED_PAGES)
		v->next = page_url(p, *a, a->page + 1);
	if (a->page > 1 || v->next.n > 0)
		v->page_label = text_fill(p->mem, text_of(p->lang, TEXT_PAGE),
		                          number_grouped(p->mem, p->lang,
		                                         a->page),
		                          STR_EMPTY);
}

static void
fill_feeds(const struct page *p, const struct asked *asked,
           struct page_view *v)
{
	struct asked a = *asked;

	a.page = 1;
	v->rss = asked_link(p, STR("/search.rss"), &a);
	v->atom = asked_link(p, STR("/search.atom"), &a);
	v->json = asked_link(p, STR("/search.json"), &a);
}

/* Say that there is nothing, and what could be done. */
static enum err
fill_nothing(struct page *p, const struct asked *a,
             const struct search_answer *answer, struct search_view *v)
{
	enum text_key key = TEXT_NO_RESULTS;

	if (answer->n > 0)
		return ERR_OK;
	if (a->page > 1 && answer->total > 0) {
		v->nothing = text_of(p->lang, TEXT_NO_MORE_RESULTS);
		return ERR_OK;
	}
	if (asked_is_narrowed(a))
		key = TEXT_NO_RESULTS_FILTERED;
	v->nothing = text_of(p->lang, key);
	if (!v->worded)
		return ERR_OK;
	return search_offers_fill(p, a, answer, v);
}

/* The query as it may be meant. */
static void
fill_meant(struct page *p, const struct asked *asked,
           const struct search_answer *answer, struct search_view *v)
{
	struct asked a = *asked;

	v->meant = search_suggest(p->mem, portal_index(p->portal), p->store,
	                          &answer->ask);
	a.query = v->meant;
	a.page = 1;
	v->meant_url = asked_link(p, STR("/search"), &a);
}

/* All that the answer gives; it may be ended behind this. */
static enum err
fill_answer(struct page *p, const struct asked *a,
            const struct search_answer *answer, struct search_view *v)
{
	enum err e;

	if ((e = search_notes_fill(p, a, answer, v)) != ERR_OK ||
	    (e = search_hits_fill(p, a, answer, &v->hits)) != ERR_OK ||
	    (e = search_facets_fill(p, a, answer, v)) != ERR_OK ||
	    (e = search_chips_fill(p, a, v)) != ERR_OK ||
	    (e = fill_switches(p, a, v)) != ERR_OK)
		return e;
	if (a->page == 1 && v->worded)
		fill_meant(p, a, answer, v);
	fill_paging(p, a, answer, v);
	fill_feeds(p, a, &v->page);
	return fill_nothing(p, a, answer, v);
}

static enum err
fill_results(struct page *p, const struct asked *a, struct search_view *v)
{
	struct search_request rq = {
		.limit = ASKED_PAGE_SIZE,
		.offset = (size_t)(a->page - 1) * ASKED_PAGE_SIZE,
		.facets = true,
		.explain = true,
	};
	struct search_answer answer;
	enum err e = asked_run(p, a, rq, &answer);

	if (e == ERR_OK)
		e = fill_answer(p, a, &answer, v);
	search_end(&answer);
	return e;
}

enum err
page_search(struct page *p)
{
	struct search_view v = { .asked = false };
	struct asked a;
	struct str title = text_of(p->lang, TEXT_SEARCH);
	enum err e;

	if ((e = asked_read(p, &a)) != ERR_OK)
		return e;
	if (a.query.n > 0)
		title = str_fmt(p->mem, "%.*s: %.*s", STR_ARG(title),
		                STR_ARG(a.query));
	if ((e = page_view_fill(p, title, &v.page)) != ERR_OK ||
	    (e = fill_form(p, &a, &v)) != ERR_OK)
		return e;
	if (v.asked && (e = fill_results(p, &a, &v)) != ERR_OK)
		return e;
	v.page.noindex = true;
	v.page.canonical = STR_EMPTY;
	tpl_search(&p->out->buf, &v);
	return page_send_html(p);
}
