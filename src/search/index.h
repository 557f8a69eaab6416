#ifndef MARSAD_SEARCH_INDEX_H
#define MARSAD_SEARCH_INDEX_H

#include "search/view.h"
#include "store/store.h"

/*
 * The index as a process reads it: the segments that the writer made
 * (search/directory.h), and a live part in memory for what the article log
 * has behind them.  Any thread takes views; one refreshes.
 *
 * The live part is bounded.  What is newer waits for a writer of the index;
 * the view says so (`behind`), and indexer_catch_up is the cure.
 */
#define INDEX_LIVE_DOCS_MAX (1u << 15)
#define INDEX_LIVE_BYTES_MAX (64u << 20)
#define INDEX_CHECK_SMALL (1u << 20) /* bytes of a segment checked at once */

struct index;

/*
 * The index of a database.  Until the first refresh it shows nothing, and the
 * view of a file's index says that it is behind.  Of ":memory:", and of a file
 * that has no index beside it, all is in the live part (of ":memory:" without
 * a bound).
 */
void index_open(const char *db_path, struct index **out);

/* All views must have been given back.  NULL is fine. */
void index_close(struct index *ix);

/*
 * The present view; view_give it.  Never waits for a refresh: a pointer is
 * copied under a lock.
 */
struct view *index_view(struct index *ix);

/*
 * Take what the writer wrote and what the log has since, and show it all at
 * once.  st belongs to the caller's thread.  While another thread refreshes
 * it returns at once.  After an error the view is as before: ERR_DB, ERR_BUSY
 * (the store), ERR_IO.  Costs a stat and a read of the log when there is
 * nothing new, else about 50 us an article.
 */
enum err index_refresh(struct index *ix, struct store *st) MUST_CHECK;

/*
 * Whether a thread refreshes the index by itself (search/follower.h), so that
 * nobody who answers a reader has to.
 */
void index_set_followed(struct index *ix, bool followed);
bool index_is_followed(struct index *ix);

/*
 * Whether more waits than the live part may hold, by the last refresh:
 * indexer_catch_up is the cure.  Unlike the view it is not behind before the
 * first.
 */
bool index_wants_writer(struct index *ix);

/*
 * Check the segments of at most so many bytes that were not checked yet:
 * ERR_FORMAT when one is damaged; the next refresh sets it aside.  By any
 * thread; reads these files whole.
 */
enum err index_check(struct index *ix, uint64_t bytes_max) MUST_CHECK;

/* Figures for `marsad stats`. */
struct index_stats {
	uint64_t segments, docs, deleted, bytes; /* in files */
	uint64_t live_segments, live_docs;
	uint64_t aside;      /* damaged segments */
	uint64_t generation; /* 0: there is no index */
	int64_t log;         /* the files cover the log up to here */
};
void index_stats(struct index *ix, struct index_stats *out);

#endif
