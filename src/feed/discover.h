#ifndef MARSAD_FEED_DISCOVER_H
#define MARSAD_FEED_DISCOVER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * The feed that a page announces: <link rel="alternate"> of a feed's type,
 * main feeds before those of comments; else the first <a> whose address looks
 * like a feed of the same site.
 *
 * html      UTF-8; page_url: where it came from.
 * out       absolute address in mem; untouched when false is returned.
 * Linear.  Source: RSS Advisory Board, "RSS Autodiscovery"; WHATWG HTML 4.6.7.
 */
bool feed_discover(struct arena *mem, struct str html, struct str page_url,
                   struct str *out);

#endif
