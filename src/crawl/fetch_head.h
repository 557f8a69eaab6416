#ifndef MARSAD_CRAWL_FETCH_HEAD_H
#define MARSAD_CRAWL_FETCH_HEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * What marsad reads in the head of an HTTP answer.  Pure.
 */
struct fetch_head {
	int status; /* 0: no head yet */
	struct str content_type, etag, last_modified, location;
	int64_t retry_after_s; /* 0: none */
	int64_t max_age_s;     /* -1: none */
	bool tdm_reserved;
	bool no_archive;
};

/*
 * Take one line of a head, without its line end, into h.  A status line
 * starts h anew.  Values are copied into mem; `product` is our name in
 * X-Robots-Tag, now_s the time from which a date in Retry-After counts.
 * Source: RFC 9110 s10.2.3, RFC 9111 s5.2.2.1, the TDM Reservation Protocol
 * of W3C's community group.
 */
void fetch_head_line(struct arena *mem, struct fetch_head *h, struct str line,
                     struct str product, int64_t now_s);

#endif
