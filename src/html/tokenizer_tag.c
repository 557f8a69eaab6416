/*
 * Tags and their attributes.  HTML Living Standard, 13.2.5.8 and
 * 13.2.5.32 to 13.2.5.40.
 */
#include <string.h>

#include "html/entities.h"
#include "html/tokenizer_internal.h"

#define NAME_END 1u /* of a tag's name */
#define ATTR_END 2u /* of an attribute's name */

/* What ends a name; letters stand behind all of them. */
static const uint8_t ends['>' + 1] = {
	[' '] = NAME_END | ATTR_END,
	['\t'] = NAME_END | ATTR_END,
	['\n'] = NAME_END | ATTR_END,
	['\f'] = NAME_END | ATTR_END,
	['\r'] = NAME_END | ATTR_END,
	['/'] = NAME_END | ATTR_END,
	['>'] = NAME_END | ATTR_END,
	['='] = ATTR_END,
};

static inline bool
ends_name(unsigned char c, unsigned kind)
{
	return c <= '>' && (ends[c] & kind) != 0;
}

static inline size_t
skip_space(struct str in, size_t at)
{
	while (at < in.n && in.p[at] <= ' ' && tok_is_space(in.p[at]))
		at++;
	return at;
}

/* Whether s, a view of t->in, stands for itself for all that is known. */
static inline bool
is_plain(const struct html_tokenizer *t, struct str s)
{
	size_t end = (size_t)(s.p - t->in.p) + s.n;

	return !t->has_nul && t->reference >= end;
}

/* Attribute names of one tag are few; the first of equal ones counts. */
static inline void
add_attr(struct html_tokenizer *t, struct html_token *out,
         struct html_attr attr)
{
	size_t n = out->attr_count;

	if (n == HTML_ATTRS_MAX)
		return;
	for (size_t i = 0; i < n; i++)
		if (str_eq(t->attrs[i].name, attr.name))
			return;
	t->attrs[n] = attr;
	out->attr_count = n + 1;
}

/*
 * The cursor `at` goes from hand to hand here and stays in a register: tags
 * are most of what a page is made of.  STR_NPOS: the input ended.
 */
static inline size_t
attr_name(struct html_tokenizer *t, struct str in, size_t at, struct str *name)
{
	const unsigned char *p = (const unsigned char *)in.p;
	size_t start = at;
	bool odd = t->has_nul;

	/* the first byte belongs to it whatever it is, even '=' */
	do
		odd |= p[at++] - 'A' + 0u < 26u;
	while (at < in.n && !ends_name(p[at], ATTR_END));
	*name = str_sub(in, start, at);
	if (odd)
		*name = tok_lower(t, *name);
	return at;
}

/* `at` is behind the '='. */
static inline size_t
attr_value(struct html_tokenizer *t, struct str in, size_t at,
           struct str *value)
{
	const char *end;
	char quote;

	at = skip_space(in, at);
	if (at >= in.n)
		return STR_NPOS;
	quote = in.p[at];
	if (quote == '>')
		return at;
	if (quote == '"' || quote == '\'') {
		at++;
		end = at < in.n ? memchr(in.p + at, quote, in.n - at) : NULL;
		if (end == NULL)
			return STR_NPOS;
		*value = str_sub(in, at, (size_t)(end - in.p));
		at = (size_t)(end - in.p) + 1;
	} else {
		size_t start = at;

		while (at < in.n && !tok_is_space(in.p[at]) &&
		       in.p[at] != '>')
			at++;
		*value = str_sub(in, start, at);
	}
	if (!is_plain(t, *value))
		*value = tok_replace_nul(t, tok_resolve(t, *value, true));
	return at;
}

/* One attribute with its value, if it has one. */
static inline size_t
attribute(struct html_tokenizer *t, struct str in, size_t at,
          struct html_token *out)
{
	struct html_attr attr = { STR_EMPTY, STR_EMPTY };

	at = skip_space(in, attr_name(t, in, at, &attr.name));
	if (at < in.n && in.p[at] == '=')
		at = attr_value(t, in, at + 1, &attr.value);
	if (at != STR_NPOS)
		add_attr(t, out, attr);
	return at;
}

/* From behind the name to behind the '>'. */
static size_t
attributes(struct html_tokenizer *t, struct str in, size_t at,
           struct html_token *out)
{
	for (;;) {
		at = skip_space(in, at);
		if (at >= in.n)
			return STR_NPOS;
		if (in.p[at] == '>')
			return at + 1;
		if (in.p[at] != '/') {
			at = attribute(t, in, at, out);
			continue;
		}
		at++;
		if (at < in.n && in.p[at] == '>') {
			out->self_closing = true;
			return at + 1;
		}
	}
}

bool
tok_tag(struct html_tokenizer *t, enum html_token_kind kind,
        struct html_token *out)
{
	const struct str in = t->in;
	size_t start = t->at, at = start;
	struct str name;

	while (at < in.n && !ends_name((unsigned char)in.p[at], NAME_END))
		at++;
	name = str_sub(in, start, at);
	out->kind = kind;
	out->tag = html_tag_find(name);
	out->text = html_tag_name(out->tag); /* a known tag's: the table's */
	if (out->tag == HTML_TAG_OTHER)
		out->text = tok_lower(t, name);
	out->attrs = t->attrs;
	if (at < in.n && in.p[at] == '>')
		at++;
	else
		at = attributes(t, in, at, out);
	if (at == STR_NPOS) {
		t->at = in.n;
		return false;
	}
	t->at = at;
	if (kind == HTML_TOKEN_START)
		t->last_start = out->text;
	return true;
}
