#include "test.h"

#include "html/text.h"

TEST(fragments_become_lines)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "<p>خبر أول</p><p>خبر ثان</p>", "خبر أول\nخبر ثان" },
		{ "a<br>b<br/><br />c", "a\nb\nc" },
		{ "foo<b>bar</b>\nbaz", "foobar baz" },
		{ "Caf&eacute; &amp; <i>th&#233;</i>", "Café & thé" },
		{ "<script>x</script><style>y</style>a<iframe>z</iframe>", "a" },
		{ "<ul><li>a<li>b</ul>c", "a\nb\nc" },
		{ "<script/>x</script>y", "y" },
		{ "<svg/>a<svg><svg></svg>b</svg>c", "ac" },
		{ "<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc" },
		{ "", "" },
	};
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(html_to_text(&mem, str_from(rows[i].in)),
		           rows[i].want);
	arena_release(&mem);
}

TEST(titles_are_one_line)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	assert_str(html_to_line(&mem, STR("<b>a</b><br>\n b &lt;i&gt;")),
	           "a b <i>");
	arena_release(&mem);
}

RUN(CASE(fragments_become_lines), CASE(titles_are_one_line))
