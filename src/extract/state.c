/*
 * Pages that a program in the browser fills: their article is not in the
 * markup but, as HTML, in a string of a script, where the program finds its
 * state.  The longest string that holds paragraphs is taken for it.
 */
#include <jansson.h>

#include "extract/internal.h"

/* A shorter string is no article; a longer one is not decoded. */
#define STATE_MIN_BYTES 400u
#define STATE_MAX_BYTES (2u << 20)

/* Where a string that begins at s.p[at], behind its quote, ends. */
static size_t
literal_end(struct str s, size_t at)
{
	while (at < s.n && s.p[at] != '"')
		at += s.p[at] == '\\' ? 2 : 1;
	return at < s.n ? at : s.n;
}

/* "<p>" or "<p class=...", as it stands there or escaped. */
static bool
has_paragraphs(struct str s)
{
	static const struct str tags[] = {
		STR_INIT("<p>"), STR_INIT("<p "), STR_INIT("<p\\u003e"),
		STR_INIT("\\u003cp\\u003e"), STR_INIT("\\u003cp "),
		STR_INIT("\\u003Cp\\u003E"), STR_INIT("\\u003Cp "),
		STR_INIT("\\u003cp>"),
	};

	for (size_t i = 0; i < COUNT(tags); i++)
		if (str_find(s, tags[i]) != STR_NPOS)
			return true;
	return false;
}

/* The longest literal of a script that holds paragraphs, with its quotes. */
static struct str
longest_literal(struct str script, struct str best)
{
	size_t at = 0, from;

	while ((from = str_chr(str_sub(script, at, script.n), '"')) !=
	       STR_NPOS) {
		size_t start = at + from, end = literal_end(script, start + 1);
		struct str s = str_sub(script, start, end + 1);

		if (s.n > best.n && s.n <= STATE_MAX_BYTES &&
		    has_paragraphs(s))
			best = s;
		at = end + 1;
		if (at >= script.n)
			break;
	}
	return best;
}

struct str
state_html(struct page *p)
{
	struct str best = { NULL, STATE_MIN_BYTES }, out = STR_EMPTY;
	json_t *v;

	for (uint32_t i = 1; i < p->tree.n; i++) {
		if (page_node(p, i)->tag == HTML_TAG_SCRIPT)
			best = longest_literal(html_node_text(p->mem, &p->tree,
			                                      i),
			                       best);
	}
	if (best.p == NULL)
		return STR_EMPTY;
	v = json_loadb(best.p, best.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	if (json_is_string(v))
		out = str_copy(p->mem,
		               (struct str){ json_string_value(v),
		                             json_string_length(v) });
	json_decref(v);
	return out;
}
