#ifndef MARSAD_STORE_LOG_H
#define MARSAD_STORE_LOG_H

#include "store/articles.h"

/*
 * The article log, for those who follow it: each change that search must know
 * of has an entry, written in the transaction that makes the change.
 */

/* What some entries tell: articles, each once, by their first entries. */
struct log_changes {
	int64_t last; /* the last entry read */
	int64_t *ids; /* of the articles */
	bool *placed; /* only its story or its head of copies changed */
	size_t n;
};

/*
 * What changed behind entry `after`, in mem; changes of images or ranks alone
 * are left out.  What is read of the articles later is as new as the entries,
 * or newer.  At most `limit` entries are read; out->last is `after` when there
 * is none behind it.
 */
enum err store_log_read(struct store *st, struct arena *mem, int64_t after,
                        size_t limit, struct log_changes *out) MUST_CHECK;

/* What search needs of an article besides its text. */
struct article_entry {
	enum article_state state;
	int64_t story_id; /* these as in struct article_head */
	int64_t copy_of;
	int64_t sort_s;
	int64_t outlet_id;
	uint64_t text_hash; /* of the folded text, see struct doc_analysis */
	struct str title, byline, language, topic;
};

/* Of one article, in mem.  ERR_ABSENT: there never was one. */
enum err store_log_article(struct store *st, struct arena *mem, int64_t id,
                           struct article_entry *out) MUST_CHECK;

/*
 * A mark of the log up to entry `seq`, 0 being the empty log: another
 * database, and this one restored from an older copy, has another mark there.
 * ERR_ABSENT: there is no such entry.
 */
enum err store_log_mark(struct store *st, int64_t seq, uint64_t *out)
        MUST_CHECK;

/*
 * Let everything that was read reach the disk, so that what is derived from
 * it cannot outlive it in a power cut.  ERR_IO.
 */
enum err store_sync(struct store *st) MUST_CHECK;

/*
 * Read as of one moment until store_look_end, whatever is written meanwhile.
 */
enum err store_look_begin(struct store *st) MUST_CHECK;
void store_look_end(struct store *st);

/* What the index must agree with: SHOWN articles in order of id. */
struct article_place {
	int64_t id;
	int64_t sort_s;
	int64_t outlet_id;
};

/* At most `max` of them with ids above `after`; *n is 0 behind the last. */
enum err store_article_places(struct store *st, int64_t after,
                              struct article_place *out, size_t max,
                              size_t *n) MUST_CHECK;

#endif
