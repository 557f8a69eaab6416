#include "pipeline/subscribe.h"

#include "crawl/fetch.h"
#include "feed/discover.h"
#include "feed/feed.h"
#include "text/decode.h"
#include "url/url.h"

#define WAIT_MS 200
#define FETCH_WAIT_MS 90000

/* What came back, copied out of the callback. */
struct answer {
	struct arena *mem;
	bool done;
	bool later; /* it may be had another time */
	enum fetch_outcome outcome;
	int status;
	struct str url, content_type, body, detail;
};

static void
take_answer(const struct fetch_result *r, void *arg)
{
	struct answer *a = arg;

	a->done = true;
	a->outcome = r->outcome;
	a->later = r->retry_after_s > 0;
	a->status = r->status;
	a->url = str_copy(a->mem, r->final_url);
	a->content_type = str_copy(a->mem, r->content_type);
	a->body = str_copy(a->mem, r->body);
	a->detail = str_copy(a->mem, r->detail);
}

static enum err
fetch_one(struct arena *mem, const struct config *config, struct str url,
          struct answer *out)
{
	struct fetch_config f = {
		.user_agent = config->value[CONFIG_FETCH_USER_AGENT],
		.allow = config->value[CONFIG_FETCH_ALLOW],
		.delay_ms = 1000,
	};
	struct fetch_request rq = { .url = url,
		                    .max_bytes = FETCH_FEED_MAX_BYTES };
	struct fetcher *fetcher;

	*out = (struct answer){ .mem = mem };
	fetcher = fetcher_new(&f, take_answer, out);
	fetcher_submit(fetcher, &rq);
	for (int ms = 0; !out->done && ms < FETCH_WAIT_MS; ms += WAIT_MS)
		fetcher_run(fetcher, WAIT_MS);
	fetcher_free(fetcher);
	if (!out->done) {
		out->detail = STR("no answer in time");
		return ERR_NET;
	}
	if (out->outcome == FETCH_DONE && out->status == 200)
		return arena_err(mem);
	if (out->outcome == FETCH_DONE)
		out->detail = str_fmt(mem, "HTTP status %d", out->status);
	else if (out->detail.n == 0)
		out->detail = str_from(fetch_outcome_name(out->outcome));
	/* robots.txt that could not be read forbids nothing: try later */
	if (out->outcome == FETCH_REFUSED ||
	    (out->outcome == FETCH_ROBOTS && !out->later))
		return ERR_DENIED;
	return ERR_NET;
}

static void
describe(struct arena *mem, const struct feed *feed, struct str url,
         struct subscription *out)
{
	struct url u;

	out->feed_url = url;
	out->outlet.active = true;
	out->outlet.name = feed->title;
	out->outlet.language = feed->language;
	out->outlet.home_url = feed->home_url;
	if (url_parse(mem, url, &u) != ERR_OK)
		return;
	if (out->outlet.name.n == 0)
		out->outlet.name = u.host;
	if (out->outlet.home_url.n == 0)
		out->outlet.home_url = str_cat(mem, url_origin(mem, &u),
		                               STR("/"));
}

enum err
subscribe_discover(struct arena *mem, const struct config *config,
                   struct str url, struct subscription *out,
                   struct str *detail)
{
	struct answer a;
	struct decoded text;
	struct feed feed;
	enum err e;

	/* a page may lead to a feed, but a feed's address to no further one */
	for (int hop = 0; hop < 2; hop++) {
		if ((e = fetch_one(mem, config, url, &a)) != ERR_OK) {
			*detail = a.detail;
			return e;
		}
		e = feed_parse(mem, a.body, a.content_type, a.url, &feed);
		if (e == ERR_OK) {
			describe(mem, &feed, a.url, out);
			return ERR_OK;
		}
		decode_bytes(mem, a.body, a.content_type, &text);
		if (!feed_discover(mem, text.text, a.url, &url))
			return ERR_ABSENT;
	}
	return ERR_ABSENT;
}

enum err
subscribe_store(struct store *st, const struct subscription *s,
                int64_t now_s, int64_t *out_id)
{
	struct arena mem = ARENA_INIT(4096, 1u << 20);
	struct outlet known;
	int64_t feed_id;
	bool made = false;
	enum err e = ERR_ABSENT;

	if (s->outlet.home_url.n > 0)
		e = store_outlet_by_home(st, &mem, s->outlet.home_url, &known);
	if (e == ERR_OK)
		*out_id = known.id;
	else if (e == ERR_ABSENT)
		made = (e = store_outlet_add(st, &s->outlet, out_id)) == ERR_OK;
	if (e == ERR_OK)
		e = store_feed_add(st, *out_id, s->feed_url, now_s, &feed_id);
	/* a feed that is known has its outlet already: make no empty one */
	if (e == ERR_EXISTS && made && store_outlet_remove(st, *out_id) ==
	                                       ERR_DB)
		e = ERR_DB;
	arena_release(&mem);
	return e;
}
