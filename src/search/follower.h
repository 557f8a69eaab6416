#ifndef MARSAD_SEARCH_FOLLOWER_H
#define MARSAD_SEARCH_FOLLOWER_H

#include "search/index.h"
#include "search/indexer.h"

/*
 * What keeps the index of a portal fresh: a thread that refreshes it, and one
 * that checks each new segment's checksums once and, when the index is too
 * far behind for the live part and nobody writes it, writes it.
 */
#define FOLLOWER_REFRESH_MS 200 /* an article is found within a second */
#define FOLLOWER_CARE_MS 1000

struct follower;

/*
 * Begin; ix, db_path and o (as for indexer_open) are borrowed until
 * follower_stop.  Threads that cannot be made are logged.
 */
struct follower *follower_start(struct index *ix, const char *db_path,
                                const struct indexer_options *o);

/* End both threads; NULL is fine. */
void follower_stop(struct follower *f);

#endif
