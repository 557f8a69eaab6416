#ifndef MARSAD_WEB_CHART_H
#define MARSAD_WEB_CHART_H

#include "base/arena.h"
#include "web/escape.h"

/*
 * How many articles came in each part of a span, as bars of an inline SVG:
 * the first at the start of the line, so from the right in Arabic (`mirrored`).
 * What a bar is made of is stacked: own texts by language, copies on top.  No
 * style attributes (CSP); the style sheet gives the parts their colours, by
 * the classes that chart_class names.
 */
#define CHART_BARS 24u

enum chart_part {
	CHART_AR,
	CHART_FR,
	CHART_EN,
	CHART_OTHER,
	CHART_COPY,
	CHART__COUNT
};

struct chart_bar {
	unsigned n[CHART__COUNT];
	struct str said; /* of those who point at it; borrowed */
};

struct chart {
	struct chart_bar bar[CHART_BARS];
	bool mirrored;
	struct str title, description; /* for those who do not see it */
};

/* "part-fr" */
struct str chart_class(enum chart_part part);

/* The drawing, in mem; empty when it does not fit there. */
struct safe_html chart_draw(struct arena *mem, const struct chart *c);

#endif
