#include "crawl/fetch_internal.h"

#include <stdio.h>

#include "base/clock.h"
#include "url/url.h"

#define MS 1000
#define HOPS_MAX 5u          /* RFC 9309 s2.3.1.2: at least five */
#define KEPT_MS 86400000     /* RFC 9309 s2.4: not more than a day */
#define AGAIN_MS 60000       /* unreachable: asked again after a minute, */
#define AGAIN_DOUBLINGS 6u   /* then two, four, ... up to an hour */
#define RULES_MAX_BYTES (4u << 20)

void
robots_entry_clear(struct fetcher *f, struct robots_entry *e)
{
	f->robots_bytes -= e->mem.used_bytes;
	arena_release(&e->mem);
	e->rules = (struct robots){ 0 };
	e->state = ROBOTS_UNKNOWN;
}

/* Put a job for robots.txt of the job's origin into the host's queue. */
static void
ask(struct fetcher *f, struct fetch_job *job)
{
	struct host *h = job->host;
	struct fetch_job *r = fetch_job_new(f);
	struct str url;

	robots_entry_clear(f, &h->robots[job->secure]);
	h->robots[job->secure].state = ROBOTS_PENDING;
	r->robots_of = h;
	r->robots_secure = job->secure;
	/* one more, so that robots_parse sees that it was cut */
	r->max_bytes = FETCH_ROBOTS_MAX_BYTES + 1;
	if (url_join(&r->mem, job->url, STR("/robots.txt"), &url) != ERR_OK ||
	    !host_aim(f, r, url) || r->host != h) {
		robots_failed(f, r, STR("no address of robots.txt"));
		return;
	}
	heap_push(&h->queue, r);
}

static void
refuse(struct fetch_job *job, enum fetch_outcome outcome, struct str detail)
{
	job->outcome = outcome;
	job->detail = detail;
	job->retry_after_s = 0;
}

enum robots_verdict
robots_check(struct fetcher *f, struct fetch_job *job, int64_t now_ms)
{
	struct robots_entry *e = &job->host->robots[job->secure];

	if (e->state != ROBOTS_PENDING && e->until_ms <= now_ms)
		ask(f, job);
	switch (e->state) {
	case ROBOTS_UNKNOWN:
	case ROBOTS_PENDING:
		return ROBOTS_WAIT;
	case ROBOTS_KNOWN:
		if (robots_allowed(&e->rules, job->path))
			return ROBOTS_GO;
		refuse(job, FETCH_ROBOTS, STR("robots.txt forbids it"));
		return ROBOTS_ANSWER;
	case ROBOTS_REFUSED:
		refuse(job, FETCH_REFUSED, STR("address not allowed"));
		return ROBOTS_ANSWER;
	case ROBOTS_UNREACHABLE:
		break;
	}
	refuse(job, FETCH_ROBOTS,
	       str_fmt(&job->mem, "robots.txt: %s", e->detail));
	job->retry_after_s = (e->until_ms - now_ms) / MS + 1;
	return ROBOTS_ANSWER;
}

/* The entry is as the caller set it: the host may go on. */
static void
settle(struct fetcher *f, struct fetch_job *job, int64_t for_ms)
{
	struct host *h = job->robots_of;

	h->robots[job->robots_secure].until_ms = clock_steady_ms() + for_ms;
	fetch_job_free(job);
	host_schedule(f, h);
}

static void
settle_rules(struct fetcher *f, struct fetch_job *job, struct str text)
{
	struct robots_entry *e = &job->robots_of->robots[job->robots_secure];

	arena_init(&e->mem, JOB_BLOCK, RULES_MAX_BYTES);
	robots_parse(&e->mem, text, f->product, &e->rules);
	f->robots_bytes += e->mem.used_bytes;
	e->state = ROBOTS_KNOWN;
	e->failures = 0;
	settle(f, job, KEPT_MS);
}

void
robots_failed(struct fetcher *f, struct fetch_job *job, struct str detail)
{
	struct robots_entry *e = &job->robots_of->robots[job->robots_secure];
	unsigned doublings = e->failures;

	if (e->failures < AGAIN_DOUBLINGS)
		e->failures++;
	e->state = ROBOTS_UNREACHABLE;
	snprintf(e->detail, sizeof(e->detail), "%.*s", STR_ARG(detail));
	settle(f, job, (int64_t)AGAIN_MS << doublings);
}

static void
follow(struct fetcher *f, struct fetch_job *job, struct str location)
{
	struct str url;

	/* too many, or to nowhere: as if there were none (s2.3.1.2) */
	if (++job->hops > HOPS_MAX ||
	    url_join(&job->mem, job->url, location, &url) != ERR_OK ||
	    !host_aim(f, job, url)) {
		settle_rules(f, job, STR_EMPTY);
		return;
	}
	host_queue(f, job);
}

void
robots_ended(struct fetcher *f, struct fetch_job *job,
             const struct transfer *t, enum fetch_outcome outcome)
{
	struct robots_entry *e = &job->robots_of->robots[job->robots_secure];
	int status = t->head.status;

	if (outcome == FETCH_REFUSED && job->hops == 0) {
		e->state = ROBOTS_REFUSED;
		settle(f, job, AGAIN_MS);
	} else if (outcome == FETCH_REFUSED) {
		robots_failed(f, job, STR("redirected to a refused address"));
	} else if (outcome != FETCH_DONE) {
		robots_failed(f, job, str_from(t->error));
	} else if (transfer_is_redirect(t)) {
		follow(f, job, t->head.location);
	} else if (status >= 200 && status < 300) {
		settle_rules(f, job, buf_str(&t->body));
	} else if (status >= 300 && status < 500 && status != 429) {
		settle_rules(f, job, STR_EMPTY);
	} else {
		/* "too many requests" is no licence to make more */
		robots_failed(f, job,
		              str_fmt(&job->mem, "HTTP status %d", status));
	}
}
