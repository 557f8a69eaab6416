#ifndef MARSAD_SEARCH_ASK_H
#define MARSAD_SEARCH_ASK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/datetime.h"
#include "base/str.h"

/*
 * What a reader typed into the search box, as a tree.  The language, in
 * Arabic, French and English: docs/search_language.md.
 *
 * Anything is a query: what cannot be meant as it stands is left out or read
 * as plain words, and noted.
 */
#define ASK_MAX_BYTES 500u /* of a query that are read */
#define ASK_MAX_TERMS 32u  /* leaves of the tree; so no node has more parts */
#define ASK_MAX_DEPTH 8u   /* parentheses inside of each other */

enum ask_kind {
	/* leaves */
	ASK_WORD,     /* as typed one; may fold to several: l'eau */
	ASK_EXACT,    /* one word in quotes: as written, see `shown` */
	ASK_PHRASE,   /* some words in quotes, side by side */
	ASK_PREFIX,   /* word*; of several words the last is the head */
	ASK_OUTLET,   /* folded: its name or slug */
	ASK_TOPIC,    /* folded: its name */
	ASK_LANGUAGE, /* folded: its code, "ar" */
	ASK_TIME,     /* published in [since_s, until_s) */
	/* with children */
	ASK_ALL_OF, /* each must stand; of one child: +word */
	ASK_ANY_OF, /* one must stand, at least */
	ASK_NOT,    /* its only child must not */
	ASK_LIST    /* the parts of the query, or of a parenthesis */
};

/* Where a word, exact word, phrase or prefix is looked for. */
enum ask_field { ASK_ANYWHERE, ASK_TITLE, ASK_AUTHOR };

/* The open ends of ASK_TIME. */
#define ASK_NO_SINCE INT64_MIN
#define ASK_NO_UNTIL INT64_MAX

struct ask_node {
	enum ask_kind kind;
	enum ask_field field;
	struct str shown;  /* leaves: as typed; a view of the query */
	struct str folded; /* words separated by one space; never empty but
	                      for ASK_TIME and nodes with children */
	int64_t since_s, until_s; /* ASK_TIME */
	bool common;              /* ASK_WORD: a stop word */
	struct ask_node **child;
	size_t n;
};

/* What was left out of a query or read in another way than it was typed. */
enum ask_note {
	ASK_NOTE_QUOTE,    /* a quote was not closed, or not opened */
	ASK_NOTE_PAREN,    /* so with a parenthesis */
	ASK_NOTE_OPERATOR, /* an operator has nothing to join; left out */
	ASK_NOTE_DATE,     /* no date behind a field of dates: plain words */
	ASK_NOTE_LANGUAGE, /* no language behind such a field: plain words */
	ASK_NOTE_PREFIX,   /* too few letters before the star: a word */
	ASK_NOTE_BYTES,    /* longer than ASK_MAX_BYTES: the rest left out */
	ASK_NOTE_TERMS,    /* more than ASK_MAX_TERMS: the rest left out */
	ASK_NOTE_DEPTH,    /* deeper than ASK_MAX_DEPTH: parentheses left out */
	ASK_NOTE__COUNT
};

struct ask_setting {
	int64_t now_s;      /* for "yesterday" and dates without a year */
	int16_t offset_min; /* of the edition's zone, east positive */
};

struct ask {
	struct str typed; /* the whole query, borrowed */
	struct ask_node *root; /* ASK_LIST, never NULL */
	bool boolean; /* an operator, sign, quote, field or date was used; a
	                 parenthesis alone changes nothing */
	bool talk;    /* a question, a headline: its quotes are names */
	unsigned notes; /* bit set of enum ask_note: see ask_noted */
	struct ask_node none; /* the root when mem is full */
};

static inline bool ask_noted(const struct ask *a, enum ask_note n) { return (a->notes >> n & 1u) != 0; }

/*
 * Read a query.  typed: borrowed, and so by the tree's `shown`; any bytes.
 * The tree is in mem; when mem is full it is empty and arena_err tells.
 * *out points into itself then: do not copy it.
 *
 * Cost: linear in the bytes read; the date behind a word like "since" is
 * looked for in a window of fixed length.
 */
void ask_parse(struct arena *mem, struct str typed,
               const struct ask_setting *setting, struct ask *out);

/* The name of a note for programs, "quote", and what it says in English. */
struct str ask_note_name(enum ask_note n);
struct str ask_note_text(enum ask_note n);

/*
 * A tree as a query, in canonical form: folded words, AND OR NOT, English
 * field names, moments in UTC.  Reading it again gives the same tree (but
 * for `shown`), if it is not longer than ASK_MAX_BYTES.  In mem.  It is for
 * readers and tests: apostrophes are gone, by which searching knows elided
 * articles.
 */
struct str ask_write(struct arena *mem, const struct ask_node *n);

#endif
