#include "html/sanitise.h"

#include "html/tree.h"
#include "html/writer.h"
#include "url/url.h"

/*
 * What each element is written as: itself, a plain element of its kind, or
 * (0) not at all, only its content.  All that have no entry in this table
 * are unwrapped.
 */
static const uint8_t written_as[HTML_TAG__COUNT] = {
	[HTML_TAG_A] = HTML_TAG_A,
	[HTML_TAG_ABBR] = HTML_TAG_ABBR,
	[HTML_TAG_ADDRESS] = HTML_TAG_DIV,
	[HTML_TAG_ARTICLE] = HTML_TAG_DIV,
	[HTML_TAG_ASIDE] = HTML_TAG_DIV,
	[HTML_TAG_B] = HTML_TAG_B,
	[HTML_TAG_BDI] = HTML_TAG_BDI,
	[HTML_TAG_BIG] = HTML_TAG_BIG,
	[HTML_TAG_BLOCKQUOTE] = HTML_TAG_BLOCKQUOTE,
	[HTML_TAG_BR] = HTML_TAG_BR,
	[HTML_TAG_CAPTION] = HTML_TAG_CAPTION,
	[HTML_TAG_CENTER] = HTML_TAG_DIV,
	[HTML_TAG_CITE] = HTML_TAG_CITE,
	[HTML_TAG_CODE] = HTML_TAG_CODE,
	[HTML_TAG_DD] = HTML_TAG_DD,
	[HTML_TAG_DEL] = HTML_TAG_DEL,
	[HTML_TAG_DETAILS] = HTML_TAG_DIV,
	[HTML_TAG_DFN] = HTML_TAG_DFN,
	[HTML_TAG_DIR] = HTML_TAG_UL,
	[HTML_TAG_DIV] = HTML_TAG_DIV,
	[HTML_TAG_DL] = HTML_TAG_DL,
	[HTML_TAG_DT] = HTML_TAG_DT,
	[HTML_TAG_EM] = HTML_TAG_EM,
	[HTML_TAG_FIGCAPTION] = HTML_TAG_FIGCAPTION,
	[HTML_TAG_FIGURE] = HTML_TAG_FIGURE,
	[HTML_TAG_FOOTER] = HTML_TAG_DIV,
	[HTML_TAG_H1] = HTML_TAG_H1,
	[HTML_TAG_H2] = HTML_TAG_H2,
	[HTML_TAG_H3] = HTML_TAG_H3,
	[HTML_TAG_H4] = HTML_TAG_H4,
	[HTML_TAG_H5] = HTML_TAG_H5,
	[HTML_TAG_H6] = HTML_TAG_H6,
	[HTML_TAG_HEADER] = HTML_TAG_DIV,
	[HTML_TAG_HR] = HTML_TAG_HR,
	[HTML_TAG_I] = HTML_TAG_I,
	[HTML_TAG_IMG] = HTML_TAG_IMG,
	[HTML_TAG_INS] = HTML_TAG_INS,
	[HTML_TAG_KBD] = HTML_TAG_KBD,
	[HTML_TAG_LI] = HTML_TAG_LI,
	[HTML_TAG_MAIN] = HTML_TAG_DIV,
	[HTML_TAG_MARK] = HTML_TAG_MARK,
	[HTML_TAG_MENU] = HTML_TAG_UL,
	[HTML_TAG_NAV] = HTML_TAG_DIV,
	[HTML_TAG_OL] = HTML_TAG_OL,
	[HTML_TAG_P] = HTML_TAG_P,
	[HTML_TAG_PRE] = HTML_TAG_PRE,
	[HTML_TAG_Q] = HTML_TAG_Q,
	[HTML_TAG_S] = HTML_TAG_S,
	[HTML_TAG_SAMP] = HTML_TAG_SAMP,
	[HTML_TAG_SECTION] = HTML_TAG_DIV,
	[HTML_TAG_SMALL] = HTML_TAG_SMALL,
	[HTML_TAG_SPAN] = HTML_TAG_SPAN,
	[HTML_TAG_STRIKE] = HTML_TAG_S,
	[HTML_TAG_STRONG] = HTML_TAG_STRONG,
	[HTML_TAG_SUB] = HTML_TAG_SUB,
	[HTML_TAG_SUMMARY] = HTML_TAG_DIV,
	[HTML_TAG_SUP] = HTML_TAG_SUP,
	[HTML_TAG_TABLE] = HTML_TAG_TABLE,
	[HTML_TAG_TBODY] = HTML_TAG_TBODY,
	[HTML_TAG_TD] = HTML_TAG_TD,
	[HTML_TAG_TFOOT] = HTML_TAG_TFOOT,
	[HTML_TAG_TH] = HTML_TAG_TH,
	[HTML_TAG_THEAD] = HTML_TAG_THEAD,
	[HTML_TAG_TIME] = HTML_TAG_TIME,
	[HTML_TAG_TR] = HTML_TAG_TR,
	[HTML_TAG_TT] = HTML_TAG_CODE,
	[HTML_TAG_U] = HTML_TAG_U,
	[HTML_TAG_UL] = HTML_TAG_UL,
	[HTML_TAG_VAR] = HTML_TAG_VAR,
};

