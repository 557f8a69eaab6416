#ifndef MARSAD_CLUSTER_SHINGLES_H
#define MARSAD_CLUSTER_SHINGLES_H

#include "base/buf.h"
#include "base/err.h"
#include "model/doc.h"

/*
 * What copies are told by, of one article: its runs of SHINGLES_WORDS stems
 * (shingles), hashed.  All of a short text, a fixed share of a long one: the
 * same share of any other, so that what two have in common can be counted.
 * Some of the hashes, the same ones in every text, are keys by which texts
 * that share passages find each other.
 *
 * Source: Broder, On the resemblance and containment of documents (1997).
 */
#define SHINGLES_WORDS 4u
#define SHINGLES_MAX 512u
#define SHINGLES_KEY_OF 10u /* one hash in so many is a key */
#define SHINGLES_KEYS_MAX 96u
#define SHINGLES_BYTES_MAX 2048u /* of the written form */

struct shingles {
	uint16_t total; /* of the text, each once; clipped */
	uint16_t n, key_n;
	uint8_t level;  /* one in 2^level was kept */
	uint16_t v[SHINGLES_MAX]; /* rising */
	uint32_t key[SHINGLES_KEYS_MAX];
};

/*
 * The shingles of an analysed article's text; a text of fewer words than a
 * shingle has none.  Working memory is the document's arena: ERR_LIMIT when
 * it is full.  O(words log words).
 */
enum err shingles_make(const struct doc *d, struct shingles *out) MUST_CHECK;

/* At most SHINGLES_BYTES_MAX bytes. */
void shingles_write(struct buf *out, const struct shingles *s);

/* Take them off the head of `bytes`.  ERR_FORMAT: not written by us. */
enum err shingles_read(struct str *bytes, struct shingles *out) MUST_CHECK;

#endif
