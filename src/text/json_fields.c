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

/*
 * The second half of a surrogate pair without its first: yajl writes it as if
 * it were a letter, in three bytes that no UTF-8 has.  "?", as for the first
 * half alone.
 */
static struct str
without_halves(struct str s, char *to)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool half = s.p[i] == '\xED' && i + 2 < s.n &&
		            (unsigned char)s.p[i + 1] >= 0xA0;

		to[n++] = half ? '?' : s.p[i];
		i += half ? 2 : 0;
	}
	return (struct str){ to, n };
}

static struct str
keep(struct arena *mem, struct str s)
{
	char *to;

	/* no Arabic letter has this byte, and few others */
	if (memchr(s.p, '\xED', s.n) == NULL)
		return str_copy(mem, s);
	to = ARENA_ARRAY(mem, char, s.n);
	return to == NULL ? STR_EMPTY : without_halves(s, to);
}

static int
take_text(void *arg, const unsigned char *text, size_t n)
{
	struct reading *r = arg;

	if (r->depth == 0)
		return 0;
	if (r->wanted != NULL)
		*r->wanted = keep(r->mem,
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