/* Elements that go with all they hold, besides those with HTML_NO_TEXT. */
static bool
is_dropped(enum html_tag tag)
{
	return html_tag_is(tag, HTML_NO_TEXT) || tag == HTML_TAG_FORM ||
	       tag == HTML_TAG_BUTTON || tag == HTML_TAG_TITLE;
}

enum form { FORM_TEXT, FORM_URL, FORM_NUMBER, FORM_DIRECTION, FORM_TOKEN };

/* HTML_TAG_ROOT stands for any element. */
static const struct attr_rule {
	enum html_tag tag;
	struct str name;
	enum form form;
} attr_rules[] = {
	{ HTML_TAG_ROOT, STR_INIT("dir"), FORM_DIRECTION },
	{ HTML_TAG_ROOT, STR_INIT("lang"), FORM_TOKEN },
	{ HTML_TAG_ROOT, STR_INIT("title"), FORM_TEXT },
	{ HTML_TAG_A, STR_INIT("href"), FORM_URL },
	{ HTML_TAG_BLOCKQUOTE, STR_INIT("cite"), FORM_URL },
	{ HTML_TAG_IMG, STR_INIT("alt"), FORM_TEXT },
	{ HTML_TAG_IMG, STR_INIT("height"), FORM_NUMBER },
	{ HTML_TAG_IMG, STR_INIT("src"), FORM_URL },
	{ HTML_TAG_IMG, STR_INIT("width"), FORM_NUMBER },
	{ HTML_TAG_OL, STR_INIT("start"), FORM_NUMBER },
	{ HTML_TAG_Q, STR_INIT("cite"), FORM_URL },
	{ HTML_TAG_TD, STR_INIT("colspan"), FORM_NUMBER },
	{ HTML_TAG_TD, STR_INIT("rowspan"), FORM_NUMBER },
	{ HTML_TAG_TH, STR_INIT("colspan"), FORM_NUMBER },
	{ HTML_TAG_TH, STR_INIT("rowspan"), FORM_NUMBER },
	{ HTML_TAG_TIME, STR_INIT("datetime"), FORM_TEXT },
};

struct sanitiser {
	struct arena *mem;
	struct html_tree tree;
	struct str base_url;
	struct buf *out;
	struct { uint32_t end; uint8_t tag; } stack[HTML_SANITISE_DEPTH];
	unsigned depth;
};

static bool
is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]))
			return false;
	return s.n > 0 && s.n <= 5;
}

static bool
is_token(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_alnum(s.p[i]) && s.p[i] != '-')
			return false;
	return s.n > 0 && s.n <= 35;
}

/* An address as it may be shown; false: it may not. */
static bool
safe_url(struct sanitiser *z, struct str value, struct str *out)
{
	struct url u;

	value = str_trim(value);
	if (value.n == 0)
		return false;
	if (z->base_url.n > 0) {
		if (url_join(z->mem, z->base_url, value, out) != ERR_OK)
			return false;
	} else {
		if (url_parse(z->mem, value, &u) != ERR_OK)
			return false;
		*out = url_text(z->mem, &u);
	}
	/* encoding makes it longer; it must be readable again */
	return out->n > 0 && out->n <= URL_MAX_BYTES;
}

