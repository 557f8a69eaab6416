#ifndef MARSAD_CLI_CMD_H
#define MARSAD_CLI_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "model/config.h"
#include "store/store.h"

/*
 * A subcommand is a `const struct cmd` at the end of its own cmd_NAME.c;
 * main.c lists them all, gives --help, and reads the options every command
 * has (--db, --config).  Data goes to standard output, all else to standard
 * error.
 */
enum cmd_exit {
	CMD_DONE = 0,
	CMD_NO = 1,     /* a negative answer: disallowed, nothing found */
	CMD_MISUSE = 2, /* the command line is wrong */
	CMD_FAILED = 3  /* the world failed */
};

/* What a command gets. */
struct cmd_context {
	struct arena *mem;     /* of the whole run */
	struct config config;  /* effective */
	const char *db_path;   /* --db, else "marsad.db" */
	int argc;              /* arguments behind the command's name; */
	char **argv;           /* options are cmd_option's to take */
};

struct cmd {
	const char *name;
	const char *usage;   /* arguments: "[--url U] FILE|-" */
	const char *summary; /* one line for `marsad --help` */
	const char *help;    /* paragraphs for `marsad NAME --help` */
	enum cmd_exit (*run)(struct cmd_context *c);
};

/*
 * Options: an option's table is an array ended by { NULL }.  A flag has no
 * value.  cmd_options takes the options out of c->argv wherever they stand
 * ("--" ends them) and leaves the other arguments; on misuse it says so and
 * returns false.
 */
struct cmd_option {
	const char *name; /* "--url" */
	const char **value; /* set to the argument; NULL: a flag */
	bool *flag;         /* set to true */
};
bool cmd_options(struct cmd_context *c, const struct cmd_option *options);

/* "marsad NAME: message" on standard error; returns CMD_MISUSE. */
enum cmd_exit cmd_misuse(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* The same, returning CMD_FAILED. */
enum cmd_exit cmd_failed(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* Open c->db_path, or say why not: ERR_OK or the error. */
enum err cmd_store(const struct cmd_context *c, enum store_mode mode,
                   struct store **out) MUST_CHECK;

/*
 * Read a moment: RFC 3339, a day, or "2h", "3d" before now.  False: neither.
 */
bool cmd_moment(const char *text, int64_t now_s, int64_t *out);

/* Read a number in [0, max]; false otherwise. */
bool cmd_number(const char *text, int64_t max, int64_t *out);

/* A file or, for "-", standard input into out, gunzipped; says why not. */
enum err cmd_read(const char *path, struct buf *out) MUST_CHECK;

#define CMD_MAP(X) \
	X(run)     \
	X(crawl)   \
	X(serve)   \
	X(outlet)  \
	X(feed)    \
	X(extract) \
	X(check)   \
	X(robots)  \
	X(date)    \
	X(import)  \
	X(export)  \
	X(search)  \
	X(report)  \
	X(verify)  \
	X(reindex) \
	X(recluster) \
	X(stories) \
	X(backup)  \
	X(stats)   \
	X(config)

#define X(name) extern const struct cmd cmd_##name;
CMD_MAP(X)
#undef X

#endif
