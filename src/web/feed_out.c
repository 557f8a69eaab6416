#include "web/feed_out.h"

#include "base/json.h"
#include "text/utf8.h"

#define CONTENT_MAX_BYTES (4u << 20)

struct str
feed_out_mime(enum feed_kind kind)
{
	static const struct str mimes[FEED__COUNT] = {
		[FEED_RSS] = STR_INIT("application/rss+xml; charset=utf-8"),
		[FEED_ATOM] = STR_INIT("application/atom+xml; charset=utf-8"),
		[FEED_JSON] = STR_INIT("application/feed+json; charset=utf-8"),
	};

	return mimes[kind];
}

void
feed_out_xml(struct buf *o, struct str s)
{
	/* U+FFFE and U+FFFF are valid UTF-8 but no characters of XML */
	static const char head[] = "\xEF\xBF";
	size_t from = 0;

	for (size_t i = 0; i + 2 < s.n; i++) {
		if (memcmp(s.p + i, head, 2) != 0 ||
		    ((unsigned char)s.p[i + 2] & 0xFE) != 0xBE)
			continue;
		escape_put_attr(o, str_sub(s, from, i));
		from = i + 3;
		i += 2;
	}
	escape_put_attr(o, str_sub(s, from, s.n));
}

static void
element(struct buf *o, const char *name, struct str text)
{
	if (text.n == 0)
		return;
	buf_printf(o, "<%s>", name);
	feed_out_xml(o, text);
	buf_printf(o, "</%s>\n", name);
}

/* What an entry shows, as HTML: its content, else its summary escaped. */
static struct str
body_of(struct arena *mem, const struct feed_entry *e)
{
	struct buf b = BUF_INIT(CONTENT_MAX_BYTES);
	struct str out;

	if (e->content.html.n > 0)
		return e->content.html;
	escape_put_text(&b, e->summary);
	out = buf_copy(mem, &b);
	buf_release(&b);
	return out;
}

static struct datetime
utc(int64_t unix_s)
{
	return (struct datetime){ .unix_s = unix_s,
		                  .has_zone = true,
		                  .has_time = true };
}

/* RFC 4287 and RFC 5322 know no day without a time: midnight stands in. */
static struct datetime
timed(struct datetime d)
{
	d.has_time = true;
	return d;
}

static void
rss_item(struct arena *mem, const struct feed_entry *e, struct buf *o)
{
	buf_put(o, STR("<item>\n"));
	element(o, "title", e->title);
	element(o, "link", e->url);
	buf_put(o, STR("<guid isPermaLink=\"true\">"));
	feed_out_xml(o, e->url);
	buf_put(o, STR("</guid>\n"));
	element(o, "pubDate", datetime_rfc5322(mem, timed(e->published)));
	element(o, "dc:creator", e->byline.n > 0 ? e->byline : e->outlet);
	element(o, "category", e->outlet);
	element(o, "dc:language", e->lang);
	element(o, "description", body_of(mem, e));
	if (e->image.n > 0) {
		buf_put(o, STR("<media:content medium=\"image\" url=\""));
		feed_out_xml(o, e->image);
		buf_put(o, STR("\"/>\n"));
	}
	buf_put(o, STR("</item>\n"));
}

static void
write_rss(struct arena *mem, const struct feed_out *f, struct buf *o)
{
	buf_put(o, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	               "<rss version=\"2.0\" "
	               "xmlns:atom=\"http://www.w3.org/2005/Atom\" "
	               "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
	               "xmlns:media=\"http://search.yahoo.com/mrss/\">\n"
	               "<channel>\n"));
	element(o, "title", f->title);
	element(o, "link", f->home);
	element(o, "description",
	        f->description.n > 0 ? f->description : f->title);
	element(o, "language", f->lang);
	if (f->updated_s > 0)
		element(o, "lastBuildDate",
		        datetime_rfc5322(mem, utc(f->updated_s)));
	buf_put(o, STR("<atom:link rel=\"self\" "
	               "type=\"application/rss+xml\" href=\""));
	feed_out_xml(o, f->self);
	buf_put(o, STR("\"/>\n"));
	for (size_t i = 0; i < f->n; i++)
		rss_item(mem, &f->v[i], o);
	buf_put(o, STR("</channel>\n</rss>\n"));
}

