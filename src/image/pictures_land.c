#include "image/pictures.h"

#include <math.h>

#include "base/err.h"

/*
 * Landscapes: sky, then what stands before it from far to near.
 */
static const struct mood moods[] = {
	{ 0x2F6FB0, 0x7DB4DC, 0xDCEBF2, 0xFFF6DC, 0x86A5BC, 0x3E5B46, 0x2E6F94,
	  0xFFFFFF, 0xC4D2DE }, /* clear noon */
	{ 0x34507F, 0xD98E6A, 0xF8D29B, 0xFFF0C4, 0x9A7A86, 0x3B3547, 0x5A6C8E,
	  0xFCE0C0, 0xB87F83 }, /* sunset */
	{ 0x6E8FB2, 0xEBC2B0, 0xFBE8CF, 0xFFF8E6, 0xA9AFC0, 0x57645B, 0x7A98A9,
	  0xFFF3E6, 0xC9B4B8 }, /* dawn */
	{ 0x5B7388, 0x93A6B3, 0xCBD3D6, 0xF2F2EA, 0x8796A1, 0x414E4B, 0x56707F,
	  0xDFE4E7, 0x8592A0 }, /* before rain */
	{ 0x1F5C8C, 0x59A5C4, 0xF1E4C3, 0xFFF3CF, 0x7E9AA6, 0x5A5F3A, 0x1E6B86,
	  0xFFFBF2, 0xB9C7CF }, /* warm afternoon */
};

const struct mood *
picture_mood(struct canvas *c)
{
	return &moods[canvas_pick(c, 0, (int)COUNT(moods) - 1)];
}

struct point
picture_sky(struct canvas *c, const struct mood *m, float horizon,
            float amount)
{
	struct point sun = { canvas_random(c, 0.15f, 0.85f) * (float)c->w,
		             horizon * canvas_random(c, 0.3f, 0.78f) };
	struct color k = color_hex(m->sun);
	float u = c->unit;
	float mid = horizon * 0.62f;

	canvas_band(c, &(struct band){ 0, mid, color_hex(m->sky_top),
	                               color_hex(m->sky_mid) });
	canvas_band(c, &(struct band){ mid, (float)c->h,
	                               color_hex(m->sky_mid),
	                               color_hex(m->sky_low) });
	canvas_glow(c, &(struct disc){ sun, 420 * u, 330 * u, k, 0.75f, 0 });
	canvas_disc(c, &(struct disc){ sun, 26 * u, 26 * u, k, 0.95f, 0 });
	if (amount > 0)
		canvas_clouds(c, &(struct clouds){
			.y0 = -0.35f * horizon, .y1 = horizon * 0.98f,
			.size = canvas_random(c, 190, 300) * u,
			.amount = amount, .light = color_hex(m->cloud),
			.shade = color_hex(m->cloud_shade), .alpha = 0.9f });
	return sun;
}

/* Hills between two heights, bluer the farther. */
static void
hills(struct canvas *c, const struct mood *m, float y0, float y1, int n)
{
	float u = c->unit;

	for (int i = 0; i < n; i++) {
		float t = n > 1 ? (float)i / (float)(n - 1) : 1;
		struct color k = color_mix(color_hex(m->far_land),
		                           color_hex(m->near_land), t);
		struct ridge r = {
			.y = y0 + (y1 - y0) * t,
			.rise = (90 + 40 * t) * u,
			.length = (230 + 190 * t) * u,
			.octaves = 4,
			.top = k,
			.bottom = color_mix(k, color_hex(m->sky_low), 0.35f),
			.depth = 150 * u,
			.roughness = 0.08f + 0.1f * t,
			.stop = y1 + 60 * u,
			.seed = (uint32_t)rng_next(&c->rng),
		};

		canvas_ridge(c, &r);
	}
}

/* Short bright strokes on the water, thickest under the sun. */
static void
glitter(struct canvas *c, const struct mood *m, float horizon, float sun_x)
{
	struct color k = color_hex(m->sun);
	uint32_t seed = (uint32_t)rng_next(&c->rng);

	for (int y = (int)horizon + 1; y < c->h; y++) {
		float t = ((float)y - horizon) / ((float)c->h - horizon);
		float reach = (26 + 150 * t) * c->unit;
		float step = 5 + 34 * t;

		for (int x = 0; x < c->w; x++) {
			float d = ((float)x - sun_x) / reach;
			float n = noise_at((float)x / step,
			                   60 * sqrtf(t), seed);
			float lit = expf(-d * d) * 0.75f + 0.07f;

			if (n > 0.52f)
				canvas_put(c, x, y, k,
				           (n - 0.52f) * 3.2f * lit);
			else if (n < 0.4f)
				canvas_put(c, x, y, (struct color){ 0 },
				           (0.4f - n) * 0.3f);
		}
	}
}

