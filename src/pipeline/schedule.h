#ifndef MARSAD_PIPELINE_SCHEDULE_H
#define MARSAD_PIPELINE_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * When to ask again.  Pure; all times in seconds.
 */
#define SCHEDULE_INTERVAL_MAX_S 86400
#define SCHEDULE_PAGE_TRIES_MAX 8
#define SCHEDULE_FEED_FAILURES_MAX 30 /* then once a month */

struct schedule_hints {
	int64_t interval_s; /* configured */
	int64_t ttl_s;      /* what the feed states; 0: nothing */
	int64_t max_age_s;  /* Cache-Control; -1: nothing */
	int64_t retry_after_s; /* 0: nothing */
	bool quick; /* a host that wants no delay: its max-age is followed */
};

/*
 * Seconds to the next poll after a success: never sooner than the feed, the
 * server and the configuration ask for.
 * Source: pacing hints of shared manners (ttl, max-age, Retry-After).
 */
int64_t schedule_after_poll(const struct schedule_hints *h);

/* Seconds to the next poll after `failures` failed ones in a row (>= 1). */
int64_t schedule_after_failure(const struct schedule_hints *h,
                               int64_t failures);

/*
 * Seconds to the next try of a page or image after `tries` failed ones
 * (>= 1), or -1: give up.
 */
int64_t schedule_page_retry(int64_t tries, int64_t retry_after_s);

/* Whether an HTTP status (0: no answer) may be another one later. */
bool schedule_is_passing(int status);

#endif
