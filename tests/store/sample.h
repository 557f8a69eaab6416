#ifndef MARSAD_TESTS_STORE_SAMPLE_H
#define MARSAD_TESTS_STORE_SAMPLE_H

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "store/articles.h"
#include "store/frontier.h"
#include "store/outlets.h"
#include "test.h"
#include "text/normalise.h"

/* A quiet Thursday, the present of these tests: 2026-01-15 12:00 UTC. */
#define NOW 1768478400
#define HOUR 3600
#define DAY 86400

#define ok(call) assert_int_equal((call), ERR_OK)

/* A store and an arena for what it hands out. */
struct sample {
	struct store *st;
	struct arena mem;
	int64_t outlet;
};

/* A store in memory with one outlet. */
static inline struct sample
sample_open(void)
{
	struct sample s = { .mem = ARENA_INIT(ARENA_BLOCK, 64u << 20) };
	struct outlet o = { .name = STR("هسبريس"), .slug = STR("hespress"),
		            .home_url = STR("https://hespress.example/"),
		            .language = STR("ar"), .active = true };

	ok(store_open(":memory:", STORE_WRITE, &s.st));
	ok(store_outlet_add(s.st, &o, &s.outlet));
	return s;
}

static inline void
sample_close(struct sample *s)
{
	store_close(s->st);
	arena_release(&s->mem);
}

/* An article on its way in, analysed; doc_free it. */
static inline struct doc *
sample_doc(int64_t outlet, const char *url, const char *title,
           const char *text)
{
	struct doc *d = doc_new();

	d->source.outlet_id = outlet;
	d->source.url = d->source.final_url = str_from(url);
	d->article.canonical_url = str_from(url);
	d->article.title = str_from(title);
	d->article.text = str_from(text);
	d->article.excerpt = str_from(text);
	d->analysis.language = STR("ar");
	d->analysis.direction = 1;
	d->analysis.title_folded = text_fold_copy(d->mem, d->article.title);
	d->analysis.text_folded = text_fold_copy(d->mem, d->article.text);
	d->analysis.text_hash = str_hash(d->analysis.text_folded);
	return d;
}

/* Keep a doc under its address alone and free it; returns its id. */
static inline int64_t
sample_put(struct store *st, struct doc *d, enum article_outcome want)
{
	struct article_keys keys = { { d->source.url }, 1 };
	enum article_outcome what;
	int64_t id;

	ok(store_article_put(st, d, &keys, NOW, &id, &what));
	assert_int_equal(what, want);
	doc_free(d);
	return id;
}

/* An article published at published_s, kept. */
static inline int64_t
sample_article(struct store *st, int64_t outlet, const char *url,
               const char *title, int64_t published_s)
{
	struct doc *d = sample_doc(outlet, url, title, title);

	d->article.has_published = true;
	d->article.published = (struct datetime){ .unix_s = published_s,
		                                  .has_zone = true,
		                                  .has_time = true };
	return sample_put(st, d, ARTICLE_NEW);
}

/* A new directory of its own; its path in mem. */
static inline const char *
sample_dir(struct arena *mem)
{
	const char *top = getenv("TMPDIR");
	char *made = arena_alloc(mem, 4096);

	snprintf(made, 4096, "%s/marsad-XXXXXX", top == NULL ? "/tmp" : top);
	assert_non_null(mkdtemp(made));
	return made;
}

static inline const char *
sample_path(struct arena *mem, const char *dir, const char *name)
{
	return str_z(mem, str_fmt(mem, "%s/%s", dir, name));
}

/* Remove a directory of plain files. */
static inline void
sample_remove(struct arena *mem, const char *dir)
{
	static const char *const ends[] = {
		"a.db", "a.db-wal", "a.db-shm", "a.db-journal", "b.db",
		"b.db-wal", "b.db-shm", "b.db.part", "b.db-journal", "other",
	};

	for (size_t i = 0; i < COUNT(ends); i++)
		remove(sample_path(mem, dir, ends[i]));
	assert_int_equal(remove(dir), 0);
}

#endif
