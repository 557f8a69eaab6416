#ifndef MARSAD_TEXT_MADE_H
#define MARSAD_TEXT_MADE_H

#include "base/arena.h"
#include "base/buf.h"

/*
 * What `make` appends for s, as a copy in mem; it may be `growth` times as
 * long as s (at most 16).  Empty when mem's maximum is reached.  For
 * text_shown_copy and text_fold_copy only.
 */
struct str text_made_copy(struct arena *mem, struct str s,
                          void (*make)(struct buf *out, struct str s),
                          size_t growth);

#endif
