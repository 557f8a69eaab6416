#ifndef MARSAD_EXTRACT_BOILERPLATE_H
#define MARSAD_EXTRACT_BOILERPLATE_H

#include "extract/extract.h"

/*
 * Lines that stand on many pages of one outlet and belong to none of them:
 * slogans, invitations to follow, notes on rights.  Which these are is learnt
 * elsewhere (store/lines.h); here they are recognised by their print, the
 * hash of the folded line.
 */

/*
 * A text of which more would have to be left out is no article with some
 * boilerplate: it is an article that the outlet published before.
 */
#define BOILERPLATE_SHARE_MAX 0.4

/*
 * Set a->lines to the prints of a->text and leave out of a->text the lines
 * that rules->boilerplate holds, unless that is more than the share above.
 * Lines without a letter have no print, single words only one together with
 * the line above.  Compared are the first 8 and the
 * last 12 lines; left out are lines anywhere.  d counts what was left out.
 * Linear; when mem is full nothing is left out.
 */
void boilerplate_drop(struct arena *mem, const struct extract_rules *rules,
                      struct doc_article *a, struct diags *d);

/*
 * Set a->excerpt, once boilerplate_drop has been here: the head of what is
 * stated (a description; may be empty), unless the outlet states the same on
 * other pages, else the head of a->text.  The stated one joins a->lines.
 * rules: NULL: nothing is known of other pages.
 */
void boilerplate_excerpt(struct arena *mem, const struct extract_rules *rules,
                         struct doc_article *a, struct str stated);

/*
 * A text without its own title at its head: old pages set it in no heading,
 * behind a word or two on the section, which go too.  A text that is its
 * title alone stays.  Borrowed from text; scratch is taken from mem.
 */
struct str boilerplate_drop_title(struct arena *mem, struct str text,
                                  struct str title);

#endif
