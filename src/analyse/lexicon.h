#ifndef MARSAD_ANALYSE_LEXICON_H
#define MARSAD_ANALYSE_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Words and phrases that are known by name: places, nisbas, number words,
 * roles, first names, agencies.  tools/lexgen makes the table from
 * data/places and data/lexicon; docs/entities.md tells the form of the files.
 *
 * A phrase is found by the hash of its folded words, one after the other, so
 * that looking for the longest one costs a step a word.  Entries of one hash
 * and several kinds stand beside each other.
 */
enum lexicon_kind {
	LEXICON_PLACE,  /* value: number of the place */
	LEXICON_NISBA,  /* value: number of the country */
	LEXICON_NUMBER, /* value: enum lexicon_number */
	LEXICON_ROLE,   /* "president", "Mr": a name may follow */
	LEXICON_FIRST,  /* a first name */
	LEXICON_LINK,   /* joins the words of a name: bin, abu, de */
	LEXICON_AGENCY, /* value: number of the agency */
	LEXICON_CUE,    /* a place may follow; value: enum lexicon_cue */
	LEXICON_STOP,   /* has a capital at times, and is no name */
	LEXICON__COUNT
};

/* Values of number words: 0 to 900 are themselves. */
enum lexicon_number {
	LEXICON_SCALE = 10000, /* + 3, 6, 9, 12: ten to the power of that */
	LEXICON_DUAL = 11000,  /* the same, twice of it */
	LEXICON_HALF = 12000,
	LEXICON_PERCENT = 12001,
	LEXICON_MONTH = 12002
};

/* How a link is keyed with the word behind it. */
enum lexicon_link {
	LEXICON_LINK_DROP = 0, /* not at all: de, van */
	LEXICON_LINK_JOIN = 1, /* as one word: abd + al-Aziz */
	LEXICON_LINK_BARE = 2  /* as one word, its article lost: ben + Ali */
};

enum lexicon_cue {
	LEXICON_CUE_WEAK = 1,  /* "in" */
	LEXICON_CUE_STRONG = 2 /* "the town of" */
};

#define LEXICON_ENDS 1u    /* a phrase ends with this word */
#define LEXICON_MORE 2u    /* a longer one may follow */
#define LEXICON_CAPITAL 4u /* its words are written with capitals */
#define LEXICON_MAYBE 8u   /* it is also another word */
#define LEXICON_HARDLY 16u /* it mostly is another word */

struct lexicon_entry {
	uint32_t hash; /* of the words so far; 0: the slot is free */
	uint16_t value;
	uint8_t kind;
	uint8_t flags;
};

/*
 * Stems of ordinary Arabic words (data/lexicon/common.stems), by the hash
 * that doc_word has; 0: the slot is free.
 */
#define LEXICON_COMMON_SLOTS (1u << 14)

extern const uint32_t lexicon_common[LEXICON_COMMON_SLOTS];

#define LEXICON_SLOT_BITS 15
#define LEXICON_SLOTS (1u << LEXICON_SLOT_BITS)
#define LEXICON_PHRASE_MAX 6u /* words */

extern const struct lexicon_entry lexicon_table[LEXICON_SLOTS];

/* The hash of the words so far (0: none) and one more; never 0. */
static inline uint32_t lexicon_step(uint32_t so_far, struct str folded) { uint32_t h = (uint32_t)(str_hash_seed(folded, so_far) >> 32); return h != 0 ? h : 1; }

/* The slot in which a hash is looked for first. */
static inline size_t lexicon_slot(uint32_t hash) { return hash >> (32 - LEXICON_SLOT_BITS); }

/* Codes of agencies by their numbers, [0] empty. */
extern const struct str agency_codes[];

/*
 * Say that a hash or a stem will be asked for: its slot, of tables too large
 * to stay near the processor, is fetched from memory meanwhile.
 */
static inline void lexicon_expect(uint32_t hash) { __builtin_prefetch(&lexicon_table[lexicon_slot(hash)]); }
static inline void lexicon_expect_common(uint32_t stem) { __builtin_prefetch(&lexicon_common[stem % LEXICON_COMMON_SLOTS]); }

/* A bit for each kind of entry that has this hash. */
unsigned lexicon_kinds(uint32_t hash);

/* The entry of a hash and a kind, NULL when there is none. */
const struct lexicon_entry *lexicon_get(uint32_t hash,
                                        enum lexicon_kind kind);

/* The next entry of the same hash and kind, NULL when e is the last. */
const struct lexicon_entry *lexicon_next(const struct lexicon_entry *e);

/* Whether a stem (doc_word.stem) is that of an ordinary Arabic word. */
bool lexicon_is_common(uint32_t stem);

#endif
