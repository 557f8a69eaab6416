#include "image/pictures.h"

#include <math.h>

#include "base/err.h"

/*
 * Still lifes: figures of the economy, books.
 */
#define POINTS 12

struct chart {
	uint32_t paper, ink, grid, bars, line, accent;
};

static void
chart_frame(struct canvas *c, const struct chart *k, struct box in)
{
	float u = c->unit;

	canvas_band(c, &(struct band){ 0, (float)c->h,
	            color_hex(k->paper),
	            color_mix(color_hex(k->paper), color_hex(k->ink),
	                      0.1f) });
	for (int i = 0; i <= 5; i++) {
		float y = in.y + in.h * (float)i / 5;

		canvas_box(c, (struct box){ in.x, y, in.w, 1.6f * u },
		           color_hex(k->grid), i == 5 ? 1 : 0.55f);
		canvas_box(c, (struct box){ in.x - 44 * u, y - 3 * u,
		           canvas_random(c, 16, 30) * u, 6 * u },
		           color_hex(k->grid), 0.9f);
	}
	canvas_box(c, (struct box){ in.x, in.y - 62 * u, 260 * u, 15 * u },
	           color_hex(k->ink), 0.8f);
	canvas_box(c, (struct box){ in.x, in.y - 36 * u, 170 * u, 8 * u },
	           color_hex(k->ink), 0.35f);
}

/* The area under a line of values, then the line and its points. */
static void
chart_line(struct canvas *c, const struct chart *k, struct box in,
           const float *v)
{
	float u = c->unit;
	struct color line = color_hex(k->line);
	struct point p[POINTS];

	for (int i = 0; i < POINTS; i++)
		p[i] = (struct point){ in.x + in.w * ((float)i + 0.5f) /
			               POINTS, in.y + in.h * (1 - v[i]) };
	for (int x = (int)p[0].x; x < (int)p[POINTS - 1].x; x++) {
		float at = ((float)x - in.x) / in.w * POINTS - 0.5f;
		int i = (int)at;
		float y = p[i].y + (p[i + 1].y - p[i].y) * (at - (float)i);
		int bottom = (int)(in.y + in.h);

		for (int row = (int)y; row < bottom; row++)
			canvas_put(c, x, row, line, 0.3f *
			           (1 - ((float)row - in.y) / in.h));
	}
	for (int i = 0; i + 1 < POINTS; i++)
		canvas_line(c, &(struct stroke){ p[i], p[i + 1], 5 * u, line,
		            1 });
	for (int i = 0; i < POINTS; i++) {
		canvas_disc(c, &(struct disc){ p[i], 8 * u, 8 * u,
		            color_hex(k->paper), 1, 0 });
		canvas_disc(c, &(struct disc){ p[i], 5.5f * u, 5.5f * u, line,
		            1, 0 });
	}
}

static void
chart_bars(struct canvas *c, const struct chart *k, struct box in,
           const float *v)
{
	float step = in.w / POINTS;

	for (int i = 0; i < POINTS; i++) {
		float h = in.h * v[i] * 0.72f;
		struct box b = { in.x + step * ((float)i + 0.2f),
			         in.y + in.h - h, step * 0.6f, h };
		bool last = i == POINTS - 1;

		canvas_box(c, b, color_hex(last ? k->accent : k->bars),
		           0.92f);
		canvas_box(c, (struct box){ b.x, b.y, b.w * 0.5f, b.h },
		           (struct color){ 1, 1, 1 }, 0.08f);
		canvas_box(c, (struct box){ b.x + b.w * 0.2f, in.y + in.h +
		           12 * c->unit, b.w * 0.6f, 6 * c->unit },
		           color_hex(k->grid), 0.9f);
	}
}

