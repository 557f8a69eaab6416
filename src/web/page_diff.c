#include "text/diff.h"
#include "web/pages.h"
#include "web/tpl.h"
#include "web/when.h"

static void
fill_compared(const struct page *p, const struct article_head *a,
              struct compared *out)
{
	*out = (struct compared){
		.url = page_link(p, page_article_path(p, a)),
		.outlet = a->outlet_name,
		.title = a->title,
		.lang = a->language,
		.dir = a->direction == 1 ? STR("rtl") : STR("ltr"),
		.day = when_words(p->mem, p->lang,
		                  when_published(a->published)),
		.iso = datetime_rfc3339(p->mem, a->published),
	};
	if (a->published.has_time)
		out->clock = when_clock(p->mem, a->published.unix_s);
}

/* What both publication modes let be compared: like with like. */
static enum err
fill_body(const struct page *p, const struct article *copy,
          const struct article *head, struct diff_view *v)
{
	struct str a = head->text, b = copy->text;
	struct diff d;
	enum err e;

	if (copy->head.mode == OUTLET_HEADLINE ||
	    head->head.mode == OUTLET_HEADLINE) {
		v->mode_note = text_of(p->lang, TEXT_MODE_HEADLINE);
		return ERR_OK;
	}
	if (copy->head.mode != OUTLET_FULL || head->head.mode != OUTLET_FULL) {
		v->mode_note = text_of(p->lang, TEXT_MODE_EXCERPT);
		a = head->head.excerpt;
		b = copy->head.excerpt;
	}
	if ((e = diff_texts(p->mem, a, b, &d)) != ERR_OK)
		return e;
	v->body = escape_differences(p->mem, &d);
	if (d.b_words > 0)
		v->same = str_fmt(p->mem, "%zu %%",
		                  d.same_words * 100 / d.b_words);
	return arena_err(p->mem);
}

static enum err
show(struct page *p, const struct article *copy, const struct article *head)
{
	struct diff_view v = {
		.title = copy->head.title,
		.lang = copy->head.language,
		.dir = copy->head.direction == 1 ? STR("rtl") : STR("ltr"),
	};
	enum err e = page_view_fill(p, copy->head.title, &v.page);

	if (e != ERR_OK || (e = fill_body(p, copy, head, &v)) != ERR_OK)
		return e;
	fill_compared(p, &copy->head, &v.copy);
	fill_compared(p, &head->head, &v.head);
	v.page.noindex = true;
	tpl_diff(&p->out->buf, &v);
	return page_send_html(p);
}

/* The answer for an article that is not shown, as its own page gives it. */
static enum err
gone(struct page *p, const struct article *a)
{
	enum text_key why = a->head.state == ARTICLE_HIDDEN
	                            ? TEXT_GONE_HIDDEN
	                            : TEXT_GONE_REMOVED;

	return page_error(p, 410, text_of(p->lang, why));
}

enum err
page_diff(struct page *p)
{
	struct article copy, head;
	enum err e = store_article_by_id(p->store, p->mem, p->params.id, &copy);

	if (e != ERR_OK)
		return e;
	if (!str_eq(copy.head.outlet_slug, p->params.outlet))
		return ERR_ABSENT;
	if (copy.head.state != ARTICLE_SHOWN)
		return gone(p, &copy);
	if (copy.head.copy_of == 0)
		return ERR_ABSENT;
	e = store_article_by_id(p->store, p->mem, copy.head.copy_of, &head);
	if (e != ERR_OK)
		return e;
	if (head.head.state != ARTICLE_SHOWN)
		return gone(p, &head);
	return show(p, &copy, &head);
}
