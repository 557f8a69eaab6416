#include "test.h"

#include <string.h>

#include "base/buf.h"
#include "extract/skim.h"

struct fixture {
	struct arena mem;
	struct skim j;
};

static void
begin(struct fixture *f, struct str json)
{
	*f = (struct fixture){ .mem = ARENA_INIT(ARENA_BLOCK, 32u << 20) };
	assert_true(skim_init(&f->j, &f->mem));
	skim_add(&f->j, json);
}

/* The tree written out again, for comparison. */
static void
write_node(struct buf *out, const struct skim *j, uint32_t node)
{
	enum skim_kind kind = skim_kind(j, node);

	if (j->v[node].key.n > 0) {
		buf_put(out, j->v[node].key);
		buf_put_char(out, ':');
	}
	if (kind == SKIM_STRING) {
		buf_put_char(out, '\'');
		buf_put(out, skim_string(j, node));
		buf_put_char(out, '\'');
		return;
	}
	if (kind == SKIM_SCALAR) {
		buf_put(out, j->v[node].text);
		return;
	}
	buf_put_char(out, kind == SKIM_OBJECT ? '{' : '[');
	for (uint32_t k = skim_begin(node); k < j->v[node].end;
	     k = skim_next(j, k)) {
		if (k != node + 1)
			buf_put_char(out, ' ');
		write_node(out, j, k);
	}
	buf_put_char(out, kind == SKIM_OBJECT ? '}' : ']');
}

static void
check(const char *json, bool odd, const char *want)
{
	struct fixture f;
	struct buf out = BUF_INIT(1u << 20);

	begin(&f, str_from(json));
	write_node(&out, &f.j, 0);
	if (!str_eq(buf_str(&out), str_from(want)) || f.j.odd != odd)
		print_error("%s\n", json);
	assert_str(buf_str(&out), want);
	assert_int_equal(f.j.odd, odd);
	buf_release(&out);
	arena_release(&f.mem);
}

TEST(valid_json_is_read_as_it_is)
{
	static const struct { const char *json, *want; } rows[] = {
		{ "{}", "[{}]" },
		{ "[]", "[[]]" },
		{ " {\"a\": [1, -2.5e3, true, null], \"b\": {\"c\": \"d\"}} ",
		  "[{a:[1 -2.5e3 true null] b:{c:'d'}}]" },
		{ "[0, -0.5, 1E+9, 10, 2e-3, false]",
		  "[[0 -0.5 1E+9 10 2e-3 false]]" },
		{ "[[],{},[[\"\"]]]", "[[[] {} [['']]]]" },
		{ "{\"a\":\"x: y, \\\"z\\\"] }\"}", "[{a:'x: y, \"z\"] }'}]" },
		{ "{\"a\":\"\\u0627\\u062D\\ud83d\\ude00\\/\\\\\"}",
		  "[{a:'اح😀/\\'}]" },
		{ "{\"a\" : \"b\" , \"c\" : \"d\"}", "[{a:'b' c:'d'}]" },
		{ "{\"a\":\"b\",\n\"c\":1\n}", "[{a:'b' c:1}]" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(rows[i].json, false, rows[i].want);
}

TEST(broken_json_gives_what_is_in_it)
{
	static const struct { const char *json, *want; } rows[] = {
		{ "{\"a\": \"b\",}", "[{a:'b'}]" },
		{ "[1,2,]", "[[1 2]]" },
		{ "{\"a\": \"b\"\n\"c\": \"d\"}", "[{a:'b' c:'d'}]" },
		{ "{\"a\": \"x\ny\"}", "[{a:'x\ny'}]" },
		{ "{\"a\": \"say \"no\", he said\", \"b\": \"c\"}",
		  "[{a:'say \"no\", he said' b:'c'}]" },
		{ "{\"a\": {\"b\": [\"c\"", "[{a:{b:['c']}}]" },
		{ "{\"a\": \"b", "[{a:'b'}]" },
		{ "{\"a\": [1, {\"b\": 2], \"c\": 3}",
		  "[{a:[1 {b:2}] c:3}]" },
		{ "{\"a\": 1}}", "[{a:1}]" },
		{ "{\"a\": \"x\ry\"}", "[{a:'x\ry'}]" },
		{ "[undefined, 1]", "[[undefined 1]]" },
		{ "[NaN]", "[[NaN]]" },
		{ "[01, 1.]", "[[01 1.]]" },
		{ "[+1, 1e]", "[[+1 1e]]" },
		{ "no json", "[]" },
		{ "", "[]" },
		{ "{", "[{}]" },
		{ "{{{{", "[{{{{}}}}]" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check(rows[i].json, true, rows[i].want);
}

TEST(bad_escapes_become_replacement_characters)
{
	check("{\"a\":\"\\ud83d\\u0000\"}", false,
	      "[{a:'\xEF\xBF\xBD\xEF\xBF\xBD'}]");
	check("{\"a\":\"\\u00zz\"}", true, "[{a:'\xEF\xBF\xBD"
	                                   "00zz'}]");
	check("{\"a\":\"\\q\"}", true, "[{a:'q'}]");
}

TEST(what_stands_round_the_json_is_passed_over)
{
	check("<!-- {\"a\": 1} -->", false, "[{a:1}]");
	check("var data = {\"a\": 1};", false, "[{a:1}]");
	check("{\"a\": 1}\n{\"b\": 2}", false, "[{a:1} {b:2}]");
}

TEST(members_are_found_and_lists_opened)
{
	struct fixture f;
	uint32_t o;

	begin(&f, STR("{\"a\": {\"x\": \"no\"}, \"x\": [\"yes\", \"2\"]}"));
	o = 1;
	assert_str(skim_string(&f.j, skim_first(&f.j, skim_get(&f.j, o,
	                                                       STR("x")))),
	           "yes");
	assert_int_equal(skim_get(&f.j, o, STR("y")), 0);
	assert_int_equal(skim_get(&f.j, 0, STR("x")), 0);
	assert_int_equal(skim_first(&f.j, 0), 0);
	assert_str(skim_string(&f.j, 0), "");
	arena_release(&f.mem);
}

TEST(depth_and_size_are_bounded)
{
	struct fixture f;
	struct buf b = BUF_INIT(4u << 20);

	for (unsigned i = 0; i < 100000; i++)
		buf_put(&b, STR("{\"a\":["));
	begin(&f, buf_str(&b));
	assert_int_equal(f.j.n, SKIM_DEPTH_MAX + 2);
	assert_true(f.j.cut);
	arena_release(&f.mem);
	buf_clear(&b);
	buf_put(&b, STR("["));
	for (unsigned i = 0; i < 100000; i++)
		buf_put(&b, STR("{},"));
	buf_put(&b, STR("{}]"));
	begin(&f, buf_str(&b));
	assert_int_equal(f.j.n, SKIM_NODES_MAX);
	assert_true(f.j.cut);
	arena_release(&f.mem);
	begin(&f, STR("[[[[{\"a\":1}]]]]"));
	assert_false(f.j.cut);
	arena_release(&f.mem);
	buf_release(&b);
}

RUN(CASE(valid_json_is_read_as_it_is), CASE(broken_json_gives_what_is_in_it),
    CASE(bad_escapes_become_replacement_characters),
    CASE(what_stands_round_the_json_is_passed_over),
    CASE(members_are_found_and_lists_opened), CASE(depth_and_size_are_bounded))
