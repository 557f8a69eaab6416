#include "image/internal.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "base/arena.h"

#define CHUNK_MAX_BYTES (4u << 20) /* of one ancillary chunk, unpacked */
#define CHUNKS_MAX 100u            /* ancillary chunks that are kept */

struct reader {
	png_structp png;
	png_infop info;
	struct str rest;
	const struct image_limits *lim;
	struct scaler scaler;
	uint8_t *rows;        /* one row, or all of an interlaced image */
	png_bytep *row_table; /* into rows, interlaced only */
};

static NORETURN void
on_error(png_structp png, png_const_charp text)
{
	(void)text;
	png_longjmp(png, 1);
}

static void
on_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static void
on_read(png_structp png, png_bytep to, size_t n)
{
	struct reader *r = png_get_io_ptr(png);

	if (n > r->rest.n)
		png_error(png, "cut");
	memcpy(to, r->rest.p, n);
	r->rest = str_sub(r->rest, n, r->rest.n);
}

/* Whatever the file holds, ask for 8-bit RGB or RGBA. */
static void
ask_for_rgb(struct reader *r)
{
	png_set_expand(r->png);
	png_set_scale_16(r->png);
	png_set_gray_to_rgb(r->png);
	if (png_get_interlace_type(r->png, r->info) != PNG_INTERLACE_NONE)
		(void)png_set_interlace_handling(r->png);
	png_read_update_info(r->png, r->info);
}

static void
read_rows(struct reader *r, uint32_t height, size_t stride)
{
	r->rows = xmalloc(stride);
	for (uint32_t y = 0; y < height; y++) {
		png_read_row(r->png, r->rows, NULL);
		scaler_row(&r->scaler, r->rows);
	}
}

static void
read_interlaced(struct reader *r, uint32_t height, size_t stride)
{
	r->rows = xcalloc(height, stride);
	r->row_table = xcalloc(height, sizeof(*r->row_table));
	for (size_t y = 0; y < height; y++)
		r->row_table[y] = r->rows + y * stride;
	png_read_image(r->png, r->row_table);
	for (size_t y = 0; y < height; y++)
		scaler_row(&r->scaler, r->row_table[y]);
}

static enum err
reader_run(struct reader *r)
{
	struct pixels size = { 0 };
	uint32_t width, height;
	bool interlaced;
	enum err e;

	png_set_user_limits(r->png, SIDE_MAX, SIDE_MAX);
	png_set_chunk_malloc_max(r->png, CHUNK_MAX_BYTES);
	png_set_chunk_cache_max(r->png, CHUNKS_MAX);
	png_set_read_fn(r->png, r, on_read);
	png_read_info(r->png, r->info);
	width = png_get_image_width(r->png, r->info);
	height = png_get_image_height(r->png, r->info);
	interlaced = png_get_interlace_type(r->png, r->info) !=
	             PNG_INTERLACE_NONE;
	if ((e = image_fit(r->lim, width, height, interlaced)) != ERR_OK)
		return e;
	ask_for_rgb(r);
	size.channels = png_get_channels(r->png, r->info);
	if ((size.channels != 3 && size.channels != 4) ||
	    png_get_bit_depth(r->png, r->info) != 8)
		return ERR_FORMAT;
	image_fit_size(r->lim, width, height, &size);
	scaler_init(&r->scaler, width, height, &size);
	if (interlaced)
		read_interlaced(r, height,
		                png_get_rowbytes(r->png, r->info));
	else
		read_rows(r, height, png_get_rowbytes(r->png, r->info));
	return ERR_OK;
}

/* The header is read before libpng checks it, so that a bomb is a limit. */
static enum err
check_header(struct str bytes, const struct image_limits *lim)
{
	const uint8_t *p = (const uint8_t *)bytes.p;

	if (bytes.n < 24)
		return ERR_FORMAT;
	return image_fit(lim, png_get_uint_32(p + 16),
	                 png_get_uint_32(p + 20), false);
}

enum err
png_read(struct str bytes, const struct image_limits *lim,
         struct pixels *out)
{
	struct reader *r;
	enum err e;

	if ((e = check_header(bytes, lim)) != ERR_OK)
		return e;
	r = xcalloc(1, sizeof(*r));
	r->rest = bytes;
	r->lim = lim;
	e = ERR_FORMAT;
	r->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, r, on_error,
	                                on_warning);
	if (r->png != NULL)
		r->info = png_create_info_struct(r->png);
	if (r->info != NULL && setjmp(png_jmpbuf(r->png)) == 0)
		e = reader_run(r);
	else
		e = ERR_FORMAT;
	png_destroy_read_struct(&r->png, &r->info, NULL);
	*out = r->scaler.out;
	scaler_release(&r->scaler);
	free(r->rows);
	free(r->row_table);
	free(r);
	return e;
}