static bool
safe_value(struct sanitiser *z, enum form form, struct str *value)
{
	switch (form) {
	case FORM_TEXT:
		return true;
	case FORM_URL:
		return safe_url(z, *value, value);
	case FORM_NUMBER:
		return is_number(*value);
	case FORM_TOKEN:
		return is_token(*value);
	case FORM_DIRECTION:
		return str_eq(*value, STR("rtl")) ||
		       str_eq(*value, STR("ltr")) ||
		       str_eq(*value, STR("auto"));
	}
	return false;
}

/*
 * The start tag; false, with nothing written, for a link or an image that
 * leads nowhere.
 */
static bool
put_start(struct sanitiser *z, uint32_t node, enum html_tag as)
{
	const struct html_node *e = &z->tree.nodes[node];
	size_t start = z->out->n;
	bool has_url = false;

	buf_put_char(z->out, '<');
	buf_put(z->out, html_tag_name(as));
	for (size_t i = 0; i < COUNT(attr_rules); i++) {
		const struct attr_rule *r = &attr_rules[i];
		struct str value;

		if (e->attr_count == 0 ||
		    (r->tag != HTML_TAG_ROOT && r->tag != as) ||
		    !html_has_attr(&z->tree, node, r->name))
			continue;
		value = html_attr(&z->tree, node, r->name);
		if (!safe_value(z, r->form, &value))
			continue;
		has_url |= r->form == FORM_URL;
		html_put_attr(z->out, r->name, value);
	}
	buf_put_char(z->out, '>');
	if (!has_url && (as == HTML_TAG_A || as == HTML_TAG_IMG)) {
		if (z->out->err == ERR_OK)
			buf_cut(z->out, start);
		return false;
	}
	return true;
}

static void
put_end(struct sanitiser *z)
{
	z->depth--;
	buf_put(z->out, STR("</"));
	buf_put(z->out, html_tag_name(z->stack[z->depth].tag));
	buf_put_char(z->out, '>');
}

static void
put_element(struct sanitiser *z, uint32_t i)
{
	const struct html_node *e = &z->tree.nodes[i];
	enum html_tag as = written_as[e->tag];

	if (as == 0)
		return;
	if (html_tag_is(as, HTML_VOID)) {
		put_start(z, i, as);
	} else if (z->depth < HTML_SANITISE_DEPTH && put_start(z, i, as)) {
		z->stack[z->depth].end = e->end;
		z->stack[z->depth].tag = (uint8_t)as;
		z->depth++;
	}
}

static void
put_tree(struct sanitiser *z)
{
	z->depth = 0;
	for (uint32_t i = 1; i < z->tree.n; i++) {
		const struct html_node *e = &z->tree.nodes[i];

		while (z->depth > 0 && z->stack[z->depth - 1].end <= i)
			put_end(z);
		if (e->tag == HTML_TAG_TEXT)
			html_put_text(z->out, e->text);
		else if (is_dropped(e->tag))
			i = e->end - 1;
		else
			put_element(z, i);
	}
	while (z->depth > 0)
		put_end(z);
}

static enum err
pass(struct sanitiser *z, struct str html, struct buf *out)
{
	enum err e = html_tree_parse(z->mem, html, &z->tree);

	if (e != ERR_OK)
		return e;
	z->out = out;
	put_tree(z);
	return out->err;
}

/*
 * Taking elements out can leave others where HTML does not allow them (a
 * paragraph in a paragraph), so that reading the result would give another
 * tree.  The second pass writes that tree; it takes nothing out any more,
 * so what it writes is read as itself.
 */
void
html_sanitise(struct arena *mem, struct str html, struct str base_url,
              struct buf *out)
{
	struct sanitiser *z = ARENA_NEW(mem, struct sanitiser);
	struct buf first = BUF_INIT(out->max);
	enum err e = ERR_LIMIT;

	if (z != NULL) {
		z->mem = mem;
		z->base_url = base_url;
		e = pass(z, html, &first);
	}
	if (e == ERR_OK)
		e = pass(z, buf_str(&first), out);
	if (e != ERR_OK && out->err == ERR_OK)
		out->err = e;
	buf_release(&first);
}
