/*
 * The text of a heading or a byline: short, of a few elements, where an
 * element's edge may stand for a space.
 */
#include "extract/meta_internal.h"

#include "html/text.h"
#include "text/normalise.h"

#define INLINE_BYTES_MAX 8192u

/* No text has it: controls are dropped from shown text. */
#define EDGE '\x1f'

static bool
is_inside_word(char c)
{
	return !ascii_is_space(c) && c != ',' && c != '.' && c != ';' &&
	       c != ':' && c != ')' && c != '(' && c != '-' && c != '|' &&
	       c != EDGE;
}

/* Whether words of two elements would run together: "JaneStaff Writer". */
static bool
runs_on(const struct buf *out, struct str text)
{
	return out->n > 0 && text.n > 0 &&
	       is_inside_word(out->p[out->n - 1]) && is_inside_word(text.p[0]);
}

/* `apart`: what runs on from element to element is divided, too. */
static void
put_nodes(struct page *p, uint32_t node, unsigned drop, bool apart,
          struct buf *out)
{
	uint32_t end = page_node(p, node)->end, host = p->hosts[node];

	if (end - node > INLINE_NODES_MAX)
		end = node + INLINE_NODES_MAX;
	for (uint32_t i = node; i < end; i++) {
		const struct html_node *e = page_node(p, i);

		if (e->tag == HTML_TAG_TEXT) {
			if (p->hosts[i] != host ||
			    (apart && runs_on(out, e->text)))
				buf_put_char(out, EDGE);
			host = p->hosts[i];
			buf_put(out, e->text);
		} else if (i > node && (p->facts[i] & (drop | FACT_SKIP))) {
			i = e->end - 1;
			buf_put_char(out, ' ');
		} else if (e->tag == HTML_TAG_BR) {
			buf_put_char(out, EDGE);
		}
	}
}

struct str
inline_text(struct page *p, uint32_t node, unsigned drop)
{
	struct buf raw = BUF_INIT(INLINE_BYTES_MAX);
	struct buf out = BUF_INIT(INLINE_BYTES_MAX);
	struct str rest, s;

	put_nodes(p, node, drop, true, &raw);
	for (rest = buf_str(&raw); rest.n > 0;) {
		struct str line = text_shown_copy(
		        p->mem, str_until(&rest, EDGE));

		if (line.n == 0)
			continue;
		if (out.n > 0)
			buf_put_char(&out, '\n');
		buf_put(&out, line);
	}
	/* what is cut is no heading and no name */
	s = raw.err == ERR_OK && out.err == ERR_OK ? buf_copy(p->mem, &out)
	                                           : STR_EMPTY;
	buf_release(&raw);
	buf_release(&out);
	return s;
}

struct str
inline_line(struct page *p, uint32_t node, unsigned drop)
{
	struct buf raw = BUF_INIT(INLINE_BYTES_MAX);
	struct str s = STR_EMPTY;

	put_nodes(p, node, drop, false, &raw);
	for (size_t i = 0; i < raw.n; i++)
		if (raw.p[i] == EDGE)
			raw.p[i] = ' ';
	if (raw.err == ERR_OK)
		s = text_shown_copy(p->mem, buf_str(&raw));
	buf_release(&raw);
	return s;
}

struct str
unescaped(struct arena *mem, struct str s)
{
	static const struct str signs[] = {
		STR_INIT("&#"),    STR_INIT("&amp;"), STR_INIT("&quot;"),
		STR_INIT("&lt;"),  STR_INIT("&gt;"),  STR_INIT("&apos;"),
		STR_INIT("&nbsp;"), STR_INIT("&laquo;"), STR_INIT("&raquo;"),
	};

	if (str_chr(s, '&') == STR_NPOS)
		return s;
	for (size_t i = 0; i < COUNT(signs); i++)
		if (str_find(s, signs[i]) != STR_NPOS)
			return html_to_line(mem, s);
	return s;
}
