#ifndef MARSAD_TESTS_CRAWL_BED_H
#define MARSAD_TESTS_CRAWL_BED_H

#include "test.h"

#include "crawl/fetch.h"
#include "crawl/server.h"

/*
 * The fetcher against a server of our own on loopback.  Lower limits of
 * times are asserted, never upper ones but against "for ever".
 */
#define GOT_MAX 8192
#define MEM_MAX_BYTES (64u << 20)
#define ROUNDS_MAX 400 /* of 100 ms: a test that hangs ends */
#define LOOPBACK "127.0.0.0/8 ::1/128"

struct got {
	enum fetch_outcome outcome;
	int status;
	struct str url, final_url, moved_url, body, detail, etag;
	int64_t retry_after_s, max_age_s, tag;
	bool tdm, no_archive;
};

/* A server, a fetcher, and what was answered. */
struct bed {
	struct arena mem;
	struct server *sv;
	struct fetcher *f;
	struct got *got;
	size_t n;
	struct str then; /* submitted by the first callback */
};

static void
take(const struct fetch_result *r, void *arg)
{
	struct bed *b = arg;
	struct got *g;

	assert_true(b->n < GOT_MAX);
	g = &b->got[b->n++];
	g->outcome = r->outcome;
	g->status = r->status;
	g->url = str_copy(&b->mem, r->url);
	g->final_url = str_copy(&b->mem, r->final_url);
	g->moved_url = str_copy(&b->mem, r->moved_url);
	g->body = str_copy(&b->mem, r->body);
	g->detail = str_copy(&b->mem, r->detail);
	g->etag = str_copy(&b->mem, r->etag);
	g->retry_after_s = r->retry_after_s;
	g->max_age_s = r->max_age_s;
	g->tag = r->tag;
	g->tdm = r->tdm_reserved;
	g->no_archive = r->no_archive;
	if (b->then.n > 0) {
		struct fetch_request rq = { .url = b->then, .tag = 99 };

		b->then = STR_EMPTY;
		fetcher_submit(b->f, &rq);
	}
}

static struct fetch_config
usual(void)
{
	return (struct fetch_config){
		.user_agent = STR("marsad/0.1 (+https://marsad.invalid/bot)"),
		.allow = STR(LOOPBACK),
	};
}

static void
bed_init(struct bed *b, size_t hosts, const struct fetch_config *config)
{
	*b = (struct bed){ .mem = ARENA_INIT(ARENA_BLOCK, MEM_MAX_BYTES) };
	b->sv = server_new(hosts);
	b->got = ARENA_ARRAY(&b->mem, struct got, GOT_MAX);
	b->f = fetcher_new(config, take, b);
}

static void
bed_release(struct bed *b)
{
	fetcher_free(b->f);
	server_free(b->sv);
	arena_release(&b->mem);
}

static void
ask_url(struct bed *b, struct str url, int64_t tag)
{
	struct fetch_request rq = { .url = url, .tag = tag };

	fetcher_submit(b->f, &rq);
}

static void
ask(struct bed *b, size_t host, const char *path, int64_t tag)
{
	ask_url(b, server_url(&b->mem, b->sv, host, path), tag);
}

/* Run until all is answered; the server may then be looked at. */
static void
finish(struct bed *b)
{
	int rounds = 0;

	while (fetcher_run(b->f, 100) > 0)
		assert_true(rounds++ < ROUNDS_MAX);
	server_stop(b->sv);
}

static void
work(struct bed *b)
{
	server_start(b->sv);
	finish(b);
}

static const struct got *
answer(const struct bed *b, int64_t tag)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->got[i].tag == tag)
			return &b->got[i];
	fail_msg("no answer %d", (int)tag);
	return b->got;
}

static void
expect(const struct bed *b, int64_t tag, enum fetch_outcome outcome,
       int status)
{
	const struct got *g = answer(b, tag);

	if (g->outcome == outcome && g->status == status)
		return;
	print_error("%.*s: %s, status %d, %.*s\n", STR_ARG(g->url),
	            fetch_outcome_name(g->outcome), g->status,
	            STR_ARG(g->detail));
	fail();
}

/* A redirect from a path of one host to a path of another. */
static void
route_redirect(struct bed *b, size_t host, const char *path,
               const char *status, struct str to)
{
	server_route(b->sv, host, path, SERVER_REPLY,
	             str_fmt(&b->mem, "%s\r\nLocation: %.*s\r\n", status,
	                     STR_ARG(to)),
	             STR("moved"));
}

#endif
