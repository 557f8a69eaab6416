#ifndef MARSAD_MODEL_OUTLET_H
#define MARSAD_MODEL_OUTLET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Publishers and the feeds that announce what they publish.
 */

/* How much of an outlet's articles the portal shows. */
#define OUTLET_MODE_MAP(X) \
	X(FULL, "full")    \
	X(EXCERPT, "excerpt") \
	X(HEADLINE, "headline")

#define X(name, text) OUTLET_##name,
enum outlet_mode { OUTLET_MODE_MAP(X) OUTLET_MODE__COUNT };
#undef X

/* "full", "excerpt", "headline". */
struct str outlet_mode_name(enum outlet_mode m);

/* The mode of that name; false when there is none. */
bool outlet_mode_parse(struct str name, enum outlet_mode *out);

struct outlet {
	int64_t id;          /* 0: not stored yet */
	struct str slug;     /* [a-z0-9-], first part of its addresses */
	struct str name;     /* shown */
	struct str home_url; /* absolute, or empty */
	struct str language; /* "ar", "fr", ...; empty: unknown */
	enum outlet_mode mode;
	bool active; /* inactive outlets are kept but not polled */
};

/* What an operator says of the pages of an outlet: CSS selectors. */
enum outlet_rule_kind {
	OUTLET_INCLUDE, /* the text of an article lies there */
	OUTLET_EXCLUDE, /* this is never read */
	OUTLET_RULE__COUNT
};

#define OUTLET_RULE_WINDOW 50 /* last pages that are remembered */
#define OUTLET_RULE_ALARM 20  /* pages in a row without a match */

struct outlet_rule {
	struct str selector;   /* empty: no such rule */
	int64_t pages;         /* read with it */
	int64_t matched;       /* of these */
	int64_t recent_pages;  /* of the last OUTLET_RULE_WINDOW */
	int64_t recent_matched;
	bool alarm;      /* matched none of the last OUTLET_RULE_ALARM */
	int64_t alarm_s; /* since then, Unix seconds */
};

struct feed_source {
	int64_t id;
	int64_t outlet_id;
	struct str url;
	struct str etag;          /* of the last 200 answer */
	struct str last_modified; /* of the last 200 answer, as sent */
	int64_t next_due_s;       /* Unix seconds */
	int64_t interval_s;       /* present polling interval */
	int64_t failures;         /* in a row */
	int64_t last_ok_s;        /* 0: never */
	int64_t last_status;      /* HTTP, or 0 */
};

/*
 * A slug from a name or a host: ASCII letters and digits in lower case, other
 * runs as one '-', at most OUTLET_SLUG_MAX bytes.  out must have room for
 * OUTLET_SLUG_MAX bytes; returns the number used (0: nothing usable).
 */
#define OUTLET_SLUG_MAX 40u
size_t outlet_slug(struct str name, char out[OUTLET_SLUG_MAX]);

/* Words that are the portal's own first path parts and no outlet's slug. */
bool outlet_slug_reserved(struct str slug);

#endif
