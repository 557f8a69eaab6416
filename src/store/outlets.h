#ifndef MARSAD_STORE_OUTLETS_H
#define MARSAD_STORE_OUTLETS_H

#include "model/outlet.h"
#include "store/store.h"

/*
 * Outlets and their feeds.
 */

/*
 * Add an outlet.  An empty slug is made from name or home address, made
 * unique with -2, -3 ...  ERR_EXISTS: the given slug is taken; ERR_FORMAT:
 * the slug is reserved or malformed.  out_id: the new row.
 */
enum err store_outlet_add(struct store *st, const struct outlet *o,
                          int64_t *out_id) MUST_CHECK;

/* Change name, home, language, mode, active of outlet o->id; ERR_ABSENT. */
enum err store_outlet_update(struct store *st, const struct outlet *o)
        MUST_CHECK;

/*
 * Remove an outlet that has no articles, with its feeds; one that has is made
 * inactive instead.
 */
enum err store_outlet_remove(struct store *st, int64_t id) MUST_CHECK;

/* One outlet, copied into mem; ERR_ABSENT. */
enum err store_outlet_by_id(struct store *st, struct arena *mem, int64_t id,
                            struct outlet *out) MUST_CHECK;
enum err store_outlet_by_slug(struct store *st, struct arena *mem,
                              struct str slug, struct outlet *out) MUST_CHECK;
/* By home address, as it was given to store_outlet_add; ERR_ABSENT. */
enum err store_outlet_by_home(struct store *st, struct arena *mem,
                              struct str home_url, struct outlet *out)
        MUST_CHECK;

/* All outlets by name. */
enum err store_outlet_list(struct store *st, struct arena *mem,
                           struct outlet **out, size_t *n) MUST_CHECK;

/*
 * Add a feed, first due at due_s.  ERR_EXISTS: that address is known;
 * ERR_ABSENT: there is no such outlet.
 */
enum err store_feed_add(struct store *st, int64_t outlet_id, struct str url,
                        int64_t due_s, int64_t *out_id) MUST_CHECK;

/* Feeds of one outlet, or of all when outlet_id is 0. */
enum err store_feed_list(struct store *st, struct arena *mem,
                         int64_t outlet_id, struct feed_source **out,
                         size_t *n) MUST_CHECK;

/* One feed, copied into mem; ERR_ABSENT. */
enum err store_feed_by_id(struct store *st, struct arena *mem, int64_t id,
                          struct feed_source *out) MUST_CHECK;

/* Feeds of active outlets due at now_s, the longest due first. */
enum err store_feed_due(struct store *st, struct arena *mem, int64_t now_s,
                        size_t limit, struct feed_source **out, size_t *n)
        MUST_CHECK;

/*
 * Record a poll: url (a permanent redirect changes it), etag, last_modified,
 * next_due_s, interval_s, failures, last_ok_s, last_status of f->id.
 */
enum err store_feed_polled(struct store *st, const struct feed_source *f)
        MUST_CHECK;

#endif
