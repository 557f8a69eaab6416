#include "cli/cmd.h"

#include <stdio.h>

static enum cmd_exit
run(struct cmd_context *c)
{
	static const struct cmd_option none[] = { { NULL, NULL, NULL } };
	static const char *const from[] = {
		[CONFIG_DEFAULT] = "default",
		[CONFIG_FILE] = "file",
		[CONFIG_ENV] = "environment",
		[CONFIG_FLAG] = "flag",
	};

	if (!cmd_options(c, none))
		return CMD_MISUSE;
	if (c->argc > 0)
		return cmd_misuse("config takes no arguments");
	for (int k = 0; k < CONFIG__COUNT; k++) {
		const char *name = config_key_name((enum config_key)k);
		struct str v = c->config.value[k];
		struct str o = c->config.origin[k];

		printf("# %s (%s%s%.*s)\n%s = %.*s\n",
		       config_key_help((enum config_key)k),
		       from[c->config.from[k]], o.n > 0 ? " " : "", STR_ARG(o),
		       name, STR_ARG(v));
	}
	return CMD_DONE;
}

const struct cmd cmd_config = {
	.name = "config",
	.usage = "",
	.summary = "show the effective configuration and where it came from",
	.help = "Prints every key as a line of a configuration file, with a "
	        "comment above it\nthat tells what it is for and where its "
	        "value came from: default, file,\nenvironment "
	        "(MARSAD_EDITION_NAME for edition.name) or flag.",
	.run = run,
};
