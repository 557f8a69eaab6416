#ifndef MARSAD_CLI_CHECK_PRINT_H
#define MARSAD_CLI_CHECK_PRINT_H

#include <stdbool.h>

#include "base/buf.h"
#include "extract/trace.h"
#include "feed/feed.h"
#include "model/doc.h"

/*
 * What `marsad check` tells, as text for people.
 */

/* A page: its fields, the elements weighed, its blocks; all: every block. */
void check_print_page(struct buf *out, const struct doc *d,
                      const struct extract_trace *t, bool all);

/* Who, where, how many and whose text, of an article that was analysed. */
void check_print_entities(struct buf *out, const struct doc *d);

/* A feed: what it is and what is known of each item. */
void check_print_feed(struct buf *out, struct arena *mem,
                      const struct feed *f);

/*
 * What its editor should know, one line each; `text` is what was read, for
 * the lines the offsets stand in.  Returns how many kinds there are.
 */
size_t check_print_diags(struct buf *out, const struct diags *d,
                         struct str text);

#endif
