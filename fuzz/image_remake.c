#include <assert.h>

#include "fuzz.h"
#include "image/image.h"

/* What is made of hostile bytes is itself an image within the limits. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct image_limits lim = { .max_pixels = 1u << 20,
		.max_held_pixels = 1u << 19, .max_width = 64,
		.max_height = 64, .min_side = 16, .quality = 60 };
	struct buf out = BUF_INIT(1u << 20);
	struct buf again = BUF_INIT(1u << 20);
	struct image_info info, second;

	if (image_remake((struct str){ (const char *)data, size }, &lim, &out,
	                 &info) == ERR_OK) {
		assert(out.n > 0 && info.width <= 64 && info.height <= 64);
		assert(image_remake(buf_str(&out), &lim, &again, &second) ==
		       ERR_OK);
		assert(second.width == info.width &&
		       second.height == info.height);
	} else {
		assert(out.n == 0);
	}
	buf_release(&out);
	buf_release(&again);
	return 0;
}
