/*
 * Comments and DOCTYPE.  HTML Living Standard, 13.2.5.41 to 13.2.5.68.
 */
#include <string.h>

#include "html/tokenizer_internal.h"

void
tok_bogus_comment(struct html_tokenizer *t, struct html_token *out)
{
	struct str rest = str_sub(t->in, t->at, t->in.n);
	size_t n = str_chr(rest, '>');

	t->at += n == STR_NPOS ? rest.n : n + 1;
	out->kind = HTML_TOKEN_COMMENT;
	out->text = tok_replace_nul(t, str_sub(rest, 0, n));
}

/* What a comment holds that the end of the input cut off. */
static struct str
cut_comment(struct str rest)
{
	if (str_ends(rest, STR("--!")))
		return str_sub(rest, 0, rest.n - 3);
	if (str_ends(rest, STR("--")))
		return str_sub(rest, 0, rest.n - 2);
	if (str_ends(rest, STR("-")))
		return str_sub(rest, 0, rest.n - 1);
	return rest;
}

void
tok_comment(struct html_tokenizer *t, struct html_token *out)
{
	struct str rest = str_sub(t->in, t->at, t->in.n);
	size_t i = 0, close = 0;

	out->kind = HTML_TOKEN_COMMENT;
	if (str_starts(rest, STR(">")) || str_starts(rest, STR("->"))) {
		t->at += rest.p[0] == '>' ? 1 : 2;
		return;
	}
	for (;;) {
		const char *dash = i < rest.n ? memchr(rest.p + i, '-',
		                                       rest.n - i)
		                              : NULL;

		if (dash == NULL)
			break;
		i = (size_t)(dash - rest.p);
		if (str_starts(str_sub(rest, i, rest.n), STR("-->")))
			close = 3;
		if (str_starts(str_sub(rest, i, rest.n), STR("--!>")))
			close = 4;
		if (close > 0)
			break;
		i++;
	}
	out->text = close > 0 ? str_sub(rest, 0, i) : cut_comment(rest);
	out->text = tok_replace_nul(t, out->text);
	t->at += close > 0 ? i + close : rest.n;
}

static void
skip_space(struct html_tokenizer *t)
{
	while (t->at < t->in.n && tok_is_space(t->in.p[t->at]))
		t->at++;
}

/* The next character, NUL at the end (and for a NUL, which is as wrong). */
static char
peek(const struct html_tokenizer *t)
{
	return t->at < t->in.n ? t->in.p[t->at] : '\0';
}

/*
 * A quoted identifier at t->at.  False, and quirks, when '>' or the end of
 * the input comes first.
 */
static bool
identifier(struct html_tokenizer *t, struct html_token *out, struct str *id)
{
	char quote = t->in.p[t->at];
	size_t start = ++t->at;

	while (t->at < t->in.n && t->in.p[t->at] != quote &&
	       t->in.p[t->at] != '>')
		t->at++;
	*id = tok_replace_nul(t, str_sub(t->in, start, t->at));
	if (peek(t) != quote) {
		out->doctype.force_quirks = true;
		return false;
	}
	t->at++;
	return true;
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'';
}

/* Behind SYSTEM or the public identifier. */
static void
system_id(struct html_tokenizer *t, struct html_token *out, bool needed)
{
	skip_space(t);
	if (!is_quote(peek(t))) {
		if (needed || peek(t) != '>')
			out->doctype.force_quirks = true;
		return;
	}
	out->doctype.has_system_id = true;
	if (!identifier(t, out, &out->doctype.system_id))
		return;
	skip_space(t);
	if (t->at >= t->in.n)
		out->doctype.force_quirks = true;
}

static void
after_name(struct html_tokenizer *t, struct html_token *out)
{
	struct str rest;

	skip_space(t);
	if (peek(t) == '>')
		return;
	rest = str_sub(t->in, t->at, t->in.n);
	if (str_starts_ci(rest, STR("system"))) {
		t->at += 6;
		system_id(t, out, true);
		return;
	}
	if (!str_starts_ci(rest, STR("public"))) {
		out->doctype.force_quirks = true;
		return;
	}
	t->at += 6;
	skip_space(t);
	if (!is_quote(peek(t))) {
		out->doctype.force_quirks = true;
		return;
	}
	out->doctype.has_public_id = true;
	if (identifier(t, out, &out->doctype.public_id))
		system_id(t, out, false);
}

void
tok_doctype(struct html_tokenizer *t, struct html_token *out)
{
	const char *close;
	size_t start;

	out->kind = HTML_TOKEN_DOCTYPE;
	out->doctype = (struct html_doctype){ 0 };
	skip_space(t);
	start = t->at;
	while (t->at < t->in.n && !tok_is_space(t->in.p[t->at]) &&
	       t->in.p[t->at] != '>')
		t->at++;
	out->text = tok_lower(t, str_sub(t->in, start, t->at));
	out->doctype.has_name = t->at > start;
	if (!out->doctype.has_name || t->at >= t->in.n)
		out->doctype.force_quirks = true;
	else
		after_name(t, out);
	/* The bogus DOCTYPE state: whatever else stands there is skipped. */
	close = t->at < t->in.n ? memchr(t->in.p + t->at, '>', t->in.n - t->at)
	                        : NULL;
	t->at = close == NULL ? t->in.n : (size_t)(close - t->in.p) + 1;
}
