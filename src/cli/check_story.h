#ifndef MARSAD_CLI_CHECK_STORY_H
#define MARSAD_CLI_CHECK_STORY_H

#include "cli/cmd.h"
#include "model/doc.h"

/*
 * What is decided about one article: topic, who and where; and among the
 * others: copies, story, importance.
 */

/*
 * Of a page that was read and analysed: as it stands in the database if it is
 * known there, else as it would be placed; nothing is stored.  Without a
 * database the topic, names, places, numbers and the agency alone.
 */
void check_story_page(struct buf *out, struct cmd_context *c, struct doc *d);

/* Of an article of the database, printed; id is its number as text. */
enum cmd_exit check_article(struct cmd_context *c, const char *id);

#endif
