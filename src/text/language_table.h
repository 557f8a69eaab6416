#ifndef MARSAD_TEXT_LANGUAGE_TABLE_H
#define MARSAD_TEXT_LANGUAGE_TABLE_H

#include <stddef.h>
#include <stdint.h>

/*
 * The words of language_words.def as a table that tools/langgen makes when
 * marsad is built, and what both must agree on to use it.
 */

#define X(name, code, words) LANGUAGE_##name,
enum language {
#include "text/language_words.def"
	LANGUAGE__COUNT
};
#undef X

#define LANGUAGE_KEY_BYTES 8u /* the longest word of the lists */
#define LANGUAGE_SLOTS 512u
#define LANGUAGE_SHIFT 55u /* leaves as many bits of 64 as slots need */

extern const uint64_t language_keys[LANGUAGE_SLOTS];   /* 0: free */
extern const uint8_t language_sets[LANGUAGE_SLOTS]; /* bits of enum language */

/* A word of at most LANGUAGE_KEY_BYTES as a number. */
static inline uint64_t
language_key(const char *p, size_t n)
{
	uint64_t key = 0;

	for (size_t i = 0; i < n; i++)
		key = key << 8 | (unsigned char)p[i];
	return key;
}

static inline size_t
language_slot(uint64_t key)
{
	return (size_t)(key * 0x9E3779B97F4A7C15u >> LANGUAGE_SHIFT);
}

#endif
