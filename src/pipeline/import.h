#ifndef MARSAD_PIPELINE_IMPORT_H
#define MARSAD_PIPELINE_IMPORT_H

#include "model/outlet.h"
#include "search/handover.h"
#include "store/store.h"

/*
 * Articles from JSON lines: the same way as crawled ones from the analysis
 * on.  Keys: id? outlet url title text date author? language? image? topic?;
 * title may be empty, the rest without '?' may not.
 */
struct import;

struct import_counts {
	size_t added, revised, known, refused;
};

/* mode: of the outlets it makes. */
struct import *import_new(enum outlet_mode mode);
void import_free(struct import *im);

/*
 * From now on hand the words of new articles to who writes the index; h is
 * borrowed, NULL: to nobody.  Not within a transaction.
 */
void import_hand_over(struct import *im, struct handover *h);

/*
 * A transaction of lines: import_begin, import_line for each, import_commit;
 * import_commit rolls back when it fails, import_rollback else.  ERR_DB,
 * ERR_BUSY.
 */
enum err import_begin(struct import *im, struct store *st) MUST_CHECK;
enum err import_commit(struct import *im, struct store *st, int64_t now_s)
        MUST_CHECK;
void import_rollback(struct import *im, struct store *st);

/*
 * Keep the article of one line, in the transaction begun.  An empty line
 * is nothing.  ERR_FORMAT: not an article, see import_why; nothing was kept.
 * ERR_DB else.
 */
enum err import_line(struct import *im, struct store *st, struct str line,
                     int64_t now_s) MUST_CHECK;

/* Why the last line was refused. */
const char *import_why(const struct import *im);

/* What became of the lines so far. */
void import_counts(const struct import *im, struct import_counts *out);

#endif
