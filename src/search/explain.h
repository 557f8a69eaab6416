#ifndef MARSAD_SEARCH_EXPLAIN_H
#define MARSAD_SEARCH_EXPLAIN_H

#include "search/search.h"

/*
 * Why hit number i of an answer is where it is: fills the reasons, what
 * neighbours and age did to the score.  In mem; nothing when it is full.
 */
void search_explain(struct arena *mem, const struct find_answer *found,
                    size_t i, const struct search_request *rq,
                    struct search_hit *out);

#endif
