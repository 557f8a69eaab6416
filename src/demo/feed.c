#include "demo/internal.h"

#include <stdlib.h>

#include "base/json.h"

/*
 * The outlets' feeds, of every kind that the wild has.
 * Sources: RSS 2.0 and 0.91, RSS 1.0 with Dublin Core, RFC 4287, JSON Feed
 * 1.1, the news extension of sitemaps.org.
 */
struct item {
	const struct view *v;
	const struct demo_piece *piece;
	const struct demo_text *text;
	struct str url, image; /* image: absolute or empty */
	struct str published, modified; /* RFC 3339, UTC+1 */
	struct str published_822;
};

static struct item
item_of(const struct view *v, size_t i)
{
	const struct demo_piece *p = v->pieces[i];
	struct datetime at = demo_time(piece_published_s(v->d, p));
	struct datetime mod = demo_time(piece_modified_s(v->d, p, v->now_s));
	struct item it = {
		.v = v, .piece = p, .text = piece_text(v->d, p, v->now_s),
		.url = str_cat(v->mem, v->base, piece_path(v, p)),
		.image = piece_image_path(v, p),
		.published = datetime_rfc3339(v->mem, at),
		.modified = datetime_rfc3339(v->mem, mod),
		.published_822 = datetime_rfc5322(v->mem, at),
	};

	if (it.image.n > 0)
		it.image = str_cat(v->mem, v->base, it.image);
	return it;
}

static size_t
item_count(const struct view *v)
{
	return v->n < DEMO_FEED_ITEMS ? v->n : DEMO_FEED_ITEMS;
}

/* When anything in the feed was last changed. */
static int64_t
changed_s(const struct view *v)
{
	int64_t last_s = v->d->epoch_s;

	for (size_t i = 0; i < v->n; i++) {
		int64_t s = piece_modified_s(v->d, v->pieces[i], v->now_s);

		if (i == 0 || s > last_s)
			last_s = s;
	}
	return last_s;
}

static struct str
topic_word(const struct item *it)
{
	return demo_words[DEMO_WORD_TOPIC(it->piece->topic)]
	                 [it->v->site->language];
}

static struct str
language(const struct view *v)
{
	return v->site->language == DEMO_AR ? STR("ar") : STR("fr");
}

/* The text as HTML, in mem. */
static struct str
text_html(const struct item *it)
{
	struct buf b = BUF_INIT(DEMO_BODY_MAX);
	struct str html;

	if (it->image.n > 0)
		put_form(&b, "<p><img src=\"$0\" alt=\"\" width=\"960\" "
		             "height=\"540\"></p>\n", &it->image);
	for (size_t i = 0; i < it->text->n; i++)
		put_form(&b, "<p>$0</p>\n", &it->text->paragraphs[i]);
	html = buf_copy(it->v->mem, &b);
	buf_release(&b);
	return html;
}

static void
put_declaration(struct buf *b, const struct view *v)
{
	put_form(b, "<?xml version=\"1.0\" encoding=\"$0\"?>\n",
	         &v->site->charset);
}

static void
rss_channel(struct buf *b, const struct view *v)
{
	struct str args[] = {
		v->site->name, str_cat(v->mem, v->base, STR("/")),
		v->site->slogan, language(v),
		datetime_rfc5322(v->mem, demo_time(changed_s(v))),
		str_cat(v->mem, v->base, v->feed_path),
	};

	put_form(b, "<channel>\n<title>$0</title>\n<link>$1</link>\n"
	            "<description>$2</description>\n"
	            "<language>$3</language>\n", args);
	if (str_eq(v->site->kind, STR("rss091")))
		return;
	put_form(b, "<lastBuildDate>$4</lastBuildDate>\n<ttl>5</ttl>\n"
	            "<atom:link href=\"$5\" rel=\"self\" "
	            "type=\"application/rss+xml\"/>\n", args);
}

