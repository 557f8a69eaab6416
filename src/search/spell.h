#ifndef MARSAD_SEARCH_SPELL_H
#define MARSAD_SEARCH_SPELL_H

#include "search/view.h"
#include "store/store.h"
#include "text/tokens.h"

/*
 * How the press spells a word of the index: as most of the newest articles
 * that have it do, without harakat and tatweel.
 */
#define SPELL_FORMS_MAX 8u              /* told apart */
#define SPELL_TEXT_MAX_BYTES (32u << 10) /* of an article that are read */
#define SPELL_AGREED 3u /* articles of one form; no more are asked then */

struct speller {
	const struct view *view; /* borrowed */
	struct store *st;
	struct tokens tokens;
	struct arena scratch;
};

/* To be released; all borrowed. */
void speller_init(struct speller *s, const struct view *view,
                  struct store *st);
void speller_release(struct speller *s);

/*
 * The spelling of a folded word, in mem, by at most so many articles; empty
 * when none of them tells.  Cost: the reading of these articles.
 */
struct str spell_word(struct speller *s, struct arena *mem, struct str folded,
                      unsigned articles);

#endif
