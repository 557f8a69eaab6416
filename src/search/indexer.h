#ifndef MARSAD_SEARCH_INDEXER_H
#define MARSAD_SEARCH_INDEXER_H

#include <stdbool.h>

#include "search/handover.h"
#include "store/store.h"

/*
 * The one who writes the index: follows the article log, makes segments of
 * what is new, names them in the manifest, and joins segments of a like size
 * in a thread of its own, which keeps neither readers nor the writing waiting.
 *
 * Killed at any moment it leaves an index that is whole: what the manifest
 * does not name is removed at the next start, and what came behind the entry
 * it names is followed again.
 */
#define INDEXER_DOCS 512u      /* new articles that are worth a segment ... */
#define INDEXER_WAIT_MS 60000  /* ... and fewer when they have waited so long */
#define INDEXER_FANOUT 8u      /* segments of a like size that become one */
#define INDEXER_RETRY_MS 30000 /* pause after the disk has failed */

/* Steps at which a test may stop the process; in the order of a commit. */
#define INDEXER_POINT_MAP(X)                                          \
	X(SEGMENT, "segment")     /* written, nothing names it */     \
	X(DELETIONS, "deletions") /* written, nothing names them */   \
	X(MANIFEST, "manifest")   /* about to be replaced */          \
	X(COMMITTED, "committed") /* what it does not name is there */ \
	X(MERGED, "merged")       /* a merge is written, not named */

#define X(name, text) INDEXER_##name,
enum indexer_point { INDEXER_POINT_MAP(X) INDEXER_POINT__COUNT };
#undef X

/* "segment", as tests name it. */
const char *indexer_point_name(enum indexer_point at);

struct indexer_options {
	uint32_t docs;   /* 0: INDEXER_DOCS */
	uint32_t docs_max; /* of one not joined yet; 0: the builder's */
	int64_t wait_ms; /* 0: INDEXER_WAIT_MS */
	uint32_t fanout; /* 0: INDEXER_FANOUT; at least 2 */
	bool bulk; /* much comes at once: full segments until the last */
	struct handover *handover; /* words told already; or NULL */
	void (*passed)(enum indexer_point at, void *arg); /* tests; or NULL */
	void *arg;
};

struct indexer;

/*
 * Become the writer of a database's index; an index of another state of the
 * database is begun anew.  o may be NULL.  ERR_BUSY: another is; ERR_IO, or
 * ERR_ABSENT for ":memory:": there is no place for an index; ERR_DB.
 */
enum err indexer_open(const char *db_path, struct store *st,
                      const struct indexer_options *o,
                      struct indexer **out) MUST_CHECK;

/*
 * What was not written is followed again next time, and what is being joined
 * is given up.  NULL is fine.
 */
void indexer_close(struct indexer *x);

/*
 * Follow some entries of the log and write what is worth it; with `flush`
 * all, once there is nothing newer.  *more: call again at once.  After ERR_IO
 * (a full disk), ERR_DB or ERR_BUSY it begins again where the manifest stands,
 * at the next call, which should come later.  One thread calls, with its st.
 */
enum err indexer_step(struct indexer *x, struct store *st, bool flush,
                      bool *more) MUST_CHECK;

/*
 * Begin anew: the steps that follow read the whole log and replace the index
 * when they reach its end; until then readers have the old one.
 */
void indexer_rebuild(struct indexer *x);

/* Wait until no segments are left to be joined, or joining fails. */
void indexer_settle(struct indexer *x);

/* Entries of the log up to here are followed. */
int64_t indexer_log(const struct indexer *x);

/* Open, follow to the end, close.  Errors of indexer_open and _step. */
enum err indexer_catch_up(const char *db_path, struct store *st,
                          const struct indexer_options *o) MUST_CHECK;

#endif
