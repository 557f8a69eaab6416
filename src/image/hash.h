#ifndef MARSAD_IMAGE_HASH_H
#define MARSAD_IMAGE_HASH_H

#include <stdint.h>

/*
 * Perceptual hash: the same picture in another size or encoding gives the
 * same or nearly the same 64 bits.
 */

/*
 * The difference hash (dHash) of an image: its grey shrunk to 9 x 8, a bit
 * for each pixel that is darker than its right neighbour.
 *
 * rgba      width * height pixels of `channels` (3 or 4) bytes, rows from
 *           the top, alpha not premultiplied; transparent parts count white.
 * width     9 at least, height 8 at least.
 *
 * Returns 0 when the picture is too plain to be told from others: flat, or
 * growing lighter or darker in one direction only.
 * Source: N. Krawetz, "Kind of Like That", 2013 (the idea).
 */
uint64_t image_hash(const uint8_t *pixels, unsigned channels, unsigned width,
                    unsigned height);

/* Number of bits two hashes differ in; 64 when either is 0. */
unsigned image_hash_distance(uint64_t a, uint64_t b);

#endif
