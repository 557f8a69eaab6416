#ifndef MARSAD_BASE_MAP_H
#define MARSAD_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * A hash table from text to a pointer, inside an arena.  Keys are borrowed
 * and must outlive the table.  Open addressing, XXH3, load at most 3/4.
 * The seed makes collisions unpredictable to whoever writes the keys.
 */
struct map_slot {
	struct str key;
	void *value; /* NULL: the slot is free */
};

struct map {
	struct arena *mem;
	struct map_slot *slots;
	size_t n, cap; /* cap is a power of two */
	uint64_t seed;
};

#define MAP_INIT(arena, seed_) { .mem = (arena), .seed = (seed_) }

/* The value of key, NULL when there is none.  Expected O(1). */
void *map_get(const struct map *m, struct str key);

/*
 * Set the value of key (not NULL), replacing an older one.  False when the
 * arena is full; the table is then as before.
 */
bool map_put(struct map *m, struct str key, void *value);

#endif
