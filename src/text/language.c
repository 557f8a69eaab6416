#include "text/normalise.h"

#include "text/utf8.h"

#define SAMPLE_CP 2000u
#define WORDS_MIN 2u /* function words that settle a Latin text */
#define WORDS_SHARE 5u /* of a longer text one word in so many is such */
#define SHORT_WORDS 20u
#define PERSIAN_SHARE 12u /* one letter of its own in so many: not Arabic */

#define KEY_BYTES 8u /* the longest word of the lists below */
#define LEXICON_SLOTS 512u /* there are 309 words */
#define LEXICON_SHIFT 55u  /* leaves as many bits of 64 as slots need */

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
	struct str words; /* "a b c" */
} latin[LANGUAGE__COUNT] = {
	[FRENCH] = {
	  STR_INIT("fr"),
	  STR_INIT("le la les l des du de d et est une un dans pour par sur au "
	           "aux avec que qu qui plus ce cette ces sont ses son sa leur "
	           "leurs nous vous il elle ils elles ont pas mais ou selon "
	           "apres entre comme en ne n se s sans contre sous chez deux "
	           "ans aussi fait etre tout tous lors depuis quand ete y a "
	           "dont si meme contre vers avant encore") },
	[ENGLISH] = {
	  STR_INIT("en"),
	  STR_INIT("the and of to in is for on with that by from at as it was "
	           "were are be this have has had his her their not but an will "
	           "after which who been said what when where why how did do "
	           "does some many or if than into over about can could would "
	           "should also more one two they we you she he its all no new "
	           "up out first before against between other there these those "
	           "such may most i my your our a") },
	[SPANISH] = {
	  STR_INIT("es"),
	  STR_INIT("el la los las del de y es una un en para por con que se su "
	           "sus al lo le les como mas pero entre este esta estos estas "
	           "ese esa sobre tambien desde ha han fue son era eran ser no "
	           "si ya cuando donde quien quienes cual cuales cuanto cuantos "
	           "cuantas hasta contra tras segun sin dos anos muy hay ante "
	           "durante uno todo todos otro otra e o a") },
	[PORTUGUESE] = {
	  STR_INIT(""),
	  STR_INIT("o os a as um uma de do da dos das em no na nos nas ao aos "
	           "com nao por para pelo pela que se como mais foi e seu sua "
	           "entre sao ou ser tem ja") },
	[ITALIAN] = {
	  STR_INIT(""),
	  STR_INIT("il lo la i gli le l un una di a da in con su per tra che "
	           "non e si sono del della dei delle dell nel nella al alla "
	           "piu come anche stato ha") },
	[GERMAN] = {
	  STR_INIT(""),
	  STR_INIT("der die das und ist nicht ein eine einen einer von zu zum "
	           "zur mit auf den im in dem des sich auch wird bei nach fur "
	           "an als aus war hat uber es wie") },
	[DUTCH] = {
	  STR_INIT(""),
	  STR_INIT("de het een van niet op zijn te en dat in is voor met aan "
	           "die om ook als bij door naar werd uit") },
};

/* What the letters of a sample tell, in code points. */
struct census {
	size_t arabic, roman, other;
	size_t arabic_block; /* U+0620 to U+06FF */
	size_t persian; /* letters that Persian and Urdu have, Arabic lacks */
	size_t french, spanish; /* letters and signs only one of both has */
};

static void
count_roman(struct census *n, uint32_t c)
{
	switch (c) {
	case 0xBF: /* inverted question mark */
	case 0xA1:
	case 0xF1: /* n with tilde */
	case 0xD1:
		n->spanish++;
		break;
	case 0xE7: /* c with cedilla; e with grave, circumflex; oe */
	case 0xE8:
	case 0xEA:
	case 0x153:
		n->french++;
		break;
	default:
		break;
	}
	n->roman += c >= 0xC0;
}

static void
count_letter(struct census *n, uint32_t c)
{
	if (c < 0x250) {
		count_roman(n, c);
	} else if (c >= 0x0620 && c <= 0x06FF) {
		n->arabic++;
		n->arabic_block++;
		n->persian += c == 0x06CC || c == 0x06A9 || c == 0x06AF ||
		              c == 0x067E || c == 0x0686;
	} else if (c >= 0xFB50 && c <= 0xFEFC) {
		n->arabic++;
	} else if (c < 0x2000 || c > 0x2BFF) {
		n->other++;
	}
}

