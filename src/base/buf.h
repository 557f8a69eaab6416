#ifndef MARSAD_BASE_BUF_H
#define MARSAD_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Bytes being built.  A buffer is born with its maximum; the first call that
 * would pass it sets `err` to ERR_LIMIT, and from then on every call does
 * nothing, so writers read as straight lines with one check at the end.
 * The memory is the heap's: buf_release when done.
 */
struct buf {
	char *p;
	size_t n;   /* bytes written */
	size_t cap; /* bytes allocated */
	size_t max; /* never grows past this */
	enum err err;
};

#define BUF_INIT(max_bytes) { .max = (max_bytes) }

/* An empty buffer with its maximum, as BUF_INIT; release frees it. */
void buf_init(struct buf *b, size_t max_bytes);
void buf_release(struct buf *b);

/* Empty and without error, the memory kept for reuse. */
void buf_clear(struct buf *b);

/* Append bytes, a byte, a decimal number, printf. */
void buf_put(struct buf *b, struct str s);
void buf_put_char(struct buf *b, char c);
void buf_put_int(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The code point c as UTF-8; U+FFFD for surrogates and past U+10FFFF. */
void buf_put_cp(struct buf *b, uint32_t c);

/*
 * Room for n more bytes to be written at the returned address, followed by
 * buf_wrote(b, bytes really written).  NULL when that passes the maximum.
 */
char *buf_reserve(struct buf *b, size_t n);
void buf_wrote(struct buf *b, size_t n);

/* Forget everything behind the first n bytes. */
void buf_cut(struct buf *b, size_t n);

/* The bytes so far; borrowed until the next call on b. */
static inline struct str buf_str(const struct buf *b) { return (struct str){ b->p, b->n }; }

/* A copy of the bytes in mem. */
struct str buf_copy(struct arena *mem, const struct buf *b);

#endif