static void
rss2_item(struct buf *b, const struct item *it, bool full)
{
	struct str args[] = {
		it->text->title, it->url, it->published_822,
		it->text->paragraphs[0], topic_word(it), it->piece->author,
		it->image, full ? text_html(it) : STR_EMPTY,
	};

	put_form(b, "<item>\n<title>$0</title>\n<link>$1</link>\n"
	            "<guid isPermaLink=\"true\">$1</guid>\n"
	            "<pubDate>$2</pubDate>\n<category>$4</category>\n"
	            "<description>$3</description>\n", args);
	if (it->piece->author.n > 0)
		put_form(b, "<dc:creator>$5</dc:creator>\n", args);
	if (it->image.n > 0 && full)
		put_form(b, "<media:content url=\"$6\" medium=\"image\" "
		            "width=\"960\" height=\"540\"/>\n", args);
	else if (it->image.n > 0)
		put_form(b, "<enclosure url=\"$6\" type=\"image/jpeg\" "
		            "length=\"0\"/>\n", args);
	if (full)
		put_form(b, "<content:encoded><![CDATA[~7]]>"
		            "</content:encoded>\n", args);
	buf_put(b, STR("</item>\n"));
}

static void
put_rss2(struct buf *b, const struct view *v)
{
	bool full = str_eq(v->site->kind, STR("rss2-full"));

	put_declaration(b, v);
	buf_put(b, STR("<rss version=\"2.0\" "
	    "xmlns:atom=\"http://www.w3.org/2005/Atom\"\n"
	    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
	    " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"\n"
	    " xmlns:media=\"http://search.yahoo.com/mrss/\">\n"));
	rss_channel(b, v);
	for (size_t i = 0; i < item_count(v); i++) {
		struct item it = item_of(v, i);

		rss2_item(b, &it, full);
	}
	buf_put(b, STR("</channel>\n</rss>\n"));
}

/* RSS 0.91 knows no dates of items. */
static void
put_rss091(struct buf *b, const struct view *v)
{
	put_declaration(b, v);
	buf_put(b, STR("<rss version=\"0.91\">\n"));
	rss_channel(b, v);
	for (size_t i = 0; i < item_count(v); i++) {
		struct item it = item_of(v, i);

		put_form(b, "<item>\n<title>$0</title>\n<link>$1</link>\n"
		            "<description>$2</description>\n</item>\n",
		         (struct str[]){ it.text->title, it.url,
		                         it.text->paragraphs[0] });
	}
	buf_put(b, STR("</channel>\n</rss>\n"));
}

static void
rdf_channel(struct buf *b, const struct view *v)
{
	put_form(b, "<channel rdf:about=\"$0$1\">\n<title>$2</title>\n"
	            "<link>$0/</link>\n<description>$3</description>\n"
	            "<dc:language>$4</dc:language>\n<items><rdf:Seq>\n",
	         (struct str[]){ v->base, v->feed_path, v->site->name,
	                         v->site->slogan, language(v) });
	for (size_t i = 0; i < item_count(v); i++) {
		struct item it = item_of(v, i);

		put_form(b, "<rdf:li rdf:resource=\"$0\"/>\n", &it.url);
	}
	buf_put(b, STR("</rdf:Seq></items>\n</channel>\n"));
}

static void
put_rdf(struct buf *b, const struct view *v)
{
	put_declaration(b, v);
	buf_put(b, STR("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/"
	               "22-rdf-syntax-ns#\"\n"
	               " xmlns=\"http://purl.org/rss/1.0/\"\n"
	               " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"));
	rdf_channel(b, v);
	for (size_t i = 0; i < item_count(v); i++) {
		struct item it = item_of(v, i);
		struct str args[] = { it.url, it.text->title,
			              it.text->paragraphs[0], it.published,
			              it.piece->author, topic_word(&it) };

		put_form(b, "<item rdf:about=\"$0\">\n<title>$1</title>\n"
		            "<link>$0</link>\n<description>$2</description>\n"
		            "<dc:date>$3</dc:date>\n"
		            "<dc:subject>$5</dc:subject>\n", args);
		if (it.piece->author.n > 0)
			put_form(b, "<dc:creator>$4</dc:creator>\n", args);
		buf_put(b, STR("</item>\n"));
	}
	buf_put(b, STR("</rdf:RDF>\n"));
}

