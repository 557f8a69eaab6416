#ifndef MARSAD_PIPELINE_FETCH_ONE_H
#define MARSAD_PIPELINE_FETCH_ONE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/config.h"

/* What came back for one address. */
struct fetch_answer {
	struct str url; /* after redirects */
	struct str content_type;
	struct str body;   /* unpacked */
	struct str detail; /* English: why there is none */
};

/*
 * Fetch one address with the manners and limits of the crawler, robots.txt
 * first, and wait for it (at most a minute and a half).
 *
 * out   set in any case, all of it in mem.
 *
 * ERR_NET: it could not be had.  ERR_DENIED: refused by robots.txt or a
 * network that may not be fetched.  ERR_LIMIT: mem is full.
 */
enum err fetch_one(struct arena *mem, const struct config *config,
                   struct str url, struct fetch_answer *out) MUST_CHECK;

#endif
