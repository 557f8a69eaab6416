#ifndef MARSAD_FEED_FEED_H
#define MARSAD_FEED_FEED_H

#include "base/buf.h"
#include "model/doc.h"

/*
 * One model for every way outlets announce articles: RSS 0.9x to 2.0, RSS 1.0
 * (RDF), Atom 0.3 and 1.0, JSON Feed 1.x, news sitemaps, and CDF.
 */
#define FEED_ITEMS_MAX 50000u    /* a sitemap's own limit */
#define FEED_DEPTH_MAX 256u      /* of nested elements that are read */
#define FEED_ATTACHMENTS_MAX 16u /* of one item */

enum feed_kind {
	FEED_RSS,
	FEED_RDF,
	FEED_ATOM,
	FEED_JSON,
	FEED_SITEMAP,
	FEED_SITEMAP_INDEX /* of sitemaps, read as items without titles */
};

struct feed_attachment {
	struct str url; /* absolute */
	struct str mime_type;
	int64_t size_bytes; /* 0: not stated */
};

/* What belongs to an item but no article needs; same index as items. */
struct feed_extra {
	struct feed_attachment *attachments;
	size_t attachment_count;
	struct str base_url; /* of relative addresses in the item's HTML */
};

struct feed {
	enum feed_kind kind;
	struct str title; /* plain text, shown form */
	struct str description_html;
	struct str home_url; /* absolute, or empty */
	struct str feed_url; /* its own address as it states it */
	struct str hub_url;  /* WebSub hub, or empty */
	struct str language;
	struct str icon;     /* absolute */
	struct str author;
	int64_t ttl_s;       /* wanted between polls; 0: not stated */
	struct feed_item *items;
	struct feed_extra *extras;
	size_t item_count;
	struct diags diags;
};

/*
 * Read a feed.
 *
 * raw           bytes as received; borrowed, must outlive *out.
 * content_type  the HTTP header, or empty.
 * base_url      where it came from; may be empty: relative addresses stay.
 * out           set on ERR_OK only; everything is in mem.
 *
 * XML that is not well-formed is repaired where it can be (forbidden
 * characters, unknown entities, bare ampersands, leading junk) and read up to
 * the place where it breaks off.  Entity declarations are never followed.
 * ERR_FORMAT: no feed; ERR_LIMIT: mem is full.  Linear in raw.
 */
enum err feed_parse(struct arena *mem, struct str raw,
                    struct str content_type, struct str base_url,
                    struct feed *out) MUST_CHECK;

/*
 * Whether the items stand in an order of the outlet's own, as on its front
 * page, and not in that of time.  False when too few items are dated to tell,
 * and for sitemaps.  Linear.
 */
bool feed_is_ranked(const struct feed *f);

/* Append the feed as JSON Feed 1.1, HTML sanitised. */
void feed_write_json(struct arena *mem, const struct feed *f,
                     struct buf *out);

#endif
