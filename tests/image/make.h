#ifndef MARSAD_TESTS_IMAGE_MAKE_H
#define MARSAD_TESTS_IMAGE_MAKE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>
#include <webp/decode.h>
#include <webp/encode.h>

#include "base/arena.h"
#include "base/buf.h"

/*
 * Images drawn in the test, as an outlet's camera or designer would send
 * them.  All are RGBA inside; release() frees the pixels.
 */
struct sketch {
	uint8_t *rgba;
	uint32_t w, h;
};

static inline struct sketch
sketch_new(uint32_t w, uint32_t h)
{
	struct sketch s = { xcalloc((size_t)w * h, 4), w, h };

	return s;
}

static inline uint8_t *
sketch_at(const struct sketch *s, uint32_t x, uint32_t y)
{
	return s->rgba + ((size_t)y * s->w + x) * 4;
}

/* A picture with enough in it: bands and a bright spot, left unlike right. */
static inline struct sketch
sketch_scene(uint32_t w, uint32_t h)
{
	struct sketch s = sketch_new(w, h);

	for (uint32_t y = 0; y < h; y++)
		for (uint32_t x = 0; x < w; x++) {
			uint8_t *p = sketch_at(&s, x, y);
			uint32_t u = x * 100 / w;
			uint32_t v = y * 100 / h;

			p[0] = (uint8_t)(u * 13 / 10 + 40 * (v / 25 % 2));
			p[1] = (uint8_t)(200 - v);
			p[2] = (uint8_t)(60 + 90 * (u / 20 % 2));
			p[3] = 255;
			if (u > 60 && u < 80 && v > 10 && v < 40)
				p[0] = p[1] = p[2] = 250;
		}
	return s;
}

static inline void
sketch_fill(const struct sketch *s, uint8_t r, uint8_t g, uint8_t b,
            uint8_t a)
{
	const uint8_t k[4] = { r, g, b, a };

	for (size_t i = 0; i < (size_t)s->w * s->h; i++)
		memcpy(s->rgba + i * 4, k, 4);
}

/* JPEG; orientation 1 to 8 puts an EXIF block in, 0 none. */
static inline void
sketch_jpeg(const struct sketch *s, unsigned orientation, bool progressive,
            struct buf *out)
{
	struct jpeg_compress_struct j;
	struct jpeg_error_mgr errors;
	unsigned char *bytes = NULL;
	unsigned long n = 0;
	uint8_t exif[] = "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\0\0\0"
			 "\0\0\0\0";

	j.err = jpeg_std_error(&errors);
	jpeg_create_compress(&j);
	jpeg_mem_dest(&j, &bytes, &n);
	j.image_width = s->w;
	j.image_height = s->h;
	j.input_components = 4;
	j.in_color_space = JCS_EXT_RGBX;
	jpeg_set_defaults(&j);
	jpeg_set_quality(&j, 92, TRUE);
	if (progressive)
		jpeg_simple_progression(&j);
	jpeg_start_compress(&j, TRUE);
	exif[25] = (uint8_t)orientation;
	if (orientation > 0)
		jpeg_write_marker(&j, JPEG_APP0 + 1, exif, sizeof(exif) - 1);
	while (j.next_scanline < j.image_height) {
		JSAMPROW rows[1] = { sketch_at(s, 0, j.next_scanline) };

		(void)jpeg_write_scanlines(&j, rows, 1);
	}
	jpeg_finish_compress(&j);
	jpeg_destroy_compress(&j);
	buf_put(out, (struct str){ (const char *)bytes, n });
	free(bytes);
}

static inline void
sketch_png_write(png_structp png, png_bytep p, size_t n)
{
	buf_put(png_get_io_ptr(png), (struct str){ (const char *)p, n });
}

static inline void
sketch_png_flush(png_structp png)
{
	(void)png;
}

static inline void
sketch_png(const struct sketch *s, bool interlaced, struct buf *out)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
	                                          NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_bytep *rows = xcalloc(s->h, sizeof(*rows));

	for (uint32_t y = 0; y < s->h; y++)
		rows[y] = sketch_at(s, 0, y);
	png_set_write_fn(png, out, sketch_png_write, sketch_png_flush);
	png_set_IHDR(png, info, s->w, s->h, 8, PNG_COLOR_TYPE_RGBA,
	             interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
	             PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_set_rows(png, info, rows);
	png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
	png_destroy_write_struct(&png, &info);
	free(rows);
}

static inline void
sketch_webp(const struct sketch *s, bool lossless, struct buf *out)
{
	uint8_t *bytes = NULL;
	size_t n = lossless
	        ? WebPEncodeLosslessRGBA(s->rgba, (int)s->w, (int)s->h,
	                                 (int)s->w * 4, &bytes)
	        : WebPEncodeRGBA(s->rgba, (int)s->w, (int)s->h,
	                         (int)s->w * 4, 90, &bytes);

	buf_put(out, (struct str){ (const char *)bytes, n });
	WebPFree(bytes);
}

/* What came out, decoded: JPEG to opaque RGBA, or WebP. */
static inline struct sketch
sketch_read(struct str bytes)
{
	struct sketch s = { 0 };

	if (bytes.n > 12 && memcmp(bytes.p, "RIFF", 4) == 0) {
		int w, h;
		uint8_t *p = WebPDecodeRGBA((const uint8_t *)bytes.p, bytes.n,
		                            &w, &h);

		s = sketch_new((uint32_t)w, (uint32_t)h);
		memcpy(s.rgba, p, (size_t)w * (size_t)h * 4);
		WebPFree(p);
	} else {
		struct jpeg_decompress_struct j;
		struct jpeg_error_mgr errors;

		j.err = jpeg_std_error(&errors);
		jpeg_create_decompress(&j);
		jpeg_mem_src(&j, (const unsigned char *)bytes.p, bytes.n);
		(void)jpeg_read_header(&j, TRUE);
		j.out_color_space = JCS_EXT_RGBA;
		(void)jpeg_start_decompress(&j);
		s = sketch_new(j.output_width, j.output_height);
		while (j.output_scanline < j.output_height) {
			JSAMPROW rows[1] = {
				sketch_at(&s, 0, j.output_scanline)
			};

			(void)jpeg_read_scanlines(&j, rows, 1);
		}
		(void)jpeg_finish_decompress(&j);
		jpeg_destroy_decompress(&j);
	}
	return s;
}

#endif
