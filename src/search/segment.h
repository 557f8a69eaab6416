#ifndef MARSAD_SEARCH_SEGMENT_H
#define MARSAD_SEARCH_SEGMENT_H

#include <stdbool.h>

#include "base/arena.h"
#include "search/sink.h"

/*
 * A segment: an immutable part of the index, read where it lies (mapped from
 * a file, or in memory for the newest articles).  Documents are numbered from
 * the newest: 0 is the article of the latest time.  The format is told in
 * docs/search.md.
 *
 * segment_open looks at everything that reading must rely on, so that bytes
 * damaged later, or made by an attacker, give wrong answers at worst.
 * segment_check reads all of it and finds any damage.
 */
#define SEGMENT_DOCS_MAX (1u << 24)
#define SEGMENT_NO_DOC UINT32_MAX
#define SEGMENT_TERM_MAX 200u /* bytes of a key */
#define SEGMENT_POSITION_MAX (1u << 22)
#define SEGMENT_TOPICS_MAX 4096u   /* names told apart; the rest have none */
#define SEGMENT_LANGUAGES_MAX 250u

/*
 * The first byte of a key says what it is.  Only stems have positions.
 */
enum term_kind {
	TERM_AUTHOR = 'a', /* a word of a byline, folded */
	TERM_EXACT = 'e',  /* a folded word */
	TERM_STEM = 's',
	TERM_PAIR = 'w'    /* two frequent stems side by side: see pairs.h */
};

/*
 * How often a term stands in a document, in one number: how many times, and
 * whether in the title and in the first words of the text.
 */
#define CODE_TITLE 2u
#define CODE_LEAD 1u
static inline uint32_t code_make(uint32_t count, uint32_t flags) { return (count - 1) << 2 | flags; }
static inline uint32_t code_count(uint32_t code) { return (code >> 2) + 1; }

/* The sections of a segment, in the order in which the footer lists them. */
#define SECTION_MAP(X)                                                   \
	X(POSTINGS) /* lists, one behind another */                      \
	X(TERMS)    /* keys in byte order, TERM_BLOCK front-coded */     \
	X(BLOCKS)   /* struct term_block for each block of terms */      \
	X(TIME)     /* int64: Unix seconds, falling */                   \
	X(ID)       /* int64: the article's */                           \
	X(STORY)    /* int64 */                                          \
	X(BY_ID)    /* uint32: documents in the order of their ids */    \
	X(OUTLET)   /* uint32: the outlet's id */                        \
	X(LENGTH)   /* uint16: words of title and text */                \
	X(TOPIC)    /* uint16: number of a name */                       \
	X(LANGUAGE) /* uint8: number of a name */                        \
	X(TITLE)    /* uint8: words of the title */                      \
	X(COPY)     /* uint8: 1 when another article carries the text */ \
	X(TOPICS)   /* names, each behind its length in one byte */      \
	X(LANGUAGES)

#define X(name) SECTION_##name,
enum section { SECTION_MAP(X) SECTION__COUNT };
#undef X

#define TERM_BLOCK 32u /* terms to a block of the dictionary */

struct term_block {
	uint64_t terms;    /* where it begins in TERMS */
	uint64_t postings; /* where the list of its first term does */
};

/* What a segment says of itself. */
struct segment_facts {
	uint32_t docs;
	uint32_t terms; /* in all */
	uint64_t words; /* in all documents */
	int64_t first_log, last_log; /* entries of the article log it holds */
};

/* Words of a document on average, at least 1. */
static inline float segment_words_mean(const struct segment_facts *f) { return f->words <= f->docs ? 1.0f : (float)f->words / (float)f->docs; }

struct segment {
	struct str bytes;
	struct segment_facts facts;
	struct str section[SECTION__COUNT];
	struct extent extent[SECTION__COUNT];
	const int64_t *time_s;
	const int64_t *id;
	const int64_t *story;
	const uint32_t *by_id;
	const uint32_t *outlet;
	const uint16_t *length;
	const uint16_t *topic;
	const uint8_t *language;
	const uint8_t *title;
	const uint8_t *copy;
	const struct term_block *blocks;
	size_t block_count;
	/* the first bytes of every SEGMENT_STRIDE-th block's first key */
	uint64_t *heads;
	size_t head_count;
	struct str *topics; /* by number */
	struct str *languages;
	size_t topic_count, language_count;
	float words_mean; /* a document, at least 1 */
};

#define SEGMENT_STRIDE 64u /* blocks */

/*
 * Read what bytes say; they must be aligned to 8 and outlive *out.  The
 * names are in mem.  ERR_FORMAT: no segment, or damaged; ERR_LIMIT: mem is
 * full.
 */
enum err segment_open(struct arena *mem, struct str bytes,
                      struct segment *out) MUST_CHECK;

/* Compare every checksum with the bytes: ERR_FORMAT when one differs. */
enum err segment_check(const struct segment *s) MUST_CHECK;

/* The document of an article, or SEGMENT_NO_DOC.  O(log documents). */
uint32_t segment_find(const struct segment *s, int64_t id);

/* The first document whose time is before time_s; docs when none is. */
uint32_t segment_before(const struct segment *s, int64_t time_s);

/* The footer at the end of a segment, behind its sections. */
#define SEGMENT_MAGIC 0x314745534453524dull /* "MRSDSEG1" */
#define SEGMENT_VERSION 1u

struct segment_footer {
	struct extent extent[SECTION__COUNT];
	struct segment_facts facts;
	uint64_t version;
	uint64_t magic;
	uint64_t sum; /* of all of the footer before it */
};

#endif
