/*
 * The first line is a selector, the rest a page.  A selector is refused with
 * a reason or it matches; listed twice it matches the same, and below "*"
 * nothing that it did not match alone.
 */
#include "fuzz.h"

#include "base/err.h"
#include "html/select.h"
#include "text/decode.h"

static bool *
mark(struct arena *mem, struct str text, const struct html_tree *t)
{
	struct select_fault fault = { 0 };
	const struct selector *s;
	bool *out = ARENA_ARRAY(mem, bool, t->n);
	enum err e;

	if (out == NULL)
		return NULL;
	e = select_parse(mem, text, &s, &fault);
	if (e == ERR_FORMAT && (fault.why == NULL || fault.at > text.n))
		BUG("refused without a reason");
	if (e != ERR_OK)
		return NULL;
	if (select_mark(s, t, out) > t->n)
		BUG("more matches than nodes");
	return out;
}

static void
check(struct arena *mem, struct str text, const struct html_tree *t)
{
	bool *once = mark(mem, text, t), *twice, *below;

	if (once == NULL)
		return;
	twice = mark(mem, str_fmt(mem, "%.*s,%.*s", STR_ARG(text),
	                          STR_ARG(text)), t);
	below = str_chr(text, ',') == STR_NPOS
	                ? mark(mem, str_cat(mem, STR("* "), text), t)
	                : NULL;
	for (uint32_t i = 0; i < t->n; i++) {
		if (once[i] && t->nodes[i].tag == HTML_TAG_TEXT)
			BUG("text matches");
		if (twice != NULL && twice[i] != once[i])
			BUG("a list of the same matches something else");
		if (below != NULL && below[i] && !once[i])
			BUG("a narrower selector matches more");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 64u << 20);
	struct decoded text;
	struct html_tree t;
	struct str selector;

	decode_bytes(&mem, (struct str){ (const char *)data, size }, STR_EMPTY,
	             &text);
	selector = str_until(&text.text, '\n');
	if (html_tree_parse(&mem, text.text, &t) == ERR_OK)
		check(&mem, selector, &t);
	arena_release(&mem);
	return 0;
}
