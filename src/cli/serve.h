#ifndef MARSAD_CLI_SERVE_H
#define MARSAD_CLI_SERVE_H

#include <stdatomic.h>

#include "cli/cmd.h"

/* What `marsad serve` and `marsad run` share. */

/* Take --listen (NULL: not given) into the configuration, or say why not. */
bool serve_set_listen(struct cmd_context *c, const char *listen);

/*
 * Serve until *stop: makes the database when there is none, starts the
 * portal, prints "http://ADDR:PORT/" on standard output when it answers.
 */
enum cmd_exit serve_until(struct cmd_context *c, const atomic_bool *stop);

#endif
