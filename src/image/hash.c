#include "image/hash.h"

#include <stdlib.h>

#include "base/arena.h"
#include "image/internal.h"

#define GRID_W 9u
#define GRID_H 8u
#define CONTRAST_MIN 12 /* grey levels between darkest and lightest cell */
#define BITS_MIN 6      /* fewer ones, or fewer zeros, say too little */

/* ITU-R BT.601 luma, over white where transparent. */
static uint8_t
grey_of(const uint8_t *p, unsigned channels)
{
	unsigned g = (299u * p[0] + 587u * p[1] + 114u * p[2]) / 1000;
	unsigned a = channels == 4 ? p[3] : 255;

	return (uint8_t)((g * a + 255 * (255 - a)) / 255);
}

static unsigned
bit_count(uint64_t v)
{
	return (unsigned)__builtin_popcountll(v);
}

/* The bits of a 9 x 8 grid of greys; 0 when it is too plain. */
static uint64_t
hash_grid(const uint8_t *grid)
{
	uint64_t h = 0;
	int low = 255;
	int high = 0;

	for (size_t i = 0; i < GRID_W * GRID_H; i++) {
		low = grid[i] < low ? grid[i] : low;
		high = grid[i] > high ? grid[i] : high;
	}
	for (size_t y = 0; y < GRID_H; y++)
		for (size_t x = 0; x + 1 < GRID_W; x++) {
			const uint8_t *p = grid + y * GRID_W + x;

			h = h << 1 | (p[0] < p[1]);
		}
	if (high - low < CONTRAST_MIN || bit_count(h) < BITS_MIN ||
	    bit_count(h) > 64 - BITS_MIN)
		return 0;
	return h;
}

uint64_t
image_hash(const uint8_t *pixels, unsigned channels, unsigned width,
           unsigned height)
{
	struct pixels size = { .width = GRID_W, .height = GRID_H,
		               .channels = 1 };
	struct scaler s;
	uint8_t *row;
	uint64_t h;

	if (width < GRID_W || height < GRID_H)
		return 0;
	row = xmalloc(width);
	scaler_init(&s, width, height, &size);
	for (size_t y = 0; y < height; y++) {
		for (size_t x = 0; x < width; x++, pixels += channels)
			row[x] = grey_of(pixels, channels);
		scaler_row(&s, row);
	}
	h = hash_grid(s.out.p);
	free(s.out.p);
	scaler_release(&s);
	free(row);
	return h;
}

unsigned
image_hash_distance(uint64_t a, uint64_t b)
{
	return a == 0 || b == 0 ? 64 : bit_count(a ^ b);
}