/* A tracking parameter, as many outlets' Atom feeds carry. */
static struct str
atom_link(const struct item *it)
{
	return str_cat(it->v->mem, it->url,
	               STR("?utm_source=feed&utm_medium=atom"));
}

static void
atom_entry(struct buf *b, const struct item *it, bool full)
{
	struct str args[] = {
		it->text->title, full ? it->url : atom_link(it), it->url,
		it->published, it->modified, it->piece->author,
		full ? text_html(it) : it->text->paragraphs[0],
		topic_word(it),
	};

	put_form(b, "<entry>\n<title type=\"text\">$0</title>\n"
	            "<link rel=\"alternate\" type=\"text/html\" href=\"$1\"/>\n"
	            "<id>$2</id>\n<published>$3</published>\n"
	            "<updated>$4</updated>\n<category term=\"$7\"/>\n", args);
	if (it->piece->author.n > 0)
		put_form(b, "<author><name>$5</name></author>\n", args);
	if (full)
		put_form(b, "<content type=\"html\">$6</content>\n", args);
	else
		put_form(b, "<summary type=\"text\">$6</summary>\n", args);
	buf_put(b, STR("</entry>\n"));
}

static void
put_atom(struct buf *b, const struct view *v)
{
	bool full = str_eq(v->site->kind, STR("atom-full"));

	put_declaration(b, v);
	put_form(b, "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
	            "xml:lang=\"$4\">\n<title>$0</title>\n"
	            "<subtitle>$1</subtitle>\n<id>$2/</id>\n"
	            "<link rel=\"alternate\" href=\"$2/\"/>\n"
	            "<link rel=\"self\" href=\"$2$3\"/>\n"
	            "<updated>$5</updated>\n"
	            "<author><name>$0</name></author>\n",
	         (struct str[]){ v->site->name, v->site->slogan, v->base,
	                         v->feed_path, language(v),
	                         datetime_rfc3339(v->mem,
	                                 demo_time(changed_s(v))) });
	for (size_t i = 0; i < item_count(v); i++) {
		struct item it = item_of(v, i);

		atom_entry(b, &it, full);
	}
	buf_put(b, STR("</feed>\n"));
}

static void
json_item(struct json *j, const struct item *it)
{
	json_object(j);
	json_key_str(j, "id", it->url);
	json_key_str(j, "url", it->url);
	json_key_str(j, "title", it->text->title);
	json_key_str(j, "summary", it->text->paragraphs[0]);
	json_key_str(j, "content_html", text_html(it));
	json_key_str(j, "date_published", it->published);
	json_key_str(j, "date_modified", it->modified);
	if (it->image.n > 0)
		json_key_str(j, "image", it->image);
	if (it->piece->author.n > 0) {
		json_key(j, "authors");
		json_array(j);
		json_object(j);
		json_key_str(j, "name", it->piece->author);
		json_object_end(j);
		json_array_end(j);
	}
	json_key(j, "tags");
	json_array(j);
	json_str(j, topic_word(it));
	json_array_end(j);
	json_object_end(j);
}

static void
put_json(struct buf *b, const struct view *v)
{
	struct json j = JSON_INIT(b);

	json_object(&j);
	json_key_str(&j, "version", STR("https://jsonfeed.org/version/1.1"));
	json_key_str(&j, "title", v->site->name);
	json_key_str(&j, "description", v->site->slogan);
	json_key_str(&j, "language", language(v));
	json_key_str(&j, "home_page_url",
	             str_cat(v->mem, v->base, STR("/")));
	json_key_str(&j, "feed_url", str_cat(v->mem, v->base, v->feed_path));
	json_key(&j, "items");
	json_array(&j);
	for (size_t i = 0; i < item_count(v); i++) {
		struct item it = item_of(v, i);

		json_item(&j, &it);
	}
	json_array_end(&j);
	json_object_end(&j);
	json_end(&j);
}

