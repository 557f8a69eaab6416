/*
 * Any page gives an article or ERR_LIMIT; all its text is valid UTF-8 in
 * shown form, its addresses are absolute.
 */
#include "fuzz.h"

#include "base/err.h"
#include "extract/extract.h"
#include "html/select.h"
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

/* The same page by rules, then without what was learnt to be its first line. */
static void
check_rules(struct arena *mem, struct extract_input *in)
{
	static const char *const selectors[] = { "article, .body, p",
		                                 "aside, div > p" };
	const struct selector *s[2];
	struct select_fault fault;
	struct extract_rules rules = { 0 };
	struct doc_article a = { 0 };
	struct diags d = { 0 };
	uint64_t print;

	for (size_t i = 0; i < 2; i++)
		if (select_parse(mem, str_from(selectors[i]), &s[i], &fault) !=
		    ERR_OK)
			return;
	rules.include = in->text.n % 3 == 0 ? NULL : s[0];
	rules.exclude = s[1];
	in->rules = &rules;
	if (extract_page(mem, in, &a, &d) != ERR_OK)
		return;
	check(&a);
	if (a.line_count == 0)
		return;
	print = a.lines[0].print;
	rules.boilerplate = &print;
	rules.boilerplate_n = 1;
	if (extract_page(mem, in, &a, &d) != ERR_OK)
		return;
	check(&a);
	if (a.line_count > DOC_LINES_MAX || a.lines[0].print != print)
		BUG("what is left out changes what is compared");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, DOC_MAX_BYTES);
	struct doc_article a = { 0 };
	struct diags d = { 0 };
	struct extract_input in = { .url = STR("https://news.example/a/b") };
	struct decoded text;
	struct feed_item hint = {
		.title = STR("News of the day"),
		.content_html = STR("<p>Some <b>text</b> of the feed.</p>"),
	};

	decode_bytes(&mem, (struct str){ (const char *)data, size }, STR_EMPTY,
	             &text);
	in.text = text.text;
	in.hint = size % 2 == 0 ? &hint : NULL;
	if (extract_page(&mem, &in, &a, &d) == ERR_OK) {
		check(&a);
		check_rules(&mem, &in);
	}
	arena_release(&mem);
	return 0;
}
