#include "test.h"

#include "base/buf.h"
#include "extract/internal.h"
#include "text/utf8.h"

/* As blocks.c counts, a code point at a time. */
static void
count(struct str s, uint32_t *len, uint32_t *commas)
{
	bool space = true;
	uint32_t c;

	*len = *commas = 0;
	while (utf8_next(&s, &c)) {
		bool is_space = c < 0x80 && ascii_is_space((char)c);

		*len += !is_space || !space;
		*commas += c == ',' || c == ';' || c == 0x060C ||
		           c == 0x061B || c == 0xFF0C;
		space = is_space;
	}
}

static void
check(struct str text)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 8u << 20);
	struct page p = { .mem = &mem };
	struct vocabulary *words = ARENA_NEW(&mem, struct vocabulary);
	struct buf html = BUF_INIT(1u << 20);
	uint32_t len, commas;

	p.words = words;
	buf_put(&html, STR("<p>"));
	buf_put(&html, text);
	assert_int_equal(html_tree_parse(&mem, buf_str(&html), &p.tree),
	                 ERR_OK);
	facts_gather(&p);
	blocks_gather(&p);
	count(text, &len, &commas);
	assert_int_equal(p.blocks.n, 1);
	assert_int_equal(p.blocks.v[0].len, len);
	assert_int_equal(p.blocks.v[0].commas, commas);
	buf_release(&html);
	arena_release(&mem);
}

TEST(blocks_are_measured_in_code_points_whatever_their_length)
{
	static const char *const parts[] = {
		"word", " ", "، ", "؛", "，", "، و", "é, ", "\n  ", "ب",
		"\xC2\xA0", "a;b", "日本", "كلمة ",
	};

	for (size_t length = 1; length < 120; length++) {
		struct buf text = BUF_INIT(1u << 16);

		buf_put_char(&text, 'x');
		for (size_t i = 0; i < length; i++)
			buf_put(&text, str_from(parts[i * (length + i) %
			                              COUNT(parts)]));
		check(buf_str(&text));
		buf_release(&text);
	}
}

TEST(long_blocks_are_counted_to_the_end)
{
	struct buf text = BUF_INIT(1u << 20);

	for (int i = 0; i < 6000; i++)
		buf_put(&text, STR("، ,"));
	check(buf_str(&text));
	buf_release(&text);
}

RUN(CASE(blocks_are_measured_in_code_points_whatever_their_length),
    CASE(long_blocks_are_counted_to_the_end))
