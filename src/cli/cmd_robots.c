#include "cli/cmd.h"

#include <stdio.h>

#include "crawl/robots.h"
#include "url/url.h"

#define TEXT_MAX_BYTES (64u << 20) /* of the file; robots_parse reads less */

/* What robots.txt is asked about: the path and query of an address. */
static bool
read_path(struct arena *mem, struct str url, struct str *out)
{
	struct url u;

	if (url.n > 0 && url.p[0] == '/')
		url = str_cat(mem, STR("http://host"), url);
	if (url_parse(mem, url, &u) != ERR_OK)
		return false;
	*out = u.path;
	if (u.has_query)
		*out = str_fmt(mem, "%.*s?%.*s", STR_ARG(u.path),
		               STR_ARG(u.query));
	return true;
}

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *agent = NULL, *url = NULL;
	const struct cmd_option options[] = {
		{ "--agent", &agent, NULL },
		{ "--url", &url, NULL },
		{ NULL, NULL, NULL },
	};
	struct buf text = BUF_INIT(TEXT_MAX_BYTES);
	struct robots rules;
	struct str path;
	bool allowed;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (url == NULL)
		return cmd_misuse("robots wants --url");
	if (c->argc != 1)
		return cmd_misuse("robots wants one file");
	if (!read_path(c->mem, str_from(url), &path))
		return cmd_misuse("no http address: %s", url);
	if (cmd_read(c->argv[0], &text) != ERR_OK) {
		buf_release(&text);
		return CMD_FAILED;
	}
	robots_parse(c->mem, buf_str(&text),
	             agent != NULL ? str_from(agent)
	                           : c->config.value[CONFIG_FETCH_USER_AGENT],
	             &rules);
	buf_release(&text);
	allowed = robots_allowed(&rules, path);
	puts(allowed ? "allowed" : "disallowed");
	return allowed ? CMD_DONE : CMD_NO;
}

const struct cmd cmd_robots = {
	.name = "robots",
	.usage = "[--agent A] --url U FILE|-",
	.summary = "whether a robots.txt lets a robot fetch an address",
	.help = "Prints `allowed` (exit status 0) or `disallowed` (exit status "
	        "1): what robots.txt\nin FILE says about address U to robot A, "
	        "by RFC 9309.  Without --agent: to marsad\nitself, as "
	        "fetch.user_agent names it.",
	.run = run,
};
