#ifndef MARSAD_CLI_DEMO_SERVER_H
#define MARSAD_CLI_DEMO_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/*
 * The demo outlets over real HTTP: each on a loopback address of its own,
 * 127.8.0.1, 127.8.0.2, ..., all on one port.
 */
struct demo_server;

struct demo_server_outlet {
	struct str slug, name, language, home_url, feed_url;
};

/*
 * Make the listening sockets; no thread yet, so that the process may fork.
 *
 * epoch_s  what the articles' times are counted from.
 * port     of all outlets; the next free one when it is taken; 0: any.
 * ERR_EXISTS: no port is free.  ERR_IO: the addresses cannot be had.
 */
enum err demo_server_bind(int64_t epoch_s, uint16_t port,
                          struct demo_server **out) MUST_CHECK;

/* The i-th outlet, borrowed from s; false past the last one. */
bool demo_server_outlet(const struct demo_server *s, size_t i,
                        struct demo_server_outlet *out);

/* Serve from threads until demo_server_stop.  ERR_IO. */
enum err demo_server_serve(struct demo_server *s) MUST_CHECK;

/* Stop the threads, close the sockets, free; NULL is fine. */
void demo_server_stop(struct demo_server *s);

#endif
