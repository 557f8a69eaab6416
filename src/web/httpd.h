#ifndef MARSAD_WEB_HTTPD_H
#define MARSAD_WEB_HTTPD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * A small HTTP server: bytes of a request in, a response out, everything in
 * between bounded.  It knows nothing of the portal; the demo outlets are
 * served through it too.  Built on libmicrohttpd: epoll and a pool of
 * threads, one handler call at a time in each.
 */
#define HTTPD_HEADERS_MAX 64u          /* of a request that are seen */
#define HTTPD_RESPONSE_HEADERS_MAX 24u /* of a response */
#define HTTPD_TARGET_MAX 8192u         /* bytes of path and query */
#define HTTPD_ARENA_MAX (32u << 20)    /* a handler's memory, one request */

enum httpd_method {
	HTTPD_GET,
	HTTPD_HEAD,
	HTTPD_POST,
	HTTPD_OTHER /* any other: the handler should answer 405 */
};

/* An IPv6 address; IPv4 as ::ffff:a.b.c.d. */
struct httpd_address {
	uint8_t byte[16];
};

struct httpd_header {
	struct str name;
	struct str value;
};

struct httpd_request {
	struct arena *mem; /* dies when the response has been sent */
	enum httpd_method method;
	struct str path;  /* as sent: percent-encoded, starts with '/' */
	struct str query; /* as sent, without '?' */
	const struct httpd_header *headers;
	size_t header_count;
	struct str body;     /* of a POST */
	bool body_too_large; /* more than the limit: the body is empty */
	struct httpd_address peer;
	int64_t now_s; /* Unix seconds when it arrived */
};

/* The value of a header, its name in any case; empty if there is none. */
struct str httpd_header(const struct httpd_request *rq, struct str name);

/*
 * What a handler fills in; it comes with status 200 and nothing else.  The
 * body must live as long as the request: in rq->mem, in static memory, or in
 * `buf`, which the server releases once it has been sent.  Content-Length is
 * the server's work; the body of an answer to HEAD is not sent but counted.
 */
struct httpd_response {
	unsigned status;
	struct httpd_header headers[HTTPD_RESPONSE_HEADERS_MAX];
	size_t header_count;
	struct str body;
	struct buf buf;
};

/*
 * Add a header; the views must live as long as the request.  A value with
 * control characters is a bug of the caller and is dropped.
 */
void httpd_put_header(struct httpd_response *out, struct str name,
                      struct str value);

/* Called from several threads at once. */
struct httpd_handler {
	void (*handle)(void *arg, const struct httpd_request *rq,
	               struct httpd_response *out);
	void *arg;
};

/* Zero fields take their defaults. */
struct httpd_config {
	int listen_fd; /* with has_listen_fd: a listening socket, given */
	bool has_listen_fd;
	struct str listen;      /* else "127.0.0.1:8080", "[::1]:0" */
	unsigned threads;       /* 4 */
	unsigned connections;   /* 1000 at a time */
	unsigned per_address;   /* of one address at a time; 0: no limit */
	unsigned timeout_s;     /* 30: idle, and for a whole request body */
	size_t body_max;        /* 64 KiB */
	const char *log;        /* name in the log; NULL: no line a request */
	struct httpd_handler handler;
};

struct httpd;

/*
 * Listen and serve until httpd_stop.  ERR_FORMAT: `listen` is no numeric
 * address and port; ERR_EXISTS: the port is taken; ERR_IO else.  The given
 * socket is closed in every case.
 */
enum err httpd_start(const struct httpd_config *c, struct httpd **out)
        MUST_CHECK;

/* Finish what is being answered, stop the threads, free; NULL is fine. */
void httpd_stop(struct httpd *h);

/* The port it listens on. */
uint16_t httpd_port(const struct httpd *h);

/*
 * Make a listening socket; port 0: any free one.  Errors as httpd_start.
 * Source for the form: RFC 3986 s3.2 ("host:port", IPv6 in brackets).
 */
enum err httpd_listen(struct str address, int *out_fd) MUST_CHECK;

/* The port a socket is bound to; 0 if it is none. */
uint16_t httpd_fd_port(int fd);

#endif
