#ifndef MARSAD_WEB_CHART_H
#define MARSAD_WEB_CHART_H

#include "base/arena.h"
#include "web/escape.h"

/*
 * How many articles came in each part of a span, as bars of an inline SVG:
 * the first at the start of the line, so from the right in Arabic (`mirrored`).
 * Own texts and copies are stacked.  Named by `title` for those who do not see
 * it.  No style attributes (CSP); the style sheet gives the colours.
 */
#define CHART_BARS 24u

struct chart_bar {
	unsigned own, copies;
};

/* The drawing, in mem; empty when it does not fit there. */
struct safe_html chart_bars(struct arena *mem,
                            const struct chart_bar bars[CHART_BARS],
                            bool mirrored, struct str title);

#endif
