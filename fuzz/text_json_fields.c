/*
 * The text members of a line of JSON, against jansson.  Holds: what jansson
 * takes for an object is read, with the same texts, but for what is deeper
 * than ours is to go, and for the zero bytes that jansson lets stand behind
 * numbers.  It refuses more: half a surrogate pair, numbers too large for it.
 */
#include "fuzz.h"

#include <stdlib.h>

#include <jansson.h>

#include "text/json_fields.h"
#include "text/utf8.h"

#define MEMORY_MAX ((size_t)64 << 20)

static void
check(bool holds)
{
	if (!holds)
		abort();
}

/* What jansson says of a member; empty if it is no text. */
static struct str
text_of(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return json_is_string(v) ? (struct str){ json_string_value(v),
		                                 json_string_length(v) }
	                         : STR_EMPTY;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, MEMORY_MAX);
	struct str title, text;
	const struct json_field fields[] = { { STR("title"), &title },
		                             { STR("text"), &text } };
	struct str json = { (const char *)data, size };
	json_t *want = json_loadb(json.p, json.n, JSON_ALLOW_NUL, NULL);
	enum err e = json_fields_read(&mem, json, fields, COUNT(fields));

	if (e == ERR_OK)
		check(utf8_valid(title) && utf8_valid(text));
	if (e == ERR_OK && want != NULL) {
		check(json_is_object(want));
		check(str_eq(title, text_of(want, "title")));
		check(str_eq(text, text_of(want, "text")));
	}
	if (e != ERR_OK && json_is_object(want) &&
	    str_chr(json, '\0') == STR_NPOS) {
		size_t depth = 0;

		for (size_t i = 0; i < json.n; i++)
			depth += json.p[i] == '[' || json.p[i] == '{';
		check(depth > JSON_FIELDS_DEPTH_MAX);
	}
	json_decref(want);
	arena_release(&mem);
	return 0;
}
