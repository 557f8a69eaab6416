#include "feed/opml.h"

#include <expat.h>

#include "base/vec.h"
#include "text/normalise.h"

struct reader {
	struct arena *mem;
	struct opml *out;
	XML_Parser xml;
	unsigned depth;
	bool is_opml;
};

static struct str
attribute(struct arena *mem, const XML_Char **attrs, const char *name)
{
	for (; attrs[0] != NULL; attrs += 2)
		if (str_eq_ci(str_from(attrs[0]), str_from(name)))
			return str_copy(mem, str_trim(str_from(attrs[1])));
	return STR_EMPTY;
}

static void
add_outline(struct reader *r, const XML_Char **attrs)
{
	struct str url = attribute(r->mem, attrs, "xmlUrl");
	struct opml_entry *e;
	struct str title;

	if (url.n == 0)
		return; /* a folder */
	if (r->out->n == OPML_OUTLINES_MAX || r->depth > OPML_DEPTH_MAX) {
		r->out->skipped++;
		return;
	}
	if ((e = VEC_PUSH(r->mem, r->out)) == NULL)
		return;
	title = attribute(r->mem, attrs, "title");
	if (title.n == 0)
		title = attribute(r->mem, attrs, "text");
	e->title = text_shown_copy(r->mem, title);
	e->feed_url = url;
	e->home_url = attribute(r->mem, attrs, "htmlUrl");
	e->language = attribute(r->mem, attrs, "language");
}

static void XMLCALL
on_start(void *arg, const XML_Char *name, const XML_Char **attrs)
{
	struct reader *r = arg;

	if (str_eq_ci(str_from(name), STR("opml")))
		r->is_opml = true;
	else if (r->is_opml && str_eq_ci(str_from(name), STR("outline")))
		add_outline(r, attrs);
	r->depth++;
}

static void XMLCALL
on_end(void *arg, const XML_Char *name)
{
	struct reader *r = arg;

	(void)name;
	r->depth--;
}

/* A list needs no entities of its own: refuse to expand any. */
static void XMLCALL
on_entity(void *arg, const XML_Char *name, int is_parameter,
          const XML_Char *value, int value_length, const XML_Char *base,
          const XML_Char *system_id, const XML_Char *public_id,
          const XML_Char *notation)
{
	struct reader *r = arg;

	(void)name, (void)is_parameter, (void)value, (void)value_length;
	(void)base, (void)system_id, (void)public_id, (void)notation;
	XML_StopParser(r->xml, XML_FALSE);
}

enum err
opml_parse(struct arena *mem, struct str raw, struct opml *out)
{
	struct reader r = { .mem = mem, .out = out };

	*out = (struct opml){ 0 };
	if (raw.n > INT32_MAX)
		return ERR_LIMIT;
	if ((r.xml = XML_ParserCreate(NULL)) == NULL)
		return ERR_LIMIT;
	XML_SetUserData(r.xml, &r);
	XML_SetElementHandler(r.xml, on_start, on_end);
	XML_SetEntityDeclHandler(r.xml, on_entity);
	XML_Parse(r.xml, raw.p, (int)raw.n, XML_TRUE);
	XML_ParserFree(r.xml);
	if (!r.is_opml)
		return ERR_FORMAT;
	return arena_err(mem);
}
