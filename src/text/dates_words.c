#include "text/dates_words.h"

#include "base/buf.h"
#include "text/dates.h"
#include "text/normalise.h"

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

bool
dates_is_name(struct str word)
{
	static const uint64_t names = (uint64_t)1 << DATE_MONTH |
	                              (uint64_t)1 << DATE_WEEKDAY;
	struct buf folded = BUF_INIT(DATE_WORD_MAX);
	const struct date_word *w = NULL;

	text_fold(&folded, word);
	if (folded.err == ERR_OK)
		w = date_word_find(buf_str(&folded),
		                   date_word_hash(buf_str(&folded)));
	buf_release(&folded);
	return w != NULL && (w->roles & names) != 0;
}
