#ifndef MARSAD_SEARCH_INDEXER_INTERNAL_H
#define MARSAD_SEARCH_INDEXER_INTERNAL_H

#include <pthread.h>

#include "search/directory.h"
#include "search/follow.h"
#include "search/indexer.h"

#define INDEXER_PATH_BYTES 4096u
#define INDEXER_PATHS_BYTES (1u << 20) /* an arena of some paths */

struct indexer_entries {
	struct manifest_entry *v;
	size_t n, cap;
};

struct indexer {
	char dir[INDEXER_PATH_BYTES];
	int lock_fd; /* held while it lives */
	struct indexer_options o;

	/* the caller's thread */
	struct follow follow; /* its sets are changed under lock */
	int64_t pending_ms;   /* since when something waits; 0: nothing does */
	int64_t written;      /* entry up to which all is written */

	pthread_mutex_t lock; /* guards the rest */
	pthread_cond_t turn;  /* the parts, or what the merger does, changed */
	struct parts parts;
	struct indexer_entries entries; /* of the parts, in their order */
	struct indexer_entries lost;    /* damaged; named, but not used */
	struct indexer_entries named;   /* by the manifest on the disk */
	uint64_t generation, next;
	int64_t log; /* the segments cover the log up to here */
	uint64_t mark;
	bool hold;   /* rebuilding: nothing is named before the end */
	bool broken; /* a commit failed: begin again from the disk */
	bool merging; /* the merger has something to do, or to look at */
	bool merge_failed;
	atomic_bool stop; /* the merger ends; a merge is given up */
	bool has_merger;
	pthread_t merger;
};

static inline void indexer_pass(struct indexer *x, enum indexer_point at) { if (x->o.passed != NULL) x->o.passed(at, x->o.arg); }

/* indexer_commit.c; all with the lock held. */
void entries_push(struct indexer_entries *e, struct manifest_entry entry);
void entries_remove(struct indexer_entries *e, size_t i);

/* A number for a new file. */
uint64_t indexer_number(struct indexer *x);

/* Add a segment that was written; it is given. */
void indexer_add(struct indexer *x, struct shard *s);

/* Forget a part; its file goes with the next commit, or now. */
void indexer_remove(struct indexer *x, size_t i);

/* A damaged part stays named, for the cure, but is not used any more. */
void indexer_lose(struct indexer *x, size_t i);

/* Remove the file of a segment that the manifest does not name. */
void indexer_forget(struct indexer *x, uint64_t number);

/*
 * Name the parts as they are, with their deletions, in a new manifest, and
 * remove what it does not name.  While rebuilding: nothing.  ERR_IO: the old
 * one stands; broken is set.
 */
enum err indexer_commit(struct indexer *x) MUST_CHECK;

/* Read the manifest and open its parts.  ERR_DB, ERR_BUSY, ERR_IO. */
enum err indexer_load(struct indexer *x, struct store *st) MUST_CHECK;

/* indexer_merge.c: the merger's thread; arg is the indexer. */
void *indexer_merger(void *arg);

#endif
