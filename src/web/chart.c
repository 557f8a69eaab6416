#include "web/chart.h"

/* Stretched by the style sheet: units, not pixels. */
#define SLOT 20u
#define BAR 17u
#define WIDTH (SLOT * CHART_BARS)
#define HEIGHT 1000u
#define LEAST 40u /* of a bar, to be seen */
#define CHART_MAX_BYTES (64u << 10)

struct str
chart_class(enum chart_part part)
{
	static const struct str names[CHART__COUNT] = {
		[CHART_AR] = STR_INIT("part-ar"),
		[CHART_FR] = STR_INIT("part-fr"),
		[CHART_EN] = STR_INIT("part-en"),
		[CHART_OTHER] = STR_INIT("part-other"),
		[CHART_COPY] = STR_INIT("part-copy"),
	};

	return names[part];
}

static unsigned
sum(const struct chart_bar *b)
{
	unsigned n = 0;

	for (size_t i = 0; i < CHART__COUNT; i++)
		n += b->n[i];
	return n;
}

/* A bar from the ground up, with what is said of it. */
static void
put_bar(struct buf *o, const struct chart_bar *b, unsigned x, unsigned most)
{
	unsigned from = 0, height = sum(b) * HEIGHT / most;
	unsigned count = 0, all = sum(b);

	if (all == 0)
		return;
	if (height < LEAST)
		height = LEAST;
	buf_put(o, STR("<g><title>"));
	escape_put_text(o, b->said);
	buf_put(o, STR("</title>"));
	for (size_t i = 0; i < CHART__COUNT; i++) {
		unsigned to;

		if (b->n[i] == 0)
			continue;
		count += b->n[i];
		to = count * height / all;
		buf_printf(o, "<rect class=\"%.*s\" x=\"%u\" y=\"%u\" "
		              "width=\"%u\" height=\"%u\"/>",
		           STR_ARG(chart_class((enum chart_part)i)), x,
		           HEIGHT - to, BAR, to - from);
		from = to;
	}
	buf_put(o, STR("</g>"));
}

struct safe_html
chart_draw(struct arena *mem, const struct chart *c)
{
	struct buf o = BUF_INIT(CHART_MAX_BYTES);
	struct safe_html out = { STR_EMPTY };
	unsigned most = 1;

	for (size_t i = 0; i < CHART_BARS; i++)
		if (sum(&c->bar[i]) > most)
			most = sum(&c->bar[i]);
	buf_printf(&o, "<svg class=\"chart\" viewBox=\"0 0 %u %u\" "
	               "preserveAspectRatio=\"none\" role=\"img\" "
	               "aria-labelledby=\"chart-title chart-desc\">"
	               "<title id=\"chart-title\">", WIDTH, HEIGHT);
	escape_put_text(&o, c->title);
	buf_put(&o, STR("</title><desc id=\"chart-desc\">"));
	escape_put_text(&o, c->description);
	buf_put(&o, STR("</desc>"));
	for (unsigned i = 0; i < CHART_BARS; i++) {
		unsigned at = c->mirrored ? CHART_BARS - 1 - i : i;

		put_bar(&o, &c->bar[i], at * SLOT + (SLOT - BAR) / 2, most);
	}
	buf_put(&o, STR("</svg>"));
	if (o.err == ERR_OK)
		out.html = buf_copy(mem, &o);
	buf_release(&o);
	return out;
}
