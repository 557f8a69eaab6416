/*
 * The content of an element as HTML or as a line of text, whatever form its
 * type says it is in.  Source: RFC 4287 s3.1 and s4.1.3; Atom 0.3 s3.1.
 */
#include "feed/base64.h"
#include "feed/xml.h"
#include "text/normalise.h"
#include "text/utf8.h"

enum form { FORM_TEXT, FORM_HTML, FORM_BINARY };

/* A closing tag or a void element: nobody writes these in plain text. */
static bool
looks_like_html(struct str s)
{
	static const struct str signs[] = {
		STR_INIT("</"), STR_INIT("<br"), STR_INIT("<p>"),
		STR_INIT("<img "), STR_INIT("/>"),
	};

	if (str_chr(s, '<') == STR_NPOS)
		return false;
	for (size_t i = 0; i < COUNT(signs); i++)
		if (str_find_ci(s, signs[i]) != STR_NPOS)
			return true;
	return false;
}

static enum form
form_of(const struct xml_reader *r, const struct xml_level *e, struct str s)
{
	static const struct str html[] = {
		STR_INIT("html"), STR_INIT("xhtml"), STR_INIT("text/html"),
		STR_INIT("application/xhtml+xml"),
	};

	for (size_t i = 0; i < COUNT(html); i++)
		if (str_eq_ci(e->type, html[i]))
			return FORM_HTML;
	if (r->markup)
		return FORM_HTML;
	if (!e->atom && r->b.feed->kind != FEED_ATOM)
		return FORM_HTML; /* RSS knows nothing else */
	if (e->type.n == 0 || str_eq_ci(e->type, STR("text")) ||
	    str_starts_ci(e->type, STR("text/")))
		return looks_like_html(s) ? FORM_HTML : FORM_TEXT;
	if (str_ends_ci(e->type, STR("xml")))
		return FORM_HTML;
	return str_chr(e->type, '/') == STR_NPOS ? FORM_HTML : FORM_BINARY;
}

/* Base64 is that of bytes in UTF-8. */
static struct str
unpack(struct arena *mem, struct str content)
{
	struct str s = base64_decode(mem, content);

	return utf8_valid(s) ? s : STR_EMPTY;
}

struct str
xml_html(struct xml_reader *r, const struct xml_level *e, struct str content)
{
	enum form form;

	if (str_eq_ci(e->mode, STR("base64")))
		content = unpack(r->b.mem, content);
	form = form_of(r, e, content);
	if (form == FORM_BINARY)
		return STR_EMPTY;
	if (form == FORM_TEXT)
		return feed_escape(r->b.mem, content);
	return str_copy(r->b.mem, content);
}

struct str
xml_line(struct xml_reader *r, const struct xml_level *e, struct str content)
{
	enum form form;

	if (str_eq_ci(e->mode, STR("base64")))
		content = unpack(r->b.mem, content);
	form = form_of(r, e, content);
	if (form == FORM_BINARY)
		return STR_EMPTY;
	/* references in what is said to be text were encoded twice */
	if (form == FORM_TEXT && (str_chr(content, '&') == STR_NPOS ||
	                          str_chr(content, '<') != STR_NPOS))
		return text_shown_copy(r->b.mem, content);
	return feed_line(r->b.mem, content);
}
