#include "text/normalise.h"

#include "text/utf8.h"

#define SAMPLE_CP 4000u
#define WORDS_MIN 2u /* function words that settle a Latin text */

/* Frequent short words, each of one language among these. */
static const struct {
	struct str language;
	struct str words; /* " a b c " */
} latin[] = {
	{ STR_INIT("fr"),
	  STR_INIT(" le la les des du et est une dans pour par sur au aux avec "
	           "que qui plus ce cette sont ses leur nous vous il elle ont "
	           "pas mais ou selon apres entre comme ") },
	{ STR_INIT("en"),
	  STR_INIT(" the and of to in is for on with that by from at as it was "
	           "were are be this have has his her their not but an will "
	           "after which who been said ") },
	{ STR_INIT("es"),
	  STR_INIT(" el los las del y es una en para por con que se su al lo "
	           "como mas pero sus entre este esta sobre tambien desde ha "
	           "fue son ") },
};

static void
count_scripts(struct str s, size_t *arabic, size_t *roman, size_t *other)
{
	size_t left = SAMPLE_CP;
	uint32_t c;

	while (left-- > 0 && utf8_next(&s, &c)) {
		if ((c >= 0x0620 && c <= 0x06FF) ||
		    (c >= 0xFB50 && c <= 0xFEFC))
			(*arabic)++;
		else if ((c < 0x80 && ascii_is_alpha((char)c)) ||
		         (c >= 0xC0 && c <= 0x24F))
			(*roman)++;
		else if (c > 0x24F && (c < 0x2000 || c > 0x2BFF))
			(*other)++;
	}
}

/* Letters that Persian and Urdu have and Arabic lacks, in their own use. */
static bool
is_persian(struct str s)
{
	size_t left = SAMPLE_CP, own = 0, all = 0;
	uint32_t c;

	while (left-- > 0 && utf8_next(&s, &c)) {
		own += c == 0x06CC || c == 0x06A9 || c == 0x06AF ||
		       c == 0x067E || c == 0x0686;
		all += c >= 0x0620 && c <= 0x06FF;
	}
	return own * 12 > all;
}

static struct str
by_words(struct str folded)
{
	size_t hits[COUNT(latin)] = { 0 };
	size_t best = 0, second = 0, at = 0;

	while (folded.n > 0) {
		struct str word = str_until(&folded, ' ');
		char padded[16];

		if (word.n == 0 || word.n > sizeof(padded) - 2)
			continue;
		padded[0] = ' ';
		for (size_t i = 0; i < word.n; i++)
			padded[i + 1] = word.p[i];
		padded[word.n + 1] = ' ';
		for (size_t i = 0; i < COUNT(latin); i++)
			hits[i] += str_find(latin[i].words,
			                    (struct str){ padded,
			                                  word.n + 2 }) !=
			           STR_NPOS;
	}
	for (size_t i = 0; i < COUNT(latin); i++) {
		if (hits[i] > best) {
			second = best;
			best = hits[i];
			at = i;
		} else if (hits[i] > second) {
			second = hits[i];
		}
	}
	if (best < WORDS_MIN || best == second)
		return STR_EMPTY;
	return latin[at].language;
}

struct str
text_language(struct str s)
{
	size_t arabic = 0, roman = 0, other = 0;
	struct buf folded;
	struct str found;

	count_scripts(s, &arabic, &roman, &other);
	if (arabic > roman && arabic > other)
		return is_persian(s) ? STR_EMPTY : STR("ar");
	if (roman <= arabic || roman <= other)
		return STR_EMPTY;
	s = text_cut_words(s, SAMPLE_CP);
	buf_init(&folded, s.n * 6 + 16);
	text_fold(&folded, s);
	found = by_words(buf_str(&folded));
	buf_release(&folded);
	return found;
}
