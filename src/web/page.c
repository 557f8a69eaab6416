#include "web/pages.h"

#include "store/outlets.h"
#include "text/utf8.h"
#include "web/assets.h"
#include "web/params.h"
#include "web/tpl.h"
#include "web/when.h"

struct str
page_link(const struct page *p, struct str path)
{
	if (p->lang == p->default_lang)
		return path;
	return params_add(p->mem, path, "lang", text_lang_code(p->lang));
}

struct str
page_absolute(const struct page *p, struct str path)
{
	return str_cat(p->mem, portal_base(p->portal), path);
}

struct str
page_article_path(const struct page *p, const struct article_head *a)
{
	return str_fmt(p->mem, "/%.*s/%lld", STR_ARG(a->outlet_slug),
	               (long long)a->id);
}

struct str
page_outlet_path(const struct page *p, struct str slug)
{
	return str_cat(p->mem, STR("/"), slug);
}

struct str
page_image_path(const struct page *p, int64_t id)
{
	return str_fmt(p->mem, "/image/%lld", (long long)id);
}

struct str
page_param(const struct page *p, const char *name)
{
	return params_get(p->mem, p->rq->query, str_from(name));
}

bool
page_has_image(const struct article_head *a)
{
	return a->image_id > 0 && a->image_state == IMAGE_SHOWN;
}

struct str
page_language_name(const struct page *p, struct str code)
{
	static const struct {
		struct str code;
		enum text_key key;
	} names[] = {
		{ STR_INIT("ar"), TEXT_LANGUAGE_AR },
		{ STR_INIT("fr"), TEXT_LANGUAGE_FR },
		{ STR_INIT("en"), TEXT_LANGUAGE_EN },
		{ STR_INIT("es"), TEXT_LANGUAGE_ES },
		{ STR_INIT("ary"), TEXT_LANGUAGE_ARY },
		{ STR_INIT("zgh"), TEXT_LANGUAGE_ZGH },
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(names[i].code, code))
			return text_of(p->lang, names[i].key);
	return code;
}

/* The same page in another language. */
static struct str
switch_link(const struct page *p, enum text_lang lang)
{
	struct str rest = params_without(p->mem, p->rq->query, STR("lang"),
	                                 STR("thanks"));
	struct str url = p->rq->path;

	if (rest.n > 0)
		url = str_fmt(p->mem, "%.*s?%.*s", STR_ARG(url),
		              STR_ARG(rest));
	if (lang == p->default_lang)
		return url;
	return params_add(p->mem, url, "lang", text_lang_code(lang));
}

/* edition.languages the portal has words for. */
static void
fill_languages(const struct page *p, struct page_view *v)
{
	struct str list = p->config->value[CONFIG_EDITION_LANGUAGES];
	struct str code;

	v->languages.v = ARENA_ARRAY(p->mem, struct link, TEXT_LANG__COUNT);
	if (v->languages.v == NULL)
		return;
	while (v->languages.n < TEXT_LANG__COUNT &&
	       (code = str_word(&list)).n > 0) {
		enum text_lang lang;

		if (!text_lang_find(code, &lang))
			continue;
		v->languages.v[v->languages.n++] = (struct link){
			.url = switch_link(p, lang),
			.label = text_lang_self(lang),
			.lang = text_lang_code(lang),
			.current = lang == p->lang,
		};
	}
}

enum err
page_view_fill(struct page *p, struct str title, struct page_view *out)
{
	struct str site = p->config->value[CONFIG_EDITION_NAME];
	struct page_view v = {
		.lang = p->lang,
		.lang_code = text_lang_code(p->lang),
		.dir = text_lang_dir(p->lang),
		.site = site,
		.title = site,
		.css = assets[ASSET_PORTAL_CSS].url,
		.icon = assets[ASSET_ICON_SVG].url,
		.script = assets[ASSET_COMPLETE_JS].url,
		.home = page_link(p, STR("/")),
		.search = page_link(p, STR("/search")),
		.about = page_link(p, STR("/about")),
		.bot = page_link(p, STR("/bot")),
		.opml = STR("/opml"),
		.opensearch = page_link(p, STR("/opensearch.xml")),
		.canonical = page_absolute(p, page_link(p, p->rq->path)),
	};

	if (title.n > 0)
		v.title = str_fmt(p->mem, "%.*s · %.*s", STR_ARG(title),
		                  STR_ARG(site));
	if (p->lang != p->default_lang)
		v.lang_param = v.lang_code;
	fill_languages(p, &v);
	*out = v;
	if (p->store == NULL)
		return ERR_OK;
	return portal_strip(p, &out->strip);
}

void
page_view_feeds(const struct page *p, struct page_view *v, struct str rss,
                struct str atom, struct str json)
{
	v->rss = page_link(p, rss);
	v->atom = page_link(p, atom);
	v->json = page_link(p, json);
}

