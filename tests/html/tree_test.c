#include "test.h"

#include "base/buf.h"
#include "html/tree.h"

/* The tree as p(text) b(...) : one line. */
static void
put(struct buf *out, const struct html_tree *t)
{
	uint32_t ends[HTML_DEPTH_MAX + 8], depth = 0;

	for (uint32_t i = 1; i < t->n; i++) {
		const struct html_node *e = &t->nodes[i];

		while (depth > 0 && ends[depth - 1] <= i) {
			buf_put_char(out, ')');
			depth--;
		}
		if (e->tag == HTML_TAG_TEXT) {
			buf_printf(out, "'%.*s'", STR_ARG(e->text));
			continue;
		}
		assert_true(e->end > i);
		assert_true(e->parent < i);
		buf_printf(out, "%.*s(", STR_ARG(e->text));
		ends[depth++] = e->end;
	}
	while (depth-- > 0)
		buf_put_char(out, ')');
}

static void
check(const char *in, const char *want)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 4u << 20);
	struct buf out = BUF_INIT(1u << 20);
	struct html_tree t;

	assert_int_equal(html_tree_parse(&mem, str_from(in), &t), ERR_OK);
	put(&out, &t);
	assert_str(buf_str(&out), want);
	buf_release(&out);
	arena_release(&mem);
}

TEST(closes_what_authors_leave_open)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "<p>a<p>b<div>c</div>d", "p('a')p('b')div('c')'d'" },
		{ "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
		  "ul(li('a')li('b'ul(li('c')))li('d'))" },
		{ "<table><tr><td>a<td>b<tr><td>c</table>d",
		  "table(tr(td('a')td('b'))tr(td('c')))'d'" },
		{ "<table><tr><td><table><tr><td>a</td></tr></table>b<td>c",
		  "table(tr(td(table(tr(td('a')))'b')td('c')))" },
		{ "<dl><dt>a<dd>b<dt>c</dl>", "dl(dt('a')dd('b')dt('c'))" },
		{ "<h2>a<h3>b</h2>c", "h2('a')h3('b')'c'" },
		{ "<a href=1>a<a href=2>b</a>c", "a('a')a('b')'c'" },
		{ "<head><title>t</title><p>x", "head(title('t'))p('x')" },
		{ "<p><b>a</p>b", "p(b('a'))'b'" },
		{ "a<br>b</br>c<img>d", "'a'br()'b'br()'c'img()'d'" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(rows[i].in, rows[i].want);
}

TEST(stray_end_tags_do_no_harm)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "<div>a</p></b></span>b</div>c", "div('a''b')'c'" },
		{ "<div><a><div>x</a>y</div>z</div>",
		  "div(a(div('x''y'))'z')" },
		{ "<div><table><tr><td>a</div>b</table>c</div>",
		  "div(table(tr(td('a''b')))'c')" },
		{ "<form><div>a</form>b</div>c", "form(div('a''b'))'c'" },
		{ "<body>a</body>b</html>c", "body('a''b''c')" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(rows[i].in, rows[i].want);
}

TEST(unclosed_svg_does_not_swallow_the_page)
{
	check("<svg><path d=1 /><g><div>text</div>",
	      "svg(path()g())div('text')");
	check("<svg><title/><script/></svg>x", "svg(title()script())'x'");
}

TEST(depth_and_size_are_bounded)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 64u << 20);
	struct buf in = BUF_INIT(4u << 20);
	struct html_tree t;

	for (int i = 0; i < 2000; i++)
		buf_put(&in, STR("<div>"));
	buf_put(&in, STR("deep<script>s</script>"));
	assert_int_equal(html_tree_parse(&mem, buf_str(&in), &t), ERR_OK);
	assert_true(t.too_deep);
	for (uint32_t i = 0; i < t.n; i++)
		assert_true(t.nodes[i].depth <= HTML_DEPTH_MAX + 2);
	assert_str(html_node_text(&mem, &t, 0), "deep");
	buf_clear(&in);
	for (int i = 0; i < 300000; i++)
		buf_put(&in, STR("<b a>"));
	assert_int_equal(html_tree_parse(&mem, buf_str(&in), &t), ERR_OK);
	assert_true(t.too_many);
	assert_true(t.n <= HTML_NODES_MAX);
	buf_release(&in);
	arena_release(&mem);
}

TEST(a_full_arena_is_an_error)
{
	struct arena mem = ARENA_INIT(1024, 4096);
	struct html_tree t;

	assert_int_equal(html_tree_parse(&mem, STR("<p>a"), &t), ERR_LIMIT);
	arena_release(&mem);
}

TEST(attributes_and_text_can_be_had)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 4u << 20);
	struct html_tree t;

	assert_int_equal(
	        html_tree_parse(&mem,
	                        STR("<p CLASS='a  Big' hidden>x<b>y</b>"
	                            "<script>no</script>z"),
	                        &t),
	        ERR_OK);
	assert_str(html_attr(&t, 1, STR("class")), "a  Big");
	assert_true(html_has_attr(&t, 1, STR("hidden")));
	assert_false(html_has_attr(&t, 1, STR("id")));
	assert_true(html_has_word(html_attr(&t, 1, STR("class")), STR("big")));
	assert_false(html_has_word(html_attr(&t, 1, STR("class")), STR("bi")));
	assert_str(html_node_text(&mem, &t, 1), "xyz");
	arena_release(&mem);
}

TEST(marked_subtrees_are_gone_as_if_never_there)
{
	static const char in[] = "<div>a<i class=x>b<b>c</b></i>d</div>"
	                         "<p class=x>e<b class=x>f</b></p><p>g";
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 4u << 20);
	struct buf out = BUF_INIT(1u << 20);
	struct html_tree t;
	bool drop[64] = { false };

	assert_int_equal(html_tree_parse(&mem, str_from(in), &t), ERR_OK);
	assert_true(t.n <= COUNT(drop));
	for (uint32_t i = 1; i < t.n; i++)
		drop[i] = str_eq(html_attr(&t, i, STR("class")), STR("x"));
	assert_int_equal(html_tree_drop(&mem, &t, drop), ERR_OK);
	put(&out, &t);
	assert_str(buf_str(&out), "div('a''d')p('g')");
	assert_int_equal(t.nodes[0].end, t.n);
	buf_release(&out);
	arena_release(&mem);
}

RUN(CASE(marked_subtrees_are_gone_as_if_never_there),
    CASE(closes_what_authors_leave_open), CASE(stray_end_tags_do_no_harm),
    CASE(unclosed_svg_does_not_swallow_the_page),
    CASE(depth_and_size_are_bounded), CASE(a_full_arena_is_an_error),
    CASE(attributes_and_text_can_be_had))
