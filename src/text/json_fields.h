#ifndef MARSAD_TEXT_JSON_FIELDS_H
#define MARSAD_TEXT_JSON_FIELDS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * JSON in, of the plainest kind: the text members of one object, without a
 * tree of it.  Of lines by the million; what has structure is jansson's.
 */
#define JSON_FIELDS_DEPTH_MAX 64u /* of what else the object holds */

/* A member that is looked for, and where its text goes. */
struct json_field {
	struct str name;
	struct str *value; /* empty: it is missing, or no text */
};

/*
 * Set the values of the fields from a JSON object; all else in it is passed
 * over.  Of members of one name the last counts.  Texts are UTF-8, in mem;
 * U+0000 may be in them; half a surrogate pair has become "?".
 *
 * ERR_FORMAT: no JSON object in UTF-8, or deeper than the maximum;
 * ERR_LIMIT: mem is full.  Values are undefined then.  Linear: 2 ns a byte.
 * Source: RFC 8259; yajl reads it.
 */
enum err json_fields_read(struct arena *mem, struct str json,
                          const struct json_field *fields, size_t n)
        MUST_CHECK;

#endif
