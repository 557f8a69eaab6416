/*
 * Pages made to be slow are read to their end, give their text where they
 * have one, and take memory in proportion to their size: what a page costs in
 * time is bench/linear's.
 */
#include "test.h"

#include "adversary.h"
#include "extract/read_page.h"
#include "text/decode.h"
#include "text/utf8.h"

#define PAGE_BYTES ((size_t)192 << 10)
#define MEMORY_RATIO_MAX 160u
#define MEM_BYTES ((size_t)256 << 20)

/* What the text of those that have one says. */
static const struct { const char *name, *text; } texts[] = {
	{ "open div, text", "text,\ntext,\ntext," },
	{ "short lines", "a line,\na line,\na line," },
	{ "one word", "aaaaaaaa" },
	{ "paragraphs",
	  "A sentence of some length, and then another one, 9.\n" },
	{ "one paragraph", "A sentence of length, A sentence of length," },
	{ "JSON-LD body", "A sentence, and a second one 9. A sentence," },
};

/* Whether it is one of them; then it must say so. */
static bool
says_its_text(const char *name, struct str text)
{
	for (size_t i = 0; i < COUNT(texts); i++) {
		if (!str_eq(str_from(name), str_from(texts[i].name)))
			continue;
		if (str_find(text, str_from(texts[i].text)) == STR_NPOS)
			fail_msg("%s: text is lost", name);
		return true;
	}
	return false;
}

TEST(hostile_pages_are_read_in_bounded_memory)
{
	size_t said = 0;

	for (size_t i = 0; i < COUNT(adversaries); i++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_BYTES);
		struct buf page = BUF_INIT(MEM_BYTES);
		struct doc_article a = { 0 };
		struct diags d = { 0 };
		struct decoded text;

		adversary_make(&adversaries[i], PAGE_BYTES, &page);
		decode_bytes(&mem, buf_str(&page), STR_EMPTY, &text);
		assert_int_equal(read_page(&mem, text.text,
		                           STR("https://x.example/a"), &a,
		                           &d),
		                 ERR_OK);
		assert_true(utf8_valid(a.text) && a.text.n <= DOC_TEXT_MAX);
		assert_true(utf8_valid(a.title));
		said += says_its_text(adversaries[i].name, a.text);
		if (mem.used_bytes > MEMORY_RATIO_MAX * page.n)
			fail_msg("%s: %zu bytes of memory",
			         adversaries[i].name, mem.used_bytes);
		buf_release(&page);
		arena_release(&mem);
	}
	assert_int_equal(said, COUNT(texts));
}

RUN(CASE(hostile_pages_are_read_in_bounded_memory))
