#ifndef MARSAD_CLUSTER_TERMS_H
#define MARSAD_CLUSTER_TERMS_H

#include "base/buf.h"
#include "base/err.h"
#include "model/doc.h"

/*
 * What stories are told by, of one article: its most telling stems, counted
 * at its head (the title three times, and the first TERMS_HEAD_WORDS words)
 * and in the whole; the words of names, by their consonants; places; numbers.
 * Articles of one language share stems, those of several languages the rest.
 */
#define TERMS_MAX 96u /* stems of one article */
#define TERMS_NAMES_MAX 24u
#define TERMS_PLACES_MAX 12u
#define TERMS_NUMBERS_MAX 16u
#define TERMS_ALL_MAX \
	(TERMS_MAX + TERMS_NAMES_MAX + TERMS_PLACES_MAX + TERMS_NUMBERS_MAX)
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

enum terms_kind {
	TERMS_STEM,
	TERMS_NAME,
	TERMS_PLACE,
	TERMS_NUMBER,
	TERMS_KIND__COUNT
};

struct term {
	uint32_t hash; /* of stem and language, or of what is named */
	uint8_t head;  /* times at the head; the title counts three times */
	uint8_t whole; /* times in all */
};

struct terms {
	enum terms_language language;
	uint8_t n[TERMS_KIND__COUNT];
	struct term v[TERMS_ALL_MAX]; /* the kinds one after the other */
};

/* Where the terms of a kind begin in v, for counts n of each. */
size_t terms_from(const uint8_t n[TERMS_KIND__COUNT], enum terms_kind kind);

/*
 * The terms of an analysed article.  Of more stems than TERMS_MAX those are
 * kept that say most: often here, rare in the press, at the head.  O(words).
 * Working memory is the document's arena: ERR_LIMIT when it is full.
 */
enum err terms_make(const struct doc *d, struct terms *out) MUST_CHECK;

/* The hash of the stem of a term of that language. */
uint32_t terms_stem(uint32_t hash, enum terms_language language);

/* The hash of the term that a name's key (doc_name.key) makes. */
uint32_t terms_name(uint32_t key);

/* How telling a stem is before the window has been seen: ln(1 / share). */
float terms_prior(uint32_t stem);

/* At most TERMS_BYTES_MAX bytes. */
void terms_write(struct buf *out, const struct terms *t);

/* Take them off the head of `bytes`.  ERR_FORMAT: not written by us. */
enum err terms_read(struct str *bytes, struct terms *out) MUST_CHECK;

#endif
