#include "feed/internal.h"

#include "html/entities.h"
#include "text/utf8.h"

#define REFERENCE_MAX 40u      /* bytes of a reference's name */
#define OPEN_MAX 200u          /* elements open at a time that are kept */
#define ATTRS_MAX 32u          /* attributes of one element that are kept */
#define VALUE_MAX_BYTES 65536u /* searched for the end of a quotation */

struct repairer {
	struct buf *out;
	struct str rest;
	struct str open[OPEN_MAX]; /* names of the elements that are open */
	unsigned depth;
	unsigned too_deep; /* elements below the last of these */
	bool no_pi_end;    /* no "?>" is left in the text */
	bool rooted;       /* the outermost element was seen */
};

/* XML 1.0, production 2 (Char). */
static bool
is_xml_char(uint32_t c)
{
	return c == 0x09 || c == 0x0A || c == 0x0D ||
	       (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
	       (c >= 0x10000 && c <= 0x10FFFF);
}

static bool
is_known_to_xml(struct str name)
{
	static const struct str known[] = {
		STR_INIT("amp"), STR_INIT("lt"), STR_INIT("gt"),
		STR_INIT("quot"), STR_INIT("apos"),
	};

	for (size_t i = 0; i < COUNT(known); i++)
		if (str_eq(name, known[i]))
			return true;
	return false;
}

/* "#65", "#x41": whether it stands for a character XML allows. */
static bool
is_good_number(struct str name)
{
	uint32_t c = 0;
	bool hex;

	if (!str_skip(&name, STR("#")) || name.n == 0 || name.n > 8)
		return false;
	hex = str_skip(&name, STR("x"));
	for (size_t i = 0; i < name.n; i++) {
		int v = ascii_hex(name.p[i]);

		if (v < 0 || (!hex && v > 9))
			return false;
		c = c * (hex ? 16 : 10) + (uint32_t)v;
	}
	return name.n > 0 && is_xml_char(c);
}

/* Text as element content or attribute value, no reference in it. */
static void
put_text(struct buf *out, struct str s)
{
	uint32_t c;

	for (const char *at = s.p; utf8_next(&s, &c); at = s.p) {
		if (c == '<')
			buf_put(out, STR("&lt;"));
		else if (c == '>')
			buf_put(out, STR("&gt;"));
		else if (c == '"')
			buf_put(out, STR("&quot;"));
		else if (c == '&')
			buf_put(out, STR("&amp;"));
		else if (is_xml_char(c))
			buf_put(out, (struct str){ at, (size_t)(s.p - at) });
	}
}

/* The reference at the front of *s, which is '&', in a form XML can read. */
static void
put_reference(struct buf *out, struct str *s)
{
	char made[HTML_ENTITY_OUT_MAX];
	struct str name;
	size_t n = 1, count;

	while (n < s->n && n < REFERENCE_MAX &&
	       (ascii_is_alnum(s->p[n]) || s->p[n] == '#'))
		n++;
	name = str_sub(*s, 1, n);
	if (n == s->n || s->p[n] != ';' || name.n == 0) {
		buf_put(out, STR("&amp;"));
		*s = str_sub(*s, 1, s->n);
		return;
	}
	if (is_known_to_xml(name) || is_good_number(name)) {
		buf_put(out, str_sub(*s, 0, n + 1));
	} else if (name.p[0] != '#') {
		count = html_entity_named(name, made);
		put_text(out, count > 0 ? (struct str){ made, count }
		                        : str_sub(*s, 0, n + 1));
	} /* else a character that is forbidden */
	*s = str_sub(*s, n + 1, s->n);
}

/* Text that may hold references. */
static void
put_mixed(struct buf *out, struct str s)
{
	while (s.n > 0) {
		size_t n = str_chr(s, '&');

		if (n == STR_NPOS)
			n = s.n;
		put_text(out, str_sub(s, 0, n));
		s = str_sub(s, n, s.n);
		if (s.n > 0)
			put_reference(out, &s);
	}
}

/* Characters that XML allows, as they are. */
static void
put_allowed(struct buf *out, struct str s)
{
	uint32_t c;

	for (const char *at = s.p; utf8_next(&s, &c); at = s.p)
		if (is_xml_char(c))
			buf_put(out, (struct str){ at, (size_t)(s.p - at) });
}

/* Step behind the first `end`, or to the end of the text. */
static struct str
take_until(struct str *rest, struct str end)
{
	size_t at = str_find(*rest, end);
	struct str s = *rest;

	if (at == STR_NPOS) {
		*rest = str_sub(*rest, rest->n, rest->n);
		return s;
	}
	*rest = str_sub(*rest, at + end.n, rest->n);
	return str_sub(s, 0, at);
}

static void
skip_instruction(struct repairer *r)
{
	if (!r->no_pi_end &&
	    str_find(r->rest, STR("?>")) == STR_NPOS)
		r->no_pi_end = true;
	take_until(&r->rest, r->no_pi_end ? STR(">") : STR("?>"));
}

/* The internal subset of a DOCTYPE declares what we never follow. */
static void
skip_doctype(struct repairer *r)
{
	size_t depth = 0, i = 0;

	for (; i < r->rest.n; i++) {
		char c = r->rest.p[i];

		if (c == '[')
			depth++;
		else if (c == ']' && depth > 0)
			depth--;
		else if (c == '>' && depth == 0)
			break;
	}
	r->rest = str_sub(r->rest, i + 1, r->rest.n);
}

/* "<!--", "<![CDATA[", "<!DOCTYPE", "<?"; false when it is none. */
static bool
take_special(struct repairer *r)
{
	if (str_skip(&r->rest, STR("<!--"))) {
		take_until(&r->rest, STR("-->"));
	} else if (str_skip(&r->rest, STR("<![CDATA["))) {
		struct str s = take_until(&r->rest, STR("]]>"));

		if (r->depth > 0) {
			buf_put(r->out, STR("<![CDATA["));
			put_allowed(r->out, s);
			buf_put(r->out, STR("]]>"));
		}
	} else if (str_starts(r->rest, STR("<?"))) {
		skip_instruction(r);
	} else if (str_starts_ci(r->rest, STR("<!doctype"))) {
		skip_doctype(r);
	} else if (str_starts(r->rest, STR("<!"))) {
		take_until(&r->rest, STR(">"));
	} else {
		return false;
	}
	return true;
}

/* A name that expat takes too, off the front of *s; empty: none. */
static struct str
take_name(struct str *s)
{
	size_t n = 0;

	while (n < s->n && (ascii_is_alnum(s->p[n]) || s->p[n] == '_' ||
	                    s->p[n] == ':' || s->p[n] == '-' ||
	                    s->p[n] == '.'))
		n++;
	if (n == 0 || ascii_is_digit(s->p[0]) || s->p[0] == '-' ||
	    s->p[0] == '.')
		return STR_EMPTY;
	*s = str_sub(*s, n, s->n);
	return (struct str){ s->p - n, n };
}

static void
close_down_to(struct repairer *r, unsigned depth)
{
	while (r->depth > depth) {
		struct str name = r->open[--r->depth];

		buf_put(r->out, STR("</"));
		buf_put(r->out, name);
		buf_put_char(r->out, '>');
	}
}

/* Where the innermost open element of this name stands, counted from 1. */
static unsigned
find_open(const struct repairer *r, struct str name)
{
	unsigned i = r->depth;

	while (i > 0 && !str_eq(r->open[i - 1], name))
		i--;
	return i;
}

static void
take_end_tag(struct repairer *r)
{
	struct str name;
	unsigned at;

	str_skip(&r->rest, STR("</"));
	name = take_name(&r->rest);
	while (r->rest.n > 0 && r->rest.p[0] != '>' && r->rest.p[0] != '<')
		r->rest = str_sub(r->rest, 1, r->rest.n);
	str_skip(&r->rest, STR(">"));
	at = find_open(r, name);
	if (r->too_deep > 0 && at < r->depth)
		r->too_deep--;
	else if (at > 0)
		close_down_to(r, at - 1);
}

/* A value behind '=', with or without quotes. */
static struct str
take_value(struct str *s)
{
	size_t n = 0;

	if (s->n > 0 && (s->p[0] == '"' || s->p[0] == '\'')) {
		struct str v = str_sub(*s, 1, s->n < VALUE_MAX_BYTES
		                                      ? s->n
		                                      : VALUE_MAX_BYTES);
		size_t end = str_chr(v, s->p[0]);

		*s = str_sub(*s, 1, s->n);
		if (end != STR_NPOS) {
			*s = str_sub(*s, end + 1, s->n);
			return str_sub(v, 0, end);
		}
	}
	while (n < s->n && !ascii_is_space(s->p[n]) && s->p[n] != '>')
		n++;
	*s = str_sub(*s, n, s->n);
	return (struct str){ s->p - n, n };
}

/* One attribute, if it is one; always steps forward. */
static void
take_attribute(struct repairer *r, struct str names[ATTRS_MAX], size_t *count)
{
	struct str name = take_name(&r->rest), value = STR_EMPTY;

	if (name.n == 0) {
		r->rest = str_sub(r->rest, 1, r->rest.n);
		return;
	}
	r->rest = str_trim_left(r->rest);
	if (str_skip(&r->rest, STR("="))) {
		r->rest = str_trim_left(r->rest);
		value = take_value(&r->rest);
	}
	for (size_t i = 0; i < *count; i++)
		if (str_eq(names[i], name))
			return;
	if (*count == ATTRS_MAX)
		return;
	names[(*count)++] = name;
	buf_put_char(r->out, ' ');
	buf_put(r->out, name);
	buf_put(r->out, STR("=\""));
	put_mixed(r->out, value);
	buf_put_char(r->out, '"');
}

/* Items are not nested: one that begins ends the one before it. */
static void
end_open_item(struct repairer *r, struct str name)
{
	unsigned at;

	if (!str_eq_ci(name, STR("item")) && !str_eq_ci(name, STR("entry")))
		return;
	at = find_open(r, name);
	if (at > 0)
		close_down_to(r, at - 1);
}

static void
take_start_tag(struct repairer *r)
{
	struct str rest = str_sub(r->rest, 1, r->rest.n), name;
	struct str names[ATTRS_MAX];
	size_t count = 0, start;
	bool empty = false, kept;

	name = take_name(&rest);
	if (name.n == 0) {
		if (r->depth > 0)
			buf_put(r->out, STR("&lt;"));
		r->rest = rest;
		return;
	}
	r->rest = rest;
	end_open_item(r, name);
	start = r->out->n;
	buf_put_char(r->out, '<');
	buf_put(r->out, name);
	for (;;) {
		r->rest = str_trim_left(r->rest);
		if (r->rest.n == 0 || r->rest.p[0] == '<')
			break;
		if (str_skip(&r->rest, STR(">")))
			break;
		empty = str_skip(&r->rest, STR("/"));
		if (!empty)
			take_attribute(r, names, &count);
	}
	kept = r->depth < OPEN_MAX && r->out->err == ERR_OK;
	if (!kept) {
		buf_cut(r->out, start);
		r->too_deep += !empty;
		return;
	}
	r->rooted = true;
	buf_put(r->out, empty ? STR("/>") : STR(">"));
	if (!empty)
		r->open[r->depth++] = name;
}

void
feed_repair(struct str text, struct buf *out)
{
	struct repairer r = { .out = out, .rest = text };

	while (r.rest.n > 0 && out->err == ERR_OK &&
	       !(r.rooted && r.depth == 0)) {
		size_t n = str_chr(r.rest, '<');

		if (n != 0) {
			struct str s = str_sub(r.rest, 0, n);

			if (r.depth > 0)
				put_mixed(out, s);
			r.rest = str_sub(r.rest, s.n, r.rest.n);
		} else if (!take_special(&r)) {
			if (str_starts(r.rest, STR("</")))
				take_end_tag(&r);
			else
				take_start_tag(&r);
		}
	}
}
