#include "crawl/fetch_internal.h"

#include <stdlib.h>

#include "base/clock.h"
#include "url/url.h"

#define CONFIG_MAX_BYTES (64u << 10)
#define CONNECT_TIMEOUT_MS 10000
#define TOTAL_TIMEOUT_MS 60000
#define RETRY_CAP_S 86400
#define CONNECTIONS_MAX 64u

const char *
fetch_outcome_name(enum fetch_outcome o)
{
	static const char *const names[] = {
		[FETCH_DONE] = "done",
		[FETCH_ROBOTS] = "robots.txt forbids it",
		[FETCH_REFUSED] = "address not allowed",
		[FETCH_TOO_LARGE] = "too large",
		[FETCH_TIMEOUT] = "timeout",
		[FETCH_CUT] = "cut short",
		[FETCH_FAILED] = "failed",
	};

	if ((unsigned)o >= COUNT(names))
		BUG("no such outcome");
	return names[o];
}

static int64_t
or_default(int64_t v, int64_t value_if_0)
{
	return v > 0 ? v : value_if_0;
}

/* Words that are no network allow nothing: the configuration checks them. */
static void
read_networks(struct str list, struct networks *out)
{
	if (networks_parse(list, out) != ERR_OK && out->n == 0)
		return;
}

struct fetcher *
fetcher_new(const struct fetch_config *config,
            void (*done)(const struct fetch_result *r, void *arg), void *arg)
{
	struct fetcher *f = xcalloc(1, sizeof(*f));

	curl_lib_load(&f->curl);
	if (f->curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		BUG("libcurl does not start");
	arena_init(&f->mem, JOB_BLOCK, CONFIG_MAX_BYTES);
	f->user_agent = str_z(&f->mem, config->user_agent);
	f->product = robots_product(str_from(f->user_agent));
	read_networks(config->allow, &f->allow);
	read_networks(config->undelayed, &f->undelayed);
	f->delay_ms = config->delay_ms > 0 ? config->delay_ms : 0;
	f->connect_timeout_ms =
	        or_default(config->connect_timeout_ms, CONNECT_TIMEOUT_MS);
	f->total_timeout_ms =
	        or_default(config->total_timeout_ms, TOTAL_TIMEOUT_MS);
	f->retry_cap_s = or_default(config->retry_cap_s, RETRY_CAP_S);
	f->active_max = config->connections_max > 0 ? config->connections_max
	                                            : CONNECTIONS_MAX;
	f->done = done;
	f->arg = arg;
	f->answers_end = &f->answers;
	atomic_init(&f->woken, false);
	hosts_init(f);
	transfers_init(f);
	return f;
}

void
fetcher_free(struct fetcher *f)
{
	struct fetch_job *job;

	if (f == NULL)
		return;
	transfers_release(f);
	hosts_release(f);
	while ((job = f->answers) != NULL) {
		f->answers = job->next;
		fetch_job_free(job);
	}
	arena_release(&f->mem);
	f->curl.global_cleanup();
	free(f);
}

struct fetch_job *
fetch_job_new(struct fetcher *f)
{
	struct fetch_job *job = xcalloc(1, sizeof(*job));

	arena_init(&job->mem, JOB_BLOCK, JOB_MAX_BYTES);
	job->order = f->next_order++;
	return job;
}

void
fetch_job_free(struct fetch_job *job)
{
	arena_release(&job->mem);
	free(job);
}

void
fetch_answer(struct fetcher *f, struct fetch_job *job, struct fetch_result *r)
{
	r->url = job->asked;
	r->final_url = job->url.n > 0 ? job->url : job->asked;
	r->kind = job->kind;
	r->tag = job->tag;
	f->pending--;
	f->done(r, f->arg);
	fetch_job_free(job);
}

void
fetch_answer_later(struct fetcher *f, struct fetch_job *job,
                   enum fetch_outcome outcome, struct str detail)
{
	job->outcome = outcome;
	job->detail = detail;
	job->next = NULL;
	*f->answers_end = job;
	f->answers_end = &job->next;
}

void
fetcher_submit(struct fetcher *f, const struct fetch_request *rq)
{
	struct fetch_job *job = fetch_job_new(f);

	job->asked = str_copy(&job->mem, rq->url);
	job->etag = str_copy(&job->mem, rq->etag);
	job->last_modified = str_copy(&job->mem, rq->last_modified);
	job->accept = str_copy(&job->mem, rq->accept);
	job->max_bytes = rq->max_bytes > 0 ? rq->max_bytes
	                                   : FETCH_PAGE_MAX_BYTES;
	job->kind = rq->kind;
	job->tag = rq->tag;
	job->priority = rq->priority;
	if (f->pending++ >= QUEUE_MAX)
		fetch_answer_later(f, job, FETCH_FAILED, STR("queue full"));
	else if (!host_aim(f, job, rq->url))
		fetch_answer_later(f, job, FETCH_REFUSED,
		                   STR("no http address"));
	else
		host_queue(f, job);
}

/* Call back for what was answered without a request, as of now. */
static void
give_answers(struct fetcher *f)
{
	struct fetch_job *job = f->answers;

	f->answers = NULL;
	f->answers_end = &f->answers;
	while (job != NULL) {
		struct fetch_job *next = job->next;
		struct fetch_result r = {
			.outcome = job->outcome,
			.retry_after_s = job->retry_after_s,
			.max_age_s = -1,
			.detail = job->detail,
		};

		fetch_answer(f, job, &r);
		job = next;
	}
}

/* Start the next request of a host that is due, if robots.txt lets it. */
static void
start_host(struct fetcher *f, struct host *h, int64_t now_ms)
{
	struct fetch_job *job;

	while ((job = heap_top(&h->queue)) != NULL) {
		enum robots_verdict v = ROBOTS_GO;

		if (job->robots_of == NULL)
			v = robots_check(f, job, now_ms);
		if (v == ROBOTS_WAIT) {
			/* its robots.txt is first in the queue, or elsewhere */
			host_schedule(f, h);
			return;
		}
		heap_pop(&h->queue);
		if (v == ROBOTS_ANSWER) {
			fetch_answer_later(f, job, job->outcome, job->detail);
			continue;
		}
		h->active = true;
		f->active++;
		if (transfer_start(f, job))
			return;
		h->active = false;
		f->active--;
		if (job->robots_of != NULL)
			robots_failed(f, job, STR("not started"));
		else
			fetch_answer_later(f, job, FETCH_FAILED,
			                   STR("not started"));
	}
}

static void
start_due(struct fetcher *f)
{
	int64_t now_ms = clock_steady_ms();
	struct host *h;

	while (f->active < f->active_max &&
	       (h = host_take_due(f, now_ms)) != NULL)
		start_host(f, h, now_ms);
}

static void
take_ended(struct fetcher *f)
{
	CURLMsg *m;
	int left;

	while ((m = f->curl.multi_info_read(f->multi, &left)) != NULL) {
		CURLcode code = m->data.result;
		char *t = NULL;

		if (m->msg != CURLMSG_DONE)
			continue;
		f->curl.easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &t);
		fetch_ended(f, (struct transfer *)(void *)t, code);
	}
}

