#include "pipeline/subscribe.h"

#include "feed/opml.h"
#include "url/url.h"

enum err
subscribe_read_opml(struct arena *mem, struct str raw,
                    struct subscription **out, size_t *n, size_t *skipped)
{
	struct opml list;
	struct subscription *s;
	size_t used = 0;
	enum err e;

	if ((e = opml_parse(mem, raw, &list)) != ERR_OK)
		return e;
	s = ARENA_ARRAY(mem, struct subscription, list.n + 1);
	if (s == NULL)
		return ERR_LIMIT;
	*skipped = list.skipped;
	for (size_t i = 0; i < list.n; i++) {
		const struct opml_entry *in = &list.v[i];
		struct subscription *to = &s[used];

		if (url_join(mem, in->feed_url, in->feed_url, &to->feed_url) !=
		    ERR_OK) {
			(*skipped)++;
			continue;
		}
		if (url_join(mem, to->feed_url,
		             in->home_url.n > 0 ? in->home_url : STR("/"),
		             &to->outlet.home_url) != ERR_OK)
			to->outlet.home_url = STR_EMPTY;
		to->outlet.name = in->title;
		to->outlet.language = in->language;
		to->outlet.active = true;
		used++;
	}
	*out = s;
	*n = used;
	return arena_err(mem);
}

static void
put_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		switch (s.p[i]) {
		case '&':
			buf_put(out, STR("&amp;"));
			break;
		case '<':
			buf_put(out, STR("&lt;"));
			break;
		case '"':
			buf_put(out, STR("&quot;"));
			break;
		default:
			buf_put_char(out, s.p[i]);
		}
	}
}

static void
put_attribute(struct buf *out, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	buf_printf(out, " %s=\"", name);
	put_escaped(out, value);
	buf_put_char(out, '"');
}

enum err
subscribe_write_opml(struct store *st, struct arena *mem, struct str title,
                     struct buf *out)
{
	struct outlet *o;
	struct feed_source *f;
	size_t n, m;
	enum err e;

	if ((e = store_outlet_list(st, mem, &o, &n)) != ERR_OK)
		return e;
	buf_put(out, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	                 "<opml version=\"2.0\"><head><title>"));
	put_escaped(out, title);
	buf_put(out, STR("</title></head><body>\n"));
	for (size_t i = 0; i < n; i++) {
		if ((e = store_feed_list(st, mem, o[i].id, &f, &m)) != ERR_OK)
			return e;
		for (size_t k = 0; k < m; k++) {
			buf_put(out, STR("<outline type=\"rss\""));
			put_attribute(out, "text", o[i].name);
			put_attribute(out, "title", o[i].name);
			put_attribute(out, "language", o[i].language);
			put_attribute(out, "xmlUrl", f[k].url);
			put_attribute(out, "htmlUrl", o[i].home_url);
			buf_put(out, STR("/>\n"));
		}
	}
	buf_put(out, STR("</body></opml>\n"));
	return out->err;
}
