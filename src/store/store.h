#ifndef MARSAD_STORE_STORE_H
#define MARSAD_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The store: one SQLite file in WAL mode (DESIGN 6).  One handle belongs to
 * one thread.  Readers never wait for the writer; writers of several
 * processes wait for one another for at most STORE_BUSY_MS.  Every function
 * returns ERR_DB when the database fails, and then store_errmsg tells why.
 * What functions hand out is copied into the caller's arena.
 * The operations stand in store/{outlets,frontier,articles,images,reports,
 * log}.h.
 */
#define STORE_BUSY_MS 10000
#define STORE_SECRET_BYTES 32

struct store;

enum store_mode {
	STORE_READ, /* reads only; the file must exist */
	STORE_WRITE /* reads and writes; made and migrated when need be */
};

/*
 * path   a file, or ":memory:".
 * out    to be closed with store_close.
 * ERR_ABSENT: STORE_READ and no such file.  ERR_FORMAT: no database of ours,
 * or one of a newer marsad.  ERR_DB else; the reason is logged.
 */
enum err store_open(const char *path, enum store_mode mode,
                    struct store **out) MUST_CHECK;
void store_close(struct store *st);

/* What went wrong last on this handle, in English; never NULL. */
const char *store_errmsg(const struct store *st);

/*
 * A write transaction; they do not nest.  Write operations called outside of
 * one run in their own; within one, an operation that fails changes nothing
 * and the rest may go on (but not after ERR_DB).  begin: ERR_BUSY after
 * STORE_BUSY_MS.  A commit that fails is a rollback.
 */
enum err store_begin(struct store *st) MUST_CHECK;
enum err store_commit(struct store *st) MUST_CHECK;
void store_rollback(struct store *st);

/* Small values that outlive the process.  get: ERR_ABSENT. */
enum err store_setting_get(struct store *st, struct arena *mem, struct str key,
                           struct str *out) MUST_CHECK;
enum err store_setting_put(struct store *st, struct str key, struct str value)
        MUST_CHECK;

/*
 * The secret of this database, made at random when it was created; keys the
 * hashes of reporters' addresses.
 */
enum err store_secret(struct store *st, uint8_t out[STORE_SECRET_BYTES])
        MUST_CHECK;

/*
 * Check pages, references and texts: ERR_FORMAT and a message in
 * store_errmsg when damaged.  Reads the whole file.
 */
enum err store_verify(struct store *st) MUST_CHECK;

/*
 * A consistent copy into a new file while others use it; ERR_EXISTS, ERR_IO.
 * Until it is whole it stands beside it as PATH.part.
 */
enum err store_backup(struct store *st, const char *path) MUST_CHECK;

/* Counts for `marsad stats` and /metrics. */
struct store_stats {
	int64_t outlets, feeds, articles, revisions, images, images_hidden;
	int64_t reports, frontier, bytes;
	int64_t boilerplate; /* lines left out of texts */
	int64_t rule_alarms; /* selectors that match nothing any more */
};
enum err store_stats(struct store *st, struct store_stats *out) MUST_CHECK;

#endif
