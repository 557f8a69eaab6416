#ifndef MARSAD_SEARCH_BUILDER_H
#define MARSAD_SEARCH_BUILDER_H

#include "search/handover.h"
#include "search/segment.h"

/*
 * Making a segment of articles: they are analysed as they come, kept as one
 * number a word, and each word is put into its lists when the segment is
 * written.
 */
#define BUILDER_WORDS_MAX (6u << 20) /* then it is time to write */
#define BUILDER_DOCS_MAX (1u << 16)
#define BUILDER_KEYS_BYTES (1u << 29) /* of distinct words; one article more */

/* An article as the index takes it; everything borrowed. */
struct index_article {
	int64_t id;
	int64_t story;
	int64_t time_s; /* sort_s of the store */
	uint32_t outlet;
	bool copy;
	struct str topic, language, author;
	struct str title, text; /* shown forms */
	/* their words, if they were told already: then title and text are not
	 * looked at; else NULL */
	const struct handed_words *title_words, *text_words;
};

struct builder;

/* A new one, for many segments one after another; builder_free. */
struct builder *builder_new(void);
void builder_free(struct builder *b);

/*
 * Take an article, copying what is needed of it; of one id only one at a
 * time.  ERR_LIMIT: too much of it to be indexed; the builder is as before.
 */
enum err builder_add(struct builder *b, const struct index_article *a)
        MUST_CHECK;

/*
 * Take one back, by its id, or tell it its story and whether it is a copy
 * anew; false: it is not among them.  O(log articles) while ids rise and none
 * is taken back, else O(articles).
 */
bool builder_drop(struct builder *b, int64_t id);
bool builder_place(struct builder *b, int64_t id, int64_t story, bool copy);

/* Articles taken so far, and whether it is time to write them. */
uint32_t builder_docs(const struct builder *b);
bool builder_is_full(const struct builder *b);

/*
 * Write what was taken as a segment into a new file, or, when path is NULL,
 * into *out, to be freed; then the builder is empty.  At least one article
 * must have been taken.  The entries of the log are noted in the segment.
 * ERR_IO: the builder is empty all the same.
 */
enum err builder_write(struct builder *b, const char *path, int64_t first_log,
                       int64_t last_log, struct buf *out) MUST_CHECK;

/* Forget what was taken. */
void builder_clear(struct builder *b);

#endif
