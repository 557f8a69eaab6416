#ifndef MARSAD_FEED_BASE64_H
#define MARSAD_FEED_BASE64_H

#include "base/arena.h"
#include "base/str.h"

/*
 * The bytes of base64 text (RFC 4648 s4), white space and anything foreign
 * skipped, in mem.
 */
struct str base64_decode(struct arena *mem, struct str text);

#endif
