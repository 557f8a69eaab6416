#include "cluster/marks.h"

#define TEXT(lit) { lit, sizeof(lit) - 1 }

/* Arabic clitics that stand before a word: and, so, by, like, for; the. */
static const struct str clitics[] = {
	TEXT("و"), TEXT("ف"), TEXT("ب"), TEXT("ك"), TEXT("ل"),
};

static const struct { struct str word; unsigned bit; } marks[] = {
#define MARK(text, n) { TEXT(text), (n) },
#include "cluster/marks.def"
#undef MARK
};

static uint32_t
bit_of(struct str word)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_eq(marks[i].word, word))
			return 1u << marks[i].bit;
	return 0;
}

/*
 * The mark of a word: an Arabic one needs the article, for without it "one"
 * is Sunday and a rank is the first.
 */
static uint32_t
mark_of(struct str word)
{
	const struct str article = STR("ال");
	struct str rest = word;

	for (size_t i = 0; i < sizeof(clitics) / sizeof(*clitics); i++)
		if (str_starts(word, clitics[i]))
			rest = str_sub(word, clitics[i].n, word.n);
	if (str_starts(rest, article))
		return bit_of(str_sub(rest, article.n, rest.n));
	return word.n > 0 && word.p[0] > 0 ? bit_of(word) : 0;
}

uint32_t
marks_of(const struct doc_words *w, size_t max)
{
	uint32_t found = 0;

	for (size_t i = 0; i < w->n && i < max; i++)
		found |= mark_of(w->v[i].folded);
	return found;
}
