#ifndef MARSAD_CRAWL_FETCH_INTERNAL_H
#define MARSAD_CRAWL_FETCH_INTERNAL_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "crawl/address.h"
#include "crawl/curl_lib.h"
#include "crawl/fetch.h"
#include "crawl/fetch_head.h"
#include "crawl/heap.h"
#include "crawl/robots.h"

/*
 * Shared by the files of the fetcher.  A job is one request of the caller,
 * or one of robots.txt for a host; it waits in the queue of its host, then
 * has a transfer, and then is answered, or aimed elsewhere by a redirect.
 * All of it belongs to the thread that runs the fetcher; times in
 * milliseconds are of clock_steady_ms.
 */
#define HOSTS_MAX 16384u      /* remembered; more only while in use */
#define HOST_QUEUE_MAX 4096u  /* requests waiting for one host */
#define QUEUE_MAX 65536u      /* requests waiting in all */
#define HOLD_MAX_MS 300000    /* hosts that want longer get their queue sent
                                 back to the caller, who can wait better */
#define ROBOTS_CACHE_MAX_BYTES (64u << 20) /* of rules, in all */
#define JOB_BLOCK 2048u
#define JOB_MAX_BYTES (1u << 20) /* of arena: addresses of all hops */
#define DETAIL_MAX_BYTES 96u

struct host;

struct fetch_job {
	struct arena mem;
	struct fetch_job *next; /* in the list of answers */
	struct str asked;       /* as the caller wrote it */
	struct str etag, last_modified, accept;
	size_t max_bytes;
	int kind, priority;
	int64_t tag;
	uint64_t order; /* of submission */

	struct host *host; /* of the hop at hand; set while url is */
	struct str url;    /* of the hop at hand; empty: none was usable */
	struct str wire_url; /* the same, its host name in ASCII */
	struct str path;   /* with its query */
	bool secure;
	unsigned hops;
	bool temporary; /* a redirect on the way was not permanent */

	/* not NULL: the job reads robots.txt for this host's scheme */
	struct host *robots_of;
	bool robots_secure;

	/* an answer that needs no request */
	enum fetch_outcome outcome;
	int64_t retry_after_s;
	struct str detail; /* static or in mem */
};

enum robots_state {
	ROBOTS_UNKNOWN,
	ROBOTS_PENDING,     /* being fetched */
	ROBOTS_KNOWN,       /* rules hold */
	ROBOTS_UNREACHABLE, /* nothing may be fetched until until_ms */
	ROBOTS_REFUSED      /* the host's address is not allowed */
};

struct robots_entry {
	enum robots_state state;
	int64_t until_ms;  /* then asked for again */
	unsigned failures; /* in a row */
	struct arena mem;  /* of rules */
	struct robots rules;
	char detail[DETAIL_MAX_BYTES];
};

struct host {
	struct str key; /* "example.org:80": name */
	uint64_t hash;
	struct host *next;          /* in its bucket */
	struct host *newer, *older; /* by last use */
	struct heap queue;          /* of struct fetch_job */
	int64_t due_ms;             /* no request before */
	uint64_t turn;              /* first come among those due together */
	bool active;                /* one request is in flight */
	bool listed;                /* in the heap of due hosts */
	bool undelayed;
	struct robots_entry robots[2]; /* of http, https */
	char name[];
};

struct transfer {
	struct fetcher *fetcher;
	struct transfer *next; /* in the list of free ones */
	struct fetch_job *job; /* NULL: free */
	CURL *easy;
	struct curl_slist *headers;
	struct arena mem; /* of head */
	struct fetch_head head;
	struct buf body;
	size_t head_bytes, dropped_bytes;
	bool in_body;
	bool over;    /* larger than allowed */
	bool enough;  /* stopped by us, with all that is wanted */
	bool refused; /* an address was not allowed */
	bool opened;  /* another one was */
	char error[CURL_ERROR_SIZE];
};

struct fetcher {
	struct arena mem; /* of configuration */
	const char *user_agent;
	struct str product;
	struct networks allow, undelayed;
	int64_t delay_ms, connect_timeout_ms, total_timeout_ms, retry_cap_s;
	void (*done)(const struct fetch_result *r, void *arg);
	void *arg;

	struct curl_lib curl;
	CURLM *multi;
	struct transfer *transfers, *free_transfers;
	size_t active, active_max;

	struct host **buckets;
	size_t bucket_count, host_count;
	uint64_t seed, next_turn, next_order;
	struct host *newest, *oldest;
	size_t robots_bytes;
	struct heap due; /* of struct host */

	struct fetch_job *answers, **answers_end;
	size_t pending;
	atomic_bool woken;
};

/* fetch.c: a job's answer, now, or when the fetcher runs next. */
void fetch_answer(struct fetcher *f, struct fetch_job *job,
                  struct fetch_result *r);
void fetch_answer_later(struct fetcher *f, struct fetch_job *job,
                        enum fetch_outcome outcome, struct str detail);

/* fetch.c: an empty job in an arena of its own, and its end. */
struct fetch_job *fetch_job_new(struct fetcher *f);
void fetch_job_free(struct fetch_job *job);

/* fetch_host.c: point a job at an address; false: no usable one. */
bool host_aim(struct fetcher *f, struct fetch_job *job, struct str url);

/* fetch_host.c: queue a job at its host, or answer that this cannot be. */
void host_queue(struct fetcher *f, struct fetch_job *job);

/* fetch_host.c: send the whole queue of a host back. */
void host_dismiss(struct fetcher *f, struct host *h, int64_t now_ms);

/* fetch_host.c: list a host as due when it has something to start. */
void host_schedule(struct fetcher *f, struct host *h);

/* fetch_host.c: the next host that is due, taken off the list, or NULL. */
struct host *host_take_due(struct fetcher *f, int64_t now_ms);

/* fetch_host.c: a request has ended: rest, then go on. */
void host_rest(struct fetcher *f, struct host *h, int64_t now_ms,
               int64_t hold_s);

/* fetch_host.c: make and free the table. */
void hosts_init(struct fetcher *f);
void hosts_release(struct fetcher *f);

/* fetch_robots.c: what robots.txt says to a job of this host. */
enum robots_verdict {
	ROBOTS_GO,
	ROBOTS_WAIT,  /* until it was read */
	ROBOTS_ANSWER /* the job's outcome is set */
};
enum robots_verdict robots_check(struct fetcher *f, struct fetch_job *job,
                                 int64_t now_ms);

/* fetch_robots.c: a job for robots.txt has its answer; hands on or ends it. */
void robots_ended(struct fetcher *f, struct fetch_job *job,
                  const struct transfer *t, enum fetch_outcome outcome);

/* fetch_robots.c: it had none; ends the job. */
void robots_failed(struct fetcher *f, struct fetch_job *job,
                   struct str detail);

/* fetch_robots.c: forget what an entry holds. */
void robots_entry_clear(struct fetcher *f, struct robots_entry *e);

/* fetch_transfer.c */
void transfers_init(struct fetcher *f);
void transfers_release(struct fetcher *f);
bool transfer_start(struct fetcher *f, struct fetch_job *job);
/* Ended: take it out of the multi handle; what came stays readable. */
enum fetch_outcome transfer_stop(struct transfer *t, CURLcode code);
void transfer_free(struct transfer *t);
/* Whether it was answered by a redirect that can be followed. */
bool transfer_is_redirect(const struct transfer *t);

/* fetch_end.c: what an ended transfer means for its job and host. */
void fetch_ended(struct fetcher *f, struct transfer *t, CURLcode code);

#endif
