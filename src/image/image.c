#include "image/image.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "image/hash.h"
#include "image/internal.h"

/* What a file starts with. */
static const struct {
	struct str magic;
	enum err (*read)(struct str, const struct image_limits *,
	                 struct pixels *);
} formats[] = {
	{ STR_INIT("\xFF\xD8\xFF"), jpeg_read },
	{ STR_INIT("\x89PNG\r\n\x1A\n"), png_read },
	{ STR_INIT("RIFF"), webp_read },
};

static enum err
read_any(struct str bytes, const struct image_limits *lim,
         struct pixels *out)
{
	for (size_t i = 0; i < COUNT(formats); i++)
		if (str_starts(bytes, formats[i].magic))
			return formats[i].read(bytes, lim, out);
	return ERR_FORMAT;
}

static bool
is_opaque(const struct pixels *px)
{
	size_t n = (size_t)px->width * px->height;

	for (size_t i = 0; px->channels == 4 && i < n; i++)
		if (px->p[4 * i + 3] != 255)
			return false;
	return true;
}

static enum err
write_any(const struct pixels *px, const struct image_limits *lim,
          struct buf *out, struct image_info *info)
{
	enum err e;

	if (px->width < OUT_SIDE_MIN || px->height < OUT_SIDE_MIN)
		return ERR_FORMAT;
	if (is_opaque(px)) {
		info->mime = STR("image/jpeg");
		e = jpeg_write(px, lim->quality, true, out);
	} else {
		info->mime = STR("image/webp");
		e = webp_write(px, lim->quality, out);
	}
	info->width = (uint16_t)px->width;
	info->height = (uint16_t)px->height;
	return e;
}

enum err
image_remake(struct str bytes, const struct image_limits *lim,
             struct buf *out, struct image_info *info)
{
	struct pixels px = { 0 };
	struct image_info made = { 0 };
	enum err e;

	if ((e = read_any(bytes, lim, &px)) != ERR_OK)
		goto out;
	if ((e = write_any(&px, lim, out, &made)) != ERR_OK)
		goto out;
	made.hash = image_hash(px.p, px.channels, px.width, px.height);
	*info = made;
out:
	free(px.p);
	return e;
}
