#ifndef MARSAD_TEXT_UTF8_H
#define MARSAD_TEXT_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Walking UTF-8 text by code points.  Source: RFC 3629.
 */
#define CP_REPLACEMENT 0xFFFDu

/*
 * The parts of utf8_next: ASCII and sequences of two bytes, which are Arabic
 * and accents, are worth no call.
 */
bool utf8_next_any(struct str *rest, uint32_t *c);
static inline bool utf8_is_pair(struct str s) { return s.n > 1 && (s.p[0] & 0xE0) == 0xC0 && (unsigned char)s.p[0] > 0xC1 && (s.p[1] & 0xC0) == 0x80; }
static inline bool utf8_next_pair(struct str *rest, uint32_t *c) { return utf8_is_pair(*rest) ? (*c = (rest->p[0] & 0x1Fu) << 6 | (rest->p[1] & 0x3Fu), rest->p += 2, rest->n -= 2, true) : false; }
static inline bool utf8_next_ascii(struct str *rest, uint32_t *c) { return rest->n > 0 && (signed char)rest->p[0] >= 0 ? (*c = (unsigned char)rest->p[0], rest->p++, rest->n--, true) : false; }

/*
 * Take the next code point off the front of *rest.  A byte that starts no
 * valid sequence gives CP_REPLACEMENT and is stepped over alone.  Returns
 * false at the end, with *c untouched.
 */
static inline bool utf8_next(struct str *rest, uint32_t *c) { return utf8_next_ascii(rest, c) || utf8_next_pair(rest, c) || utf8_next_any(rest, c); }

/* Take the last code point off the end of *rest. */
bool utf8_prev(struct str *rest, uint32_t *c);

/* Whether every byte belongs to a valid sequence.  About 5 GB/s on ASCII. */
bool utf8_valid(struct str s);

/* Number of code points, invalid bytes counted one each. */
size_t utf8_count(struct str s);

/* The first n code points of s, which is valid; all of it if it has less. */
struct str utf8_first(struct str s, size_t n);

/* The longest head of s of at most n bytes that cuts no sequence. */
struct str utf8_head(struct str s, size_t n);

#endif
