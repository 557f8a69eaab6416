#include "image/canvas.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

#define VIGNETTE 0.22f
#define GRAIN 0.012f
#define CLOUD_STEP 4 /* clouds are computed for every fourth pixel */

void
canvas_init(struct canvas *c, int w, int h, uint64_t seed)
{
	*c = (struct canvas){ .w = w, .h = h, .rng = { seed } };
	c->unit = (float)w / 960.0f;
	c->px = xcalloc((size_t)w * (size_t)h, sizeof(*c->px));
}

void
canvas_release(struct canvas *c)
{
	free(c->px);
	c->px = NULL;
}

struct color
color_hex(uint32_t rgb)
{
	return (struct color){ (float)(rgb >> 16 & 255) / 255.0f,
		               (float)(rgb >> 8 & 255) / 255.0f,
		               (float)(rgb & 255) / 255.0f };
}

struct color
color_mix(struct color a, struct color b, float t)
{
	return (struct color){ a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t,
		               a.b + (b.b - a.b) * t };
}

static float
clamp01(float v)
{
	if (v < 0)
		return 0;
	return v > 1 ? 1 : v;
}

float
canvas_random(struct canvas *c, float lo, float hi)
{
	float t = (float)(rng_next(&c->rng) >> 40) / (float)(1 << 24);

	return lo + (hi - lo) * t;
}

int
canvas_pick(struct canvas *c, int lo, int hi)
{
	return lo + (int)rng_below(&c->rng, (uint64_t)(hi - lo + 1));
}

/* Scrambles a lattice point; the constants are odd and otherwise free. */
static float
lattice(int32_t x, int32_t y, uint32_t seed)
{
	uint32_t h = (uint32_t)x * 0x9E3779B1u ^ (uint32_t)y * 0x85EBCA77u ^
	             seed * 0xC2B2AE3Du;

	h ^= h >> 15;
	h *= 0x2C1B3C6Du;
	h ^= h >> 12;
	h *= 0x297A2D39u;
	h ^= h >> 15;
	return (float)(h >> 8) / (float)(1 << 24);
}

static float
smooth(float t)
{
	return t * t * (3 - 2 * t);
}

/* floorf without the call. */
static int32_t
whole(float v)
{
	int32_t i = (int32_t)v;

	return i - ((float)i > v);
}

float
noise_at(float x, float y, uint32_t seed)
{
	int32_t ix = whole(x);
	int32_t iy = whole(y);
	float tx = smooth(x - (float)ix);
	float ty = smooth(y - (float)iy);
	float a = lattice(ix, iy, seed);
	float b = lattice(ix + 1, iy, seed);
	float d = lattice(ix, iy + 1, seed);
	float e = lattice(ix + 1, iy + 1, seed);

	a += (b - a) * tx;
	d += (e - d) * tx;
	return a + (d - a) * ty;
}

float
noise_line(float x, int octaves, uint32_t seed)
{
	float sum = 0;
	float part = 0.5f;

	for (int i = 0; i < octaves; i++, part /= 2, x *= 2)
		sum += part * noise_at(x, 0.5f, seed + (uint32_t)i);
	return sum / (1 - 2 * part);
}

void
canvas_put(struct canvas *c, int x, int y, struct color k, float alpha)
{
	struct color *p;

	if (x < 0 || y < 0 || x >= c->w || y >= c->h || alpha <= 0)
		return;
	p = c->px + (size_t)y * (size_t)c->w + x;
	*p = color_mix(*p, k, alpha > 1 ? 1 : alpha);
}

/* The part of [lo, hi] that lies on a canvas of that size. */
static void
span(float lo, float hi, int size, int *from, int *to)
{
	*from = lo < 0 ? 0 : (int)lo;
	*to = hi >= (float)size ? size - 1 : (int)hi;
}

void
canvas_band(struct canvas *c, const struct band *b)
{
	int from, to;

	span(b->y0, b->y1, c->h, &from, &to);
	for (int y = from; y <= to; y++) {
		float t = ((float)y - b->y0) / (b->y1 - b->y0);
		struct color k = color_mix(b->top, b->bottom, clamp01(t));
		struct color *p = c->px + (size_t)y * (size_t)c->w;

		for (int x = 0; x < c->w; x++)
			p[x] = k;
	}
}

void
canvas_disc(struct canvas *c, const struct disc *d)
{
	float least = d->rx < d->ry ? d->rx : d->ry;
	float edge = d->ring / 2 + 1;
	int x0, x1, y0, y1;

	span(d->at.x - d->rx - edge, d->at.x + d->rx + edge, c->w, &x0, &x1);
	span(d->at.y - d->ry - edge, d->at.y + d->ry + edge, c->h, &y0, &y1);
	for (int y = y0; y <= y1; y++)
		for (int x = x0; x <= x1; x++) {
			float u = ((float)x - d->at.x) / d->rx;
			float v = ((float)y - d->at.y) / d->ry;
			float r = (sqrtf(u * u + v * v) - 1) * least;

			if (d->ring > 0)
				r = fabsf(r) - d->ring / 2;
			canvas_put(c, x, y, d->color,
			           clamp01(0.5f - r) * d->alpha);
		}
}

