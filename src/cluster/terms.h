#ifndef MARSAD_CLUSTER_TERMS_H
#define MARSAD_CLUSTER_TERMS_H

#include "base/buf.h"
#include "base/err.h"
#include "model/doc.h"

/*
 * What stories are told by, of one article: its most telling stems, counted
 * at its head (the title three times, and the first TERMS_HEAD_WORDS words)
 * and in the whole; the consonants of what may be names; numbers and places.
 * Articles of one language share stems, those of several languages the rest.
 */
#define TERMS_MAX 96u /* stems of one article */
#define TERMS_NAMES_MAX 24u
#define TERMS_FACTS_MAX 24u
#define TERMS_HEAD_WORDS 120u
#define TERMS_TITLE_WEIGHT 3u
#define TERMS_BYTES_MAX 1024u /* of the written form */

/* Languages that share stems; Darija is Arabic here. */
enum terms_language {
	TERMS_OTHER,
	TERMS_ARABIC,
	TERMS_FRENCH,
	TERMS_ENGLISH,
	TERMS_SPANISH,
	TERMS_LANGUAGE__COUNT
};
enum terms_language terms_language(struct str code);

struct term {
	uint32_t hash; /* of stem and language, or of the name or fact */
	uint8_t head;  /* times at the head; the title counts three times */
	uint8_t whole; /* times in all */
};

struct terms {
	enum terms_language language;
	uint16_t stem_n, name_n, fact_n;
	struct term stem[TERMS_MAX];
	struct term name[TERMS_NAMES_MAX];
	struct term fact[TERMS_FACTS_MAX];
};

/*
 * The terms of an analysed article.  Of more stems than TERMS_MAX those are
 * kept that say most: often here, rare in the press, at the head.  O(words).
 * Working memory is the document's arena: ERR_LIMIT when it is full.
 */
enum err terms_make(const struct doc *d, struct terms *out) MUST_CHECK;

/* The hash of the stem of a term of that language. */
uint32_t terms_stem(uint32_t hash, enum terms_language language);

/* How telling a stem is before the window has been seen: ln(1 / share). */
float terms_prior(uint32_t stem);

/* At most TERMS_BYTES_MAX bytes. */
void terms_write(struct buf *out, const struct terms *t);

/* Take them off the head of `bytes`.  ERR_FORMAT: not written by us. */
enum err terms_read(struct str *bytes, struct terms *out) MUST_CHECK;

#endif
