/*
 * Whatever goes in, what comes out sanitises to itself and holds nothing
 * that runs.
 */
#include "fuzz.h"

#include "base/err.h"
#include "html/sanitise.h"
#include "html/tree.h"
#include "text/decode.h"

#define OUT_MAX (16u << 20)
#define BASE STR("https://news.example/a/b")

/* Every element of the output is one we write, with no handler on it. */
static void
check(struct arena *mem, struct str html)
{
	struct html_tree t;

	if (html_tree_parse(mem, html, &t) != ERR_OK)
		return;
	for (uint32_t i = 1; i < t.n; i++) {
		const struct html_node *e = &t.nodes[i];

		if (e->tag == HTML_TAG_OTHER ||
		    html_tag_is(e->tag, HTML_NO_TEXT) ||
		    e->tag == HTML_TAG_FORM)
			BUG("an element that is not allowed");
		for (uint32_t k = 0; k < e->attr_count; k++) {
			struct html_attr a = t.attrs[e->attr + k];

			if (str_starts(a.name, STR("on")) ||
			    str_eq(a.name, STR("style")))
				BUG("an attribute that is not allowed");
			if ((str_eq(a.name, STR("href")) ||
			     str_eq(a.name, STR("src"))) &&
			    !str_starts(a.value, STR("http")))
				BUG("an address that is not allowed");
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 256u << 20);
	struct buf once = BUF_INIT(OUT_MAX), twice = BUF_INIT(OUT_MAX);
	struct decoded text;

	decode_bytes(&mem, (struct str){ (const char *)data, size }, STR_EMPTY,
	             &text);
	html_sanitise(&mem, text.text, BASE, &once);
	html_sanitise(&mem, buf_str(&once), BASE, &twice);
	if (once.err == ERR_OK && twice.err == ERR_OK) {
		if (!str_eq(buf_str(&once), buf_str(&twice)))
			BUG("sanitising again changes the result");
		check(&mem, buf_str(&once));
	}
	buf_release(&once);
	buf_release(&twice);
	arena_release(&mem);
	return 0;
}
