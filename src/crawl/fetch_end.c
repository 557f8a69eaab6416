#include "crawl/fetch_internal.h"

#include "base/clock.h"
#include "url/url.h"

/* How long the host wants to be left alone, in seconds; 0: it does not say. */
static int64_t
hold_s(const struct fetcher *f, const struct fetch_head *head)
{
	if (head->status != 429 && head->status != 503)
		return 0;
	return head->retry_after_s < f->retry_cap_s ? head->retry_after_s
	                                            : f->retry_cap_s;
}

static void
answer(struct fetcher *f, const struct transfer *t, enum fetch_outcome outcome,
       struct str detail)
{
	struct fetch_job *job = t->job;
	bool done = outcome == FETCH_DONE;
	int64_t retry_s = t->head.retry_after_s;
	struct fetch_result r = {
		.outcome = outcome,
		.status = t->head.status,
		.content_type = t->head.content_type,
		.etag = t->head.etag,
		.last_modified = t->head.last_modified,
		.retry_after_s = retry_s < f->retry_cap_s ? retry_s
		                                          : f->retry_cap_s,
		.max_age_s = t->head.max_age_s,
		.tdm_reserved = t->head.tdm_reserved,
		.no_archive = t->head.no_archive,
		.detail = detail,
	};

	if (done)
		r.body = buf_str(&t->body);
	if (done && job->hops > 0 && !job->temporary)
		r.moved_url = job->url;
	fetch_answer(f, job, &r);
}

/* Send the job to where its answer points, or answer that it cannot. */
static void
redirect(struct fetcher *f, const struct transfer *t)
{
	struct fetch_job *job = t->job;
	int status = t->head.status;
	struct str before = job->url, url;

	if (job->hops >= FETCH_REDIRECTS_MAX) {
		answer(f, t, FETCH_FAILED, STR("too many redirects"));
		return;
	}
	if (url_join(&job->mem, job->url, t->head.location, &url) != ERR_OK ||
	    !host_aim(f, job, url)) {
		answer(f, t, FETCH_REFUSED, STR("redirect to no http address"));
		return;
	}
	if (str_eq(job->url, before)) {
		answer(f, t, FETCH_FAILED, STR("redirect to itself"));
		return;
	}
	job->hops++;
	if (status != 301 && status != 308)
		job->temporary = true;
	host_queue(f, job);
}

void
fetch_ended(struct fetcher *f, struct transfer *t, CURLcode code)
{
	struct fetch_job *job = t->job;
	struct host *h = job->host;
	int64_t now_ms = clock_steady_ms();
	enum fetch_outcome outcome = transfer_stop(t, code);

	/*
	 * The host counts as busy until the end, so that nothing this brings
	 * up (a redirect, what the caller submits) starts before its rest.
	 */
	f->active--;
	if (job->robots_of != NULL)
		robots_ended(f, job, t, outcome);
	else if (outcome == FETCH_DONE && transfer_is_redirect(t))
		redirect(f, t);
	else
		answer(f, t, outcome, str_from(t->error));
	host_rest(f, h, now_ms, hold_s(f, &t->head));
	transfer_free(t);
}
