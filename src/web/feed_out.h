#ifndef MARSAD_WEB_FEED_OUT_H
#define MARSAD_WEB_FEED_OUT_H

#include "base/buf.h"
#include "base/datetime.h"
#include "web/escape.h"

/*
 * Writers of the portal's own feeds.  Sources: RSS 2.0.11, RFC 4287 (Atom),
 * JSON Feed 1.1, OPML 2.0, XML 1.0.
 */
enum feed_kind { FEED_RSS, FEED_ATOM, FEED_JSON, FEED__COUNT };

struct feed_entry {
	struct str url; /* absolute, of the portal's page; also its id */
	struct str title;
	struct str outlet;
	struct str byline;
	struct str lang;
	struct str summary;       /* plain text; may be empty */
	struct safe_html content; /* may be empty */
	struct str image;         /* absolute; may be empty */
	struct datetime published;
	int64_t changed_s;
};

struct feed_out {
	struct str title;
	struct str description;
	struct str home; /* absolute, of the page */
	struct str self; /* absolute, of this feed */
	struct str lang;
	int64_t updated_s;
	struct feed_entry *v;
	size_t n;
};

/* Write a feed; mem is for the work, errors are the buffer's. */
void feed_out_write(struct arena *mem, enum feed_kind kind,
                    const struct feed_out *f, struct buf *o);

/* "application/rss+xml; charset=utf-8" and so on. */
struct str feed_out_mime(enum feed_kind kind);

/*
 * Text of XML, in element or attribute: escaped, and without what XML 1.0
 * cannot hold at all (s2.2).
 */
void feed_out_xml(struct buf *o, struct str s);

#endif
