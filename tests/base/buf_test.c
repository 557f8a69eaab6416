#include "test.h"

#include <string.h>

#include "base/io.h"
#include "base/json.h"

TEST(stops_at_its_maximum_and_stays_stopped)
{
	struct buf b = BUF_INIT(8);

	buf_put(&b, STR("12345678"));
	assert_int_equal(b.err, ERR_OK);
	buf_put_char(&b, '9');
	assert_int_equal(b.err, ERR_LIMIT);
	buf_clear(&b);
	buf_put(&b, STR("123456789"));
	buf_put(&b, STR("a"));
	assert_int_equal(b.err, ERR_LIMIT);
	assert_int_equal(b.n, 0);
	buf_release(&b);
}

TEST(writes_code_points_as_utf8)
{
	static const struct { uint32_t cp; const char *want; } rows[] = {
		{ 'a', "a" },
		{ 0x0645, "\xD9\x85" },
		{ 0x20AC, "\xE2\x82\xAC" },
		{ 0x1F600, "\xF0\x9F\x98\x80" },
		{ 0xD800, "\xEF\xBF\xBD" },
		{ 0x110000, "\xEF\xBF\xBD" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf b = BUF_INIT(16);

		buf_put_cp(&b, rows[i].cp);
		assert_str(buf_str(&b), rows[i].want);
		buf_release(&b);
	}
}

TEST(writes_json_that_stands_anywhere)
{
	struct buf b = BUF_INIT(1024);
	struct json j = JSON_INIT(&b);

	json_object(&j);
	json_key_str(&j, "t", STR("a\"\\\n</script>\x01\xFF\xE2\x80\xA8"));
	json_key(&j, "list");
	json_array(&j);
	json_int(&j, -5);
	json_bool(&j, true);
	json_null(&j);
	json_object(&j);
	json_object_end(&j);
	json_array_end(&j);
	json_key_str_opt(&j, "none", STR_EMPTY);
	json_object_end(&j);
	json_end(&j);
	assert_str(buf_str(&b),
	           "{\"t\":\"a\\\"\\\\\\n\\u003c/script>\\u0001\xEF\xBF\xBD"
	           "\\u2028\",\"list\":[-5,true,null,{}],\"none\":null}");
	buf_release(&b);
}

TEST(says_why_a_file_cannot_be_read)
{
	struct buf b = BUF_INIT(16);

	assert_int_equal(io_read_file("/no/such/file", &b), ERR_ABSENT);
	assert_int_equal(io_read_file("/", &b), ERR_IO);
	assert_int_equal(io_read_file("/proc/self/status", &b), ERR_LIMIT);
	buf_release(&b);
}

RUN(CASE(stops_at_its_maximum_and_stays_stopped),
    CASE(writes_code_points_as_utf8), CASE(writes_json_that_stands_anywhere),
    CASE(says_why_a_file_cannot_be_read))
