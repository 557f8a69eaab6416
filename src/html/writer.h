#ifndef MARSAD_HTML_WRITER_H
#define MARSAD_HTML_WRITER_H

#include "base/buf.h"
#include "base/str.h"

/*
 * Text into HTML.
 */

/*
 * Append s so that it means itself in element content and in a quoted
 * attribute value: & < > " ' become references, NUL bytes are dropped.
 */
void html_put_text(struct buf *out, struct str s);

/* Append ` name="value"`, the value escaped; name is ours. */
void html_put_attr(struct buf *out, struct str name, struct str value);

#endif
