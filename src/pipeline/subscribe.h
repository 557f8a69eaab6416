#ifndef MARSAD_PIPELINE_SUBSCRIBE_H
#define MARSAD_PIPELINE_SUBSCRIBE_H

#include "base/buf.h"
#include "model/config.h"
#include "store/outlets.h"

/*
 * New outlets: from an address (a feed or a home page, looked at over the
 * network) or from an OPML list.
 */
struct subscription {
	struct outlet outlet;
	struct str feed_url;
};

/*
 * Fetch `url`, find out whether it is a feed or a page that announces one,
 * and fill *out (in mem): name and home address from the feed.
 * ERR_ABSENT: the page announces no feed.  ERR_NET: it could not be had;
 * *detail, in English, tells why.  ERR_DENIED: refused by robots.txt or a
 * network that may not be fetched.
 */
enum err subscribe_discover(struct arena *mem, const struct config *config,
                            struct str url, struct subscription *out,
                            struct str *detail) MUST_CHECK;

/*
 * Store an outlet with its feed, due at once.  The outlet is the known one
 * when its home address is known.  ERR_EXISTS: the feed is known already.
 * out_id: the outlet.
 */
enum err subscribe_store(struct store *st, const struct subscription *s,
                         int64_t now_s, int64_t *out_id) MUST_CHECK;

/*
 * Read an OPML list (feed/opml.h) as subscriptions; entries without a usable
 * address are counted in *skipped.  ERR_FORMAT: no OPML.
 */
enum err subscribe_read_opml(struct arena *mem, struct str raw,
                             struct subscription **out, size_t *n,
                             size_t *skipped) MUST_CHECK;

/* All outlets with their feeds as an OPML 2.0 document. */
enum err subscribe_write_opml(struct store *st, struct arena *mem,
                              struct str title, struct buf *out) MUST_CHECK;

#endif
