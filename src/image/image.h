#ifndef MARSAD_IMAGE_IMAGE_H
#define MARSAD_IMAGE_IMAGE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * An outlet's image becomes ours: decoded, made smaller, encoded anew.  What
 * readers get holds none of the bytes that came from the network, so no
 * metadata and nothing that a browser might take for a page or a script.
 */
struct image_limits {
	uint32_t max_pixels;      /* of what comes in, by its header */
	uint32_t max_held_pixels; /* where all of it must be held at once */
	uint16_t max_width;       /* of what goes out */
	uint16_t max_height;
	uint16_t min_side;        /* smaller ones are counters, not images */
	uint8_t quality;          /* 1 to 100, of the lossy encoders */
};

#define IMAGE_LIMITS_DEFAULT                                      \
	{ .max_pixels = 40000000, .max_held_pixels = 16000000,    \
	  .max_width = 960, .max_height = 960, .min_side = 32,    \
	  .quality = 82 }

struct image_info {
	struct str mime; /* "image/jpeg" or "image/webp"; static */
	uint16_t width, height;
	uint64_t hash; /* perceptual, see image/hash.h; 0: too plain */
};

/*
 * Decode JPEG, PNG or WebP (told by content), turn as its EXIF orientation
 * says, scale down to the limits and append the new encoding to `out`: JPEG
 * when opaque, WebP when transparent.
 *
 * bytes  borrowed; hostile.
 * out    as it was on failure, but for out->err after ERR_LIMIT.
 * info   set only on ERR_OK.
 *
 * ERR_FORMAT: anything else (SVG, GIF, animations, HTML), broken, truncated,
 * or a side under lim->min_side.  ERR_LIMIT: more pixels than allowed (found
 * before any is decoded), too many scans, or `out` full.
 * Memory: at most 8 bytes a held pixel.  About 15 ms for a 1600 x 900 photo.
 */
enum err image_remake(struct str bytes, const struct image_limits *lim,
                      struct buf *out, struct image_info *info) MUST_CHECK;

#endif
