#include "text/normalise.h"

#include "text/utf8.h"

#define SAMPLE_CP 4000u
#define WORDS_MIN 2u /* function words that settle a Latin text */

enum {
	FRENCH,
	ENGLISH,
	SPANISH,
	PORTUGUESE, /* from here on: known only to be told from the others */
	ITALIAN,
	GERMAN,
	DUTCH,
	LANGUAGE__COUNT
};

/*
 * Frequent words of each language, folded; those of two languages stand in
 * both and decide nothing.
 */
static const struct {
	struct str language;
	struct str words; /* " a b c " */
} latin[LANGUAGE__COUNT] = {
	[FRENCH] = {
	  STR_INIT("fr"),
	  STR_INIT(" le la les l des du de d et est une un dans pour par sur au "
	           "aux avec que qu qui plus ce cette ces sont ses son sa leur "
	           "leurs nous vous il elle ils elles ont pas mais ou selon "
	           "apres entre comme en ne n se s sans contre sous chez deux "
	           "ans aussi fait etre tout tous lors depuis quand ete y a "
	           "dont si meme contre vers avant encore ") },
	[ENGLISH] = {
	  STR_INIT("en"),
	  STR_INIT(" the and of to in is for on with that by from at as it was "
	           "were are be this have has had his her their not but an will "
	           "after which who been said what when where why how did do "
	           "does some many or if than into over about can could would "
	           "should also more one two they we you she he its all no new "
	           "up out first before against between other there these those "
	           "such may most i my your our a ") },
	[SPANISH] = {
	  STR_INIT("es"),
	  STR_INIT(" el la los las del de y es una un en para por con que se su "
	           "sus al lo le les como mas pero entre este esta estos estas "
	           "ese esa sobre tambien desde ha han fue son era eran ser no "
	           "si ya cuando donde quien quienes cual cuales cuanto cuantos "
	           "cuantas hasta contra tras segun sin dos anos muy hay ante "
	           "durante uno todo todos otro otra e o a ") },
	[PORTUGUESE] = {
	  STR_INIT(""),
	  STR_INIT(" o os a as um uma de do da dos das em no na nos nas ao aos "
	           "com nao por para pelo pela que se como mais foi e seu sua "
	           "entre sao ou ser tem ja ") },
	[ITALIAN] = {
	  STR_INIT(""),
	  STR_INIT(" il lo la i gli le l un una di a da in con su per tra che "
	           "non e si sono del della dei delle dell nel nella al alla "
	           "piu come anche stato ha ") },
	[GERMAN] = {
	  STR_INIT(""),
	  STR_INIT(" der die das und ist nicht ein eine einen einer von zu zum "
	           "zur mit auf den im in dem des sich auch wird bei nach fur "
	           "an als aus war hat uber es wie ") },
	[DUTCH] = {
	  STR_INIT(""),
	  STR_INIT(" de het een van niet op zijn te en dat in is voor met aan "
	           "die om ook als bij door naar werd uit ") },
};

/* Letters and signs that only one of the first three has. */
static void
count_marks(struct str s, size_t hits[LANGUAGE__COUNT])
{
	size_t left = SAMPLE_CP;
	uint32_t c;

	while (left-- > 0 && utf8_next(&s, &c)) {
		switch (c) {
		case 0xBF: /* inverted question mark */
		case 0xA1:
		case 0xF1: /* n with tilde */
		case 0xD1:
			hits[SPANISH]++;
			break;
		case 0xE7: /* c with cedilla; e with grave, circumflex; oe */
		case 0xE8:
		case 0xEA:
		case 0x153:
			hits[FRENCH]++;
			break;
		default:
			break;
		}
	}
}

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

static void
count_words(struct str folded, size_t hits[LANGUAGE__COUNT])
{
	while (folded.n > 0) {
		struct str word = str_until(&folded, ' ');
		char padded[16];

		if (word.n == 0 || word.n > sizeof(padded) - 2)
			continue;
		padded[0] = ' ';
		for (size_t i = 0; i < word.n; i++)
			padded[i + 1] = word.p[i];
		padded[word.n + 1] = ' ';
		for (size_t i = 0; i < LANGUAGE__COUNT; i++)
			hits[i] += str_find(latin[i].words,
			                    (struct str){ padded,
			                                  word.n + 2 }) !=
			           STR_NPOS;
	}
}

/* The language with the most hits, if one is ahead. */
static struct str
winner(const size_t hits[LANGUAGE__COUNT])
{
	size_t best = 0, second = 0, at = 0;

	for (size_t i = 0; i < LANGUAGE__COUNT; i++) {
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
	size_t hits[LANGUAGE__COUNT] = { 0 };
	struct buf folded;

	count_scripts(s, &arabic, &roman, &other);
	if (arabic > roman && arabic > other)
		return is_persian(s) ? STR_EMPTY : STR("ar");
	if (roman <= arabic || roman <= other)
		return STR_EMPTY;
	s = text_cut_words(s, SAMPLE_CP);
	buf_init(&folded, s.n * 6 + 16);
	text_fold(&folded, s);
	count_words(buf_str(&folded), hits);
	buf_release(&folded);
	count_marks(s, hits);
	return winner(hits);
}
