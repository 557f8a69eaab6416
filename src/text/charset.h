#ifndef MARSAD_TEXT_CHARSET_H
#define MARSAD_TEXT_CHARSET_H

#include <stdint.h>

#include "base/str.h"

/*
 * The charsets of the WHATWG Encoding standard and their labels.
 */
enum charset_kind { CHARSET_UTF8, CHARSET_TABLE, CHARSET_ICONV };

struct charset {
	struct str name; /* WHATWG name, lower case */
	enum charset_kind kind;
	const uint16_t *table; /* of bytes 0x80 to 0xFF; CHARSET_TABLE only */
	const char *iconv;     /* glibc's name; CHARSET_ICONV only */
};

extern const uint16_t charset_1256[128];
extern const uint16_t charset_1252[128];
extern const uint16_t charset_8859_6[128];

/* The charset a label means, white space and case ignored; NULL: none. */
const struct charset *charset_find(struct str label);

#endif
