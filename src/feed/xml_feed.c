#include "feed/xml.h"

#define TTL_MAX_MIN 525600u /* a year */
#define FREQUENCY_MAX 10000u

static void
feed_link(struct xml_reader *r, const struct xml_level *e, const char **attrs)
{
	struct feed *f = r->b.feed;
	struct str rel = str_trim(xml_attr(attrs, "rel"));
	struct str url = feed_resolve(r->b.mem, xml_base(r, e),
	                              xml_attr(attrs, "href"));
	bool page = e->type.n == 0 || str_starts_ci(e->type, STR("text/html")) ||
	            str_starts_ci(e->type, STR("application/xhtml"));

	str_skip_ci(&rel, STR("http://www.iana.org/assignments/relation/"));
	if (url.n == 0)
		return;
	if (str_eq_ci(rel, STR("self"))) {
		if (f->feed_url.n == 0)
			f->feed_url = url;
	} else if (str_eq_ci(rel, STR("hub"))) {
		if (f->hub_url.n == 0)
			f->hub_url = url;
	} else if (rel.n == 0 || str_eq_ci(rel, STR("alternate"))) {
		if (xml_beats(r->feed_rank, XML_URL, page ? 3 : 2))
			f->home_url = url;
	}
}

static void
feed_icon(struct xml_reader *r, const struct xml_level *e, struct str ref,
          int rank)
{
	struct str url = feed_resolve(r->b.mem, xml_base(r, e), ref);

	if (url.n > 0 && xml_beats(r->feed_rank, XML_IMAGE, rank))
		r->b.feed->icon = url;
}

void
xml_feed_start(struct xml_reader *r, const struct xml_level *e,
               const char **attrs)
{
	struct feed *f = r->b.feed;
	struct str lang = xml_attr(attrs, "xml:lang");
	struct str href = xml_attr(attrs, "href");

	if (lang.n > 0 && xml_is_one_of(e->name, "feed channel rss rdf:rdf") &&
	    xml_beats(r->feed_rank, XML_LANGUAGE, 2))
		f->language = feed_language(r->b.mem, lang);
	if (str_eq(e->name, STR("link")))
		feed_link(r, e, attrs);
	else if (str_eq(e->name, STR("itunes:image")))
		feed_icon(r, e, href, 2);
	/* CDF: the channel's own attribute */
	else if (str_eq(e->name, STR("channel")) && href.n > 0 &&
	         xml_beats(r->feed_rank, XML_URL, 1))
		f->home_url = feed_resolve(r->b.mem, xml_base(r, e), href);
}

static const struct {
	const char *names;
	enum xml_field field;
	int rank;
} texts[] = {
	{ "title", XML_TITLE, 4 },
	{ "dc:title", XML_TITLE, 3 },
	{ "itunes:title media:title", XML_TITLE, 2 },
	{ "description subtitle tagline abstract", XML_SUMMARY, 4 },
	{ "dc:description", XML_SUMMARY, 3 },
	{ "itunes:summary", XML_SUMMARY, 2 },
	{ "itunes:subtitle info", XML_SUMMARY, 1 },
};

static bool
feed_text(struct xml_reader *r, const struct xml_level *e, struct str content)
{
	struct feed *f = r->b.feed;

	for (size_t i = 0; i < COUNT(texts); i++) {
		bool is_title = texts[i].field == XML_TITLE;
		struct str value;

		if (!xml_is_one_of(e->name, texts[i].names))
			continue;
		value = is_title ? xml_line(r, e, content)
		                 : xml_html(r, e, content);
		if (value.n > 0 && xml_beats(r->feed_rank, texts[i].field,
		                             texts[i].rank))
			*(is_title ? &f->title : &f->description_html) = value;
		return true;
	}
	return false;
}

/* sy:updatePeriod in seconds; the frequency divides it. */
static int64_t
period_s(struct str word)
{
	static const struct {
		struct str word;
		int64_t s;
	} periods[] = {
		{ STR_INIT("hourly"), 3600 },     { STR_INIT("daily"), 86400 },
		{ STR_INIT("weekly"), 604800 },   { STR_INIT("monthly"), 2592000 },
		{ STR_INIT("yearly"), 31536000 },
	};

	for (size_t i = 0; i < COUNT(periods); i++)
		if (str_eq_ci(word, periods[i].word))
			return periods[i].s;
	return 0;
}

static bool
feed_pace(struct feed *f, struct str name, struct str content)
{
	uint64_t n;

	if (str_eq(name, STR("ttl"))) {
		if (str_number(&content, &n, TTL_MAX_MIN))
			f->ttl_s = (int64_t)n * 60;
	} else if (str_eq(name, STR("sy:updateperiod"))) {
		if (f->ttl_s == 0)
			f->ttl_s = period_s(content);
	} else if (str_eq(name, STR("sy:updatefrequency"))) {
		if (str_number(&content, &n, FREQUENCY_MAX) && n > 0)
			f->ttl_s /= (int64_t)n;
	} else {
		return false;
	}
	return true;
}

static void
feed_person_found(struct xml_reader *r, struct str content, int rank)
{
	struct str name = feed_person(r->b.mem, content);

	if (name.n > 0 && xml_beats(r->feed_rank, XML_AUTHOR, rank))
		r->b.feed->author = name;
}

static void
feed_language_found(struct xml_reader *r, struct str content, int rank)
{
	struct str tag = feed_language(r->b.mem, content);

	if (tag.n > 0 && xml_beats(r->feed_rank, XML_LANGUAGE, rank))
		r->b.feed->language = tag;
}

void
xml_feed_end(struct xml_reader *r, const struct xml_level *e,
             struct str content)
{
	struct feed *f = r->b.feed;

	if (xml_is_in(r, "author")) {
		if (str_eq(e->name, STR("name")))
			feed_person_found(r, content, 4);
		return;
	}
	if (xml_is_in(r, "image")) {
		if (str_eq(e->name, STR("url")))
			feed_icon(r, e, content, 4);
		return;
	}
	if (!xml_is_in(r, "channel feed rss rdf:rdf"))
		return;
	if (feed_text(r, e, content) || feed_pace(f, e->name, content))
		return;
	if (str_eq(e->name, STR("link"))) {
		struct str url = feed_resolve(r->b.mem, xml_base(r, e),
		                              content);

		if (url.n > 0 && xml_beats(r->feed_rank, XML_URL, 4))
			f->home_url = url;
	} else if (str_eq(e->name, STR("language"))) {
		feed_language_found(r, content, 4);
	} else if (str_eq(e->name, STR("dc:language"))) {
		feed_language_found(r, content, 3);
	} else if (xml_is_one_of(e->name, "logo webfeeds:logo")) {
		feed_icon(r, e, content, 3);
	} else if (xml_is_one_of(e->name, "icon webfeeds:icon")) {
		feed_icon(r, e, content, 1);
	} else if (xml_is_one_of(e->name, "author managingeditor dc:creator")) {
		feed_person_found(r, content, 3);
	} else if (xml_is_one_of(e->name, "itunes:author dc:author")) {
		feed_person_found(r, content, 1);
	}
}
