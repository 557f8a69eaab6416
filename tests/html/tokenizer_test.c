#include "test.h"

#include "base/buf.h"
#include "html/entities.h"
#include "html/tokenizer.h"

/* All tokens on one line: "<p a=1>" "text" "</p>" "<!--x-->" */
static void
check(const char *in, const char *want)
{
	static struct html_tokenizer t;
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	struct buf out = BUF_INIT(1u << 20);
	struct html_token k;

	html_tokenizer_init(&t, &mem, str_from(in));
	while (html_tokenizer_next(&t, &k)) {
		if (k.kind == HTML_TOKEN_START)
			t.state = html_content_state(k.tag);
		if (k.kind == HTML_TOKEN_TEXT)
			buf_put(&out, k.text);
		else if (k.kind == HTML_TOKEN_COMMENT)
			buf_printf(&out, "{%.*s}", STR_ARG(k.text));
		else if (k.kind == HTML_TOKEN_DOCTYPE)
			buf_printf(&out, "{!%.*s}", STR_ARG(k.text));
		else
			buf_printf(&out, "[%s%.*s",
			           k.kind == HTML_TOKEN_END ? "/" : "",
			           STR_ARG(k.text));
		for (size_t i = 0; i < k.attr_count; i++)
			buf_printf(&out, " %.*s=%.*s",
			           STR_ARG(k.attrs[i].name),
			           STR_ARG(k.attrs[i].value));
		if (k.kind == HTML_TOKEN_START || k.kind == HTML_TOKEN_END)
			buf_put_char(&out, ']');
	}
	assert_str(buf_str(&out), want);
	buf_release(&out);
	arena_release(&mem);
}

TEST(reads_what_the_web_writes)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "<P CLASS=a>x</P>", "[p class=a]x[/p]" },
		{ "<a href='x?a=1&amp;b=2&copy=3'>", "[a href=x?a=1&b=2&copy=3]" },
		{ "1 < 2 <3 </ x>y", "1 < 2 <3 { x}y" },
		{ "<script>if (a</b/.test('</p>'))</script>z",
		  "[script]if (a</b/.test('</p>'))[/script]z" },
		{ "<script><!--<script></script>--></script>z",
		  "[script]<!--<script></script>-->[/script]z" },
		{ "<title>a <b>&amp;</b></title>", "[title]a <b>&</b>[/title]" },
		{ "<!doctype html><!-- a --><?php?>", "{!html}{ a }{?php?}" },
		{ "<img alt=\"a>b\" alt=2 / x>", "[img alt=a>b x=]" },
		{ "a\r\nb\rc", "a\nb\nc" },
		{ "<p unfinished", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(rows[i].in, rows[i].want);
}

TEST(resolves_character_references)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "&eacute;&eacute&notit;&notin;", "éé¬it;∉" },
		{ "&#233;&#xE9;&#XE9", "ééé" },
		{ "&#150;&#0;&#xD800;&#x110000;&#99999999999;", "–����" },
		{ "&;&#;&#x;&nosuch; & &", "&;&#;&#x;&nosuch; & &" },
		{ "&laquo;&nbsp;&raquo;", "«\xC2\xA0»" },
		{ "&CounterClockwiseContourIntegral;&nGt;", "∳≫⃒" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(html_entities_resolve(&mem, str_from(rows[i].in),
		                                 false),
		           rows[i].want);
	arena_release(&mem);
}

TEST(every_tag_is_found_by_its_name)
{
	for (unsigned tag = HTML_TAG_TEXT + 1; tag < HTML_TAG__COUNT; tag++)
		assert_int_equal(html_tag_find(html_tag_name(tag)), tag);
	assert_int_equal(html_tag_find(STR("BlockQuote")),
	                 HTML_TAG_BLOCKQUOTE);
	assert_int_equal(html_tag_find(STR("h7")), HTML_TAG_OTHER);
	assert_int_equal(html_tag_find(STR("x-card")), HTML_TAG_OTHER);
	assert_int_equal(html_tag_find(STR("")), HTML_TAG_OTHER);
}

RUN(CASE(reads_what_the_web_writes), CASE(resolves_character_references),
    CASE(every_tag_is_found_by_its_name))
