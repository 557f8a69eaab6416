#include "text/normalise.h"

#include "text/language_table.h"
#include "text/utf8.h"

#define SAMPLE_CP 2000u /* of text_may_be */
#define READ_BYTES 8000u
#define PARTS 4u
#define PART_BYTES 128u
#define PERSIAN_SHARE 12u /* one letter of its own in so many: not Arabic */
#define WORDS_MIN 3u

/* How sure text_language is of a text in Latin letters: docs/language.md. */
#define MARGIN_MIN 12u /* steps between the best and the second */
#define RARE_MAX 2u    /* steps a known n-gram */
#define KNOWN_MIN 50u  /* of 100 n-grams */
#define ODDS_MIN (-80) /* steps of odds: short texts lack evidence */

#define LANES 0x0F0F0F0F0F0F0F0Fu
#define LANES_FULL 17u /* times 15 is 255 */

/* The code of each, empty: known only to be told from the others. */
static const struct str codes[LANGUAGE__COUNT] = {
#define X(name, code, sample) STR_INIT(code),
#include "text/language_classes.def"
#undef X
};

/* What the letters of a sample tell, in code points. */
struct census {
	size_t arabic, roman, other;
	size_t tifinagh;     /* of the other */
	size_t arabic_block; /* U+0620 to U+06FF */
	size_t persian;      /* letters no Arabic or dialect is written with */
};

/*
 * Letters of Persian, Urdu, Pashto, Kurdish and Uighur.  Not those for p, v
 * and g (U+067E, U+06A4, U+06A8, U+06AD, U+06AF), nor tcheh: Darija has them.
 */
static bool
is_persian(uint32_t c)
{
	return c > 0x671 && c <= 0x6D5 && c != 0x67E && c != 0x686 &&
	       c != 0x6A4 && c != 0x6A8 && c != 0x6AD && c != 0x6AF;
}

static void
count_letter(struct census *n, uint32_t c)
{
	if (c < 0x250) {
		n->roman += c >= 0xC0;
	} else if (c >= 0x0620 && c <= 0x06FF) {
		n->arabic++;
		n->arabic_block++;
		n->persian += is_persian(c);
	} else if (c >= 0xFB50 && c <= 0xFEFC) {
		n->arabic++;
	} else if (c < 0x2000 || c > 0x2BFF) {
		n->other++;
		n->tifinagh += c >= 0x2D30 && c <= 0x2D7F;
	}
}

static void
take_census(struct census *n, struct str s)
{
	uint32_t c;

	for (size_t left = SAMPLE_CP; left > 0 && s.n > 0; left--) {
		if ((unsigned char)s.p[0] < 0x80) {
			n->roman += ascii_is_alpha(s.p[0]);
			s = (struct str){ s.p + 1, s.n - 1 };
		} else if (utf8_next(&s, &c)) {
			count_letter(n, c);
		}
	}
}

/*
 * What of a text is read: all of a short one, else parts at equal distances.
 * So a headline in Darija over an article in Arabic is a part among others.
 */
struct sample {
	struct str parts[PARTS];
	size_t n;
};

/* The whole words in a stretch of bytes; all of it where it is one word. */
static struct str
whole_words(struct str s, size_t from, size_t n)
{
	struct str part = str_sub(s, from, from + n);
	size_t space = from == 0 ? STR_NPOS : str_chr(part, ' ');

	if (space != STR_NPOS)
		part = str_sub(part, space + 1, part.n);
	space = str_rchr(part, ' ');
	return space == STR_NPOS ? part : str_sub(part, 0, space);
}

static struct sample
take_sample(struct str s)
{
	struct sample out = { { s }, 1 };
	size_t step;

	s = utf8_head(s, READ_BYTES);
	if (s.n <= PARTS * PART_BYTES)
		return out;
	step = (s.n - PART_BYTES) / (PARTS - 1);
	for (out.n = 0; out.n < PARTS; out.n++)
		out.parts[out.n] = whole_words(s, out.n * step, PART_BYTES);
	return out;
}

/* What the n-grams of a text in Latin letters tell. */
struct evidence {
	size_t words, grams, known;
	uint32_t rare[LANGUAGE_FIGURES]; /* sums, one a language */
};

/* Sums of figures, two sets of eight bytes; no more than 17 of them. */
struct lanes {
	uint64_t even, odd;
	unsigned n;
};

static void
empty_lanes(struct lanes *l, struct evidence *e)
{
	for (unsigned i = 0; i < LANGUAGE_FIGURES / 2; i++) {
		e->rare[2 * i] += (uint8_t)(l->even >> 8 * i);
		e->rare[2 * i + 1] += (uint8_t)(l->odd >> 8 * i);
	}
	*l = (struct lanes){ 0 };
}

