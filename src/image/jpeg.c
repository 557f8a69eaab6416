#include "image/internal.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "base/arena.h"

/* Each scan of a progressive file costs a pass over all coefficients. */
#define SCANS_MAX 100
#define EXIF_MAX_BYTES 65533u

struct reader {
	struct jpeg_decompress_struct j;
	struct jpeg_error_mgr errors;
	struct jpeg_progress_mgr progress;
	struct jpeg_source_mgr source;
	jmp_buf failed;
	enum err why;
	const struct image_limits *lim;
	struct scaler scaler;
	uint8_t *row;
	unsigned orientation;
};

/* libjpeg's error exit must not return. */
static NORETURN void
on_error(j_common_ptr j)
{
	struct reader *r = j->client_data;

	longjmp(r->failed, 1);
}

/* Warnings: corrupt data that libjpeg papers over.  Ours to accept. */
static void
on_message(j_common_ptr j, int level)
{
	(void)j;
	(void)level;
}

static void
on_output(j_common_ptr j)
{
	(void)j;
}

static void
on_progress(j_common_ptr j)
{
	struct reader *r = j->client_data;

	if (j->is_decompressor && r->j.input_scan_number > SCANS_MAX) {
		r->why = ERR_LIMIT;
		on_error(j);
	}
}

static void
on_source(j_decompress_ptr j)
{
	(void)j;
}

/* Asked for more than there is: the file was cut. */
static boolean
on_fill(j_decompress_ptr j)
{
	on_error((j_common_ptr)j);
}

static void
on_skip(j_decompress_ptr j, long n)
{
	if (n <= 0)
		return;
	if ((size_t)n > j->src->bytes_in_buffer)
		on_error((j_common_ptr)j);
	j->src->next_input_byte += n;
	j->src->bytes_in_buffer -= (size_t)n;
}

static void
reader_open(struct reader *r, struct str bytes)
{
	r->progress.progress_monitor = on_progress;
	jpeg_create_decompress(&r->j);
	r->j.client_data = r;
	r->j.progress = &r->progress;
	r->source = (struct jpeg_source_mgr){
		.next_input_byte = (const JOCTET *)bytes.p,
		.bytes_in_buffer = bytes.n,
		.init_source = on_source,
		.fill_input_buffer = on_fill,
		.skip_input_data = on_skip,
		.resync_to_restart = jpeg_resync_to_restart,
		.term_source = on_source,
	};
	r->j.src = &r->source;
	jpeg_save_markers(&r->j, JPEG_APP0 + 1, EXIF_MAX_BYTES);
	(void)jpeg_read_header(&r->j, TRUE);
	r->orientation = 1;
	for (jpeg_saved_marker_ptr m = r->j.marker_list; m != NULL;
	     m = m->next)
		if (m->marker == JPEG_APP0 + 1 && r->orientation == 1)
			r->orientation =
			        exif_orientation(m->data, m->data_length);
}

/* Let libjpeg's transform do most of the shrinking, never past the size. */
static void
choose_scale(struct reader *r, const struct pixels *size)
{
	for (unsigned denom = 8; denom > 1; denom /= 2) {
		r->j.scale_num = 1;
		r->j.scale_denom = denom;
		jpeg_calc_output_dimensions(&r->j);
		if (r->j.output_width >= size->width &&
		    r->j.output_height >= size->height)
			return;
	}
	r->j.scale_denom = 1;
}

/* CMYK as Adobe writes it (inverted) or plain, to RGB in place. */
static void
cmyk_row(const struct reader *r, uint8_t *row, uint32_t width)
{
	bool inverted = r->j.saw_Adobe_marker;

	for (size_t i = 0; i < width; i++) {
		unsigned k = row[4 * i + 3];

		k = inverted ? k : 255 - k;
		for (size_t c = 0; c < 3; c++) {
			unsigned v = row[4 * i + c];

			v = inverted ? v : 255 - v;
			row[3 * i + c] = (uint8_t)(v * k / 255);
		}
	}
}

