#ifndef MARSAD_WEB_STRIP_H
#define MARSAD_WEB_STRIP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The strip: the newest headlines of all outlets, on every page.
 */
#define STRIP_IN_A_ROW 3u      /* headlines of one outlet side by side */
#define STRIP_CANDIDATES 300u  /* newest articles it is chosen from */

struct strip_candidate {
	int64_t outlet_id;
	struct str title; /* shown form */
};

/*
 * Choose headlines, newest first, from candidates that come newest first:
 * no blank ones, none twice (by folded title), at most STRIP_IN_A_ROW of one
 * outlet side by side: a headline that would be one too many waits until
 * after the next one of another outlet.  When one outlet is all there is, the
 * rule cannot hold and is left; otherwise what still waits at the end is left
 * out.
 *
 * mem   for the working tables and the result.
 * want  at most this many.
 * out   indexes into v, in order of showing.
 *
 * ERR_LIMIT: mem is full.  O(n) but for the waiting ones, O(n * outlets).
 */
enum err strip_choose(struct arena *mem, const struct strip_candidate *v,
                      size_t n, size_t want, size_t **out, size_t *out_n)
        MUST_CHECK;

#endif
