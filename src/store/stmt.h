#ifndef MARSAD_STORE_STMT_H
#define MARSAD_STORE_STMT_H

#include <stdbool.h>
#include <stdint.h>

#include "store/sql_gen.h"
#include "store/store.h"

/*
 * One prepared statement in use: bind by name, step, read columns by number,
 * end.  The first failure sticks: later binds do nothing and the next step
 * returns it.
 */
struct stmt;

/* The prepared statement of a query, ready for binding. */
struct stmt *stmt_begin(struct store *st, enum sql_query q);

/* Bind by name (":id"); an unknown name is a bug of ours. */
void stmt_bind_int(struct stmt *q, const char *name, int64_t v);
void stmt_bind_real(struct stmt *q, const char *name, double v);
void stmt_bind_null(struct stmt *q, const char *name);
/* As text and as bytes; borrowed until stmt_end. */
void stmt_bind_str(struct stmt *q, const char *name, struct str s);
void stmt_bind_blob(struct stmt *q, const char *name, struct str s);

/* The next row: ERR_OK; ERR_ABSENT past the last; ERR_EXISTS, ERR_DB. */
enum err stmt_row(struct stmt *q) MUST_CHECK;

/*
 * Run to its end: ERR_OK whatever the number of rows; ERR_EXISTS; ERR_ABSENT
 * when it would refer to a row that is not there; ERR_DB.
 */
enum err stmt_run(struct stmt *q) MUST_CHECK;

/* Run a statement whose one parameter is :id. */
enum err stmt_run_with_id(struct store *st, enum sql_query which, int64_t id)
        MUST_CHECK;

/* Columns of the present row, from 0. */
int64_t stmt_int(struct stmt *q, int column);
double stmt_real(struct stmt *q, int column);
bool stmt_is_null(struct stmt *q, int column);
/* Copied into mem. */
struct str stmt_str(struct stmt *q, struct arena *mem, int column);
/* Borrowed until the next step. */
struct str stmt_view(struct stmt *q, int column);

/* Done with it; it may be begun again.  Returns nothing: see stmt_row. */
void stmt_end(struct stmt *q);

#endif
