#include "web/httpd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "web/mhd_lib.h"

#define THREADS 4u
#define CONNECTIONS 1000u
#define TIMEOUT_S 30u
#define BODY_MAX (64u << 10)
#define BACKLOG 512
/*
 * Request line, headers, and what the library notes of each parameter: with
 * less, some hundred parameters leave it without room for an answer.
 */
#define MEMORY_PER_CONNECTION (256u << 10)
#define DRAIN_MAX (1u << 20) /* of a body past the limit before we hang up */
#define ARENA_REQUEST (16u << 10)

struct httpd {
	struct mhd_lib mhd;
	struct MHD_Daemon *daemon;
	struct httpd_config config;
	uint16_t port;
};

/* One request from its first line until its answer has been sent. */
struct exchange {
	struct arena mem;
	struct httpd_request rq;
	struct httpd_response response;
	struct httpd_header headers[HTTPD_HEADERS_MAX];
	struct buf body;
	size_t body_bytes; /* received, kept or not */
	int64_t started_ms;
	bool ready; /* the request line and the headers were read */
};

struct str
httpd_header(const struct httpd_request *rq, struct str name)
{
	for (size_t i = 0; i < rq->header_count; i++)
		if (str_eq_ci(rq->headers[i].name, name))
			return rq->headers[i].value;
	return STR_EMPTY;
}

static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F)
			return true;
	return false;
}

void
httpd_put_header(struct httpd_response *out, struct str name, struct str value)
{
	if (out->header_count == HTTPD_RESPONSE_HEADERS_MAX ||
	    has_control(name) || has_control(value))
		return;
	out->headers[out->header_count++] =
	        (struct httpd_header){ name, value };
}

/* "host:port" into a socket address. */
static enum err
read_address(struct str s, struct sockaddr_storage *out, socklen_t *size)
{
	char host[INET6_ADDRSTRLEN];
	struct sockaddr_in *v4 = (struct sockaddr_in *)out;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)out;
	size_t colon = str_rchr(s, ':');
	struct str h = str_sub(s, 0, colon);
	struct str p = str_sub(s, colon + 1, s.n);
	uint64_t port;
	bool brackets = h.n > 2 && h.p[0] == '[' && h.p[h.n - 1] == ']';

	if (colon == STR_NPOS || !str_number(&p, &port, 65535) || p.n > 0)
		return ERR_FORMAT;
	if (brackets)
		h = str_sub(h, 1, h.n - 1);
	if (str_eq(h, STR("localhost")))
		h = STR("127.0.0.1");
	if (h.n == 0 || h.n >= sizeof(host))
		return ERR_FORMAT;
	memcpy(host, h.p, h.n);
	host[h.n] = '\0';
	memset(out, 0, sizeof(*out));
	if (brackets && inet_pton(AF_INET6, host, &v6->sin6_addr) == 1) {
		v6->sin6_family = AF_INET6;
		v6->sin6_port = htons((uint16_t)port);
		*size = sizeof(*v6);
		return ERR_OK;
	}
	if (!brackets && inet_pton(AF_INET, host, &v4->sin_addr) == 1) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons((uint16_t)port);
		*size = sizeof(*v4);
		return ERR_OK;
	}
	return ERR_FORMAT;
}

enum err
httpd_listen(struct str address, int *out_fd)
{
	struct sockaddr_storage at;
	socklen_t size;
	int yes = 1;
	int fd;
	enum err e;

	if ((e = read_address(address, &at, &size)) != ERR_OK)
		return e;
	fd = socket(at.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return ERR_IO;
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) != 0 ||
	    bind(fd, (struct sockaddr *)&at, size) != 0 ||
	    listen(fd, BACKLOG) != 0) {
		e = errno == EADDRINUSE ? ERR_EXISTS : ERR_IO;
		close(fd);
		return e;
	}
	*out_fd = fd;
	return ERR_OK;
}

uint16_t
httpd_fd_port(int fd)
{
	struct sockaddr_storage at;
	socklen_t size = sizeof(at);

	memset(&at, 0, sizeof(at));
	if (getsockname(fd, (struct sockaddr *)&at, &size) != 0)
		return 0;
	if (at.ss_family == AF_INET6)
		return ntohs(((struct sockaddr_in6 *)&at)->sin6_port);
	return ntohs(((struct sockaddr_in *)&at)->sin_port);
}

