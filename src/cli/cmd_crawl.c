#include "cli/cmd.h"

#include <signal.h>
#include <stdlib.h>

#include "base/log.h"
#include "cli/index_options.h"
#include "cli/signals.h"
#include "pipeline/crawl.h"
#include "pipeline/stages.h"

static enum cmd_exit
run(struct cmd_context *c)
{
	bool once = false, quiet = false;
	const char *kill_at = NULL;
	const struct cmd_option options[] = {
		{ "--once", NULL, &once },
		{ "--quiet", NULL, &quiet },
		{ "--kill-at", &kill_at, NULL },
		{ NULL, NULL, NULL },
	};
	struct crawl_options o = { .db_path = c->db_path,
		                   .config = &c->config,
		                   .index = index_options() };
	struct crawl_summary s;
	struct stages probe;
	enum err e;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (c->argc > 0)
		return cmd_misuse("crawl takes no arguments");
	stages_init(&probe);
	if (kill_at != NULL && !stages_plan(&probe, str_from(kill_at)))
		return cmd_misuse("--kill-at wants STAGE:NUMBER");
	if (quiet)
		log_set_level(LOG_WARN);
	o.once = once;
	o.kill_plan = str_from(kill_at);
	o.stop = signals_catch();
	e = crawl_run(&o, &s);
	LOG(LOG_INFO, "crawled", KV_INT("polls", s.polls),
	    KV_INT("new", s.articles_new),
	    KV_INT("revised", s.articles_revised),
	    KV_INT("same", s.articles_same), KV_INT("images", s.images),
	    KV_INT("retried", s.retried), KV_INT("dropped", s.dropped));
	if (e != ERR_OK)
		return cmd_failed("crawl: %s", err_str(e));
	return CMD_DONE;
}

const struct cmd cmd_crawl = {
	.name = "crawl",
	.usage = "[--once] [--quiet]",
	.summary = "poll the feeds and keep what they announce",
	.help = "Polls every feed when it is due, fetches the articles it "
	        "announces and keeps\nthem, until it is stopped.\n\n"
	        "  --once         poll what is due now, finish what it found, "
	        "exit\n"
	        "  --quiet        log warnings and errors only\n"
	        "  --kill-at S:N  for tests: die as by kill -9 when stage S is "
	        "passed the Nth\n                 time",
	.run = run,
};
