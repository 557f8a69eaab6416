#include "analyse/lexicon.h"

unsigned
lexicon_kinds(uint32_t hash)
{
	unsigned kinds = 0;
	size_t i = lexicon_slot(hash);

	for (; lexicon_table[i].hash != 0; i = (i + 1) % LEXICON_SLOTS)
		if (lexicon_table[i].hash == hash)
			kinds |= 1u << lexicon_table[i].kind;
	return kinds;
}

/* The first entry of a hash and a kind from slot i on. */
static const struct lexicon_entry *
entry_from(size_t i, uint32_t hash, unsigned kind)
{
	for (;; i++) {
		const struct lexicon_entry *e =
		        &lexicon_table[i % LEXICON_SLOTS];

		if (e->hash == 0)
			return NULL;
		if (e->hash == hash && e->kind == kind)
			return e;
	}
}

const struct lexicon_entry *
lexicon_get(uint32_t hash, enum lexicon_kind kind)
{
	return entry_from(lexicon_slot(hash), hash, kind);
}

const struct lexicon_entry *
lexicon_next(const struct lexicon_entry *e)
{
	return entry_from((size_t)(e - lexicon_table) + 1, e->hash, e->kind);
}

bool
lexicon_is_common(uint32_t stem)
{
	size_t i = stem % LEXICON_COMMON_SLOTS;

	for (; lexicon_common[i] != 0; i = (i + 1) % LEXICON_COMMON_SLOTS)
		if (lexicon_common[i] == stem)
			return true;
	return false;
}
