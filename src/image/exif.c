#include "image/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define ENTRIES_MAX 64u /* of the first directory that are looked at */
#define TAG_ORIENTATION 0x0112u
#define TIFF_AT 6u /* behind "Exif\0\0" */

static unsigned
get16(const uint8_t *p, bool big)
{
	return big ? (unsigned)(p[0] << 8 | p[1])
	           : (unsigned)(p[1] << 8 | p[0]);
}

static uint32_t
get32(const uint8_t *p, bool big)
{
	uint32_t a = get16(p, big);
	uint32_t b = get16(p + 2, big);

	return big ? a << 16 | b : b << 16 | a;
}

unsigned
exif_orientation(const uint8_t *p, size_t n)
{
	size_t at, count;
	bool big;

	if (n < TIFF_AT + 8 || memcmp(p, "Exif\0\0", TIFF_AT) != 0)
		return 1;
	p += TIFF_AT;
	n -= TIFF_AT;
	big = p[0] == 'M';
	at = get32(p + 4, big);
	if (at > n - 2)
		return 1;
	count = get16(p + at, big);
	at += 2;
	for (size_t i = 0; i < count && i < ENTRIES_MAX; i++, at += 12) {
		unsigned v;

		if (at + 12 > n)
			return 1;
		if (get16(p + at, big) != TAG_ORIENTATION)
			continue;
		v = get16(p + at + 8, big);
		return v >= 1 && v <= 8 ? v : 1;
	}
	return 1;
}

void
pixels_orient(struct pixels *px, unsigned how)
{
	bool turn = how >= 5;
	bool flip_x = how == 2 || how == 3 || how == 6 || how == 7;
	bool flip_y = how == 3 || how == 4 || how == 7 || how == 8;
	unsigned ch = px->channels;
	struct pixels to = *px;
	uint8_t *at;

	if (how <= 1 || how > 8)
		return;
	if (turn) {
		to.width = px->height;
		to.height = px->width;
	}
	to.p = xmalloc((size_t)to.width * to.height * ch);
	at = to.p;
	for (size_t y = 0; y < to.height; y++) {
		size_t fy = flip_y ? to.height - 1 - y : y;

		for (size_t x = 0; x < to.width; x++, at += ch) {
			size_t fx = flip_x ? to.width - 1 - x : x;
			size_t from = turn ? fx * px->width + fy
			                   : fy * px->width + fx;

			memcpy(at, px->p + from * ch, ch);
		}
	}
	free(px->p);
	*px = to;
}
