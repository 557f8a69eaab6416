/*
 * The short commands on the database: verify, backup, stats.
 */
#include "cli/cmd.h"

#include <stdio.h>
#include <time.h>

#include "base/clock.h"
#include "cli/index_options.h"
#include "search/agree.h"
#include "search/directory.h"
#include "store/articles.h"

#define VERIFY_WAIT_MS 5000 /* for another process that writes the index */
#define VERIFY_PAUSE_NS 200000000

static const struct cmd_option no_options[] = { { NULL, NULL, NULL } };

static enum err
compare_index(struct cmd_context *c, struct store *st,
              char why[AGREE_WHY_BYTES])
{
	struct index *ix;
	enum err e = index_open_fresh(c->db_path, st, &ix);

	if (e == ERR_OK)
		e = agree_store(ix, st, why);
	index_close(ix);
	return e;
}

/* ERR_BUSY: whoever writes the index was not done with it in time. */
static enum err
verify_index(struct cmd_context *c, struct store *st,
             char why[AGREE_WHY_BYTES])
{
	const struct timespec pause = { .tv_nsec = VERIFY_PAUSE_NS };
	int64_t until_ms = clock_steady_ms() + VERIFY_WAIT_MS;
	enum err e = agree_files(c->db_path, st, why);

	if (e != ERR_OK)
		return e;
	while ((e = compare_index(c, st, why)) == ERR_BUSY &&
	       clock_steady_ms() < until_ms)
		nanosleep(&pause, NULL);
	if (e == ERR_BUSY)
		snprintf(why, AGREE_WHY_BYTES,
		         "the database is sound; its index was not compared, "
		         "for it is too far behind: another process may be "
		         "writing it");
	return e;
}

static enum cmd_exit
run_verify(struct cmd_context *c)
{
	char why[AGREE_WHY_BYTES] = "";
	struct store *st;
	enum err e;

	if (!cmd_options(c, no_options))
		return CMD_MISUSE;
	if (c->argc > 0)
		return cmd_misuse("verify takes no arguments");
	if (cmd_store(c, STORE_READ, &st) != ERR_OK)
		return CMD_FAILED;
	e = store_verify(st);
	if (e != ERR_OK)
		snprintf(why, sizeof(why), "%s", store_errmsg(st));
	else if ((e = verify_index(c, st, why)) == ERR_DB)
		snprintf(why, sizeof(why), "%s", store_errmsg(st));
	if (e == ERR_OK)
		printf("%s: sound\n", c->db_path);
	else
		cmd_failed("%s: %s", c->db_path,
		           why[0] == '\0' ? err_str(e) : why);
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

/* The figures of the index, by its manifest. */
static void
print_index(struct cmd_context *c, struct store *st)
{
	const char *dir = directory_path(c->mem, c->db_path);
	struct manifest m = { 0 };
	uint64_t docs = 0, deleted = 0, bytes = 0;
	int64_t head = 0;

	if (directory_read(dir, c->mem, &m) != ERR_OK)
		m = (struct manifest){ 0 };
	if (store_log_head(st, &head) != ERR_OK)
		head = 0;
	for (size_t i = 0; i < m.n; i++) {
		docs += m.entry[i].docs;
		deleted += m.entry[i].deleted;
		bytes += m.entry[i].bytes;
	}
	printf("index_segments %zu\nindex_documents %llu\n"
	       "index_deleted %llu\nindex_bytes %llu\nindex_lag %lld\n",
	       m.n, (unsigned long long)docs, (unsigned long long)deleted,
	       (unsigned long long)bytes, (long long)(head - m.log));
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
	if (e == ERR_OK)
		print_index(c, st);
	store_close(st);
	return e == ERR_OK ? CMD_DONE : CMD_FAILED;
}

const struct cmd cmd_verify = {
	.name = "verify",
	.usage = "",
	.summary = "check that the database and its index are sound",
	.help = "Checks the structure and the references of the whole "
	        "database, all checksums of\nits search index, and that both "
	        "agree.  Exit status 1 when something is damaged;\n`marsad "
	        "reindex` is the cure for the index.  Status 3 when it could "
	        "not be compared, for\nanother process went on "
	        "writing it for some seconds.",
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
	        "match nothing any more (see outlet list).  `index_lag` "
	        "counts changes that are\nnot in its files yet.",
	.run = run_stats,
};