/* Milliseconds until there is something to do of our own, at most max_ms. */
static int64_t
idle_ms(const struct fetcher *f, int64_t now_ms, int64_t max_ms)
{
	const struct host *h = heap_top(&f->due);
	int64_t ms = max_ms;

	if (f->answers != NULL)
		return 0;
	if (h != NULL && f->active < f->active_max && h->due_ms - now_ms < ms)
		ms = h->due_ms - now_ms;
	return ms > 0 ? ms : 0;
}

size_t
fetcher_run(struct fetcher *f, int timeout_ms)
{
	int64_t now_ms = clock_steady_ms(), ms;
	int64_t end_ms = now_ms + (timeout_ms > 0 ? timeout_ms : 0);
	bool had_work = f->pending > 0;
	int running;

	for (;;) {
		start_due(f);
		if (f->curl.multi_perform(f->multi, &running) != CURLM_OK)
			BUG("libcurl's multi handle is broken");
		take_ended(f);
		give_answers(f);
		now_ms = clock_steady_ms();
		if (atomic_exchange(&f->woken, false) || now_ms >= end_ms ||
		    (had_work && f->pending == 0))
			break;
		ms = idle_ms(f, now_ms, end_ms - now_ms);
		if (ms > 0)
			f->curl.multi_poll(f->multi, NULL, 0, (int)ms, NULL);
	}
	return f->pending;
}

void
fetcher_wakeup(struct fetcher *f)
{
	atomic_store(&f->woken, true);
	f->curl.multi_wakeup(f->multi);
}

size_t
fetcher_pending(const struct fetcher *f)
{
	return f->pending;
}

bool
fetcher_is_undelayed(const struct fetcher *f, struct str url)
{
	struct arena mem = ARENA_INIT(JOB_BLOCK, JOB_MAX_BYTES);
	struct address a;
	struct url u;
	bool found;

	found = url_parse(&mem, url, &u) == ERR_OK &&
	        address_parse(u.host, &a) && networks_have(&f->undelayed, &a);
	arena_release(&mem);
	return found;
}
