#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define POISON(p, n) __asan_poison_memory_region((p), (n))
#define UNPOISON(p, n) __asan_unpoison_memory_region((p), (n))
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

#define ALIGN 16u

struct arena_block {
	struct arena_block *next;
	size_t size; /* bytes behind this header */
	size_t used;
};

/* The header, rounded so that what follows it is aligned. */
#define HEADER ((sizeof(struct arena_block) + ALIGN - 1) / ALIGN * ALIGN)

static NORETURN void
no_memory(size_t n)
{
	fprintf(stderr, "marsad: out of memory (%zu bytes)\n", n);
	abort();
}

void *
xmalloc(size_t n)
{
	void *p = malloc(n > 0 ? n : 1);

	if (p == NULL)
		no_memory(n);
	return p;
}

void *
xcalloc(size_t count, size_t size)
{
	void *p = calloc(count > 0 ? count : 1, size > 0 ? size : 1);

	if (p == NULL)
		no_memory(count);
	return p;
}

void *
xrealloc(void *p, size_t n)
{
	void *q = realloc(p, n > 0 ? n : 1);

	if (q == NULL)
		no_memory(n);
	return q;
}

void
arena_init(struct arena *mem, size_t block_bytes, size_t max_bytes)
{
	*mem = (struct arena)ARENA_INIT(block_bytes, max_bytes);
}

static void
free_blocks(struct arena *mem)
{
	struct arena_block *b = mem->head;

	while (b != NULL) {
		struct arena_block *next = b->next;

		UNPOISON((char *)b + HEADER, b->size);
		free(b);
		b = next;
	}
}

void
arena_release(struct arena *mem)
{
	free_blocks(mem);
	arena_init(mem, mem->block_bytes, mem->max_bytes);
}

static void
push_block(struct arena *mem, size_t size)
{
	struct arena_block *b = xmalloc(HEADER + size);

	b->next = mem->head;
	b->size = size;
	b->used = 0;
	POISON((char *)b + HEADER, size);
	mem->head = b;
	mem->used_bytes += HEADER + size;
}

void
arena_clear(struct arena *mem, size_t keep_bytes)
{
	struct arena_block *b = mem->head;
	size_t size = mem->used_bytes;

	if (size > keep_bytes)
		size = keep_bytes;
	if (b == NULL)
		return;
	mem->over = false;
	if (b->next == NULL && b->size <= keep_bytes) {
		b->used = 0;
		POISON((char *)b + HEADER, b->size);
		return;
	}
	arena_release(mem);
	push_block(mem, size);
}

static bool
add_block(struct arena *mem, size_t n)
{
	size_t size = n > mem->block_bytes ? n : mem->block_bytes;

	if (size + HEADER > mem->max_bytes - mem->used_bytes)
		size = n; /* the last block is as small as need be */
	if (mem->used_bytes > mem->max_bytes ||
	    size + HEADER > mem->max_bytes - mem->used_bytes) {
		mem->over = true;
		return false;
	}
	push_block(mem, size);
	return true;
}

/* What n bytes take in a block. */
static size_t
rounded(size_t n)
{
	return n == 0 ? ALIGN : (n + ALIGN - 1) / ALIGN * ALIGN;
}

void *
arena_raw(struct arena *mem, size_t n)
{
	struct arena_block *b = mem->head;
	size_t need;
	char *p;

	if (n > SIZE_MAX / 2) {
		mem->over = true;
		return NULL;
	}
	need = rounded(n);
	if (b == NULL || b->size - b->used < need) {
		if (!add_block(mem, need))
			return NULL;
		b = mem->head;
	}
	p = (char *)b + HEADER + b->used;
	b->used += need;
	UNPOISON(p, n > 0 ? n : 1);
	return p;
}

void *
arena_alloc(struct arena *mem, size_t n)
{
	void *p = arena_raw(mem, n);

	if (p != NULL)
		memset(p, 0, n > 0 ? n : 1);
	return p;
}

void
arena_trim(struct arena *mem, void *p, size_t n)
{
	struct arena_block *b = mem->head;
	size_t start = (size_t)((char *)p - ((char *)b + HEADER));

	assert(b != NULL && start < b->used && n <= b->used - start);
	b->used = start + rounded(n);
	POISON((char *)p + n, b->size - start - n);
	UNPOISON(p, n > 0 ? n : 1);
}

void *
arena_array(struct arena *mem, size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n)) {
		mem->over = true;
		return NULL;
	}
	return arena_alloc(mem, n);
}

enum err
arena_err(const struct arena *mem)
{
	return mem->over ? ERR_LIMIT : ERR_OK;
}

struct str
str_copy(struct arena *mem, struct str s)
{
	char *p;

	if (s.n == 0)
		return STR_EMPTY;
	if ((p = arena_raw(mem, s.n)) == NULL)
		return STR_EMPTY;
	memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

const char *
str_z(struct arena *mem, struct str s)
{
	char *p = arena_raw(mem, s.n + 1);

	if (p == NULL)
		return "";
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

struct str
str_cat(struct arena *mem, struct str a, struct str b)
{
	char *p = arena_raw(mem, a.n + b.n);

	if (p == NULL)
		return STR_EMPTY;
	if (a.n > 0)
		memcpy(p, a.p, a.n);
	if (b.n > 0)
		memcpy(p + a.n, b.p, b.n);
	return (struct str){ p, a.n + b.n };
}

struct str
str_fmt(struct arena *mem, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0 || (p = arena_raw(mem, (size_t)n + 1)) == NULL)
		return STR_EMPTY;
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return (struct str){ p, (size_t)n };
}

struct str
str_lower(struct arena *mem, struct str s)
{
	char *p = arena_raw(mem, s.n);

	if (p == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < s.n; i++)
		p[i] = ascii_lower(s.p[i]);
	return (struct str){ p, s.n };
}
