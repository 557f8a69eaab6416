#ifndef MARSAD_BASE_RNG_H
#define MARSAD_BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

/*
 * Repeatable random numbers from a seed (SplitMix64; Steele, Lea, Flood
 * 2014).  Not for secrets: those come from rng_secret.
 */
struct rng {
	uint64_t state;
};

/* Next 64 random bits. */
uint64_t rng_next(struct rng *r);

/* A number in [0, bound); bound > 0. */
uint64_t rng_below(struct rng *r, uint64_t bound);

/* n secret bytes of the system's generator; stops the program if it fails. */
void rng_secret(void *out, size_t n);

#endif