static enum err
reader_run(struct reader *r, struct str bytes)
{
	struct pixels size = { .channels = 3 };
	JSAMPROW rows[1];
	bool cmyk;
	enum err e;

	reader_open(r, bytes);
	e = image_fit(r->lim, r->j.image_width, r->j.image_height,
	              jpeg_has_multiple_scans(&r->j));
	if (e != ERR_OK)
		return e;
	image_fit_size(r->lim, r->j.image_width, r->j.image_height, &size);
	cmyk = r->j.jpeg_color_space == JCS_CMYK ||
	       r->j.jpeg_color_space == JCS_YCCK;
	r->j.out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
	choose_scale(r, &size);
	(void)jpeg_start_decompress(&r->j);
	r->row = xmalloc((size_t)r->j.output_width * 4);
	scaler_init(&r->scaler, r->j.output_width, r->j.output_height, &size);
	rows[0] = r->row;
	while (r->j.output_scanline < r->j.output_height) {
		(void)jpeg_read_scanlines(&r->j, rows, 1);
		if (cmyk)
			cmyk_row(r, r->row, r->j.output_width);
		scaler_row(&r->scaler, r->row);
	}
	return ERR_OK;
}

enum err
jpeg_read(struct str bytes, const struct image_limits *lim,
          struct pixels *out)
{
	struct reader *r = xcalloc(1, sizeof(*r));
	enum err e;

	r->lim = lim;
	r->why = ERR_FORMAT;
	r->j.err = jpeg_std_error(&r->errors);
	r->j.client_data = r;
	r->errors.error_exit = on_error;
	r->errors.emit_message = on_message;
	r->errors.output_message = on_output;
	if (setjmp(r->failed) == 0)
		e = reader_run(r, bytes);
	else
		e = r->why;
	jpeg_destroy_decompress(&r->j);
	*out = r->scaler.out;
	if (e == ERR_OK)
		pixels_orient(out, r->orientation);
	scaler_release(&r->scaler);
	free(r->row);
	free(r);
	return e;
}

struct writer {
	struct jpeg_compress_struct j;
	struct jpeg_error_mgr errors;
	jmp_buf failed;
	unsigned char *bytes; /* malloc'ed by libjpeg */
	unsigned long n;
};

static NORETURN void
on_write_error(j_common_ptr j)
{
	struct writer *w = j->client_data;

	longjmp(w->failed, 1);
}

static void
writer_run(struct writer *w, const struct pixels *px, int quality,
           bool progressive)
{
	size_t stride = (size_t)px->width * px->channels;

	jpeg_create_compress(&w->j);
	w->j.client_data = w;
	jpeg_mem_dest(&w->j, &w->bytes, &w->n);
	w->j.image_width = px->width;
	w->j.image_height = px->height;
	w->j.input_components = (int)px->channels;
	w->j.in_color_space =
	        px->channels == 4 ? JCS_EXT_RGBX : JCS_RGB;
	jpeg_set_defaults(&w->j);
	jpeg_set_quality(&w->j, quality, TRUE);
	if (progressive)
		jpeg_simple_progression(&w->j);
	jpeg_start_compress(&w->j, TRUE);
	while (w->j.next_scanline < w->j.image_height) {
		JSAMPROW rows[1] = { px->p + w->j.next_scanline * stride };

		(void)jpeg_write_scanlines(&w->j, rows, 1);
	}
	jpeg_finish_compress(&w->j);
}

enum err
jpeg_write(const struct pixels *px, int quality, bool progressive,
           struct buf *out)
{
	struct writer *w = xcalloc(1, sizeof(*w));
	enum err e = ERR_OK;

	w->j.err = jpeg_std_error(&w->errors);
	w->j.client_data = w;
	w->errors.error_exit = on_write_error;
	w->errors.emit_message = on_message;
	w->errors.output_message = on_output;
	if (setjmp(w->failed) == 0)
		writer_run(w, px, quality, progressive);
	else
		e = ERR_LIMIT;
	jpeg_destroy_compress(&w->j);
	if (e == ERR_OK) {
		buf_put(out, (struct str){ (const char *)w->bytes, w->n });
		e = out->err;
	}
	free(w->bytes);
	free(w);
	return e;
}
