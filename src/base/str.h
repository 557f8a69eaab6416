#ifndef MARSAD_BASE_STR_H
#define MARSAD_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Text as a view: pointer and length, passed by value, borrowed, never
 * assumed to be NUL-terminated.  Parsing moves the front of a view ("cursor")
 * forward; nothing here allocates.  ASCII only where a function says so: for
 * letters of other scripts see text/utf8.h.
 */
struct str {
	const char *p; /* may be NULL when n == 0 */
	size_t n;      /* bytes */
};

#define STR(lit) ((struct str){ "" lit, sizeof(lit) - 1 })
#define STR_INIT(lit) { "" lit, sizeof(lit) - 1 } /* in static tables */
#define STR_EMPTY ((struct str){ NULL, 0 })
#define STR_ARG(s) (int)(s).n, (s).p /* printf("%.*s", STR_ARG(s)) */
#define STR_NPOS SIZE_MAX

/* The view of a NUL-terminated string; NULL gives the empty view. */
struct str str_from(const char *z);

/* For str_sub: the lesser number; the bytes [from, to), which s has. */
static inline size_t str_least(size_t a, size_t b) { return a < b ? a : b; }
static inline struct str str_slice(struct str s, size_t from, size_t to) { return s.p == NULL ? STR_EMPTY : (struct str){ s.p + from, to - from }; }

/* The bytes [from, to) of s; both are cut to its length. */
static inline struct str str_sub(struct str s, size_t from, size_t to) { return str_slice(s, str_least(from, str_least(to, s.n)), str_least(to, s.n)); }

/* Same bytes. */
static inline bool str_eq(struct str a, struct str b) { return a.n == b.n && (a.n == 0 || (a.p[0] == b.p[0] && memcmp(a.p, b.p, a.n) == 0)); }

static inline bool str_starts(struct str s, struct str head) { return s.n >= head.n && (head.n == 0 || (s.p[0] == head.p[0] && memcmp(s.p, head.p, head.n) == 0)); }

/* As str_eq and friends, but ASCII letters match in either case. */
bool str_eq_ci(struct str a, struct str b);
bool str_starts_ci(struct str s, struct str head);
bool str_ends(struct str s, struct str tail);
bool str_ends_ci(struct str s, struct str tail);

/* Byte order; shorter first when one is the head of the other. */
int str_cmp(struct str a, struct str b);

/* Index of the first occurrence, or STR_NPOS.  Empty needle: 0. */
size_t str_find(struct str s, struct str needle);
size_t str_find_ci(struct str s, struct str needle);
size_t str_chr(struct str s, char c);
size_t str_rchr(struct str s, char c);

/* Without ASCII white space at both ends, at the left, at the right. */
struct str str_trim(struct str s);
struct str str_trim_left(struct str s);
struct str str_trim_right(struct str s);

/*
 * Cut *rest at the first `sep`: returns what stands before it and leaves
 * *rest behind it.  Without a separator returns all of *rest and leaves it
 * empty.  A loop `while (rest.n > 0) part = str_until(&rest, ',')` ends.
 */
struct str str_until(struct str *rest, char sep);

/* Next line of *rest without its LF or CRLF. */
struct str str_line(struct str *rest);

/* Next word of *rest, words being separated by ASCII white space. */
struct str str_word(struct str *rest);

/* If *rest starts with `head`, step over it and return true. */
bool str_skip(struct str *rest, struct str head);
bool str_skip_ci(struct str *rest, struct str head);

/*
 * Read an unsigned decimal number at the front of *rest and step over it.
 * Returns false, and moves nothing, when there is no digit or the value is
 * greater than `max`.
 */
bool str_number(struct str *rest, uint64_t *out, uint64_t max);

/* The whole of s as a signed decimal; false when it is anything else. */
bool str_int64(struct str s, int64_t *out);

/* ASCII tests that no locale changes. */
static inline bool ascii_is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static inline bool ascii_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool ascii_is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static inline bool ascii_is_alnum(char c) { return ascii_is_digit(c) || ascii_is_alpha(c); }
static inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }
/* Value of a hexadecimal digit, -1 if it is none. */
int ascii_hex(char c);

/* 64-bit XXH3 of the bytes, for tables and fingerprints; not for secrets. */
uint64_t str_hash(struct str s);
uint64_t str_hash_seed(struct str s, uint64_t seed);

#endif
