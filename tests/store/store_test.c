#include "store/sample.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "store/internal.h"

/* A directory with room for a database, and an arena for its name. */
struct place {
	struct arena mem;
	const char *dir, *path;
};

static struct place
place_open(void)
{
	struct place p = { .mem = ARENA_INIT(ARENA_BLOCK, 4u << 20) };

	p.dir = sample_dir(&p.mem);
	p.path = sample_path(&p.mem, p.dir, "a.db");
	return p;
}

static void
place_close(struct place *p)
{
	sample_remove(&p->mem, p->dir);
	arena_release(&p->mem);
}

/* SQL on a file, past the store. */
static void
raw(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static int64_t
add_outlet(struct store *st)
{
	struct outlet o = { .name = STR("one"), .active = true };
	int64_t id;

	ok(store_outlet_add(st, &o, &id));
	return id;
}

TEST(a_database_is_made_once_and_keeps_its_secret)
{
	struct place p = place_open();
	uint8_t first[STORE_SECRET_BYTES], again[STORE_SECRET_BYTES];
	uint8_t zero[STORE_SECRET_BYTES] = { 0 };
	struct str value;
	struct store *st;

	assert_int_equal(store_open(p.path, STORE_READ, &st), ERR_ABSENT);
	ok(store_open(p.path, STORE_WRITE, &st));
	ok(store_secret(st, first));
	ok(store_setting_put(st, STR("k"), STR("v1")));
	ok(store_setting_put(st, STR("k"), STR("v2")));
	assert_int_equal(store_setting_get(st, &p.mem, STR("none"), &value),
	                 ERR_ABSENT);
	store_close(st);
	ok(store_open(p.path, STORE_READ, &st));
	ok(store_secret(st, again));
	ok(store_setting_get(st, &p.mem, STR("k"), &value));
	assert_str(value, "v2");
	store_close(st);
	assert_memory_equal(first, again, sizeof(first));
	assert_memory_not_equal(first, zero, sizeof(first));
	place_close(&p);
}

static struct str
content(struct arena *mem, const char *path)
{
	struct buf b = BUF_INIT(1u << 20);
	struct str all;

	ok(io_read_file(path, &b));
	all = buf_copy(mem, &b);
	buf_release(&b);
	return all;
}

TEST(what_is_not_ours_is_refused_and_left_as_it_is)
{
	static const struct {
		const char *name, *sql;
	} rows[] = {
		{ "tables of another program", "CREATE TABLE t (a)" },
		{ "the number of another program",
		  "PRAGMA application_id = 7" },
		{ "a newer marsad", "PRAGMA application_id = 1836217188;"
		                    "PRAGMA user_version = 9999" },
	};
	static const enum store_mode modes[] = { STORE_READ, STORE_WRITE };

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct place p = place_open();
		struct str before;
		struct store *st;

		raw(p.path, rows[i].sql);
		before = content(&p.mem, p.path);
		for (size_t m = 0; m < COUNT(modes); m++)
			assert_int_equal(store_open(p.path, modes[m], &st),
			                 ERR_FORMAT);
		assert_true(str_eq(content(&p.mem, p.path), before));
		place_close(&p);
	}
}

TEST(a_file_that_is_no_database_is_refused)
{
	struct place p = place_open();
	FILE *f = fopen(p.path, "w");
	struct store *st;

	for (int i = 0; i < 1000; i++)
		fputs("not a database ", f);
	fclose(f);
	assert_int_equal(store_open(p.path, STORE_WRITE, &st), ERR_FORMAT);
	assert_int_equal(store_open(p.dir, STORE_WRITE, &st), ERR_DB);
	place_close(&p);
}

/* All of a schema as one text. */
static struct str
schema(struct arena *mem, const char *path)
{
	struct str all = STR_EMPTY;
	sqlite3_stmt *q;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_prepare_v2(db, "SELECT type, name, sql FROM sqlite_schema "
	                       "ORDER BY type, name",
	                   -1, &q, NULL);
	while (sqlite3_step(q) == SQLITE_ROW)
		for (int i = 0; i < 3; i++) {
			const char *z = (const char *)sqlite3_column_text(q, i);

			all = str_cat(mem, all, str_from(z));
		}
	sqlite3_finalize(q);
	sqlite3_close(db);
	return all;
}

