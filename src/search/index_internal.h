#ifndef MARSAD_SEARCH_INDEX_INTERNAL_H
#define MARSAD_SEARCH_INDEX_INTERNAL_H

#include <pthread.h>

#include "search/directory.h"
#include "search/follow.h"
#include "search/index.h"

#define INDEX_PATH_BYTES 4096u
#define INDEX_PATHS_BYTES (1u << 20)    /* an arena of some paths */
#define INDEX_MANIFEST_BYTES (4u << 20) /* and of a manifest */

struct index {
	char dir[INDEX_PATH_BYTES]; /* empty: all is in memory */
	pthread_mutex_t showing;    /* guards view */
	struct view *view;
	atomic_bool followed; /* a thread refreshes it by itself */
	atomic_bool behind;   /* by the last refresh, which alone sets it */
	pthread_mutex_t refreshing; /* guards the rest */
	struct stat stamp; /* of the manifest that was read */
	bool loaded;
	struct arena mem; /* of the manifest */
	struct manifest manifest;
	struct parts base, live;
	uint64_t *aside; /* numbers of segments set aside */
	size_t aside_n;
	bool no_manifest; /* damaged: only the live part is shown */
	bool changed; /* since the last view */
	struct follow follow;
};

/*
 * Read the manifest and open what it names.  What cannot be used is set
 * aside.  ERR_DB, ERR_BUSY, ERR_IO: nothing changed.
 */
enum err index_load(struct index *ix, struct store *st) MUST_CHECK;

#endif
