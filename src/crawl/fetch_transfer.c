#include "crawl/fetch_internal.h"

#include <stdio.h>
#include <stdlib.h>

#include <sys/socket.h>

#include "base/clock.h"

#define HEAD_BLOCK 1024u
#define HEAD_MAX_BYTES (256u << 10)
#define DROPPED_MAX_BYTES (64u << 10) /* of a redirect's body, then cut off */
#define PACKED_SLACK_BYTES (64u << 10)
#define LOW_SPEED_BYTES 64L /* a second; slower is a trap, no server */
/*
 * libcurl walks all names it remembers after each request, so it is to
 * remember few: connections are kept, and the system has a cache.
 */
#define DNS_KEPT_S 0L
#define MS 1000

/* Ports on which the public web answers. */
static bool
is_web_port(uint16_t port)
{
	return port == 80 || port == 443 || port == 8080 || port == 8443;
}

/*
 * Called by libcurl with the resolved address it is about to connect to:
 * the one place where no name, redirect or spelling can hide where a request
 * goes.
 */
static curl_socket_t
open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct transfer *t = arg;
	const struct fetcher *f = t->fetcher;
	struct address a;
	uint16_t port;

	(void)purpose;
	if (!address_from_socket(&to->addr, &a, &port) ||
	    (!networks_have(&f->allow, &a) &&
	     (address_is_special(&a) || !is_web_port(port)))) {
		t->refused = true;
		return CURL_SOCKET_BAD;
	}
	t->opened = true;
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t
on_head(char *p, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;
	size_t n = size * count;

	t->head_bytes += n;
	if (t->head_bytes > HEAD_MAX_BYTES) {
		t->over = true;
		return 0;
	}
	/* what comes behind the body (a trailer) is nobody's */
	if (!t->in_body)
		fetch_head_line(&t->mem, &t->head, (struct str){ p, n },
		                t->fetcher->product, clock_now_s());
	return n;
}

bool
transfer_is_redirect(const struct transfer *t)
{
	int s = t->head.status;

	return (s == 301 || s == 302 || s == 303 || s == 307 || s == 308) &&
	       t->head.location.n > 0;
}

/* The length the server states, or -1. */
static int64_t
stated_length(const struct transfer *t)
{
	curl_off_t n = -1;

	t->fetcher->curl.easy_getinfo(
	        t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &n);
	return n;
}

/* How many of n bytes the body takes; less stops the transfer. */
static size_t
take_body(struct transfer *t, const char *p, size_t n)
{
	size_t room = t->job->max_bytes - t->body.n;
	bool robots = t->job->robots_of != NULL;

	if (!robots && !t->in_body &&
	    stated_length(t) > (int64_t)t->job->max_bytes)
		room = 0;
	t->in_body = true;
	if (n <= room) {
		buf_put(&t->body, (struct str){ p, n });
		return n;
	}
	if (robots) {
		/* RFC 9309 s2.5: the rest is not read */
		buf_put(&t->body, (struct str){ p, room });
		t->enough = true;
	} else {
		t->over = true;
	}
	return 0;
}

static size_t
on_body(char *p, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;
	size_t n = size * count;

	if (!transfer_is_redirect(t))
		return take_body(t, p, n);
	t->in_body = true;
	t->dropped_bytes += n;
	if (t->dropped_bytes <= DROPPED_MAX_BYTES)
		return n;
	t->enough = true;
	return 0;
}

/* Bounds the bytes on the wire: packed ones may unpack to nothing. */
static int
on_progress(void *arg, curl_off_t stated, curl_off_t now, curl_off_t up_stated,
            curl_off_t up_now)
{
	struct transfer *t = arg;

	(void)stated;
	(void)up_stated;
	(void)up_now;
	if (now <= (int64_t)t->job->max_bytes + PACKED_SLACK_BYTES)
		return 0;
	t->over = true;
	return 1;
}

#define SET(option, value)                                               \
	do {                                                             \
		if (f->curl.easy_setopt(t->easy, (option), (value)) !=   \
		    CURLE_OK)                                            \
			BUG("libcurl does not know an option");          \
	} while (0)

