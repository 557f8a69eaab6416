#include "web/web.h"

#include "web/when.h"

#include <time.h>
#include <unistd.h>

#include "web/httpd.h"
#include "web/pages.h"
#include "web/portal.h"

#define PER_ADDRESS 200u /* connections of one address at a time */

struct web {
	struct arena mem;
	struct portal *portal;
	struct httpd *httpd;
};

/* "http://ADDRESS:PORT" with the port it really is. */
static struct str
base_of(struct arena *mem, struct str listen, uint16_t port)
{
	struct str host = str_sub(listen, 0, str_rchr(listen, ':'));

	return str_fmt(mem, "http://%.*s:%u", STR_ARG(host), (unsigned)port);
}

static enum err
start(struct web *w, const struct web_config *c)
{
	struct str listen = c->listen.n > 0 ? c->listen
	                                    : c->config->value[CONFIG_LISTEN];
	bool proxied =
	        c->config->value[CONFIG_LISTEN_TRUSTED_PROXIES].n > 0;
	struct httpd_config h = {
		.listen_fd = c->listen_fd,
		.has_listen_fd = true,
		.threads = c->threads,
		/* behind a proxy all connections have its address */
		.per_address = proxied ? 0 : PER_ADDRESS,
		.log = "portal",
	};
	enum err e;

	if (!c->has_listen_fd &&
	    (e = httpd_listen(listen, &h.listen_fd)) != ERR_OK)
		return e;
	e = portal_new(c->config, c->db_path,
	               base_of(&w->mem, listen, httpd_fd_port(h.listen_fd)),
	               &w->portal);
	if (e != ERR_OK) {
		close(h.listen_fd);
		return e;
	}
	h.handler = (struct httpd_handler){ portal_handle, w->portal };
	return httpd_start(&h, &w->httpd);
}

enum err
web_start(const struct web_config *c, struct web **out)
{
	struct web *w = xcalloc(1, sizeof(*w));
	enum err e;

	arena_init(&w->mem, 1024, ARENA_BLOCK);
	when_set_zone(&w->mem,
	              (c->config)->value[CONFIG_EDITION_TIMEZONE]);
	if ((e = start(w, c)) != ERR_OK) {
		web_stop(w);
		return e;
	}
	*out = w;
	return ERR_OK;
}

void
web_stop(struct web *w)
{
	if (w == NULL)
		return;
	httpd_stop(w->httpd);
	portal_free(w->portal);
	arena_release(&w->mem);
	free(w);
}

uint16_t
web_port(const struct web *w)
{
	return httpd_port(w->httpd);
}

struct index *
web_index(const struct web *w)
{
	return portal_index(w->portal);
}
