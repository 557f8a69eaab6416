#include "cli/cmd.h"

#include <unistd.h>

#include "base/clock.h"
#include "cli/index_options.h"
#include "pipeline/gather.h"
#include "pipeline/indexing.h"

static void
told(size_t done)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%zu articles", done);
}

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *since = NULL;
	const struct cmd_option options[] = {
		{ "--since", &since, NULL },
		{ NULL, NULL, NULL },
	};
	int64_t since_s = INT64_MIN, now_s = clock_now_s();
	struct indexing *indexing;
	struct gather *g;
	struct store *st;
	enum err e;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (c->argc > 0)
		return cmd_misuse("recluster takes no arguments");
	if (since != NULL && !cmd_moment(since, now_s, &since_s))
		return cmd_misuse("--since wants a date or 2h, 3d ...");
	if (cmd_store(c, STORE_WRITE, &st) != ERR_OK)
		return CMD_FAILED;
	indexing = indexing_start(c->db_path, index_options());
	g = gather_new();
	e = gather_again(g, st, since_s, now_s, told);
	if (isatty(STDERR_FILENO))
		fputc('\n', stderr);
	if (e != ERR_OK)
		cmd_failed("recluster: %s", store_errmsg(st));
	gather_free(g);
	while (!indexing_finish(indexing, e == ERR_OK, 500))
		;
	store_close(st);
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

const struct cmd cmd_recluster = {
	.name = "recluster",
	.usage = "[--since MOMENT]",
	.summary = "find copies, stories and topics anew",
	.help = "Analyses articles again, in the order in which they came, "
	        "and finds their topics,\nthe copies among them and their "
	        "stories anew: after a change of parameters or of\nthe "
	        "program.  Stop the crawler first.\n\n"
	        "  --since MOMENT  from the first article on that was "
	        "published since: a date\n                  (RFC 3339), or "
	        "2h, 3d, 1w ago; without it, all",
	.run = run,
};
