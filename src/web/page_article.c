#include "text/normalise.h"
#include "web/escape.h"
#include "web/pages.h"
#include "web/story_cards.h"
#include "web/story_versions.h"
#include "web/tpl.h"
#include "web/when.h"

/* What the outlet's publication mode lets us show. */
static void
fill_body(const struct page *p, const struct article *a,
          struct article_view *v)
{
	switch (a->head.mode) {
	case OUTLET_FULL:
		v->body = escape_paragraphs(p->mem, a->text);
		break;
	case OUTLET_EXCERPT:
		v->body = escape_paragraphs(p->mem, a->head.excerpt);
		v->mode_note = text_of(p->lang, TEXT_MODE_EXCERPT);
		break;
	default:
		v->mode_note = text_of(p->lang, TEXT_MODE_HEADLINE);
		break;
	}
}

static struct str
thanks(const struct page *p, enum text_key key)
{
	int64_t n = config_number(p->config, CONFIG_REPORT_THRESHOLD);

	return text_fill(p->mem, text_of(p->lang, key),
	                 text_people(p->mem, p->lang, n), STR_EMPTY);
}

/* The image, its report form, and what a reporter is told. */
static void
fill_image(const struct page *p, const struct article *a,
           struct article_view *v)
{
	const struct article_head *h = &a->head;
	struct str said = page_param(p, "thanks");
	struct str path;

	if (str_eq(said, STR("article")))
		v->article_note = thanks(p, TEXT_THANKS_ARTICLE);
	if (page_has_image(h)) {
		path = page_image_path(p, h->image_id);
		v->image = path;
		v->image_width = h->image_width;
		v->image_height = h->image_height;
		v->caption = a->caption;
		v->image_report = page_link(
		        p, str_cat(p->mem, path, STR("/report")));
		v->page.image = page_absolute(p, path);
		if (str_eq(said, STR("image")))
			v->image_note = thanks(p, TEXT_THANKS_IMAGE);
	} else if (h->image_state == IMAGE_HIDDEN) {
		v->image_note = text_of(p->lang, str_eq(said, STR("image"))
		                                         ? TEXT_THANKS_HIDDEN
		                                         : TEXT_IMAGE_HIDDEN);
	}
}

/* "The outlet changed this article on ...": only if it was revised. */
static void
fill_changed(const struct page *p, const struct article *a,
             struct article_view *v)
{
	struct when_day d;

	if (a->revision <= 1)
		return;
	d = when_day_of(a->head.changed_s, NULL, NULL);
	v->changed = text_fill(p->mem, text_of(p->lang, TEXT_CHANGED),
	                       when_words(p->mem, p->lang, d), STR_EMPTY);
}

/* Who wrote it; an outlet that names itself is told of once already. */
static struct str
byline_of(struct page *p, const struct article_head *h)
{
	bool same = str_eq(text_fold_copy(p->mem, h->byline),
	                   text_fold_copy(p->mem, h->outlet_name));

	return same ? STR_EMPTY : h->byline;
}

/* Who else has the text, the article itself left out. */
static enum err
fill_copies(struct page *p, const struct article_head *h,
            struct article_view *v)
{
	int64_t head = h->copy_of != 0 ? h->copy_of : h->id;
	struct article_head *copies, first;
	size_t n, others = 0;
	struct str unused;
	enum err e = store_article_copies(p->store, p->mem, head, &copies, &n);

	if (e != ERR_OK)
		return e;
	for (size_t i = 0; i < n; i++)
		if (copies[i].id != h->id)
			copies[others++] = copies[i];
	e = story_copies_fill(p, copies, others, h->outlet_id, &v->copies);
	if (e != ERR_OK || h->copy_of == 0)
		return e;
	e = store_article_hit(p->store, p->mem, head, &first, &unused);
	if (e == ERR_OK && first.state == ARTICLE_SHOWN) {
		v->head = first.outlet_name;
		v->head_url = page_link(p, page_article_path(p, &first));
		v->diff_url = page_link(p, str_cat(p->mem,
		                                   page_article_path(p, h),
		                                   STR("/diff")));
	}
	return e == ERR_ABSENT ? ERR_OK : e;
}

/* What it is about, whose text it is, and the story it tells. */
static enum err
fill_story(struct page *p, const struct article_head *h,
           struct article_view *v)
{
	enum topic topic = topic_by_name(h->topic);
	struct story s;
	enum err e;

	if (topic != TOPIC_NONE) {
		v->topic = text_topic(p->lang, topic);
		v->topic_url = page_link(p, story_topic_path(p, topic));
	}
	if (h->agency.n > 0)
		v->agency = text_fill(p->mem, text_of(p->lang, TEXT_TEXT_BY),
		                      h->agency, STR_EMPTY);
	e = store_story_by_id(p->store, p->mem, h->story_id, &s);
	if (e == ERR_OK && s.articles > 1) {
		v->story = text_fill(p->mem, text_of(p->lang, TEXT_WHOLE_STORY),
		                     text_outlets(p->mem, p->lang, s.outlets),
		                     STR_EMPTY);
		v->story_url = page_link(p, story_path(p, s.id));
	}
	return e == ERR_ABSENT ? ERR_OK : e;
}

static enum err
show(struct page *p, const struct article *a)
{
	const struct article_head *h = &a->head;
	struct str path = page_article_path(p, h);
	struct article_view v = {
		.title = h->title,
		.lang = h->language,
		.dir = h->direction == 1 ? STR("rtl") : STR("ltr"),
		.outlet = h->outlet_name,
		.outlet_url =
		        page_link(p, page_outlet_path(p, h->outlet_slug)),
		.dated = h->dated,
		.date = when_dashes(p->mem, when_published(h->published)),
		.iso = datetime_rfc3339(p->mem, h->published),
		.byline = byline_of(p, h),
		.section = h->section,
		.source_url = a->url,
		.id = h->id,
		.article_report =
		        page_link(p, str_cat(p->mem, path, STR("/report"))),
	};
	enum err e = page_view_fill(p, h->title, &v.page);

	if (e != ERR_OK || (e = fill_copies(p, h, &v)) != ERR_OK ||
	    (e = fill_story(p, h, &v)) != ERR_OK ||
	    (e = story_place_links(p, a->places, &v.places)) != ERR_OK)
		return e;
	fill_body(p, a, &v);
	fill_image(p, a, &v);
	fill_changed(p, a, &v);
	if (h->mode != OUTLET_HEADLINE)
		v.page.description = h->excerpt;
	/* one address for search engines, whatever language it is read in */
	v.page.canonical = page_absolute(p, path);
	tpl_article(&p->out->buf, &v);
	return page_send_html(p);
}

enum err
page_article(struct page *p)
{
	struct article a;
	struct str path;
	enum err e;

	e = store_article_by_id(p->store, p->mem, p->params.id, &a);
	if (e != ERR_OK)
		return e;
	if (a.head.state == ARTICLE_HIDDEN)
		return page_error(p, 410, text_of(p->lang, TEXT_GONE_HIDDEN));
	if (a.head.state != ARTICLE_SHOWN)
		return page_error(p, 410, text_of(p->lang, TEXT_GONE_REMOVED));
	if (!str_eq(a.head.outlet_slug, p->params.outlet)) {
		path = page_article_path(p, &a.head);
		return page_redirect(p, 301, page_link(p, path));
	}
	return show(p, &a);
}
