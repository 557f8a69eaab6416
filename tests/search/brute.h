#ifndef MARSAD_TESTS_SEARCH_BRUTE_H
#define MARSAD_TESTS_SEARCH_BRUTE_H

#include <math.h>

#include "lexicon.h"
#include "search/find.h"
#include "search/rank.h"

/*
 * A collection of articles kept plainly, and the answer to a query worked out
 * article by article from what rank.h, plan.h and find.h tell in words: no
 * lists, no blocks, no bounds.  What the index answers must be the same to
 * the last bit.
 *
 * Frequencies and the mean length are those of all documents that are in
 * segments, the deleted ones included until they are merged away.
 */
#define BRUTE_TITLE_MAX 8u
#define BRUTE_TEXT_MAX 120u
#define BRUTE_WORDS_MAX (BRUTE_TITLE_MAX + BRUTE_TEXT_MAX)
#define BRUTE_AUTHOR_MAX 3u
#define BRUTE_PHRASE_MAX 3u
#define BRUTE_CHILD_MAX 5u
#define BRUTE_SHOULD_MAX 16u
#define BRUTE_OUTLETS 6u  /* ids from 1 */
#define BRUTE_TOPICS 5u   /* the first one has no name */
#define BRUTE_LANGUAGES 6u

struct brute_doc {
	int64_t id, story, time_s;
	unsigned outlet, topic, language;
	bool copy;
	bool deleted; /* not to be found, but still in a segment */
	bool gone;    /* in no segment */
	unsigned part;
	unsigned title_n, text_n, author_n;
	uint16_t word[BRUTE_WORDS_MAX]; /* of the lexicon: the title's first */
	uint16_t author[BRUTE_AUTHOR_MAX];
};

struct brute {
	struct lexicon *lexicon;
	struct brute_doc *doc;
	unsigned n;
	/* of what is in segments */
	uint64_t docs, words;
	float mean;
	uint64_t stem_docs[LEXICON_MAX * STEM__COUNT];
	uint64_t exact_docs[LEXICON_MAX];
};

/* A query as it is asked of both; `ask` is what the index gets. */
struct brute_query {
	enum ask_kind kind;
	enum ask_field field;
	uint16_t word[BRUTE_PHRASE_MAX];
	unsigned word_n;
	struct str head;    /* of the last word, for a prefix */
	unsigned number;    /* outlet, topic, language */
	int64_t since_s, until_s;
	struct brute_query *child[BRUTE_CHILD_MAX];
	unsigned n;
	struct ask_node ask;
};

static const char *const brute_topics[BRUTE_TOPICS] = {
	"", "Sport", "سياسة", "Économie", "اقتصاد",
};

static const char *const brute_languages[BRUTE_LANGUAGES] = {
	"ar", "fr", "en", "es", "ary", "",
};

static inline unsigned
brute_words(const struct brute_doc *d)
{
	return d->title_n + d->text_n;
}

/* The stem under which a word of a document is in the index. */
static inline unsigned
brute_stem_at(const struct brute *b, const struct brute_doc *d, unsigned i)
{
	const struct lexicon_word *w = &b->lexicon->v[d->word[i]];
	enum stem_language l =
	        stem_language(str_from(brute_languages[d->language]));

	return w->stem[w->latin ? l : STEM_NONE];
}

static inline unsigned
brute_exact_at(const struct brute *b, const struct brute_doc *d, unsigned i)
{
	return b->lexicon->v[d->word[i]].exact;
}

/* Frequencies of all that is in segments. */
static inline void
brute_count(struct brute *b)
{
	unsigned *stem_seen = xcalloc(LEXICON_MAX * STEM__COUNT, sizeof(int));
	unsigned *exact_seen = xcalloc(LEXICON_MAX, sizeof(int));

	memset(b->stem_docs, 0, sizeof(b->stem_docs));
	memset(b->exact_docs, 0, sizeof(b->exact_docs));
	b->docs = b->words = 0;
	for (unsigned k = 0; k < b->n; k++) {
		const struct brute_doc *d = &b->doc[k];

		if (d->gone)
			continue;
		b->docs++;
		b->words += brute_words(d);
		for (unsigned i = 0; i < brute_words(d); i++) {
			unsigned s = brute_stem_at(b, d, i);
			unsigned x = brute_exact_at(b, d, i);

			b->stem_docs[s] += stem_seen[s] != k + 1;
			b->exact_docs[x] += exact_seen[x] != k + 1;
			stem_seen[s] = exact_seen[x] = k + 1;
		}
	}
	b->mean = b->docs == 0 ? 1 : (float)b->words / (float)b->docs;
	if (b->mean < 1)
		b->mean = 1;
	free(stem_seen);
	free(exact_seen);
}

