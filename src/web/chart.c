#include "web/chart.h"

#define WIDTH 480u
#define HEIGHT 64u
#define GAP 3u
#define CHART_MAX_BYTES (16u << 10)

static void
put_bar(struct buf *o, const char *name, unsigned x, unsigned y,
        unsigned height)
{
	if (height > 0)
		buf_printf(o, "<rect class=\"%s\" x=\"%u\" y=\"%u\" "
		              "width=\"%u\" height=\"%u\"/>",
		           name, x, y, WIDTH / CHART_BARS - GAP, height);
}

struct safe_html
chart_bars(struct arena *mem, const struct chart_bar bars[CHART_BARS],
           bool mirrored, struct str title)
{
	struct buf o = BUF_INIT(CHART_MAX_BYTES);
	struct safe_html out;
	unsigned most = 1;

	for (unsigned i = 0; i < CHART_BARS; i++)
		if (bars[i].own + bars[i].copies > most)
			most = bars[i].own + bars[i].copies;
	buf_printf(&o, "<svg class=\"chart\" viewBox=\"0 0 %u %u\" "
	               "role=\"img\"><title>", WIDTH, HEIGHT);
	escape_put_text(&o, title);
	buf_put(&o, STR("</title>"));
	for (unsigned i = 0; i < CHART_BARS; i++) {
		unsigned at = mirrored ? CHART_BARS - 1 - i : i;
		unsigned x = at * (WIDTH / CHART_BARS);
		unsigned own = bars[i].own * HEIGHT / most;
		unsigned all = (bars[i].own + bars[i].copies) * HEIGHT / most;

		put_bar(&o, "own", x, HEIGHT - own, own);
		put_bar(&o, "copy", x, HEIGHT - all, all - own);
	}
	buf_put(&o, STR("</svg>"));
	out.html = o.err == ERR_OK ? buf_copy(mem, &o) : STR_EMPTY;
	buf_release(&o);
	return out;
}
