#include "store/log.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/internal.h"

#define PATH_MAX_BYTES 4096
#define OP_IMAGE 4

static int
by_number(const void *a, const void *b)
{
	int64_t x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return (x > y) - (x < y);
}

/* Whether a number is among the first n of a sorted list. */
static bool
among(const int64_t *sorted, size_t n, int64_t number)
{
	return bsearch(&number, sorted, n, sizeof(number), by_number) != NULL;
}

/* Keep the first of each; returns how many those are. */
static size_t
keep_first(struct arena *mem, int64_t *ids, size_t n)
{
	int64_t *seen = ARENA_ARRAY(mem, int64_t, n);
	size_t kept = 0, sorted = 0, fresh = 0;

	for (size_t i = 0; i < n && seen != NULL; i++) {
		bool known = among(seen, sorted, ids[i]);

		for (size_t k = sorted; k < sorted + fresh && !known; k++)
			known = seen[k] == ids[i];
		if (known)
			continue;
		ids[kept++] = ids[i];
		seen[sorted + fresh++] = ids[i];
		/* sorting now and then keeps both searches short */
		if (fresh == 64) {
			sorted += fresh;
			fresh = 0;
			qsort(seen, sorted, sizeof(*seen), by_number);
		}
	}
	return kept;
}

/* Those that are not among the n articles of which more changed. */
static bool *
find_placed(struct arena *mem, const struct log_changes *c, int64_t *more,
            size_t n)
{
	bool *placed = ARENA_ARRAY(mem, bool, c->n);

	if (placed == NULL)
		return NULL;
	qsort(more, n, sizeof(*more), by_number);
	for (size_t i = 0; i < c->n; i++)
		placed[i] = !among(more, n, c->ids[i]);
	return placed;
}

enum err
store_log_read(struct store *st, struct arena *mem, int64_t after,
               size_t limit, struct log_changes *out)
{
	struct stmt *q = stmt_begin(st, Q_LOG_AFTER);
	struct log_changes c = { .last = after,
		                 .ids = ARENA_ARRAY(mem, int64_t, limit) };
	int64_t *more = ARENA_ARRAY(mem, int64_t, limit);
	size_t more_n = 0;
	enum err e = ERR_LIMIT;

	stmt_bind_int(q, ":after", after);
	stmt_bind_int(q, ":limit", (int64_t)limit);
	while (more != NULL && (e = stmt_row(q)) == ERR_OK) {
		int64_t op = stmt_int(q, 2);
		bool told = op != OP_IMAGE && op != STORE_LOG_RANKED;

		c.last = stmt_int(q, 0);
		if (told)
			c.ids[c.n++] = stmt_int(q, 1);
		if (told && op != STORE_LOG_PLACED)
			more[more_n++] = stmt_int(q, 1);
	}
	stmt_end(q);
	if (e != ERR_ABSENT)
		return e;
	c.n = keep_first(mem, c.ids, c.n);
	c.placed = find_placed(mem, &c, more, more_n);
	if ((e = arena_err(mem)) == ERR_OK)
		*out = c;
	return e;
}

enum err
store_log_article(struct store *st, struct arena *mem, int64_t id,
                  struct article_entry *out)
{
	struct stmt *q = stmt_begin(st, Q_LOG_ARTICLE);
	struct article_entry a;
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK) {
		a = (struct article_entry){
			.state = (enum article_state)stmt_int(q, 0),
			.story_id = stmt_int(q, 1),
			.copy_of = stmt_int(q, 2),
			.sort_s = stmt_int(q, 3),
			.outlet_id = stmt_int(q, 4),
			.text_hash = (uint64_t)stmt_int(q, 5),
			.title = stmt_str(q, mem, 6),
			.byline = stmt_str(q, mem, 7),
			.language = stmt_str(q, mem, 8),
			.topic = stmt_str(q, mem, 9),
		};
		e = arena_err(mem);
	}
	stmt_end(q);
	if (e == ERR_OK)
		*out = a;
	return e;
}

enum err
store_log_mark(struct store *st, int64_t seq, uint64_t *out)
{
	struct {
		uint8_t secret[STORE_SECRET_BYTES];
		int64_t entry[4];
	} what = { .entry = { seq } };
	struct stmt *q;
	enum err e;

	if ((e = store_secret(st, what.secret)) != ERR_OK)
		return e;
	if (seq > 0) {
		q = stmt_begin(st, Q_LOG_ENTRY);
		stmt_bind_int(q, ":seq", seq);
		if ((e = stmt_row(q)) == ERR_OK)
			for (int i = 0; i < 3; i++)
				what.entry[i + 1] = stmt_int(q, i);
		stmt_end(q);
	}
	if (e == ERR_OK)
		*out = str_hash((struct str){ (const char *)&what,
		                              sizeof(what) });
	return e;
}

/* In WAL mode all that is not in the file itself yet is in its log. */
enum err
store_sync(struct store *st)
{
	const char *path = sqlite3_db_filename(st->db, "main");
	char wal[PATH_MAX_BYTES];
	enum err e = ERR_OK;
	int fd;

	if (path == NULL || path[0] == '\0')
		return ERR_OK;
	snprintf(wal, sizeof(wal), "%s-wal", path);
	fd = open(wal, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return ERR_OK; /* the last one to close has emptied it */
	if (fdatasync(fd) != 0)
		e = ERR_IO;
	close(fd);
	return e;
}

enum err
store_look_begin(struct store *st)
{
	int64_t head;
	int rc = sqlite3_exec(st->db, "BEGIN", NULL, NULL, NULL);
	enum err e;

	if (rc != SQLITE_OK)
		return store_fail(st, rc);
	/* the moment is that of the first read */
	if ((e = store_log_head(st, &head)) != ERR_OK)
		store_look_end(st);
	return e;
}

void
store_look_end(struct store *st)
{
	sqlite3_exec(st->db, "COMMIT", NULL, NULL, NULL);
}

enum err
store_article_places(struct store *st, int64_t after,
                     struct article_place *out, size_t max, size_t *n)
{
	struct stmt *q = stmt_begin(st, Q_ARTICLE_SHOWN_AFTER);
	size_t count = 0;
	enum err e;

	stmt_bind_int(q, ":after", after);
	stmt_bind_int(q, ":limit", (int64_t)max);
	while ((e = stmt_row(q)) == ERR_OK)
		out[count++] = (struct article_place){ stmt_int(q, 0),
			                               stmt_int(q, 1),
			                               stmt_int(q, 2) };
	stmt_end(q);
	if (e != ERR_ABSENT)
		return e;
	*n = count;
	return ERR_OK;
}
