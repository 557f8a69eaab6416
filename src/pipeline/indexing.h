#ifndef MARSAD_PIPELINE_INDEXING_H
#define MARSAD_PIPELINE_INDEXING_H

#include "search/indexer.h"

/*
 * The thread that keeps the index beside a job that writes the store.  While
 * another process writes the index it waits for its turn; that one follows
 * the same log.
 */
#define INDEXING_LOOK_MS 1000   /* looks at the log at least so often */
#define INDEXING_TURN_MS 5000   /* and whether the index is free */
#define INDEXING_END_MS 2000

struct indexing;

/*
 * Begin; the database must exist.  o as for indexer_open, borrowed.  A thread
 * that cannot be made is logged: the index then waits for another writer.
 */
struct indexing *indexing_start(const char *db_path,
                                const struct indexer_options *o);

/* Something was committed. */
void indexing_wake(struct indexing *in);

/* How much of the log is followed, -1: another process does it. */
int64_t indexing_log(struct indexing *in);

/*
 * End.  all: when all that is in the log is written and the segments that are
 * due are joined, unless that fails or another process does it; else with
 * what can be written within INDEXING_END_MS, the next start doing the rest.
 * To be called again while it returns false: not done within wait_ms.  After
 * true `in` is gone.
 */
bool indexing_finish(struct indexing *in, bool all, int64_t wait_ms);

#endif
