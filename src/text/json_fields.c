#include "text/json_fields.h"

#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

#include <yajl/yajl_parse.h>

/* Where the reading stands. */
struct reading {
	struct arena *mem;
	const struct json_field *fields;
	size_t n;
	unsigned depth;
	struct str *wanted; /* where the value that comes goes; or NULL */
};

/* yajl's callbacks: 0 gives the reading up. */

static int
take_key(void *arg, const unsigned char *name, size_t n)
{
	struct reading *r = arg;
	struct str key = { (const char *)name, n };

	if (r->depth != 1)
		return 1;
	for (size_t i = 0; i < r->n; i++) {
		if (!str_eq(r->fields[i].name, key))
			continue;
		r->wanted = r->fields[i].value;
		*r->wanted = STR_EMPTY;
	}
	return 1;
}

static int
take_text(void *arg, const unsigned char *text, size_t n)
{
	struct reading *r = arg;

	if (r->depth == 0)
		return 0;
	if (r->wanted != NULL)
		*r->wanted = str_copy(r->mem,
		                      (struct str){ (const char *)text, n });
	r->wanted = NULL;
	return arena_err(r->mem) == ERR_OK;
}

/* A number, true, false or null. */
static int
pass_over(struct reading *r)
{
	r->wanted = NULL;
	return r->depth > 0;
}

static int
pass_null(void *arg)
{
	return pass_over(arg);
}

static int
pass_bool(void *arg, int value)
{
	(void)value;
	return pass_over(arg);
}

static int
pass_number(void *arg, const char *digits, size_t n)
{
	(void)digits;
	(void)n;
	return pass_over(arg);
}

static int
go_down(void *arg)
{
	struct reading *r = arg;

	r->wanted = NULL;
	return r->depth++ < JSON_FIELDS_DEPTH_MAX;
}

static int
go_down_array(void *arg)
{
	struct reading *r = arg;

	return r->depth > 0 && go_down(arg);
}

static int
go_up(void *arg)
{
	struct reading *r = arg;

	r->depth--;
	return 1;
}

/* The number of four hexadecimal digits at p; -1: they are none. */
static int
hex4(const char *p)
{
	int n = 0;

	for (int i = 0; i < 4; i++) {
		int digit = ascii_hex(p[i]);

		if (digit < 0)
			return -1;
		n = n << 4 | digit;
	}
	return n;
}

/* Half of a surrogate pair that an escape at p spells, 0: none. */
static int
half_at(const char *p, const char *end)
{
	int n = end - p >= 6 && p[0] == '\\' && p[1] == 'u' ? hex4(p + 2) : 0;

	return n >= 0xD800 && n <= 0xDFFF ? n : 0;
}

/*
 * The next escape that spells half of a pair without the other half, from p
 * on; NULL: there is none.
 */
static const char *
lone_half(const char *p, const char *end)
{
	while ((p = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		int half = half_at(p, end);

		if (half == 0) {
			/* an escaped backslash begins no escape */
			if (end - p < 2)
				return NULL;
			p += 2;
			continue;
		}
		if (half >= 0xDC00 || half_at(p + 6, end) < 0xDC00)
			return p;
		p += 12;
	}
	return NULL;
}

/*
 * yajl joins a first half with whatever escape follows, and writes a second
 * half in three bytes that no UTF-8 has: both are "?" before it sees them.
 */
static struct str
without_lone_halves(struct arena *mem, struct str json)
{
	const char *end = json.p + json.n;
	const char *at;
	char *copy;

	if (json.n == 0 || (at = lone_half(json.p, end)) == NULL)
		return json;
	if ((copy = ARENA_ARRAY(mem, char, json.n)) == NULL)
		return json;
	memcpy(copy, json.p, json.n);
	for (; at != NULL; at = lone_half(at + 6, end))
		memcpy(copy + (at - json.p), "\\u003F", 6);
	return (struct str){ copy, json.n };
}

static void *
allocate(void *ctx, size_t n)
{
	(void)ctx;
	return xmalloc(n);
}

static void *
reallocate(void *ctx, void *p, size_t n)
{
	(void)ctx;
	return xrealloc(p, n);
}

static void
release(void *ctx, void *p)
{
	(void)ctx;
	free(p);
}

enum err
json_fields_read(struct arena *mem, struct str json,
                 const struct json_field *fields, size_t n)
{
	static const yajl_callbacks calls = {
		.yajl_null = pass_null,
		.yajl_boolean = pass_bool,
		.yajl_number = pass_number,
		.yajl_string = take_text,
		.yajl_start_map = go_down,
		.yajl_map_key = take_key,
		.yajl_end_map = go_up,
		.yajl_start_array = go_down_array,
		.yajl_end_array = go_up,
	};
	yajl_alloc_funcs memory = { allocate, reallocate, release, NULL };
	struct reading r = { .mem = mem, .fields = fields, .n = n };
	yajl_handle h;
	bool whole;

	for (size_t i = 0; i < n; i++)
		*fields[i].value = STR_EMPTY;
	/* yajl's own look at UTF-8 lets too much through */
	if (!utf8_valid(json))
		return ERR_FORMAT;
	json = without_lone_halves(mem, json);
	h = yajl_alloc(&calls, &memory, &r);
	yajl_config(h, yajl_dont_validate_strings, 1);
	whole = yajl_parse(h, (const unsigned char *)json.p, json.n) ==
	                yajl_status_ok &&
	        yajl_complete_parse(h) == yajl_status_ok;
	yajl_free(h);
	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	return whole ? ERR_OK : ERR_FORMAT;
}