static int
by_length(const void *a, const void *b)
{
	const struct demo_piece *const *x = a, *const *y = b;
	size_t n = (*x)->text.n, m = (*y)->text.n;

	if (n != m)
		return n > m ? -1 : 1;
	return str_cmp((*x)->slug, (*y)->slug);
}

/* The newest in the outlet's own order, as on a front page. */
static void
put_json_front(struct buf *b, const struct view *v)
{
	struct view front = *v;

	front.n = item_count(v);
	qsort(front.pieces, front.n, sizeof(front.pieces[0]), by_length);
	put_json(b, &front);
}

static void
put_sitemap(struct buf *b, const struct view *v)
{
	put_declaration(b, v);
	buf_put(b, STR(
	    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"\n"
	    " xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"\n"
	    " xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\""
	    ">\n"));
	for (size_t i = 0; i < item_count(v); i++) {
		struct item it = item_of(v, i);
		struct str args[] = { it.url, it.modified, v->site->name,
			              language(v), it.published,
			              it.text->title, it.image };

		put_form(b, "<url>\n<loc>$0</loc>\n<lastmod>$1</lastmod>\n"
		            "<news:news>\n<news:publication><news:name>$2"
		            "</news:name><news:language>$3</news:language>"
		            "</news:publication>\n<news:publication_date>$4"
		            "</news:publication_date>\n"
		            "<news:title>$5</news:title>\n</news:news>\n",
		         args);
		if (it.image.n > 0)
			put_form(b, "<image:image><image:loc>$6</image:loc>"
			            "</image:image>\n", args);
		buf_put(b, STR("</url>\n"));
	}
	buf_put(b, STR("</urlset>\n"));
}

static const struct {
	struct str kind, path, mime;
	void (*put)(struct buf *, const struct view *);
} feeds[] = {
	{ STR_INIT("rss2"), STR_INIT("/rss.xml"),
	  STR_INIT("application/rss+xml"), put_rss2 },
	{ STR_INIT("rss2-full"), STR_INIT("/feed/"),
	  STR_INIT("application/rss+xml"), put_rss2 },
	{ STR_INIT("rss091"), STR_INIT("/rss091.xml"),
	  STR_INIT("application/rss+xml"), put_rss091 },
	{ STR_INIT("rdf"), STR_INIT("/index.rdf"),
	  STR_INIT("application/rdf+xml"), put_rdf },
	{ STR_INIT("atom"), STR_INIT("/atom.xml"),
	  STR_INIT("application/atom+xml"), put_atom },
	{ STR_INIT("atom-full"), STR_INIT("/feed.atom"),
	  STR_INIT("application/atom+xml"), put_atom },
	{ STR_INIT("json"), STR_INIT("/feed.json"),
	  STR_INIT("application/feed+json"), put_json },
	{ STR_INIT("json-front"), STR_INIT("/front.json"),
	  STR_INIT("application/feed+json"), put_json_front },
	{ STR_INIT("sitemap"), STR_INIT("/sitemap-news.xml"),
	  STR_INIT("application/xml"), put_sitemap },
};

/* demogen lets only these kinds through. */
static size_t
feed_of(struct str kind)
{
	for (size_t i = 0; i < COUNT(feeds); i++)
		if (str_eq(feeds[i].kind, kind))
			return i;
	BUG("unknown kind of feed");
}

struct str
feed_path(struct str kind)
{
	return feeds[feed_of(kind)].path;
}

struct str
feed_mime(struct str kind)
{
	return feeds[feed_of(kind)].mime;
}

void
feed_put(struct buf *b, const struct view *v)
{
	feeds[feed_of(v->site->kind)].put(b, v);
}
