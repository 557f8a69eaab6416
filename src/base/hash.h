#ifndef MARSAD_BASE_HASH_H
#define MARSAD_BASE_HASH_H

#include <stdint.h>

#include "base/str.h"

/*
 * A checksum of bytes that come in pieces: the 64-bit XXH3 that str_hash
 * gives of all of them together.  Not for secrets.
 */
struct hash64;

/* A new sum of nothing; hash64_free when done. */
struct hash64 *hash64_new(void);
void hash64_free(struct hash64 *h);

/* Begin again. */
void hash64_clear(struct hash64 *h);

/* Add bytes; about 15 GB/s. */
void hash64_put(struct hash64 *h, struct str s);

/* The sum so far. */
uint64_t hash64_get(const struct hash64 *h);

#endif
