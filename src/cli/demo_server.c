#include "cli/demo_server.h"

#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/datetime.h"
#include "demo/demo.h"
#include "image/draw.h"
#include "web/httpd.h"

#define PORTS_TRIED 200
#define ARENA_MAX (1u << 20)
#define PICTURES 96 /* kept in memory; about 60 KB each */
#define PICTURE_WIDTH 960
#define PICTURE_HEIGHT 540
#define PICTURE_MAX_BYTES (2u << 20)
#define CONNECTIONS 64

struct site {
	struct demo_server *server;
	size_t index;
	struct demo_outlet outlet;
	int fd;
	struct httpd *httpd;
};

struct picture {
	struct str kind; /* static; empty: the slot is free */
	uint64_t seed;
	struct buf bytes;
};

struct demo_server {
	struct demo demo;
	struct arena mem;
	struct site *sites;
	size_t site_count;
	pthread_mutex_t lock; /* of pictures and next */
	struct picture pictures[PICTURES];
	size_t next; /* slot to reuse */
};

/* Bind every outlet's address to one port, or none of them. */
static enum err
bind_all(struct demo_server *s, uint16_t port)
{
	char text[32];
	enum err e = ERR_OK;
	size_t n;

	for (n = 0; n < s->site_count; n++) {
		int len = snprintf(text, sizeof(text), "127.8.0.%zu:%u",
		                   n + 1, (unsigned)port);

		e = httpd_listen((struct str){ text, (size_t)len },
		                 &s->sites[n].fd);
		if (e != ERR_OK)
			break;
		if (port == 0) { /* the first one chose for all */
			struct sockaddr_in at;
			socklen_t size = sizeof(at);

			memset(&at, 0, sizeof(at));
			(void)getsockname(s->sites[n].fd,
			                  (struct sockaddr *)&at, &size);
			port = ntohs(at.sin_port);
		}
	}
	s->demo.port = port;
	if (e == ERR_OK)
		return ERR_OK;
	while (n-- > 0) {
		close(s->sites[n].fd);
		s->sites[n].fd = -1;
	}
	return e;
}

enum err
demo_server_bind(int64_t epoch_s, uint16_t port, struct demo_server **out)
{
	struct demo_server *s = xcalloc(1, sizeof(*s));
	enum err e = ERR_EXISTS;

	s->demo.epoch_s = epoch_s;
	arena_init(&s->mem, ARENA_BLOCK, ARENA_MAX);
	pthread_mutex_init(&s->lock, NULL);
	s->site_count = demo_outlet_count();
	s->sites = xcalloc(s->site_count, sizeof(*s->sites));
	for (size_t i = 0; i < s->site_count; i++)
		s->sites[i] = (struct site){ .server = s, .index = i,
			                     .fd = -1 };
	for (int i = 0; i < PORTS_TRIED && e == ERR_EXISTS; i++)
		e = bind_all(s, port == 0 ? 0 : (uint16_t)(port + i));
	if (e != ERR_OK) {
		demo_server_stop(s);
		return e;
	}
	for (size_t i = 0; i < s->site_count; i++)
		(void)demo_outlet(&s->demo, i, &s->mem, &s->sites[i].outlet);
	*out = s;
	return ERR_OK;
}

bool
demo_server_outlet(const struct demo_server *s, size_t i,
                   struct demo_server_outlet *out)
{
	const struct demo_outlet *o;

	if (i >= s->site_count)
		return false;
	o = &s->sites[i].outlet;
	*out = (struct demo_server_outlet){ o->slug, o->name, o->language,
		                            o->home_url, o->feed_url };
	return true;
}

/* The picture's bytes from memory, if they are there. */
static bool
picture_find(struct demo_server *s, const struct demo_answer *a,
             struct buf *out)
{
	bool found = false;

	pthread_mutex_lock(&s->lock);
	for (size_t i = 0; i < PICTURES && !found; i++) {
		const struct picture *p = &s->pictures[i];

		found = p->seed == a->picture_seed &&
		        str_eq(p->kind, a->picture_kind);
		if (found)
			buf_put(out, buf_str(&p->bytes));
	}
	pthread_mutex_unlock(&s->lock);
	return found;
}

static void
picture_keep(struct demo_server *s, const struct demo_answer *a,
             struct str bytes)
{
	struct picture *p;

