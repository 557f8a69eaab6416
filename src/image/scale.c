#include "image/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void
scaler_init(struct scaler *s, uint32_t in_w, uint32_t in_h,
            const struct pixels *out)
{
	size_t values = (size_t)out->width * out->channels;

	if (out->width == 0 || out->height == 0 || out->width > in_w ||
	    out->height > in_h || in_w > SIDE_MAX || in_h > SIDE_MAX)
		BUG("scaler only shrinks");
	*s = (struct scaler){ .in_w = in_w, .in_h = in_h, .out = *out };
	s->line = xcalloc(values, sizeof(*s->line));
	s->sum = xcalloc(values, sizeof(*s->sum));
	if (out->channels == 4)
		s->premul = xmalloc((size_t)in_w * 4);
	s->out.p = xcalloc(values, out->height);
}

void
scaler_release(struct scaler *s)
{
	free(s->line);
	free(s->sum);
	free(s->premul);
	s->line = NULL;
	s->sum = NULL;
	s->premul = NULL;
}

static void
premultiply(const uint8_t *row, uint32_t n, uint8_t *out)
{
	for (size_t i = 0; i < (size_t)n * 4; i += 4) {
		unsigned a = row[i + 3];

		for (size_t c = 0; c < 3; c++)
			out[i + c] = (uint8_t)((row[i + c] * a + 127) / 255);
		out[i + 3] = (uint8_t)a;
	}
}

/*
 * Input pixel i covers [i * out_w, (i + 1) * out_w), output pixel o covers
 * [o * in_w, (o + 1) * in_w): all weights are whole numbers.
 */
static void
shrink_line(struct scaler *s, const uint8_t *row)
{
	uint32_t out_w = s->out.width;
	unsigned ch = s->out.channels;
	uint32_t acc[4] = { 0 };
	uint32_t room = s->in_w; /* what the output pixel still wants */
	uint16_t *to = s->line;

	for (uint32_t i = 0; i < s->in_w; i++, row += ch) {
		uint32_t have = out_w;

		if (have < room) {
			for (unsigned c = 0; c < ch; c++)
				acc[c] += have * row[c];
			room -= have;
			continue;
		}
		for (unsigned c = 0; c < ch; c++) {
			uint64_t full = acc[c] + (uint64_t)room * row[c];

			*to++ = (uint16_t)((full << 8) / s->in_w);
			acc[c] = (have - room) * row[c];
		}
		room = s->in_w - (have - room);
	}
}

/* Give out the row that is complete: sum / in_h, colour without alpha. */
static void
finish_row(struct scaler *s, uint32_t at)
{
	uint32_t w = s->out.width;
	unsigned ch = s->out.channels;
	uint8_t *to = s->out.p + (size_t)at * w * ch;

	for (size_t i = 0; i < (size_t)w * ch; i++) {
		uint32_t v = (s->sum[i] / s->in_h + 128) >> 8;

		to[i] = (uint8_t)(v > 255 ? 255 : v);
	}
	if (ch != 4)
		return;
	for (size_t i = 0; i < (size_t)w * 4; i += 4) {
		unsigned a = to[i + 3];

		for (size_t c = 0; c < 3 && a > 0; c++) {
			unsigned v = (to[i + c] * 255u + a / 2) / a;

			to[i + c] = (uint8_t)(v > 255 ? 255 : v);
		}
	}
}

void
scaler_row(struct scaler *s, const uint8_t *row)
{
	uint32_t out_h = s->out.height;
	size_t values = (size_t)s->out.width * s->out.channels;
	uint64_t top = (uint64_t)s->row * out_h;
	uint32_t at = (uint32_t)(top / s->in_h);
	uint32_t room = (uint32_t)((at + 1ull) * s->in_h - top);
	uint32_t have = out_h < room ? out_h : room;

	if (s->row >= s->in_h)
		return;
	if (s->premul != NULL) {
		premultiply(row, s->in_w, s->premul);
		row = s->premul;
	}
	shrink_line(s, row);
	s->row++;
	for (size_t i = 0; i < values; i++)
		s->sum[i] += have * s->line[i];
	if (out_h < room)
		return;
	finish_row(s, at);
	for (size_t i = 0; i < values; i++)
		s->sum[i] = (out_h - have) * s->line[i];
}

enum err
image_fit(const struct image_limits *lim, uint32_t width, uint32_t height,
          bool held)
{
	uint64_t pixels = (uint64_t)width * height;

	if (width < lim->min_side || height < lim->min_side)
		return ERR_FORMAT;
	if (width > SIDE_MAX || height > SIDE_MAX ||
	    pixels > lim->max_pixels ||
	    (held && pixels > lim->max_held_pixels))
		return ERR_LIMIT;
	return ERR_OK;
}

void
image_fit_size(const struct image_limits *lim, uint32_t width,
               uint32_t height, struct pixels *out)
{
	uint64_t w = width;
	uint64_t h = height;

	if (w > lim->max_width) {
		h = (h * lim->max_width + w / 2) / w;
		w = lim->max_width;
	}
	if (h > lim->max_height) {
		w = (w * lim->max_height + h / 2) / h;
		h = lim->max_height;
	}
	out->width = (uint32_t)(w > 0 ? w : 1);
	out->height = (uint32_t)(h > 0 ? h : 1);
}
