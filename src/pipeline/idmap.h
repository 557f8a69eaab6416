#ifndef MARSAD_PIPELINE_IDMAP_H
#define MARSAD_PIPELINE_IDMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A long-lived table from positive ids to numbers; open addressing, grows.
 * For what is in flight.  One thread at a time.
 */
struct idmap_slot {
	int64_t id; /* 0: free */
	int64_t value;
};

struct idmap {
	struct idmap_slot *slots;
	size_t n, cap; /* cap is 0 or a power of two */
};

/* Free the table; it is empty and usable then. */
void idmap_release(struct idmap *m);

/* False when the id is not there; value may be NULL. */
bool idmap_get(const struct idmap *m, int64_t id, int64_t *value);

/* Set or replace; id > 0. */
void idmap_put(struct idmap *m, int64_t id, int64_t value);

/* Add to the value of id, which is 0 when not there; returns the sum. */
int64_t idmap_add(struct idmap *m, int64_t id, int64_t more);

/* Forget an id; nothing when it is not there. */
void idmap_remove(struct idmap *m, int64_t id);

#endif
