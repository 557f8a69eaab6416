#ifndef MARSAD_TEXT_STEM_TABLE_H
#define MARSAD_TEXT_STEM_TABLE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Stems known by name, from stem_words.def (tools/stemgen makes the tables).
 * A letter is the low byte of its code point, U+0600 to U+06FF; a stem of up
 * to eight of them is a key, which is never 0.
 */
#define STEM_KEY_LETTERS 8u
#define STEM_SLOT_BITS 12
#define STEM_SLOTS (1u << STEM_SLOT_BITS)

/* Stems that begin with what looks like a particle. */
extern const uint64_t stem_whole[STEM_SLOTS];

/* Members of families, and in the same slot the stem they share. */
struct stem_family {
	char stem[2 * STEM_KEY_LETTERS]; /* folded text */
	uint8_t n;
};

extern const uint64_t stem_members[STEM_SLOTS];
extern const struct stem_family stem_families[STEM_SLOTS];

/* Eight letters as a number; those from the n-th on are not looked at. */
static inline uint64_t stem_load(const unsigned char *c) { return (uint64_t)c[0] | (uint64_t)c[1] << 8 | (uint64_t)c[2] << 16 | (uint64_t)c[3] << 24 | (uint64_t)c[4] << 32 | (uint64_t)c[5] << 40 | (uint64_t)c[6] << 48 | (uint64_t)c[7] << 56; }

static inline uint64_t stem_key(const unsigned char *c, size_t n) { return stem_load(c) & (UINT64_MAX >> (64 - 8 * n)); }

static inline size_t stem_slot(uint64_t key) { return (size_t)((key * 0x9E3779B97F4A7C15u) >> (64 - STEM_SLOT_BITS)); }

#endif
