#include "store/internal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define VERIFY_MEM_MAX_BYTES (16u << 20)

static enum err
damaged(struct store *st, const char *what, int64_t id)
{
	snprintf(st->message, sizeof(st->message), "%s %lld", what,
	         (long long)id);
	return ERR_FORMAT;
}

/* SQLite's own check of pages and indexes answers "ok" or what is wrong. */
static enum err
verify_pages(struct store *st)
{
	struct stmt *q = stmt_begin(st, Q_VERIFY_PAGES);
	enum err e = stmt_row(q);

	if (e == ERR_OK && !str_eq(stmt_view(q, 0), STR("ok"))) {
		snprintf(st->message, sizeof(st->message), "%.*s",
		         STR_ARG(stmt_view(q, 0)));
		e = ERR_FORMAT;
	}
	stmt_end(q);
	return e;
}

/* A statement whose rows are all damage. */
static enum err
verify_none(struct store *st, enum sql_query which, const char *what)
{
	struct stmt *q = stmt_begin(st, which);
	enum err e = stmt_row(q);

	if (e == ERR_OK)
		e = damaged(st, what, stmt_int(q, 0));
	stmt_end(q);
	return e == ERR_ABSENT ? ERR_OK : e;
}

/* Every text must come back as long as it went in (zstd sums no content). */
static enum err
verify_bodies(struct store *st)
{
	struct stmt *q = stmt_begin(st, Q_VERIFY_BODIES);
	enum err e;

	while ((e = stmt_row(q)) == ERR_OK) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK,
		                              VERIFY_MEM_MAX_BYTES);
		struct str text;

		e = store_unpack(st, &mem, stmt_view(q, 2), stmt_int(q, 1),
		                 &text);
		arena_release(&mem);
		if (e != ERR_OK) {
			e = damaged(st, "unreadable text of article",
			            stmt_int(q, 0));
			break;
		}
	}
	stmt_end(q);
	return e == ERR_ABSENT ? ERR_OK : e;
}

enum err
store_verify(struct store *st)
{
	static const struct {
		enum sql_query which;
		const char *what;
	} checks[] = {
		{ Q_VERIFY_REFERENCES, "a reference to nothing in row" },
		{ Q_VERIFY_NO_BODY, "no text of article" },
		{ Q_VERIFY_COPIES, "no text of its own heads copy" },
		{ Q_VERIFY_STORIES, "no such story as is told by article" },
		{ Q_VERIFY_FACES, "no article stands for story" },
	};
	enum err e = verify_pages(st);

	for (size_t i = 0; i < COUNT(checks) && e == ERR_OK; i++)
		e = verify_none(st, checks[i].which, checks[i].what);
	return e == ERR_OK ? verify_bodies(st) : e;
}

static enum err
copy_all(struct store *st, const char *path)
{
	sqlite3 *to = NULL;
	sqlite3_backup *b = NULL;
	int rc = sqlite3_open(path, &to);

	if (rc == SQLITE_OK)
		b = sqlite3_backup_init(to, "main", st->db, "main");
	if (b != NULL) {
		/* all pages in one step: one snapshot, whoever writes */
		sqlite3_backup_step(b, -1);
		rc = sqlite3_backup_finish(b);
	} else if (rc == SQLITE_OK) {
		rc = sqlite3_errcode(to);
	}
	if (rc != SQLITE_OK)
		snprintf(st->message, sizeof(st->message), "%s",
		         to == NULL ? sqlite3_errstr(rc) : sqlite3_errmsg(to));
	sqlite3_close(to);
	return rc == SQLITE_OK ? ERR_OK : ERR_IO;
}

/* Written aside and renamed, so that a half copy never has the name. */
enum err
store_backup(struct store *st, const char *path)
{
	struct arena mem = ARENA_INIT(1024, 64u << 10);
	const char *aside = str_z(&mem, str_fmt(&mem, "%s.part", path));
	enum err e = ERR_EXISTS;

	if (access(path, F_OK) == 0)
		goto out;
	unlink(aside);
	if ((e = copy_all(st, aside)) == ERR_OK && rename(aside, path) != 0) {
		snprintf(st->message, sizeof(st->message), "cannot rename %s",
		         aside);
		e = ERR_IO;
	}
	if (e != ERR_OK)
		unlink(aside);
out:
	arena_release(&mem);
	return e;
}

enum err
store_stats(struct store *st, struct store_stats *out)
{
	struct stmt *q = stmt_begin(st, Q_STATS);
	enum err e;

	stmt_bind_int(q, ":shown", IMAGE_SHOWN);
	stmt_bind_int(q, ":hidden", IMAGE_HIDDEN);
	stmt_bind_int(q, ":banned", IMAGE_BANNED);
	if ((e = stmt_row(q)) == ERR_OK)
		*out = (struct store_stats){
			.outlets = stmt_int(q, 0),
			.feeds = stmt_int(q, 1),
			.articles = stmt_int(q, 2),
			.revisions = stmt_int(q, 3),
			.images = stmt_int(q, 4),
			.images_hidden = stmt_int(q, 5),
			.reports = stmt_int(q, 6),
			.frontier = stmt_int(q, 7),
			.bytes = stmt_int(q, 8),
			.boilerplate = stmt_int(q, 9),
			.rule_alarms = stmt_int(q, 10),
		};
	stmt_end(q);
	return e;
}
