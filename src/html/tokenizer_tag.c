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

/* The first byte from `at` on that ends what `kind` says. */
static size_t
find_end(struct str in, size_t at, unsigned kind)
{
	const unsigned char *p = (const unsigned char *)in.p;

	while (at < in.n && (p[at] > '>' || (ends[p[at]] & kind) == 0))
		at++;
	return at;
}

static inline void
skip_space(struct html_tokenizer *t)
{
	const char *p = t->in.p;
	size_t at = t->at;

	while (at < t->in.n && p[at] <= ' ' && tok_is_space(p[at]))
		at++;
	t->at = at;
}

/* Attribute names of one tag are few; the first of equal ones counts. */
static void
add_attr(struct html_tokenizer *t, struct html_token *out, struct str name,
         struct str value)
{
	if (out->attr_count == HTML_ATTRS_MAX)
		return;
	for (size_t i = 0; i < out->attr_count; i++)
		if (str_eq(t->attrs[i].name, name))
			return;
	t->attrs[out->attr_count++] = (struct html_attr){ name, value };
}

static struct str
attr_name(struct html_tokenizer *t)
{
	const unsigned char *p = (const unsigned char *)t->in.p;
	size_t start = t->at, at = start;
	bool odd = t->has_nul;
	struct str name;

	/* the first byte belongs to it whatever it is, even '=' */
	do
		odd |= p[at++] - 'A' + 0u < 26u;
	while (at < t->in.n && (p[at] > '>' || (ends[p[at]] & ATTR_END) == 0));
	t->at = at;
	name = str_sub(t->in, start, at);
	return odd ? tok_lower(t, name) : name;
}

/* Whether s, a view of t->in, stands for itself for all that is known. */
static bool
is_plain(const struct html_tokenizer *t, struct str s)
{
	size_t end = (size_t)(s.p - t->in.p) + s.n;

	return !t->has_nul && t->reference >= end;
}

/* t->at is behind the '='.  False: the input ended. */
static bool
attr_value(struct html_tokenizer *t, struct str *out)
{
	size_t start;
	char quote;

	skip_space(t);
	if (t->at >= t->in.n)
		return false;
	quote = t->in.p[t->at];
	start = t->at;
	if (quote == '>') {
		*out = STR_EMPTY;
		return true;
	}
	if (quote == '"' || quote == '\'') {
		const char *end;

		start++;
		end = start < t->in.n
		              ? memchr(t->in.p + start, quote, t->in.n - start)
		              : NULL;
		if (end == NULL)
			return false;
		*out = str_sub(t->in, start, (size_t)(end - t->in.p));
		t->at = (size_t)(end - t->in.p) + 1;
	} else {
		while (t->at < t->in.n && !tok_is_space(t->in.p[t->at]) &&
		       t->in.p[t->at] != '>')
			t->at++;
		*out = str_sub(t->in, start, t->at);
	}
	if (!is_plain(t, *out))
		*out = tok_replace_nul(t, tok_resolve(t, *out, true));
	return true;
}

/* One attribute with its value, if it has one.  False: the input ended. */
static bool
attribute(struct html_tokenizer *t, struct html_token *out)
{
	struct str name = attr_name(t), value = STR_EMPTY;

	skip_space(t);
	if (t->at < t->in.n && t->in.p[t->at] == '=') {
		t->at++;
		if (!attr_value(t, &value))
			return false;
	}
	add_attr(t, out, name, value);
	return true;
}

/* Name and tag at t->at; a known tag's name is the table's. */
static void
tag_name(struct html_tokenizer *t, struct html_token *out)
{
	size_t start = t->at;
	struct str name;

	t->at = find_end(t->in, start, NAME_END);
	name = str_sub(t->in, start, t->at);
	out->tag = html_tag_find(name);
	if (out->tag == HTML_TAG_OTHER)
		out->text = tok_lower(t, name);
	else
		out->text = html_tag_name(out->tag);
}

/* Behind the name; t->at comes to stand behind the '>'. */
static bool
attributes(struct html_tokenizer *t, struct html_token *out)
{
	for (;;) {
		skip_space(t);
		if (t->at >= t->in.n)
			return false;
		if (t->in.p[t->at] == '>')
			break;
		if (t->in.p[t->at] == '/') {
			t->at++;
			if (t->at < t->in.n && t->in.p[t->at] == '>') {
				out->self_closing = true;
				break;
			}
		} else if (!attribute(t, out)) {
			return false;
		}
	}
	t->at++;
	return true;
}

bool
tok_tag(struct html_tokenizer *t, enum html_token_kind kind,
        struct html_token *out)
{
	out->kind = kind;
	out->attrs = t->attrs;
	tag_name(t, out);
	if (!attributes(t, out)) {
		t->at = t->in.n;
		return false;
	}
	if (kind == HTML_TOKEN_START)
		t->last_start = out->text;
	return true;
}
