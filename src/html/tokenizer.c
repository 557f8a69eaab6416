#include "html/tokenizer.h"

#include <string.h>

#include "html/entities.h"
#include "html/tokenizer_internal.h"

struct str
tok_replace_nul(struct html_tokenizer *t, struct str s)
{
	size_t n = 0;
	char *to, *start;

	if (!t->has_nul || s.n == 0 || memchr(s.p, '\0', s.n) == NULL)
		return s;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\0' ? 3 : 1;
	start = to = arena_raw(t->mem, n);
	if (start == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\0') {
			memcpy(to, "\xEF\xBF\xBD", 3); /* U+FFFD */
			to += 3;
		} else {
			*to++ = s.p[i];
		}
	}
	return (struct str){ start, n };
}

struct str
tok_lower(struct html_tokenizer *t, struct str s)
{
	bool odd = false;

	for (size_t i = 0; i < s.n; i++)
		odd |= s.p[i] >= 'A' && s.p[i] <= 'Z';
	s = tok_replace_nul(t, s);
	return odd ? str_lower(t->mem, s) : s;
}

/*
 * Most text and nearly all values have no '&': where the next one stands is
 * kept, so that the input is searched for it once and not view by view.
 */
struct str
tok_resolve(struct html_tokenizer *t, struct str s, bool in_attribute)
{
	size_t from = (size_t)(s.p - t->in.p);

	if (t->reference < from) {
		size_t n = str_chr(str_sub(t->in, from, t->in.n), '&');

		t->reference = n == STR_NPOS ? t->in.n : from + n;
	}
	if (t->reference >= from + s.n)
		return s;
	return html_entities_resolve(t->mem, s, in_attribute);
}

/* The input with CR LF and CR as LF.  HTML standard, 13.2.3.5. */
static struct str
normalise_newlines(struct arena *mem, struct str in)
{
	const char *cr = in.n > 0 ? memchr(in.p, '\r', in.n) : NULL;
	char *to, *start;

	if (cr == NULL)
		return in;
	start = to = arena_raw(mem, in.n);
	if (start == NULL)
		return STR_EMPTY;
	while (cr != NULL) {
		size_t n = (size_t)(cr - in.p);

		memcpy(to, in.p, n);
		to += n;
		*to++ = '\n';
		n++;
		if (n < in.n && in.p[n] == '\n')
			n++;
		in = str_sub(in, n, in.n);
		cr = in.n > 0 ? memchr(in.p, '\r', in.n) : NULL;
	}
	if (in.n > 0)
		memcpy(to, in.p, in.n);
	return (struct str){ start, (size_t)(to - start) + in.n };
}

void
html_tokenizer_init(struct html_tokenizer *t, struct arena *mem,
                    struct str html)
{
	t->mem = mem;
	t->in = normalise_newlines(mem, html);
	t->at = 0;
	t->state = HTML_STATE_DATA;
	t->last_start = STR_EMPTY;
	t->in_foreign = false;
	t->has_nul = str_chr(t->in, '\0') != STR_NPOS;
	t->reference = str_chr(t->in, '&');
	t->attrs = t->own_attrs;
}

enum html_state
html_content_state(enum html_tag tag)
{
	switch ((int)tag) {
	case HTML_TAG_SCRIPT:
		return HTML_STATE_SCRIPT;
	case HTML_TAG_TITLE:
	case HTML_TAG_TEXTAREA:
		return HTML_STATE_RCDATA;
	case HTML_TAG_STYLE:
	case HTML_TAG_IFRAME:
	case HTML_TAG_NOEMBED:
	case HTML_TAG_NOFRAMES:
	case HTML_TAG_XMP:
		return HTML_STATE_RAWTEXT;
	case HTML_TAG_PLAINTEXT:
		return HTML_STATE_PLAINTEXT;
	default:
		return HTML_STATE_DATA;
	}
}

static bool
put_text(struct html_token *out, struct str s)
{
	out->kind = HTML_TOKEN_TEXT;
	out->text = s;
	return true;
}

bool
tok_is_end_tag(const struct html_tokenizer *t, size_t at)
{
	struct str rest = str_sub(t->in, at, t->in.n);
	size_t n = t->last_start.n;

	if (n == 0 || rest.n < n + 3 || rest.p[1] != '/')
		return false;
	if (!str_eq_ci(str_sub(rest, 2, n + 2), t->last_start))
		return false;
	return tok_is_space(rest.p[n + 2]) || rest.p[n + 2] == '/' ||
	       rest.p[n + 2] == '>';
}

/* Where the end tag that ends RCDATA or RAWTEXT begins. */
static size_t
raw_end(const struct html_tokenizer *t)
{
	size_t at = t->at;

	while (at < t->in.n) {
		const char *lt = memchr(t->in.p + at, '<', t->in.n - at);

		if (lt == NULL)
			break;
		at = (size_t)(lt - t->in.p);
		if (tok_is_end_tag(t, at))
			return at;
		at++;
	}
	return t->in.n;
}