static void
boat(struct canvas *c, struct point at, float size, struct color sail)
{
	const struct color hull = { 0.16f, 0.14f, 0.18f };
	float x = at.x;
	float y = at.y;
	float s = size;

	canvas_polygon(c, (struct point[]){ { x - s, y - 0.22f * s },
	               { x + s, y - 0.22f * s },
	               { x + 0.7f * s, y + 0.12f * s },
	               { x - 0.75f * s, y + 0.12f * s } }, 4, hull, 1);
	canvas_polygon(c, (struct point[]){ { x + 0.05f * s, y - 2.4f * s },
	               { x + 0.05f * s, y - 0.35f * s },
	               { x + 0.95f * s, y - 0.35f * s } }, 3, sail, 0.97f);
	canvas_polygon(c, (struct point[]){ { x - 0.05f * s, y - 2.1f * s },
	               { x - 0.05f * s, y - 0.35f * s },
	               { x - 0.7f * s, y - 0.35f * s } }, 3,
	               color_mix(sail, hull, 0.18f), 0.97f);
	canvas_disc(c, &(struct disc){ { x, y + 0.3f * s }, s, 0.12f * s,
	                               hull, 0.3f, 0 });
}

void
picture_sea(struct canvas *c)
{
	const struct mood *m = picture_mood(c);
	float horizon = canvas_random(c, 0.42f, 0.56f) * (float)c->h;
	struct point sun = picture_sky(c, m, horizon,
	                               canvas_random(c, 0.3f, 0.62f));
	struct color water = color_hex(m->water);
	static const uint32_t sails[] = { 0xF6F1E4, 0xC8553D, 0xE9C46A,
		                          0xF2EFEA };
	int boats = canvas_pick(c, 1, 4);

	canvas_ridge(c, &(struct ridge){
		.y = horizon + 2 * c->unit, .rise = 90 * c->unit,
		.length = canvas_random(c, 260, 480) * c->unit, .octaves = 4,
		.top = color_hex(m->far_land),
		.bottom = color_hex(m->sky_low), .depth = 90 * c->unit,
		.stop = horizon + 2,
		.seed = (uint32_t)rng_next(&c->rng) });
	canvas_band(c, &(struct band){ horizon, (float)c->h,
	            color_mix(water, color_hex(m->sky_low), 0.45f),
	            color_mix(water, (struct color){ 0 }, 0.25f) });
	glitter(c, m, horizon, sun.x);
	for (int i = 0; i < boats; i++) {
		float t = canvas_random(c, 0.06f, 0.5f);

		boat(c, (struct point){
		             canvas_random(c, 0.08f, 0.92f) * (float)c->w,
		             horizon + t * ((float)c->h - horizon) },
		     (9 + 60 * t) * c->unit,
		     color_hex(sails[canvas_pick(c, 0, 3)]));
	}
}

static void
fir(struct canvas *c, struct point foot, float size, struct color k)
{
	for (int i = 0; i < 4; i++) {
		float w = size * (0.13f + 0.09f * (float)i);
		float top = foot.y - size * (1.0f - 0.2f * (float)i);

		canvas_polygon(c, (struct point[]){ { foot.x, top },
		               { foot.x - w, top + 0.36f * size },
		               { foot.x + w, top + 0.36f * size } }, 3, k, 1);
	}
}

void
picture_mountain(struct canvas *c)
{
	const struct mood *m = picture_mood(c);
	float h = (float)c->h;
	float u = c->unit;
	struct color far = color_hex(m->far_land);
	struct color near = color_hex(m->near_land);
	struct ridge r = { .octaves = 6, .depth = 260 * u };

	(void)picture_sky(c, m, h * 0.7f, canvas_random(c, 0.25f, 0.55f));
	for (int i = 0; i < 4; i++) {
		float t = (float)i / 3;

		r.y = h * (0.42f + 0.13f * (float)i);
		r.rise = (330 - 45 * (float)i) * u;
		r.length = (330 - 25 * (float)i) * u;
		r.top = color_mix(far, near, t);
		r.bottom = color_mix(r.top, color_hex(m->sky_low), 0.5f);
		r.snow = i < 2 ? canvas_random(c, 0.3f, 0.48f) : 0;
		r.roughness = 0.3f;
		r.stop = r.y + h * 0.13f + r.rise / 2;
		r.seed = (uint32_t)rng_next(&c->rng);
		canvas_ridge(c, &r);
	}
	r = (struct ridge){ .y = h * 0.93f, .rise = 110 * u,
		            .length = 380 * u, .octaves = 3, .top = near,
		            .bottom = color_mix(near, (struct color){ 0 },
		                                0.5f),
		            .depth = 130 * u,
		            .seed = (uint32_t)rng_next(&c->rng) };
	for (int i = 0; i < 70; i++) {
		float x = canvas_random(c, 0, (float)c->w);

		fir(c, (struct point){ x, ridge_y(&r, x) + 10 * u },
		    canvas_random(c, 26, 66) * u,
		    color_mix(near, (struct color){ 0 },
		              canvas_random(c, 0.25f, 0.55f)));
	}
	canvas_ridge(c, &r);
}