static struct httpd_address
peer_of(const struct httpd *h, struct MHD_Connection *conn)
{
	static const uint8_t mapped[12] = { [10] = 0xFF, [11] = 0xFF };
	struct httpd_address a = { { 0 } };
	const union MHD_ConnectionInfo *info = h->mhd.get_connection_info(
	        conn, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *at;

	if (info == NULL || (at = info->client_addr) == NULL)
		return a;
	if (at->sa_family == AF_INET6) {
		struct sockaddr_in6 v6;

		memcpy(&v6, at, sizeof(v6));
		memcpy(a.byte, &v6.sin6_addr, 16);
	} else if (at->sa_family == AF_INET) {
		struct sockaddr_in v4;

		memcpy(&v4, at, sizeof(v4));
		memcpy(a.byte, mapped, sizeof(mapped));
		memcpy(a.byte + 12, &v4.sin_addr, 4);
	}
	return a;
}

/*
 * libmicrohttpd calls this with the raw request target before it decodes it;
 * what we return is the exchange that follows the request.
 */
static void *
on_target(void *arg, const char *target, struct MHD_Connection *conn)
{
	struct httpd *h = arg;
	struct exchange *x = xcalloc(1, sizeof(*x));
	struct str s;

	(void)conn;
	arena_init(&x->mem, ARENA_REQUEST, HTTPD_ARENA_MAX);
	x->started_ms = clock_steady_ms();
	buf_init(&x->body, h->config.body_max);
	s = str_copy(&x->mem, str_from(target));
	x->rq.path = str_until(&s, '?');
	x->rq.query = s;
	return x;
}

static void
on_completed(void *arg, struct MHD_Connection *conn, void **cls,
             enum MHD_RequestTerminationCode why)
{
	struct exchange *x = *cls;

	(void)arg;
	(void)conn;
	(void)why;
	if (x == NULL)
		return;
	buf_release(&x->body);
	buf_release(&x->response.buf);
	arena_release(&x->mem);
	free(x);
	*cls = NULL;
}

static enum MHD_Result
on_header(void *arg, enum MHD_ValueKind kind, const char *name,
          const char *value)
{
	struct exchange *x = arg;

	(void)kind;
	if (x->rq.header_count == HTTPD_HEADERS_MAX)
		return MHD_NO;
	x->headers[x->rq.header_count++] =
	        (struct httpd_header){ str_from(name), str_from(value) };
	return MHD_YES;
}

static enum httpd_method
method_of(const char *name)
{
	static const char *const names[] = {
		[HTTPD_GET] = "GET",
		[HTTPD_HEAD] = "HEAD",
		[HTTPD_POST] = "POST",
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(name, names[i]) == 0)
			return (enum httpd_method)i;
	return HTTPD_OTHER;
}

static void
log_request(const struct httpd *h, const struct exchange *x,
            const char *method)
{
	if (h->config.log == NULL)
		return;
	LOG(LOG_INFO, "request", KV_Z("server", h->config.log),
	    KV_Z("method", method), KV_STR("path", x->rq.path),
	    KV_INT("status", x->response.status),
	    KV_INT("bytes", x->response.body.n),
	    KV_INT("ms", clock_steady_ms() - x->started_ms));
}

static enum MHD_Result
answer(const struct httpd *h, struct MHD_Connection *conn, struct exchange *x,
       const char *method)
{
	struct httpd_response *out = &x->response;
	struct MHD_Response *r;
	enum MHD_Result ok;
	void *body;

	out->status = 200;
	buf_init(&out->buf, HTTPD_ARENA_MAX);
	x->rq.mem = &x->mem;
	x->rq.now_s = clock_now_s();
	x->rq.body = x->rq.body_too_large ? STR_EMPTY : buf_str(&x->body);
	h->config.handler.handle(h->config.handler.arg, &x->rq, out);
	/* MHD takes `void *` but only reads; the bytes may be constants. */
	memcpy(&body, &out->body.p, sizeof(body));
	r = h->mhd.create_response_from_buffer(out->body.n, body,
	                                       MHD_RESPMEM_PERSISTENT);
	if (r == NULL)
		return MHD_NO;
	for (size_t i = 0; i < out->header_count; i++)
		(void)h->mhd.add_response_header(
		        r, str_z(&x->mem, out->headers[i].name),
		        str_z(&x->mem, out->headers[i].value));
	ok = h->mhd.queue_response(conn, out->status, r);
	h->mhd.destroy_response(r);
	log_request(h, x, method);
	return ok;
}

/* Read the headers; true if the body that follows is announced too large. */
static bool
begin(const struct httpd *h, struct MHD_Connection *conn, struct exchange *x,
      const char *method)
{
	struct str length;
	uint64_t bytes;

	x->ready = true;
	x->rq.method = method_of(method);
	x->rq.headers = x->headers;
	x->rq.peer = peer_of(h, conn);
	(void)h->mhd.get_connection_values(conn, MHD_HEADER_KIND, on_header,
	                                   x);
	length = httpd_header(&x->rq, STR("Content-Length"));
	x->rq.body_too_large =
	        length.n > 0 && (!str_number(&length, &bytes, UINT32_MAX) ||
	                         bytes > h->config.body_max);
	return x->rq.body_too_large;
}

static bool
more_body(const struct httpd *h, struct exchange *x, struct str part)
{
	int64_t limit_ms = (int64_t)h->config.timeout_s * 1000;

	x->body_bytes += part.n;
	buf_put(&x->body, part);
	if (x->body.err != ERR_OK)
		x->rq.body_too_large = true;
	return x->body_bytes <= DRAIN_MAX &&
	       clock_steady_ms() - x->started_ms <= limit_ms;
}

/* libmicrohttpd's handler: once after the headers, then for the body. */
static enum MHD_Result
on_request(void *arg, struct MHD_Connection *conn, const char *url,
           const char *method, const char *version, const char *data,
           size_t *data_size, void **cls)
{
	const struct httpd *h = arg;
	struct exchange *x = *cls;

	(void)url;
	(void)version;
	if (x == NULL)
		return MHD_NO;
	if (!x->ready)
		return begin(h, conn, x, method) ? answer(h, conn, x, method)
		                                 : MHD_YES;
	if (*data_size > 0) {
		struct str part = { data, *data_size };

		*data_size = 0;
		return more_body(h, x, part) ? MHD_YES : MHD_NO;
	}
	return answer(h, conn, x, method);
}

static void
set_defaults(struct httpd_config *c)
{
	if (c->threads == 0)
		c->threads = THREADS;
	if (c->connections == 0)
		c->connections = CONNECTIONS;
	if (c->timeout_s == 0)
		c->timeout_s = TIMEOUT_S;
	if (c->body_max == 0)
		c->body_max = BODY_MAX;
	if (c->connections < c->threads)
		c->connections = c->threads;
}

/* MHD's own words on a peer's mistakes: not worth a line. */
static void
on_mhd_log(void *arg, const char *fmt, va_list ap)
{
	(void)arg;
	(void)fmt;
	(void)ap;
}

enum err
httpd_start(const struct httpd_config *c, struct httpd **out)
{
	struct httpd *h;
	int fd = c->listen_fd;
	enum err e;

	if (!c->has_listen_fd && (e = httpd_listen(c->listen, &fd)) != ERR_OK)
		return e;
	/* The threads of the pool share it: a lost race must not block. */
	if (fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) != 0) {
		close(fd);
		return ERR_IO;
	}
	h = xcalloc(1, sizeof(*h));
	h->config = *c;
	set_defaults(&h->config);
	h->port = httpd_fd_port(fd);
	mhd_lib_load(&h->mhd);
	h->daemon = h->mhd.start_daemon(
	        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG, 0, NULL,
	        NULL, on_request, h, /* the logger first: it takes effect */
	        MHD_OPTION_EXTERNAL_LOGGER, on_mhd_log, NULL,
	        MHD_OPTION_LISTEN_SOCKET, fd,
	        MHD_OPTION_THREAD_POOL_SIZE, h->config.threads,
	        MHD_OPTION_CONNECTION_LIMIT, h->config.connections,
	        MHD_OPTION_PER_IP_CONNECTION_LIMIT, h->config.per_address,
	        MHD_OPTION_CONNECTION_TIMEOUT, h->config.timeout_s,
	        MHD_OPTION_CONNECTION_MEMORY_LIMIT,
	        (size_t)MEMORY_PER_CONNECTION,
	        MHD_OPTION_URI_LOG_CALLBACK, on_target, h,
	        MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL,
	        MHD_OPTION_END);
	if (h->daemon == NULL) {
		close(fd);
		free(h);
		return ERR_IO;
	}
	*out = h;
	return ERR_OK;
}

void
httpd_stop(struct httpd *h)
{
	if (h == NULL)
		return;
	h->mhd.stop_daemon(h->daemon);
	free(h);
}

uint16_t
httpd_port(const struct httpd *h)
{
	return h->port;
}
