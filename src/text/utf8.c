#include "text/utf8.h"

#include <string.h>

#define HIGH_BITS 0x8080808080808080u

/*
 * Length of the valid sequence at the front of n > 0 bytes, 0 if there is
 * none; its code point in *c.  Source: RFC 3629 s4.
 */
static size_t
sequence(const unsigned char *p, size_t n, uint32_t *c)
{
	uint32_t v;

	if (p[0] < 0x80) {
		*c = p[0];
		return 1;
	}
	if (n < 2 || p[0] < 0xC2 || p[0] > 0xF4 || (p[1] & 0xC0) != 0x80)
		return 0;
	v = p[1] & 0x3Fu;
	if (p[0] < 0xE0) {
		*c = (p[0] & 0x1Fu) << 6 | v;
		return 2;
	}
	if (n < 3 || (p[2] & 0xC0) != 0x80)
		return 0;
	v = v << 6 | (p[2] & 0x3Fu);
	if (p[0] < 0xF0) {
		v |= (p[0] & 0x0Fu) << 12;
		if (v < 0x800 || (v >= 0xD800 && v <= 0xDFFF))
			return 0;
		*c = v;
		return 3;
	}
	if (n < 4 || (p[3] & 0xC0) != 0x80)
		return 0;
	v = (p[0] & 0x07u) << 18 | v << 6 | (p[3] & 0x3Fu);
	if (v < 0x10000 || v > 0x10FFFF)
		return 0;
	*c = v;
	return 4;
}

bool
utf8_next_any(struct str *rest, uint32_t *c)
{
	size_t n;

	if (rest->n == 0)
		return false;
	n = sequence((const unsigned char *)rest->p, rest->n, c);
	if (n == 0) {
		*c = CP_REPLACEMENT;
		n = 1;
	}
	rest->p += n;
	rest->n -= n;
	return true;
}

bool
utf8_prev(struct str *rest, uint32_t *c)
{
	const unsigned char *p = (const unsigned char *)rest->p;

	if (rest->n == 0)
		return false;
	for (size_t n = 1; n <= 4 && n <= rest->n; n++) {
		const unsigned char *at = p + rest->n - n;

		if ((*at & 0xC0) == 0x80)
			continue;
		if (sequence(at, n, c) != n)
			break;
		rest->n -= n;
		return true;
	}
	*c = CP_REPLACEMENT;
	rest->n--;
	return true;
}

/* Number of ASCII bytes at the front, in steps of 64 while it can. */
static size_t
ascii_run(const unsigned char *p, size_t n)
{
	size_t i = 0;

	while (i < n && i < 8 && p[i] < 0x80)
		i++;
	if (i < 8)
		return i; /* a space between words: do not look further */
	for (; n - i >= 64; i += 64) {
		uint64_t w[8];

		memcpy(w, p + i, sizeof(w));
		if (((w[0] | w[1] | w[2] | w[3] | w[4] | w[5] | w[6] | w[7]) &
		     HIGH_BITS) != 0)
			break;
	}
	while (i < n && p[i] < 0x80)
		i++;
	return i;
}

bool
utf8_valid(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t c;

	for (size_t i = 0; i < s.n;) {
		size_t n;

		if (p[i] < 0x80) {
			i += ascii_run(p + i, s.n - i);
			continue;
		}
		/* Arabic and accents, two at a time */
		if (s.n - i >= 4 && (p[i] & 0xE0) == 0xC0 && p[i] >= 0xC2 &&
		    (p[i + 1] & 0xC0) == 0x80 && (p[i + 2] & 0xE0) == 0xC0 &&
		    p[i + 2] >= 0xC2 && (p[i + 3] & 0xC0) == 0x80) {
			i += 4;
			continue;
		}
		if ((n = sequence(p + i, s.n - i, &c)) == 0)
			return false;
		i += n;
	}
	return true;
}

size_t
utf8_count(struct str s)
{
	size_t n = 0;
	uint32_t c;

	while (utf8_next(&s, &c))
		n++;
	return n;
}

/* How many of eight bytes begin no code point: 10xxxxxx. */
static size_t
later_bytes(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	w = w >> 7 & ~(w >> 6) & 0x0101010101010101u;
	return (size_t)(w * 0x0101010101010101u >> 56); /* their sum */
}

struct str
utf8_first(struct str s, size_t n)
{
	size_t at = 0;

	/* eight bytes at a time, while they cannot be too many */
	for (; n >= 8 && s.n - at >= 8; at += 8)
		n -= 8 - later_bytes(s.p + at);
	/* what begins before here may end behind it */
	for (; at < s.n; at++) {
		bool begins = (s.p[at] & 0xC0) != 0x80;

		if (begins && n == 0)
			break;
		n -= begins;
	}
	return str_sub(s, 0, at);
}

struct str
utf8_head(struct str s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t start = n;
	uint32_t c;

	if (n >= s.n)
		return s;
	while (start > 0 && n - start < 3 && (p[start] & 0xC0) == 0x80)
		start--;
	if (start + sequence(p + start, s.n - start, &c) > n)
		return str_sub(s, 0, start);
	return str_sub(s, 0, n);
}
