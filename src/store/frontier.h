#ifndef MARSAD_STORE_FRONTIER_H
#define MARSAD_STORE_FRONTIER_H

#include "model/doc.h"
#include "store/store.h"

/*
 * The frontier: addresses that were announced and are still to be fetched,
 * with what the feed said about them.  It is written in the transaction that
 * records the poll and settled in the transaction that stores the article,
 * so a crash at any moment neither loses nor repeats an article.
 */
struct frontier_entry {
	int64_t id;
	int64_t outlet_id;
	int64_t feed_id;
	struct str url;
	struct feed_item item;
	int64_t tries; /* failed ones so far */
	int64_t due_s;
	bool again; /* the feed changed its item: fetch what is known anew */
};

/* What became of an announced item. */
enum frontier_outcome {
	FRONTIER_NEW,     /* queued: not seen before */
	FRONTIER_CHANGED, /* queued again: the feed's item changed */
	FRONTIER_KNOWN    /* nothing to do */
};

/*
 * Offer one item of a feed.  key: url_key of its address.  fingerprint: a
 * hash of what the feed says about it; when the same feed later offers the
 * same key with another fingerprint, the article is fetched again.
 */
enum err store_frontier_offer(struct store *st, const struct frontier_entry *f,
                              struct str key, uint64_t fingerprint,
                              enum frontier_outcome *out) MUST_CHECK;

/* An address at a place of its outlet's own list (model/doc.h). */
struct list_place {
	struct str key;
	int64_t outlet_id; /* whose list it is */
	uint32_t list_rank;
};

/*
 * A poll shows an address there.  If that is the best place so far, it is kept
 * with the article, or with the entry that waits; not if it is another
 * outlet's.  *out_id: the article whose rank it raised, logged; 0: none.
 */
enum err store_list_rank(struct store *st, const struct list_place *p,
                         int64_t now_s, int64_t *out_id) MUST_CHECK;

/*
 * The best place that an entry was seen at while it waited; 0: none, or the
 * entry is gone.
 */
enum err store_frontier_rank(struct store *st, int64_t id, uint32_t *out)
        MUST_CHECK;

/*
 * Entries due at now_s, oldest first, without those of inactive outlets.
 * after_id: 0, or the id after which to go on (paging while the earlier ones
 * are in flight): returns entries with id > after_id in order of id.
 */
enum err store_frontier_due(struct store *st, struct arena *mem, int64_t now_s,
                            int64_t after_id, size_t limit,
                            struct frontier_entry **out, size_t *n) MUST_CHECK;

/* Number of entries, and the earliest due_s (0: none) for `crawl --once`. */
enum err store_frontier_state(struct store *st, int64_t *count,
                              int64_t *next_due_s) MUST_CHECK;

/* Remove an entry: it was stored or will never be.  ERR_OK if gone already. */
enum err store_frontier_settle(struct store *st, int64_t id) MUST_CHECK;

/* Count a failed try and put it off to due_s. */
enum err store_frontier_retry(struct store *st, int64_t id, int64_t due_s)
        MUST_CHECK;

#endif
