#include "text/dates_words.h"

uint32_t
date_word_hash(struct str folded)
{
	uint32_t h = DATE_HASH_SEED;

	for (size_t i = folded.n; i > 0; i--)
		h = date_hash_step(h, (unsigned char)folded.p[i - 1]);
	return h;
}

const struct date_word *
date_word_find(struct str folded, uint32_t h)
{
	uint32_t tag = date_hash_tag(h);
	uint32_t at = date_hash_slot(h);

	for (; date_slots[at] != 0; at = (at + 1) & (DATE_SLOTS - 1)) {
		const struct date_word *w;

		if (date_hash_tag(date_slots[at]) != tag)
			continue;
		w = &date_words[(date_slots[at] & DATE_INDEX_MASK) - 1];
		if (str_eq(w->word, folded))
			return w;
	}
	return NULL;
}
