#include "pipeline/job.h"

#include <stdlib.h>

#include "pipeline/schedule.h"

const char *
job_kind_name(enum job_kind k)
{
	static const char *const names[JOB__COUNT] = {
		[JOB_FEED] = "feed",
		[JOB_PAGE] = "page",
		[JOB_IMAGE] = "image",
	};

	if ((unsigned)k >= JOB__COUNT)
		BUG("no such kind of job");
	return names[k];
}

/* What an answer means before anyone has looked into its body. */
static enum job_verdict
verdict_of(const struct fetch_result *r)
{
	switch (r->outcome) {
	case FETCH_DONE:
		if (r->status == 200)
			return JOB_KEEP;
		if (r->status == 304)
			return JOB_SAME;
		return schedule_is_passing(r->status) ? JOB_RETRY : JOB_DROP;
	case FETCH_ROBOTS:
		/* unreadable rules may be readable later */
		return r->retry_after_s > 0 ? JOB_RETRY : JOB_DROP;
	case FETCH_REFUSED:
	case FETCH_TOO_LARGE:
		return JOB_DROP;
	case FETCH_TIMEOUT:
	case FETCH_CUT:
	case FETCH_FAILED:
		break;
	}
	return JOB_RETRY;
}

struct job *
job_new(enum job_kind kind, const struct fetch_result *r, int64_t now_s)
{
	struct job *j = xcalloc(1, sizeof(*j));
	struct arena *mem;

	j->kind = kind;
	j->verdict = verdict_of(r);
	j->tag = r->tag;
	j->doc = doc_new();
	mem = j->doc->mem;
	j->status = r->status;
	j->url = str_copy(mem, r->url);
	j->final_url = str_copy(mem, r->final_url);
	j->moved_url = str_copy(mem, r->moved_url);
	j->content_type = str_copy(mem, r->content_type);
	j->etag = str_copy(mem, r->etag);
	j->last_modified = str_copy(mem, r->last_modified);
	j->body = str_copy(mem, r->body);
	j->retry_after_s = r->retry_after_s;
	j->max_age_s = r->max_age_s;
	j->fetched_s = now_s;
	j->no_archive = r->no_archive || r->tdm_reserved;
	j->detail = str_copy(mem, r->detail);
	if (j->detail.n == 0 && r->outcome != FETCH_DONE)
		j->detail = str_from(fetch_outcome_name(r->outcome));
	buf_init(&j->remade, FETCH_IMAGE_MAX_BYTES);
	return j;
}

void
job_free(struct job *j)
{
	if (j == NULL)
		return;
	buf_release(&j->remade);
	doc_free(j->doc);
	free(j);
}
