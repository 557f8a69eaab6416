#ifndef MARSAD_TESTS_CRAWL_SERVER_H
#define MARSAD_TESTS_CRAWL_SERVER_H

/*
 * A web server for tests: some ports on 127.0.0.1, each one host of the
 * fetcher, answered by one thread from a list of routes.  It keeps what it
 * was asked, and when.  Code in a header, because a test program is one file.
 */
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"

#define SERVER_HOSTS_MAX 16
#define SERVER_ROUTES_MAX 32
#define SERVER_SEEN_MAX 4096
#define SERVER_OPEN_MAX 64
#define SERVER_HEAD_MAX 2048
#define SERVER_TICK_MS 10

enum server_how {
	SERVER_REPLY, /* status and head lines given, length added */
	SERVER_RAW,   /* all bytes given, then the connection is closed */
	SERVER_HANG,  /* never answers */
	SERVER_DRIP   /* an endless body, a byte a tick */
};

struct server_route {
	size_t host;
	const char *path;
	enum server_how how;
	struct str head, body;
};

struct server_seen {
	size_t host;
	int64_t ms; /* steady clock, when the head was read */
	char path[256];
	char head[SERVER_HEAD_MAX];
};

struct server_open {
	int fd; /* -1: free */
	size_t host, n;
	bool drips;
	char in[SERVER_HEAD_MAX];
};

struct server {
	pthread_t thread;
	bool started;
	atomic_bool stop;
	size_t hosts, routes, seen_n;
	int listener[SERVER_HOSTS_MAX];
	unsigned port[SERVER_HOSTS_MAX];
	struct server_route route[SERVER_ROUTES_MAX];
	struct server_open open[SERVER_OPEN_MAX];
	struct server_seen *seen;
};

static struct server *
server_new(size_t hosts)
{
	struct server *sv = xcalloc(1, sizeof(*sv));

	sv->hosts = hosts;
	sv->seen = xcalloc(SERVER_SEEN_MAX, sizeof(*sv->seen));
	for (size_t i = 0; i < hosts; i++) {
		struct sockaddr_in a = { .sin_family = AF_INET };
		socklen_t n = sizeof(a);
		int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

		a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		if (fd < 0 || bind(fd, (struct sockaddr *)&a, n) != 0 ||
		    listen(fd, 64) != 0 ||
		    getsockname(fd, (struct sockaddr *)&a, &n) != 0)
			BUG("no port on loopback");
		sv->listener[i] = fd;
		sv->port[i] = ntohs(a.sin_port);
	}
	for (size_t i = 0; i < SERVER_OPEN_MAX; i++)
		sv->open[i].fd = -1;
	return sv;
}

/*
 * Answer a path (with its query) on a host; what has no route is 404.
 * `head`: "200 OK\r\nName: value\r\n" for SERVER_REPLY.  Borrowed.
 */
static void
server_route(struct server *sv, size_t host, const char *path,
             enum server_how how, struct str head, struct str body)
{
	if (sv->routes == SERVER_ROUTES_MAX)
		BUG("too many routes");
	sv->route[sv->routes++] =
	        (struct server_route){ host, path, how, head, body };
}

/* A page of status 200. */
static void
server_page(struct server *sv, size_t host, const char *path, const char *body)
{
	server_route(sv, host, path, SERVER_REPLY, STR("200 OK\r\n"),
	             str_from(body));
}

/* "http://127.0.0.1:PORT/path" */
static struct str
server_url(struct arena *mem, const struct server *sv, size_t host,
           const char *path)
{
	return str_fmt(mem, "http://127.0.0.1:%u%s", sv->port[host], path);
}

static void
server_send(int fd, struct str s)
{
	while (s.n > 0) {
		ssize_t n = send(fd, s.p, s.n, MSG_NOSIGNAL);

		if (n <= 0)
			return; /* the fetcher had enough */
		s = str_sub(s, (size_t)n, s.n);
	}
}

static void
server_close(struct server_open *o)
{
	close(o->fd);
	o->fd = -1;
}

static const struct server_route *
server_find(const struct server *sv, size_t host, struct str path)
{
	static const struct server_route none = {
		.head = STR_INIT("404 Not Found\r\n")
	};

	for (size_t i = 0; i < sv->routes; i++)
		if (sv->route[i].host == host &&
		    str_eq(path, str_from(sv->route[i].path)))
			return &sv->route[i];
	return &none;
}

