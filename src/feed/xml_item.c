#include "feed/xml.h"
#include "text/dates.h"

/* Where fields of an item may stand besides the item itself. */
#define INNER "media:group media:content news:news news:publication"

#define WIDTH_STEP 200u /* pixels; a wider picture is a better one */
#define WIDTH_STEPS_MAX 9u

void
xml_item_open(struct xml_reader *r, const struct xml_level *e,
              const char **attrs)
{
	struct arena *mem = r->b.mem;
	struct str lang = xml_attr(attrs, "xml:lang");
	struct str about = xml_attr(attrs, "rdf:about");
	struct str href = xml_attr(attrs, "href"); /* CDF */
	struct datetime d;

	r->item = (struct feed_item){ .language = feed_language(mem, lang) };
	r->extra = (struct feed_extra){ 0 };
	r->id_is_no_url = false;
	for (int i = 0; i < XML_FIELD__COUNT; i++)
		r->item_rank[i] = 0;
	if (about.n > 0 && xml_beats(r->item_rank, XML_ID, 1))
		r->item.id = str_copy(mem, about);
	if (href.n > 0 && xml_beats(r->item_rank, XML_URL, 3))
		r->item.url = feed_resolve(mem, xml_base(r, e), href);
	if (dates_parse(xml_attr(attrs, "lastmod"), &d)) {
		r->item.modified = d;
		r->item.has_modified = true;
	}
}

void
xml_item_close(struct xml_reader *r)
{
	struct feed_item *it = &r->item;
	const struct xml_level *e = &r->stack[r->item_depth];

	if (it->url.n == 0 && str_starts_ci(it->id, STR("http")) &&
	    !r->id_is_no_url)
		it->url = feed_resolve(r->b.mem, xml_base(r, e), it->id);
	if (r->extra.base_url.n == 0)
		r->extra.base_url = e->base.n > 0 ? e->base : it->url;
	feed_add_item(&r->b, it, &r->extra);
}

static void
item_url(struct xml_reader *r, const struct xml_level *e, struct str ref,
         int rank)
{
	struct str url = feed_resolve(r->b.mem, xml_base(r, e), ref);

	if (url.n > 0 && xml_beats(r->item_rank, XML_URL, rank))
		r->item.url = url;
}

static void
item_image(struct xml_reader *r, const struct xml_level *e, struct str ref,
           int rank)
{
	struct str url = feed_resolve(r->b.mem, xml_base(r, e), ref);

	if (url.n > 0 && xml_beats(r->item_rank, XML_IMAGE, rank))
		r->item.image = url;
}

/* An address in an attribute, of whatever MIME type. */
static void
item_enclosure(struct xml_reader *r, const struct xml_level *e, struct str ref,
               struct str length)
{
	struct arena *mem = r->b.mem;
	struct str url = feed_resolve(mem, xml_base(r, e), ref);

	feed_add_attachment(mem, &r->extra, url, e->type, length);
	if (str_starts_ci(e->type, STR("image/")) ||
	    (str_chr(e->type, '/') == STR_NPOS && feed_names_image(url)))
		item_image(r, e, ref, 30);
}

/* Atom links, which other feeds borrow. */
static void
item_link(struct xml_reader *r, const struct xml_level *e, const char **attrs)
{
	struct str href = xml_attr(attrs, "href");
	struct str rel = str_trim(xml_attr(attrs, "rel"));
	bool page = e->type.n == 0 || str_starts_ci(e->type, STR("text/html")) ||
	            str_starts_ci(e->type, STR("application/xhtml"));

	str_skip_ci(&rel, STR("http://www.iana.org/assignments/relation/"));
	if (href.n == 0)
		return;
	if (str_eq_ci(rel, STR("enclosure")))
		item_enclosure(r, e, href, xml_attr(attrs, "length"));
	else if (rel.n == 0)
		item_url(r, e, href, 5);
	else if (str_eq_ci(rel, STR("alternate")))
		item_url(r, e, href, page ? 3 : 2);
}

