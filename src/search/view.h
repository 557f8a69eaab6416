#ifndef MARSAD_SEARCH_VIEW_H
#define MARSAD_SEARCH_VIEW_H

#include "search/shard.h"

/*
 * What a search looks at: some segments at one moment.  A view never changes;
 * it is taken, read by any thread for as long as one likes, and given back.
 * An article is in one document at most that is not deleted.
 */
struct view_part {
	const struct segment *segment;
	const uint64_t *deleted; /* one bit a document; NULL: none */
	uint32_t deleted_n;
	/* what holds them */
	struct shard *shard;
	struct marks *marks;
};

struct view {
	struct view_part *part; /* the one with the newest article first */
	size_t n;
	uint64_t docs; /* of all parts, without the deleted */
	int64_t log;   /* entries of the article log up to here are in it */
	bool partial;  /* something damaged is set aside */
	bool behind;   /* newer entries wait for a writer of the index */
	atomic_uint holders;
};

/* Hold it once more; give it back. */
struct view *view_take(struct view *v);
void view_give(struct view *v); /* NULL is fine */

/*
 * Parts while they change; of one thread at a time.  An index and its writer
 * have each their own.
 */
struct parts {
	struct view_part *v;
	size_t n, cap;
};

/* Add a part; shard and marks (or NULL) are given. */
void parts_add(struct parts *p, struct shard *shard, struct marks *marks);

/* Take one out, or all; the others keep their order. */
void parts_remove(struct parts *p, size_t i);
void parts_release(struct parts *p);

/* Mark an article's documents as deleted; returns how many there were. */
unsigned parts_delete(struct parts *p, int64_t id);

/* Mark a document as deleted. */
void parts_mark(struct view_part *part, uint32_t doc);

/* A new view of two lists, held once; the rest of it is the caller's to set. */
struct view *view_new(const struct parts *a, const struct parts *b);

#endif
