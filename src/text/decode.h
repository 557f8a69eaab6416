#ifndef MARSAD_TEXT_DECODE_H
#define MARSAD_TEXT_DECODE_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Bytes from the network become text here, once.  What comes out is valid
 * UTF-8: bytes that mean nothing in their charset become U+FFFD, NUL is
 * dropped.  The charset is found in the order of the WHATWG Encoding and HTML
 * standards: byte order mark, the HTTP header, what the document declares
 * (XML declaration, <meta charset>, http-equiv) in its first 4 KB, then the
 * content itself (valid UTF-8; else windows-1256 if the bytes read as Arabic;
 * else windows-1252).  A declared charset that the bytes contradict loses:
 * valid UTF-8 with multi-byte sequences is UTF-8 whatever is declared.
 */
enum decode_source {
	DECODE_BY_BOM,
	DECODE_BY_HTTP,
	DECODE_BY_DOCUMENT,
	DECODE_BY_CONTENT
};

struct decoded {
	struct str text; /* valid UTF-8; borrows `raw` if nothing changed */
	struct str charset; /* WHATWG name, lower case: "windows-1256" */
	enum decode_source source;
	size_t replaced; /* number of U+FFFD put in */
};

/*
 * raw           borrowed; must outlive the result.
 * content_type  the HTTP header's value, or empty.
 * out           always set; text is empty when mem's maximum is reached
 *               (see arena_err).
 * UTF-8, windows-1256, windows-1252 and ISO-8859-6 by own tables, others by
 * iconv; an unknown label counts as none.
 */
void decode_bytes(struct arena *mem, struct str raw, struct str content_type,
                  struct decoded *out);

/* The charset parameter of a Content-Type value; empty if there is none. */
struct str decode_charset_of(struct str content_type);

#endif