static void
tree(struct canvas *c, struct point foot, float size, struct color k)
{
	const struct color trunk = { 0.27f, 0.2f, 0.15f };

	canvas_box(c, (struct box){ foot.x - 0.06f * size,
	           foot.y - 0.5f * size, 0.12f * size, 0.52f * size }, trunk,
	           1);
	for (int i = 0; i < 9; i++) {
		float x = foot.x + canvas_random(c, -0.34f, 0.34f) * size;
		float y = foot.y - canvas_random(c, 0.5f, 1.0f) * size;
		float r = canvas_random(c, 0.17f, 0.28f) * size;
		float up = (foot.y - y) / size - 0.75f;

		canvas_disc(c, &(struct disc){ { x, y }, r, r * 0.85f,
		            color_mix(k, up > 0 ? (struct color){ 1, 1, 0.7f }
		                                : (struct color){ 0 },
		                      fabsf(up)), 1, 0 });
	}
}

/* Furrows that run to one point on the horizon. */
static void
furrows(struct canvas *c, float horizon, float vanish, const uint32_t *soil)
{
	float w = (float)c->w;
	float h = (float)c->h;

	canvas_band(c, &(struct band){ horizon, h, color_hex(soil[0]),
	                               color_hex(soil[1]) });
	for (int i = -16; i <= 16; i++) {
		float x = vanish + (float)i * w * 0.11f;
		float wide = w * 0.022f;

		canvas_polygon(c, (struct point[]){ { vanish + (x - vanish) *
		               0.04f, horizon }, { x - wide, h + 2 },
		               { x + wide, h + 2 } }, 3, color_hex(soil[2]),
		               0.85f);
	}
	for (int y = (int)horizon; y < c->h; y++)
		for (int x = 0; x < c->w; x++) {
			float t = ((float)y - horizon) / (h - horizon);
			float n = noise_at((float)x / (3 + 9 * t),
			                   90 * sqrtf(t), 5) - 0.5f;

			canvas_put(c, x, y, n > 0
			                   ? (struct color){ 1, 1, 0.8f }
			                   : (struct color){ 0 },
			           fabsf(n) * 0.24f);
		}
}

void
picture_field(struct canvas *c)
{
	static const uint32_t soils[][3] = {
		{ 0xB9B56B, 0x7F8A3C, 0x5E6F2E }, /* young wheat */
		{ 0xE2C67A, 0xC99B3F, 0xA97B2C }, /* ripe */
		{ 0xA9845F, 0x7C553A, 0x5F8A3E }, /* rows on red earth */
		{ 0x94B070, 0x54823F, 0x3D6A33 }, /* green */
	};
	const struct mood *m = picture_mood(c);
	float u = c->unit;
	float horizon = canvas_random(c, 0.48f, 0.6f) * (float)c->h;
	int trees = canvas_pick(c, 5, 11);

	(void)picture_sky(c, m, horizon, canvas_random(c, 0.3f, 0.55f));
	hills(c, m, horizon - 46 * u, horizon - 4 * u, 3);
	furrows(c, horizon + 12 * u,
	        canvas_random(c, 0.25f, 0.75f) * (float)c->w,
	        soils[canvas_pick(c, 0, (int)COUNT(soils) - 1)]);
	for (int i = 0; i < trees; i++) {
		float t = (float)i / (float)trees;

		tree(c, (struct point){
		             canvas_random(c, 0.02f, 0.98f) * (float)c->w,
		             horizon + (14 + 70 * t * t) * u },
		     (34 + 85 * t * t) * u, color_hex(0x50683A));
	}
}

