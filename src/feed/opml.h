#ifndef MARSAD_FEED_OPML_H
#define MARSAD_FEED_OPML_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Lists of feeds.  Source: OPML 2.0, http://opml.org/spec2.opml.
 */
#define OPML_OUTLINES_MAX 5000u /* outlines with an address that are read */
#define OPML_DEPTH_MAX 32u

struct opml_entry {
	struct str title;    /* title, else text; shown form */
	struct str feed_url; /* xmlUrl, as written */
	struct str home_url; /* htmlUrl, as written; may be empty */
	struct str language; /* may be empty */
};

struct opml {
	struct opml_entry *v;
	size_t n, cap;
	size_t skipped; /* outlines past a limit */
};

/*
 * Read a list: outlines with an xmlUrl at any depth, attribute names in any
 * case, text instead of title, a missing type.  What comes before the place
 * where ill-formed XML breaks off is kept.  ERR_FORMAT: there is no <opml>
 * element; ERR_LIMIT: mem is full.
 */
enum err opml_parse(struct arena *mem, struct str raw, struct opml *out)
        MUST_CHECK;

#endif
