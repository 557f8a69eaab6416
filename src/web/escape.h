#ifndef MARSAD_WEB_ESCAPE_H
#define MARSAD_WEB_ESCAPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/*
 * What the compiled templates are made of: writers that escape for the place
 * a value stands in.  tools/tmplc chooses the place, _Generic the type; a
 * value of another type does not compile.
 */

/*
 * HTML that may be written as it is.  Only escape_paragraphs,
 * escape_differences and chart_draw make one; plain text cannot become it by
 * accident.
 */
struct safe_html {
	struct str html;
};

/* Between tags: & < > escaped; bytes that are no UTF-8 become U+FFFD. */
void escape_put_text(struct buf *o, struct str s);

/* In a quoted attribute: quotes too. */
void escape_put_attr(struct buf *o, struct str s);

/*
 * The whole value of href, src or action: http and https addresses,
 * addresses of this site ("/x", "?x", "#x"; not "//host", not "/\host") and
 * nothing else.  What is refused becomes "#".
 */
void escape_put_url(struct buf *o, struct str s);

/* Whether escape_put_url would write it. */
bool escape_url_ok(struct str s);

/* What is safe already, and a number. */
void escape_put_raw(struct buf *o, struct safe_html h);
void escape_put_int(struct buf *o, int64_t v);
void escape_put_size(struct buf *o, size_t v);

static inline bool escape_is_str(struct str s) { return s.n > 0; }
static inline bool escape_is_bool(bool b) { return b; }
static inline bool escape_is_int(int64_t v) { return v != 0; }
static inline bool escape_is_size(size_t v) { return v != 0; }

#define ESCAPE_TEXT(o, x)                    \
	_Generic((x),                        \
	        struct str: escape_put_text, \
	        int64_t: escape_put_int,     \
	        size_t: escape_put_size)((o), (x))
#define ESCAPE_ATTR(o, x)                    \
	_Generic((x),                        \
	        struct str: escape_put_attr, \
	        int64_t: escape_put_int,     \
	        size_t: escape_put_size)((o), (x))
#define ESCAPE_URL(o, x) escape_put_url((o), (x))
#define ESCAPE_RAW(o, x) escape_put_raw((o), (x))
#define ESCAPE_IS(x)                       \
	_Generic((x),                    \
	        struct str: escape_is_str, \
	        bool: escape_is_bool,      \
	        int64_t: escape_is_int,    \
	        size_t: escape_is_size)(x)

/*
 * The differences of two texts as paragraphs: what only the first has in del,
 * what only the second has in ins.  Copied into mem; empty past
 * ESCAPE_DIFF_MAX_BYTES.
 */
#define ESCAPE_DIFF_MAX_BYTES (8u << 20)
struct diff;
struct safe_html escape_differences(struct arena *mem, const struct diff *d);

/*
 * The paragraphs of a plain text (lines) as <p> elements in mem, escaped;
 * each with its own direction.
 */
struct safe_html escape_paragraphs(struct arena *mem, struct str text);

#endif