void
picture_open_sky(struct canvas *c)
{
	const struct mood *m = picture_mood(c);
	float u = c->unit;
	float h = (float)c->h;
	int birds = canvas_pick(c, 4, 9);
	float bx = canvas_random(c, 0.2f, 0.7f) * (float)c->w;

	(void)picture_sky(c, m, h * 0.9f, 0.5f);
	canvas_clouds(c, &(struct clouds){
		.y0 = -h * 0.2f, .y1 = h * 0.95f,
		.size = canvas_random(c, 300, 430) * u,
		.amount = canvas_random(c, 0.55f, 0.72f),
		.light = color_hex(m->cloud),
		.shade = color_hex(m->cloud_shade), .alpha = 0.95f });
	for (int i = 0; i < birds; i++) {
		struct point at = { bx + canvas_random(c, -130, 130) * u,
			            h * canvas_random(c, 0.22f, 0.45f) };
		float s = canvas_random(c, 6, 12) * u;
		struct stroke wing = { at, { at.x - s, at.y - s * 0.5f },
			               1.7f * u, { 0.12f, 0.13f, 0.17f },
			               0.85f };

		canvas_line(c, &wing);
		wing.to.x = at.x + s;
		canvas_line(c, &wing);
	}
	hills(c, m, h * 0.88f, h * 0.95f, 2);
}

/* The road's middle and half width at depth t (0 horizon, 1 near). */
static struct point
road_at(float t, float vanish, float bend, const struct canvas *c)
{
	float w = (float)c->w;
	float near = w * 0.5f;
	float mid = vanish + (near - vanish) * t +
	            bend * sinf(t * 3.14159f) * (1 - t) * w;

	return (struct point){ mid, (0.004f + 0.3f * t * t) * w };
}

static void
road_surface(struct canvas *c, float horizon, float vanish, float bend)
{
	const struct color asphalt = { 0.25f, 0.26f, 0.28f };
	const struct color white = { 0.93f, 0.92f, 0.87f };

	for (int y = (int)horizon; y < c->h; y++) {
		float t = ((float)y - horizon) / ((float)c->h - horizon);
		struct point r = road_at(t, vanish, bend, c);
		float row = (float)y - 0.5f;
		float edge = r.y * 0.035f;
		float dash = fmodf(5.5f / (t + 0.09f), 1.0f);

		canvas_box(c, (struct box){ r.x - r.y * 1.12f, row,
		           r.y * 2.24f, 1 }, color_hex(0xA89878), 0.8f);
		canvas_box(c, (struct box){ r.x - r.y, row, r.y * 2, 1 },
		           color_mix(asphalt, white, 0.25f * (1 - t)), 1);
		canvas_box(c, (struct box){ r.x - r.y * 0.93f, row, edge, 1 },
		           white, 0.9f);
		canvas_box(c, (struct box){ r.x + r.y * 0.9f, row, edge, 1 },
		           white, 0.9f);
		if (dash < 0.5f)
			canvas_box(c, (struct box){ r.x - edge / 2, row,
			           edge, 1 }, white, 0.95f);
	}
}

void
picture_road(struct canvas *c)
{
	static const uint32_t lands[][2] = {
		{ 0xC2A878, 0x8F7448 }, { 0xA3AE74, 0x66763F },
		{ 0xC9925E, 0x8E5A38 },
	};
	const struct mood *m = picture_mood(c);
	const uint32_t *land = lands[canvas_pick(c, 0, 2)];
	float h = (float)c->h;
	float u = c->unit;
	float horizon = canvas_random(c, 0.47f, 0.56f) * h;
	float vanish = canvas_random(c, 0.35f, 0.65f) * (float)c->w;
	float bend = canvas_random(c, -0.22f, 0.22f);

	(void)picture_sky(c, m, horizon, canvas_random(c, 0.3f, 0.55f));
	hills(c, m, horizon - 62 * u, horizon - 6 * u, 3);
	canvas_ridge(c, &(struct ridge){
		.y = horizon + 2 * u, .rise = 10 * u, .length = 300 * u,
		.octaves = 2, .top = color_hex(land[0]),
		.bottom = color_hex(land[1]), .depth = h - horizon,
		.roughness = 0.22f, .seed = (uint32_t)rng_next(&c->rng) });
	road_surface(c, horizon + 8 * u, vanish, bend);
	for (int i = 0; i < 6; i++) {
		float t = 0.05f + 0.025f * (float)(i * i);
		struct point r = road_at(t, vanish, bend, c);
		float y = horizon + 8 * u + t * (h - horizon);
		float tall = (20 + 300 * t) * u;
		struct point foot = { r.x + r.y * 1.3f + 6 * u, y };

		canvas_line(c, &(struct stroke){ foot,
		            { foot.x, foot.y - tall }, (1 + 5 * t) * u,
		            { 0.24f, 0.2f, 0.17f }, 0.9f });
		canvas_line(c, &(struct stroke){
		            { foot.x - tall * 0.13f, y - tall * 0.9f },
		            { foot.x + tall * 0.13f, y - tall * 0.9f },
		            (1 + 4 * t) * u, { 0.24f, 0.2f, 0.17f }, 0.9f });
	}
}
