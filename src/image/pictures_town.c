#include "image/pictures.h"

#include <math.h>

#include "base/err.h"

/*
 * What people built: a town by day and by night, a stadium.
 */
struct skyline {
	float base;        /* y of the ground */
	float low, high;   /* of the houses */
	float narrow, wide;
	struct color wall, shade;
	float lit;         /* part of the windows that are lit; < 0: none */
	struct color lamp, pane;
};

static void
windows(struct canvas *c, const struct skyline *s, struct box house)
{
	float u = c->unit;
	float step_x = canvas_random(c, 11, 16) * u;
	float step_y = canvas_random(c, 15, 21) * u;
	struct box w = { 0, 0, step_x * 0.45f, step_y * 0.5f };

	for (w.y = house.y + 9 * u; w.y + step_y < house.y + house.h;
	     w.y += step_y)
		for (w.x = house.x + 5 * u; w.x + w.w < house.x + house.w -
		     4 * u; w.x += step_x) {
			bool lit = canvas_random(c, 0, 1) < s->lit;

			canvas_box(c, w, lit ? s->lamp : s->pane,
			           lit ? canvas_random(c, 0.6f, 1) : 0.55f);
		}
}

/* A square tower with a lantern, as the mosques of the west have them. */
static void
minaret(struct canvas *c, const struct skyline *s, float x, float tall)
{
	float u = c->unit;
	float w = tall * 0.17f;
	float top = s->base - tall;
	struct color k = color_mix(s->wall, color_hex(0xC89B6C), 0.35f);

	canvas_box(c, (struct box){ x - w / 2, top, w, tall }, k, 1);
	canvas_box(c, (struct box){ x, top, w / 2, tall }, s->shade, 0.25f);
	for (int i = 0; i < 4; i++)
		canvas_box(c, (struct box){ x - w / 2 + (float)i * w / 3.55f,
		           top - 5 * u, w * 0.15f, 5 * u }, k, 1);
	canvas_box(c, (struct box){ x - w / 4, top - tall * 0.16f, w / 2,
	           tall * 0.16f }, k, 1);
	canvas_disc(c, &(struct disc){ { x, top - tall * 0.16f }, w * 0.24f,
	            w * 0.28f, k, 1, 0 });
	canvas_line(c, &(struct stroke){ { x, top - tall * 0.18f },
	            { x, top - tall * 0.27f }, 1.5f * u, k, 1 });
	for (int i = 0; i < 3; i++)
		canvas_box(c, (struct box){ x - w * 0.12f,
		           top + tall * (0.1f + 0.2f * (float)i), w * 0.24f,
		           tall * 0.1f }, s->lit > 0 ? s->lamp : s->shade,
		           0.7f);
}

static void
roof(struct canvas *c, const struct skyline *s, struct box b)
{
	float u = c->unit;
	int what = canvas_pick(c, 0, 4);

	if (what == 0) /* a water tank */
		canvas_box(c, (struct box){ b.x + b.w * 0.2f, b.y - 8 * u,
		           b.w * 0.3f, 8 * u }, s->wall, 1);
	else if (what == 1)
		canvas_line(c, &(struct stroke){ { b.x + b.w * 0.7f, b.y },
		            { b.x + b.w * 0.7f, b.y - 20 * u }, 1.6f * u,
		            s->shade, 0.9f });
	else if (what == 2)
		canvas_disc(c, &(struct disc){ { b.x + b.w / 2, b.y },
		            b.w * 0.3f, b.w * 0.26f, s->wall, 1, 0 });
}

static void
skyline_draw(struct canvas *c, const struct skyline *s)
{
	float u = c->unit;
	float x = -20 * u;

	while (x < (float)c->w) {
		struct box b = { x, 0, canvas_random(c, s->narrow, s->wide) *
			         u, canvas_random(c, s->low, s->high) * u };
		float tint = canvas_random(c, -0.12f, 0.12f);
		struct color k = color_mix(s->wall, tint > 0
		        ? (struct color){ 1, 0.95f, 0.88f } : s->shade,
		        fabsf(tint) * 2);

		b.y = s->base - b.h;
		roof(c, s, b);
		canvas_box(c, (struct box){ b.x, b.y, b.w, b.h + 200 * u }, k,
		           1);
		canvas_box(c, (struct box){ b.x + b.w * 0.72f, b.y,
		           b.w * 0.28f, b.h }, s->shade, 0.28f);
		if (s->lit >= 0)
			windows(c, s, b);
		x += b.w + (canvas_pick(c, 0, 3) == 0 ? 6 * u : 0);
	}
}

