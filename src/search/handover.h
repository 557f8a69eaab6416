#ifndef MARSAD_SEARCH_HANDOVER_H
#define MARSAD_SEARCH_HANDOVER_H

#include <stdbool.h>

#include "model/doc.h"

/*
 * Words of new articles on their way from the thread that stores them to the
 * one that writes the index, which then need not unpack their texts and tell
 * the words again.  Nothing depends on it: what there was no room for, or
 * came too late, is read from the store.
 *
 * One thread puts, one takes.
 */
#define HANDOVER_ARTICLES_MAX 4096u    /* committed and not taken */
#define HANDOVER_BYTES_MAX (16u << 20) /* of their words */

/* The words of a title or a text, in order. */
struct handed_words {
	const char *folded; /* one behind another, a space between two */
	const uint16_t *word; /* bytes of each, shifted, and HANDED_ELIDED */
	size_t n;
};
#define HANDED_ELIDED 1u /* as struct token has it */
#define HANDED_SHIFT 1u

/* An article as it was put. */
struct handed {
	int64_t id;
	uint64_t text_hash; /* of the folded text, as the store keeps it */
	struct str title;   /* shown */
	struct handed_words title_words, text_words;
};

struct handover;

/* An empty one; handover_free when neither thread uses it any more. */
struct handover *handover_new(void);
void handover_free(struct handover *h);

/*
 * The storing thread: copy the words of an article that is new in the present
 * transaction, under an id above those put before.  d needs its analysis.
 * Does nothing when there is no room.  Below 1 us.
 */
void handover_put(struct handover *h, int64_t id, const struct doc *d);

/*
 * The transaction is over: what was put in it may be taken, or is forgotten,
 * as its rows are.
 */
void handover_commit(struct handover *h);
void handover_drop(struct handover *h);

/*
 * The indexing thread: what was put of an article; false: nothing, or it was
 * passed over.  Articles are taken in the order of their ids, and all of
 * lower ids than `id` are gone then.  *out is borrowed until the next call.
 */
bool handover_take(struct handover *h, int64_t id, struct handed *out);

#endif
