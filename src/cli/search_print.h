#ifndef MARSAD_CLI_SEARCH_PRINT_H
#define MARSAD_CLI_SEARCH_PRINT_H

#include "base/json.h"
#include "search/search.h"

/*
 * An answer as `marsad search` prints it.
 */
struct search_print {
	struct arena *mem;
	struct store *st;
	const struct search_request *rq;
	const struct search_answer *a;
	struct str suggestion; /* empty: none */
};

/*
 * Hits as the value of the key "hits"; full: all that --json tells of them,
 * else id and score.
 */
void search_print_hits(struct json *j, const struct search_print *p,
                       bool full);

/* One JSON object on standard output: see the manual page. */
void search_print_json(const struct search_print *p);

/*
 * A line a hit on standard output; on standard error how many there are, and
 * what may have been meant.
 */
void search_print_text(const struct search_print *p);

#endif
