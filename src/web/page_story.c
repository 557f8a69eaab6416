#include "store/stories.h"
#include "web/pages.h"
#include "web/params.h"
#include "web/story_cards.h"
#include "web/story_chart.h"
#include "web/story_versions.h"
#include "web/story_why.h"
#include "web/tpl.h"

#define TERMS_MAX 12u

static enum err
fill_terms(const struct page *p, struct str terms, struct link_list *out)
{
	out->v = ARENA_ARRAY(p->mem, struct link, TERMS_MAX);
	if (out->v == NULL)
		return ERR_LIMIT;
	while (terms.n > 0 && out->n < TERMS_MAX) {
		struct str term = str_until(&terms, '\n');
		struct str url = params_add(p->mem, STR("/search"), "q", term);

		if (term.n > 0)
			out->v[out->n++] = (struct link){
				.url = page_link(p, url),
				.label = term,
			};
	}
	return ERR_OK;
}

static struct str
dir_of(const struct article_head *a)
{
	return a->direction == 1 ? STR("rtl") : STR("ltr");
}

/* Whether b stands for the story rather than a: an image is better. */
static bool
leads_before(const struct article_head *a, const struct article_head *b)
{
	return page_has_image(b) && !page_has_image(a);
}

static bool
is_in(const struct article_head *a, struct str lang)
{
	/* who reads Arabic reads Darija in Arabic letters */
	return str_eq(a->language, lang) ||
	       (str_eq(a->language, STR("ary")) && str_eq(lang, STR("ar")));
}

/* The one that stands for the story: the best for the page's language. */
static const struct article_head *
lead_of(const struct page *p, const struct article_head *v, size_t n)
{
	struct str lang = text_lang_code(p->lang);
	const struct article_head *lead = NULL;

	for (size_t i = 0; i < n; i++)
		if (is_in(&v[i], lang) && v[i].copy_of == 0 &&
		    (lead == NULL || leads_before(lead, &v[i])))
			lead = &v[i];
	return lead != NULL ? lead : &v[0];
}

/*
 * The description of all, else the words the lead begins with: also when the
 * one is not in the reader's language and the other is.
 */
static void
fill_gist(const struct page *p, const struct story *s,
          const struct article_head *v, size_t n, struct story_view *out)
{
	const struct article_head *lead = lead_of(p, v, n), *from = lead;
	struct str lang = text_lang_code(p->lang);

	out->gist = story_gist(p, s, v, n, &from);
	if (lead->mode != OUTLET_HEADLINE && lead->excerpt.n > 0 &&
	    (out->gist.n == 0 || (is_in(lead, lang) && !is_in(from, lang)))) {
		out->gist = lead->excerpt;
		from = lead;
	}
	if (out->gist.n > 0)
		out->gist = page_excerpt(p, out->gist);
	out->gist_lang = from->language;
	out->gist_dir = dir_of(from);
	out->page.description = out->gist;
}

static void
fill_head(const struct page *p, const struct story *s,
          const struct article_head *v, size_t n, struct story_view *out)
{
	const struct article_head *lead = lead_of(p, v, n);
	enum topic topic = topic_by_name(s->topic);

	out->title = lead->title;
	out->lang = lead->language;
	out->dir = dir_of(lead);
	out->counts = text_fill(
	        p->mem, text_of(p->lang, TEXT_STORY_COUNTS),
	        text_outlets(p->mem, p->lang, (int64_t)story_outlets(v, n)),
	        text_articles(p->mem, p->lang, (int64_t)n));
	if (topic != TOPIC_NONE) {
		out->topic = text_topic(p->lang, topic);
		out->topic_url = page_link(p, story_topic_path(p, topic));
	}
	if (page_has_image(lead)) {
		out->image = page_image_path(p, lead->image_id);
		out->image_width = lead->image_width;
		out->image_height = lead->image_height;
		out->page.image = page_absolute(p, out->image);
	}
}

static enum err
show(struct page *p, const struct story *s, const struct article_head *a,
     size_t n)
{
	struct story_view v = { .title = STR_EMPTY };
	struct str path = story_path(p, s->id);
	enum err e;

	e = page_view_fill(p, lead_of(p, a, n)->title, &v.page);
	if (e == ERR_OK)
		e = fill_terms(p, s->terms, &v.terms);
	if (e == ERR_OK)
		e = story_place_links(p, s->places, &v.places);
	if (e == ERR_OK)
		e = story_versions_fill(p, a, n, s->first_id, &v.versions);
	if (e == ERR_OK)
		e = story_chart_fill(p, a, n, &v.coverage);
	if (e == ERR_OK)
		e = story_why_fill(p, s, a, n, &v.why);
	if (e != ERR_OK)
		return e;
	fill_head(p, s, a, n, &v);
	fill_gist(p, s, a, n, &v);
	page_view_feeds(p, &v.page, str_cat(p->mem, path, STR("/rss")),
	                str_cat(p->mem, path, STR(".atom")),
	                str_cat(p->mem, path, STR(".json")));
	v.page.canonical = page_absolute(p, path);
	tpl_story(&p->out->buf, &v);
	return page_send_html(p);
}

enum err
story_load(struct page *p, struct story *s, struct article_head **v,
           size_t *n)
{
	int64_t now;
	enum err e = store_story_of(p->store, p->params.id, &now);

	if (e != ERR_OK)
		return e;
	*n = 0;
	s->id = now;
	if (now != p->params.id)
		return ERR_OK;
	if ((e = store_story_by_id(p->store, p->mem, now, s)) != ERR_OK)
		return e;
	return store_story_articles(p->store, p->mem, now, v, n);
}

enum err
story_elsewhere(struct page *p, const struct story *s, const char *before,
                const char *behind)
{
	struct str path;

	if (s->id == p->params.id)
		return page_error(p, 410, text_of(p->lang, TEXT_GONE_REMOVED));
	path = str_fmt(p->mem, "%s/%lld%s", before, (long long)s->id, behind);
	/* not 301: a story that merged may part again */
	return page_redirect(p, 302, page_link(p, path));
}

enum err
page_story(struct page *p)
{
	struct article_head *v;
	struct story s;
	size_t n;
	enum err e;

	if ((e = story_load(p, &s, &v, &n)) != ERR_OK)
		return e;
	if (n == 0)
		return story_elsewhere(p, &s, "/story", "");
	return show(p, &s, v, n);
}
