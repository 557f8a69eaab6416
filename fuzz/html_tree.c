/*
 * Any bytes give a tree whose nodes nest: each lies inside its parent, and
 * all text of the tree is text of the tokenizer.
 */
#include "fuzz.h"

#include "base/err.h"
#include "html/text.h"
#include "html/tree.h"
#include "text/decode.h"

static void
check(const struct html_tree *t)
{
	for (uint32_t i = 0; i < t->n; i++) {
		const struct html_node *e = &t->nodes[i];

		if (e->end <= i || e->end > t->n)
			BUG("a node ends before itself or behind the last");
		if (i > 0 &&
		    (e->parent >= i || t->nodes[e->parent].end < e->end))
			BUG("a node is outside its parent");
		if (e->depth > HTML_DEPTH_MAX + 2)
			BUG("too deep");
		if (e->tag == HTML_TAG_TEXT && e->end != i + 1)
			BUG("text has children");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 64u << 20);
	struct decoded text;
	struct html_tree t;

	decode_bytes(&mem, (struct str){ (const char *)data, size }, STR_EMPTY,
	             &text);
	if (html_tree_parse(&mem, text.text, &t) == ERR_OK)
		check(&t);
	html_to_text(&mem, text.text);
	arena_release(&mem);
	return 0;
}
