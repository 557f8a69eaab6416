#ifndef MARSAD_TESTS_SEARCH_BED_H
#define MARSAD_TESTS_SEARCH_BED_H

#include <dirent.h>
#include <unistd.h>

#include <sqlite3.h>

#include "search/directory.h"
#include "search/index.h"
#include "search/indexer.h"
#include "search/merge.h"
#include "search/postings.h"
#include "store/sample.h"

/* A database in a directory of its own, with one outlet and an index. */
struct bed {
	struct arena mem;
	const char *top, *db, *dir;
	struct store *st;
	struct index *ix;
	int64_t outlet;
	int number; /* of articles made */
};

static inline struct bed
bed_open(void)
{
	struct bed b = { .mem = ARENA_INIT(ARENA_BLOCK, 64u << 20) };
	struct outlet o = { .name = STR("one"), .active = true };

	b.top = sample_dir(&b.mem);
	b.db = sample_path(&b.mem, b.top, "a.db");
	b.dir = directory_path(&b.mem, b.db);
	ok(store_open(b.db, STORE_WRITE, &b.st));
	ok(store_outlet_add(b.st, &o, &b.outlet));
	index_open(b.db, &b.ix);
	return b;
}

/* Remove all files of a directory, and itself. */
static inline void
bed_clear(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *f;
	char path[4096];

	while (d != NULL && (f = readdir(d)) != NULL) {
		snprintf(path, sizeof(path), "%s/%s", dir, f->d_name);
		if (f->d_name[0] != '.')
			remove(path);
	}
	if (d != NULL)
		closedir(d);
	rmdir(dir);
}

static inline void
bed_close(struct bed *b)
{
	index_close(b->ix);
	store_close(b->st);
	bed_clear(b->dir);
	bed_clear(b->top);
	arena_release(&b->mem);
}

/* A new article of one word, its title; returns its id. */
static inline int64_t
bed_add(struct bed *b, const char *word)
{
	struct str url = str_fmt(&b->mem, "u%d", ++b->number);

	return sample_article(b->st, b->outlet, str_z(&b->mem, url), word,
	                      NOW - b->number);
}

/* The id that bed_add gave goes with the address "u<number>". */
static inline void
bed_revise(struct bed *b, int number, const char *word)
{
	struct str url = str_fmt(&b->mem, "u%d", number);

	sample_put(b->st,
	           sample_doc(b->outlet, str_z(&b->mem, url), word, word),
	           ARTICLE_REVISED);
}

/* Whether a document has a word, in its exact form. */
static inline bool
bed_has_word(const struct segment *s, uint32_t doc, const char *word)
{
	char key[64];
	struct postings p;
	struct term t;

	snprintf(key, sizeof(key), "%c%s", TERM_EXACT, word);
	if (!terms_find(s, str_from(key), &t))
		return false;
	postings_open(&p, s, &t, false);
	return postings_advance(&p, doc) == doc;
}

/* How many documents of a view an article has; all must have the word. */
static inline unsigned
bed_count(const struct view *v, int64_t id, const char *word)
{
	unsigned n = 0;

	for (size_t i = 0; i < v->n; i++) {
		const struct segment *s = v->part[i].segment;
		uint32_t doc = segment_find(s, id);

		if (doc == SEGMENT_NO_DOC ||
		    bit_is_set(v->part[i].deleted, doc))
			continue;
		n++;
		if (word != NULL && !bed_has_word(s, doc, word))
			print_error("%s is not in article %d\n", word,
			            (int)id);
		assert_true(word == NULL || bed_has_word(s, doc, word));
	}
	return n;
}

/* The same in a fresh view. */
static inline unsigned
bed_shown(struct bed *b, int64_t id, const char *word)
{
	struct view *v;
	unsigned n;

	ok(index_refresh(b->ix, b->st));
	v = index_view(b->ix);
	n = bed_count(v, id, word);
	view_give(v);
	return n;
}

/* Small segments, so that a few articles make many. */
static const struct indexer_options bed_small = { .docs = 4, .wait_ms = 1,
	                                          .fanout = 2 };

/* All of the log into files. */
static inline void
bed_write(struct bed *b)
{
	ok(indexer_catch_up(b->db, b->st, &bed_small));
}

/* SQL past the store, which writes no log. */
static inline void
bed_sql(const char *db, const char *sql)
{
	sqlite3 *raw;

	assert_int_equal(sqlite3_open(db, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_exec(raw, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(raw);
}

/* How many files the directory has that end so. */
static inline unsigned
bed_files(const struct bed *b, const char *end)
{
	DIR *d = opendir(b->dir);
	struct dirent *f;
	unsigned n = 0;

	while (d != NULL && (f = readdir(d)) != NULL)
		n += str_ends(str_from(f->d_name), str_from(end));
	if (d != NULL)
		closedir(d);
	return n;
}

#endif
