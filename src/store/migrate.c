#include "store/internal.h"

#include <stdio.h>

#include "base/rng.h"

/* "mrsd": tells our files from other SQLite databases. */
#define APPLICATION_ID 0x6D727364

int
store_version(void)
{
	return sql_migration_count;
}

static enum err
pragma_int(struct store *st, const char *sql, int64_t *out)
{
	sqlite3_stmt *raw;
	int rc = sqlite3_prepare_v2(st->db, sql, -1, &raw, NULL);

	if (rc != SQLITE_OK)
		return store_fail(st, rc);
	rc = sqlite3_step(raw);
	if (rc == SQLITE_ROW)
		*out = sqlite3_column_int64(raw, 0);
	sqlite3_finalize(raw);
	return rc == SQLITE_ROW ? ERR_OK : store_fail(st, rc);
}

static enum err
run(struct store *st, const char *sql)
{
	int rc = sqlite3_exec(st->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? ERR_OK : store_fail(st, rc);
}

/* The secret is made in the transaction that makes the database. */
static enum err
make_secret(struct store *st)
{
	uint8_t secret[STORE_SECRET_BYTES];
	sqlite3_stmt *raw;
	int rc;

	rng_secret(secret, sizeof(secret));
	rc = sqlite3_prepare_v2(
	        st->db, "INSERT INTO setting (key, value) VALUES ('secret', ?)",
	        -1, &raw, NULL);
	if (rc != SQLITE_OK)
		return store_fail(st, rc);
	sqlite3_bind_blob(raw, 1, secret, sizeof(secret), SQLITE_STATIC);
	rc = sqlite3_step(raw);
	sqlite3_finalize(raw);
	return rc == SQLITE_DONE ? ERR_OK : store_fail(st, rc);
}

/* One version up, in a transaction with its number. */
static enum err
step_up(struct store *st, int64_t from)
{
	char bump[96];
	enum err e;

	snprintf(bump, sizeof(bump),
	         "PRAGMA user_version = %lld; PRAGMA application_id = %d",
	         (long long)from + 1, APPLICATION_ID);
	if ((e = run(st, sql_migrations[from])) != ERR_OK)
		return e;
	if (from == 0 && (e = make_secret(st)) != ERR_OK)
		return e;
	return run(st, bump);
}

/* What tells whose file this is, and how far it has been migrated. */
struct marks {
	int64_t version, application, pages;
};

/*
 * All in one transaction: another starter may be making the database at this
 * moment, and half of its marks would look like a stranger's.
 */
static enum err
read_marks(struct store *st, struct marks *m)
{
	enum err e = run(st, "BEGIN");

	if (e != ERR_OK)
		return e;
	e = pragma_int(st, "PRAGMA user_version", &m->version);
	if (e == ERR_OK)
		e = pragma_int(st, "PRAGMA application_id", &m->application);
	if (e == ERR_OK)
		e = pragma_int(st, "PRAGMA page_count", &m->pages);
	sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
	return e;
}

enum err
store_check_ours(struct store *st)
{
	struct marks m = { 0 };
	int64_t version;
	enum err e;

	if ((e = read_marks(st, &m)) != ERR_OK)
		return e;
	version = m.version;
	if (m.application != APPLICATION_ID &&
	    (m.pages > 1 || m.application != 0 || version != 0)) {
		snprintf(st->message, sizeof(st->message),
		         "a database of another program");
		return ERR_FORMAT;
	}
	if (version > store_version()) {
		snprintf(st->message, sizeof(st->message),
		         "made by a newer marsad (version %lld)",
		         (long long)version);
		return ERR_FORMAT;
	}
	if (st->mode == STORE_READ && version < store_version()) {
		snprintf(st->message, sizeof(st->message),
		         "of an older marsad; start the crawler once");
		return ERR_FORMAT;
	}
	return ERR_OK;
}

/* Each version in a transaction of its own: the next one starts there. */
static enum err
next_version(struct store *st, bool *done)
{
	int64_t version = 0;
	enum err e;

	/* begun first: of two starters one waits, then finds nothing to do */
	if ((e = store_begin(st)) != ERR_OK)
		return e;
	e = pragma_int(st, "PRAGMA user_version", &version);
	*done = e == ERR_OK && version >= store_version();
	if (e == ERR_OK && !*done)
		e = step_up(st, version);
	if (e == ERR_OK)
		return store_commit(st);
	store_rollback(st);
	return e;
}

enum err
store_migrate(struct store *st)
{
	bool done = st->mode == STORE_READ;
	enum err e = ERR_OK;

	while (e == ERR_OK && !done)
		e = next_version(st, &done);
	return e;
}
