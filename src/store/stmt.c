#include "store/internal.h"

struct stmt *
stmt_begin(struct store *st, enum sql_query q)
{
	struct stmt *s = &st->stmts[q];

	if (s->in_use)
		BUG(sql_statements[q].name);
	s->in_use = true;
	s->err = ERR_OK;
	/* after some failures SQLite rolls back all of a transaction; what
	   comes then must not be kept as if it stood alone */
	if (st->in_transaction && sqlite3_get_autocommit(st->db))
		s->err = ERR_DB;
	return s;
}

static int
parameter(struct stmt *q, const char *name)
{
	int at = sqlite3_bind_parameter_index(q->raw, name);

	if (at == 0)
		BUG(name);
	return at;
}

static void
bound(struct stmt *q, int rc)
{
	if (rc != SQLITE_OK && q->err == ERR_OK)
		q->err = store_fail(q->st, rc);
}

void
stmt_bind_int(struct stmt *q, const char *name, int64_t v)
{
	bound(q, sqlite3_bind_int64(q->raw, parameter(q, name), v));
}

void
stmt_bind_real(struct stmt *q, const char *name, double v)
{
	bound(q, sqlite3_bind_double(q->raw, parameter(q, name), v));
}

void
stmt_bind_null(struct stmt *q, const char *name)
{
	bound(q, sqlite3_bind_null(q->raw, parameter(q, name)));
}

void
stmt_bind_str(struct stmt *q, const char *name, struct str s)
{
	bound(q, sqlite3_bind_text64(q->raw, parameter(q, name),
	                             s.n > 0 ? s.p : "", s.n, SQLITE_STATIC,
	                             SQLITE_UTF8));
}

void
stmt_bind_blob(struct stmt *q, const char *name, struct str s)
{
	bound(q, sqlite3_bind_blob64(q->raw, parameter(q, name),
	                             s.n > 0 ? s.p : "", s.n, SQLITE_STATIC));
}

enum err
stmt_row(struct stmt *q)
{
	int rc;

	if (q->err != ERR_OK)
		return q->err;
	rc = sqlite3_step(q->raw);
	if (rc == SQLITE_ROW)
		return ERR_OK;
	if (rc == SQLITE_DONE)
		return ERR_ABSENT;
	return q->err = store_fail(q->st, rc);
}

enum err
stmt_run(struct stmt *q)
{
	while (stmt_row(q) == ERR_OK)
		;
	return q->err; /* ERR_ABSENT here: the row it refers to is gone */
}

enum err
stmt_run_with_id(struct store *st, enum sql_query which, int64_t id)
{
	struct stmt *q = stmt_begin(st, which);
	enum err e;

	stmt_bind_int(q, ":id", id);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

int64_t
stmt_int(struct stmt *q, int column)
{
	return sqlite3_column_int64(q->raw, column);
}

double
stmt_real(struct stmt *q, int column)
{
	return sqlite3_column_double(q->raw, column);
}

bool
stmt_is_null(struct stmt *q, int column)
{
	return sqlite3_column_type(q->raw, column) == SQLITE_NULL;
}

struct str
stmt_view(struct stmt *q, int column)
{
	const void *p = sqlite3_column_blob(q->raw, column);
	int n = sqlite3_column_bytes(q->raw, column);

	if (p == NULL || n <= 0)
		return STR_EMPTY;
	return (struct str){ p, (size_t)n };
}

struct str
stmt_str(struct stmt *q, struct arena *mem, int column)
{
	return str_copy(mem, stmt_view(q, column));
}

void
stmt_end(struct stmt *q)
{
	sqlite3_reset(q->raw);
	sqlite3_clear_bindings(q->raw);
	q->in_use = false;
}
