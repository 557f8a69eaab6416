#include "html/tree.h"

#include <string.h>

#include "base/buf.h"

bool
html_has_attr(const struct html_tree *t, uint32_t node, struct str name)
{
	const struct html_node *e = &t->nodes[node];

	for (uint32_t i = 0; i < e->attr_count; i++)
		if (str_eq(t->attrs[e->attr + i].name, name))
			return true;
	return false;
}

struct str
html_attr(const struct html_tree *t, uint32_t node, struct str name)
{
	const struct html_node *e = &t->nodes[node];

	for (uint32_t i = 0; i < e->attr_count; i++)
		if (str_eq(t->attrs[e->attr + i].name, name))
			return t->attrs[e->attr + i].value;
	return STR_EMPTY;
}

bool
html_has_word(struct str list, struct str word)
{
	while (list.n > 0)
		if (str_eq_ci(str_word(&list), word))
			return true;
	return false;
}

struct str
html_node_text(struct arena *mem, const struct html_tree *t, uint32_t node)
{
	uint32_t end = t->nodes[node].end, last = 0, parts = 0;
	size_t n = 0;
	char *p, *start;

	for (uint32_t i = node; i < end; i++) {
		if (i > node && html_tag_is(t->nodes[i].tag, HTML_NO_TEXT)) {
			i = t->nodes[i].end - 1;
		} else if (t->nodes[i].tag == HTML_TAG_TEXT) {
			n += t->nodes[i].text.n;
			last = i;
			parts++;
		}
	}
	if (parts < 2)
		return parts == 0 ? STR_EMPTY : t->nodes[last].text;
	start = p = arena_raw(mem, n);
	if (start == NULL)
		return STR_EMPTY;
	for (uint32_t i = node; i < end; i++) {
		if (i > node && html_tag_is(t->nodes[i].tag, HTML_NO_TEXT)) {
			i = t->nodes[i].end - 1;
		} else if (t->nodes[i].tag == HTML_TAG_TEXT) {
			struct str s = t->nodes[i].text;

			if (s.n > 0)
				memcpy(p, s.p, s.n);
			p += s.n;
		}
	}
	return (struct str){ start, n };
}

enum err
html_tree_drop(struct arena *mem, struct html_tree *t, const bool *drop)
{
	/* how many nodes are kept before each */
	uint32_t *kept = ARENA_ARRAY(mem, uint32_t, (size_t)t->n + 1);
	uint32_t n = 0, gone = 0; /* nodes before `gone` are dropped */

	if (kept == NULL)
		return ERR_LIMIT;
	for (uint32_t i = 0; i < t->n; i++) {
		kept[i] = n;
		if (i > 0 && drop[i] && t->nodes[i].end > gone)
			gone = t->nodes[i].end;
		n += i >= gone;
	}
	kept[t->n] = n;
	for (uint32_t i = 0; i < t->n; i++) {
		struct html_node e = t->nodes[i];

		if (kept[i + 1] == kept[i])
			continue;
		e.parent = kept[e.parent];
		e.end = kept[e.end];
		t->nodes[kept[i]] = e;
	}
	t->n = n;
	return ERR_OK;
}
