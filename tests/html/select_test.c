/*
 * Each row: a selector, and which elements of a page it names, by their ids.
 */
#include "test.h"

#include "base/buf.h"
#include "html/select.h"

#define PAGE                                                             \
	"<html lang=ar-MA><body id=b class='home single'>"               \
	"<div id=d1 class='post Body' data-kind=news>"                   \
	"<p id=p1 class=lede>a<b id=x1>b</b></p>"                        \
	"<div id=d2 class='post-share md:w-1' title='اقرأ أيضا'>"        \
	"<p id=p2>c</p></div></div>"                                     \
	"<ul id=u1 hidden><li id=l1><a id=a1 href='/t/news.html'>d</a>"  \
	"<li id=l2><a id=a2 href='https://x.example/feed'>e</a></ul>"    \
	"<p id=p3 class='post body'>f</p></body></html>"

static void
put_ids(struct buf *out, const struct html_tree *t, const bool *marked)
{
	for (uint32_t i = 0; i < t->n; i++) {
		if (!marked[i])
			continue;
		if (out->n > 0)
			buf_put_char(out, ' ');
		buf_put(out, html_attr(t, i, STR("id")));
	}
}

static void
check(const char *selector, const char *want)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 4u << 20);
	struct buf ids = BUF_INIT(4096);
	struct select_fault fault;
	const struct selector *s;
	struct html_tree t;
	bool *marked;

	if (select_parse(&mem, str_from(selector), &s, &fault) != ERR_OK)
		fail_msg("%s: %s at %zu", selector, fault.why, fault.at);
	assert_int_equal(html_tree_parse(&mem, STR(PAGE), &t), ERR_OK);
	marked = ARENA_ARRAY(&mem, bool, t.n);
	select_mark(s, &t, marked);
	put_ids(&ids, &t, marked);
	if (!str_eq(buf_str(&ids), str_from(want)))
		print_error("%s:\n", selector);
	assert_str(buf_str(&ids), want);
	buf_release(&ids);
	arena_release(&mem);
}

