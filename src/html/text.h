#ifndef MARSAD_HTML_TEXT_H
#define MARSAD_HTML_TEXT_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Plain text of HTML fragments, such as feeds carry.
 */

/*
 * The text of a fragment in shown form: tags removed, references resolved
 * once, the content of script, style and the like left out.  Block elements
 * and <br> end a line; lines are joined by "\n", none is empty.  In mem; the
 * empty view when mem is full.  Linear.
 */
struct str html_to_text(struct arena *mem, struct str html);

/* The same on one line, for titles: line ends become spaces. */
struct str html_to_line(struct arena *mem, struct str html);

#endif
