#ifndef MARSAD_STORE_INTERNAL_H
#define MARSAD_STORE_INTERNAL_H

#include <sqlite3.h>

#include "base/buf.h"
#include "model/doc.h"
#include "store/articles.h"
#include "store/stmt.h"

struct stmt {
	struct store *st;
	sqlite3_stmt *raw;
	enum err err; /* of the first bind or step that failed */
	bool in_use;  /* between stmt_begin and stmt_end */
};

/*
 * The tables of zstd, kept: to make them costs as much as packing a text of
 * some paragraphs.
 */
struct pack {
	struct ZSTD_CCtx_s *in;
	struct ZSTD_DCtx_s *out;
};

struct store {
	sqlite3 *db;
	struct pack pack;
	struct stmt stmts[Q__COUNT];
	enum store_mode mode;
	bool in_transaction; /* begun by the caller */
	int64_t logged;      /* article of the transaction's last entry, or 0 */
	char message[256];   /* of the last failure */
};

/* What SQLite said as ours; keeps its message. */
enum err store_fail(struct store *st, int rc);

/*
 * A transaction of one operation, or a part of the caller's when there is
 * one: store_enter, then store_leave with the outcome, which keeps all of
 * what was done since or none of it, and returns the outcome.  A failed
 * operation leaves the caller's transaction as it was before.
 */
enum err store_enter(struct store *st, bool *own) MUST_CHECK;
enum err store_leave(struct store *st, bool own, enum err e) MUST_CHECK;

/* ERR_FORMAT: not made by marsad, or by a newer one; nothing is changed. */
enum err store_check_ours(struct store *st) MUST_CHECK;

/* Apply the migrations a database lacks (store/migrate.c). */
enum err store_migrate(struct store *st) MUST_CHECK;

/* The version this program makes. */
int store_version(void);

/* The head columns of the present row, from column 0; returns their number. */
int store_read_head(struct stmt *q, struct arena *mem,
                    struct article_head *out);

/* The same from a column on; returns the column behind them. */
int store_read_head_at(struct stmt *q, struct arena *mem, int c,
                       struct article_head *out);

/* story_list.c: SQL functions that its statements call. */
enum err store_list_functions(struct store *st) MUST_CHECK;

/* A change that readers may see, for those who follow the log. */
enum store_log_op {
	STORE_LOG_NEW = 1,
	STORE_LOG_REVISED = 2,
	STORE_LOG_STATE = 3,
	/* 4, an image, is written by SQL */
	STORE_LOG_PLACED = 5, /* of another story, or a copy; also by SQL */
	STORE_LOG_RANKED = 6  /* higher up on the outlet's own list */
};
enum err store_log_add(struct store *st, int64_t id, enum store_log_op op,
                       int64_t now_s) MUST_CHECK;

/* Moments as three columns: seconds, offset, flags; NULL when not stated. */
#define STORE_HAS_ZONE 1
#define STORE_HAS_TIME 2
#define STORE_STATED 4
int64_t store_moment_flags(struct datetime d);
struct datetime store_read_moment(struct stmt *q, int column);
void store_bind_moment(struct stmt *q, const char *prefix, bool stated,
                       struct datetime d);

/*
 * zstd: bodies in and out.  ERR_LIMIT past the bound of `out` or `mem`;
 * ERR_FORMAT: the bytes are not those of a text of that size.
 */
void pack_init(struct pack *p);
void pack_release(struct pack *p);
enum err store_pack(struct store *st, struct str text, struct buf *out)
        MUST_CHECK;
enum err store_unpack(struct store *st, struct arena *mem, struct str bytes,
                      int64_t size, struct str *out) MUST_CHECK;

/*
 * stories.c: an article was hidden or removed: another one stands for its
 * story, and what was said of the story in its words is forgotten.
 */
enum err store_story_hide(struct store *st, int64_t id) MUST_CHECK;

/* An article was removed for good: the first of its copies is their head. */
enum err store_copies_inherit(struct store *st, int64_t id, int64_t now_s)
        MUST_CHECK;

#endif
