#ifndef MARSAD_ANALYSE_INTERNAL_H
#define MARSAD_ANALYSE_INTERNAL_H

#include "analyse/entities.h"
#include "analyse/lexicon.h"
#include "model/doc.h"

/*
 * What the finders of names, places, numbers and agencies share: the words of
 * a title or a text with what is seen at each of them.
 */
#define ENTITY_WORDS_MAX 1500u /* of a text that are looked at */
#define ENTITY_FORMS_MAX 4u    /* of a word: as it is, without particles */

enum {
	MARK_ARABIC = 1,   /* of Arabic letters */
	MARK_LATIN = 2,
	MARK_DIGITS = 4,   /* begins with a digit */
	MARK_CAPITAL = 8,
	MARK_BREAK = 16,   /* punctuation in front of it */
	MARK_START = 32,   /* first of a sentence or line */
	MARK_PLACE = 64,   /* part of a place or nisba that was found */
	MARK_OPEN = 128    /* a bracket is open in front of it */
};

enum {
	MORE_UPPER = 1,      /* all its letters are capitals */
	MORE_PREPOSITION = 2, /* the last of its forms lacks one */
	MORE_NAME = 4         /* part of a name that was found */
};

struct word_mark {
	uint8_t flags;
	uint8_t forms;
	uint8_t more;   /* MORE_... */
	uint16_t kinds; /* bits of enum lexicon_kind, of any of its forms */
	uint32_t hash[ENTITY_FORMS_MAX]; /* of the forms */
};

/* As entities_each calls it. */
typedef void entity_each(void *arg, enum entity_kind kind, size_t from,
                         size_t to);

struct entity_text {
	entity_each *each; /* told of what is found, NULL: nobody is */
	void *arg;
	struct str shown;
	const struct doc_word *words;
	struct word_mark *marks;
	size_t n;
	bool title;
	bool shouts; /* capitals say nothing: most words have them */
};

/* A phrase of the lexicon that was found. */
struct lexicon_match {
	const struct lexicon_entry *entry; /* NULL: none */
	uint32_t hash; /* of the phrase, for others of the same */
	size_t words;
	unsigned form; /* of the first word: 0 as it is written */
};

/* The longest phrase of a kind that begins with word i. */
struct lexicon_match entity_match(const struct entity_text *t, size_t i,
                                  enum lexicon_kind kind);

/* The bytes between word i - 1 (the front) and word i (or the end). */
struct str entity_gap(const struct entity_text *t, size_t i);

/* Tell t->each of words [from, to). */
void entity_tell(const struct entity_text *t, enum entity_kind kind,
                 size_t from, size_t to);

/* The two texts of an article: [0] the title, [1] the text. */
#define ENTITY_TEXTS 2

/* Find, and set d->analysis; in this order, for later ones use earlier. */
void places_take(struct doc *d, struct entity_text t[ENTITY_TEXTS]);
void numbers_take(struct doc *d, const struct entity_text t[ENTITY_TEXTS]);
void names_take(struct doc *d, struct entity_text t[ENTITY_TEXTS]);
void agency_take(struct doc *d, const struct entity_text t[ENTITY_TEXTS]);

#endif
