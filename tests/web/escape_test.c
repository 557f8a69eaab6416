#include "test.h"

#include "web/escape.h"

#define OUT_MAX 4096u

static void
check(void (*put)(struct buf *, struct str), const char *in, const char *want)
{
	struct buf b = BUF_INIT(OUT_MAX);

	put(&b, str_from(in));
	assert_str(buf_str(&b), want);
	buf_release(&b);
}

TEST(text_is_escaped_for_the_place_it_stands_in)
{
	static const struct { const char *in, *text, *attr; } rows[] = {
		{ "a < b & c > d", "a &lt; b &amp; c &gt; d",
		  "a &lt; b &amp; c &gt; d" },
		{ "\"'", "\"'", "&quot;&#39;" },
		{ "&amp;", "&amp;amp;", "&amp;amp;" },
		{ "خبر", "خبر", "خبر" },
		{ "\x01" "a\x1f\x7f" "b", "ab", "ab" },
		{ "a\xff<b", "a\xef\xbf\xbd&lt;b", "a\xef\xbf\xbd&lt;b" },
		{ "\xc3", "\xef\xbf\xbd", "\xef\xbf\xbd" },
		{ "", "", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		check(escape_put_text, rows[i].in, rows[i].text);
		check(escape_put_attr, rows[i].in, rows[i].attr);
	}
}

TEST(addresses_are_of_the_web_or_of_this_site)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "https://a.example/?x=1&y=\"2",
		  "https://a.example/?x=1&amp;y=&quot;2" },
		{ "HTTP://a.example/", "HTTP://a.example/" },
		{ "/a/1", "/a/1" },
		{ "/", "/" },
		{ "?before=1", "?before=1" },
		{ "#main", "#main" },
		{ "", "#" },
		{ "javascript:alert(1)", "#" },
		{ "JaVaScRiPt:alert(1)", "#" },
		{ "java\tscript:alert(1)", "#" },
		{ " javascript:alert(1)", "#" },
		{ "data:text/html,x", "#" },
		{ "vbscript:x", "#" },
		{ "//evil.example/", "#" },
		{ "/\\evil.example/", "#" },
		{ "/\t/evil.example/", "#" },
		{ "\\\\evil.example", "#" },
		{ "relative", "#" },
		{ "https:evil", "#" },
		{ "http://a b", "#" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(escape_put_url, rows[i].in, rows[i].want);
}

TEST(lines_become_paragraphs)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	assert_str(escape_paragraphs(&mem, STR("a\n\n <b> \r\nج")).html,
	           "<p dir=\"auto\">a</p>\n<p dir=\"auto\">&lt;b&gt;</p>\n"
	           "<p dir=\"auto\">ج</p>\n");
	assert_str(escape_paragraphs(&mem, STR_EMPTY).html, "");
	arena_release(&mem);
}

RUN(CASE(text_is_escaped_for_the_place_it_stands_in),
    CASE(addresses_are_of_the_web_or_of_this_site),
    CASE(lines_become_paragraphs))
