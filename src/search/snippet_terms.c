#include "search/snippet_internal.h"

/*
 * Terms are in the bucket of the letter they begin with: a Latin word and
 * its stem have the first letter in common.  Letters of other scripts differ
 * in their second byte.
 */
static size_t
bucket_of(struct str key)
{
	unsigned char first = (unsigned char)key.p[0];

	return first < 0x80 || key.n < 2 ? first : (unsigned char)key.p[1];
}

void
snippet_terms_init(struct snippet_terms *t, const struct search_answer *a)
{
	*t = (struct snippet_terms){ .v = a->terms, .n = a->term_count,
		                     .stemmer = a->stemmer };
	t->owned = t->stemmer == NULL;
	if (t->owned)
		t->stemmer = stemmer_new();
	if (t->n > SNIPPET_TERMS_MAX)
		t->n = SNIPPET_TERMS_MAX;
	for (size_t i = 0; i < SNIPPET_BUCKETS; i++)
		t->first[i] = SNIPPET_NO_TERM;
	for (size_t i = t->n; i-- > 0;) {
		size_t at;

		if (t->v[i].folded.n == 0)
			continue;
		at = bucket_of(t->v[i].folded);
		t->next[i] = t->first[at];
		t->first[at] = (int16_t)i;
	}
}

void
snippet_terms_release(struct snippet_terms *t)
{
	if (t->owned)
		stemmer_free(t->stemmer);
	t->stemmer = NULL;
}

/*
 * What Snowball's rules leave alone: they take endings away and set up to
 * four letters in their place (Spanish "encia" becomes "ente"), and one more
 * at most than there were.
 */
#define REPLACED_MAX 4u
#define HEAD_ENOUGH 3u /* letters in common; more tell little */

static bool
may_have_stem(struct str folded, struct str stem)
{
	size_t head = stem.n > REPLACED_MAX ? stem.n - REPLACED_MAX : 1;

	if (head > HEAD_ENOUGH)
		head = HEAD_ENOUGH;
	return stem.n <= folded.n + 1 &&
	       str_starts(folded, str_sub(stem, 0, head));
}

/* A word with its stems, which are made when the first term asks. */
struct word {
	struct str folded;
	bool latin, stemmed;
	struct str stem[STEM__COUNT];
	char bytes[STEM__COUNT][STEM_WORD_MAX];
};

static void
make_stems(struct snippet_terms *t, struct word *w)
{
	for (int i = 0; i < STEM__COUNT; i++) {
		struct str stem = stem_word(t->stemmer, (enum stem_language)i,
		                            w->folded);

		w->stem[i] = w->folded;
		if (stem.n > STEM_WORD_MAX)
			continue;
		memcpy(w->bytes[i], stem.p, stem.n);
		w->stem[i] = (struct str){ w->bytes[i], stem.n };
	}
	w->stemmed = true;
}

/* The stem of a Latin word depends on a language that is not known here. */
static bool
has_latin_stem(struct snippet_terms *t, struct word *w, struct str stem)
{
	if (!may_have_stem(w->folded, stem))
		return false;
	if (!w->stemmed)
		make_stems(t, w);
	for (int i = 0; i < STEM__COUNT; i++)
		if (str_eq(w->stem[i], stem))
			return true;
	return false;
}

static bool
is_of_kind(struct snippet_terms *t, const struct search_term *term,
           struct word *w)
{
	switch (term->kind) {
	case SEARCH_EXACT:
		return str_eq(w->folded, term->folded);
	case SEARCH_HEAD:
		return str_starts(w->folded, term->folded);
	case SEARCH_STEM:
		return w->latin && has_latin_stem(t, w, term->folded);
	}
	return false;
}

static int
find(struct snippet_terms *t, struct str folded, bool latin)
{
	struct word w;
	struct str stem;

	w.folded = folded;
	w.latin = latin;
	w.stemmed = false;
	for (int i = t->first[bucket_of(folded)]; i >= 0; i = t->next[i])
		if (is_of_kind(t, &t->v[i], &w))
			return i;
	if (latin)
		return SNIPPET_NO_TERM;
	stem = stem_word(t->stemmer, STEM_NONE, folded);
	for (int i = t->first[bucket_of(stem)]; i >= 0; i = t->next[i])
		if (t->v[i].kind == SEARCH_STEM &&
		    str_eq(t->v[i].folded, stem))
			return i;
	return SNIPPET_NO_TERM;
}

int
snippet_terms_find(struct snippet_terms *t, struct str folded)
{
	bool latin;
	uint64_t hash;
	size_t at;

	if (folded.n == 0)
		return SNIPPET_NO_TERM;
	latin = (unsigned char)folded.p[0] < 0x80;
	if (!latin)
		return find(t, folded, false);
	if (t->first[bucket_of(folded)] == SNIPPET_NO_TERM)
		return SNIPPET_NO_TERM;
	hash = str_hash(folded);
	at = hash % SNIPPET_CACHE;
	if (!t->cache[at].used || t->cache[at].hash != hash) {
		t->cache[at].hash = hash;
		t->cache[at].term = (int16_t)find(t, folded, true);
		t->cache[at].used = true;
	}
	return t->cache[at].term;
}
