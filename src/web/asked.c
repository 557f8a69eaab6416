#include "web/asked.h"

#include "search/index.h"
#include "store/outlets.h"
#include "text/utf8.h"
#include "web/params.h"
#include "web/when.h"

#define LANGUAGE_CODE_MAX 8u
#define ALL_OF_THEM STR("since:1900-01-01") /* a query that all match */

/* A parameter that is "1". */
static bool
is_set(const struct page *p, const char *name)
{
	return str_eq(page_param(p, name), STR("1"));
}

static struct str
read_day(const struct page *p, const char *name)
{
	struct str s = page_param(p, name);
	struct when_day d;

	return when_iso_parse(s, &d) ? s : STR_EMPTY;
}

static struct str
read_language(const struct page *p)
{
	struct str s = page_param(p, "language");

	if (s.n > LANGUAGE_CODE_MAX)
		return STR_EMPTY;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 'a' || s.p[i] > 'z')
			return STR_EMPTY;
	return s;
}

static struct str
read_text(const struct page *p, const char *name, size_t max)
{
	return utf8_head(str_trim(page_param(p, name)), max);
}

enum err
asked_read(struct page *p, struct asked *out)
{
	struct asked a = {
		.query = read_text(p, "q", ASKED_QUERY_MAX),
		.topic = read_text(p, "topic", ASKED_TOPIC_MAX),
		.language = read_language(p),
		.from = read_day(p, "from"),
		.to = read_day(p, "to"),
		.newest = str_eq(page_param(p, "sort"), STR("newest")),
		.every = is_set(p, "every"),
		.ageless = is_set(p, "ageless"),
		.why = is_set(p, "why"),
		.page = params_number(p->mem, p->rq->query, STR("page"),
		                      ASKED_PAGES),
	};
	struct str slug = page_param(p, "outlet");
	enum err e = store_outlet_list(p->store, p->mem, &a.outlets,
	                               &a.outlet_n);

	if (e != ERR_OK)
		return e;
	if (a.page == 0)
		a.page = 1;
	for (size_t i = 0; i < a.outlet_n; i++)
		if (str_eq(a.outlets[i].slug, slug))
			a.outlet = &a.outlets[i];
	*out = a;
	return ERR_OK;
}

struct str
asked_link(const struct page *p, struct str path, const struct asked *a)
{
	struct str one = STR("1"), page = STR_EMPTY;
	const struct {
		const char *name;
		struct str value;
	} params[] = {
		{ "q", a->query },
		{ "sort", a->newest ? STR("newest") : STR_EMPTY },
		{ "outlet", a->outlet != NULL ? a->outlet->slug : STR_EMPTY },
		{ "topic", a->topic },
		{ "language", a->language },
		{ "from", a->from },
		{ "to", a->to },
		{ "every", a->every ? one : STR_EMPTY },
		{ "ageless", a->ageless ? one : STR_EMPTY },
		{ "why", a->why ? one : STR_EMPTY },
	};

	for (size_t i = 0; i < COUNT(params); i++)
		path = params_add(p->mem, path, params[i].name,
		                  params[i].value);
	if (a->page > 1)
		page = str_fmt(p->mem, "%lld", (long long)a->page);
	return page_link(p, params_add(p->mem, path, "page", page));
}

bool
asked_is_narrowed(const struct asked *a)
{
	return a->outlet != NULL || a->topic.n > 0 || a->language.n > 0 ||
	       a->from.n > 0 || a->to.n > 0;
}

bool
asked_is_empty(const struct asked *a)
{
	return a->query.n == 0 && !asked_is_narrowed(a);
}

bool
asked_by_date(const struct asked *a)
{
	return a->newest || a->query.n == 0;
}

void
asked_widen(struct asked *a)
{
	a->outlet = NULL;
	a->topic = a->language = a->from = a->to = STR_EMPTY;
}

enum err
asked_index(struct page *p, struct index **out)
{
	enum err e = ERR_OK;
	struct view *v;

	*out = portal_index(p->portal);
	if (!index_is_followed(*out))
		e = index_refresh(*out, p->store);
	v = index_view(*out);
	p->fleeting |= v->partial || v->behind;
	view_give(v);
	return e;
}

enum err
asked_run(struct page *p, const struct asked *a, struct search_request rq,
          struct search_answer *out)
{
	struct index *ix;
	struct when_day d;
	enum err e;

	*out = (struct search_answer){ .total_exact = true };
	if (asked_is_empty(a))
		return ERR_OK;
	rq.query = a->query.n > 0 ? a->query : ALL_OF_THEM;
	rq.outlet_id = a->outlet != NULL ? a->outlet->id : 0;
	rq.topic = a->topic;
	rq.language = a->language;
	if (when_iso_parse(a->from, &d))
		rq.since_s = when_day_start(d);
	if (when_iso_parse(a->to, &d)) {
		d.day++; /* the last day is meant whole */
		rq.until_s = when_day_start(d);
	}
	rq.newest = asked_by_date(a);
	rq.any_word = !rq.newest;
	rq.every = a->every;
	rq.ageless = a->ageless;
	rq.now_s = p->rq->now_s;
	rq.offset_min = when_offset_min(rq.now_s);
	if ((e = asked_index(p, &ix)) != ERR_OK)
		return e;
	e = search_run(ix, p->store, p->mem, &rq, out);
	p->fleeting |= out->partial || out->behind;
	return e;
}