static struct census
take_census(struct str s)
{
	struct census n = { 0 };
	uint32_t c;

	for (size_t left = SAMPLE_CP; left > 0 && s.n > 0; left--) {
		if ((unsigned char)s.p[0] < 0x80) {
			n.roman += ascii_is_alpha(s.p[0]);
			s = (struct str){ s.p + 1, s.n - 1 };
		} else if (utf8_next(&s, &c)) {
			count_letter(&n, c);
		}
	}
	return n;
}

/* A word of at most KEY_BYTES as a number: its bytes, the last one lowest. */
static uint64_t
word_key(struct str word)
{
	uint64_t key = 0;

	for (size_t i = 0; i < word.n; i++)
		key = key << 8 | (unsigned char)word.p[i];
	return key;
}

/* The lists above by word; made for each text, it costs less than folding. */
struct lexicon {
	uint64_t key[LEXICON_SLOTS]; /* 0: free */
	uint8_t languages[LEXICON_SLOTS];
};

static size_t
lexicon_slot(const struct lexicon *l, uint64_t key)
{
	size_t i = (size_t)((key * 0x9E3779B97F4A7C15u) >> LEXICON_SHIFT);

	while (l->key[i] != 0 && l->key[i] != key)
		i = (i + 1) % LEXICON_SLOTS;
	return i;
}

static void
lexicon_init(struct lexicon *l)
{
	*l = (struct lexicon){ 0 };
	for (size_t i = 0; i < LANGUAGE__COUNT; i++) {
		struct str rest = latin[i].words;

		while (rest.n > 0) {
			uint64_t key = word_key(str_word(&rest));
			size_t at = lexicon_slot(l, key);

			l->key[at] = key;
			l->languages[at] |= (uint8_t)(1u << i);
		}
	}
}

/* Returns how many words there are. */
static size_t
count_words(struct str folded, size_t hits[LANGUAGE__COUNT])
{
	struct lexicon l;
	size_t n = 0;

	lexicon_init(&l);
	while (folded.n > 0) {
		struct str word = str_until(&folded, ' ');
		unsigned in;

		n++;
		if (word.n == 0 || word.n > KEY_BYTES)
			continue;
		in = l.languages[lexicon_slot(&l, word_key(word))];
		for (; in != 0; in &= in - 1)
			hits[__builtin_ctz(in)]++;
	}
	return n;
}

/*
 * The language with the most hits, if one is ahead and they are as many as
 * its texts have: Turkish has words that French knows, Danish some of
 * English.
 */
static struct str
winner(const size_t hits[LANGUAGE__COUNT], size_t words)
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
	if (best < WORDS_MIN || best == second ||
	    (words > SHORT_WORDS && best * WORDS_SHARE < words))
		return STR_EMPTY;
	return latin[at].language;
}

struct str
text_language(struct str s)
{
	struct census n = take_census(s);
	size_t hits[LANGUAGE__COUNT] = { [FRENCH] = n.french,
		                         [SPANISH] = n.spanish };
	struct buf folded;
	size_t words;

	if (n.arabic > n.roman && n.arabic > n.other)
		return n.persian * PERSIAN_SHARE > n.arabic_block ? STR_EMPTY
		                                                  : STR("ar");
	if (n.roman <= n.arabic || n.roman <= n.other)
		return STR_EMPTY;
	s = text_cut_words(s, SAMPLE_CP);
	buf_init(&folded, s.n * 6 + 16);
	text_fold(&folded, s);
	words = count_words(buf_str(&folded), hits);
	buf_release(&folded);
	return winner(hits, words);
}

static bool
is_among(struct str language, struct str list)
{
	struct str primary = language;

	for (size_t i = 0; i < language.n; i++) {
		if (!ascii_is_alpha(language.p[i])) {
			primary = str_sub(language, 0, i);
			break;
		}
	}
	while (list.n > 0)
		if (str_eq_ci(str_word(&list), primary))
			return true;
	return false;
}

bool
text_may_be(struct str s, struct str language)
{
	bool arabic = is_among(language, STR("ar fa ur ps ckb sd ug"));
	bool roman = is_among(language, STR("en fr es de it pt nl tr"));
	struct census n = take_census(s);

	if (n.arabic > n.roman && n.arabic > n.other)
		return !roman;
	if (n.roman > n.arabic && n.roman > n.other)
		return !arabic;
	return n.other <= n.roman + n.arabic || (!arabic && !roman);
}
