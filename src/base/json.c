#include "base/json.h"

#include <assert.h>
#include <math.h>

#include <utf8proc.h>

static void
begin_value(struct json *j)
{
	assert(j->depth == 0 || j->stack[j->depth - 1] == '[' || j->keyed);
	if (j->comma && !j->keyed)
		buf_put_char(j->out, ',');
	j->comma = true;
	j->keyed = false;
}

static void
open_level(struct json *j, char kind)
{
	begin_value(j);
	assert(j->depth < JSON_DEPTH_MAX);
	j->stack[j->depth++] = kind;
	buf_put_char(j->out, kind);
	j->comma = false;
}

static void
close_level(struct json *j, char kind)
{
	assert(j->depth > 0 && j->stack[j->depth - 1] == kind && !j->keyed);
	j->depth--;
	buf_put_char(j->out, kind == '{' ? '}' : ']');
	j->comma = true;
}

void
json_object(struct json *j)
{
	open_level(j, '{');
}

void
json_object_end(struct json *j)
{
	close_level(j, '{');
}

void
json_array(struct json *j)
{
	open_level(j, '[');
}

void
json_array_end(struct json *j)
{
	close_level(j, '[');
}

/*
 * How many bytes at the front of s stand for themselves in a string: ASCII
 * but quotes, backslashes, controls and '<', and two-byte sequences.
 */
static size_t
plain_run(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0;

	while (i < s.n) {
		if (p[i] >= 0x20 && p[i] < 0x7F) {
			if (p[i] == '"' || p[i] == '\\' || p[i] == '<')
				break;
			i++;
		} else if (p[i] >= 0xC2 && p[i] < 0xE0 && s.n - i > 1 &&
		           (p[i + 1] & 0xC0) == 0x80) {
			i += 2;
		} else {
			break;
		}
	}
	return i;
}

static void
put_ascii(struct buf *out, char c)
{
	static const char names[] = "\b\f\n\r\t\"\\";
	static const char codes[] = "bfnrt\"\\";

	for (size_t i = 0; i < sizeof(names) - 1; i++) {
		if (names[i] == c) {
			buf_put_char(out, '\\');
			buf_put_char(out, codes[i]);
			return;
		}
	}
	if ((unsigned char)c < 0x20 || c == '<' || c == 0x7F)
		buf_printf(out, "\\u%04x", (unsigned)(unsigned char)c);
	else
		buf_put_char(out, c);
}

static void
put_string(struct buf *out, struct str s)
{
	buf_put_char(out, '"');
	while (s.n > 0) {
		utf8proc_int32_t c;
		utf8proc_ssize_t n = (utf8proc_ssize_t)plain_run(s);

		if (n > 0) {
			buf_put(out, str_sub(s, 0, (size_t)n));
		} else if ((unsigned char)s.p[0] < 0x80) {
			n = 1;
			put_ascii(out, s.p[0]);
		} else {
			n = utf8proc_iterate((const utf8proc_uint8_t *)s.p,
			                     (utf8proc_ssize_t)s.n, &c);
			if (n < 1) {
				n = 1;
				c = 0xFFFD;
			}
			if (c == 0x2028 || c == 0x2029)
				buf_printf(out, "\\u%04x", (unsigned)c);
			else
				buf_put_cp(out, (uint32_t)c);
		}
		s = str_sub(s, (size_t)n, s.n);
	}
	buf_put_char(out, '"');
}

void
json_key(struct json *j, const char *key)
{
	assert(j->depth > 0 && j->stack[j->depth - 1] == '{' && !j->keyed);
	if (j->comma)
		buf_put_char(j->out, ',');
	put_string(j->out, str_from(key));
	buf_put_char(j->out, ':');
	j->keyed = true;
}

void
json_str(struct json *j, struct str s)
{
	begin_value(j);
	put_string(j->out, s);
}

void
json_int(struct json *j, int64_t v)
{
	begin_value(j);
	buf_put_int(j->out, v);
}

void
json_double(struct json *j, double v)
{
	begin_value(j);
	if (isfinite(v))
		buf_printf(j->out, "%.9g", v);
	else
		buf_put(j->out, STR("null"));
}

void
json_bool(struct json *j, bool v)
{
	begin_value(j);
	buf_put(j->out, v ? STR("true") : STR("false"));
}

void
json_null(struct json *j)
{
	begin_value(j);
	buf_put(j->out, STR("null"));
}

void
json_key_str(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	json_str(j, s);
}

void
json_key_str_opt(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	if (s.n > 0)
		json_str(j, s);
	else
		json_null(j);
}

void
json_key_int(struct json *j, const char *key, int64_t v)
{
	json_key(j, key);
	json_int(j, v);
}

void
json_key_bool(struct json *j, const char *key, bool v)
{
	json_key(j, key);
	json_bool(j, v);
}

void
json_end(const struct json *j)
{
	assert(j->depth == 0 && !j->keyed);
}