/* A ring cut into shares, in the corner. */
static void
chart_ring(struct canvas *c, const struct chart *k, struct point at, float r)
{
	const uint32_t parts[] = { k->line, k->bars, k->accent, k->grid };
	float edge[5] = { 0, canvas_random(c, 0.3f, 0.45f),
		          canvas_random(c, 0.55f, 0.7f),
		          canvas_random(c, 0.78f, 0.88f), 1 };

	for (int y = (int)(at.y - r); y <= (int)(at.y + r); y++)
		for (int x = (int)(at.x - r); x <= (int)(at.x + r); x++) {
			float dx = (float)x - at.x;
			float dy = (float)y - at.y;
			float d = sqrtf(dx * dx + dy * dy);
			float turn = atan2f(dy, dx) / 6.28319f + 0.5f;
			float alpha = fminf(r - d, d - r * 0.58f) + 0.5f;
			int i = 0;

			while (i < 3 && turn > edge[i + 1])
				i++;
			canvas_put(c, x, y, color_hex(parts[i]),
			           alpha > 1 ? 1 : alpha);
		}
}

void
picture_chart(struct canvas *c)
{
	static const struct chart charts[] = {
		{ 0xF6F3EC, 0x2C3440, 0xC4BFB3, 0x8FB7B0, 0x20706A, 0xD9803F },
		{ 0x14222F, 0xE8EEF2, 0x3B4E5E, 0x37627E, 0x58C7C0, 0xF2B84B },
		{ 0xEEF3F8, 0x23374D, 0xB9C7D4, 0x9DB9D6, 0x1F5C9A, 0xC8463C },
		{ 0x221F2E, 0xF1ECE6, 0x4B465E, 0x6A5B8F, 0xF0A36B, 0x7AD0A3 },
	};
	const struct chart *k = &charts[canvas_pick(c, 0, 3)];
	float u = c->unit;
	struct box in = { 110 * u, 120 * u, 740 * u, 320 * u };
	float v[POINTS], bars[POINTS];
	float trend = canvas_random(c, -0.03f, 0.06f);
	float at = trend > 0 ? 0.28f : 0.75f;

	for (int i = 0; i < POINTS; i++) {
		at += trend + canvas_random(c, -0.08f, 0.08f);
		at = fminf(fmaxf(at, 0.12f), 0.94f);
		v[i] = at;
		bars[i] = fminf(fmaxf(at + canvas_random(c, -0.2f, 0.1f),
		                      0.1f), 0.9f);
	}
	chart_frame(c, k, in);
	if (canvas_pick(c, 0, 2) > 0)
		chart_bars(c, k, in, bars);
	chart_line(c, k, in, v);
	chart_ring(c, k, (struct point){ in.x + in.w - 20 * u,
	           in.y - 20 * u }, 62 * u);
}

/* Light from a lamp at the upper edge on a wall and a desk. */
static void
room(struct canvas *c, float desk, const uint32_t *k)
{
	float w = (float)c->w;
	float h = (float)c->h;
	uint32_t seed = (uint32_t)rng_next(&c->rng);

	canvas_band(c, &(struct band){ 0, desk, color_hex(k[0]),
	                               color_hex(k[1]) });
	canvas_band(c, &(struct band){ desk, h, color_hex(k[2]),
	                               color_hex(k[3]) });
	for (int y = (int)desk; y < c->h; y++)
		for (int x = 0; x < c->w; x++) { /* the grain of wood */
			float n = noise_at((float)x / 130 +
			                   noise_at((float)x / 90,
			                            (float)y / 40, seed),
			                   (float)y / 3.5f, seed + 1) - 0.5f;

			canvas_put(c, x, y, (struct color){ 0 },
			           fabsf(n) * 0.3f);
		}
	canvas_glow(c, &(struct disc){ { w * canvas_random(c, 0.25f, 0.75f),
	            h * 0.2f }, w * 0.6f, h * 0.9f, { 1, 0.9f, 0.7f }, 0.6f,
	            0 });
}

static const uint32_t covers[] = { 0x8C2F39, 0x2E5E4E, 0x274C77, 0xC08A3E,
	0x5B3A6B, 0x3D3D3D, 0xA44A3F, 0x4F772D };