	pthread_mutex_lock(&s->lock);
	p = &s->pictures[s->next];
	s->next = (s->next + 1) % PICTURES;
	buf_release(&p->bytes);
	buf_init(&p->bytes, PICTURE_MAX_BYTES);
	buf_put(&p->bytes, bytes);
	p->kind = a->picture_kind;
	p->seed = a->picture_seed;
	pthread_mutex_unlock(&s->lock);
}

static enum err
answer_picture(struct demo_server *s, const struct demo_answer *a,
               struct httpd_response *out)
{
	struct draw_order order = { a->picture_kind, a->picture_seed,
		                    PICTURE_WIDTH, PICTURE_HEIGHT };
	enum err e;

	httpd_put_header(out, STR("Content-Type"), image_draw_mime());
	if (!picture_find(s, a, &out->buf)) {
		if ((e = image_draw(&order, &out->buf)) != ERR_OK)
			return e;
		picture_keep(s, a, buf_str(&out->buf));
	}
	out->body = buf_str(&out->buf);
	return ERR_OK;
}

/* "Sat, 31 Jan 2026 08:05:00 GMT": RFC 9110 s5.6.7. */
static struct str
http_date(struct arena *mem, int64_t at_s)
{
	struct str s = datetime_rfc5322(
	        mem, (struct datetime){ .unix_s = at_s, .has_zone = true,
	                                .has_time = true });

	return str_cat(mem, str_sub(s, 0, str_rchr(s, ' ')), STR(" GMT"));
}

/* RFC 9110 s13.2.2: If-None-Match, and only without it the date. */
static bool
is_unchanged(const struct httpd_request *rq, struct str etag,
             struct str modified)
{
	struct str tags = httpd_header(rq, STR("If-None-Match"));

	if (tags.n > 0)
		return str_find(tags, etag) != STR_NPOS ||
		       str_eq(tags, STR("*"));
	return str_eq(httpd_header(rq, STR("If-Modified-Since")), modified);
}

static void
fail(struct httpd_response *out, unsigned status)
{
	out->status = status;
	out->body = STR("This did not work.\n");
	httpd_put_header(out, STR("Content-Type"), STR("text/plain"));
}

static void
handle(void *arg, const struct httpd_request *rq, struct httpd_response *out)
{
	struct site *site = arg;
	struct demo_request ask = { .outlet = site->index,
		                    .path = rq->path, .now_s = rq->now_s };
	struct demo_answer a;
	struct str modified;

	if (rq->method != HTTPD_GET && rq->method != HTTPD_HEAD) {
		httpd_put_header(out, STR("Allow"), STR("GET, HEAD"));
		fail(out, 405);
		return;
	}
	if (demo_answer(&site->server->demo, &ask, rq->mem, &a) != ERR_OK) {
		fail(out, 500);
		return;
	}
	out->status = a.status;
	modified = http_date(rq->mem, a.modified_s);
	httpd_put_header(out, STR("Cache-Control"), a.cache_control);
	if (a.status == 200) {
		httpd_put_header(out, STR("ETag"), a.etag);
		httpd_put_header(out, STR("Last-Modified"), modified);
		if (is_unchanged(rq, a.etag, modified)) {
			out->status = 304;
			return;
		}
	}
	if (a.picture_kind.n > 0) {
		if (answer_picture(site->server, &a, out) != ERR_OK)
			fail(out, 500);
		return;
	}
	httpd_put_header(out, STR("Content-Type"), a.content_type);
	out->body = a.body;
}

enum err
demo_server_serve(struct demo_server *s)
{
	for (size_t i = 0; i < s->site_count; i++) {
		struct site *site = &s->sites[i];
		struct httpd_config c = {
			.listen_fd = site->fd,
			.has_listen_fd = true,
			.threads = 1,
			.connections = CONNECTIONS,
			.handler = { handle, site },
		};
		enum err e;

		site->fd = -1; /* given */
		if ((e = httpd_start(&c, &site->httpd)) != ERR_OK)
			return e;
	}
	return ERR_OK;
}

void
demo_server_stop(struct demo_server *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->site_count; i++) {
		httpd_stop(s->sites[i].httpd);
		if (s->sites[i].fd >= 0)
			close(s->sites[i].fd);
	}
	for (size_t i = 0; i < PICTURES; i++)
		buf_release(&s->pictures[i].bytes);
	pthread_mutex_destroy(&s->lock);
	free(s->sites);
	arena_release(&s->mem);
	free(s);
}
