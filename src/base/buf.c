#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BYTES 256

/*
 * Left free in front of the bytes.  A file's page begins at a page, a large
 * block of malloc 16 bytes behind one, and processors of the AMD Zen line
 * copy by "rep movsb" between two such places, less than 32 bytes apart in
 * their pages, at a third of their speed: so does read().
 */
#define LEAD_BYTES 64u

void
buf_init(struct buf *b, size_t max_bytes)
{
	*b = (struct buf)BUF_INIT(max_bytes);
}

void
buf_release(struct buf *b)
{
	if (b->p != NULL)
		free(b->p - LEAD_BYTES);
	buf_init(b, b->max);
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	b->err = ERR_OK;
}

static void
grow(struct buf *b, size_t cap)
{
	char *block = b->p != NULL ? b->p - LEAD_BYTES : NULL;

	b->p = (char *)xrealloc(block, cap + LEAD_BYTES) + LEAD_BYTES;
	b->cap = cap;
}

char *
buf_reserve(struct buf *b, size_t n)
{
	size_t cap;

	if (b->err != ERR_OK)
		return NULL;
	if (n > b->max || b->n > b->max - n) {
		b->err = ERR_LIMIT;
		return NULL;
	}
	if (b->n + n > b->cap) {
		cap = b->cap < FIRST_BYTES ? FIRST_BYTES : b->cap * 2;
		if (cap < b->n + n)
			cap = b->n + n;
		if (cap > b->max)
			cap = b->max;
		grow(b, cap);
	}
	return b->p + b->n;
}

void
buf_wrote(struct buf *b, size_t n)
{
	if (n > b->cap - b->n)
		BUG("more bytes written than reserved");
	b->n += n;
}

void
buf_put(struct buf *b, struct str s)
{
	char *at;

	if (s.n == 0)
		return;
	if ((at = buf_reserve(b, s.n)) == NULL)
		return;
	memcpy(at, s.p, s.n);
	b->n += s.n;
}

void
buf_put_char(struct buf *b, char c)
{
	char *at = buf_reserve(b, 1);

	if (at == NULL)
		return;
	*at = c;
	b->n++;
}

void
buf_put_int(struct buf *b, int64_t v)
{
	char digits[24];
	int n = snprintf(digits, sizeof(digits), "%lld", (long long)v);

	buf_put(b, (struct str){ digits, (size_t)n });
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	char *at;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0 || (at = buf_reserve(b, (size_t)n + 1)) == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(at, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

void
buf_put_cp(struct buf *b, uint32_t c)
{
	char u[4];
	size_t n;

	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = 0xFFFD;
	if (c < 0x80) {
		buf_put_char(b, (char)c);
		return;
	}
	n = 4;
	if (c < 0x10000)
		n = c < 0x800 ? 2 : 3;
	for (size_t i = n; i-- > 1; c >>= 6)
		u[i] = (char)(0x80 | (c & 0x3F));
	u[0] = (char)((0xF00u >> n) | c);
	buf_put(b, (struct str){ u, n });
}

void
buf_cut(struct buf *b, size_t n)
{
	if (n < b->n)
		b->n = n;
}

struct str
buf_copy(struct arena *mem, const struct buf *b)
{
	return str_copy(mem, buf_str(b));
}