static void
stack(struct canvas *c, float x, float base, int n)
{
	float u = c->unit;

	for (int i = 0; i < n; i++) {
		float thick = canvas_random(c, 24, 42) * u;
		float wide = canvas_random(c, 190, 260) * u;
		struct box b = { x - wide / 2 + canvas_random(c, -14, 14) * u,
			         base - thick, wide, thick };
		struct color k = color_hex(covers[canvas_pick(c, 0, 7)]);

		canvas_box(c, b, k, 1);
		canvas_box(c, (struct box){ b.x, b.y, b.w, thick * 0.22f },
		           (struct color){ 1, 1, 1 }, 0.14f);
		canvas_box(c, (struct box){ b.x, b.y + thick * 0.8f, b.w,
		           thick * 0.2f }, (struct color){ 0 }, 0.2f);
		canvas_box(c, (struct box){ b.x + b.w * 0.12f, b.y,
		           6 * u, thick }, color_hex(0xE7CF94), 0.85f);
		canvas_box(c, (struct box){ b.x + b.w * 0.84f, b.y,
		           6 * u, thick }, color_hex(0xE7CF94), 0.85f);
		canvas_box(c, (struct box){ b.x + b.w * 0.36f,
		           b.y + thick * 0.38f, b.w * 0.3f, thick * 0.24f },
		           color_hex(0xE7CF94), 0.7f);
		base -= thick;
	}
}

/* One page of an open book: side -1 left, 1 right. */
static void
page(struct canvas *c, struct point spine, float side, float size)
{
	float w = size * side;
	struct color paper = color_hex(side < 0 ? 0xF7F0DF : 0xF1E8D3);
	struct color ink = color_hex(0x5A5148);
	struct point p[4] = { spine, { spine.x + w, spine.y - size * 0.06f },
		{ spine.x + w * 1.1f, spine.y + size * 0.62f },
		{ spine.x, spine.y + size * 0.72f } };

	for (int i = 5; i >= 0; i--) { /* the leaves under it */
		struct point q[4];

		for (int j = 0; j < 4; j++)
			q[j] = (struct point){ p[j].x + side * (float)i * 2 *
				c->unit * (j == 1 || j == 2),
				p[j].y + (float)i * 2.4f * c->unit };
		canvas_polygon(c, q, 4, i % 2 == 0 ? paper
		               : color_mix(paper, ink, 0.3f), 1);
	}
	for (int i = 0; i < 11; i++) {
		float t = 0.1f + 0.075f * (float)i;
		float reach = i == 10 ? 0.55f : 0.9f;
		float y = spine.y + size * 0.7f * t;
		struct stroke s = { { spine.x + w * 0.1f, y },
			{ spine.x + w * reach * (1 + 0.1f * t),
			  y - size * 0.055f * reach }, 3.2f * c->unit, ink,
			0.5f };

		canvas_line(c, &s);
	}
	canvas_polygon(c, (struct point[]){ spine, { spine.x + w * 0.14f,
	               spine.y }, { spine.x + w * 0.14f, spine.y +
	               size * 0.7f }, { spine.x, spine.y + size * 0.72f } },
	               4, ink, 0.12f);
}

