#include "feed/xml.h"

#include <expat.h>
#include <stdlib.h>

#include "html/entities.h"
#include "html/writer.h"

#define CHUNK_BYTES (1u << 20) /* handed to expat at a time */
#define CONTENT_MAX_BYTES (16u << 20)
#define REPAIR_FACTOR 6 /* a bare quote in an attribute becomes "&quot;" */
#define REPAIR_EXTRA 64
#define WARNINGS_MAX_BYTES 8192u

struct str
xml_base(const struct xml_reader *r, const struct xml_level *e)
{
	if (e->base.n > 0)
		return e->base;
	if (r->b.feed->home_url.n > 0)
		return r->b.feed->home_url;
	return r->base_url;
}

bool
xml_is_one_of(struct str name, const char *names)
{
	struct str rest = str_from(names);

	while (rest.n > 0)
		if (str_eq(name, str_until(&rest, ' ')))
			return true;
	return false;
}

bool
xml_is_in(const struct xml_reader *r, const char *names)
{
	return r->depth > 1 && r->depth <= FEED_DEPTH_MAX &&
	       xml_is_one_of(r->stack[r->depth - 1].name, names);
}

bool
xml_beats(uint8_t *ranks, enum xml_field f, int rank)
{
	if (rank <= ranks[f])
		return false;
	ranks[f] = (uint8_t)rank;
	return true;
}

/*
 * Elements that hold other elements.  Of all others the content is one value,
 * tags and all.
 */
static bool
is_holder(struct str name)
{
	static const char names[] =
		"rss rdf:rdf channel item feed entry author contributor image "
		"textinput source items rdf:seq rdf:bag rdf:li urlset url "
		"sitemapindex sitemap news:news news:publication image:image "
		"media:group media:content itunes:owner cloud skiphours "
		"skipdays";

	return xml_is_one_of(name, names);
}

/* What the outermost element says. */
static void
note_root(struct xml_reader *r, struct str name)
{
	static const struct {
		const char *name;
		enum feed_kind kind;
	} roots[] = {
		{ "rss", FEED_RSS },         { "channel", FEED_RSS },
		{ "rdf:rdf", FEED_RDF },     { "feed", FEED_ATOM },
		{ "urlset", FEED_SITEMAP }, { "sitemapindex", FEED_SITEMAP_INDEX },
	};

	r->root_seen = true;
	for (size_t i = 0; i < COUNT(roots); i++) {
		if (!str_eq(name, str_from(roots[i].name)))
			continue;
		r->is_feed = true;
		r->b.feed->kind = roots[i].kind;
	}
}

static bool
is_item(const struct xml_reader *r, struct str name)
{
	enum feed_kind kind = r->b.feed->kind;

	if (kind == FEED_SITEMAP)
		return str_eq(name, STR("url")) && xml_is_in(r, "urlset");
	if (kind == FEED_SITEMAP_INDEX)
		return str_eq(name, STR("sitemap"));
	return xml_is_one_of(name, "item entry");
}

static void
fill_level(struct xml_reader *r, struct xml_level *e, const char *name,
           const char **attrs)
{
	struct arena *mem = r->b.mem;
	struct str base = xml_attr(attrs, "xml:base");

	*e = (struct xml_level){
		.base = e[-1].base,
		.type = str_copy(mem, xml_attr(attrs, "type")),
		.mode = str_copy(mem, xml_attr(attrs, "mode")),
		.permalink = !str_eq_ci(xml_attr(attrs, "isPermaLink"),
		                        STR("false")),
	};
	xml_name(r, name, e);
	if (base.n > 0) {
		struct str joined = feed_resolve(mem, xml_base(r, e), base);

		if (joined.n > 0)
			e->base = joined;
	}
}

static void
put_open_tag(struct buf *out, const char *name, const char **attrs)
{
	buf_put_char(out, '<');
	buf_put(out, xml_local(name));
	for (; attrs[0] != NULL; attrs += 2)
		if (!str_starts(str_from(attrs[0]), STR("xmlns")))
			html_put_attr(out, xml_local(attrs[0]),
			              str_from(attrs[1]));
	buf_put_char(out, '>');
}

