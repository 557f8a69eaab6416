#ifndef MARSAD_IMAGE_DRAW_H
#define MARSAD_IMAGE_DRAW_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Pictures drawn by the program, for the demo outlets: landscapes and still
 * lifes, different for every seed, the same for the same seed.
 */
#define DRAW_SIDE_MIN 64u
#define DRAW_SIDE_MAX 2048u

struct draw_order {
	struct str kind; /* sea mountain city field stadium chart book ... */
	uint64_t seed;
	uint16_t width, height; /* made for 16:9 */
};

/*
 * Append the JPEG of a picture to `out`.  Kinds: sea mountain city field
 * stadium chart book sky road night; another word draws a sky.
 * ERR_LIMIT: a side out of range, or `out` full.  About 20 ms at 960 x 540.
 */
enum err image_draw(const struct draw_order *order, struct buf *out)
        MUST_CHECK;

/* The MIME type of what image_draw makes: static. */
struct str image_draw_mime(void);

#endif
