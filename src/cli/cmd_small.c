/*
 * The short commands on the database: verify, backup, stats.
 */
#include "cli/cmd.h"

#include <stdio.h>

static const struct cmd_option no_options[] = { { NULL, NULL, NULL } };

static enum cmd_exit
run_verify(struct cmd_context *c)
{
	struct store *st;
	enum err e;

	if (!cmd_options(c, no_options))
		return CMD_MISUSE;
	if (c->argc > 0)
		return cmd_misuse("verify takes no arguments");
	if (cmd_store(c, STORE_READ, &st) != ERR_OK)
		return CMD_FAILED;
	e = store_verify(st);
	if (e == ERR_OK)
		printf("%s: sound\n", c->db_path);
	else
		cmd_failed("%s: %s", c->db_path, store_errmsg(st));
	store_close(st);
	if (e == ERR_FORMAT)
		return CMD_NO;
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

static enum cmd_exit
run_backup(struct cmd_context *c)
{
	struct store *st;
	enum err e;

	if (!cmd_options(c, no_options))
		return CMD_MISUSE;
	if (c->argc != 1)
		return cmd_misuse("backup wants one file");
	if (cmd_store(c, STORE_READ, &st) != ERR_OK)
		return CMD_FAILED;
	e = store_backup(st, c->argv[0]);
	if (e == ERR_EXISTS)
		cmd_failed("%s: there already", c->argv[0]);
	else if (e != ERR_OK)
		cmd_failed("%s: %s", c->argv[0], store_errmsg(st));
	store_close(st);
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

static enum cmd_exit
run_stats(struct cmd_context *c)
{
	struct store_stats s;
	struct store *st;
	enum err e;

	if (!cmd_options(c, no_options))
		return CMD_MISUSE;
	if (c->argc > 0)
		return cmd_misuse("stats takes no arguments");
	if (cmd_store(c, STORE_READ, &st) != ERR_OK)
		return CMD_FAILED;
	e = store_stats(st, &s);
	if (e != ERR_OK)
		cmd_failed("stats: %s", store_errmsg(st));
	else
		printf("outlets %lld\nfeeds %lld\narticles %lld\n"
		       "revisions %lld\nimages %lld\nimages_hidden %lld\n"
		       "reports %lld\nfrontier %lld\nbytes %lld\n"
		       "boilerplate %lld\nrule_alarms %lld\n",
		       (long long)s.outlets, (long long)s.feeds,
		       (long long)s.articles, (long long)s.revisions,
		       (long long)s.images, (long long)s.images_hidden,
		       (long long)s.reports, (long long)s.frontier,
		       (long long)s.bytes, (long long)s.boilerplate,
		       (long long)s.rule_alarms);
	store_close(st);
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

const struct cmd cmd_verify = {
	.name = "verify",
	.usage = "",
	.summary = "check that the database is sound",
	.help = "Checks the structure and the references of the whole "
	        "database.  Exit status 1\nwhen something is damaged.",
	.run = run_verify,
};

const struct cmd cmd_backup = {
	.name = "backup",
	.usage = "FILE",
	.summary = "make a consistent copy while marsad runs",
	.help = "Writes a consistent copy of the database into a new FILE; "
	        "crawler and portal may\ngo on meanwhile.",
	.run = run_backup,
};

const struct cmd cmd_stats = {
	.name = "stats",
	.usage = "",
	.summary = "print what the database holds, in figures",
	.help = "Prints one line a figure: its name and its value.  `bytes` "
	        "is the size of the\ndatabase file, `boilerplate` counts "
	        "lines left out of texts, `rule_alarms` selectors\nthat "
	        "match nothing any more (see outlet list).",
	.run = run_stats,
};
