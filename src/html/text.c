#include "html/text.h"

#include "base/buf.h"
#include "html/tags.h"
#include "html/tokenizer.h"
#include "text/normalise.h"

/* Text never grows by more than a reference's expansion or a line end. */
#define TEXT_MAX_BYTES (32u << 20)

/* Characters of the source: their line feeds are white space only. */
static void
put_text(struct buf *raw, struct str s)
{
	size_t n;

	while ((n = str_chr(s, '\n')) != STR_NPOS) {
		buf_put(raw, str_sub(s, 0, n));
		buf_put_char(raw, ' ');
		s = str_sub(s, n + 1, s.n);
	}
	buf_put(raw, s);
}

/* The raw text of all tokens, a line feed for each block's edge. */
static void
collect(struct arena *mem, struct str html, struct buf *raw)
{
	struct html_tokenizer t;
	struct html_token tok;
	struct str skip = STR_EMPTY; /* the element left out at present */
	unsigned depth = 0;          /* of its like inside it */

	html_tokenizer_init(&t, mem, html);
	while (html_tokenizer_next(&t, &tok)) {
		enum html_tag tag;

		if (tok.kind == HTML_TOKEN_TEXT) {
			if (depth == 0)
				put_text(raw, tok.text);
			continue;
		}
		if (tok.kind != HTML_TOKEN_START && tok.kind != HTML_TOKEN_END)
			continue;
		tag = tok.tag;
		if (tok.kind == HTML_TOKEN_START)
			t.state = html_content_state(tag);
		if (depth > 0 && str_eq(tok.text, skip)) {
			if (tok.kind == HTML_TOKEN_END)
				depth--;
			else
				depth++;
		} else if (depth == 0 && tok.kind == HTML_TOKEN_START &&
		           html_tag_is(tag, HTML_NO_TEXT) &&
		           !(tok.self_closing &&
		             html_tag_is(tag, HTML_FOREIGN))) {
			skip = tok.text;
			depth = 1;
		} else if (depth == 0 &&
		           (tag == HTML_TAG_BR || tag == HTML_TAG_HR ||
		            html_tag_is(tag, HTML_BLOCK))) {
			/* cells of a row stand on one line */
			buf_put_char(raw, tag == HTML_TAG_TD ||
			                  tag == HTML_TAG_TH ? ' ' : '\n');
		}
	}
}

static struct str
to_text(struct arena *mem, struct str html, bool one_line)
{
	struct buf raw = BUF_INIT(TEXT_MAX_BYTES);
	struct buf shown = BUF_INIT(TEXT_MAX_BYTES);
	struct str out;

	collect(mem, html, &raw);
	if (one_line)
		text_shown(&shown, buf_str(&raw));
	else
		text_shown_lines(&shown, buf_str(&raw));
	out = buf_copy(mem, &shown);
	buf_release(&raw);
	buf_release(&shown);
	return out;
}

struct str
html_to_text(struct arena *mem, struct str html)
{
	return to_text(mem, html, false);
}

struct str
html_to_line(struct arena *mem, struct str html)
{
	return to_text(mem, html, true);
}
