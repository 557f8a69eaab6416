#include "base/vec.h"

#include <stdint.h>
#include <string.h>

#define FIRST_CAP 8

bool
vec_grow(struct arena *mem, void **v, size_t n, size_t *cap, size_t size)
{
	size_t want = *cap == 0 ? FIRST_CAP : *cap * 2, bytes;
	char *p;

	if (n < *cap)
		return true;
	if (__builtin_mul_overflow(want, size, &bytes))
		bytes = SIZE_MAX; /* the arena refuses it */
	if ((p = arena_raw(mem, bytes)) == NULL)
		return false;
	if (n > 0)
		memcpy(p, *v, n * size);
	memset(p + n * size, 0, bytes - n * size);
	*v = p;
	*cap = want;
	return true;
}
