#include "cli/cmd.h"

#include <stdio.h>
#include <unistd.h>

#include "base/io.h"
#include "crawl/fetch.h"
#include "feed/feed.h"

#define OUT_MAX_BYTES ((size_t)256 << 20)

static void
show_diags(const struct diags *d, const char *path)
{
	for (int i = 0; i < DIAG__COUNT; i++)
		if (d->count[i] > 0)
			fprintf(stderr, "marsad: %s: %s (%u times)\n", path,
			        diag_text((enum diag)i),
			        (unsigned)d->count[i]);
}

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *url = NULL;
	const struct cmd_option options[] = {
		{ "--url", &url, NULL },
		{ NULL, NULL, NULL },
	};
	struct buf raw = BUF_INIT(FETCH_FEED_MAX_BYTES);
	struct buf out = BUF_INIT(OUT_MAX_BYTES);
	enum cmd_exit code = CMD_FAILED;
	struct feed feed;
	enum err e;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (c->argc != 1)
		return cmd_misuse("feed wants one file, or -");
	if (cmd_read(c->argv[0], &raw) != ERR_OK)
		goto out;
	e = feed_parse(c->mem, buf_str(&raw), STR_EMPTY, str_from(url), &feed);
	if (e == ERR_FORMAT) {
		cmd_failed("%s: no feed", c->argv[0]);
		code = CMD_NO;
		goto out;
	}
	if (e != ERR_OK) {
		cmd_failed("%s: %s", c->argv[0], err_str(e));
		goto out;
	}
	show_diags(&feed.diags, c->argv[0]);
	feed_write_json(c->mem, &feed, &out);
	buf_put_char(&out, '\n');
	e = out.err != ERR_OK ? out.err
	                      : io_write_all(STDOUT_FILENO, buf_str(&out));
	if (e == ERR_OK)
		code = CMD_DONE;
	else
		cmd_failed("feed: %s", err_str(e));
out:
	buf_release(&raw);
	buf_release(&out);
	return code;
}

const struct cmd cmd_feed = {
	.name = "feed",
	.usage = "[--url U] FILE|-",
	.summary = "any feed as JSON Feed 1.1",
	.help = "Reads RSS, RDF, Atom, JSON Feed or a news sitemap and prints "
	        "it as JSON Feed 1.1,\nits HTML sanitised.  What is wrong with "
	        "the feed goes to standard error.  Exit\nstatus 1 when it is "
	        "no feed at all.\n\n"
	        "  --url U  where it came from: relative addresses are resolved "
	        "against it",
	.run = run,
};