/* One book that stands on a shelf; returns its width. */
static float
standing(struct canvas *c, float x, float base, float tall)
{
	float u = c->unit;
	struct box b = { x, 0, canvas_random(c, 15, 44) * u,
		         tall * canvas_random(c, 0.62f, 0.95f) };
	struct color k = color_hex(covers[canvas_pick(c, 0,
	                                  (int)COUNT(covers) - 1)]);
	struct color gold = color_hex(0xE7CF94);

	k = color_mix(k, color_hex(0xF2E6CF), canvas_random(c, 0, 0.35f));
	b.y = base - b.h;
	canvas_box(c, b, k, 1);
	canvas_box(c, (struct box){ b.x, b.y, b.w * 0.22f, b.h },
	           (struct color){ 1, 1, 1 }, 0.13f);
	canvas_box(c, (struct box){ b.x + b.w * 0.8f, b.y, b.w * 0.2f, b.h },
	           (struct color){ 0, 0, 0 }, 0.25f);
	canvas_box(c, (struct box){ b.x, b.y + b.h * 0.1f, b.w, 3 * u }, gold,
	           0.8f);
	canvas_box(c, (struct box){ b.x, b.y + b.h * 0.86f, b.w, 3 * u },
	           gold, 0.8f);
	if (canvas_pick(c, 0, 2) > 0)
		canvas_box(c, (struct box){ b.x + b.w * 0.35f,
		           b.y + b.h * 0.2f, b.w * 0.3f, b.h * 0.4f }, gold,
		           0.55f);
	return b.w;
}

static void
shelves(struct canvas *c)
{
	static const uint32_t woods[][2] = { { 0x3A2416, 0x7A5030 },
		{ 0x2B2A28, 0x6A6259 }, { 0x4A3322, 0x9A6E43 } };
	const uint32_t *wood = woods[canvas_pick(c, 0, 2)];
	float u = c->unit;
	float h = (float)c->h;
	float row = h / 3;

	canvas_band(c, &(struct band){ 0, h, color_hex(wood[0]),
	            color_mix(color_hex(wood[0]), (struct color){ 0, 0, 0 },
	                      0.3f) });
	for (int i = 0; i < 3; i++) {
		float base = row * (float)(i + 1) - 16 * u;
		float x = -canvas_random(c, 0, 40) * u;

		while (x < (float)c->w) {
			x += standing(c, x, base, row - 20 * u) + u;
			if (canvas_pick(c, 0, 8) == 0)
				x += canvas_random(c, 30, 150) * u;
		}
		canvas_box(c, (struct box){ 0, base, (float)c->w, 16 * u },
		           color_hex(wood[1]), 1);
		canvas_box(c, (struct box){ 0, base + 16 * u, (float)c->w,
		           14 * u }, (struct color){ 0, 0, 0 }, 0.35f);
	}
	canvas_glow(c, &(struct disc){ { canvas_random(c, 0.2f, 0.8f) *
	            (float)c->w, h * 0.2f }, 560 * u, 460 * u,
	            { 1, 0.88f, 0.62f }, 0.4f, 0 });
}

void
picture_book(struct canvas *c)
{
	static const uint32_t rooms[][4] = {
		{ 0x3B4A54, 0x6B7B80, 0x8A5A35, 0x5E3A20 },
		{ 0x5A4636, 0x9A7B5A, 0x7A4A2B, 0x4A2C1A },
		{ 0x2E3B33, 0x66755F, 0x9B6B41, 0x6A4426 },
		{ 0x6E3F37, 0xB98A6E, 0x5B3B2A, 0x3B241A },
	};
	float w = (float)c->w;
	float h = (float)c->h;
	float u = c->unit;
	float desk = h * 0.58f;
	float side = canvas_pick(c, 0, 1) == 0 ? -1.0f : 1.0f;
	float size = canvas_random(c, 230, 320) * u;
	struct point spine = { w * (0.5f - canvas_random(c, 0.06f, 0.16f) *
	                            side), h * canvas_random(c, 0.42f, 0.54f) };
	int books = canvas_pick(c, 3, 8);

	if (canvas_pick(c, 0, 1) == 0) {
		shelves(c);
		return;
	}
	room(c, desk, rooms[canvas_pick(c, 0, 3)]);
	canvas_disc(c, &(struct disc){ { spine.x, spine.y + size * 0.72f },
	            size * 1.16f, 40 * u, { 0, 0, 0 }, 0.35f, 0 });
	stack(c, w * (0.5f + canvas_random(c, 0.26f, 0.36f) * side),
	      desk + 62 * u, books);
	page(c, spine, -1, size);
	page(c, spine, 1, size);
}
