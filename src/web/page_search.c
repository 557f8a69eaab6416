#include "base/clock.h"
#include "search/search.h"
#include "store/outlets.h"
#include "web/page_search.h"
#include "web/pages.h"
#include "web/params.h"
#include "web/tpl.h"
#include "web/when.h"

#define RESULTS 20u       /* on a page */
#define RESULT_PAGES 50   /* that can be turned to */
#define SNIPPET_MAX 240u  /* code points */

/* What the reader asked for, as typed and as understood. */
struct asked {
	struct str query;
	struct str outlet;   /* slug */
	struct str language; /* of the articles */
	struct str from, to; /* "2023-02-24", empty when not that */
	bool relevance;
	int64_t page; /* from 1 */
};

static void
read_asked(const struct page *p, struct asked *a)
{
	struct when_day d;

	a->query = str_trim(page_param(p, "q"));
	a->outlet = page_param(p, "outlet");
	a->language = page_param(p, "language");
	a->from = page_param(p, "from");
	a->to = page_param(p, "to");
	if (!when_iso_parse(a->from, &d))
		a->from = STR_EMPTY;
	if (!when_iso_parse(a->to, &d))
		a->to = STR_EMPTY;
	a->relevance = str_eq(page_param(p, "sort"), STR("relevance"));
	a->page = params_number(p->mem, p->rq->query, STR("page"),
	                        RESULT_PAGES);
	if (a->page == 0)
		a->page = 1;
}

static void
fill_request(const struct asked *a, const struct outlet *outlets, size_t n,
             struct search_request *rq)
{
	struct when_day d;

	rq->query = a->query;
	rq->language = a->language;
	rq->newest = !a->relevance;
	rq->any_word = a->relevance;
	for (size_t i = 0; i < n; i++)
		if (str_eq(outlets[i].slug, a->outlet))
			rq->outlet_id = outlets[i].id;
	if (when_iso_parse(a->from, &d))
		rq->since_s = when_day_start(d);
	if (when_iso_parse(a->to, &d)) {
		d.day++; /* the last day is meant whole */
		rq->until_s = when_day_start(d);
	}
}

enum err
page_search_run(struct page *p, size_t limit, size_t offset, bool newest,
                struct search_answer *out)
{
	struct search_request rq = { .limit = limit, .offset = offset };
	struct asked a;
	struct outlet *outlets;
	size_t n;
	enum err e;

	read_asked(p, &a);
	if (newest)
		a.relevance = false;
	e = store_outlet_list(p->store, p->mem, &outlets, &n);
	if (e != ERR_OK)
		return e;
	fill_request(&a, outlets, n, &rq);
	*out = (struct search_answer){ .total_exact = true };
	if (a.query.n == 0)
		return ERR_OK;
	rq.now_s = clock_now_s();
	e = index_refresh(portal_index(p->portal), p->store);
	if (e != ERR_OK)
		return e;
	return search_run(portal_index(p->portal), p->store, p->mem, &rq,
	                  out);
}

struct str
page_search_link(const struct page *p, struct str path, int64_t page)
{
	struct str rest = params_without(p->mem, p->rq->query, STR("page"),
	                                 STR("lang"));

	if (rest.n > 0)
		path = str_fmt(p->mem, "%.*s?%.*s", STR_ARG(path),
		               STR_ARG(rest));
	if (page > 1)
		path = params_add(p->mem, path, "page",
		                  str_fmt(p->mem, "%lld", (long long)page));
	return page_link(p, path);
}

/* The passage of the article that the mode lets us show. */
static enum err
fill_snippet(struct page *p, const struct search_answer *answer,
             const struct article_head *head, struct hit *out)
{
	struct search_snippet s = { .n = 0 };
	struct article a;
	struct str text = head->excerpt;
	enum err e;

	if (head->mode == OUTLET_HEADLINE)
		return ERR_OK;
	if (head->mode == OUTLET_FULL) {
		e = store_article_by_id(p->store, p->mem, head->id, &a);
		if (e != ERR_OK)
			return e;
		text = a.text;
	}
	search_snippet(text, answer, SNIPPET_MAX, &s);
	out->pieces.v = ARENA_ARRAY(p->mem, struct piece, (s.n + 1) / 2);
	if (out->pieces.v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < s.n; i += 2)
		out->pieces.v[out->pieces.n++] = (struct piece){
			.plain = s.piece[i],
			.marked = i + 1 < s.n ? s.piece[i + 1] : STR_EMPTY,
		};
	out->cut_before = s.cut_before;
	out->cut_after = s.cut_after;
	return ERR_OK;
}

static enum err
fill_hits(struct page *p, const struct search_answer *answer,
          struct hit_list *out)
{
	enum err e;

	out->v = ARENA_ARRAY(p->mem, struct hit, answer->n);
	if (out->v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < answer->n; i++) {
		struct hit *h = &out->v[out->n++];

		page_card(p, &answer->hits[i].head, true, &h->card);
		h->card.excerpt = STR_EMPTY;
		e = fill_snippet(p, answer, &answer->hits[i].head, h);
		if (e != ERR_OK)
			return e;
	}
	return ERR_OK;
}