static void
atom_link(struct buf *o, const char *rel, struct str href)
{
	buf_printf(o, "<link rel=\"%s\" href=\"", rel);
	feed_out_xml(o, href);
	buf_put(o, STR("\"/>\n"));
}

static void
atom_entry(struct arena *mem, const struct feed_entry *e, struct buf *o)
{
	buf_put(o, STR("<entry xml:lang=\""));
	feed_out_xml(o, e->lang);
	buf_put(o, STR("\">\n<title>"));
	feed_out_xml(o, e->title);
	buf_put(o, STR("</title>\n"));
	element(o, "id", e->url);
	atom_link(o, "alternate", e->url);
	element(o, "published", datetime_rfc3339(mem, timed(e->published)));
	element(o, "updated", datetime_rfc3339(mem, utc(e->changed_s)));
	buf_put(o, STR("<author>\n"));
	element(o, "name", e->byline.n > 0 ? e->byline : e->outlet);
	buf_put(o, STR("</author>\n"));
	element(o, "summary", e->summary);
	if (e->content.html.n > 0) {
		buf_put(o, STR("<content type=\"html\">"));
		feed_out_xml(o, e->content.html);
		buf_put(o, STR("</content>\n"));
	}
	buf_put(o, STR("</entry>\n"));
}

static void
write_atom(struct arena *mem, const struct feed_out *f, struct buf *o)
{
	buf_put(o, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	               "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
	               "xml:lang=\""));
	feed_out_xml(o, f->lang);
	buf_put(o, STR("\">\n"));
	element(o, "title", f->title);
	element(o, "subtitle", f->description);
	element(o, "id", f->self);
	element(o, "updated", datetime_rfc3339(mem, utc(f->updated_s)));
	atom_link(o, "self", f->self);
	atom_link(o, "alternate", f->home);
	for (size_t i = 0; i < f->n; i++)
		atom_entry(mem, &f->v[i], o);
	buf_put(o, STR("</feed>\n"));
}

static void
json_author(struct json *j, struct str name)
{
	json_key(j, "authors");
	json_array(j);
	json_object(j);
	json_key_str(j, "name", name);
	json_object_end(j);
	json_array_end(j);
}

static void
json_entry(struct arena *mem, const struct feed_entry *e, struct json *j)
{
	json_object(j);
	json_key_str(j, "id", e->url);
	json_key_str(j, "url", e->url);
	json_key_str(j, "title", e->title);
	/* one of the content fields must be there, be it empty */
	if (e->content.html.n > 0)
		json_key_str(j, "content_html", e->content.html);
	else
		json_key_str(j, "content_text", e->summary);
	if (e->summary.n > 0)
		json_key_str(j, "summary", e->summary);
	if (e->image.n > 0)
		json_key_str(j, "image", e->image);
	json_key_str(j, "date_published",
	             datetime_rfc3339(mem, timed(e->published)));
	json_key_str(j, "date_modified",
	             datetime_rfc3339(mem, utc(e->changed_s)));
	json_author(j, e->byline.n > 0 ? e->byline : e->outlet);
	json_key(j, "tags");
	json_array(j);
	json_str(j, e->outlet);
	json_array_end(j);
	if (e->lang.n > 0)
		json_key_str(j, "language", e->lang);
	json_object_end(j);
}

static void
write_json(struct arena *mem, const struct feed_out *f, struct buf *o)
{
	struct json j = JSON_INIT(o);

	json_object(&j);
	json_key_str(&j, "version", STR("https://jsonfeed.org/version/1.1"));
	json_key_str(&j, "title", f->title);
	json_key_str(&j, "home_page_url", f->home);
	json_key_str(&j, "feed_url", f->self);
	if (f->description.n > 0)
		json_key_str(&j, "description", f->description);
	json_key_str(&j, "language", f->lang);
	json_key(&j, "items");
	json_array(&j);
	for (size_t i = 0; i < f->n; i++)
		json_entry(mem, &f->v[i], &j);
	json_array_end(&j);
	json_object_end(&j);
	json_end(&j);
	buf_put_char(o, '\n');
}

void
feed_out_write(struct arena *mem, enum feed_kind kind,
               const struct feed_out *f, struct buf *o)
{
	switch (kind) {
	case FEED_RSS:
		write_rss(mem, f, o);
		break;
	case FEED_ATOM:
		write_atom(mem, f, o);
		break;
	default:
		write_json(mem, f, o);
		break;
	}
}