static void
palm(struct canvas *c, struct point foot, float size, struct color k)
{
	struct point crown = { foot.x + size * 0.06f, foot.y - size };

	canvas_line(c, &(struct stroke){ foot, crown, size * 0.06f,
	            color_mix(k, color_hex(0x6A4B33), 0.6f), 1 });
	for (int i = 0; i < 9; i++) {
		float a = 3.14159f * (1.05f + 0.9f * (float)i / 8);
		struct point mid = { crown.x + cosf(a) * size * 0.24f,
			             crown.y + sinf(a) * size * 0.16f };
		struct point tip = { crown.x + cosf(a) * size * 0.42f,
			             mid.y + size * 0.16f };

		canvas_line(c, &(struct stroke){ crown, mid, size * 0.05f, k,
		            1 });
		canvas_line(c, &(struct stroke){ mid, tip, size * 0.035f, k,
		            1 });
	}
}

void
picture_city(struct canvas *c)
{
	static const uint32_t walls[] = { 0xE8DCC8, 0xD9B48F, 0xCF9A7C,
		                          0xE9E6DF };
	const struct mood *m = picture_mood(c);
	struct color wall = color_hex(walls[canvas_pick(c, 0, 3)]);
	struct color air = color_hex(m->sky_low);
	float h = (float)c->h;
	float u = c->unit;
	struct skyline s = { .base = h * 0.8f, .lit = -1,
		             .lamp = color_hex(0xFFE1A0) };

	(void)picture_sky(c, m, h * 0.75f, canvas_random(c, 0.25f, 0.5f));
	for (int i = 0; i < 3; i++) {
		float t = (float)i / 2;

		s.base = h * (0.76f + 0.08f * (float)i);
		s.low = 90 - 20 * t;
		s.high = 270 - 110 * t;
		s.narrow = 34 + 26 * t;
		s.wide = 62 + 60 * t;
		s.wall = color_mix(air, wall, 0.35f + 0.65f * t);
		s.shade = color_mix(color_hex(m->far_land),
		                    color_hex(0x4A3B3A), t);
		s.pane = color_mix(s.shade, color_hex(0x2B3A4A), t);
		s.lit = i == 0 ? -1 : 0.06f;
		skyline_draw(c, &s);
		if (i == 1)
			minaret(c, &s, canvas_random(c, 0.2f, 0.8f) *
			        (float)c->w, 270 * u);
	}
	canvas_band(c, &(struct band){ h * 0.92f, h, color_hex(0x6F6A66),
	                               color_hex(0x4D4A4A) });
	canvas_box(c, (struct box){ 0, h * 0.915f, (float)c->w, 6 * u },
	           color_hex(0xBDB3A4), 1);
	for (int i = 0; i < 7; i++)
		palm(c, (struct point){ ((float)i + canvas_random(c, 0.2f,
		     0.8f)) * (float)c->w / 7, h * 0.925f },
		     canvas_random(c, 74, 112) * u, color_hex(0x4B6B3C));
}

static void
stars(struct canvas *c, float depth)
{
	for (int i = 0; i < 240; i++) {
		float x = canvas_random(c, 0, (float)c->w);
		float y = canvas_random(c, 0, 1);
		float r = canvas_random(c, 0.5f, 1.4f) * c->unit;

		y = y * y * depth;
		canvas_disc(c, &(struct disc){ { x, y }, r, r,
		            { 1, 0.98f, 0.92f }, canvas_random(c, 0.3f, 1),
		            0 });
	}
}

