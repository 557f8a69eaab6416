#ifndef MARSAD_CLI_INDEX_OPTIONS_H
#define MARSAD_CLI_INDEX_OPTIONS_H

#include <stdatomic.h>

#include "search/index.h"
#include "search/indexer.h"

/*
 * How the index is written: as is fit, or, for tests, as the environment says:
 *
 *	MARSAD_INDEX_DOCS=20       new articles that make a segment
 *	MARSAD_INDEX_WAIT_MS=50    fewer are when they have waited so long
 *	MARSAD_INDEX_FANOUT=3      segments of a like size that become one
 *	MARSAD_INDEX_KILL=manifest:2   die as by kill -9 when that point
 *	                           (search/indexer.h) is passed the 2nd time
 */
const struct indexer_options *index_options(void);

/*
 * Follow the log to its end and write it all, showing progress on a terminal;
 * until *stop (or NULL): ERR_BUSY.  Errors of indexer_step.
 */
enum err index_write_all(struct indexer *x, struct store *st,
                         const atomic_bool *stop) MUST_CHECK;

/*
 * Open the index for a command that asks it once: all that is committed is in
 * it, what a stopped process left undone being written first, and small files
 * are checked.  index_close in any case.  ERR_DB, ERR_BUSY, ERR_IO.
 */
enum err index_open_fresh(const char *db_path, struct store *st,
                          struct index **out) MUST_CHECK;

#endif
