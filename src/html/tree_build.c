/*
 * Tree construction: a stack of open elements over the token stream.
 * HTML Living Standard, 13.2.6, as far as tree.h says.
 */
#include <string.h>

#include "base/vec.h"
#include "html/tree.h"

/* First guess: a node in so many bytes; most documents have fewer. */
#define NODE_BYTES 24u
#define ATTR_BYTES 48u

#define NONE UINT16_MAX

struct open {
	uint32_t node;
	uint16_t same;    /* next outer open element of this tag, or NONE */
	uint16_t barrier; /* next outer one an inline end tag stops at */
	uint16_t scope;   /* next outer one a block end tag stops at */
	uint8_t tag;
	bool closed; /* its end tag came while blocks inside were open */
};

struct builder {
	struct html_tokenizer tok;
	struct html_tree *tree;
	struct arena *mem;
	/* not zeroed; attrs has room for one more tag than it counts */
	struct { struct html_node *v; size_t n, cap; } nodes;
	struct { struct html_attr *v; size_t n, cap; } attrs;
	struct open stack[HTML_DEPTH_MAX + 2];
	uint16_t depth; /* open elements; stack[0] is the root */
	uint16_t last[HTML_TAG__COUNT]; /* innermost open one of each tag */
	uint16_t barrier, scope;        /* innermost of either */
	bool has_body;
};

static struct open *
top(struct builder *b)
{
	return &b->stack[b->depth - 1];
}

static void
too_many(struct builder *b, size_t at)
{
	if (!b->tree->too_many)
		b->tree->too_many_at = at;
	b->tree->too_many = true;
}

/* Move n elements of an array to a place with room for twice as many. */
static void *
grow(struct builder *b, const void *old, size_t n, size_t size)
{
	void *p = arena_raw(b->mem, 2 * n * size);

	if (p != NULL)
		memcpy(p, old, n * size);
	return p;
}

static bool
grow_nodes(struct builder *b)
{
	void *p = grow(b, b->nodes.v, b->nodes.n, sizeof(*b->nodes.v));

	if (p == NULL)
		return false;
	b->nodes.v = p;
	b->nodes.cap = 2 * b->nodes.n;
	return true;
}

/* A new node below the innermost open element; 0: there is no room. */
static uint32_t
add_node(struct builder *b, enum html_tag tag, struct str text, size_t at)
{
	if (b->nodes.n >= HTML_NODES_MAX) {
		too_many(b, at);
		return 0;
	}
	if (b->nodes.n == b->nodes.cap && !grow_nodes(b))
		return 0;
	b->nodes.v[b->nodes.n] = (struct html_node){
		.parent = b->depth > 0 ? top(b)->node : 0,
		.end = (uint32_t)b->nodes.n + 1,
		.attr = (uint32_t)b->attrs.n,
		.tag = (uint8_t)tag,
		.depth = b->depth,
		.text = text,
	};
	return (uint32_t)b->nodes.n++;
}

static void
push(struct builder *b, uint32_t node, enum html_tag tag)
{
	uint16_t i = b->depth;
	struct open *o = &b->stack[i];

	*o = (struct open){
		.node = node,
		.same = b->last[tag],
		.barrier = b->barrier,
		.scope = b->scope,
		.tag = (uint8_t)tag,
	};
	b->last[tag] = i;
	if (html_tag_is(tag, HTML_BLOCK))
		b->barrier = i;
	if (html_tag_is(tag, HTML_SCOPE))
		b->scope = i;
	b->depth++;
}

static void
pop(struct builder *b)
{
	struct open *o = top(b);

	b->nodes.v[o->node].end = (uint32_t)b->nodes.n;
	b->last[o->tag] = o->same;
	b->barrier = o->barrier;
	b->scope = o->scope;
	b->depth--;
}

/* Close stack[i] and all inside it, then what waited for just that. */
static void
pop_to(struct builder *b, uint16_t i)
{
	while (b->depth > i)
		pop(b);
	while (b->depth > 1 && top(b)->closed)
		pop(b);
}

/* The innermost open element of a tag inside the scope; NONE else. */
static uint16_t
in_scope(const struct builder *b, enum html_tag tag)
{
	uint16_t i = b->last[tag];

	return i != NONE && i >= b->scope ? i : NONE;
}

static void
close_in_scope(struct builder *b, enum html_tag tag)
{
	uint16_t i = in_scope(b, tag);

	if (i != NONE)
		pop_to(b, i);
}

/*
 * An item of a list ends the open one before it, unless a list or another
 * block (address, div and p aside) began inside that.
 */
