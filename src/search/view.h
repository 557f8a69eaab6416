#ifndef MARSAD_SEARCH_VIEW_H
#define MARSAD_SEARCH_VIEW_H

#include "search/segment.h"

struct view_part { const struct segment *segment; const uint64_t *deleted; uint32_t deleted_n; };
struct view { struct view_part *part; size_t n; int64_t log; bool partial; };

#endif
