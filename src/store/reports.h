#ifndef MARSAD_STORE_REPORTS_H
#define MARSAD_STORE_REPORTS_H

#include "store/store.h"

/*
 * Readers' reports.  A reporter is a keyed hash of network address and day;
 * no address is ever stored.
 */
#define REPORTER_BYTES 16

enum report_kind { REPORT_IMAGE, REPORT_ARTICLE, REPORT__COUNT };

struct report_result {
	bool counted;   /* false: this person had reported it already */
	int64_t people; /* counted since the last restore */
	bool hidden;    /* it is hidden (now or before) */
};

/*
 * Count a report and hide the target once `threshold` different people
 * reported it, in one transaction.  An article target is hidden likewise.
 * ERR_ABSENT: no such target, or an image that is not shown or hidden.
 */
enum err store_report_add(struct store *st, enum report_kind kind,
                          int64_t target,
                          const uint8_t reporter[REPORTER_BYTES],
                          int64_t now_s, int64_t threshold,
                          struct report_result *out) MUST_CHECK;

struct report_row {
	enum report_kind kind;
	int64_t target;
	int64_t people;
	int64_t first_s, last_s;
	struct str state; /* image_state_name or article_state_name */
	struct str title; /* of the article, or of one that shows the image */
	struct str url;   /* of the article or image at its source */
};

/* Reported things, most recently reported first. */
enum err store_report_list(struct store *st, struct arena *mem, size_t limit,
                           struct report_row **out, size_t *n) MUST_CHECK;

#endif
