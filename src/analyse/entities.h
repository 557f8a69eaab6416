#ifndef MARSAD_ANALYSE_ENTITIES_H
#define MARSAD_ANALYSE_ENTITIES_H

#include "model/doc.h"

/*
 * Who, where and how many: sets names, places, numbers and agency of
 * d->analysis from its title_words and text_words and the shown texts; needs
 * its language.  Looks at the first ENTITY_WORDS_MAX words of each.  How they
 * are told, and how often rightly: docs/entities.md.
 *
 * Results live in d->mem; when that is full there are fewer of them, and
 * arena_err says so.  About 30 us for an Arabic article of 300 words.
 */
void entities_take(struct doc *d);

enum entity_kind { ENTITY_PERSON, ENTITY_PLACE, ENTITY_NISBA };

/*
 * Call `each` with the stretches of the shown text (bytes [from, to)) at
 * which persons, places and nisbas are seen, kind by kind in their order; for
 * measuring and explaining.  Of a word with particles in front it is all.
 */
void entities_each(struct doc *d,
                   void (*each)(void *arg, enum entity_kind kind, size_t from,
                                size_t to),
                   void *arg);

#endif
