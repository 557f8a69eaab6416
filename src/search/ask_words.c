#include "search/ask_internal.h"

static const struct str lists[WORDS__COUNT] = {
#define X(name, words) [WORDS_##name] = STR_INIT(words),
#include "search/ask_words.def"
#undef X
};

enum ask_words
ask_words_find(struct str word, enum ask_words first, enum ask_words last)
{
	for (size_t i = first; i <= last; i++) {
		struct str rest = lists[i];

		while (rest.n > 0)
			if (str_eq(str_until(&rest, ' '), word))
				return (enum ask_words)i;
	}
	return WORDS_NONE;
}

struct str
ask_language(struct str folded)
{
	static const struct str codes[] = {
		[WORDS_SPEAKS_AR - WORDS_SPEAKS_AR] = STR_INIT("ar"),
		[WORDS_SPEAKS_FR - WORDS_SPEAKS_AR] = STR_INIT("fr"),
		[WORDS_SPEAKS_EN - WORDS_SPEAKS_AR] = STR_INIT("en"),
		[WORDS_SPEAKS_ES - WORDS_SPEAKS_AR] = STR_INIT("es"),
		[WORDS_SPEAKS_ARY - WORDS_SPEAKS_AR] = STR_INIT("ary"),
		[WORDS_SPEAKS_ZGH - WORDS_SPEAKS_AR] = STR_INIT("zgh"),
	};
	enum ask_words at =
	        ask_words_find(folded, WORDS_SPEAKS_AR, WORDS_SPEAKS_ZGH);

	return at == WORDS_NONE ? STR_EMPTY : codes[at - WORDS_SPEAKS_AR];
}

enum ask_words
ask_everyday(struct str typed, struct str folded)
{
	/* the signs that could stand before such a word are all ASCII */
	if (typed.n == 0 || (unsigned char)typed.p[0] < 0x80)
		return WORDS_NONE;
	return ask_words_find(folded, WORDS_EVERYDAY_AND, WORDS_EVERYDAY_NOT);
}