TEST(every_older_version_becomes_the_same_as_a_fresh_one)
{
	struct place p = place_open();
	const char *other = sample_path(&p.mem, p.dir, "b.db");
	struct str fresh;
	struct store *st;

	ok(store_open(p.path, STORE_WRITE, &st));
	store_close(st);
	fresh = schema(&p.mem, p.path);
	for (int from = 0; from <= store_version(); from++) {
		for (int v = 0; v < from; v++)
			raw(other, sql_migrations[v]);
		if (from > 0)
			raw(other, str_z(&p.mem,
			                 str_fmt(&p.mem,
			                         "PRAGMA user_version = %d;"
			                         "PRAGMA application_id = "
			                         "1836217188",
			                         from)));
		if (from < store_version())
			assert_int_equal(store_open(other, STORE_READ, &st),
			                 from == 0 ? ERR_ABSENT : ERR_FORMAT);
		ok(store_open(other, STORE_WRITE, &st));
		store_close(st);
		assert_true(str_eq(schema(&p.mem, other), fresh));
		remove(other);
	}
	place_close(&p);
}

static void *
starter(void *arg)
{
	struct store *st = NULL;
	enum err e = store_open(arg, STORE_WRITE, &st);

	store_close(st);
	return e == ERR_OK ? NULL : arg;
}

TEST(starters_at_the_same_moment_make_one_database)
{
	for (int round = 0; round < 20; round++) {
		struct place p = place_open();
		char path[4096];
		pthread_t t[4];
		void *failed;

		snprintf(path, sizeof(path), "%s", p.path);
		for (size_t i = 0; i < COUNT(t); i++)
			pthread_create(&t[i], NULL, starter, path);
		for (size_t i = 0; i < COUNT(t); i++) {
			pthread_join(t[i], &failed);
			assert_null(failed);
		}
		place_close(&p);
	}
}

TEST(a_reader_reads_while_a_writer_writes)
{
	struct place p = place_open();
	struct article_query all = { .limit = 10 };
	struct article_head *heads;
	struct store *w, *r;
	int64_t outlet;
	size_t n;

	ok(store_open(p.path, STORE_WRITE, &w));
	outlet = add_outlet(w);
	sample_article(w, outlet, "u1", "a", NOW);
	ok(store_open(p.path, STORE_READ, &r));
	ok(store_begin(w));
	sample_article(w, outlet, "u2", "b", NOW);
	ok(store_article_list(r, &p.mem, &all, &heads, &n));
	assert_int_equal(n, 1);
	ok(store_commit(w));
	ok(store_article_list(r, &p.mem, &all, &heads, &n));
	assert_int_equal(n, 2);
	assert_int_not_equal(store_setting_put(r, STR("k"), STR("v")), ERR_OK);
	store_close(r);
	store_close(w);
	place_close(&p);
}

TEST(a_failed_operation_takes_nothing_else_with_it)
{
	struct sample s = sample_open();
	struct outlet o = { .slug = STR("hespress"), .name = STR("x") };
	struct str value;
	int64_t id;

	ok(store_begin(s.st));
	ok(store_setting_put(s.st, STR("a"), STR("1")));
	assert_int_equal(store_outlet_add(s.st, &o, &id), ERR_EXISTS);
	assert_string_not_equal(store_errmsg(s.st), "no failure");
	ok(store_setting_put(s.st, STR("b"), STR("2")));
	ok(store_commit(s.st));
	ok(store_setting_get(s.st, &s.mem, STR("a"), &value));
	ok(store_setting_get(s.st, &s.mem, STR("b"), &value));
	ok(store_begin(s.st));
	ok(store_setting_put(s.st, STR("c"), STR("3")));
	store_rollback(s.st);
	assert_int_equal(store_setting_get(s.st, &s.mem, STR("c"), &value),
	                 ERR_ABSENT);
	sample_close(&s);
}

/* Articles until no more can be kept; returns how many were. */
static size_t
fill(struct store *st, int64_t outlet, size_t most, enum err *last)
{
	char url[32], text[4000];
	uint32_t noise = 7;

	for (size_t i = 0; i < most; i++) {
		struct article_keys keys = { .n = 1 };
		enum article_outcome what;
		struct doc *d;
		int64_t id;

		for (size_t c = 0; c + 1 < sizeof(text); c++) {
			noise = noise * 1664525u + 1013904223u;
			text[c] = (char)('a' + (noise >> 24) % 26);
		}
		text[sizeof(text) - 1] = '\0';
		snprintf(url, sizeof(url), "u%zu", i);
		d = sample_doc(outlet, url, url, text);
		keys.key[0] = d->source.url;
		*last = store_article_put(st, d, &keys, NOW, &id, &what);
		doc_free(d);
		if (*last != ERR_OK)
			return i;
	}
	return most;
}

static int64_t
count_articles(struct store *st)
{
	struct store_stats s;

	ok(store_stats(st, &s));
	return s.articles;
}

