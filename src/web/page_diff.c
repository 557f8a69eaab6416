#include "text/diff.h"
#include "web/pages.h"
#include "web/tpl.h"

/* What both articles' publication modes let us show of their texts. */
static struct str
shown_text(const struct article *a)
{
	switch (a->head.mode) {
	case OUTLET_FULL:
		return a->text;
	case OUTLET_EXCERPT:
		return a->head.excerpt;
	default:
		return STR_EMPTY;
	}
}

static enum err
show(struct page *p, const struct article *copy, const struct article *head)
{
	struct diff_view v = {
		.title = copy->head.title,
		.lang = copy->head.language,
		.dir = copy->head.direction == 1 ? STR("rtl") : STR("ltr"),
		.copy_url = page_link(p, page_article_path(p, &copy->head)),
		.copy_outlet = copy->head.outlet_name,
		.head_url = page_link(p, page_article_path(p, &head->head)),
		.head_outlet = head->head.outlet_name,
	};
	struct diff d;
	enum err e = page_view_fill(p, copy->head.title, &v.page);

	if (e != ERR_OK)
		return e;
	e = diff_texts(p->mem, shown_text(head), shown_text(copy), &d);
	if (e != ERR_OK)
		return e;
	v.body = escape_differences(p->mem, &d);
	v.same = str_fmt(p->mem, "%zu %%",
	                 d.b_words == 0 ? 0 : d.same_words * 100 / d.b_words);
	v.page.noindex = true;
	tpl_diff(&p->out->buf, &v);
	return page_send_html(p);
}

enum err
page_diff(struct page *p)
{
	struct article copy, head;
	enum err e = store_article_by_id(p->store, p->mem, p->params.id, &copy);

	if (e != ERR_OK)
		return e;
	if (copy.head.state != ARTICLE_SHOWN ||
	    !str_eq(copy.head.outlet_slug, p->params.outlet) ||
	    copy.head.copy_of == 0)
		return ERR_ABSENT;
	e = store_article_by_id(p->store, p->mem, copy.head.copy_of, &head);
	if (e != ERR_OK)
		return e;
	if (head.head.state != ARTICLE_SHOWN)
		return ERR_ABSENT;
	return show(p, &copy, &head);
}
