#include "base/vec.h"

#include <string.h>

#define FIRST_CAP 8

bool
vec_grow(struct arena *mem, void **v, size_t n, size_t *cap, size_t size)
{
	size_t want = *cap == 0 ? FIRST_CAP : *cap * 2;
	void *p;

	if (n < *cap)
		return true;
	if ((p = arena_array(mem, want, size)) == NULL)
		return false;
	if (n > 0)
		memcpy(p, *v, n * size);
	*v = p;
	*cap = want;
	return true;
}
