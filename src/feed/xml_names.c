#include "feed/xml.h"

/*
 * Vocabularies by the head of their namespace, or by the prefix that is
 * customary where a feed forgot to declare it.
 */
static const struct {
	struct str uri;
	struct str known;
	bool atom;
} vocabularies[] = { /* long: table */
	{ STR_INIT("http://www.w3.org/2005/atom"), STR_INIT(""), true },
	{ STR_INIT("https://www.w3.org/2005/atom"), STR_INIT(""), true },
	{ STR_INIT("http://purl.org/atom/"), STR_INIT(""), true },
	{ STR_INIT("http://backend.userland.com/"), STR_INIT(""), false },
	{ STR_INIT("http://blogs.law.harvard.edu/tech/rss"), STR_INIT(""),
	  false },
	{ STR_INIT("http://cyber.law.harvard.edu/rss"), STR_INIT(""), false },
	{ STR_INIT("http://my.netscape.com/"), STR_INIT(""), false },
	{ STR_INIT("http://channel.netscape.com/rdf/"), STR_INIT(""), false },
	{ STR_INIT("http://my.netscape.com/rdf/simple/0.9/"), STR_INIT(""),
	  false },
	{ STR_INIT("http://purl.org/rss/1.0/modules/content/"),
	  STR_INIT("content"), false },
	{ STR_INIT("http://purl.org/rss/1.0/modules/syndication/"),
	  STR_INIT("sy"), false },
	{ STR_INIT("http://purl.org/rss/1.0/modules/"), STR_INIT("other"),
	  false },
	{ STR_INIT("http://purl.org/rss/1.0"), STR_INIT(""), false },
	{ STR_INIT("http://purl.org/net/rss1.1"), STR_INIT(""), false },
	{ STR_INIT("http://www.sitemaps.org/schemas/sitemap/"), STR_INIT(""),
	  false },
	{ STR_INIT("http://www.google.com/schemas/sitemap/"), STR_INIT(""),
	  false },
	{ STR_INIT("http://www.google.com/schemas/sitemap-news/"),
	  STR_INIT("news"), false },
	{ STR_INIT("http://www.google.com/schemas/sitemap-image/"),
	  STR_INIT("image"), false },
	{ STR_INIT("http://purl.org/dc/elements/"), STR_INIT("dc"), false },
	{ STR_INIT("http://purl.org/dc/terms/"), STR_INIT("dcterms"), false },
	{ STR_INIT("http://search.yahoo.com/mrss"), STR_INIT("media"), false },
	{ STR_INIT("http://video.search.yahoo.com/mrss"), STR_INIT("media"),
	  false },
	{ STR_INIT("http://www.itunes.com/dtds/podcast-1.0.dtd"),
	  STR_INIT("itunes"), false },
	{ STR_INIT("http://example.com/dtds/podcast-1.0.dtd"),
	  STR_INIT("itunes"), false },
	{ STR_INIT("http://rssnamespace.org/feedburner/ext/"),
	  STR_INIT("feedburner"), false },
	{ STR_INIT("http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
	  STR_INIT("rdf"), false },
	{ STR_INIT("http://www.w3.org/1999/xhtml"), STR_INIT("xhtml"), false },
	{ STR_INIT("http://webfeeds.org/rss/1.0"), STR_INIT("webfeeds"),
	  false },
};

static const struct str customary[] = {
	STR_INIT("content"), STR_INIT("sy"),         STR_INIT("news"),
	STR_INIT("image"),   STR_INIT("dc"),         STR_INIT("dcterms"),
	STR_INIT("media"),   STR_INIT("itunes"),     STR_INIT("feedburner"),
	STR_INIT("rdf"),     STR_INIT("xhtml"),      STR_INIT("webfeeds"),
};

static bool
find_vocabulary(struct str uri, struct xml_binding *b)
{
	for (size_t i = 0; i < COUNT(vocabularies); i++) {
		if (!str_starts_ci(uri, vocabularies[i].uri))
			continue;
		b->known = vocabularies[i].known;
		b->atom = vocabularies[i].atom;
		return true;
	}
	return false;
}

struct str
xml_local(const char *raw)
{
	struct str s = str_from(raw);
	size_t at = str_rchr(s, ':');

	return at == STR_NPOS ? s : str_sub(s, at + 1, s.n);
}

static struct str
prefix_of(struct str raw)
{
	size_t at = str_chr(raw, ':');

	return at == STR_NPOS ? STR_EMPTY : str_sub(raw, 0, at);
}

void
xml_unbind(struct xml_reader *r)
{
	while (r->binding_count > 0 &&
	       r->bindings[r->binding_count - 1].depth >= r->depth)
		r->binding_count--;
}

void
xml_bind(struct xml_reader *r, const char *name, const char **attrs)
{
	struct str own = prefix_of(str_from(name));

	for (; attrs[0] != NULL; attrs += 2) {
		struct str key = str_from(attrs[0]);
		struct str uri = str_trim(str_from(attrs[1]));
		struct xml_binding *b = &r->bindings[r->binding_count];

		if (!str_eq(key, STR("xmlns")) &&
		    !str_starts(key, STR("xmlns:")))
			continue;
		if (r->binding_count == XML_BINDINGS_MAX)
			return;
		*b = (struct xml_binding){ .depth = r->depth };
		str_skip(&key, STR("xmlns"));
		str_skip(&key, STR(":"));
		b->prefix = str_copy(r->b.mem, key);
		/* the root's own namespace is the feed's, whatever it is */
		if (uri.n > 0 && !find_vocabulary(uri, b) &&
		    !(r->depth == 1 && str_eq(key, own)))
			b->known = STR("other");
		r->binding_count++;
	}
}

static void
put_name(struct xml_level *e, struct str known, struct str local)
{
	size_t n = 0;

	e->name = STR("other:");
	if (known.n + 1 + local.n > XML_NAME_MAX)
		return;
	for (size_t i = 0; i < known.n; i++)
		e->text[n++] = known.p[i];
	if (n > 0)
		e->text[n++] = ':';
	for (size_t i = 0; i < local.n; i++)
		e->text[n++] = ascii_lower(local.p[i]);
	e->name = (struct str){ e->text, n };
}

void
xml_name(const struct xml_reader *r, const char *raw, struct xml_level *e)
{
	struct str prefix = prefix_of(str_from(raw));
	struct str known = STR("other");
	size_t i = r->binding_count;

	while (i > 0 && !str_eq(r->bindings[i - 1].prefix, prefix))
		i--;
	if (i > 0) {
		known = r->bindings[i - 1].known;
		e->atom = r->bindings[i - 1].atom;
	} else if (prefix.n == 0) {
		known = STR_EMPTY;
	} else if (str_starts_ci(prefix, STR("atom"))) {
		known = STR_EMPTY;
		e->atom = true;
	} else {
		for (size_t k = 0; k < COUNT(customary); k++)
			if (str_eq_ci(prefix, customary[k]))
				known = customary[k];
	}
	put_name(e, known, xml_local(raw));
}

struct str
xml_attr(const char **attrs, const char *name)
{
	for (; attrs[0] != NULL; attrs += 2)
		if (str_eq_ci(str_from(attrs[0]), str_from(name)))
			return str_from(attrs[1]);
	return STR_EMPTY;
}