TEST(a_full_disk_is_an_error_and_nothing_is_lost)
{
	struct place p = place_open();
	struct store *st;
	enum err last = ERR_OK;
	int64_t outlet;
	size_t kept;

	ok(store_open(p.path, STORE_WRITE, &st));
	outlet = add_outlet(st);
	sqlite3_exec(st->db, "PRAGMA max_page_count = 120", NULL, NULL, NULL);
	kept = fill(st, outlet, 1000, &last);
	assert_int_equal(last, ERR_DB);
	assert_in_range(kept, 5, 900);
	assert_int_equal(count_articles(st), kept);
	sqlite3_exec(st->db, "PRAGMA max_page_count = 100000", NULL, NULL,
	             NULL);
	assert_int_equal(fill(st, outlet, kept + 10, &last), kept + 10);
	assert_int_equal(count_articles(st), kept + 10);
	ok(store_verify(st));
	store_close(st);
	place_close(&p);
}

/* Writes that still work; SIZE_MAX: all.  SQLite's own hook for tests. */
static size_t writes_left = SIZE_MAX;
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);

static ssize_t
failing_pwrite(int fd, const void *p, size_t n, off_t at)
{
	if (writes_left == 0) {
		errno = EIO;
		return -1;
	}
	if (writes_left != SIZE_MAX)
		writes_left--;
	return real_pwrite(fd, p, n, at);
}

static void
hook_writes(bool on)
{
	static const char *const names[] = { "pwrite", "pwrite64" };
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

	for (size_t i = 0; i < COUNT(names); i++) {
		sqlite3_syscall_ptr now = vfs->xGetSystemCall(vfs, names[i]);

		if (on && now != NULL)
			memcpy(&real_pwrite, &now, sizeof(now));
		if (now != NULL)
			vfs->xSetSystemCall(
			        vfs, names[i],
			        on ? (sqlite3_syscall_ptr)failing_pwrite
			           : NULL);
	}
}

TEST(whichever_write_fails_what_was_kept_stays)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 1u << 20);

	hook_writes(true);
	for (size_t nth = 0; nth < 60; nth += 3) {
		struct place p = place_open();
		enum err last = ERR_OK;
		struct store *st;
		int64_t outlet;
		size_t kept;

		ok(store_open(p.path, STORE_WRITE, &st));
		outlet = add_outlet(st);
		writes_left = nth;
		kept = fill(st, outlet, 100, &last);
		assert_int_equal(last, ERR_DB);
		writes_left = SIZE_MAX;
		assert_int_equal(count_articles(st), kept);
		assert_int_equal(fill(st, outlet, kept + 1, &last), kept + 1);
		store_close(st);
		ok(store_open(p.path, STORE_WRITE, &st));
		assert_int_equal(count_articles(st), kept + 1);
		ok(store_verify(st));
		store_close(st);
		place_close(&p);
	}
	hook_writes(false);
	arena_release(&mem);
}

/* The child keeps articles one by one and says so; then it is killed. */
static void
child_writes(const char *path, int64_t outlet, int say)
{
	struct store *st;

	if (store_open(path, STORE_WRITE, &st) != ERR_OK)
		_exit(1);
	for (unsigned i = 0; i < 100000; i++) {
		char url[32];

		snprintf(url, sizeof(url), "k%u", i);
		sample_article(st, outlet, url, url, NOW);
		if (write(say, "x", 1) != 1)
			_exit(1);
	}
	_exit(0);
}

TEST(a_killed_process_loses_nothing_it_committed)
{
	for (int round = 0; round < 5; round++) {
		struct place p = place_open();
		struct store *st;
		int64_t outlet, said = 0, kept;
		int fd[2], status;
		char x[64];
		ssize_t got;
		pid_t child;

		ok(store_open(p.path, STORE_WRITE, &st));
		outlet = add_outlet(st);
		store_close(st);
		assert_int_equal(pipe(fd), 0);
		if ((child = fork()) == 0)
			child_writes(p.path, outlet, fd[1]);
		close(fd[1]);
		while (said < 20 + 13 * round &&
		       (got = read(fd[0], x, 1)) > 0)
			said += got;
		kill(child, SIGKILL);
		while ((got = read(fd[0], x, sizeof(x))) > 0)
			said += got;
		close(fd[0]);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		ok(store_open(p.path, STORE_WRITE, &st));
		kept = count_articles(st);
		assert_true(kept == said || kept == said + 1);
		ok(store_verify(st));
		store_close(st);
		place_close(&p);
	}
}

