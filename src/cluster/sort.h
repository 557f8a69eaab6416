#ifndef MARSAD_CLUSTER_SORT_H
#define MARSAD_CLUSTER_SORT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Sorting by a number: what stories and copies are told by is put in order a
 * dozen times an article, and qsort pays a call for each comparison.
 */
struct sorted {
	uint64_t key;
	uint32_t what; /* the caller's; goes where the key goes */
};

/*
 * Put v in rising order of key; equal keys keep their order.
 *
 * spare    room for n, for the time of the call.
 *
 * O(n) for each byte that is not the same in all keys.
 */
void sort_by_key(struct sorted *v, struct sorted *spare, size_t n);

/* The high half of a key that puts the largest weight first; not below 0. */
static inline uint64_t
sort_falling(float weight)
{
	uint32_t bits;

	/* of floats that are not negative the bits compare as they do */
	memcpy(&bits, &weight, sizeof(bits));
	return (uint64_t)~bits << 32;
}

/* The weight of such a key again. */
static inline float
sort_weight(uint64_t key)
{
	uint32_t bits = ~(uint32_t)(key >> 32);
	float weight;

	memcpy(&weight, &bits, sizeof(weight));
	return weight;
}

#endif
