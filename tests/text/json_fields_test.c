/*
 * What is read of a line of JSON, and what is refused.
 */
#include "test.h"

#include "base/buf.h"
#include "text/json_fields.h"

#define MEM_MAX_BYTES ((size_t)1 << 20)

static struct arena mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES);
static struct str title, text;

static enum err
take(struct str json)
{
	const struct json_field fields[] = { { STR("title"), &title },
		                             { STR("text"), &text } };

	return json_fields_read(&mem, json, fields, COUNT(fields));
}

TEST(texts_are_read_whatever_stands_around_them)
{
	static const struct { const char *json, *title, *text; } rows[] = {
		{ "{}", "", "" },
		{ " {\"title\" : \"a\", \"text\":\"b\"}\n", "a", "b" },
		{ "{\"n\":1e400,\"title\":\"a\",\"x\":[{\"text\":\"no\"}]}",
		  "a", "" },
		{ "{\"title\":\"\\u0639\\uD83D\\uDE00\\n\\\"\\\\\\/\\t\"}",
		  "ع😀\n\"\\/\t", "" },
		{ "{\"text\":\"مرحبا\",\"title\":null}", "", "مرحبا" },
		{ "{\"text\":\"first\",\"text\":\"last\"}", "", "last" },
		{ "{\"text\":\"first\",\"text\":7}", "", "" },
		{ "{\"title\":{\"title\":\"no\"},\"text\":[\"no\"]}", "", "" },
		{ "{\"title\":[],\"other\":\"no\"}", "", "" },
		/* half a pair is no letter, the rest is not lost for it */
		{ "{\"text\":\"a\\ud800b\"}", "", "a?b" },
		{ "{\"text\":\"\\uDE00b\\uDFFF\"}", "", "?b?" },
		{ "{\"text\":\"\\ud83d\\u0041\"}", "", "?A" },
		{ "{\"text\":\"\\ud83d\\uD83D\\ude00\"}", "", "?😀" },
		{ "{\"text\":\"\\ud83d\\n\\ud83d\"}", "", "?\n?" },
		{ "{\"text\":\"\\\\ud83d \\\\\\ud83d\"}", "",
		  "\\ud83d \\?" },
		{ "{\"text\":\"\xED\x95\x9C\"}", "", "한" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(take(str_from(rows[i].json)), ERR_OK);
		assert_str(title, rows[i].title);
		assert_str(text, rows[i].text);
	}
	assert_int_equal(take(STR("{\"text\":\"a\\u0000b\"}")), ERR_OK);
	assert_int_equal(text.n, 3);
	assert_memory_equal(text.p, "a\0b", 3);
	arena_release(&mem);
}

TEST(what_is_no_object_is_refused)
{
	static const char *const rows[] = {
		"", " ", "x", "null", "7", "true", "\"title\"", "[]",
		"[{\"title\":\"a\"}]", "{", "{\"title\":\"a\"",
		"{\"title\":\"a\"}}", "{\"title\":\"a\"} {}",
		"{\"title\":\"a\",}", "{title:\"a\"}", "{'title':'a'}",
		"{\"title\":\"a\nb\"}", "{\"title\":\"\\x\"}",
		"{\"title\":\"\xFF\"}", "{\"title\":\"\xED\xA0\x80\"}",
		"{\"title\":\"\xC3\"}", "/* c */{}", "{}// c",
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (take(str_from(rows[i])) != ERR_FORMAT)
			fail_msg("taken: %s", rows[i]);
	assert_int_equal(take(STR_EMPTY), ERR_FORMAT);
	assert_int_equal(take(STR("{}\0")), ERR_FORMAT);
	assert_int_equal(take(STR("{\"n\":1\0}")), ERR_FORMAT);
	arena_release(&mem);
}

static struct str
nested(unsigned depth)
{
	struct buf b = BUF_INIT(MEM_MAX_BYTES);
	struct str s;

	buf_put(&b, STR("{\"x\":"));
	for (unsigned i = 0; i < depth; i++)
		buf_put_char(&b, '[');
	for (unsigned i = 0; i < depth; i++)
		buf_put_char(&b, ']');
	buf_put(&b, STR(",\"title\":\"a\"}"));
	s = buf_copy(&mem, &b);
	buf_release(&b);
	return s;
}

TEST(depth_and_size_have_a_bound)
{
	struct buf b = BUF_INIT(2 * MEM_MAX_BYTES);

	assert_int_equal(take(nested(JSON_FIELDS_DEPTH_MAX - 1)), ERR_OK);
	assert_str(title, "a");
	assert_int_equal(take(nested(JSON_FIELDS_DEPTH_MAX)), ERR_FORMAT);
	assert_int_equal(take(nested(100000)), ERR_FORMAT);
	buf_put(&b, STR("{\"text\":\""));
	for (size_t i = 0; i < MEM_MAX_BYTES; i++)
		buf_put_char(&b, 'x');
	buf_put(&b, STR("\"}"));
	assert_int_equal(take(buf_str(&b)), ERR_LIMIT);
	buf_release(&b);
	arena_release(&mem);
}

RUN(CASE(texts_are_read_whatever_stands_around_them),
    CASE(what_is_no_object_is_refused), CASE(depth_and_size_have_a_bound))