static void
moon(struct canvas *c)
{
	float u = c->unit;
	struct point at = { canvas_random(c, 0.12f, 0.88f) * (float)c->w,
		            canvas_random(c, 0.14f, 0.3f) * (float)c->h };
	struct color k = color_hex(0xFBF3D9);
	float r = canvas_random(c, 24, 40) * u;

	canvas_glow(c, &(struct disc){ at, r * 7, r * 7, k, 0.45f, 0 });
	canvas_disc(c, &(struct disc){ at, r, r, k, 1, 0 });
	for (int i = 0; i < 4; i++) { /* its seas */
		struct point sea = { at.x + canvas_random(c, -0.5f, 0.4f) * r,
			             at.y + canvas_random(c, -0.5f, 0.4f) * r };
		float size = canvas_random(c, 0.12f, 0.28f) * r;

		canvas_disc(c, &(struct disc){ sea, size, size * 0.8f,
		            color_hex(0xD9CDAE), 0.6f, 0 });
	}
}

/* The town upside down in still water. */
static void
mirror(struct canvas *c, float line, struct color water)
{
	uint32_t seed = (uint32_t)rng_next(&c->rng);

	for (int y = (int)line; y < c->h; y++) {
		float d = (float)y - line;
		int from = (int)(line - d * 1.5f);

		for (int x = 0; x < c->w; x++) {
			float n = noise_at((float)x / 50, d / 2.2f, seed) -
			          0.5f;
			int sx = x + (int)(n * (4 + d * 0.16f));
			struct color k = water;

			if (sx < 0)
				sx = 0;
			if (sx >= c->w)
				sx = c->w - 1;
			if (from >= 0)
				k = c->px[(size_t)from * (size_t)c->w +
				          (size_t)sx];
			canvas_put(c, x, y,
			           color_mix(k, water, 0.34f + 0.5f * d /
			                     ((float)c->h - line) + n * 0.2f),
			           1);
		}
	}
}

void
picture_night(struct canvas *c)
{
	static const uint32_t skies[][3] = {
		{ 0x0B1430, 0x2A3A6E, 0x7A5E86 },
		{ 0x0A1A2F, 0x1F3F62, 0x4F7E90 },
		{ 0x140F2B, 0x3E2A5C, 0xA5627A },
	};
	const uint32_t *sky = skies[canvas_pick(c, 0, 2)];
	float h = (float)c->h;
	float line = h * canvas_random(c, 0.7f, 0.76f);
	struct skyline s = { .lamp = color_hex(0xFFCF7A) };

	canvas_band(c, &(struct band){ 0, h * 0.45f, color_hex(sky[0]),
	                               color_hex(sky[1]) });
	canvas_band(c, &(struct band){ h * 0.45f, h, color_hex(sky[1]),
	                               color_hex(sky[2]) });
	stars(c, h * 0.6f);
	moon(c);
	for (int i = 0; i < 3; i++) {
		float t = (float)i / 2;

		s.base = line;
		s.low = 110 - 60 * t;
		s.high = 250 - 110 * t;
		s.narrow = 30 + 16 * t;
		s.wide = 56 + 40 * t;
		s.wall = color_mix(color_mix(color_hex(sky[1]),
		                             color_hex(sky[2]), 0.4f),
		                   color_hex(0x0B0F1E), 0.3f + 0.35f * t);
		s.shade = color_hex(0x080B16);
		s.pane = color_mix(s.wall, s.shade, 0.5f);
		s.lit = i == 0 ? 0.16f : 0.34f;
		skyline_draw(c, &s);
		if (i == 1)
			minaret(c, &s, canvas_random(c, 0.2f, 0.8f) *
			        (float)c->w, 230 * c->unit);
	}
	mirror(c, line, color_hex(sky[0]));
}

/* People on the stands: small dots in two clubs' colours. */
static void
crowd(struct canvas *c, float y0, float y1, const uint32_t *club)
{
	float u = c->unit;
	float row = y0;

	while (row < y1) {
		float t = (row - y0) / (y1 - y0);
		float r = (1.5f + 1.3f * t) * u;

		for (float x = canvas_random(c, 0, 4) * u; x < (float)c->w;
		     x += r * 2.6f) {
			float bow = (x / (float)c->w - 0.5f) * 2;
			float y = row - 26 * u * bow * bow;
			int who = canvas_pick(c, 0, 9);
			struct color k = color_hex(club[who % 4]);

			if (canvas_pick(c, 0, 7) == 0)
				continue;
			canvas_box(c, (struct box){ x - r, y - r, r * 2,
			           r * 1.9f }, k, 0.75f);
		}
		row += r * 2.7f;
	}
}

