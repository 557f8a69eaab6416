#include "pipeline/fetch_one.h"

#include "crawl/fetch.h"

#define WAIT_MS 200
#define FETCH_WAIT_MS 90000

/* Filled by the callback. */
struct waiting {
	struct arena *mem;
	struct fetch_answer *answer; /* copied into */
	bool done;
	bool later; /* it may be had another time */
	enum fetch_outcome outcome;
	int status;
};

static void
take_answer(const struct fetch_result *r, void *arg)
{
	struct waiting *w = arg;

	w->done = true;
	w->outcome = r->outcome;
	w->later = r->retry_after_s > 0;
	w->status = r->status;
	*w->answer = (struct fetch_answer){
		.url = str_copy(w->mem, r->final_url),
		.content_type = str_copy(w->mem, r->content_type),
		.body = str_copy(w->mem, r->body),
		.detail = str_copy(w->mem, r->detail),
	};
}

enum err
fetch_one(struct arena *mem, const struct config *config, struct str url,
          struct fetch_answer *out)
{
	struct fetch_config f = {
		.user_agent = config->value[CONFIG_FETCH_USER_AGENT],
		.allow = config->value[CONFIG_FETCH_ALLOW],
		.delay_ms = 1000,
	};
	struct fetch_request rq = { .url = url,
		                    .max_bytes = FETCH_FEED_MAX_BYTES };
	struct waiting w = { .mem = mem, .answer = out };
	struct fetcher *fetcher;

	*out = (struct fetch_answer){ .url = url };
	fetcher = fetcher_new(&f, take_answer, &w);
	fetcher_submit(fetcher, &rq);
	for (int ms = 0; !w.done && ms < FETCH_WAIT_MS; ms += WAIT_MS)
		fetcher_run(fetcher, WAIT_MS);
	fetcher_free(fetcher);
	if (!w.done) {
		out->detail = STR("no answer in time");
		return ERR_NET;
	}
	if (w.outcome == FETCH_DONE && w.status == 200)
		return arena_err(mem);
	if (w.outcome == FETCH_DONE)
		out->detail = str_fmt(mem, "HTTP status %d", w.status);
	else if (out->detail.n == 0)
		out->detail = str_from(fetch_outcome_name(w.outcome));
	/* robots.txt that could not be read forbids nothing: try later */
	if (w.outcome == FETCH_REFUSED ||
	    (w.outcome == FETCH_ROBOTS && !w.later))
		return ERR_DENIED;
	return ERR_NET;
}