/* A value, or the text of something that holds elements, begins. */
static void
begin_content(struct xml_reader *r, const struct xml_level *e)
{
	buf_clear(&r->content);
	r->markup = str_eq_ci(e->type, STR("xhtml")) ||
	            str_eq_ci(e->mode, STR("xml")) ||
	            xml_is_one_of(e->name, "body xhtml:body");
	if (!is_holder(e->name))
		r->take_depth = r->depth;
}

static void XMLCALL
on_start(void *arg, const XML_Char *name, const XML_Char **attrs)
{
	struct xml_reader *r = arg;
	struct xml_level *e;

	r->depth++;
	if (r->take_depth > 0) {
		put_open_tag(&r->content, name, attrs);
		return;
	}
	if (r->depth >= FEED_DEPTH_MAX)
		return;
	e = &r->stack[r->depth];
	xml_bind(r, name, attrs);
	fill_level(r, e, name, attrs);
	if (!r->root_seen)
		note_root(r, e->name);
	if (!r->is_feed) {
		XML_StopParser((XML_Parser)r->parser, XML_FALSE);
		return;
	}
	begin_content(r, e);
	if (r->item_depth > 0) {
		xml_item_start(r, e, attrs);
	} else if (is_item(r, e->name)) {
		r->item_depth = r->depth;
		xml_item_open(r, e, attrs);
	} else {
		xml_feed_start(r, e, attrs);
	}
}

/*
 * Text of HTML that stands in a feed as real elements means itself, what
 * stands in the value alone may be HTML in escaped form.
 */
static void
put_text(struct xml_reader *r, struct str s)
{
	if (!r->is_feed || (r->take_depth == 0 && r->depth >= FEED_DEPTH_MAX))
		return;
	if (r->markup || (r->take_depth > 0 && r->depth > r->take_depth))
		html_put_text(&r->content, s);
	else
		buf_put(&r->content, s);
}

static void XMLCALL
on_text(void *arg, const XML_Char *p, int n)
{
	put_text(arg, (struct str){ p, (size_t)n });
}

/* "&nbsp;" of a feed whose document type we do not read. */
static void XMLCALL
on_skipped(void *arg, const XML_Char *name, int is_parameter)
{
	char made[HTML_ENTITY_OUT_MAX];
	size_t n = is_parameter ? 0
	                        : html_entity_named(str_from(name), made);

	put_text(arg, (struct str){ made, n });
}

static void
end_level(struct xml_reader *r, const struct xml_level *e)
{
	struct str content = str_trim(buf_str(&r->content));

	if (r->item_depth == 0)
		xml_feed_end(r, e, content);
	else if (r->depth == r->item_depth)
		xml_item_close(r);
	else
		xml_item_end(r, e, content);
	if (r->depth == r->item_depth)
		r->item_depth = 0;
	buf_clear(&r->content);
	r->take_depth = 0;
	r->markup = false;
}

static void XMLCALL
on_end(void *arg, const XML_Char *name)
{
	struct xml_reader *r = arg;

	if (r->take_depth > 0 && r->depth > r->take_depth) {
		/* HTML reads "</br>" as a second line end */
		if (str_eq_ci(xml_local(name), STR("br")))
			goto out;
		buf_put(&r->content, STR("</"));
		buf_put(&r->content, xml_local(name));
		buf_put_char(&r->content, '>');
	} else if (r->depth < FEED_DEPTH_MAX) {
		end_level(r, &r->stack[r->depth]);
		xml_unbind(r);
	}
out:
	r->depth--;
	r->root_closed = r->depth == 0;
}

/* No feed needs entities of its own: they are bombs, or windows on files. */
static void XMLCALL
on_entity(void *arg, const XML_Char *name, int is_parameter,
          const XML_Char *value, int value_length, const XML_Char *base,
          const XML_Char *system_id, const XML_Char *public_id,
          const XML_Char *notation)
{
	struct xml_reader *r = arg;

	(void)name, (void)is_parameter, (void)value, (void)value_length;
	(void)base, (void)system_id, (void)public_id, (void)notation;
	XML_StopParser((XML_Parser)r->parser, XML_FALSE);
}

