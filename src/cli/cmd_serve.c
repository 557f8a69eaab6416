#include "cli/cmd.h"

#include <stdio.h>

#include "base/log.h"
#include "cli/serve.h"
#include "cli/signals.h"

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *listen = NULL;
	bool quiet = false;
	const struct cmd_option options[] = {
		{ "--listen", &listen, NULL },
		{ "--quiet", NULL, &quiet },
		{ NULL, NULL, NULL },
	};

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (c->argc > 0)
		return cmd_misuse("serve takes no arguments");
	if (!serve_set_listen(c, listen))
		return CMD_MISUSE;
	if (quiet)
		log_set_level(LOG_WARN);
	return serve_until(c, signals_catch());
}

const struct cmd cmd_serve = {
	.name = "serve",
	.usage = "[--listen ADDRESS:PORT] [--quiet]",
	.summary = "serve the portal",
	.help = "Serves the portal's pages from the database until it is "
	        "stopped, and prints its\naddress when it answers.  Any number "
	        "of portals may serve one database.\n\n"
	        "  --listen A:P  address and port (default 127.0.0.1:8080; port "
	        "0: any free one)\n"
	        "  --quiet       log warnings and errors only",
	.run = run,
};