/* The stems that a word of a query stands for: the first, and known ones. */
static inline unsigned
brute_stems(const struct brute *b, unsigned word, unsigned *out)
{
	const struct lexicon_word *w = &b->lexicon->v[word];
	unsigned n = 0;

	for (int i = 0; i < (w->latin ? STEM__COUNT : 1); i++) {
		bool old = false;

		for (unsigned j = 0; j < n; j++)
			old = old || out[j] == w->stem[i];
		if (!old && (n == 0 || b->stem_docs[w->stem[i]] > 0))
			out[n++] = w->stem[i];
	}
	return n;
}

static inline float
brute_rarity(const struct brute *b, uint64_t having)
{
	return logf(1.0f + ((float)b->docs - (float)having + 0.5f) /
	                           ((float)having + 0.5f));
}

/* A term in a document: how often, and where. */
struct brute_sight {
	unsigned count;
	bool title, lead;
};

static inline struct brute_sight
brute_look(const struct brute *b, const struct brute_doc *d, bool exact,
           unsigned term)
{
	struct brute_sight s = { 0 };

	for (unsigned i = 0; i < brute_words(d); i++) {
		if ((exact ? brute_exact_at(b, d, i)
		           : brute_stem_at(b, d, i)) != term)
			continue;
		s.count++;
		if (i < d->title_n)
			s.title = true;
		else if (i - d->title_n < RANK_LEAD_WORDS)
			s.lead = true;
	}
	return s;
}

/* BM25 of a term, without its rarity. */
static inline float
brute_weight(const struct brute *b, const struct brute_doc *d,
             struct brute_sight s)
{
	float count = (float)(s.count + (s.title ? RANK_TITLE : 0) +
	                      (s.lead ? RANK_LEAD : 0));
	float length = RANK_K1 * (1.0f - RANK_B) +
	               RANK_K1 * RANK_B * (float)brute_words(d) / b->mean;

	return count / (count + length);
}

/* A word by its stems, and what its exact form adds. */
static inline bool
brute_word(const struct brute *b, const struct brute_doc *d, unsigned word,
           float times, bool title, float *score)
{
	unsigned stem[STEM__COUNT], n = brute_stems(b, word, stem);
	unsigned exact = b->lexicon->v[word].exact;
	struct brute_sight s;
	bool found = false;
	float sum = 0;

	for (unsigned i = 0; i < n; i++) {
		s = brute_look(b, d, false, stem[i]);
		if (s.count == 0)
			continue;
		found = found || !title || s.title;
		sum += times * brute_rarity(b, b->stem_docs[stem[i]]) *
		       brute_weight(b, d, s);
	}
	s = brute_look(b, d, true, exact);
	if (found && s.count > 0)
		sum += times * RANK_EXACT *
		       brute_rarity(b, b->exact_docs[exact]) *
		       brute_weight(b, d, s);
	*score = sum;
	return found;
}

static inline bool
brute_has_stem_at(const struct brute *b, const struct brute_doc *d,
                  unsigned word, unsigned at)
{
	unsigned stem[STEM__COUNT], n = brute_stems(b, word, stem);
	unsigned here = brute_stem_at(b, d, at);

	for (unsigned i = 0; i < n; i++)
		if (stem[i] == here)
			return true;
	return false;
}

/* Words side by side, from place `at` on; never over the title's end. */
static inline bool
brute_stands_at(const struct brute *b, const struct brute_doc *d,
                const uint16_t *word, unsigned n, unsigned at)
{
	unsigned end = at < d->title_n ? d->title_n : brute_words(d);

	if (at + n > end)
		return false;
	for (unsigned i = 0; i < n; i++)
		if (!brute_has_stem_at(b, d, word[i], at + i))
			return false;
	return true;
}

static inline bool
brute_side_by_side(const struct brute *b, const struct brute_doc *d,
                   const uint16_t *word, unsigned n, bool title)
{
	unsigned end = title ? d->title_n : brute_words(d);

	for (unsigned at = 0; at < end; at++)
		if (brute_stands_at(b, d, word, n, at))
			return true;
	return false;
}

static inline bool
brute_phrase(const struct brute *b, const struct brute_doc *d,
             const struct brute_query *q, float times, float *score)
{
	float sum = 0;

	*score = 0;
	if (!brute_side_by_side(b, d, q->word, q->word_n,
	                        q->field == ASK_TITLE))
		return false;
	for (unsigned i = 0; i < q->word_n; i++) {
		float one;

		brute_word(b, d, q->word[i], times, false, &one);
		sum += one;
	}
	*score = sum;
	return true;
}

