#ifndef MARSAD_CRAWL_FETCH_H
#define MARSAD_CRAWL_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The fetcher: everything marsad asks of the web goes through it, so that
 * its manners are kept in one place:
 *  - one request at a time per host (host and port), and `delay_ms` between
 *    the end of one and the start of the next;
 *  - robots.txt of an origin before anything else from it (RFC 9309), kept
 *    for at most a day; what it disallows is answered FETCH_ROBOTS without a
 *    request;
 *  - redirects followed hop by hop, each hop with the manners and the checks
 *    of a request of its own;
 *  - addresses checked after name resolution, at connect time: private,
 *    loopback, link-local and other special networks, and ports that are not
 *    the web's, are refused unless in `allow`; only http and https;
 *  - a host that answers 429 or 503 with Retry-After is left alone so long;
 *    when that is more than five minutes, what waits for it is answered
 *    FETCH_FAILED with retry_after_s, for the caller to keep;
 *  - bounded size (packed and unpacked), time and number of redirects;
 *  - gzip and deflate asked for and unpacked; one stated User-Agent.
 * One thread owns a fetcher and runs it; nothing here touches the database.
 */
#define FETCH_REDIRECTS_MAX 6
#define FETCH_FEED_MAX_BYTES (32u << 20)
#define FETCH_PAGE_MAX_BYTES (8u << 20)
#define FETCH_IMAGE_MAX_BYTES (10u << 20)
/* RFC 9309 s2.5: at least 500 KiB */
#define FETCH_ROBOTS_MAX_BYTES (512u << 10)

struct fetch_config {
	struct str user_agent;
	struct str allow; /* networks "127.0.0.0/8 ::1/128": may be fetched */
	int64_t delay_ms; /* between requests to one host */
	struct str undelayed; /* networks fetched without delay (the demo) */
	int64_t connect_timeout_ms; /* 0: 10 s */
	int64_t total_timeout_ms;   /* 0: 60 s */
	int64_t retry_cap_s; /* Retry-After is believed up to this; 0: 1 day */
	size_t connections_max;     /* at once; 0: 64 */
};

enum fetch_outcome {
	FETCH_DONE,     /* an HTTP answer, see status */
	FETCH_ROBOTS,   /* robots.txt forbids it, or could not be read */
	FETCH_REFUSED,  /* address not allowed, or no http(s) address */
	FETCH_TOO_LARGE,
	FETCH_TIMEOUT,
	FETCH_CUT,      /* the answer ended before its stated end */
	FETCH_FAILED    /* resolution, connection, TLS, protocol */
};
const char *fetch_outcome_name(enum fetch_outcome o);

struct fetch_request {
	struct str url;           /* copied */
	struct str etag;          /* copied; If-None-Match when not empty */
	struct str last_modified; /* copied; If-Modified-Since */
	struct str accept;        /* copied; empty: any */
	size_t max_bytes;         /* of the unpacked body */
	int kind;                 /* the caller's, handed back */
	int64_t tag;              /* the caller's, handed back */
	int priority;             /* lower first within one host's queue */
};

/* All views are valid during the callback only. */
struct fetch_result {
	enum fetch_outcome outcome;
	int status; /* of the last hop; 0: no answer */
	struct str url;       /* as asked */
	struct str final_url; /* after redirects */
	struct str moved_url; /* where permanent redirects lead, or empty */
	struct str content_type, etag, last_modified;
	struct str body;       /* unpacked; empty unless FETCH_DONE */
	int64_t retry_after_s; /* seconds from now; 0: none stated, and with
	                          FETCH_ROBOTS: forbidden by a rule, not
	                          merely unreadable for now */
	int64_t max_age_s;     /* Cache-Control max-age; -1: none stated */
	bool tdm_reserved;     /* header tdm-reservation: 1 */
	bool no_archive;       /* X-Robots-Tag noarchive, nosnippet or none */
	struct str detail;     /* why it failed, for the log */
	int kind;
	int64_t tag;
};

struct fetcher;

/* done: called by fetcher_run, may call fetcher_submit. */
struct fetcher *fetcher_new(const struct fetch_config *config,
                            void (*done)(const struct fetch_result *r,
                                         void *arg),
                            void *arg);

/* Requests still queued or in flight are dropped without a callback. */
void fetcher_free(struct fetcher *f);

/* Queue a request.  An unusable address is answered FETCH_REFUSED. */
void fetcher_submit(struct fetcher *f, const struct fetch_request *rq);

/*
 * Work for at most timeout_ms: start what is due, move data, call back.
 * Returns the number of requests queued or in flight.
 */
size_t fetcher_run(struct fetcher *f, int timeout_ms);

/* From any thread: let a waiting fetcher_run return early. */
void fetcher_wakeup(struct fetcher *f);

/* Requests that were submitted and not yet answered. */
size_t fetcher_pending(const struct fetcher *f);

/*
 * Whether the host of an address is a literal one in `undelayed` networks.
 */
bool fetcher_is_undelayed(const struct fetcher *f, struct str url);

#endif
