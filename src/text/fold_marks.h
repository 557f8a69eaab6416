#ifndef MARSAD_TEXT_FOLD_MARKS_H
#define MARSAD_TEXT_FOLD_MARKS_H

#include <stddef.h>

#include "base/buf.h"
#include "text/tokens.h"

/* Words as they are found; v is the heap's and grows. */
struct fold_marks {
	struct token *v; /* folded.n: where the word begins in the output */
	size_t n, cap;
};

/*
 * As text_fold, and a mark of each word, unless `marks` is NULL; then the
 * text has less than 4 GB.  The marks are of no use when out->err is set.
 */
void fold_marked(struct buf *out, struct str s, struct fold_marks *marks);

#endif
