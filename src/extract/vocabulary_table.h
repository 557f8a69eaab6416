#ifndef MARSAD_EXTRACT_VOCABULARY_TABLE_H
#define MARSAD_EXTRACT_VOCABULARY_TABLE_H

#include <stddef.h>
#include <stdint.h>

/*
 * The words of vocabulary_words.def as a table that tools/vocabgen makes when
 * marsad is built, and what both must agree on to use it.
 */

enum word {
	WORD_WEAK = 1 << 0,   /* rarely article text: promo, tags, caption */
	WORD_STRONG = 1 << 1, /* never: comments, related, sidebar */
	WORD_BODY = 1 << 2,   /* article-body, entry-content */
	WORD_DATE = 1 << 3,
	WORD_AUTHOR = 1 << 4,
	WORD_LEDE = 1 << 5,
	WORD_HIDDEN = 1 << 6,
	WORD_TITLE = 1 << 7,
	/* halves that make WORD_BODY together: story + text */
	WORD_STORY = 1 << 8,
	WORD_TEXT = 1 << 9,
	WORD_CAPTION = 1 << 10,
	WORD_FOLD = 1 << 11,
	WORD_NEUTRAL = 1 << 12
};

/* FNV-1a: the hash of a prefix is a step on the way to the whole's. */
#define VOCABULARY_HASH_START 2166136261u
#define VOCABULARY_PREFIX '*' /* hashed behind the letters of a prefix */

#define VOCABULARY_SLOTS 1024u
#define VOCABULARY_BEGINS 1024u
#define VOCABULARY_BEGIN 4u     /* letters; a prefix has no fewer */
#define VOCABULARY_WORD_MAX 31u /* letters: lengths are bits of 32 */

extern const uint32_t vocabulary_hashes[VOCABULARY_SLOTS];
extern const uint16_t vocabulary_tells[VOCABULARY_SLOTS]; /* 0: free slot */

/* How long the words are that begin with some letters: bit N is N letters. */
struct vocabulary_begin {
	uint32_t words;
	uint32_t prefixes;
};

extern const struct vocabulary_begin vocabulary_begins[VOCABULARY_BEGINS];

static inline uint32_t
vocabulary_hash_step(uint32_t h, char c)
{
	return (h ^ (unsigned char)c) * 16777619u;
}

/*
 * The first letters of a word of n, VOCABULARY_BEGIN at most, as a number; as
 * many bytes can be read at p.
 */
static inline uint32_t
vocabulary_begin_key(const char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;
	uint32_t key = (uint32_t)u[0] | (uint32_t)u[1] << 8 |
	               (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;

	if (n < VOCABULARY_BEGIN)
		key &= (1u << 8 * n) - 1;
	return key;
}

static inline uint32_t
vocabulary_begin_slot(uint32_t key)
{
	return key * 0x9E3779B1u >> 16 & (VOCABULARY_BEGINS - 1);
}

#endif