static void
close_item(struct builder *b, enum html_tag tag)
{
	uint16_t i = in_scope(b, tag), at = b->barrier;

	if (i == NONE)
		return;
	while (at > i) {
		enum html_tag t = b->stack[at].tag;

		if (t != HTML_TAG_ADDRESS && t != HTML_TAG_DIV &&
		    t != HTML_TAG_P)
			return;
		at = b->stack[at].barrier;
	}
	pop_to(b, i);
}

/* Close the innermost open one of `tag` that is inside `table` or such. */
static void
close_inside(struct builder *b, enum html_tag tag, enum html_tag table)
{
	uint16_t i = b->last[tag], outer = b->last[table];

	if (i != NONE && (outer == NONE || i > outer))
		pop_to(b, i);
}

static void
close_table_part(struct builder *b, enum html_tag tag)
{
	close_inside(b, HTML_TAG_TD, HTML_TAG_TABLE);
	close_inside(b, HTML_TAG_TH, HTML_TAG_TABLE);
	close_inside(b, HTML_TAG_CAPTION, HTML_TAG_TABLE);
	if (tag == HTML_TAG_TD || tag == HTML_TAG_TH)
		return;
	close_inside(b, HTML_TAG_TR, HTML_TAG_TABLE);
	close_inside(b, HTML_TAG_COLGROUP, HTML_TAG_TABLE);
	if (tag == HTML_TAG_TR)
		return;
	close_inside(b, HTML_TAG_TBODY, HTML_TAG_TABLE);
	close_inside(b, HTML_TAG_THEAD, HTML_TAG_TABLE);
	close_inside(b, HTML_TAG_TFOOT, HTML_TAG_TABLE);
}

/* An inline element that may not hold its like, if no block began in it. */
static void
close_inline(struct builder *b, enum html_tag tag)
{
	uint16_t i = b->last[tag];

	if (i != NONE && i > b->barrier)
		pop_to(b, i);
}

/* HTML in svg or math ends it: 13.2.6.5, the tags that break out. */
static void
leave_foreign(struct builder *b, enum html_tag tag)
{
	static const enum html_tag roots[] = { HTML_TAG_SVG, HTML_TAG_MATH };

	if (!html_tag_is(tag, HTML_BLOCK | HTML_HEADING) &&
	    tag != HTML_TAG_IMG && tag != HTML_TAG_SPAN &&
	    tag != HTML_TAG_BR)
		return;
	for (size_t k = 0; k < COUNT(roots); k++) {
		uint16_t i = b->last[roots[k]];
		bool inner = false;

		if (i == NONE)
			continue;
		/* foreignObject, desc and title may hold HTML */
		for (uint16_t j = i; j < b->depth && !inner; j++) {
			struct str name = b->nodes.v[b->stack[j].node].text;

			inner = str_eq(name, STR("foreignobject")) ||
			        str_eq(name, STR("desc")) ||
			        str_eq(name, STR("annotation-xml"));
		}
		if (!inner)
			pop_to(b, i);
	}
}

/* What a start tag ends before it begins. */
static void
imply_ends(struct builder *b, enum html_tag tag)
{
	if (b->last[HTML_TAG_SVG] != NONE || b->last[HTML_TAG_MATH] != NONE)
		leave_foreign(b, tag);
	if (!html_tag_is(tag, HTML_HEAD) && b->last[HTML_TAG_HEAD] != NONE &&
	    in_scope(b, HTML_TAG_NOSCRIPT) == NONE)
		pop_to(b, b->last[HTML_TAG_HEAD]);
	switch ((int)tag) {
	case HTML_TAG_LI:
		close_item(b, HTML_TAG_LI);
		break;
	case HTML_TAG_DD:
	case HTML_TAG_DT:
		close_item(b, HTML_TAG_DD);
		close_item(b, HTML_TAG_DT);
		break;
	case HTML_TAG_TD:
	case HTML_TAG_TH:
	case HTML_TAG_TR:
	case HTML_TAG_TBODY:
	case HTML_TAG_THEAD:
	case HTML_TAG_TFOOT:
	case HTML_TAG_CAPTION:
	case HTML_TAG_COLGROUP:
		close_table_part(b, tag);
		break;
	case HTML_TAG_A:
	case HTML_TAG_NOBR:
	case HTML_TAG_OPTION:
		close_inline(b, tag);
		break;
	case HTML_TAG_OPTGROUP:
		close_inline(b, HTML_TAG_OPTION);
		close_inline(b, HTML_TAG_OPTGROUP);
		break;
	case HTML_TAG_BUTTON:
		if (b->last[tag] != NONE && b->last[tag] == b->scope)
			pop_to(b, b->last[tag]);
		break;
	default:
		break;
	}
	if (html_tag_is(tag, HTML_CLOSES_P))
		close_in_scope(b, HTML_TAG_P);
	while (html_tag_is(tag, HTML_HEADING) &&
	       html_tag_is(top(b)->tag, HTML_HEADING))
		pop_to(b, b->depth - 1);
}

