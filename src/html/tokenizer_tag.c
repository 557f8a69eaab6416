/*
 * Tags and their attributes.  HTML Living Standard, 13.2.5.8 and
 * 13.2.5.32 to 13.2.5.40.
 */
#include <string.h>

#include "html/entities.h"
#include "html/tokenizer_internal.h"

static void
skip_space(struct html_tokenizer *t)
{
	while (t->at < t->in.n && tok_is_space(t->in.p[t->at]))
		t->at++;
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
	size_t start = t->at;

	t->at++; /* whatever it is, even '=' */
	while (t->at < t->in.n) {
		char c = t->in.p[t->at];

		if (tok_is_space(c) || c == '/' || c == '>' || c == '=')
			break;
		t->at++;
	}
	return tok_lower(t->mem, str_sub(t->in, start, t->at));
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
	*out = html_entities_resolve(t->mem, *out, true);
	*out = tok_replace_nul(t->mem, *out);
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

bool
tok_tag(struct html_tokenizer *t, enum html_token_kind kind,
        struct html_token *out)
{
	size_t start = t->at;

	while (t->at < t->in.n && !tok_is_space(t->in.p[t->at]) &&
	       t->in.p[t->at] != '/' && t->in.p[t->at] != '>')
		t->at++;
	out->kind = kind;
	out->text = tok_lower(t->mem, str_sub(t->in, start, t->at));
	out->attrs = t->attrs;
	for (;;) {
		skip_space(t);
		if (t->at >= t->in.n) {
			t->at = t->in.n;
			return false;
		}
		if (t->in.p[t->at] == '>')
			break;
		if (t->in.p[t->at] == '/') {
			t->at++;
			if (t->at < t->in.n && t->in.p[t->at] == '>') {
				out->self_closing = true;
				break;
			}
		} else if (!attribute(t, out)) {
			t->at = t->in.n;
			return false;
		}
	}
	t->at++;
	if (kind == HTML_TOKEN_START)
		t->last_start = out->text;
	return true;
}
