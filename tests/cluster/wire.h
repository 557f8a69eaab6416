#ifndef MARSAD_TESTS_CLUSTER_WIRE_H
#define MARSAD_TESTS_CLUSTER_WIRE_H

#include "test.h"

#include "cluster/shingles.h"
#include "text/stem.h"
#include "text/tokens.h"

/* Reports of made-up outlets, as an analysed article has their words. */

#define WIRE_MAX_BYTES (1u << 20)

/* The words of a text with their stems, as analyse/words.c makes them. */
static inline struct doc_words
wire_words(struct arena *mem, struct stemmer *st, struct str text)
{
	struct tokens t;
	struct doc_words w;
	struct str bytes;

	tokens_init(&t, WIRE_MAX_BYTES);
	assert_int_equal(tokens_take(&t, text), ERR_OK);
	bytes = str_copy(mem, buf_str(&t.bytes));
	w.v = ARENA_ARRAY(mem, struct doc_word, t.n + 1);
	w.n = t.n;
	for (size_t i = 0; i < t.n; i++) {
		size_t at = (size_t)(t.v[i].folded.p - t.bytes.p);

		w.v[i] = (struct doc_word){
			.folded = { bytes.p + at, t.v[i].folded.n },
			.start = t.v[i].start,
			.end = t.v[i].end,
		};
		if (!t.v[i].elided)
			w.v[i].stem = stem_hash(stem_word(st, STEM_FRENCH,
			                                  t.v[i].folded));
	}
	tokens_release(&t);
	return w;
}

/* An article as far as copies need it; doc_free gives it back. */
static inline struct doc *
wire_doc(const char *title, struct str text)
{
	struct stemmer *st = stemmer_new();
	struct doc *d = doc_new();

	d->article.text = str_copy(d->mem, text);
	d->analysis.title_words = wire_words(d->mem, st, str_from(title));
	d->analysis.text_words = wire_words(d->mem, st, d->article.text);
	stemmer_free(st);
	return d;
}

static inline struct shingles
wire_shingles(const char *title, const char *text)
{
	struct doc *d = wire_doc(title, str_from(text));
	struct shingles s;

	assert_int_equal(shingles_make(d, &s), ERR_OK);
	doc_free(d);
	return s;
}

#endif
