#ifndef MARSAD_IMAGE_PICTURES_H
#define MARSAD_IMAGE_PICTURES_H

#include "image/canvas.h"

/* The light a landscape stands in. */
struct mood {
	uint32_t sky_top, sky_mid, sky_low;
	uint32_t sun, far_land, near_land, water, cloud, cloud_shade;
};

/* A mood by day, chosen by the canvas's random numbers. */
const struct mood *picture_mood(struct canvas *c);

/*
 * Sky down to the horizon with sun and clouds; returns where the sun is.
 * amount: of clouds, 0 to 1.
 */
struct point picture_sky(struct canvas *c, const struct mood *m,
                         float horizon, float amount);

/* The pictures; each draws over the whole canvas. */
void picture_sea(struct canvas *c);
void picture_mountain(struct canvas *c);
void picture_field(struct canvas *c);
void picture_open_sky(struct canvas *c);
void picture_road(struct canvas *c);
void picture_city(struct canvas *c);
void picture_night(struct canvas *c);
void picture_stadium(struct canvas *c);
void picture_chart(struct canvas *c);
void picture_book(struct canvas *c);

#endif
