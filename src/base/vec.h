#ifndef MARSAD_BASE_VEC_H
#define MARSAD_BASE_VEC_H

#include <stddef.h>

#include "base/arena.h"

/*
 * Growing arrays inside an arena: a struct { T *v; size_t n, cap; } of any
 * type.  Old storage is left to the arena, so growth costs at most twice the
 * final size.
 *
 *	struct { struct str *v; size_t n, cap; } tags = { 0 };
 *	struct str *t = VEC_PUSH(mem, &tags);
 *	if (t != NULL)
 *		*t = name;
 */

/* Address of a new zeroed element at the end; NULL past mem's maximum. */
#define VEC_PUSH(mem, vec)                                                \
	((vec)->n < (vec)->cap ||                                         \
	             vec_grow((mem), (void **)&(vec)->v, (vec)->n,        \
	                      &(vec)->cap, sizeof(*(vec)->v))             \
	     ? &(vec)->v[(vec)->n++]                                      \
	     : NULL)

/* Make room for element n of `size` bytes; false past the maximum. */
bool vec_grow(struct arena *mem, void **v, size_t n, size_t *cap, size_t size);

#endif