static void
option_add(struct option_list *list, struct str value, struct str label,
           struct str chosen)
{
	list->v[list->n++] =
	        (struct option){ value, label, str_eq(value, chosen) };
}

static enum err
fill_sorts(const struct page *p, const struct asked *a,
           struct option_list *out)
{
	struct str chosen = a->relevance ? STR("relevance") : STR("newest");

	out->v = ARENA_ARRAY(p->mem, struct option, 2);
	if (out->v == NULL)
		return ERR_LIMIT;
	option_add(out, STR("newest"), text_of(p->lang, TEXT_SORT_NEWEST),
	           chosen);
	option_add(out, STR("relevance"),
	           text_of(p->lang, TEXT_SORT_RELEVANCE), chosen);
	return ERR_OK;
}

static enum err
fill_outlets(struct page *p, const struct asked *a, struct option_list *out)
{
	struct outlet *v;
	size_t n;
	enum err e;

	if ((e = store_outlet_list(p->store, p->mem, &v, &n)) != ERR_OK)
		return e;
	out->v = ARENA_ARRAY(p->mem, struct option, n + 1);
	if (out->v == NULL)
		return ERR_LIMIT;
	option_add(out, STR_EMPTY, text_of(p->lang, TEXT_ANY_OUTLET),
	           STR("-"));
	for (size_t i = 0; i < n; i++)
		option_add(out, v[i].slug, v[i].name, a->outlet);
	return ERR_OK;
}

static enum err
fill_languages(const struct page *p, const struct asked *a,
               struct option_list *out)
{
	static const char *const codes[] = { "ar", "fr", "en", "es" };

	out->v = ARENA_ARRAY(p->mem, struct option, COUNT(codes) + 1);
	if (out->v == NULL)
		return ERR_LIMIT;
	option_add(out, STR_EMPTY, text_of(p->lang, TEXT_ANY_LANGUAGE),
	           STR("-"));
	for (size_t i = 0; i < COUNT(codes); i++) {
		struct str code = str_from(codes[i]);

		option_add(out, code, page_language_name(p, code),
		           a->language);
	}
	return ERR_OK;
}

/* Totals and the ways to the pages before and after. */
static void
fill_paging(const struct page *p, const struct asked *a,
            const struct search_answer *answer, struct search_view *v)
{
	int64_t seen = a->page * (int64_t)RESULTS;
	enum text_key key =
	        answer->total_exact ? TEXT_RESULTS : TEXT_RESULTS_ABOUT;

	if (a->query.n == 0)
		return;
	v->nothing_found = answer->n == 0;
	if (answer->total > 0)
		v->total = text_fill(p->mem, text_of(p->lang, key),
		                     str_fmt(p->mem, "%lld",
		                             (long long)answer->total),
		                     STR_EMPTY);
	if (a->page > 1)
		v->previous = page_search_link(p, STR("/search"), a->page - 1);
	if (answer->total > seen && a->page < RESULT_PAGES)
		v->next = page_search_link(p, STR("/search"), a->page + 1);
	if (a->page > 1 || v->next.n > 0)
		v->page_label = text_fill(p->mem, text_of(p->lang, TEXT_PAGE),
		                          str_fmt(p->mem, "%lld",
		                                  (long long)a->page),
		                          STR_EMPTY);
}

enum err
page_search(struct page *p)
{
	struct search_view v = { .nothing_found = false };
	struct search_answer answer;
	struct asked a;
	struct str title = text_of(p->lang, TEXT_SEARCH);
	enum err e;

	read_asked(p, &a);
	if (a.query.n > 0)
		title = str_fmt(p->mem, "%.*s: %.*s", STR_ARG(title),
		                STR_ARG(a.query));
	e = page_search_run(p, RESULTS, (size_t)(a.page - 1) * RESULTS, false,
	                    &answer);
	if (e == ERR_OK && (e = page_view_fill(p, title, &v.page)) == ERR_OK &&
	    (e = fill_hits(p, &answer, &v.hits)) == ERR_OK &&
	    (e = fill_sorts(p, &a, &v.sorts)) == ERR_OK &&
	    (e = fill_outlets(p, &a, &v.outlets)) == ERR_OK)
		e = fill_languages(p, &a, &v.languages);
	search_end(&answer);
	if (e != ERR_OK)
		return e;
	v.page.noindex = true;
	v.page.canonical = STR_EMPTY;
	v.page.query = a.query;
	v.from = a.from;
	v.to = a.to;
	fill_paging(p, &a, &answer, &v);
	if (a.query.n > 0) {
		v.page.rss = page_search_link(p, STR("/search.rss"), 0);
		v.page.atom = page_search_link(p, STR("/search.atom"), 0);
		v.page.json = page_search_link(p, STR("/search.json"), 0);
	}
	tpl_search(&p->out->buf, &v);
	return page_send_html(p);
}
