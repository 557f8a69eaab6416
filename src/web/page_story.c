#include <stdlib.h>

#include <jansson.h>

#include "store/stories.h"
#include "web/chart.h"
#include "web/pages.h"
#include "web/params.h"
#include "web/story_cards.h"
#include "web/tpl.h"
#include "web/when.h"

#define TERMS_MAX 12u
#define REASON_NUMBER_MAX 1000000000

static void
fill_version(const struct page *p, const struct article_head *a,
             struct version *out)
{
	struct when_day d = when_day_of(a->published.unix_s, NULL, NULL);

	*out = (struct version){
		.url = page_link(p, page_article_path(p, a)),
		.title = a->title,
		.lang = a->language,
		.dir = a->direction == 1 ? STR("rtl") : STR("ltr"),
		.outlet = a->outlet_name,
		.outlet_url =
		        page_link(p, page_outlet_path(p, a->outlet_slug)),
		.day = when_words(p->mem, p->lang, d),
		.iso = datetime_rfc3339(p->mem, a->published),
	};
	if (a->published.has_time)
		out->clock = when_clock(p->mem, a->published.unix_s);
}

/* Versions, each with its copies under it; a copy without head is one. */
static enum err
fill_versions(const struct page *p, const struct article_head *v, size_t n,
              int64_t first_id, struct version_list *out)
{
	size_t *of = ARENA_ARRAY(p->mem, size_t, n);

	out->v = ARENA_ARRAY(p->mem, struct version, n);
	if (arena_err(p->mem) != ERR_OK)
		return ERR_LIMIT;
	for (size_t i = 0; i < n; i++) {
		size_t head = i;

		for (size_t k = 0; k < n && v[i].copy_of != 0; k++)
			if (v[k].id == v[i].copy_of)
				head = k;
		of[i] = head;
	}
	for (size_t i = 0; i < n; i++) {
		struct version *w = &out->v[out->n];
		enum err e;

		if (of[i] != i)
			continue;
		fill_version(p, &v[i], w);
		w->first = v[i].id == first_id && n > 1;
		e = story_copies_fill(p, v, n,
		                      (struct story_copies){ v[i].id, 0 },
		                      &w->copies, &w->also);
		if (e != ERR_OK)
			return e;
		out->n++;
	}
	return arena_err(p->mem);
}

static enum err
fill_terms(const struct page *p, struct str terms, struct link_list *out)
{
	out->v = ARENA_ARRAY(p->mem, struct link, TERMS_MAX);
	if (out->v == NULL)
		return ERR_LIMIT;
	while (terms.n > 0 && out->n < TERMS_MAX) {
		struct str term = str_until(&terms, '\n');

		if (term.n > 0)
			out->v[out->n++] = (struct link){
				.url = page_link(p, params_add(p->mem,
				                               STR("/search"),
				                               "q", term)),
				.label = term,
			};
	}
	return ERR_OK;
}

/* Articles by the time between the first and the newest of them. */
static struct safe_html
chart_of(const struct page *p, const struct article_head *v, size_t n)
{
	struct chart_bar bars[CHART_BARS] = { { 0, 0 } };
	int64_t first = INT64_MAX, last = INT64_MIN, span;
	struct str title;

	for (size_t i = 0; i < n; i++) {
		int64_t at = v[i].published.unix_s;

		first = at < first ? at : first;
		last = at > last ? at : last;
	}
	/* of one moment there is nothing to draw */
	if (n < 2 || last <= first)
		return (struct safe_html){ STR_EMPTY };
	span = last - first + 1;
	for (size_t i = 0; i < n; i++) {
		int64_t at = (v[i].published.unix_s - first) * CHART_BARS /
		             span;

		if (v[i].copy_of != 0)
			bars[at].copies++;
		else
			bars[at].own++;
	}
	title = str_fmt(p->mem, "%.*s, %.*s – %.*s",
	                STR_ARG(text_of(p->lang, TEXT_COVERAGE)),
	                STR_ARG(when_clock(p->mem, first)),
	                STR_ARG(when_clock(p->mem, last)));
	return chart_bars(p->mem, bars, p->lang == TEXT_AR, title);
}

