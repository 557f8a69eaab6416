#include "text/utf8.h"
#include "web/feed_out.h"
#include "web/number.h"
#include "web/page_search.h"
#include "web/params.h"
#include "web/tpl.h"

/* Limits of names: OpenSearch 1.1 draft 6, s4.2.1, in characters. */
#define SHORT_NAME_MAX 16u

static const struct {
	enum text_key query, text;
} examples[] = {
	{ TEXT_TRY_WORDS, TEXT_TRY_WORDS_IS },
	{ TEXT_TRY_PHRASE, TEXT_TRY_PHRASE_IS },
	{ TEXT_TRY_NOT, TEXT_TRY_NOT_IS },
	{ TEXT_TRY_MUST, TEXT_TRY_MUST_IS },
	{ TEXT_TRY_OR, TEXT_TRY_OR_IS },
	{ TEXT_TRY_PREFIX, TEXT_TRY_PREFIX_IS },
	{ TEXT_TRY_TITLE, TEXT_TRY_TITLE_IS },
	{ TEXT_TRY_AUTHOR, TEXT_TRY_AUTHOR_IS },
	{ TEXT_TRY_OUTLET, TEXT_TRY_OUTLET_IS },
	{ TEXT_TRY_LANGUAGE, TEXT_TRY_LANGUAGE_IS },
	{ TEXT_TRY_SINCE, TEXT_TRY_SINCE_IS },
	{ TEXT_TRY_RANGE, TEXT_TRY_RANGE_IS },
};

enum err
search_examples_fill(struct page *p, const struct asked *a,
                     struct example_list *out)
{
	struct str slug = a->outlet_n > 0 ? a->outlets[0].slug : STR("press");

	out->v = ARENA_ARRAY(p->mem, struct example, COUNT(examples));
	if (out->v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < COUNT(examples); i++) {
		struct asked one = {
			.query = text_fill(p->mem,
			                   text_of(p->lang,
			                           examples[i].query),
			                   slug, STR_EMPTY),
		};

		out->v[out->n++] = (struct example){
			.url = asked_link(p, STR("/search"), &one),
			.query = one.query,
			.text = text_of(p->lang, examples[i].text),
		};
	}
	return ERR_OK;
}

static struct str
number(const struct page *p, double n)
{
	return number_grouped(p->mem, p->lang, (int64_t)(n + 0.5));
}

enum err
page_search_help(struct page *p)
{
	struct search_help_view v = { .examples = { .n = 0 } };
	struct asked a, ageless = { .ageless = true };
	enum err e;

	if ((e = asked_read(p, &a)) != ERR_OK ||
	    (e = page_view_fill(p, text_of(p->lang, TEXT_SEARCH_HELP),
	                        &v.page)) != ERR_OK ||
	    (e = search_examples_fill(p, &a, &v.examples)) != ERR_OK)
		return e;
	ageless.query = v.examples.v[0].query;
	v.ageless = asked_link(p, STR("/search"), &ageless);
	v.recency = text_fill(p->mem, text_of(p->lang, TEXT_HELP_RECENCY),
	                      number(p, 100 * (double)FIND_RECENCY_GAIN),
	                      number(p, (double)FIND_RECENCY_HALF_S / 86400));
	v.limits = text_fill(p->mem, text_of(p->lang, TEXT_HELP_LIMITS),
	                     number(p, ASK_MAX_BYTES),
	                     number(p, ASK_MAX_TERMS));
	tpl_search_help(&p->out->buf, &v);
	return page_send_html(p);
}

/* The head of a name of so many characters. */
static struct str
head_of(struct str s, size_t max)
{
	struct str rest = s;
	uint32_t c;

	for (size_t i = 0; i < max; i++)
		if (!utf8_next(&rest, &c))
			return s;
	return str_trim_right(str_sub(s, 0, s.n - rest.n));
}

static void
put_element(struct buf *o, const char *name, struct str text)
{
	buf_printf(o, "<%s>", name);
	feed_out_xml(o, text);
	buf_printf(o, "</%s>\n", name);
}

/* One way to ask; the terms stand as they are filled in by the browser. */
static void
put_url(const struct page *p, struct buf *o, const char *path,
        const char *mime)
{
	struct str url = page_absolute(p, str_from(path));

	if (p->lang != p->default_lang)
		url = params_add(p->mem, url, "lang",
		                 text_lang_code(p->lang));
	buf_printf(o, "<Url type=\"%s\" template=\"", mime);
	feed_out_xml(o, url);
	buf_printf(o, "%sq={searchTerms}\"/>\n",
	           str_chr(url, '?') == STR_NPOS ? "?" : "&amp;");
}

enum err
page_opensearch(struct page *p)
{
	struct str site = p->config->value[CONFIG_EDITION_NAME];
	struct buf *o = &p->out->buf;

	buf_put(o, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	               "<OpenSearchDescription "
	               "xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"));
	put_element(o, "ShortName", head_of(site, SHORT_NAME_MAX));
	put_element(o, "Description",
	            text_of(p->lang, TEXT_OPENSEARCH_ABOUT));
	put_url(p, o, "/search", "text/html");
	put_url(p, o, "/search.rss", "application/rss+xml");
	put_url(p, o, "/search.atom", "application/atom+xml");
	put_url(p, o, "/search/complete", "application/x-suggestions+json");
	buf_put(o, STR("<Image type=\"image/svg+xml\">"));
	feed_out_xml(o, page_absolute(p, STR("/favicon.ico")));
	buf_put(o, STR("</Image>\n"));
	put_element(o, "Language", text_lang_code(p->lang));
	buf_put(o, STR("<InputEncoding>UTF-8</InputEncoding>\n"
	               "</OpenSearchDescription>\n"));
	if (o->err != ERR_OK)
		return o->err;
	return page_send(p, STR("application/opensearchdescription+xml"),
	                 buf_str(o));
}
