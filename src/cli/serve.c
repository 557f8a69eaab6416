#include "cli/serve.h"

#include <stdio.h>

#include "cli/index_options.h"
#include "cli/signals.h"
#include "search/follower.h"
#include "web/web.h"

#define WAIT_MS 1000

bool
serve_set_listen(struct cmd_context *c, const char *listen)
{
	const char *why;

	if (listen == NULL ||
	    config_set(c->mem, &c->config, CONFIG_LISTEN, str_from(listen),
	               CONFIG_FLAG, &why) == ERR_OK)
		return true;
	cmd_misuse("--listen %s: %s", listen, why);
	return false;
}

enum cmd_exit
serve_until(struct cmd_context *c, const atomic_bool *stop)
{
	struct str listen = c->config.value[CONFIG_LISTEN];
	struct web_config w = { .config = &c->config, .db_path = c->db_path };
	struct follower *follower;
	struct store *st;
	struct web *web;
	enum err e;

	if (cmd_store(c, STORE_WRITE, &st) != ERR_OK)
		return CMD_FAILED;
	store_close(st); /* it exists and is of this version now */
	if ((e = web_start(&w, &web)) != ERR_OK)
		return cmd_failed("cannot listen on %.*s: %s", STR_ARG(listen),
		                  err_str(e));
	follower = follower_start(web_index(web), c->db_path, index_options());
	printf("http://%.*s:%u/\n", (int)str_rchr(listen, ':'), listen.p,
	       (unsigned)web_port(web));
	fflush(stdout);
	while (!atomic_load(stop))
		signals_wait(WAIT_MS);
	follower_stop(follower);
	web_stop(web);
	return CMD_DONE;
}
