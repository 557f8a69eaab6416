#ifndef MARSAD_CLUSTER_COPY_INDEX_H
#define MARSAD_CLUSTER_COPY_INDEX_H

#include <stddef.h>
#include <stdint.h>

/*
 * Which slots have a key: lists by the bits of the key, newest first.  A list
 * may hold slots of other keys with the same bits, so what it gives are
 * candidates.  The lists depend on what is there and its order alone.
 *
 * A slot that is dropped leaves its lists when they are next walked, or when
 * room is made: that it stands there no longer is told by its generation.
 */
struct copy_index;

/* Empty, for slots below slots_max (2^24 at most). */
struct copy_index *copy_index_new(uint32_t slots_max);
/* NULL is fine. */
void copy_index_free(struct copy_index *x);

/* A slot that has none gets keys. */
void copy_index_add(struct copy_index *x, uint32_t slot, const uint32_t *keys,
                    size_t n);

/* All keys of a slot go, all n of them.  O(1), now and then O(all). */
void copy_index_drop(struct copy_index *x, uint32_t slot, size_t n);

/*
 * Say that the lists of these keys will be wanted: they are spread over some
 * megabytes, and come from memory together when they are asked for together.
 */
void copy_index_fetch(const struct copy_index *x, const uint32_t *keys,
                      size_t n);

/* The newest slots in the list of a key, at most max; returns how many. */
size_t copy_index_find(struct copy_index *x, uint32_t key, uint32_t *out,
                       size_t max);

/* All memory of it. */
size_t copy_index_bytes(const struct copy_index *x);

#endif