void
canvas_glow(struct canvas *c, const struct disc *d)
{
	int x0, x1, y0, y1;

	span(d->at.x - d->rx, d->at.x + d->rx, c->w, &x0, &x1);
	span(d->at.y - d->ry, d->at.y + d->ry, c->h, &y0, &y1);
	for (int y = y0; y <= y1; y++)
		for (int x = x0; x <= x1; x++) {
			float u = ((float)x - d->at.x) / d->rx;
			float v = ((float)y - d->at.y) / d->ry;
			float t = 1 - (u * u + v * v);

			if (t > 0)
				canvas_put(c, x, y, d->color,
				           t * t * t * d->alpha);
		}
}

static float
polygon_area(const struct point *p, int n)
{
	float sum = 0;

	for (int i = 0; i < n; i++) {
		struct point q = p[(i + 1) % n];

		sum += p[i].x * q.y - q.x * p[i].y;
	}
	return sum;
}

/* Half a plane: a * x + b * y + c is the distance outside of it. */
struct edge {
	float a, b, c;
};

static struct edge
edge_of(struct point p, struct point q, float turn)
{
	float dx = q.x - p.x;
	float dy = q.y - p.y;
	float length = sqrtf(dx * dx + dy * dy);
	struct edge e = { 0, 0, -1 }; /* of no length: nothing is outside */

	if (length < 1e-6f)
		return e;
	e.a = turn * dy / length;
	e.b = -turn * dx / length;
	e.c = -(e.a * p.x + e.b * p.y);
	return e;
}

/* The part of row y that is less than half a pixel outside of every edge. */
static void
polygon_row(const struct canvas *c, const struct edge *e, int n, float y,
            int *from, int *to)
{
	float lo = 0;
	float hi = (float)c->w;

	for (int i = 0; i < n; i++) {
		float rest = 0.5f - e[i].b * y - e[i].c;

		if (e[i].a > 1e-6f)
			hi = fminf(hi, rest / e[i].a);
		else if (e[i].a < -1e-6f)
			lo = fmaxf(lo, rest / e[i].a);
		else if (rest < 0)
			hi = -2;
	}
	span(lo, hi, c->w, from, to);
}

void
canvas_polygon(struct canvas *c, const struct point *p, int n,
               struct color k, float alpha)
{
	float turn = polygon_area(p, n) < 0 ? -1.0f : 1.0f;
	struct edge e[POLYGON_MAX];
	float ly = p[0].y;
	float hy = p[0].y;
	int x0, x1, y0, y1;

	for (int i = 0; i < n; i++) {
		e[i] = edge_of(p[i], p[(i + 1) % n], turn);
		ly = fminf(ly, p[i].y);
		hy = fmaxf(hy, p[i].y);
	}
	span(ly - 1, hy + 1, c->h, &y0, &y1);
	for (int y = y0; y <= y1; y++) {
		polygon_row(c, e, n, (float)y, &x0, &x1);
		for (int x = x0; x <= x1; x++) {
			float out = -1;

			for (int i = 0; i < n; i++) {
				float d = e[i].a * (float)x +
				          e[i].b * (float)y + e[i].c;

				out = d > out ? d : out;
			}
			canvas_put(c, x, y, k, clamp01(0.5f - out) * alpha);
		}
	}
}

void
canvas_box(struct canvas *c, struct box b, struct color k, float alpha)
{
	int x0, x1, y0, y1;

	span(b.x - 1, b.x + b.w + 1, c->w, &x0, &x1);
	span(b.y - 1, b.y + b.h + 1, c->h, &y0, &y1);
	for (int y = y0; y <= y1; y++) {
		float fy = (float)y;
		float v = clamp01(fy + 0.5f - b.y) *
		          clamp01(b.y + b.h - fy + 0.5f);

		for (int x = x0; x <= x1; x++) {
			float fx = (float)x;
			float u = clamp01(fx + 0.5f - b.x) *
			          clamp01(b.x + b.w - fx + 0.5f);

			canvas_put(c, x, y, k, u * v * alpha);
		}
	}
}

void
canvas_line(struct canvas *c, const struct stroke *s)
{
	float dx = s->to.x - s->from.x;
	float dy = s->to.y - s->from.y;
	float square = dx * dx + dy * dy + 1e-6f;
	float edge = s->width / 2 + 1;
	int x0, x1, y0, y1;

	span(fminf(s->from.x, s->to.x) - edge,
	     fmaxf(s->from.x, s->to.x) + edge, c->w, &x0, &x1);
	span(fminf(s->from.y, s->to.y) - edge,
	     fmaxf(s->from.y, s->to.y) + edge, c->h, &y0, &y1);
	for (int y = y0; y <= y1; y++)
		for (int x = x0; x <= x1; x++) {
			float px = (float)x - s->from.x;
			float py = (float)y - s->from.y;
			float t = clamp01((px * dx + py * dy) / square);
			float r = hypotf(px - t * dx, py - t * dy);

			canvas_put(c, x, y, s->color,
			           clamp01(s->width / 2 + 0.5f - r) *
			                   s->alpha);
		}
}

