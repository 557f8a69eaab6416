#include "image/draw.h"

#include <stdlib.h>

#include "base/arena.h"
#include "image/internal.h"
#include "image/pictures.h"

#define QUALITY 84

static const struct {
	struct str kind;
	void (*draw)(struct canvas *);
} pictures[] = {
	{ STR_INIT("sky"), picture_open_sky }, /* for unknown words too */
	{ STR_INIT("sea"), picture_sea },
	{ STR_INIT("mountain"), picture_mountain },
	{ STR_INIT("city"), picture_city },
	{ STR_INIT("field"), picture_field },
	{ STR_INIT("stadium"), picture_stadium },
	{ STR_INIT("chart"), picture_chart },
	{ STR_INIT("book"), picture_book },
	{ STR_INIT("road"), picture_road },
	{ STR_INIT("night"), picture_night },
};

struct str
image_draw_mime(void)
{
	return STR("image/jpeg");
}

enum err
image_draw(const struct draw_order *order, struct buf *out)
{
	struct pixels px = { .width = order->width, .height = order->height,
		             .channels = 3 };
	struct canvas c;
	size_t which = 0;
	enum err e;

	if (px.width < DRAW_SIDE_MIN || px.height < DRAW_SIDE_MIN ||
	    px.width > DRAW_SIDE_MAX || px.height > DRAW_SIDE_MAX)
		return ERR_LIMIT;
	for (size_t i = 0; i < COUNT(pictures); i++)
		if (str_eq(pictures[i].kind, order->kind))
			which = i;
	canvas_init(&c, (int)px.width, (int)px.height,
	            str_hash_seed(order->kind, order->seed));
	pictures[which].draw(&c);
	px.p = xmalloc((size_t)px.width * px.height * 3);
	canvas_finish(&c, px.p);
	canvas_release(&c);
	e = jpeg_write(&px, QUALITY, false, out);
	free(px.p);
	return e;
}
