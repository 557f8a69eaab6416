/*
 * marsad: one program, a subcommand for each job.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/log.h"
#include "cli/cmd.h"

#define RUN_MEM_MAX_BYTES ((size_t)1 << 30)
#define CONFIG_DEFAULT_PATH "marsad.conf"

static const struct cmd *const commands[] = {
#define X(name) &cmd_##name,
	CMD_MAP(X)
#undef X
};

static const struct cmd *
find_command(const char *name)
{
	for (size_t i = 0; i < COUNT(commands); i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static void
show_usage(FILE *to)
{
	fputs("usage: marsad COMMAND [OPTIONS] [ARGUMENTS]\n\n"
	      "A press portal in one program: crawls news outlets, keeps "
	      "their articles,\nand lets people read and search them.\n\n",
	      to);
	for (size_t i = 0; i < COUNT(commands); i++)
		fprintf(to, "  %-9s %s\n", commands[i]->name,
		        commands[i]->summary);
	fputs("\nEvery command has --help, --db FILE (default marsad.db) and "
	      "--config FILE\n(default marsad.conf, if it is there).\n",
	      to);
}

static void
show_help(const struct cmd *cmd)
{
	printf("usage: marsad %s %s\n\n%s\n", cmd->name, cmd->usage, cmd->help);
	puts("\nOptions of every command:\n"
	     "  --db FILE      the database (default marsad.db)\n"
	     "  --config FILE  the configuration (default marsad.conf, if it "
	     "is there)\n"
	     "  --help         this text");
}

/* Take --db, --config and --help out of the arguments, wherever they are. */
static bool
take_common(struct cmd_context *c, const char **config_path, bool *help)
{
	int kept = 0;

	for (int i = 0; i < c->argc; i++) {
		struct str a = str_from(c->argv[i]);
		const char **value = NULL;

		if (str_eq(a, STR("--"))) {
			while (i < c->argc)
				c->argv[kept++] = c->argv[i++];
			break;
		}
		if (str_eq(a, STR("--help")) || str_eq(a, STR("-h"))) {
			*help = true;
			continue;
		}
		if (str_skip(&a, STR("--db")))
			value = &c->db_path;
		else if (str_skip(&a, STR("--config")))
			value = config_path;
		if (value == NULL || (a.n > 0 && a.p[0] != '=')) {
			c->argv[kept++] = c->argv[i];
		} else if (a.n > 0) {
			*value = a.p + 1;
		} else if (++i < c->argc) {
			*value = c->argv[i];
		} else {
			cmd_misuse("%s needs a value", c->argv[i - 1]);
			return false;
		}
	}
	c->argc = kept;
	return true;
}

static bool
read_config_file(struct cmd_context *c, const char *path)
{
	struct buf raw = BUF_INIT(CONFIG_FILE_MAX_BYTES);
	struct str message;
	bool named = path != NULL;
	enum err e;

	if (!named)
		path = CONFIG_DEFAULT_PATH;
	e = io_read_file(path, &raw);
	if (e == ERR_ABSENT && !named) {
		buf_release(&raw);
		return true;
	}
	if (e != ERR_OK) {
		cmd_failed("%s: %s", path, err_str(e));
	} else {
		e = config_read(c->mem, &c->config, buf_copy(c->mem, &raw),
		                str_from(path), &message);
		if (e != ERR_OK)
			cmd_failed("%.*s", STR_ARG(message));
	}
	buf_release(&raw);
	return e == ERR_OK;
}

/* MARSAD_STRIP_HEADLINES for strip.headlines, and so on. */
static bool
read_environment(struct cmd_context *c)
{
	for (int k = 0; k < CONFIG__COUNT; k++) {
		const char *key = config_key_name((enum config_key)k);
		char name[64] = "MARSAD_";
		size_t n = strlen(name);
		const char *value, *why;

		for (; *key != '\0' && n + 1 < sizeof(name); key++)
			name[n++] = *key >= 'a' && *key <= 'z'
			                    ? (char)(*key - 32)
			                    : '_';
		name[n] = '\0';
		if ((value = getenv(name)) == NULL)
			continue;
		if (config_set(c->mem, &c->config, (enum config_key)k,
		               str_from(value), CONFIG_ENV, &why) != ERR_OK) {
			cmd_misuse("%s: %s", name, why);
			return false;
		}
	}
	return true;
}

/* Read the configuration, then run the command. */
static enum cmd_exit
run_command(struct cmd_context *c, const struct cmd *cmd)
{
	const char *config_path = NULL;
	bool help = false;

	config_init(&c->config);
	if (!take_common(c, &config_path, &help))
		return CMD_MISUSE;
	if (help) {
		show_help(cmd);
		return CMD_DONE;
	}
	if (!read_config_file(c, config_path))
		return CMD_FAILED;
	if (!read_environment(c))
		return CMD_MISUSE;
	return cmd->run(c);
}

int
main(int argc, char **argv)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, RUN_MEM_MAX_BYTES);
	struct cmd_context c = { .mem = &mem, .db_path = "marsad.db" };
	const struct cmd *cmd = argc > 1 ? find_command(argv[1]) : NULL;
	enum cmd_exit code;

	signal(SIGPIPE, SIG_IGN);
	if (argc > 1 && (strcmp(argv[1], "--help") == 0 ||
	                 strcmp(argv[1], "help") == 0)) {
		show_usage(stdout);
		return CMD_DONE;
	}
	if (cmd == NULL) {
		if (argc > 1)
			fprintf(stderr, "marsad: no command '%s'\n", argv[1]);
		show_usage(stderr);
		return CMD_MISUSE;
	}
	c.argc = argc - 2;
	c.argv = argv + 2;
	code = run_command(&c, cmd);
	arena_release(&mem);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		if (errno != EPIPE)
			cmd_failed("cannot write to standard output");
		return code == CMD_DONE ? CMD_FAILED : (int)code;
	}
	return (int)code;
}
