#include "cli/cmd.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "pipeline/gather.h"
#include "store/images.h"
#include "store/reports.h"

#define LIST_MAX 1000

static enum err
list(struct store *st, struct arena *mem)
{
	struct report_row *r;
	size_t n;
	enum err e = store_report_list(st, mem, LIST_MAX, &r, &n);

	for (size_t i = 0; e == ERR_OK && i < n; i++) {
		struct datetime last = { .unix_s = r[i].last_s,
			                 .has_time = true };

		printf("%s%lld\t%.*s\t%lld people\t%.*s\t%.*s\t%.*s\n",
		       r[i].kind == REPORT_IMAGE ? "image:" : "article:",
		       (long long)r[i].target, STR_ARG(r[i].state),
		       (long long)r[i].people,
		       STR_ARG(datetime_rfc3339(mem, last)),
		       STR_ARG(r[i].title), STR_ARG(r[i].url));
	}
	return e;
}

/* "image:12", "article:7", or "12": an image. */
static bool
parse_target(const char *text, enum report_kind *kind, int64_t *id)
{
	struct str s = str_from(text);

	*kind = REPORT_IMAGE;
	if (str_skip(&s, STR("article:")))
		*kind = REPORT_ARTICLE;
	else
		str_skip(&s, STR("image:"));
	return str_int64(s, id) && *id > 0;
}

/* The article's story is told anew in the same transaction. */
static enum err
decide_article(struct store *st, int64_t id, bool restore)
{
	struct gather *g = gather_new();
	enum err e = store_begin(st);

	if (e != ERR_OK)
		goto out;
	e = store_article_set_state(st, id,
	                            restore ? ARTICLE_SHOWN : ARTICLE_REMOVED);
	if (e == ERR_OK)
		e = gather_begin(g, st);
	if (e == ERR_OK)
		e = gather_decided(g, st, id, clock_now_s());
	if (e == ERR_OK)
		e = store_commit(st);
	else
		store_rollback(st);
out:
	gather_free(g);
	return e;
}

static enum err
decide(struct store *st, enum report_kind kind, int64_t id, bool restore)
{
	if (kind == REPORT_IMAGE)
		return store_image_set_state(
		        st, id, restore ? IMAGE_SHOWN : IMAGE_BANNED);
	return decide_article(st, id, restore);
}

static enum cmd_exit
run(struct cmd_context *c)
{
	static const struct cmd_option none[] = { { NULL, NULL, NULL } };
	enum report_kind kind = REPORT_IMAGE;
	bool listing, restore;
	struct store *st;
	int64_t id = 0;
	enum err e;

	if (!cmd_options(c, none))
		return CMD_MISUSE;
	if (c->argc < 1)
		return cmd_misuse("report wants list, restore or ban");
	listing = strcmp(c->argv[0], "list") == 0;
	restore = strcmp(c->argv[0], "restore") == 0;
	if (!listing && !restore && strcmp(c->argv[0], "ban") != 0)
		return cmd_misuse("report wants list, restore or ban");
	if (c->argc != (listing ? 1 : 2))
		return cmd_misuse("report %s: wrong number of arguments",
		                  c->argv[0]);
	if (!listing && !parse_target(c->argv[1], &kind, &id))
		return cmd_misuse("%s: no id; try 'marsad report list'",
		                  c->argv[1]);
	if (cmd_store(c, listing ? STORE_READ : STORE_WRITE, &st) != ERR_OK)
		return CMD_FAILED;
	e = listing ? list(st, c->mem) : decide(st, kind, id, restore);
	if (e == ERR_ABSENT)
		cmd_failed("%s: there is none", c->argv[1]);
	else if (e == ERR_DB || e == ERR_BUSY)
		cmd_failed("report: %s", store_errmsg(st));
	else if (e != ERR_OK)
		cmd_failed("report: %s", err_str(e));
	store_close(st);
	if (e == ERR_ABSENT)
		return CMD_NO;
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

const struct cmd cmd_report = {
	.name = "report",
	.usage = "list | restore ID | ban ID",
	.summary = "what readers reported, and a moderator's decision",
	.help = "  list        what was reported, latest first: id, state, "
	        "people, last report,\n              title, address\n"
	        "  restore ID  show it again; reports so far no longer count\n"
	        "  ban ID      never show it again: an image stays hidden "
	        "wherever it turns up,\n              an article answers 410\n\n"
	        "ID is image:12, article:7, or 12 for an image.",
	.run = run,
};
