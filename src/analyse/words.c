#include "analyse/words.h"

/* Set the stems of n <= STEM_BATCH words. */
static void
add_stems(struct stemmer *st, enum stem_language language,
          const struct token *t, size_t n, struct doc_word *v)
{
	struct str folded[STEM_BATCH] = { { NULL, 0 } };
	uint32_t hash[STEM_BATCH];

	for (size_t i = 0; i < n; i++)
		if (!t[i].elided)
			folded[i] = v[i].folded;
	stem_hashes(st, language, folded, n, hash);
	for (size_t i = 0; i < n; i++)
		v[i].stem = t[i].elided ? 0 : hash[i];
}

enum err
words_of(struct arena *mem, struct tokens *t, struct stemmer *st,
         enum stem_language language, struct str shown,
         struct doc_words *out, struct str *folded)
{
	enum err e = tokens_take(t, shown);
	struct str bytes;
	struct doc_word *v;

	if (e != ERR_OK)
		return e;
	bytes = str_copy(mem, buf_str(&t->bytes));
	v = arena_raw(mem, t->n * sizeof(*v)); /* all of it is written */
	if (v == NULL || arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	for (size_t i = 0; i < t->n; i++) {
		const struct token *w = &t->v[i];
		size_t at = (size_t)(w->folded.p - t->bytes.p);

		v[i] = (struct doc_word){
			.folded = { bytes.p + at, w->folded.n },
			.start = w->start,
			.end = w->end,
		};
	}
	for (size_t i = 0; i < t->n; i += STEM_BATCH)
		add_stems(st, language, t->v + i,
		          str_least(t->n - i, STEM_BATCH), v + i);
	*out = (struct doc_words){ v, t->n };
	*folded = bytes;
	return ERR_OK;
}
