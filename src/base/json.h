#ifndef MARSAD_BASE_JSON_H
#define MARSAD_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * JSON out: a writer that asserts its own nesting, so a page or an export
 * cannot be left unbalanced.  Text is taken as UTF-8; bytes that are not are
 * written as U+FFFD.  U+2028, U+2029 and `<` are escaped, so the result may
 * stand in a script element too.  Errors are the buffer's (buf->err).
 * Reading JSON is jansson's work, and text/json_fields.h's.
 * Source: RFC 8259.
 */
#define JSON_DEPTH_MAX 32

struct json {
	struct buf *out;
	unsigned depth;
	char stack[JSON_DEPTH_MAX]; /* '{' or '[' */
	bool comma;                 /* the next value needs one before it */
	bool keyed;                 /* a key was written, a value must follow */
};

#define JSON_INIT(buf) { .out = (buf) }

/*
 * jansson exports functions of these names and calls them itself: with ours
 * in the program it would call those instead.
 */
#define json_object marsad_json_object
#define json_array marsad_json_array
#define json_null marsad_json_null

/* Open and close an object or an array. */
void json_object(struct json *j);
void json_object_end(struct json *j);
void json_array(struct json *j);
void json_array_end(struct json *j);

/* The key of the next value; only inside an object. */
void json_key(struct json *j, const char *key);

/* One value: an array element, or what follows json_key. */
void json_str(struct json *j, struct str s);
void json_int(struct json *j, int64_t v);
void json_double(struct json *j, double v); /* nan and inf become null */
void json_bool(struct json *j, bool v);
void json_null(struct json *j);

/* Key and value in one call.  _opt: null when s is empty. */
void json_key_str(struct json *j, const char *key, struct str s);
void json_key_str_opt(struct json *j, const char *key, struct str s);
void json_key_int(struct json *j, const char *key, int64_t v);
void json_key_bool(struct json *j, const char *key, bool v);

/* Must be called at the end: everything opened was closed. */
void json_end(const struct json *j);

#endif