/* Keep the attributes that the tokenizer has put behind those before. */
static void
add_attrs(struct builder *b, uint32_t node, const struct html_token *tok)
{
	size_t n = tok->attr_count, room = HTML_TREE_ATTRS_MAX - b->attrs.n;
	void *p;

	if (n > room) {
		too_many(b, tok->at);
		n = room;
	}
	b->nodes.v[node].attr_count = (uint8_t)n;
	b->attrs.n += n;
	if (b->attrs.cap - b->attrs.n < HTML_ATTRS_MAX) {
		p = grow(b, b->attrs.v, b->attrs.cap, sizeof(*b->attrs.v));
		if (p == NULL) {
			b->attrs.n -= n;
			b->nodes.v[node].attr_count = 0;
			return;
		}
		b->attrs.v = p;
		b->attrs.cap *= 2;
	}
	b->tok.attrs = b->attrs.v + b->attrs.n;
}

/* html, head and body occur once; their later start tags mean nothing. */
static bool
is_repeated(const struct builder *b, enum html_tag tag)
{
	if (tag == HTML_TAG_HTML)
		return b->nodes.n > 1;
	if (tag == HTML_TAG_HEAD)
		return b->has_body || b->last[HTML_TAG_HEAD] != NONE;
	return tag == HTML_TAG_BODY && b->has_body;
}

/* Whether html_content_state says anything but data for it. */
static bool
has_raw_content(enum html_tag tag)
{
	return tag == HTML_TAG_PLAINTEXT || tag == HTML_TAG_XMP ||
	       tag == HTML_TAG_TITLE || html_tag_is(tag, HTML_NO_TEXT);
}

static void
start_tag(struct builder *b, const struct html_token *tok)
{
	enum html_tag tag = tok->tag;
	bool foreign = b->tok.in_foreign;
	uint32_t node;

	if (is_repeated(b, tag))
		return;
	imply_ends(b, tag);
	if (tag != HTML_TAG_HTML && tag != HTML_TAG_HEAD &&
	    !html_tag_is(tag, HTML_HEAD))
		b->has_body = true;
	node = add_node(b, tag, tok->text, tok->at);
	if (node == 0)
		return;
	add_attrs(b, node, tok);
	if (html_tag_is(tag, HTML_VOID) ||
	    (tok->self_closing &&
	     (foreign || html_tag_is(tag, HTML_FOREIGN))))
		return;
	/* A form between table and row is empty: 13.2.6.4.9. */
	if (tag == HTML_TAG_FORM &&
	    (top(b)->tag == HTML_TAG_TABLE || top(b)->tag == HTML_TAG_TR ||
	     top(b)->tag == HTML_TAG_TBODY))
		return;
	if (has_raw_content(tag))
		b->tok.state = html_content_state(tag);
	/* A raw text element may be one deeper: it holds no elements. */
	if (b->depth > HTML_DEPTH_MAX && b->tok.state == HTML_STATE_DATA) {
		if (!b->tree->too_deep)
			b->tree->too_deep_at = tok->at;
		b->tree->too_deep = true;
		return;
	}
	push(b, node, tag);
	b->tok.in_foreign = b->last[HTML_TAG_SVG] != NONE ||
	                    b->last[HTML_TAG_MATH] != NONE;
}

/* The innermost open element of a name that is not in HTML's list. */
static uint16_t
find_other(const struct builder *b, struct str name)
{
	uint16_t i = b->last[HTML_TAG_OTHER];

	while (i != NONE && !str_eq(b->nodes.v[b->stack[i].node].text, name))
		i = b->stack[i].same;
	return i;
}

/* </h2> closes whatever heading is open in scope: 13.2.6.4.7. */
static uint16_t
find_heading(const struct builder *b)
{
	uint16_t best = NONE;

	for (int tag = HTML_TAG_H1; tag <= HTML_TAG_H6; tag++) {
		uint16_t i = in_scope(b, (enum html_tag)tag);

		if (i != NONE && (best == NONE || i > best))
			best = i;
	}
	return best;
}

static bool
is_table_part(enum html_tag tag)
{
	return tag == HTML_TAG_TR || tag == HTML_TAG_TD ||
	       tag == HTML_TAG_TH || tag == HTML_TAG_TBODY ||
	       tag == HTML_TAG_THEAD || tag == HTML_TAG_TFOOT ||
	       tag == HTML_TAG_CAPTION;
}

