#ifndef MARSAD_EXTRACT_NAMES_H
#define MARSAD_EXTRACT_NAMES_H

#include "extract/meta_internal.h"

/*
 * People's names out of bylines: "By Jane Doe and Karim Benali, Political
 * Editor" is Jane Doe, Karim Benali.
 */
#define NAMES_MAX 12u
#define NAMES_LINE_MAX_BYTES 400u

/* How far a source is to be trusted to hold names. */
enum names_trust {
	NAMES_STATED, /* the field is for names and nothing else */
	NAMES_SHOWN   /* a text of the page that may be a byline */
};

struct names {
	struct arena *mem;
	const struct site *site;
	struct str v[NAMES_MAX]; /* shown form */
	unsigned n;
};

/*
 * Add the names of a byline, at most NAMES_MAX in all, each once.  What is
 * no person's name is left out: addresses, numbers, the site's own name,
 * functions ("Staff Writer"), places.  Linear.
 */
void names_add(struct names *a, struct str line, enum names_trust trust);

/* Add a name as it stands, without a look at what it is made of. */
void names_add_whole(struct names *a, struct str name);

/* Whether a folded name is an agency's, or that of a team or desk. */
bool names_is_together(struct str folded);

/* Forget all of them where agencies and teams sign without a person. */
void names_keep_people(struct names *a);

/* Whether a line is only what stands before a name: "Written by", "Report". */
bool names_is_lead(struct arena *mem, struct str line);

/*
 * Whether a line of text begins as bylines do: surely ("Written by ",
 * "بقلم:"), or with a word that begins sentences, too ("By ", "كتب ").
 */
enum names_begin { NAMES_BEGIN_NOT, NAMES_BEGIN_MAYBE, NAMES_BEGIN_SURELY };
enum names_begin names_begins(struct str line);

/*
 * The same of a line that is nothing else, so that the name comes in the next
 * one: "Written by" does so, "Author" maybe; "Report" is a section.
 */
enum names_begin names_introduces(struct arena *mem, struct str line);

/*
 * Whether a name in shown form looks like a person's to somebody who does
 * not know that it is a name: two to four words and none of a sentence.
 */
bool names_is_person(struct arena *mem, struct str name);

/* ---- tables: names_words.c ---- */

enum names_table {
	NAMES_NOBODY,   /* whole values that name no person */
	NAMES_ROLES,    /* words that tell a function, not a name */
	NAMES_FIRST_ROLES, /* the same where they come first */
	NAMES_PLACES,   /* whole values that name a place */
	NAMES_AGENCIES, /* whole values, which count beside people only */
	NAMES_NEWSROOM, /* words of those who sign together */
	NAMES_GIVEN,    /* Arabic given names that may follow a joined "و" */
	NAMES_GIVEN_ARTICLE, /* those with the article, which few have */
	NAMES_PROSE,    /* words that no name has */
	NAMES_LABELS,   /* captions of a field for authors */
	NAMES_TABLE__COUNT
};

/* Whether a folded text is in a table. */
bool names_is_in(enum names_table table, struct str folded);

/* The tables themselves, for their test. */
size_t names_words(enum names_table table, const struct str **out);

#endif