/* A number of the reason, 0 when it is not there. */
static int64_t
number_of(const json_t *reason, const char *key)
{
	json_int_t n = json_integer_value(json_object_get(reason, key));

	return n < 0 || n > REASON_NUMBER_MAX ? 0 : n;
}

static void
fill_why(const struct page *p, const struct story *s, struct story_view *v)
{
	json_t *reason = json_loadb(s->reason.p, s->reason.n, 0, NULL);
	int64_t percent = number_of(reason, "weight_percent");
	struct str own = text_outlets(p->mem, p->lang,
	                              number_of(reason, "independent"));

	if (percent > 0) {
		v->why_outlets = text_fill(
		        p->mem, text_of(p->lang, TEXT_WHY_OUTLETS),
		        text_outlets(p->mem, p->lang,
		                     number_of(reason, "outlets")),
		        own);
		v->why_weight = text_fill(
		        p->mem, text_of(p->lang, TEXT_WHY_WEIGHT),
		        str_fmt(p->mem, "%.2f", (double)percent / 100),
		        STR_EMPTY);
	}
	json_decref(reason);
}

/* The one that stands for the story: the best for the page's language. */
static const struct article_head *
lead_of(const struct page *p, const struct article_head *v, size_t n)
{
	struct str lang = text_lang_code(p->lang);
	const struct article_head *lead = &v[0];
	bool found = false;

	for (size_t i = 0; i < n; i++) {
		bool fits = str_eq(v[i].language, lang) && v[i].copy_of == 0;

		if (!fits || (found && (page_has_image(lead) ||
		                        !page_has_image(&v[i]))))
			continue;
		lead = &v[i];
		found = true;
	}
	return lead;
}

static enum err
show(struct page *p, const struct story *s, const struct article_head *a,
     size_t n)
{
	const struct article_head *lead = lead_of(p, a, n);
	enum topic topic = topic_by_name(s->topic);
	struct story_view v = {
		.title = lead->title,
		.lang = lead->language,
		.dir = lead->direction == 1 ? STR("rtl") : STR("ltr"),
		.gist = s->gist.n > 0 ? s->gist : lead->excerpt,
		.counts = text_fill(p->mem, text_of(p->lang, TEXT_STORY_COUNTS),
		                    text_outlets(p->mem, p->lang, s->outlets),
		                    text_articles(p->mem, p->lang,
		                                  (int64_t)n)),
	};
	enum err e;

	if ((e = page_view_fill(p, lead->title, &v.page)) != ERR_OK ||
	    (e = fill_terms(p, s->terms, &v.terms)) != ERR_OK ||
	    (e = fill_versions(p, a, n, s->first_id, &v.versions)) != ERR_OK)
		return e;
	if (lead->mode == OUTLET_HEADLINE && s->gist.n == 0)
		v.gist = STR_EMPTY;
	if (topic != TOPIC_NONE) {
		v.topic = text_topic(p->lang, topic);
		v.topic_url = page_link(p, story_topic_path(p, topic));
	}
	if (page_has_image(lead)) {
		v.image = page_image_path(p, lead->image_id);
		v.image_width = lead->image_width;
		v.image_height = lead->image_height;
		v.page.image = page_absolute(p, v.image);
	}
	v.chart = chart_of(p, a, n);
	fill_why(p, s, &v);
	v.page.description = v.gist;
	v.page.canonical = page_absolute(p, p->rq->path);
	tpl_story(&p->out->buf, &v);
	return page_send_html(p);
}

enum err
page_story(struct page *p)
{
	struct article_head *a;
	struct story s;
	int64_t now;
	size_t n;
	enum err e;

	if ((e = store_story_of(p->store, p->params.id, &now)) != ERR_OK)
		return e;
	/* not 301: a story that merged may part again */
	if (now != p->params.id)
		return page_redirect(p, 302,
		                     page_link(p, story_path(p, now)));
	if ((e = store_story_by_id(p->store, p->mem, now, &s)) != ERR_OK)
		return e;
	e = store_story_articles(p->store, p->mem, now, &a, &n);
	if (e != ERR_OK)
		return e;
	if (n == 0)
		return page_error(p, 410, text_of(p->lang, TEXT_GONE_REMOVED));
	return show(p, &s, a, n);
}