static void
end_tag(struct builder *b, const struct html_token *tok)
{
	enum html_tag tag = tok->tag;
	uint16_t i;

	if (tag == HTML_TAG_BR) { /* </br> is <br>: 13.2.6.4.7 */
		imply_ends(b, tag);
		add_node(b, tag, html_tag_name(tag), tok->at);
		return;
	}
	/* What stands behind </body> still belongs to the body. */
	if (tag == HTML_TAG_BODY || tag == HTML_TAG_HTML)
		return;
	if (tag == HTML_TAG_OTHER)
		i = find_other(b, tok->text);
	else if (html_tag_is(tag, HTML_HEADING))
		i = find_heading(b);
	else
		i = b->last[tag];
	if (i == NONE)
		return;
	if (is_table_part(tag)) { /* not of a table outside this one */
		if (b->last[HTML_TAG_TABLE] != NONE &&
		    i < b->last[HTML_TAG_TABLE])
			return;
	} else if (i < b->scope && tag != HTML_TAG_TABLE) {
		return;
	} else if (i < b->barrier &&
	           (!html_tag_is(tag, HTML_BLOCK) || tag == HTML_TAG_FORM)) {
		b->stack[i].closed = true;
		return;
	}
	pop_to(b, i);
}

static bool
is_blank(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_space(s.p[i]))
			return false;
	return true;
}

/* White space counts for nothing here. */
static bool
drops_blanks(const struct builder *b, enum html_tag in)
{
	if (in == HTML_TAG_HTML || in == HTML_TAG_ROOT)
		return !b->has_body;
	return in == HTML_TAG_HEAD || in == HTML_TAG_TABLE ||
	       in == HTML_TAG_TR || in == HTML_TAG_TBODY;
}

static void
text(struct builder *b, const struct html_token *tok)
{
	enum html_tag in = top(b)->tag;

	if (drops_blanks(b, in) && is_blank(tok->text))
		return;
	if (in == HTML_TAG_HEAD)
		pop_to(b, b->last[HTML_TAG_HEAD]);
	in = top(b)->tag;
	b->has_body |= in == HTML_TAG_HTML || in == HTML_TAG_ROOT;
	add_node(b, HTML_TAG_TEXT, tok->text, tok->at);
}

static void
build(struct builder *b)
{
	struct html_token tok;

	while (html_tokenizer_next(&b->tok, &tok)) {
		if (tok.kind == HTML_TOKEN_TEXT)
			text(b, &tok);
		else if (tok.kind == HTML_TOKEN_START)
			start_tag(b, &tok);
		else if (tok.kind == HTML_TOKEN_END)
			end_tag(b, &tok);
		b->tok.in_foreign = b->last[HTML_TAG_SVG] != NONE ||
		                    b->last[HTML_TAG_MATH] != NONE;
	}
	while (b->depth > 0)
		pop(b);
}

static bool
prepare(struct builder *b, struct arena *mem, struct str html)
{
	b->mem = mem;
	b->nodes.cap = html.n / NODE_BYTES + 8;
	if (b->nodes.cap > HTML_NODES_MAX)
		b->nodes.cap = HTML_NODES_MAX;
	b->attrs.cap = html.n / ATTR_BYTES + 2 * HTML_ATTRS_MAX;
	if (b->attrs.cap > HTML_TREE_ATTRS_MAX)
		b->attrs.cap = HTML_TREE_ATTRS_MAX;
	memset(b->last, 0xFF, sizeof(b->last));
	html_tokenizer_init(&b->tok, mem, html);
	b->nodes.v = arena_raw(mem, b->nodes.cap * sizeof(*b->nodes.v));
	b->attrs.v = arena_raw(mem, b->attrs.cap * sizeof(*b->attrs.v));
	b->tok.attrs = b->attrs.v;
	return b->nodes.v != NULL && b->attrs.v != NULL;
}

enum err
html_tree_parse(struct arena *mem, struct str html, struct html_tree *out)
{
	struct html_tree tree = { 0 };
	struct builder b;

	b.tree = &tree;
	b.nodes.n = b.attrs.n = 0;
	b.depth = b.barrier = b.scope = 0;
	b.has_body = false;
	if (!prepare(&b, mem, html))
		return ERR_LIMIT;
	add_node(&b, HTML_TAG_ROOT, STR_EMPTY, 0);
	push(&b, 0, HTML_TAG_ROOT);
	build(&b);
	tree.nodes = b.nodes.v;
	tree.n = (uint32_t)b.nodes.n;
	tree.attrs = b.attrs.v;
	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	*out = tree;
	return ERR_OK;
}
