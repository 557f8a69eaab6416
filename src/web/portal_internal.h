#ifndef MARSAD_WEB_PORTAL_INTERNAL_H
#define MARSAD_WEB_PORTAL_INTERNAL_H

#include "store/store.h"
#include "web/httpd.h"
#include "web/views.h"

/* Shared by portal.c, respond.c and strip_load.c only. */

struct libdeflate_compressor;

/* What one request needs to itself: kept for the next one. */
struct worker {
	struct store *store; /* STORE_READ; NULL: could not be opened */
	struct libdeflate_compressor *gzip; /* made when first needed */
};

/*
 * Give an answer what every answer has: the security headers, Cache-Control,
 * ETag and 304 in return, gzip when the client takes it.
 */
void respond_finish(struct worker *w, const struct httpd_request *rq,
                    struct httpd_response *out, unsigned cache_s);

/*
 * Load the newest articles of a language and choose the strip from them; its
 * addresses are without language.
 */
enum err portal_strip_load(struct store *st, struct arena *mem,
                           struct str language, size_t want,
                           struct strip_list *out) MUST_CHECK;

#endif
