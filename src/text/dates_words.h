#ifndef MARSAD_TEXT_DATES_WORDS_H
#define MARSAD_TEXT_DATES_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * The words of dates (dates_words.def) as a table that tools/dategen makes
 * when marsad is built.
 */

/* What a word can be in a date; the first have a value. */
#define DATE_ROLES(X)                                                       \
	X(MONTH)      /* 1..12, Gregorian */                                \
	X(HIJRI)      /* 1..12 */                                           \
	X(PERSIAN)    /* 1..12 */                                           \
	X(PAIR)       /* first of two words that name a month */            \
	X(PAIR_END)   /* the second */                                      \
	X(WEEKDAY)    /* 1 Monday .. 7 Sunday */                            \
	X(UNIT)       /* one of a unit of time */                           \
	X(UNITS)      /* several */                                         \
	X(DUAL)       /* two */                                             \
	X(COUNT)      /* a number in words */                               \
	X(DAY)        /* days from today */                                 \
	X(SHIFT_PRE)  /* last, this, next: before the unit */               \
	X(SHIFT_POST) /* the same behind it */                              \
	X(CUE)        /* a year may follow; 1 weak .. 3 sure */             \
	X(JOIN)       /* between two dates */                               \
	X(ERA)        /* the calendar of the year before it */              \
	X(HALF)       /* 0 forenoon, 12 afternoon */                        \
	X(ZONE)       /* quarters of an hour east of UTC */                 \
	X(PHRASE)     /* part of a phrase of several words */               \
	X(DAYTH)      /* a day of the month in words */                     \
	X(SHORT)      /* too short or too common to be sure of */           \
	X(EVERY)      /* makes a weekday a custom or a name */              \
	X(NAMED)      /* makes a day and month behind it a name */          \
	X(THAT)       /* before "the day": another one than today */        \
	X(OTHER)      /* behind "the day": another one than today */        \
	X(AGO_PRE)    /* so long before now: before the count */            \
	X(AGO_POST)   /* the same behind it */                              \
	X(SOON)       /* so long after now */                               \
	X(ABOUT)      /* leaves a count vague */                            \
	X(AFTER)      /* the count is from something else than now */       \
	X(COUNTED)    /* the number before it is no year */                 \
	X(NUMBERED)   /* the number behind it is no date */                 \
	X(LINK)       /* between the parts of a date */                     \
	X(ORDINAL)    /* behind the number of a day */                      \
	X(EQUALS)     /* the same day in another calendar follows */        \
	X(OPEN)       /* may stand before a date */                         \
	X(AT)         /* may stand before a time of day */                  \
	X(TIME_MARK)  /* the T of ISO 8601 */                               \
	X(HOUR_MARK)  /* the h of 10h30 */                                  \
	X(MINUTE_MARK)                                                      \
	X(AMERICAN)   /* a zone where the month is written first */         \
	X(ZONE_OPEN)  /* before the name of a zone */

#define X(name) DATE_##name,
enum date_role { DATE_ROLES(X) };
#undef X

#define DATE_VALUES (DATE_DAYTH + 1) /* roles that have one */

enum {
	UNIT_SECOND = 1, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WEEK,
	UNIT_MONTH, UNIT_YEAR
};
enum { PAIR_KANUN = 1, PAIR_TISHRIN, PAIR_RABI, PAIR_JUMADA, PAIR_DHU };
enum { JOIN_AND = 1, JOIN_TO };
enum { ERA_GREGORIAN = 1, ERA_HIJRI, ERA_PERSIAN, ERA_BEFORE };
enum {
	PHRASE_IL = 1, PHRASE_Y, PHRASE_A, PHRASE_BEFORE, PHRASE_BEHIND,
	PHRASE_HUI, PHRASE_FIRST, PHRASE_CI, PHRASE_DAY, PHRASE_OF
};

struct date_word {
	struct str word; /* folded */
	uint64_t roles;  /* bits by enum date_role */
	int8_t value[DATE_VALUES];
};

#define DATE_SLOTS 4096u      /* a power of two */
#define DATE_HASH_SEED 0x811Cu
#define DATE_WORD_MAX 40u     /* bytes of the longest word looked up */

/*
 * A word's hash is made from its last byte to its first, so that one pass
 * gives the hash of the word without each of its prefixes too.
 */
static inline uint32_t date_hash_step(uint32_t h, unsigned char c) { return (h ^ c) * 0x9E3779B1u; }
static inline uint32_t date_hash_slot(uint32_t h) { return (h ^ h >> 15) & (DATE_SLOTS - 1); }

/* Slots: 0 free, else index into date_words + 1, with the hash's top bits. */
extern const uint32_t date_slots[DATE_SLOTS];
extern const struct date_word date_words[];
extern const unsigned date_words_n;

/* The top bits kept in a slot, and the index below them. */
#define DATE_INDEX_MASK 0xFFFFu
static inline uint32_t date_hash_tag(uint32_t h) { return h & ~DATE_INDEX_MASK; }

/* The entry of a folded word whose hash is h, or NULL.  Constant time. */
const struct date_word *date_word_find(struct str folded, uint32_t h);

/* The hash of a folded word. */
uint32_t date_word_hash(struct str folded);

#endif