TEST(names_the_elements_css_would)
{
	static const struct { const char *selector, *ids; } rows[] = {
		{ "p", "p1 p2 p3" },
		{ "P", "p1 p2 p3" },
		{ "#d2", "d2" },
		{ ".post", "d1 p3" },
		{ ".Body", "d1" }, /* class names have case */
		{ "div.post", "d1" },
		{ "p.post.body", "p3" },
		{ "*.lede", "p1" },
		{ "[hidden]", "u1" },
		{ "[data-kind=news]", "d1" },
		{ "[DATA-KIND='news']", "d1" },
		{ "a[href^=\"/t/\"]", "a1" },
		{ "a[href$=feed]", "a2" },
		{ "a[href*='news']", "a1" },
		{ "[class~=single]", "b" },
		{ "[class~=sing]", "" },
		{ "[title*='أيضا']", "d2" },
		{ "[href^='']", "" }, /* is part of nothing */
		{ "[class*='']", "" },
		{ "html[lang|=ar] p.lede", "p1" },
		{ "div p", "p1 p2" },
		{ "div > p", "p1 p2" },
		{ "#d1 > p", "p1" },
		{ "#d1>p", "p1" },
		{ "#d1 p", "p1 p2" },
		{ "body > p", "p3" },
		{ "body > b", "" },
		{ "body div div p", "p2" },
		{ "ul li > a", "a1 a2" },
		{ "div > div > p", "p2" },
		{ "p b , li", "x1 l1 l2" },
		{ "li,#p2,\n.lede", "p1 p2 l1 l2" },
		{ "p:not(.lede)", "p2 p3" },
		{ "p:not(.lede):not(#p3)", "p2" },
		{ "p:not(.lede, #p3)", "p2" },
		{ "body > :not(div):not(ul)", "p3" },
		{ ".md\\:w-1", "d2" },
		{ "[class *= 'share' ]", "d2" },
		{ "  #d2  ", "d2" },
		{ "td", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(rows[i].selector, rows[i].ids);
}

TEST(refuses_what_it_does_not_know_and_says_where)
{
	static const struct {
		const char *selector, *why;
		size_t at;
	} rows[] = {
		{ "", "a selector is missing", 0 },
		{ "p,", "a selector is missing", 2 },
		{ ", p", "a selector is missing", 0 },
		{ "p >", "a selector is missing", 3 },
		{ "> p", "a selector is missing", 0 },
		{ ".", "a name is missing", 1 },
		{ "p .", "a name is missing", 3 },
		{ "p + p", "siblings (+ and ~) are not known", 2 },
		{ "p ~ p", "siblings (+ and ~) are not known", 2 },
		{ "p:first-child",
		  "of what begins with : only :not() is known", 2 },
		{ "p::before",
		  "of what begins with : only :not() is known", 2 },
		{ "p:not()", ":not() wants one condition", 6 },
		{ "p:not(a b)", ":not() wants one condition", 8 },
		{ "p:not(:not(a))", ":not() wants one condition", 6 },
		{ "[a", "= is missing", 2 },
		{ "[a=", "a name is missing", 3 },
		{ "[a='x", "a quotation mark is not closed", 4 },
		{ "[a=x i]", "] is missing", 5 },
		{ "[a!=x]", "= is missing", 2 },
		{ "*p", "a type must stand first", 1 },
		{ ".a*", "not understood", 2 },
		{ "a\\31", "an escape by number is not understood", 2 },
		{ "//div[@id='x']", "a selector is missing", 0 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
		struct select_fault fault = { 0 };
		const struct selector *s;

		if (select_parse(&mem, str_from(rows[i].selector), &s,
		                 &fault) != ERR_FORMAT)
			fail_msg("%s: taken", rows[i].selector);
		if (!str_eq(str_from(fault.why), str_from(rows[i].why)))
			print_error("%s:\n", rows[i].selector);
		assert_str(str_from(fault.why), rows[i].why);
		if (fault.at != rows[i].at)
			fail_msg("%s: at %zu", rows[i].selector, fault.at);
		arena_release(&mem);
	}
}

/* `piece` so many times; ERR_OK or ERR_LIMIT as it is long. */
static enum err
parse_many(const char *piece, size_t times)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);
	struct buf text = BUF_INIT(1u << 20);
	struct select_fault fault;
	const struct selector *s;
	enum err e;

	for (size_t i = 0; i < times; i++)
		buf_put(&text, str_from(piece));
	e = select_parse(&mem, buf_str(&text), &s, &fault);
	buf_release(&text);
	arena_release(&mem);
	return e;
}

TEST(bounds_bytes_parts_and_conditions)
{
	assert_int_equal(parse_many("p ", SELECT_PARTS_MAX), ERR_OK);
	assert_int_equal(parse_many("p ", SELECT_PARTS_MAX + 1), ERR_LIMIT);
	assert_int_equal(parse_many(".a", SELECT_TESTS_MAX), ERR_OK);
	assert_int_equal(parse_many(".a", SELECT_TESTS_MAX + 1), ERR_LIMIT);
	assert_int_equal(parse_many("a", SELECT_MAX_BYTES), ERR_OK);
	assert_int_equal(parse_many("a", SELECT_MAX_BYTES + 1), ERR_LIMIT);
}

/* All 64 parts in one chain, on a page deeper than the tree goes. */
TEST(a_long_chain_meets_a_deep_page)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 16u << 20);
	struct buf page = BUF_INIT(1u << 20), chain = BUF_INIT(4096);
	struct select_fault fault;
	const struct selector *s;
	struct html_tree t;
	bool *marked;

	for (int i = 0; i < 2000; i++)
		buf_put(&page, STR("<div>"));
	for (unsigned i = 0; i < SELECT_PARTS_MAX; i++)
		buf_put(&chain, STR("div>"));
	buf_cut(&chain, chain.n - 1);
	assert_int_equal(select_parse(&mem, buf_str(&chain), &s, &fault),
	                 ERR_OK);
	assert_int_equal(html_tree_parse(&mem, buf_str(&page), &t), ERR_OK);
	marked = ARENA_ARRAY(&mem, bool, t.n);
	/* each but the first 63 of the tree's levels ends a chain */
	assert_int_equal(select_mark(s, &t, marked),
	                 t.n - 1 - (SELECT_PARTS_MAX - 1));
	assert_false(marked[SELECT_PARTS_MAX - 1]);
	assert_true(marked[SELECT_PARTS_MAX]);
	buf_release(&page);
	buf_release(&chain);
	arena_release(&mem);
}

RUN(CASE(names_the_elements_css_would),
    CASE(refuses_what_it_does_not_know_and_says_where),
    CASE(bounds_bytes_parts_and_conditions),
    CASE(a_long_chain_meets_a_deep_page))