static inline bool
brute_exact(const struct brute *b, const struct brute_doc *d,
            const struct brute_query *q, float *score)
{
	unsigned exact = b->lexicon->v[q->word[0]].exact;
	struct brute_sight s = brute_look(b, d, true, exact);

	*score = 0;
	if (s.count == 0 || (q->field == ASK_TITLE && !s.title))
		return false;
	*score = brute_rarity(b, b->exact_docs[exact]) *
	         brute_weight(b, d, s);
	return true;
}

static inline bool
brute_begins(const struct brute *b, unsigned exact, struct str head)
{
	return str_starts(b->lexicon->v[exact].folded, head);
}

/* The last word's head; the words before it as they are. */
static inline bool
brute_prefix(const struct brute *b, const struct brute_doc *d,
             const struct brute_query *q, float *score)
{
	bool title = q->field == ASK_TITLE, found = false;
	unsigned end = title ? d->title_n : brute_words(d);
	uint64_t docs = 0;
	float sum = 0, one;

	*score = 0;
	for (unsigned i = 0; i + 1 < q->word_n; i++) {
		if (!brute_word(b, d, q->word[i], 1, title, &one))
			return false;
		sum += one;
	}
	for (unsigned i = 0; i < end && !found; i++)
		found = brute_begins(b, brute_exact_at(b, d, i), q->head);
	if (!found)
		return false;
	for (unsigned i = 0; i < b->lexicon->n; i++)
		if (brute_begins(b, i, q->head))
			docs += b->exact_docs[i];
	*score = sum + brute_rarity(b, docs < b->docs ? docs : b->docs) / 2;
	return true;
}

static inline bool
brute_author(const struct brute *b, const struct brute_doc *d,
             const struct brute_query *q)
{
	for (unsigned i = 0; i < q->word_n; i++) {
		unsigned want = b->lexicon->v[q->word[i]].exact;
		bool has = false;

		for (unsigned j = 0; j < d->author_n; j++)
			has = has ||
			      b->lexicon->v[d->author[j]].exact == want;
		if (!has)
			return false;
	}
	return true;
}

/* Readers of Arabic are given Moroccan Arabic as well. */
static inline bool
brute_language(const struct brute_doc *d, unsigned wanted)
{
	const char *has = brute_languages[d->language];

	return d->language == wanted ||
	       (strcmp(brute_languages[wanted], "ar") == 0 &&
	        strcmp(has, "ary") == 0);
}

static inline bool
brute_text(const struct brute *b, const struct brute_doc *d,
           const struct brute_query *q, float times, float *score)
{
	if (q->field == ASK_AUTHOR)
		return brute_author(b, d, q);
	if (q->kind == ASK_PREFIX)
		return brute_prefix(b, d, q, score);
	if (q->word_n > 1)
		return brute_phrase(b, d, q, times, score);
	if (q->kind == ASK_EXACT)
		return brute_exact(b, d, q, score);
	return brute_word(b, d, q->word[0], times, q->field == ASK_TITLE,
	                  score);
}

static inline bool brute_match(const struct brute *b,
                               const struct brute_doc *d,
                               const struct brute_query *q, float *score);

/* All that are wanted and none that is not. */
static inline bool
brute_all(const struct brute *b, const struct brute_doc *d,
          const struct brute_query *q, float *score)
{
	float sum = 0, one;

	for (unsigned i = 0; i < q->n; i++) {
		bool not = q->child[i]->kind == ASK_NOT;

		if (brute_match(b, d, not ? q->child[i]->child[0]
		                          : q->child[i],
		                &one) == not)
			return false;
		if (!not)
			sum += one;
	}
	*score = sum;
	return true;
}

static inline bool
brute_any(const struct brute *b, const struct brute_doc *d,
          const struct brute_query *q, float *score)
{
	bool found = false;
	float sum = 0, one;

	for (unsigned i = 0; i < q->n; i++)
		if (brute_match(b, d, q->child[i], &one)) {
			found = true;
			sum += one;
		}
	*score = sum;
	return found;
}

/* Whether a document matches a part of a query, and what that is worth. */
static inline bool
brute_match(const struct brute *b, const struct brute_doc *d,
            const struct brute_query *q, float *score)
{
	float ignored;

	*score = 0;
	switch (q->kind) {
	case ASK_OUTLET:
		return d->outlet == q->number;
	case ASK_TOPIC:
		return d->topic == q->number;
	case ASK_LANGUAGE:
		return brute_language(d, q->number);
	case ASK_TIME:
		return d->time_s >= q->since_s && d->time_s < q->until_s;
	case ASK_ALL_OF:
	case ASK_LIST:
		return brute_all(b, d, q, score);
	case ASK_ANY_OF:
		return brute_any(b, d, q, score);
	case ASK_NOT:
		return !brute_match(b, d, q->child[0], &ignored);
	default:
		return brute_text(b, d, q, 1, score);
	}
}

#endif