static void
server_answer(struct server *sv, struct server_open *o)
{
	struct arena mem = ARENA_INIT(4096, 1u << 20);
	struct str line = { o->in, o->n }, path;
	const struct server_route *r;
	struct server_seen *seen;

	if (sv->seen_n == SERVER_SEEN_MAX)
		BUG("asked too often");
	seen = &sv->seen[sv->seen_n++];
	seen->host = o->host;
	seen->ms = clock_steady_ms();
	memcpy(seen->head, o->in, o->n);
	str_word(&line);
	path = str_word(&line);
	if (path.n < sizeof(seen->path))
		memcpy(seen->path, path.p, path.n);
	r = server_find(sv, o->host, path);
	o->n = 0;
	switch (r->how) {
	case SERVER_REPLY:
		server_send(o->fd, STR("HTTP/1.1 "));
		server_send(o->fd, r->head);
		server_send(o->fd, str_fmt(&mem, "Content-Length: %zu\r\n\r\n",
		                           r->body.n));
		server_send(o->fd, r->body);
		break;
	case SERVER_RAW:
		server_send(o->fd, r->head);
		server_send(o->fd, r->body);
		server_close(o);
		break;
	case SERVER_HANG:
		break;
	case SERVER_DRIP:
		server_send(o->fd, STR("HTTP/1.1 200 OK\r\n\r\n"));
		o->drips = true;
		break;
	}
	arena_release(&mem);
}

static void
server_read(struct server *sv, struct server_open *o)
{
	size_t room = sizeof(o->in) - 1 - o->n;
	ssize_t n = recv(o->fd, o->in + o->n, room, 0);

	if (n <= 0 || room == 0) {
		server_close(o);
		return;
	}
	o->n += (size_t)n;
	if (str_find((struct str){ o->in, o->n }, STR("\r\n\r\n")) != STR_NPOS)
		server_answer(sv, o);
}

static void
server_accept(struct server *sv, size_t host)
{
	int fd = accept4(sv->listener[host], NULL, NULL, SOCK_CLOEXEC);

	for (size_t i = 0; fd >= 0 && i < SERVER_OPEN_MAX; i++) {
		if (sv->open[i].fd >= 0)
			continue;
		sv->open[i] = (struct server_open){ .fd = fd, .host = host };
		return;
	}
	if (fd >= 0)
		close(fd);
}

static void *
server_main(void *arg)
{
	struct server *sv = arg;
	struct pollfd p[SERVER_HOSTS_MAX + SERVER_OPEN_MAX];

	while (!atomic_load(&sv->stop)) {
		for (size_t i = 0; i < sv->hosts; i++)
			p[i] = (struct pollfd){ sv->listener[i], POLLIN, 0 };
		for (size_t i = 0; i < SERVER_OPEN_MAX; i++)
			p[sv->hosts + i] =
			        (struct pollfd){ sv->open[i].fd, POLLIN, 0 };
		poll(p, sv->hosts + SERVER_OPEN_MAX, SERVER_TICK_MS);
		for (size_t i = 0; i < SERVER_OPEN_MAX; i++) {
			if (p[sv->hosts + i].revents != 0)
				server_read(sv, &sv->open[i]);
			else if (sv->open[i].fd >= 0 && sv->open[i].drips)
				server_send(sv->open[i].fd, STR("."));
		}
		for (size_t i = 0; i < sv->hosts; i++)
			if (p[i].revents != 0)
				server_accept(sv, i);
	}
	return NULL;
}

static void
server_start(struct server *sv)
{
	if (pthread_create(&sv->thread, NULL, server_main, sv) != 0)
		BUG("no thread");
	sv->started = true;
}

/* Stop answering; what was seen may be read from now on. */
static void
server_stop(struct server *sv)
{
	atomic_store(&sv->stop, true);
	if (sv->started)
		pthread_join(sv->thread, NULL);
	sv->started = false;
}

/* How often a path was asked for on a host. */
__attribute__((unused)) static size_t
server_times(const struct server *sv, size_t host, const char *path)
{
	size_t n = 0;

	for (size_t i = 0; i < sv->seen_n; i++)
		if (sv->seen[i].host == host &&
		    str_eq(str_from(sv->seen[i].path), str_from(path)))
			n++;
	return n;
}

/* Stop and free. */
static void
server_free(struct server *sv)
{
	server_stop(sv);
	for (size_t i = 0; i < sv->hosts; i++)
		close(sv->listener[i]);
	for (size_t i = 0; i < SERVER_OPEN_MAX; i++)
		if (sv->open[i].fd >= 0)
			close(sv->open[i].fd);
	free(sv->seen);
	free(sv);
}

#endif
