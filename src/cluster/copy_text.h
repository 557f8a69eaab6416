#ifndef MARSAD_CLUSTER_COPY_TEXT_H
#define MARSAD_CLUSTER_COPY_TEXT_H

#include "cluster/copies.h"

/*
 * A text as the window keeps it: its shingles as the gaps between them, a
 * byte or two each, its rare words and those of its title behind them.
 */
struct copy_text {
	uint8_t *packed; /* owned */
	uint32_t marks;
	uint16_t total, n, gap_bytes;
	uint8_t key_n, rare_n, title_n;
	uint8_t level, rare_level;
};

/* Pack what is kept of s; copy_text_release gives it back. */
void copy_text_init(struct copy_text *t, const struct shingles *s);
void copy_text_release(struct copy_text *t);
size_t copy_text_bytes(const struct copy_text *t);

/* The shingles and rare words again; no keys. */
void copy_text_unpack(const struct copy_text *t, struct shingles *out);

/*
 * A text that others are compared with: what is shared is counted by looking
 * their shingles up, as they are unpacked.
 */
struct copy_spread {
	const struct shingles *s;            /* borrowed */
	uint64_t has[(UINT16_MAX + 1) / 64]; /* a bit for each shingle */
};
void copy_spread_init(struct copy_spread *a, const struct shingles *s);

/* What two share and what they are, but for the slot. */
void copy_text_compare(const struct copy_spread *a, const struct copy_text *b,
                       struct copy_link *out);
void copy_text_explain(const struct copy_spread *a, const struct copy_text *b,
                       struct copy_facts *out);

#endif
