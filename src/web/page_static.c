#include "store/images.h"
#include "web/assets.h"
#include "web/pages.h"
#include "web/tpl.h"

#define SECOND_MS 1000

/* Pages about the portal itself, and bytes that are not pages. */

enum err
page_about(struct page *p)
{
	struct about_view v = {
		.contact = p->config->value[CONFIG_EDITION_CONTACT],
	};
	enum err e;

	e = page_view_fill(p, text_of(p->lang, TEXT_ABOUT), &v.page);
	if (e != ERR_OK || (e = page_outlet_links(p, &v.outlets)) != ERR_OK)
		return e;
	tpl_about(&p->out->buf, &v);
	return page_send_html(p);
}

enum err
page_bot(struct page *p)
{
	struct str agent = p->config->value[CONFIG_FETCH_USER_AGENT];
	struct str rest = agent;
	struct str head = str_word(&rest);
	int64_t delay_ms = config_ms(p->config, CONFIG_FETCH_DELAY);
	struct bot_view v = {
		.agent = agent,
		.token = str_until(&head, '/'),
		.contact = p->config->value[CONFIG_EDITION_CONTACT],
	};
	enum err e;

	v.manners = text_fill(
	        p->mem, text_of(p->lang, TEXT_BOT_2),
	        str_fmt(p->mem, "%lld",
	                (long long)((delay_ms + SECOND_MS - 1) / SECOND_MS)),
	        STR_EMPTY);
	e = page_view_fill(p, text_of(p->lang, TEXT_BOT), &v.page);
	if (e != ERR_OK)
		return e;
	tpl_bot(&p->out->buf, &v);
	return page_send_html(p);
}

enum err
page_robots(struct page *p)
{
	return page_send(p, STR("text/plain; charset=utf-8"),
	                 STR("User-agent: *\n"
	                     "Disallow: /search\n"
	                     "Disallow: /api/\n"));
}

enum err
page_healthz(struct page *p)
{
	int64_t head;
	enum err e = store_log_head(p->store, &head);

	if (e != ERR_OK)
		return e;
	return page_send(p, STR("text/plain; charset=utf-8"), STR("ok\n"));
}

enum err
page_favicon(struct page *p)
{
	return page_send(p, assets[ASSET_ICON_SVG].mime,
	                 assets[ASSET_ICON_SVG].bytes);
}

enum err
page_asset(struct page *p)
{
	for (size_t i = 0; i < ASSET__COUNT; i++) {
		if (!str_eq(assets[i].url, p->rq->path))
			continue;
		httpd_put_header(p->out, STR("Cache-Control"),
		                 STR("public, max-age=31536000, immutable"));
		return page_send(p, assets[i].mime, assets[i].bytes);
	}
	return ERR_ABSENT;
}

/* The media types the store's own re-encoding makes; nothing else leaves. */
static bool
is_image_mime(struct str mime)
{
	return str_eq(mime, STR("image/jpeg")) ||
	       str_eq(mime, STR("image/png")) ||
	       str_eq(mime, STR("image/webp"));
}

enum err
page_image(struct page *p)
{
	struct image_row im;
	enum err e;

	e = store_image_by_id(p->store, p->mem, p->params.id, &im);
	if (e != ERR_OK)
		return e;
	if (im.state == IMAGE_BANNED)
		return page_error(p, 410, text_of(p->lang, TEXT_GONE_IMAGE));
	if (im.state != IMAGE_SHOWN || !is_image_mime(im.mime))
		return ERR_ABSENT;
	httpd_put_header(p->out, STR("Cross-Origin-Resource-Policy"),
	                 STR("same-origin"));
	return page_send(p, im.mime, im.bytes);
}
