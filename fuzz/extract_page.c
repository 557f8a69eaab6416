/*
 * Any page gives an article or ERR_LIMIT; all its text is valid UTF-8 in
 * shown form, its addresses are absolute.
 */
#include "fuzz.h"

#include "base/err.h"
#include "extract/extract.h"
#include "text/decode.h"
#include "text/utf8.h"

static void
check_url(struct str s)
{
	if (s.n > 0 && !str_starts(s, STR("http")))
		BUG("an address that is not absolute");
}

static void
check(const struct doc_article *a)
{
	if (!utf8_valid(a->text) || !utf8_valid(a->title) ||
	    !utf8_valid(a->byline) || !utf8_valid(a->excerpt))
		BUG("invalid UTF-8");
	if (str_chr(a->title, '\n') != STR_NPOS ||
	    str_find(a->text, STR("\n\n")) != STR_NPOS)
		BUG("not in shown form");
	if (a->text.n > DOC_TEXT_MAX || a->tag_count > DOC_TAGS_MAX)
		BUG("past its maximum");
	check_url(a->image);
	check_url(a->canonical_url);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, DOC_MAX_BYTES);
	struct doc_article a = { 0 };
	struct diags d = { 0 };
	struct decoded text;
	struct feed_item hint = {
		.title = STR("News of the day"),
		.content_html = STR("<p>Some <b>text</b> of the feed.</p>"),
	};

	decode_bytes(&mem, (struct str){ (const char *)data, size }, STR_EMPTY,
	             &text);
	if (extract_page(&mem, text.text, STR("https://news.example/a/b"),
	                 size % 2 == 0 ? &hint : NULL, &a, &d) == ERR_OK)
		check(&a);
	arena_release(&mem);
	return 0;
}
