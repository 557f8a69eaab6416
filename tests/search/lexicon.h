#ifndef MARSAD_TESTS_SEARCH_LEXICON_H
#define MARSAD_TESTS_SEARCH_LEXICON_H

#include <stdlib.h>

#include "base/arena.h"
#include "search/segment.h"
#include "test.h"
#include "text/stem.h"
#include "text/tokens.h"

/*
 * A small vocabulary for random articles: forms of the same words in Arabic,
 * French, English and Spanish, two words too long for a key, and made-up ones.
 * What a form folds to and what its stems are is worked out here once.
 */
#define LEXICON_MADE 90u
#define LEXICON_MAX 256u
#define LEXICON_KEY_BYTES (SEGMENT_TERM_MAX - 1) /* of a word in the index */
#define LEXICON_LONG_BYTES 260u

struct lexicon_word {
	struct str shown;
	struct str folded;
	bool latin;
	unsigned exact;             /* equal for equal folded forms */
	unsigned stem[STEM__COUNT]; /* equal for equal stems */
};

struct lexicon {
	struct arena mem;
	struct stemmer *stemmer;
	struct lexicon_word v[LEXICON_MAX];
	unsigned n;
	struct str stem[LEXICON_MAX * STEM__COUNT];
	unsigned stem_n;
};

static const char *const lexicon_words[] = {
	"الأسعار", "أسعار", "اسعار", "السعر", "وزير", "الوزير", "الوزراء",
	"وزارة", "والوزارة", "زلزال", "الزلزال", "زلازل", "الحوز", "مدينة",
	"المدينة", "مدن", "المدن", "مُحَمَّد", "محمد", "كتاب", "الكتاب", "كتب",
	"وكتب", "كـــتاب", "على", "علي", "في", "من", "المغرب", "مغربية",
	"المغربية", "مغاربة", "حكومة", "الحكومة", "حكومي", "سنة", "٢٠٢٦",
	"2026", "price", "prices", "pricing", "prix", "ministre", "ministres",
	"Ministère", "minister", "ministers", "nation", "nations", "national",
	"nationale", "nationales", "nacional", "naciones", "nación", "l'eau",
	"eau", "eaux", "Économie", "economie", "économique", "economics",
	"general", "générale", "generally", "run", "running", "runs", "red",
	"blue", "covid19", "AT", "été", "ete", "city", "cities", "ciudad",
	"ciudades", "gouvernement", "gouvernements", "government's",
};

static inline unsigned
lexicon_stem(struct lexicon *l, struct str stem)
{
	stem = str_sub(stem, 0, LEXICON_KEY_BYTES);
	for (unsigned i = 0; i < l->stem_n; i++)
		if (str_eq(l->stem[i], stem))
			return i;
	l->stem[l->stem_n] = str_copy(&l->mem, stem);
	return l->stem_n++;
}

/* Each form is one word, whatever leans on it at an apostrophe. */
static inline void
lexicon_add(struct lexicon *l, struct tokens *t, struct str shown)
{
	struct lexicon_word *w = &l->v[l->n];
	unsigned words = 0;

	assert_true(l->n < LEXICON_MAX);
	assert_int_equal(tokens_take(t, shown), ERR_OK);
	for (size_t i = 0; i < t->n; i++) {
		if (t->v[i].elided)
			continue;
		w->folded = str_copy(&l->mem, t->v[i].folded);
		words++;
	}
	assert_int_equal(words, 1);
	w->shown = str_copy(&l->mem, shown);
	w->latin = (unsigned char)w->folded.p[0] < 0x80;
	for (int i = 0; i < STEM__COUNT; i++)
		w->stem[i] = lexicon_stem(l, stem_word(l->stemmer,
		                                       (enum stem_language)i,
		                                       w->folded));
	w->folded = str_sub(w->folded, 0, LEXICON_KEY_BYTES);
	w->exact = l->n;
	for (unsigned i = 0; i < l->n; i++)
		if (str_eq(l->v[i].folded, w->folded)) {
			w->exact = i;
			break;
		}
	l->n++;
}

static inline struct lexicon *
lexicon_new(void)
{
	struct lexicon *l = xcalloc(1, sizeof(*l));
	char text[LEXICON_LONG_BYTES];
	struct tokens t;

	arena_init(&l->mem, ARENA_BLOCK, 4u << 20);
	l->stemmer = stemmer_new();
	tokens_init(&t, 4096);
	for (size_t i = 0; i < COUNT(lexicon_words); i++)
		lexicon_add(l, &t, str_from(lexicon_words[i]));
	memset(text, 'a', sizeof(text));
	lexicon_add(l, &t, (struct str){ text, sizeof(text) });
	text[sizeof(text) - 1] = 'b';
	lexicon_add(l, &t, (struct str){ text, sizeof(text) });
	for (unsigned i = 0; i < LEXICON_MADE; i++)
		lexicon_add(l, &t, str_fmt(&l->mem, i % 2 == 0 ? "w%u"
		                                               : "كل%u",
		                           i));
	tokens_release(&t);
	return l;
}

static inline void
lexicon_free(struct lexicon *l)
{
	stemmer_free(l->stemmer);
	arena_release(&l->mem);
	free(l);
}

#endif
