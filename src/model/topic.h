#ifndef MARSAD_MODEL_TOPIC_H
#define MARSAD_MODEL_TOPIC_H

#include "base/str.h"

/*
 * What an article is about, in the sections of a front page, in the order in
 * which they stand there.  The names are keys: in addresses, in the store, in
 * exports, in the tables of interface texts.
 */
#define TOPIC_MAP(X)                                            \
	X(NONE, "")             /* honestly unknown */          \
	X(POLITICS, "politics") /* of the outlet's own country */ \
	X(ECONOMY, "economy")                                   \
	X(SOCIETY, "society")   /* courts, schools, faith, work */ \
	X(WORLD, "world")                                       \
	X(SPORT, "sport")                                       \
	X(CULTURE, "culture")   /* arts, books, media, fame */  \
	X(SCIENCE, "science")   /* science, technology, health */ \
	X(ACCIDENTS, "accidents") /* weather, disasters, crashes */ \
	X(OPINION, "opinion")

#define X(name, text) TOPIC_##name,
enum topic { TOPIC_MAP(X) TOPIC__COUNT };
#undef X

/* "politics"; empty for TOPIC_NONE. */
struct str topic_name(enum topic t);

/* The topic of a name; TOPIC_NONE when it is none. */
enum topic topic_by_name(struct str name);

#endif