static int
width_rank(const char **attrs)
{
	struct str s = str_trim(xml_attr(attrs, "width"));
	uint64_t width = 0;

	str_number(&s, &width, UINT32_MAX);
	width /= WIDTH_STEP;
	return (int)(width < WIDTH_STEPS_MAX ? width : WIDTH_STEPS_MAX);
}

static void
item_media(struct xml_reader *r, const struct xml_level *e, const char **attrs)
{
	struct str url = xml_attr(attrs, "url");
	struct str medium = xml_attr(attrs, "medium");

	if (str_eq(e->name, STR("media:thumbnail")))
		item_image(r, e, url, 20 + width_rank(attrs));
	else if (str_eq_ci(medium, STR("image")) ||
	         str_starts_ci(e->type, STR("image/")) ||
	         (medium.n == 0 && e->type.n == 0 && feed_names_image(url)))
		item_image(r, e, url, 40 + width_rank(attrs));
}

void
xml_item_start(struct xml_reader *r, const struct xml_level *e,
               const char **attrs)
{
	struct arena *mem = r->b.mem;

	if (r->depth != r->item_depth + 1 && !xml_is_in(r, INNER))
		return;
	if (str_eq(e->name, STR("link"))) {
		item_link(r, e, attrs);
	} else if (str_eq(e->name, STR("enclosure"))) {
		item_enclosure(r, e, xml_attr(attrs, "url"),
		               xml_attr(attrs, "length"));
	} else if (xml_is_one_of(e->name, "media:thumbnail media:content")) {
		item_media(r, e, attrs);
	} else if (str_eq(e->name, STR("itunes:image"))) {
		item_image(r, e, xml_attr(attrs, "href"), 15);
	} else if (str_eq(e->name, STR("category"))) {
		struct str label = xml_attr(attrs, "label");

		feed_add_tag(mem, &r->item,
		             label.n > 0 ? label : xml_attr(attrs, "term"));
	}
}

static void
item_person(struct xml_reader *r, struct str content, int rank)
{
	struct str name = feed_person(r->b.mem, content);
	struct str *list = &r->item.author;

	if (name.n == 0)
		return;
	if (xml_beats(r->item_rank, XML_AUTHOR, rank))
		*list = STR_EMPTY;
	if (r->item_rank[XML_AUTHOR] == rank)
		feed_add_person(r->b.mem, list, name);
}

/* Fields of text, and how much each is to be trusted. */
static const struct {
	const char *names;
	enum xml_field field;
	int rank;
} texts[] = {
	{ "title news:title", XML_TITLE, 4 },
	{ "dc:title", XML_TITLE, 3 },
	{ "itunes:title", XML_TITLE, 2 },
	{ "media:title", XML_TITLE, 1 },
	{ "content:encoded content", XML_CONTENT, 4 },
	{ "body xhtml:body fullitem", XML_CONTENT, 3 },
	{ "description summary abstract", XML_SUMMARY, 4 },
	{ "dc:description dcterms:abstract", XML_SUMMARY, 3 },
	{ "itunes:summary media:description", XML_SUMMARY, 2 },
	{ "itunes:subtitle", XML_SUMMARY, 1 },
};

static bool
item_text(struct xml_reader *r, const struct xml_level *e, struct str content)
{
	struct str *const fields[] = {
		[XML_TITLE] = &r->item.title,
		[XML_SUMMARY] = &r->item.summary_html,
		[XML_CONTENT] = &r->item.content_html,
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		enum xml_field f = texts[i].field;
		struct str value;

		if (!xml_is_one_of(e->name, texts[i].names))
			continue;
		value = f == XML_TITLE ? xml_line(r, e, content)
		                       : xml_html(r, e, content);
		if (value.n > 0 &&
		    xml_beats(r->item_rank, f, texts[i].rank)) {
			*fields[f] = value;
			if (f == XML_CONTENT)
				r->extra.base_url = e->base;
		}
		return true;
	}
	return false;
}