/* All that is the same for every request. */
static void
make_easy(struct transfer *t)
{
	const struct fetcher *f = t->fetcher;
	long low_s = (long)(f->total_timeout_ms / 2 / MS);

	t->easy = f->curl.easy_init();
	if (t->easy == NULL)
		BUG("libcurl has no memory");
	SET(CURLOPT_PRIVATE, (void *)t);
	SET(CURLOPT_ERRORBUFFER, t->error);
	SET(CURLOPT_NOSIGNAL, 1L);
	SET(CURLOPT_PROTOCOLS_STR, "http,https");
	SET(CURLOPT_FOLLOWLOCATION, 0L);
	SET(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	SET(CURLOPT_PATH_AS_IS, 1L); /* ask for what robots.txt was asked */
	SET(CURLOPT_PROXY, "");
	SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	SET(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
	SET(CURLOPT_USERAGENT, f->user_agent);
	SET(CURLOPT_CONNECTTIMEOUT_MS, (long)f->connect_timeout_ms);
	SET(CURLOPT_TIMEOUT_MS, (long)f->total_timeout_ms);
	SET(CURLOPT_LOW_SPEED_LIMIT, LOW_SPEED_BYTES);
	SET(CURLOPT_LOW_SPEED_TIME, low_s > 0 ? low_s : 1L);
	SET(CURLOPT_DNS_CACHE_TIMEOUT, DNS_KEPT_S);
	SET(CURLOPT_OPENSOCKETFUNCTION, open_socket);
	SET(CURLOPT_OPENSOCKETDATA, (void *)t);
	SET(CURLOPT_HEADERFUNCTION, on_head);
	SET(CURLOPT_HEADERDATA, (void *)t);
	SET(CURLOPT_WRITEFUNCTION, on_body);
	SET(CURLOPT_WRITEDATA, (void *)t);
	SET(CURLOPT_XFERINFOFUNCTION, on_progress);
	SET(CURLOPT_XFERINFODATA, (void *)t);
	SET(CURLOPT_NOPROGRESS, 0L);
}

void
transfers_init(struct fetcher *f)
{
	f->transfers = xcalloc(f->active_max, sizeof(*f->transfers));
	for (size_t i = f->active_max; i-- > 0;) {
		f->transfers[i].fetcher = f;
		f->transfers[i].next = f->free_transfers;
		f->free_transfers = &f->transfers[i];
	}
	f->multi = f->curl.multi_init();
	if (f->multi == NULL)
		BUG("libcurl has no memory");
	f->curl.multi_setopt(f->multi, CURLMOPT_MAXCONNECTS,
	                     (long)(4 * f->active_max));
}

void
transfers_release(struct fetcher *f)
{
	for (size_t i = 0; i < f->active_max; i++) {
		struct transfer *t = &f->transfers[i];

		if (t->job != NULL) {
			f->curl.multi_remove_handle(f->multi, t->easy);
			fetch_job_free(t->job);
			transfer_free(t);
		}
		f->curl.easy_cleanup(t->easy);
	}
	f->curl.multi_cleanup(f->multi);
	free(f->transfers);
}

/* "Name: value"; a value with control characters would forge a head. */
static void
add_header(struct transfer *t, const char *name, struct str value)
{
	struct curl_slist *more;

	if (value.n == 0)
		return;
	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)value.p[i] < ' ' || value.p[i] == 0x7F)
			return;
	more = t->fetcher->curl.slist_append(
	        t->headers, str_fmt(&t->job->mem, "%s: %.*s", name,
	                            STR_ARG(value)).p);
	if (more != NULL)
		t->headers = more;
}

bool
transfer_start(struct fetcher *f, struct fetch_job *job)
{
	struct transfer *t = f->free_transfers;

	f->free_transfers = t->next;
	t->job = job;
	if (t->easy == NULL)
		make_easy(t);
	arena_init(&t->mem, HEAD_BLOCK, HEAD_MAX_BYTES);
	t->head = (struct fetch_head){ .max_age_s = -1 };
	buf_init(&t->body, job->max_bytes);
	t->head_bytes = 0;
	t->dropped_bytes = 0;
	t->in_body = false;
	t->over = false;
	t->enough = false;
	t->refused = false;
	t->opened = false;
	t->error[0] = '\0';
	t->headers = NULL;
	add_header(t, "Accept", job->accept);
	add_header(t, "If-None-Match", job->etag);
	add_header(t, "If-Modified-Since", job->last_modified);
	SET(CURLOPT_HTTPHEADER, t->headers);
	if (f->curl.easy_setopt(t->easy, CURLOPT_URL,
	                        str_z(&job->mem, job->wire_url)) !=
	            CURLE_OK ||
	    f->curl.multi_add_handle(f->multi, t->easy) != CURLM_OK) {
		transfer_free(t);
		return false;
	}
	return true;
}

static enum fetch_outcome
outcome_of(const struct transfer *t, CURLcode code)
{
	if (code == CURLE_OK || t->enough)
		return FETCH_DONE;
	if (t->over)
		return FETCH_TOO_LARGE;
	if (t->refused && !t->opened)
		return FETCH_REFUSED;
	switch (code) {
	case CURLE_OPERATION_TIMEDOUT:
		return FETCH_TIMEOUT;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_URL_MALFORMAT:
		return FETCH_REFUSED;
	case CURLE_PARTIAL_FILE:
		return FETCH_CUT;
	case CURLE_RECV_ERROR:
		return t->head.status != 0 ? FETCH_CUT : FETCH_FAILED;
	default:
		return FETCH_FAILED;
	}
}

enum fetch_outcome
transfer_stop(struct transfer *t, CURLcode code)
{
	const struct fetcher *f = t->fetcher;
	enum fetch_outcome o = outcome_of(t, code);

	f->curl.multi_remove_handle(f->multi, t->easy);
	if (o == FETCH_REFUSED)
		snprintf(t->error, sizeof(t->error), "address not allowed");
	else if (o == FETCH_TOO_LARGE)
		snprintf(t->error, sizeof(t->error), "larger than allowed");
	else if (o != FETCH_DONE && t->error[0] == '\0')
		snprintf(t->error, sizeof(t->error), "%s",
		         f->curl.easy_strerror(code));
	return o;
}

void
transfer_free(struct transfer *t)
{
	t->fetcher->curl.slist_free_all(t->headers);
	t->headers = NULL;
	arena_release(&t->mem);
	buf_release(&t->body);
	t->job = NULL;
	t->next = t->fetcher->free_transfers;
	t->fetcher->free_transfers = t;
}
