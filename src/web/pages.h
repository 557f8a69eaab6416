#ifndef MARSAD_WEB_PAGES_H
#define MARSAD_WEB_PAGES_H

#include "model/config.h"
#include "store/articles.h"
#include "web/client.h"
#include "web/httpd.h"
#include "web/route.h"
#include "web/views.h"

/*
 * What the pages have in common.  A handler is three steps: load from the
 * store, fill a view, render.  It returns ERR_OK when it has set the answer,
 * which may be an error page of its own; any other error becomes an error
 * page: ABSENT 404, FORMAT 400, DENIED 403, DB and BUSY 503, else 500.
 */
#define PAGE_MAX_BYTES (16u << 20)
#define PAGE_ARTICLES 30u /* in a list */

struct portal;

struct page {
	struct portal *portal;
	const struct config *config;
	const struct httpd_request *rq;
	struct httpd_response *out;
	struct arena *mem;   /* of the request */
	struct store *store; /* this thread's, for reading; NULL: none */
	struct route_params params;
	enum text_lang lang;
	enum text_lang default_lang;
	bool html; /* the answer is a page: errors are pages too */
	bool fleeting; /* of an index that is not whole: not to be kept */
};

/* The handlers of routes.def: page_front(), page_article() ... */
#define ROUTE(method, path, handler, cache, help) \
	enum err page_##handler(struct page *p) MUST_CHECK;
#include "web/routes.def"
#undef ROUTE

/* page.c: what every view needs ------------------------------------------ */

/* An address of this site in the page's language. */
struct str page_link(const struct page *p, struct str path);

/* The same, absolute, for feeds and previews. */
struct str page_absolute(const struct page *p, struct str path);

/* "/OUTLET/ID" */
struct str page_article_path(const struct page *p,
                             const struct article_head *a);
struct str page_outlet_path(const struct page *p, struct str slug);
struct str page_image_path(const struct page *p, int64_t id);

/*
 * Fill what every page has, the strip included; title: of the document,
 * without the site's name.  The errors are the store's; a page without a
 * store has an empty strip.
 */
enum err page_view_fill(struct page *p, struct str title,
                        struct page_view *out) MUST_CHECK;

/* Name the three feeds beside a list: paths without language. */
void page_view_feeds(const struct page *p, struct page_view *v, struct str rss,
                     struct str atom, struct str json);

/* What a reader types into the address: a query parameter, decoded. */
struct str page_param(const struct page *p, const char *name);

/* Whether lists may show the article's own image. */
bool page_has_image(const struct article_head *a);

/* The name of a language, in the page's language; its code if unknown. */
struct str page_language_name(const struct page *p, struct str code);

/* An excerpt; one that does not end a sentence goes on: it says so. */
struct str page_excerpt(const struct page *p, struct str s);

/* A list's view of an article; with_day: the day in words too. */
void page_card(const struct page *p, const struct article_head *a,
               bool with_day, struct card *out);

/* Outlets as links, the active ones. */
enum err page_outlet_links(struct page *p, struct link_list *out) MUST_CHECK;

/* Answers ------------------------------------------------------------------ */

/* Send what was rendered into p->out->buf as a page. */
enum err page_send_html(struct page *p) MUST_CHECK;

/* Send bytes that live as long as the request. */
enum err page_send(struct page *p, struct str mime, struct str bytes)
        MUST_CHECK;

/* 303 or 301 to an address of this site. */
enum err page_redirect(struct page *p, unsigned status, struct str path)
        MUST_CHECK;

/* An error page (plain text where no page is asked for) with its reason. */
enum err page_error(struct page *p, unsigned status, struct str why)
        MUST_CHECK;

/* portal.c: what is shared by all threads ---------------------------------- */

/* The strip of a language, at most a second old, copied into the arena. */
enum err portal_strip(struct page *p, struct strip_list *out) MUST_CHECK;

/* The absolute beginning of every address: "https://portal.example". */
struct str portal_base(const struct portal *portal);

/* The index that searches are answered from; lives as long as the portal. */
struct index;
struct index *portal_index(const struct portal *portal);

/* Count a report of this request's sender.  ERR_ABSENT as the store. */
enum err portal_report(struct page *p, int kind, int64_t target) MUST_CHECK;

#endif