TEST(a_backup_is_whole_and_never_overwrites)
{
	struct place p = place_open();
	const char *copy = sample_path(&p.mem, p.dir, "b.db");
	struct store *st, *r, *b;
	enum err last;
	int64_t outlet;

	ok(store_open(p.path, STORE_WRITE, &st));
	outlet = add_outlet(st);
	fill(st, outlet, 20, &last);
	ok(store_open(p.path, STORE_READ, &r));
	ok(store_begin(st)); /* not committed: not in the copy */
	sample_article(st, outlet, "more", "t", NOW);
	ok(store_backup(r, copy));
	assert_int_equal(store_backup(r, copy), ERR_EXISTS);
	assert_int_equal(store_backup(r, "/nowhere/b.db"), ERR_IO);
	ok(store_commit(st));
	ok(store_open(copy, STORE_WRITE, &b));
	assert_int_equal(count_articles(b), 20);
	ok(store_verify(b));
	store_close(b);
	store_close(r);
	store_close(st);
	place_close(&p);
}

TEST(verify_finds_damage)
{
	static const struct {
		const char *sql, *want;
	} rows[] = {
		{ "DELETE FROM body WHERE article_id = 2",
		  "no text of article 2" },
		{ "UPDATE body SET bytes = x'28b52ffd00' WHERE article_id = 4",
		  "unreadable text of article 4" },
		{ "UPDATE feed SET outlet_id = 99",
		  "a reference to nothing in row 1" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct place p = place_open();
		struct store *st;
		enum err last;
		int64_t outlet, feed;

		ok(store_open(p.path, STORE_WRITE, &st));
		outlet = add_outlet(st);
		ok(store_feed_add(st, outlet, STR("f"), NOW, &feed));
		fill(st, outlet, 5, &last);
		ok(store_verify(st));
		store_close(st);
		raw(p.path, rows[i].sql);
		ok(store_open(p.path, STORE_READ, &st));
		assert_int_equal(store_verify(st), ERR_FORMAT);
		assert_string_equal(store_errmsg(st), rows[i].want);
		store_close(st);
		place_close(&p);
	}
}

/* What grows for ever is never read from end to end by what runs often. */
TEST(frequent_statements_use_an_index)
{
	static const enum sql_query often[] = {
		Q_ARTICLE_STAMP, Q_ARTICLE_BY_ID, Q_ARTICLE_NEWEST,
		Q_ARTICLE_NEWEST_LANGUAGE, Q_ARTICLE_NEWEST_OUTLET,
		Q_REVISION_LIST, Q_LOG_HEAD, Q_ADDRESS_GET, Q_FEED_DUE,
		Q_FEED_ITEM_GET, Q_IMAGE_BY_URL, Q_IMAGE_BY_ID, Q_IMAGE_DUE,
		Q_IMAGE_STATE, Q_IMAGE_PUT, Q_IMAGE_LOG, Q_IMAGE_LOG_TWINS,
		Q_IMAGE_BAN_TWINS, Q_REPORT_COUNT,
	};
	static const char *const bad[] = { "SCAN a", "SCAN i",
		                           "SCAN article", "SCAN image",
		                           "TEMP B-TREE" };
	struct sample s = sample_open();

	for (size_t i = 0; i < COUNT(often); i++) {
		const struct sql_statement *sql = &sql_statements[often[i]];
		struct str text = str_fmt(&s.mem, "EXPLAIN QUERY PLAN %s",
		                          sql->text);
		sqlite3_stmt *q;

		assert_int_equal(sqlite3_prepare_v2(s.st->db, text.p,
		                                    (int)text.n, &q, NULL),
		                 SQLITE_OK);
		while (sqlite3_step(q) == SQLITE_ROW) {
			struct str step = str_from(
			        (const char *)sqlite3_column_text(q, 3));

			for (size_t b = 0; b < COUNT(bad); b++) {
				struct str word = str_from(bad[b]);
				bool scan = str_find(step, word) != STR_NPOS &&
				            str_find(step, STR("INDEX")) ==
				                    STR_NPOS;

				if (scan)
					print_error("%s: %.*s\n", sql->name,
					            STR_ARG(step));
				assert_false(scan);
			}
		}
		sqlite3_finalize(q);
	}
	sample_close(&s);
}

RUN(CASE(a_database_is_made_once_and_keeps_its_secret),
    CASE(what_is_not_ours_is_refused_and_left_as_it_is),
    CASE(a_file_that_is_no_database_is_refused),
    CASE(every_older_version_becomes_the_same_as_a_fresh_one),
    CASE(starters_at_the_same_moment_make_one_database),
    CASE(a_reader_reads_while_a_writer_writes),
    CASE(a_failed_operation_takes_nothing_else_with_it),
    CASE(a_full_disk_is_an_error_and_nothing_is_lost),
    CASE(whichever_write_fails_what_was_kept_stays),
    CASE(a_killed_process_loses_nothing_it_committed),
    CASE(a_backup_is_whole_and_never_overwrites), CASE(verify_finds_damage),
    CASE(frequent_statements_use_an_index))
