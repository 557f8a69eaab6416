/*
 * Pages made to be slow give an article, and take memory in proportion to
 * their size: what a page costs in time is bench/linear's.
 */
#include "test.h"

#include "adversary.h"
#include "extract/read_page.h"
#include "text/decode.h"
#include "text/utf8.h"

#define PAGE_BYTES ((size_t)192 << 10)
#define MEMORY_RATIO_MAX 160u
#define MEM_BYTES ((size_t)256 << 20)

TEST(hostile_pages_give_an_article_in_bounded_memory)
{
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
		if (mem.used_bytes > MEMORY_RATIO_MAX * page.n)
			fail_msg("%s: %zu bytes of memory",
			         adversaries[i].name, mem.used_bytes);
		buf_release(&page);
		arena_release(&mem);
	}
}

RUN(CASE(hostile_pages_give_an_article_in_bounded_memory))