static void
floodlight(struct canvas *c, float x, float y)
{
	float u = c->unit;
	struct color pole = color_hex(0x39424E);

	canvas_line(c, &(struct stroke){ { x, y }, { x, y + 190 * u }, 5 * u,
	            pole, 1 });
	canvas_glow(c, &(struct disc){ { x, y }, 190 * u, 150 * u,
	            { 1, 1, 0.94f }, 0.8f, 0 });
	for (int i = 0; i < 12; i++)
		canvas_disc(c, &(struct disc){ { x + ((float)(i % 4) - 1.5f) *
		            12 * u, y + ((float)(i / 4) - 1) * 11 * u },
		            4.6f * u, 4.6f * u, { 1, 1, 0.96f }, 1, 0 });
}

/*
 * A point of the pitch (0 to 1 across, 0 far to 1 near) on the canvas.
 * eye: the middle of its far side.
 */
static struct point
pitch(const struct canvas *c, struct point eye, float u, float v)
{
	float w = (float)c->w;
	float h = (float)c->h;
	float depth = v * v * 0.55f + v * 0.45f;
	float half = w * (0.34f + 0.42f * depth);

	return (struct point){ eye.x + (u - 0.5f) * 2 * half,
		               eye.y + (h * 1.04f - eye.y) * depth };
}

static void
pitch_line(struct canvas *c, struct point eye, struct point a, struct point b)
{
	const int parts = 12;
	struct point from = pitch(c, eye, a.x, a.y);

	for (int i = 1; i <= parts; i++) {
		float t = (float)i / (float)parts;
		struct point to = pitch(c, eye, a.x + (b.x - a.x) * t,
		                        a.y + (b.y - a.y) * t);

		canvas_line(c, &(struct stroke){ from, to, 2.6f * c->unit,
		            { 0.96f, 0.98f, 0.94f }, 0.9f });
		from = to;
	}
}

static void
pitch_marks(struct canvas *c, struct point eye)
{
	static const float lines[][4] = {
		{ 0.06f, 0.05f, 0.94f, 0.05f }, { 0.06f, 0.05f, 0.06f, 0.97f },
		{ 0.94f, 0.05f, 0.94f, 0.97f }, { 0.5f, 0.05f, 0.5f, 1 },
		{ 0.06f, 0.25f, 0.2f, 0.25f },  { 0.2f, 0.25f, 0.2f, 0.75f },
		{ 0.06f, 0.75f, 0.2f, 0.75f },  { 0.94f, 0.25f, 0.8f, 0.25f },
		{ 0.8f, 0.25f, 0.8f, 0.75f },   { 0.94f, 0.75f, 0.8f, 0.75f },
	};
	struct point before = { 0.59f, 0.5f };

	for (size_t i = 0; i < COUNT(lines); i++)
		pitch_line(c, eye, (struct point){ lines[i][0], lines[i][1] },
		           (struct point){ lines[i][2], lines[i][3] });
	for (int i = 1; i <= 32; i++) {
		float a = 6.28319f * (float)i / 32;
		struct point to = { 0.5f + 0.09f * cosf(a),
			            0.5f + 0.17f * sinf(a) };
		struct stroke s = { pitch(c, eye, before.x, before.y),
			            pitch(c, eye, to.x, to.y), 2.6f * c->unit,
			            { 0.96f, 0.98f, 0.94f }, 0.9f };

		canvas_line(c, &s);
		before = to;
	}
}

