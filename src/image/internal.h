#ifndef MARSAD_IMAGE_INTERNAL_H
#define MARSAD_IMAGE_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "image/image.h"

#define SIDE_MAX 65535u     /* of what comes in */
#define OUT_SIDE_MIN 16u    /* of what goes out: a thinner strip is refused */

/* Decoded and scaled: rows from the top, no padding. */
struct pixels {
	uint8_t *p; /* owned, from xmalloc; NULL: nothing yet */
	uint32_t width, height;
	unsigned channels; /* 1 grey, 3 RGB, 4 RGBA not premultiplied */
};

/*
 * Shrinks row by row, each pixel the mean of the area it covers, so that an
 * image need never be held whole.
 */
struct scaler {
	uint32_t in_w, in_h;
	uint32_t row;       /* rows taken so far */
	uint16_t *line;     /* one row shrunk sideways, 8.8 fixed point */
	uint32_t *sum;      /* of rows, weighted */
	uint8_t *premul;    /* RGBA rows with colour times alpha */
	struct pixels out;
};

/*
 * out_w <= in_w, out_h <= in_h <= SIDE_MAX.  scaler_release frees all but
 * s->out, which is the caller's.
 */
void scaler_init(struct scaler *s, uint32_t in_w, uint32_t in_h,
                 const struct pixels *out);
void scaler_row(struct scaler *s, const uint8_t *row);
void scaler_release(struct scaler *s);

/*
 * Check a size that a header states against the limits, and choose the size
 * to shrink to.  `held`: the decoder must hold all of it at once.
 */
enum err image_fit(const struct image_limits *lim, uint32_t width,
                   uint32_t height, bool held);
void image_fit_size(const struct image_limits *lim, uint32_t width,
                    uint32_t height, struct pixels *out);

/* Decoders: bytes to out (owned by the caller, also on failure). */
enum err jpeg_read(struct str bytes, const struct image_limits *lim,
                   struct pixels *out) MUST_CHECK;
enum err png_read(struct str bytes, const struct image_limits *lim,
                  struct pixels *out) MUST_CHECK;
enum err webp_read(struct str bytes, const struct image_limits *lim,
                   struct pixels *out) MUST_CHECK;

/* Encoders: append to out; on failure out is as it was, but for out->err. */
enum err jpeg_write(const struct pixels *px, int quality, bool progressive,
                    struct buf *out) MUST_CHECK;
enum err webp_write(const struct pixels *px, int quality,
                    struct buf *out) MUST_CHECK;

/*
 * The orientation (1 to 8) in an EXIF block ("Exif\0\0" and a TIFF header);
 * 1 when it says none or is broken.  Source: EXIF 2.3, 4.6.2 and 4.6.4 A.
 */
unsigned exif_orientation(const uint8_t *p, size_t n);

/* Turn and mirror so that orientation `how` stands upright. */
void pixels_orient(struct pixels *px, unsigned how);

#endif
