#include "store/internal.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

/* Of pages, negative: in KiB.  A writer touches many indexes at once. */
#define CACHE_READ "-16384"
#define CACHE_WRITE "-65536"
#define RETRY_MS 10
#define WAL_KEEP_BYTES "67108864" /* a larger log is cut after use */

enum err
store_fail(struct store *st, int rc)
{
	snprintf(st->message, sizeof(st->message), "%s",
	         st->db == NULL ? sqlite3_errstr(rc) : sqlite3_errmsg(st->db));
	switch (rc & 0xFF) {
	case SQLITE_CONSTRAINT:
		rc = sqlite3_extended_errcode(st->db);
		if (rc == SQLITE_CONSTRAINT_FOREIGNKEY)
			return ERR_ABSENT;
		return rc == SQLITE_CONSTRAINT_UNIQUE ||
		                       rc == SQLITE_CONSTRAINT_PRIMARYKEY
		               ? ERR_EXISTS
		               : ERR_DB;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
		return ERR_FORMAT;
	default:
		return ERR_DB;
	}
}

const char *
store_errmsg(const struct store *st)
{
	return st->message[0] == '\0' ? "no failure" : st->message;
}

static enum err
run_text(struct store *st, const char *sql)
{
	int rc = sqlite3_exec(st->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? ERR_OK : store_fail(st, rc);
}

/* A statement without parameters. */
static enum err
run_query(struct store *st, enum sql_query which)
{
	struct stmt *q = stmt_begin(st, which);
	enum err e = stmt_run(q);

	stmt_end(q);
	return e;
}

/* What is set before a page of the file is believed. */
static enum err
set_up(struct store *st)
{
	enum err e;

	sqlite3_busy_timeout(st->db, STORE_BUSY_MS);
	/* "text" is a name, never text: a misspelt column must not compile */
	sqlite3_db_config(st->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(st->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(st->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	/* no mmap: a failing disk must be ERR_DB, not SIGBUS */
	e = run_text(st, "PRAGMA trusted_schema = OFF;"
	                 "PRAGMA cell_size_check = ON;"
	                 "PRAGMA temp_store = MEMORY;"
	                 "PRAGMA foreign_keys = ON;");
	if (e != ERR_OK)
		return e;
	return run_text(st, st->mode == STORE_WRITE
	                            ? "PRAGMA cache_size = " CACHE_WRITE
	                            : "PRAGMA cache_size = " CACHE_READ);
}

/*
 * Turning a new file into WAL wants it for itself and, when another starter
 * is at it too, fails at once instead of waiting: the wait is ours.
 */
static enum err
set_wal(struct store *st)
{
	enum err e = ERR_BUSY;

	for (int ms = 0; ms < STORE_BUSY_MS && e == ERR_BUSY; ms += RETRY_MS) {
		if (ms > 0)
			sqlite3_sleep(RETRY_MS);
		e = run_text(st, "PRAGMA journal_mode = WAL");
	}
	return e;
}

/*
 * WAL: readers never wait for the writer.  synchronous NORMAL: after a crash
 * of the process nothing committed is lost; a power cut may take the last
 * commits, and the frontier brings them back.
 */
static enum err
set_up_mode(struct store *st)
{
	enum err e;

	if (st->mode == STORE_READ)
		return run_text(st, "PRAGMA query_only = ON");
	e = run_text(st, "PRAGMA synchronous = NORMAL;"
	                 "PRAGMA journal_size_limit = " WAL_KEEP_BYTES ";");
	return e == ERR_OK ? set_wal(st) : e;
}

static enum err
prepare_all(struct store *st)
{
	for (int i = 0; i < Q__COUNT; i++) {
		struct stmt *q = &st->stmts[i];
		int rc;

		q->st = st;
		rc = sqlite3_prepare_v3(st->db, sql_statements[i].text, -1,
		                        SQLITE_PREPARE_PERSISTENT, &q->raw,
		                        NULL);
		if (rc != SQLITE_OK) {
			LOG(LOG_ERROR, "statement does not compile",
			    KV_Z("name", sql_statements[i].name),
			    KV_Z("why", sqlite3_errmsg(st->db)));
			return store_fail(st, rc);
		}
	}
	return ERR_OK;
}

static enum err
open_file(struct store *st, const char *path)
{
	/* readers too need to write: the shared memory beside the file */
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
	int rc;

	if (st->mode == STORE_WRITE)
		flags |= SQLITE_OPEN_CREATE;
	else if (strcmp(path, ":memory:") != 0 && access(path, F_OK) != 0)
		return ERR_ABSENT;
	rc = sqlite3_open_v2(path, &st->db, flags, NULL);
	return rc == SQLITE_OK ? ERR_OK : store_fail(st, rc);
}

/*
 * SQLite counts its memory under a lock at every allocation, for statistics
 * that nobody asks for.  Too late once SQLite runs: then it goes on counting.
 */
static void
set_up_library(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

enum err
store_open(const char *path, enum store_mode mode, struct store **out)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct store *st = xcalloc(1, sizeof(*st));
	enum err e;

	pthread_once(&once, set_up_library);
	st->mode = mode;
	pack_init(&st->pack);
	e = open_file(st, path);
	if (e == ERR_OK)
		e = set_up(st);
	if (e == ERR_OK)
		e = store_check_ours(st);
	if (e == ERR_OK)
		e = set_up_mode(st);
	if (e == ERR_OK)
		e = store_migrate(st);
	if (e == ERR_OK)
		e = store_list_functions(st);
	if (e == ERR_OK)
		e = prepare_all(st);
	if (e == ERR_OK) {
		*out = st;
		return ERR_OK;
	}
	if (e != ERR_ABSENT)
		LOG(LOG_ERROR, "cannot open the database", KV_Z("path", path),
		    KV_Z("why", store_errmsg(st)));
	store_close(st);
	return e;
}

void
store_close(struct store *st)
{
	if (st == NULL)
		return;
	if (st->in_transaction)
		store_rollback(st);
	for (int i = 0; i < Q__COUNT; i++)
		sqlite3_finalize(st->stmts[i].raw);
	sqlite3_close_v2(st->db);
	pack_release(&st->pack);
	free(st);
}

enum err
store_begin(struct store *st)
{
	enum err e;

	if (st->in_transaction)
		BUG("transactions do not nest");
	e = run_text(st, "BEGIN IMMEDIATE");
	st->in_transaction = e == ERR_OK;
	return e;
}

enum err
store_commit(struct store *st)
{
	enum err e;

	if (!st->in_transaction)
		BUG("commit without a transaction");
	e = run_text(st, "COMMIT");
	if (e != ERR_OK)
		store_rollback(st);
	st->in_transaction = false;
	st->logged = 0;
	return e;
}

void
store_rollback(struct store *st)
{
	if (!st->in_transaction)
		return;
	st->in_transaction = false;
	st->logged = 0;
	/* SQLite may have rolled back by itself: nothing to do then */
	if (!sqlite3_get_autocommit(st->db))
		sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
}

enum err
store_enter(struct store *st, bool *own)
{
	*own = !st->in_transaction;
	if (*own)
		return store_begin(st);
	/* SQLite rolled back the caller's transaction after a failure */
	if (sqlite3_get_autocommit(st->db))
		return ERR_DB;
	return run_query(st, Q_OPERATION_BEGIN);
}

enum err
store_leave(struct store *st, bool own, enum err e)
{
	char kept[sizeof(st->message)];

	if (own && e == ERR_OK)
		return store_commit(st);
	if (!own && e == ERR_OK)
		return run_query(st, Q_OPERATION_END);
	memcpy(kept, st->message, sizeof(kept));
	if (own)
		store_rollback(st);
	else if (!sqlite3_get_autocommit(st->db))
		sqlite3_exec(st->db,
		             "ROLLBACK TO operation; RELEASE operation", NULL,
		             NULL, NULL);
	memcpy(st->message, kept, sizeof(kept));
	return e;
}

enum err
store_setting_get(struct store *st, struct arena *mem, struct str key,
                  struct str *out)
{
	struct stmt *q = stmt_begin(st, Q_SETTING_GET);
	enum err e;

	stmt_bind_str(q, ":key", key);
	if ((e = stmt_row(q)) == ERR_OK)
		*out = stmt_str(q, mem, 0);
	stmt_end(q);
	return e;
}

enum err
store_setting_put(struct store *st, struct str key, struct str value)
{
	struct stmt *q = stmt_begin(st, Q_SETTING_PUT);
	enum err e;

	stmt_bind_str(q, ":key", key);
	stmt_bind_blob(q, ":value", value);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

enum err
store_secret(struct store *st, uint8_t out[STORE_SECRET_BYTES])
{
	struct stmt *q = stmt_begin(st, Q_SETTING_GET);
	struct str found;
	enum err e;

	stmt_bind_str(q, ":key", STR("secret"));
	e = stmt_row(q);
	if (e == ERR_OK) {
		found = stmt_view(q, 0);
		if (found.n == STORE_SECRET_BYTES)
			memcpy(out, found.p, STORE_SECRET_BYTES);
		else
			e = ERR_FORMAT;
	}
	stmt_end(q);
	return e;
}