static const struct {
	const char *names;
	bool modified;
	int rank;
} dates[] = {
	{ "pubdate published news:publication_date", false, 5 },
	{ "issued dcterms:issued dcterms:available", false, 4 },
	{ "dc:date", false, 3 },
	{ "created dcterms:created", false, 2 },
	{ "updated modified lastmod", true, 4 },
	{ "dcterms:modified", true, 3 },
};

static bool
item_date(struct xml_reader *r, const struct xml_level *e, struct str content)
{
	struct feed_item *it = &r->item;
	struct datetime d;

	for (size_t i = 0; i < COUNT(dates); i++) {
		enum xml_field f = dates[i].modified ? XML_MODIFIED
		                                     : XML_PUBLISHED;

		if (!xml_is_one_of(e->name, dates[i].names))
			continue;
		if (!dates_parse(content, &d) ||
		    !xml_beats(r->item_rank, f, dates[i].rank))
			return true;
		if (dates[i].modified) {
			it->modified = d;
			it->has_modified = true;
		} else {
			it->published = d;
			it->has_published = true;
		}
		return true;
	}
	return false;
}

static bool
item_people(struct xml_reader *r, const struct xml_level *e,
            struct str content)
{
	if (xml_is_one_of(e->name, "author dc:creator dc:author"))
		item_person(r, content, 4);
	else if (str_eq(e->name, STR("itunes:author")))
		item_person(r, content, 3);
	else if (str_eq(e->name, STR("media:credit")))
		item_person(r, content, 1);
	else
		return false;
	return true;
}

/* Words between commas, Latin or Arabic. */
static void
item_keywords(struct xml_reader *r, struct str content)
{
	static const struct str comma = STR_INIT("\xD8\x8C"); /* U+060C */

	while (content.n > 0) {
		struct str part = str_until(&content, ',');
		size_t at;

		while ((at = str_find(part, comma)) != STR_NPOS) {
			feed_add_tag(r->b.mem, &r->item, str_sub(part, 0, at));
			part = str_sub(part, at + comma.n, part.n);
		}
		feed_add_tag(r->b.mem, &r->item, part);
	}
}

static void
item_id(struct xml_reader *r, const struct xml_level *e, struct str content)
{
	bool weak = str_eq(e->name, STR("dc:identifier"));

	if (content.n > 0 && xml_beats(r->item_rank, XML_ID, weak ? 2 : 4))
		r->item.id = str_copy(r->b.mem, content);
	/* RSS 2.0: a guid is the address unless it says that it is none */
	if (!str_eq(e->name, STR("guid")))
		return;
	if (e->permalink && str_starts_ci(content, STR("http")))
		item_url(r, e, content, 1);
	r->id_is_no_url = !e->permalink;
}

void
xml_item_end(struct xml_reader *r, const struct xml_level *e,
             struct str content)
{
	struct arena *mem = r->b.mem;

	if (xml_is_in(r, "author")) {
		if (str_eq(e->name, STR("name")))
			item_person(r, content, 4);
		return;
	}
	if (xml_is_in(r, "image image:image")) {
		if (xml_is_one_of(e->name, "url image:loc"))
			item_image(r, e, content, 25);
		return;
	}
	if (r->depth != r->item_depth + 1 && !xml_is_in(r, INNER))
		return;
	if (item_text(r, e, content) || item_date(r, e, content) ||
	    item_people(r, e, content))
		return;
	if (str_eq(e->name, STR("image")))
		item_image(r, e, content, 26);
	else if (xml_is_one_of(e->name, "link loc"))
		item_url(r, e, content, 4);
	else if (str_eq(e->name, STR("feedburner:origlink")))
		item_url(r, e, content, 6);
	else if (xml_is_one_of(e->name, "guid id dc:identifier"))
		item_id(r, e, content);
	else if (xml_is_one_of(e->name, "category dc:subject media:category"))
		feed_add_tag(mem, &r->item, content);
	else if (xml_is_one_of(e->name, "tags itunes:keywords media:keywords "
	                                "news:keywords"))
		item_keywords(r, content);
	else if (xml_is_one_of(e->name, "dc:language language news:language"))
		r->item.language = feed_language(mem, content);
}