float
ridge_y(const struct ridge *r, float x)
{
	return r->y - (noise_line(x / r->length, r->octaves, r->seed) -
	               0.5f) * r->rise;
}

/* The colour `down` pixels below the line; snow: where it is white. */
static struct color
ridge_color(const struct ridge *r, float x, float down, float snow)
{
	const struct color white = { 0.95f, 0.97f, 1.0f };
	struct color k = color_mix(r->top, r->bottom,
	                           clamp01(down / r->depth));
	float t = 0;

	if (r->roughness > 0)
		t = noise_at(x / 14 + down / 9, down / 22, r->seed + 9) -
		    0.5f;
	k = color_mix(k, t > 0 ? white : (struct color){ 0, 0, 0 },
	              fabsf(t) * r->roughness);
	if (r->snow > 0)
		k = color_mix(k, white,
		              0.85f * clamp01(snow / 14 + 0.5f + t * 2));
	return k;
}

void
canvas_ridge(struct canvas *c, const struct ridge *r)
{
	float *line = xcalloc((size_t)c->w * 2, sizeof(*line));
	float *snow = line + c->w; /* its lower edge */
	float top = (float)c->h;
	int from, to;

	for (int x = 0; x < c->w; x++) {
		line[x] = ridge_y(r, (float)x);
		top = fminf(top, line[x]);
		if (r->snow > 0)
			snow[x] = r->y - r->rise * (0.5f - r->snow) +
			          c->unit * 60 * noise_line((float)x / 9, 3,
			                                    r->seed + 77);
	}
	span(top, r->stop > 0 ? r->stop : (float)c->h, c->h, &from, &to);
	for (int y = from; y <= to; y++)
		for (int x = 0; x < c->w; x++) {
			float down = (float)y - line[x];

			if (down > -0.5f)
				canvas_put(c, x, y,
				           ridge_color(r, (float)x, down,
				                       snow[x] - (float)y),
				           clamp01(down + 0.5f));
		}
	free(line);
}

/* How thick the clouds are at a point, 0 to 1. */
static float
cloud_at(const struct clouds *s, float x, float y, uint32_t seed)
{
	float u = x / s->size;
	float v = y / s->size * 2.6f; /* clouds lie flat */
	float n = 0.53f * noise_at(u, v, seed) +
	          0.27f * noise_at(u * 2.1f, v * 2.1f, seed + 1) +
	          0.13f * noise_at(u * 4.3f, v * 4.3f, seed + 2) +
	          0.07f * noise_at(u * 9.1f, v * 9.1f, seed + 3);

	return clamp01((n - (1 - s->amount)) * 3.2f);
}

void
canvas_clouds(struct canvas *c, const struct clouds *s)
{
	uint32_t seed = (uint32_t)rng_next(&c->rng);
	int cols = c->w / CLOUD_STEP + 2;
	float *row = xcalloc((size_t)cols, sizeof(*row));
	int from, to;

	span(s->y0, s->y1, c->h, &from, &to);
	for (int y = from; y <= to; y++) {
		float mid = ((float)y - s->y0) / (s->y1 - s->y0);
		float fade = clamp01(4 * mid) * clamp01(3 * (1 - mid));

		if ((y - from) % 2 == 0)
			for (int i = 0; i < cols; i++)
				row[i] = cloud_at(s, (float)(i * CLOUD_STEP),
				                  (float)y, seed);
		for (int x = 0; x < c->w; x++) {
			int i = x / CLOUD_STEP;
			float t = (float)(x % CLOUD_STEP) / CLOUD_STEP;
			float d = row[i] + (row[i + 1] - row[i]) * t;

			canvas_put(c, x, y, color_mix(s->light, s->shade,
			           clamp01(d * 1.2f - 0.25f)),
			           smooth(d) * fade * s->alpha);
		}
	}
	free(row);
}

static uint8_t
byte_of(float v)
{
	return (uint8_t)(clamp01(v) * 255.0f + 0.5f);
}

void
canvas_finish(const struct canvas *c, uint8_t *rgb)
{
	const struct color *p = c->px;
	uint32_t r = 1; /* Marsaglia's xorshift: grain need not be good */

	for (int y = 0; y < c->h; y++) {
		float v = (float)y / (float)c->h - 0.5f;

		for (int x = 0; x < c->w; x++, p++, rgb += 3) {
			float u = (float)x / (float)c->w - 0.5f;
			float d = u * u + v * v;
			float k = 1 - VIGNETTE * d * d * 4;
			float g;

			r ^= r << 13;
			r ^= r >> 17;
			r ^= r << 5;
			g = ((float)(r >> 8) / (float)(1 << 24) - 0.5f) *
			    GRAIN;
			rgb[0] = byte_of(p->r * k + g);
			rgb[1] = byte_of(p->g * k + g);
			rgb[2] = byte_of(p->b * k + g);
		}
	}
}
