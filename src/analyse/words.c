#include "analyse/words.h"

#include "text/common.h"

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
	v = ARENA_ARRAY(mem, struct doc_word, t->n);
	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	for (size_t i = 0; i < t->n; i++) {
		const struct token *w = &t->v[i];
		size_t at = (size_t)(w->folded.p - t->bytes.p);
		uint32_t hash = 0;

		if (!w->elided)
			hash = stem_hash(stem_word(st, language, w->folded));
		v[i] = (struct doc_word){
			.folded = { bytes.p + at, w->folded.n },
			.start = w->start,
			.end = w->end,
			.stem = hash,
		};
	}
	*out = (struct doc_words){ v, t->n };
	*folded = bytes;
	return ERR_OK;
}