static size_t
find_gram(const uint16_t *tags, size_t slots, uint32_t gram)
{
	uint32_t mix = language_mix(gram);
	size_t at = language_slot(mix, (uint32_t)slots);

	/* one branch: which of the two ends a search is anybody's guess */
	while ((tags[at] != 0) & (tags[at] != language_tag(mix)))
		at = (at + 1) % slots;
	return at;
}

static void
add_latin(struct evidence *e, struct lanes *l, uint32_t gram)
{
	size_t at = find_gram(language_latin_tags, LANGUAGE_LATIN_SLOTS, gram);

	e->grams++;
	if (language_latin_tags[at] == 0)
		return;
	e->known++;
	l->even += language_latin_rare[at] & LANES;
	l->odd += language_latin_rare[at] >> 4 & LANES;
	if (++l->n == LANES_FULL)
		empty_lanes(l, e);
}

static void
weigh_latin(struct evidence *e, struct str part)
{
	struct lanes l = { 0 };
	struct language_word w;

	while (language_next_word(&part, LANGUAGE_LATIN, &w)) {
		e->words++;
		for (size_t i = 0; i < w.n; i++) {
			size_t end = str_least(w.n, i + LANGUAGE_GRAM);
			uint32_t gram = 0;

			for (size_t k = i; k < end; k++) {
				gram = gram << 8 | w.v[k];
				if (gram != LANGUAGE_EDGE)
					add_latin(e, &l, gram);
			}
		}
	}
	empty_lanes(&l, e);
}

/*
 * The language in which the text's n-grams are least rare, if another is not
 * nearly as likely and the text looks like it at all: some other language
 * written in Latin letters is always nearest to one of these.
 */
static struct str
latin_language(const struct sample *sample)
{
	struct evidence e = { 0 };
	uint32_t best = UINT32_MAX, second = UINT32_MAX;
	size_t at = 0;

	for (size_t i = 0; i < sample->n; i++)
		weigh_latin(&e, sample->parts[i]);
	for (size_t i = 0; i < LANGUAGE__COUNT; i++) {
		if (e.rare[i] < best) {
			second = best;
			best = e.rare[i];
			at = i;
		} else if (e.rare[i] < second) {
			second = e.rare[i];
		}
	}
	if (e.words < WORDS_MIN || second - best < MARGIN_MIN ||
	    best > e.known * RARE_MAX || e.known * 100 < e.grams * KNOWN_MIN)
		return STR_EMPTY;
	return codes[at];
}

/* A slot that is free has odds of 0. */
static int32_t
odds_of(uint32_t gram)
{
	return language_arabic_odds[find_gram(language_arabic_tags,
	                                      LANGUAGE_ARABIC_SLOTS, gram)];
}

/* Positive for Darija.  Adds the words to *words. */
static int32_t
weigh_arabic(struct str part, size_t *words)
{
	struct language_word w;
	int32_t odds = 0;

	for (; language_next_word(&part, LANGUAGE_ARABIC, &w); ++*words)
		for (size_t i = 0; i < w.n; i++) {
			size_t end = str_least(w.n, i + LANGUAGE_GRAM);
			uint32_t gram = 0;

			for (size_t k = i; k < end; k++) {
				gram = gram << 8 | w.v[k];
				if (gram != LANGUAGE_EDGE)
					odds += odds_of(gram);
			}
		}
	return odds;
}

static struct str
arabic_language(const struct sample *sample)
{
	size_t words = 0;
	int32_t odds = 0;

	for (size_t i = 0; i < sample->n; i++)
		odds += weigh_arabic(sample->parts[i], &words);
	return words >= WORDS_MIN && odds > ODDS_MIN ? STR("ary") : STR("ar");
}

struct str
text_language(struct str s)
{
	struct sample sample = take_sample(s);
	struct census n = { 0 };

	for (size_t i = 0; i < sample.n; i++)
		take_census(&n, sample.parts[i]);
	if (n.arabic > n.roman && n.arabic > n.other)
		return n.persian * PERSIAN_SHARE > n.arabic_block
		               ? STR_EMPTY
		               : arabic_language(&sample);
	if (n.roman > n.arabic && n.roman > n.other)
		return latin_language(&sample);
	return n.tifinagh * 2 > n.arabic + n.roman + n.other ? STR("zgh")
	                                                     : STR_EMPTY;
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
	struct census n = { 0 };

	take_census(&n, s);
	if (n.arabic > n.roman && n.arabic > n.other)
		return !roman;
	if (n.roman > n.arabic && n.roman > n.other)
		return !arabic;
	return n.other <= n.roman + n.arabic || (!arabic && !roman);
}
