#include "store/reports.h"
#include "web/pages.h"
#include "web/params.h"

/*
 * Readers' reports: a plain form posts, the answer leads back to the page it
 * stood on, so that reloading does not post again.
 */

/* Refuse what other sites send in a reader's name. */
static bool
is_own_form(const struct page *p)
{
	return client_same_site(p->rq,
	                        p->config->value[CONFIG_EDITION_HOSTS]);
}

/* The page of the article the form stood on; the front page if unknown. */
static struct str
page_of_form(struct page *p, int64_t image_id)
{
	int64_t id = params_number(p->mem, p->rq->body, STR("article"),
	                           INT64_MAX);
	struct article a;

	if (id == 0 ||
	    store_article_by_id(p->store, p->mem, id, &a) != ERR_OK ||
	    a.head.image_id != image_id)
		return STR("/");
	return page_article_path(p, &a.head);
}

static enum err
thank(struct page *p, struct str path, const char *what)
{
	struct str url = page_link(p, path);

	url = params_add(p->mem, url, "thanks", str_from(what));
	return page_redirect(p, 303,
	                     str_fmt(p->mem, "%.*s#%s", STR_ARG(url), what));
}

enum err
page_image_report(struct page *p)
{
	enum err e;

	if (!is_own_form(p))
		return ERR_DENIED;
	e = portal_report(p, REPORT_IMAGE, p->params.id);
	if (e != ERR_OK)
		return e;
	return thank(p, page_of_form(p, p->params.id), "image");
}

enum err
page_article_report(struct page *p)
{
	struct article a;
	enum err e;

	if (!is_own_form(p))
		return ERR_DENIED;
	e = store_article_by_id(p->store, p->mem, p->params.id, &a);
	if (e != ERR_OK)
		return e;
	if (a.head.state == ARTICLE_REMOVED)
		return page_error(p, 410, STR_EMPTY);
	if ((e = portal_report(p, REPORT_ARTICLE, a.head.id)) != ERR_OK)
		return e;
	return thank(p, page_article_path(p, &a.head), "article");
}
