#include "cli/cmd.h"

#include <unistd.h>

#include "cli/index_options.h"
#include "cli/signals.h"
#include "search/directory.h"

#define WAIT_MS 200

/* Read the whole log anew, as the one who writes. */
static enum err
rebuild(struct indexer *x, struct store *st)
{
	enum err e;

	indexer_rebuild(x);
	if ((e = index_write_all(x, st, signals_catch())) == ERR_OK)
		indexer_settle(x);
	return e;
}

/*
 * Another process writes the index: ask it, and wait until it has done so.
 * ERR_ABSENT: it went away.
 */
static enum err
ask(const char *dir)
{
	const atomic_bool *stop = signals_catch();
	enum err e = directory_ask_rebuild(dir);
	int lock;

	while (e == ERR_OK && directory_wants_rebuild(dir)) {
		if (atomic_load(stop))
			return ERR_BUSY;
		signals_wait(WAIT_MS);
		if (directory_lock(dir, &lock) == ERR_OK) {
			close(lock);
			return ERR_ABSENT;
		}
	}
	return e;
}

static enum err
reindex(struct cmd_context *c, struct store *st)
{
	struct indexer *x;
	enum err e = ERR_ABSENT;

	while (e == ERR_ABSENT) {
		e = indexer_open(c->db_path, st, index_options(), &x);
		if (e == ERR_OK) {
			e = rebuild(x, st);
			indexer_close(x);
			break;
		}
		if (e == ERR_BUSY)
			e = ask(directory_path(c->mem, c->db_path));
	}
	return e;
}

static enum cmd_exit
run(struct cmd_context *c)
{
	static const struct cmd_option none[] = { { NULL, NULL, NULL } };
	struct store *st;
	enum err e;

	if (!cmd_options(c, none))
		return CMD_MISUSE;
	if (c->argc > 0)
		return cmd_misuse("reindex takes no arguments");
	if (cmd_store(c, STORE_READ, &st) != ERR_OK)
		return CMD_FAILED;
	e = reindex(c, st);
	store_close(st);
	if (e == ERR_BUSY)
		return cmd_failed("reindex: stopped; the index is as before");
	return e == ERR_OK ? CMD_DONE : cmd_failed("reindex: %s", err_str(e));
}

const struct cmd cmd_reindex = {
	.name = "reindex",
	.usage = "",
	.summary = "make the search index anew",
	.help = "Makes the index anew from the database, which is the cure for "
	        "whatever is wrong\nwith it.  Until it is done, searching goes "
	        "on in the old one.  While another process\nwrites the index "
	        "(crawl, run, import), that one is asked to do it.",
	.run = run,
};