/* The moment of an article for machines, as precise as it is known. */
static struct str
iso_of(const struct page *p, const struct article_head *a)
{
	return datetime_rfc3339(p->mem, a->published);
}

struct str
page_excerpt(const struct page *p, struct str s)
{
	static const uint32_t ends[] = { '.', '!', '?', 0x61F, 0x2026, 0xBB };
	struct str rest = s = str_trim_right(s);
	uint32_t c;

	if (!utf8_prev(&rest, &c))
		return s;
	for (size_t i = 0; i < COUNT(ends); i++)
		if (c == ends[i])
			return s;
	return str_cat(p->mem, s, STR("…"));
}

void
page_card(const struct page *p, const struct article_head *a, bool with_day,
          struct card *out)
{
	struct card c = {
		.url = page_link(p, page_article_path(p, a)),
		.title = a->title,
		.lang = a->language,
		.dir = a->direction == 1 ? STR("rtl") : STR("ltr"),
		.outlet = a->outlet_name,
		.outlet_url =
		        page_link(p, page_outlet_path(p, a->outlet_slug)),
		.iso = iso_of(p, a),
	};

	if (a->mode != OUTLET_HEADLINE)
		c.excerpt = page_excerpt(p, a->excerpt);
	if (with_day)
		c.day = when_words(p->mem, p->lang,
		                   when_published(a->published));
	if (a->published.has_time)
		c.clock = when_clock(p->mem, a->sort_s);
	if (page_has_image(a)) {
		c.image = page_image_path(p, a->image_id);
		c.width = a->image_width;
		c.height = a->image_height;
	}
	*out = c;
}

enum err
page_outlet_links(struct page *p, struct link_list *out)
{
	struct outlet *v;
	size_t n;
	enum err e;

	if ((e = store_outlet_list(p->store, p->mem, &v, &n)) != ERR_OK)
		return e;
	out->n = 0;
	out->v = ARENA_ARRAY(p->mem, struct link, n);
	if (out->v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < n; i++) {
		if (!v[i].active)
			continue;
		out->v[out->n++] = (struct link){
			.url = page_link(p, page_outlet_path(p, v[i].slug)),
			.label = v[i].name,
			.lang = v[i].language,
		};
	}
	return ERR_OK;
}

enum err
page_send(struct page *p, struct str mime, struct str bytes)
{
	httpd_put_header(p->out, STR("Content-Type"), mime);
	p->out->body = bytes;
	return ERR_OK;
}

enum err
page_send_html(struct page *p)
{
	if (p->out->buf.err != ERR_OK)
		return p->out->buf.err;
	return page_send(p, STR("text/html; charset=utf-8"),
	                 buf_str(&p->out->buf));
}

enum err
page_redirect(struct page *p, unsigned status, struct str path)
{
	p->out->status = status;
	httpd_put_header(p->out, STR("Location"), path);
	return page_send(p, STR("text/plain; charset=utf-8"), STR_EMPTY);
}

/* Heading and reason of an error page; the reason may be given. */
static void
error_words(const struct page *p, unsigned status, struct error_view *v)
{
	static const struct {
		unsigned status;
		enum text_key heading, why;
	} words[] = {
		{ 400, TEXT_ERROR_400, TEXT_ERROR_400_WHY },
		{ 403, TEXT_ERROR_403, TEXT_ERROR_403_WHY },
		{ 404, TEXT_ERROR_404, TEXT_ERROR_404_WHY },
		{ 405, TEXT_ERROR_405, TEXT_ERROR_405_WHY },
		{ 410, TEXT_ERROR_410, TEXT_GONE_REMOVED },
		{ 413, TEXT_ERROR_413, TEXT_ERROR_413_WHY },
		{ 503, TEXT_ERROR_503, TEXT_ERROR_503_WHY },
		{ 500, TEXT_ERROR_500, TEXT_ERROR_500_WHY },
	};
	size_t i = 0;

	while (i + 1 < COUNT(words) && words[i].status != status)
		i++;
	v->heading = text_of(p->lang, words[i].heading);
	if (v->why.n == 0)
		v->why = text_of(p->lang, words[i].why);
}

enum err
page_error(struct page *p, unsigned status, struct str why)
{
	struct error_view v = { .why = why };
	enum err e;

	error_words(p, status, &v);
	buf_clear(&p->out->buf);
	p->out->status = status;
	if (!p->html)
		return page_send(p, STR("text/plain; charset=utf-8"),
		                 str_cat(p->mem, v.why, STR("\n")));
	v.status = str_fmt(p->mem, "%u", status);
	if (status >= 500)
		p->store = NULL; /* it may be what failed: no strip */
	e = page_view_fill(p, v.heading, &v.page);
	if (e != ERR_OK) {
		p->store = NULL;
		e = page_view_fill(p, v.heading, &v.page);
	}
	if (e != ERR_OK)
		return e;
	v.page.noindex = true;
	v.page.canonical = STR_EMPTY;
	tpl_error(&p->out->buf, &v);
	return page_send_html(p);
}
