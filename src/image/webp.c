#include "image/internal.h"

#include <limits.h>

#include <webp/decode.h>
#include <webp/encode.h>

#include "base/arena.h"

#define LOSSLESS 2 /* WebPBitstreamFeatures.format */
#define EFFORT 3   /* 0 fast to 6 small */

enum err
webp_read(struct str bytes, const struct image_limits *lim,
          struct pixels *out)
{
	const uint8_t *p = (const uint8_t *)bytes.p;
	WebPDecoderConfig c;
	size_t stride;
	enum err e;

	if (!WebPInitDecoderConfig(&c) ||
	    WebPGetFeatures(p, bytes.n, &c.input) != VP8_STATUS_OK ||
	    c.input.has_animation || c.input.width <= 0 ||
	    c.input.height <= 0)
		return ERR_FORMAT;
	e = image_fit(lim, (uint32_t)c.input.width, (uint32_t)c.input.height,
	              c.input.format == LOSSLESS || c.input.has_alpha);
	if (e != ERR_OK)
		return e;
	image_fit_size(lim, (uint32_t)c.input.width,
	               (uint32_t)c.input.height, out);
	out->channels = c.input.has_alpha ? 4 : 3;
	stride = (size_t)out->width * out->channels;
	out->p = xcalloc(stride, out->height);
	c.options.use_scaling = 1;
	c.options.scaled_width = (int)out->width;
	c.options.scaled_height = (int)out->height;
	c.output.colorspace = c.input.has_alpha ? MODE_RGBA : MODE_RGB;
	c.output.is_external_memory = 1;
	c.output.u.RGBA.rgba = out->p;
	c.output.u.RGBA.stride = (int)stride;
	c.output.u.RGBA.size = stride * out->height;
	e = WebPDecode(p, bytes.n, &c) == VP8_STATUS_OK ? ERR_OK : ERR_FORMAT;
	WebPFreeDecBuffer(&c.output);
	return e;
}

enum err
webp_write(const struct pixels *px, int quality, struct buf *out)
{
	WebPConfig config;
	WebPPicture pic;
	WebPMemoryWriter w;
	enum err e = ERR_LIMIT;

	if (!WebPConfigInit(&config) || !WebPPictureInit(&pic))
		BUG("libwebp of another version");
	config.quality = (float)quality;
	config.method = EFFORT;
	WebPMemoryWriterInit(&w);
	pic.width = (int)px->width;
	pic.height = (int)px->height;
	pic.writer = WebPMemoryWrite;
	pic.custom_ptr = &w;
	if (WebPPictureImportRGBA(&pic, px->p, (int)px->width * 4) &&
	    WebPEncode(&config, &pic)) {
		buf_put(out, (struct str){ (const char *)w.mem, w.size });
		e = out->err;
	}
	WebPPictureFree(&pic);
	WebPMemoryWriterClear(&w);
	return e;
}