/* The states whose text ends at one certain end tag, or never. */
static bool
next_raw(struct html_tokenizer *t, struct html_token *out)
{
	struct str text;
	size_t end;

	if (t->state == HTML_STATE_PLAINTEXT)
		end = t->in.n;
	else if (t->state == HTML_STATE_SCRIPT)
		end = tok_script_end(t, t->at);
	else
		end = raw_end(t);
	if (end == t->at) { /* at the end tag itself */
		t->state = HTML_STATE_DATA;
		t->at += 2;
		return tok_tag(t, HTML_TOKEN_END, out);
	}
	text = str_sub(t->in, t->at, end);
	if (t->state == HTML_STATE_RCDATA)
		text = tok_resolve(t, text, false);
	t->at = end;
	return put_text(out, tok_replace_nul(t, text));
}

/* CDATA sections of foreign content; returns false when it was empty. */
static bool
next_cdata(struct html_tokenizer *t, struct html_token *out)
{
	struct str rest = str_sub(t->in, t->at, t->in.n);
	size_t n = str_find(rest, STR("]]>"));

	t->state = HTML_STATE_DATA;
	t->at += n == STR_NPOS ? rest.n : n + 3;
	put_text(out, str_sub(rest, 0, n));
	return out->text.n > 0;
}

/*
 * Whether the '<' at `at` begins markup.  HTML standard, 13.2.5.6 and .7.
 */
static inline bool
is_markup(struct str in, size_t at)
{
	char c;

	if (at + 1 >= in.n)
		return false;
	c = in.p[at + 1];
	if (c == '/')
		return at + 2 < in.n;
	return ascii_is_alpha(c) || c == '!' || c == '?';
}

/* The text before the next markup; false when markup stands right here. */
static bool
data_text(struct html_tokenizer *t, struct html_token *out)
{
	size_t end = t->at;

	if (t->in.p[end] == '<' && is_markup(t->in, end))
		return false;
	do { /* this byte is text, be it a '<' */
		const char *lt;

		end++;
		lt = end < t->in.n
		             ? memchr(t->in.p + end, '<', t->in.n - end)
		             : NULL;
		end = lt == NULL ? t->in.n : (size_t)(lt - t->in.p);
	} while (end < t->in.n && !is_markup(t->in, end));
	put_text(out, tok_resolve(t, str_sub(t->in, t->at, end), false));
	t->at = end;
	return true;
}

/* "<!": a comment, a DOCTYPE, a CDATA section or nonsense. 13.2.5.42 */
static bool
declaration(struct html_tokenizer *t, struct html_token *out)
{
	struct str rest;

	t->at += 2;
	rest = str_sub(t->in, t->at, t->in.n);
	if (str_starts(rest, STR("--"))) {
		t->at += 2;
		tok_comment(t, out);
	} else if (str_starts_ci(rest, STR("doctype"))) {
		t->at += 7;
		tok_doctype(t, out);
	} else if (t->in_foreign && str_starts(rest, STR("[CDATA["))) {
		t->at += 7;
		t->state = HTML_STATE_CDATA;
		return false;
	} else {
		tok_bogus_comment(t, out);
	}
	return true;
}

/* The markup at t->at; false when it gives no token. */
static bool
markup(struct html_tokenizer *t, struct html_token *out)
{
	char c = t->in.p[t->at + 1];

	if (c == '!')
		return declaration(t, out);
	if (c == '?') {
		t->at++;
		tok_bogus_comment(t, out);
		return true;
	}
	if (c != '/') {
		t->at++;
		return tok_tag(t, HTML_TOKEN_START, out);
	}
	t->at += 2;
	c = t->in.p[t->at];
	if (ascii_is_alpha(c))
		return tok_tag(t, HTML_TOKEN_END, out);
	if (c == '>') { /* "</>" is nothing */
		t->at++;
		return false;
	}
	tok_bogus_comment(t, out);
	return true;
}

bool
html_tokenizer_next(struct html_tokenizer *t, struct html_token *out)
{
	while (t->at < t->in.n) {
		out->at = t->at;
		out->text = STR_EMPTY;
		out->attr_count = 0;
		out->self_closing = false;
		switch (t->state) {
		case HTML_STATE_DATA:
			if (data_text(t, out) || markup(t, out))
				return true;
			break;
		case HTML_STATE_CDATA:
			if (next_cdata(t, out))
				return true;
			break;
		case HTML_STATE_RCDATA:
		case HTML_STATE_RAWTEXT:
		case HTML_STATE_SCRIPT:
		case HTML_STATE_PLAINTEXT:
			if (next_raw(t, out))
				return true;
			break;
		}
	}
	return false;
}
