#ifndef MARSAD_BASE_ERR_H
#define MARSAD_BASE_ERR_H

/*
 * The one error type of the program, and what to do about our own bugs.
 *
 * Three kinds of trouble have three answers (STYLE 7): a bug of ours stops
 * the program (BUG, assert); a failure of the world is an enum err that must
 * be checked; odd input is not an error at all.
 */

#define MUST_CHECK __attribute__((warn_unused_result))
#define NORETURN __attribute__((noreturn))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define ERR_MAP(X)                                 \
	X(IO, "input or output failed")            \
	X(LIMIT, "size or time limit reached")     \
	X(ABSENT, "not there")                     \
	X(FORMAT, "not in the expected form")      \
	X(BUSY, "in use, try again")               \
	X(DENIED, "not allowed")                   \
	X(EXISTS, "there already")                 \
	X(NET, "network failed")                   \
	X(DB, "database failed")

#define X(name, text) ERR_##name,
enum err { ERR_OK = 0, ERR_MAP(X) ERR__COUNT };
#undef X

/* The English text of an error, for logs and messages; never NULL. */
const char *err_str(enum err e);

/*
 * Stop the program because of a bug of ours, with a message on standard
 * error.  Never for anything a peer or a file can cause.
 */
#define BUG(msg) err_bug(__FILE__, __LINE__, (msg))
/* What BUG calls. */
NORETURN void err_bug(const char *file, int line, const char *msg);

#endif