/* Feed text to expat; false where it broke off before the root's end. */
static bool
run_expat(struct xml_reader *r, struct str text)
{
	XML_Parser p = XML_ParserCreate("UTF-8");
	bool fine = p != NULL;

	if (p == NULL)
		return false;
	r->parser = p;
	XML_SetUserData(p, r);
	XML_SetElementHandler(p, on_start, on_end);
	XML_SetCharacterDataHandler(p, on_text);
	XML_SetSkippedEntityHandler(p, on_skipped);
	XML_SetEntityDeclHandler(p, on_entity);
	do {
		struct str chunk = str_sub(text, 0, CHUNK_BYTES);

		text = str_sub(text, chunk.n, text.n);
		fine = XML_Parse(p, chunk.p, (int)chunk.n, text.n == 0) ==
		       XML_STATUS_OK;
	} while (fine && text.n > 0);
	if (!fine)
		diag_add(&r->b.feed->diags, DIAG_FEED_ILL_FORMED,
		         (size_t)XML_GetCurrentByteIndex(p));
	XML_ParserFree(p);
	return fine || r->root_closed;
}

static bool
read_once(struct xml_reader *r, const struct feed_builder *b, struct str text,
          struct str base_url)
{
	buf_release(&r->content);
	*r = (struct xml_reader){ .b = *b, .base_url = base_url };
	buf_init(&r->content, CONTENT_MAX_BYTES);
	return run_expat(r, text);
}

/* Read it, or what can be made of it: r->is_feed tells. */
static void
read_repaired(struct xml_reader *r, const struct feed_builder *b,
              struct str text, struct str base_url)
{
	const struct feed was = *b->feed;
	struct buf fixed = BUF_INIT(text.n * REPAIR_FACTOR + REPAIR_EXTRA);

	if (!read_once(r, b, text, base_url) &&
	    (r->is_feed || !r->root_seen)) {
		*b->feed = was;
		diag_add(&b->feed->diags, DIAG_FEED_ILL_FORMED, 0);
		feed_repair(text, &fixed);
		read_once(r, b, buf_str(&fixed), base_url);
	}
	if (!r->is_feed)
		*b->feed = was;
	buf_release(&fixed);
}

/* Where a feed begins behind the warnings of a broken script; or nothing. */
static struct str
behind_warnings(struct str text)
{
	static const struct str starts[] = {
		STR_INIT("<?xml "), STR_INIT("<rss"), STR_INIT("<feed "),
		STR_INIT("<rdf:RDF"),
	};
	struct str head = str_sub(text, 1, WARNINGS_MAX_BYTES);
	size_t first = STR_NPOS;

	for (size_t i = 0; i < COUNT(starts); i++) {
		size_t at = str_find_ci(head, starts[i]);

		if (at < first)
			first = at;
	}
	if (first == STR_NPOS)
		return STR_EMPTY;
	return str_sub(text, first + 1, text.n);
}

enum err
feed_read_xml(struct feed_builder *b, struct str text, struct str base_url)
{
	size_t at = str_chr(text, '<');
	struct xml_reader *r;
	enum err e = ERR_FORMAT;

	if (at == STR_NPOS)
		return ERR_FORMAT;
	text = str_sub(text, at, text.n);
	r = xcalloc(1, sizeof(*r));
	read_repaired(r, b, text, base_url);
	if (!r->is_feed && (text = behind_warnings(text)).n > 0)
		read_repaired(r, b, text, base_url);
	if (r->is_feed) {
		b->items.v = r->b.items.v;
		b->items.n = r->b.items.n;
		b->extras.v = r->b.extras.v;
		b->extras.n = r->b.extras.n;
		e = arena_err(b->mem);
	}
	buf_release(&r->content);
	free(r);
	return e;
}