static void
players(struct canvas *c, struct point eye, const uint32_t *club)
{
	float u = c->unit;

	for (int i = 0; i < 13; i++) {
		float v = canvas_random(c, 0.1f, 0.85f);
		struct point at = pitch(c, eye, canvas_random(c, 0.1f, 0.9f),
		                        v);
		float s = (7 + 13 * v) * u;
		struct color shirt = color_hex(club[i % 2]);

		canvas_disc(c, &(struct disc){ { at.x + s * 0.6f, at.y },
		            s * 0.9f, s * 0.16f, { 0, 0, 0 }, 0.3f, 0 });
		canvas_box(c, (struct box){ at.x - s * 0.24f, at.y - s * 0.7f,
		           s * 0.18f, s * 0.7f }, color_hex(0x2A2422), 1);
		canvas_box(c, (struct box){ at.x + s * 0.06f, at.y - s * 0.7f,
		           s * 0.18f, s * 0.7f }, color_hex(0x2A2422), 1);
		canvas_box(c, (struct box){ at.x - s * 0.3f, at.y - s * 1.4f,
		           s * 0.6f, s * 0.75f }, shirt, 1);
		canvas_disc(c, &(struct disc){ { at.x, at.y - s * 1.62f },
		            s * 0.2f, s * 0.24f, color_hex(0x8A5B3F), 1, 0 });
	}
}

void
picture_stadium(struct canvas *c)
{
	static const uint32_t clubs[][4] = {
		{ 0xC9302C, 0xF2F2F2, 0x7A1E1B, 0xE8D9C5 },
		{ 0x1E6E45, 0xF5F5F0, 0x143F2B, 0xD8C3A5 },
		{ 0x1C4E9C, 0xF4C430, 0x14305E, 0xE6E6E6 },
		{ 0xE07B1F, 0x22252B, 0xA9540F, 0xE9DFD0 },
	};
	static const uint32_t skies[][2] = { { 0x10203F, 0x54709C },
		{ 0x2C3E66, 0xE0A27A }, { 0x3E78B5, 0xC6DFEE } };
	const uint32_t *club = clubs[canvas_pick(c, 0, 3)];
	const uint32_t *sky = skies[canvas_pick(c, 0, 2)];
	float h = (float)c->h;
	float w = (float)c->w;
	float u = c->unit;
	float top = h * canvas_random(c, 0.4f, 0.56f);
	float roof = h * canvas_random(c, 0.16f, 0.26f);
	struct point eye = { w * canvas_random(c, 0.3f, 0.7f), top };

	canvas_band(c, &(struct band){ 0, h * 0.4f, color_hex(sky[0]),
	                               color_hex(sky[1]) });
	floodlight(c, w * canvas_random(c, 0.08f, 0.3f), roof - 58 * u);
	floodlight(c, w * canvas_random(c, 0.7f, 0.92f), roof - 58 * u);
	for (int x = 0; x < c->w; x++) { /* the stand, bowed */
		float bow = ((float)x / w - 0.5f) * 2;
		float y = roof - 26 * u * bow * bow;

		canvas_box(c, (struct box){ (float)x - 0.5f, y, 1, top - y },
		           color_hex(0x2A303B), 1);
		canvas_box(c, (struct box){ (float)x - 0.5f, y - 14 * u, 1,
		           14 * u }, color_hex(0xD5DAE0), 1);
	}
	crowd(c, roof + 16 * u, top - 6 * u, club);
	canvas_box(c, (struct box){ 0, top - 24 * u, w, 24 * u },
	           color_hex(club[2]), 1);
	for (int i = 0; i < 8; i++)
		canvas_box(c, (struct box){ (float)i * w / 8 + 8 * u,
		           top - 20 * u, w / 8 - 16 * u, 16 * u },
		           color_hex(club[i % 2]), 0.9f);
	canvas_band(c, &(struct band){ top, h, color_hex(0x3F8F45),
	                               color_hex(0x2B7A38) });
	for (int i = 0; i < 12; i += 2) {
		struct point quad[4] = {
			pitch(c, eye, (float)i / 12, 0),
			pitch(c, eye, (float)(i + 1) / 12, 0),
			pitch(c, eye, (float)(i + 1) / 12, 1),
			pitch(c, eye, (float)i / 12, 1),
		};

		canvas_polygon(c, quad, 4, color_hex(0x57AB57), 0.5f);
	}
	pitch_marks(c, eye);
	players(c, eye, club);
}
