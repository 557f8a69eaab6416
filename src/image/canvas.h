#ifndef MARSAD_IMAGE_CANVAS_H
#define MARSAD_IMAGE_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/rng.h"

/*
 * What the drawn pictures are made of: a canvas of floating point colours
 * and shapes with soft edges.  Coordinates: x and y in pixels from the top
 * left corner; everything outside the canvas is cut.
 */
struct color {
	float r, g, b; /* 0 to 1 */
};

struct point {
	float x, y;
};

struct canvas {
	struct color *px; /* owned */
	int w, h;
	float unit; /* 1 at a width of 960: sizes are multiples of it */
	struct rng rng;
};

/* w * h black pixels. */
void canvas_init(struct canvas *c, int w, int h, uint64_t seed);
void canvas_release(struct canvas *c);

/* "0xRRGGBB" as a colour; a mix (t = 0: a, t = 1: b). */
struct color color_hex(uint32_t rgb);
struct color color_mix(struct color a, struct color b, float t);

/* A repeatable random number in [lo, hi), or whole in [lo, hi]. */
float canvas_random(struct canvas *c, float lo, float hi);
int canvas_pick(struct canvas *c, int lo, int hi);

/* Smooth noise in [0, 1): one octave in the plane, several on a line. */
float noise_at(float x, float y, uint32_t seed);
float noise_line(float x, int octaves, uint32_t seed);

/* Put a colour over one pixel. */
void canvas_put(struct canvas *c, int x, int y, struct color k, float alpha);

/* A gradient from y0 to y1 over the whole width. */
struct band {
	float y0, y1;
	struct color top, bottom;
};
void canvas_band(struct canvas *c, const struct band *b);

struct disc {
	struct point at;
	float rx, ry;
	struct color color;
	float alpha;
	float ring; /* > 0: only a ring of this width */
};
void canvas_disc(struct canvas *c, const struct disc *d);

/* Light round a point, fading to nothing at the radius. */
void canvas_glow(struct canvas *c, const struct disc *d);

/* A convex polygon, corners in either direction, at most POLYGON_MAX. */
#define POLYGON_MAX 8
void canvas_polygon(struct canvas *c, const struct point *p, int n,
                    struct color k, float alpha);

/* An upright rectangle. */
struct box {
	float x, y, w, h;
};
void canvas_box(struct canvas *c, struct box b, struct color k, float alpha);

struct stroke {
	struct point from, to;
	float width;
	struct color color;
	float alpha;
};
/* Draw a straight line with round ends. */
void canvas_line(struct canvas *c, const struct stroke *s);

/* Everything under a line of hills. */
struct ridge {
	float y;      /* mean height of the line */
	float rise;   /* between lowest and highest */
	float length; /* of a hill, in pixels */
	int octaves;
	struct color top, bottom; /* from the line down `depth` pixels */
	float depth;
	float snow;      /* of the rise that is white, 0: none */
	float roughness; /* of the colour, 0 to 1 */
	float stop;      /* y below which something else stands; 0: none */
	uint32_t seed;
};
void canvas_ridge(struct canvas *c, const struct ridge *r);
/* The height of the line at x. */
float ridge_y(const struct ridge *r, float x);

/* Clouds between two heights. */
struct clouds {
	float y0, y1;
	float size;   /* pixels */
	float amount; /* 0 to 1 of the sky */
	struct color light, shade;
	float alpha;
};
void canvas_clouds(struct canvas *c, const struct clouds *s);

/* Darker corners, a little grain; bytes into rgb (w * h * 3). */
void canvas_finish(const struct canvas *c, uint8_t *rgb);

#endif
