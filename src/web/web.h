#ifndef MARSAD_WEB_WEB_H
#define MARSAD_WEB_WEB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "model/config.h"
#include "search/index.h"

/*
 * The portal on a socket: what `marsad serve` and `marsad run` start.
 */
struct web_config {
	const struct config *config; /* borrowed until web_stop */
	const char *db_path;         /* borrowed until web_stop; must exist */
	struct str listen;           /* empty: the configuration's */
	unsigned threads;            /* 0: as many as the default */
	bool has_listen_fd;          /* else `listen_fd` is ignored */
	int listen_fd;               /* given: a listening socket */
};

struct web;

/*
 * Listen and serve from threads of its own until web_stop.  Sets the
 * process's TZ from edition.timezone: call it before other threads start.
 * ERR_FORMAT: the address or listen.trusted_proxies is malformed; ERR_EXISTS:
 * the port is taken; ERR_IO else.
 */
enum err web_start(const struct web_config *c, struct web **out) MUST_CHECK;

/* Finish what is being answered and free everything; NULL is fine. */
void web_stop(struct web *w);

/* The index that searches are answered from, to be kept fresh. */
struct index *web_index(const struct web *w);

/* The port it listens on (port 0 in the address: any free one). */
uint16_t web_port(const struct web *w);

#endif
