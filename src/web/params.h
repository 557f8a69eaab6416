#ifndef MARSAD_WEB_PARAMS_H
#define MARSAD_WEB_PARAMS_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Query strings and form bodies (application/x-www-form-urlencoded).
 * Source: WHATWG URL standard s5.1.
 */
#define PARAMS_MAX 64u          /* of one query string that are looked at */
#define PARAMS_VALUE_MAX 2048u  /* bytes of a decoded value */

/*
 * The decoded value of the first parameter of that name, in mem; '+' is a
 * space, NUL is dropped.  Empty if there is none.  Longer values are cut.
 */
struct str params_get(struct arena *mem, struct str query, struct str name);

/* As params_get, as a number in [1, max]; 0 for anything else. */
int64_t params_number(struct arena *mem, struct str query, struct str name,
                      int64_t max);

/*
 * The query string without the parameters of two names, as it was written,
 * in mem.
 */
struct str params_without(struct arena *mem, struct str query, struct str a,
                          struct str b);

/*
 * Append "?name=value" or "&name=value", percent-encoded, to an address
 * in mem; an empty value appends nothing.
 */
struct str params_add(struct arena *mem, struct str url, const char *name,
                      struct str value);

#endif
