#include "text/normalise.h"

#include "text/language_table.h"
#include "text/utf8.h"

#define SAMPLE_CP 2000u
#define WORDS_MIN 2u /* function words that settle a Latin text */
#define WORDS_SHARE 5u /* of a longer text one word in so many is such */
#define SHORT_WORDS 20u
#define PERSIAN_SHARE 12u /* one letter of its own in so many: not Arabic */

/* The code of each, empty: known only to be told from the others. */
static const struct str codes[LANGUAGE__COUNT] = {
#define X(name, code, words) STR_INIT(code),
#include "text/language_words.def"
#undef X
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

/* The languages that know a folded word, as bits. */
static unsigned
languages_of(struct str word)
{
	uint64_t key = language_key(word.p, word.n);
	size_t at = language_slot(key);

	while (language_keys[at] != 0 && language_keys[at] != key)
		at = (at + 1) % LANGUAGE_SLOTS;
	return language_sets[at];
}

/* Returns how many words there are. */
static size_t
count_words(struct str folded, size_t hits[LANGUAGE__COUNT])
{
	size_t n = 0;

	while (folded.n > 0) {
		struct str word = str_until(&folded, ' ');
		unsigned in;

		n++;
		if (word.n == 0 || word.n > LANGUAGE_KEY_BYTES)
			continue;
		for (in = languages_of(word); in != 0; in &= in - 1)
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
	return codes[at];
}

struct str
text_language(struct str s)
{
	struct census n = take_census(s);
	size_t hits[LANGUAGE__COUNT] = { [LANGUAGE_FRENCH] = n.french,
		                         [LANGUAGE_SPANISH] = n.spanish };
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
