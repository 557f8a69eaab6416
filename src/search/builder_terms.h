#ifndef MARSAD_SEARCH_BUILDER_TERMS_H
#define MARSAD_SEARCH_BUILDER_TERMS_H

#include "search/segment.h"

/*
 * The distinct terms of a segment being built, numbered as they come.
 */
struct builder_term {
	uint64_t hash;
	uint32_t key;  /* where its key begins in `keys` */
	uint32_t stem; /* of an exact form: the number of its stem */
};

/* A slot tells enough to pass over terms of other hashes without a look. */
struct builder_slot {
	uint32_t hash; /* its upper half */
	uint32_t key;  /* 0: free */
};

/* A key, and a term that has it. */
struct builder_key {
	uint32_t key; /* as of a term */
	uint32_t term;
};

struct builder_terms {
	/*
	 * each behind its term's number (four bytes), its tag (the language
	 * whose stemmer was used) and its length
	 */
	struct buf keys;
	struct builder_term *v;
	uint32_t n, cap;
	struct builder_slot *slots;
	uint32_t slot_count; /* a power of two */
};

/* No terms; release frees, clear forgets them. */
void builder_terms_init(struct builder_terms *t);
void builder_terms_release(struct builder_terms *t);
void builder_terms_clear(struct builder_terms *t);

/*
 * The hash of a term, cut as its key is.  For who looks up many of them: let
 * its slot be fetched from memory and, when that has come, the key there.
 */
uint64_t builder_terms_hash(enum term_kind kind, struct str word, uint8_t tag);
static inline struct builder_slot *builder_terms_slot(const struct builder_terms *t, uint64_t hash) { return &t->slots[hash & (t->slot_count - 1)]; }
static inline void builder_terms_fetch(const struct builder_terms *t, uint64_t hash) { __builtin_prefetch(builder_terms_slot(t, hash)); }
static inline void builder_terms_fetch_key(const struct builder_terms *t, uint64_t hash) { __builtin_prefetch(t->keys.p + builder_terms_slot(t, hash)->key); }

/*
 * The number of a term, a new one being added (*added).  hash is the term's.
 * A key too long is cut.  Expected O(1).
 */
uint32_t builder_terms_add(struct builder_terms *t, uint64_t hash,
                           enum term_kind kind, struct str word, uint8_t tag,
                           bool *added);

/* A key, where it begins, borrowed until the next term is added. */
static inline struct str builder_terms_key(const struct builder_terms *t, uint32_t key) { return (struct str){ t->keys.p + key, (unsigned char)t->keys.p[key - 1] }; }

/*
 * The keys in their order, each with one of its terms, and same[n], for each
 * term n, the one that stands in `order` for its key (terms of several tags
 * may have one key).  Both have room for all terms.  Returns how many keys
 * there are.  O(n).
 */
uint32_t builder_terms_sort(const struct builder_terms *t,
                            struct builder_key *order, uint32_t *same);

#endif
