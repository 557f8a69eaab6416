#include "web/escape.h"

#include "text/diff.h"

#include "text/utf8.h"

#define PARAGRAPHS_MAX_BYTES (8u << 20)

/* Escapes of the five characters; 0 in `quotes` keeps quotes as they are. */
static struct str
escape_of(char c, bool quotes)
{
	switch (c) {
	case '&':
		return STR("&amp;");
	case '<':
		return STR("&lt;");
	case '>':
		return STR("&gt;");
	case '"':
		return quotes ? STR("&quot;") : STR_EMPTY;
	case '\'':
		return quotes ? STR("&#39;") : STR_EMPTY;
	default:
		return STR_EMPTY;
	}
}

/* Bytes that may not stand in HTML text at all. */
static bool
is_control(char c)
{
	unsigned char u = (unsigned char)c;

	return (u < 0x20 && c != '\n' && c != '\t') || u == 0x7F;
}

static void
put_escaped(struct buf *o, struct str s, bool quotes)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct str e = escape_of(s.p[i], quotes);

		if (e.n == 0 && !is_control(s.p[i]))
			continue;
		buf_put(o, str_sub(s, from, i));
		buf_put(o, e);
		from = i + 1;
	}
	buf_put(o, str_sub(s, from, s.n));
}

/* The same with bad bytes replaced, one code point at a time. */
static void
put_repaired(struct buf *o, struct str s, bool quotes)
{
	uint32_t c;

	while (utf8_next(&s, &c)) {
		char one = (char)c;

		if (c < 0x80)
			put_escaped(o, (struct str){ &one, 1 }, quotes);
		else
			buf_put_cp(o, c);
	}
}

static void
put(struct buf *o, struct str s, bool quotes)
{
	if (utf8_valid(s))
		put_escaped(o, s, quotes);
	else
		put_repaired(o, s, quotes);
}

void
escape_put_text(struct buf *o, struct str s)
{
	put(o, s, false);
}

void
escape_put_attr(struct buf *o, struct str s)
{
	put(o, s, true);
}

bool
escape_url_ok(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= 0x20 || s.p[i] == 0x7F ||
		    s.p[i] == '\\')
			return false;
	if (s.n == 0)
		return false;
	if (s.p[0] == '/')
		return s.n == 1 || s.p[1] != '/';
	return s.p[0] == '?' || s.p[0] == '#' ||
	       str_starts_ci(s, STR("http://")) ||
	       str_starts_ci(s, STR("https://"));
}

void
escape_put_url(struct buf *o, struct str s)
{
	if (escape_url_ok(s))
		put(o, s, true);
	else
		buf_put_char(o, '#');
}

void
escape_put_raw(struct buf *o, struct safe_html h)
{
	buf_put(o, h.html);
}

void
escape_put_int(struct buf *o, int64_t v)
{
	buf_put_int(o, v);
}

void
escape_put_size(struct buf *o, size_t v)
{
	buf_put_int(o, (int64_t)v);
}

struct safe_html
escape_paragraphs(struct arena *mem, struct str text)
{
	struct buf b = BUF_INIT(PARAGRAPHS_MAX_BYTES);
	struct safe_html out;

	while (text.n > 0) {
		struct str line = str_trim(str_line(&text));

		if (line.n == 0)
			continue;
		buf_put(&b, STR("<p dir=\"auto\">"));
		escape_put_text(&b, line);
		buf_put(&b, STR("</p>\n"));
	}
	out.html = buf_copy(mem, &b);
	buf_release(&b);
	return out;
}

/* A span of words: its line feeds end paragraphs, and the mark before them. */
static void
put_span(struct buf *o, const char *mark, struct str text)
{
	while (text.n > 0) {
		bool ended = str_chr(text, '\n') != STR_NPOS;
		struct str line = str_until(&text, '\n');

		if (mark != NULL && line.n > 0)
			buf_printf(o, "<%s>", mark);
		escape_put_text(o, line);
		if (mark != NULL && line.n > 0)
			buf_printf(o, "</%s>", mark);
		if (ended)
			buf_put(o, STR("</p><p>"));
	}
}

struct safe_html
escape_differences(struct arena *mem, const struct diff *d)
{
	struct buf o = BUF_INIT(ESCAPE_DIFF_MAX_BYTES);
	struct safe_html out = { STR_EMPTY };

	buf_put(&o, STR("<p>"));
	for (size_t i = 0; i < d->n; i++) {
		static const char *const marks[] = {
			[DIFF_SAME] = NULL,
			[DIFF_ONLY_A] = "del",
			[DIFF_ONLY_B] = "ins",
		};

		put_span(&o, marks[d->v[i].kind], d->v[i].text);
	}
	buf_put(&o, STR("</p>"));
	if (o.err == ERR_OK)
		out.html = buf_copy(mem, &o);
	buf_release(&o);
	return out;
}
