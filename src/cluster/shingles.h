#ifndef MARSAD_CLUSTER_SHINGLES_H
#define MARSAD_CLUSTER_SHINGLES_H

#include "base/buf.h"
#include "base/err.h"
#include "model/doc.h"

/*
 * What copies are told by, of one article.
 *
 * Its runs of SHINGLES_WORDS stems (shingles), hashed.  All of a short text,
 * a fixed share of a long one: the same share of any other, so that what two
 * have in common can be counted.  Some of the hashes, the same ones in every
 * text, are keys by which texts that share passages find each other.
 *
 * Its rare words and numbers, hashed: texts written to one template share
 * their shingles, but not these.  Of many a fixed share, as of shingles.
 * Those of them that are in its title, too: what it is about.
 *
 * Its marks: the ordinals and weekdays of its title and first words, a bit
 * each (cluster/marks.def).  "The fifth flight" is not "the sixth flight".
 *
 * Source: Broder, On the resemblance and containment of documents (1997).
 */
#define SHINGLES_WORDS 4u
#define SHINGLES_MAX 512u
#define SHINGLES_KEY_OF 8u /* one hash in so many is a key */
#define SHINGLES_KEYS_MAX 96u
#define SHINGLES_RARE_MAX 96u
#define SHINGLES_TITLE_MAX 8u
#define SHINGLES_BYTES_MAX 2048u /* of the written form */

struct shingles {
	uint16_t total; /* of the text, each once; clipped */
	uint16_t n, key_n, rare_n, title_n;
	uint8_t level, rare_level; /* one in 2^level was kept */
	uint32_t marks;
	uint16_t v[SHINGLES_MAX]; /* rising, each once */
	uint16_t rare[SHINGLES_RARE_MAX]; /* rising, each once */
	uint16_t title[SHINGLES_TITLE_MAX]; /* rising, each once */
	uint32_t key[SHINGLES_KEYS_MAX];
};

/*
 * The shingles of an analysed article's text; a text of fewer words than a
 * shingle has none.  Working memory is the document's arena: ERR_LIMIT when
 * it is full.  O(words).
 */
enum err shingles_make(const struct doc *d, struct shingles *out) MUST_CHECK;

/*
 * Which words of an analysed article stand in no shingle that another text
 * has: what an editor sees of the difference.  Sets has[i] for each word i of
 * the text; of a long text other's sample answers for a share of the places
 * only, and what it does not answer for counts as shared.
 */
enum err shingles_unshared(const struct doc *d, const struct shingles *other,
                           bool **out) MUST_CHECK;

/* At most SHINGLES_BYTES_MAX bytes; the same on every machine. */
void shingles_write(struct buf *out, const struct shingles *s);

/* Take them off the head of `bytes`.  ERR_FORMAT: not written by us. */
enum err shingles_read(struct str *bytes, struct shingles *out) MUST_CHECK;

#endif
