#include "text/stem_internal.h"

#include <string.h>

#include "text/stem_table.h"

/*
 * The rules, in order.
 *
 * 1. A word that, without its endings, is known to begin with letters of its
 *    own (stem_whole: minister, book, Lebanon) loses nothing at its front.
 * 2. Else the article goes, with the particles that stand in front of it; two
 *    letters must stay.  Behind a preposition a known word is tried first:
 *    b + Almania is no b + al + mania.
 * 3. Else waw ("and"), then one of feh, beh, lam, kaf; then, of verbs, seen
 *    of the future and yeh of the third person.  Three letters must stay, and
 *    a known word is looked for in front of each step.
 * 4. Endings go, each once, in the order of enum ending: duals, pronouns,
 *    plurals, feminines, nisba, accusatives.  Three letters must stay, four
 *    in front of an, un and in, which end many short names and words; the
 *    "stan" of countries stays.
 * 5. Members of a family (stem_families: broken plurals, verbs and their
 *    nouns) take its stem.
 *
 * Source: 2 and 4 grew from light10 (Larkey, Ballesteros and Connell 2007);
 * the tables from tools/gen_stems.py; figures in docs/stems.md.
 */

/* Letters by the low bytes of their folded code points. */
enum letter {
	ALEF = 0x27,
	BEH = 0x28,
	TEH = 0x2A,
	SEEN = 0x33,
	FEH = 0x41,
	KAF = 0x43,
	LAM = 0x44,
	MEEM = 0x45,
	NOON = 0x46,
	HEH = 0x47,
	WAW = 0x48,
	YEH = 0x4A,
};

enum ending {
	END_TIN,
	END_TAN,
	END_HUMA,
	END_KUMA,
	END_HUM,
	END_HUN,
	END_HA,
	END_NA,
	END_KUM,
	END_WA,
	END_AT,
	END_AN,
	END_UN,
	END_IN,
	END_YAH,
	END_TAH,
	END_H,
	END_Y,
	END_A,
	END_T,
	END__COUNT
};

#define KEEP 3u      /* letters in front of an ending */
#define KEEP_FOUR 4u /* in front of an, un, in */
#define KEEP_ARTICLE 2u
#define MIN_LETTERS (KEEP + 1) /* of a word that loses anything */

/* A part of the word's letters; eight more bytes may be read behind it. */
struct letters {
	const unsigned char *c;
	size_t n;
};

/* An ending found: what it is and how many letters it has; 0: none. */
struct found {
	enum ending end;
	unsigned n;
};

static bool
has(const uint64_t set[STEM_SLOTS], struct letters w, size_t *at)
{
	uint64_t key;
	size_t i;

	if (w.n == 0 || w.n > STEM_KEY_LETTERS)
		return false;
	key = stem_key(w.c, w.n);
	for (i = stem_slot(key); set[i] != 0; i = (i + 1) % STEM_SLOTS)
		if (set[i] == key) {
			*at = i;
			return true;
		}
	return false;
}

/* Noon is last. */
static struct found
end_noon(struct letters w, enum ending from)
{
	unsigned before = w.c[w.n - 2], third = w.c[w.n - 3];
	bool teh = third == TEH && w.n >= KEEP + 3;

	if (before == HEH && from <= END_HUN && w.n >= KEEP + 2)
		return (struct found){ END_HUN, 2 };
	if (before == YEH && teh && from <= END_TIN)
		return (struct found){ END_TIN, 3 };
	if (before == ALEF && third == TEH && w.n >= MIN_LETTERS + 1 &&
	    w.c[w.n - 4] == SEEN)
		return (struct found){ END__COUNT, 0 }; /* Pakistan */
	if (before == ALEF && teh && from <= END_TAN)
		return (struct found){ END_TAN, 3 };
	if (w.n < KEEP_FOUR + 2)
		return (struct found){ END__COUNT, 0 };
	if (before == YEH && from <= END_IN)
		return (struct found){ END_IN, 2 };
	if (before == ALEF && from <= END_AN)
		return (struct found){ END_AN, 2 };
	if (before == WAW && from <= END_UN)
		return (struct found){ END_UN, 2 };
	return (struct found){ END__COUNT, 0 };
}

/* Alef is last. */
static struct found
end_alef(struct letters w, enum ending from)
{
	unsigned before = w.c[w.n - 2], third = w.c[w.n - 3];

	if (before == MEEM && w.n >= KEEP + 3) {
		if (third == HEH && from <= END_HUMA)
			return (struct found){ END_HUMA, 3 };
		if (third == KAF && from <= END_KUMA)
			return (struct found){ END_KUMA, 3 };
	}
	if (w.n >= KEEP + 2) {
		if (before == HEH && from <= END_HA)
			return (struct found){ END_HA, 2 };
		if (before == NOON && from <= END_NA)
			return (struct found){ END_NA, 2 };
		if (before == WAW && from <= END_WA)
			return (struct found){ END_WA, 2 };
	}
	return (struct found){ END_A, from <= END_A };
}

/* Heh, meem or teh is last. */
static struct found
end_two(struct letters w, enum ending from)
{
	unsigned last = w.c[w.n - 1], before = w.c[w.n - 2];
	bool two = w.n >= KEEP + 2;

	if (last == HEH) {
		if (two && before == YEH && from <= END_YAH)
			return (struct found){ END_YAH, 2 };
		if (two && before == TEH && from <= END_TAH)
			return (struct found){ END_TAH, 2 };
		return (struct found){ END_H, from <= END_H };
	}
	if (last == TEH) {
		if (two && before == ALEF && from <= END_AT)
			return (struct found){ END_AT, 2 };
		return (struct found){ END_T, from <= END_T };
	}
	if (two && before == HEH && from <= END_HUM)
		return (struct found){ END_HUM, 2 };
	if (two && before == KAF && from <= END_KUM)
		return (struct found){ END_KUM, 2 };
	return (struct found){ END__COUNT, 0 };
}

/* The first ending that w has, of those from `from` on. */
static struct found
end_of(struct letters w, enum ending from)
{
	switch (w.c[w.n - 1]) {
	case NOON:
		return end_noon(w, from);
	case ALEF:
		return end_alef(w, from);
	case HEH:
	case MEEM:
	case TEH:
		return end_two(w, from);
	case YEH:
		return (struct found){ END_Y, from <= END_Y };
	default:
		return (struct found){ END__COUNT, 0 };
	}
}

static struct letters
without_ends(struct letters w)
{
	enum ending from = END_TIN;

	while (w.n >= MIN_LETTERS) {
		struct found f = end_of(w, from);

		if (f.n == 0)
			break;
		w.n -= f.n;
		from = f.end + 1;
		if (f.end == END_A && w.n >= MIN_LETTERS &&
		    w.c[w.n - 1] == YEH)
			w.n--; /* the accusative of a nisba */
	}
	return w;
}

static struct letters
behind(struct letters w, size_t n)
{
	return (struct letters){ w.c + n, w.n - n };
}

/*
 * w without its first n letters and its endings, `s` being w without endings:
 * mostly the endings are the same.
 */
static struct letters
from(struct letters w, size_t n, struct letters s)
{
	return s.n >= n + KEEP_FOUR ? behind(s, n)
	                            : without_ends(behind(w, n));
}

/* Letters of the article and the particles in front of it; 0: there is none. */
static size_t
article(struct letters w)
{
	const unsigned char *c = w.c;
	bool and = c[0] == WAW || c[0] == FEH;

	if (c[0] == ALEF || c[0] == LAM)
		return c[1] == LAM ? 2 : 0;
	if (!and && c[0] != BEH && c[0] != KAF)
		return 0;
	if (w.n >= KEEP_ARTICLE + 3 && c[2] == LAM &&
	    (c[1] == ALEF || (and && c[1] == LAM)))
		return 3;
	if (w.n >= KEEP_ARTICLE + 4 && and && c[2] == ALEF && c[3] == LAM &&
	    (c[1] == BEH || c[1] == KAF))
		return 4;
	return 0;
}

/*
 * Rule 3 behind "and": a preposition, or what verbs begin with; s is w
 * without endings and no known word.
 */
static struct letters
without_particles(struct letters w, struct letters s)
{
	size_t at;
	unsigned c = w.c[0];

	if (c == BEH || c == LAM || c == KAF)
		return from(w, 1, s);
	if (c == FEH) {
		s = from(w, 1, s);
		w = behind(w, 1);
		if (w.n < MIN_LETTERS || has(stem_whole, s, &at))
			return s;
	}
	c = w.n > MIN_LETTERS ? w.c[1] : 0;
	if (w.c[0] == SEEN &&
	    (c == YEH || c == TEH || c == NOON || c == ALEF)) {
		s = from(w, 1, s);
		w = behind(w, 1);
		if (has(stem_whole, s, &at))
			return s;
	}
	return w.c[0] == YEH && s.n >= MIN_LETTERS ? behind(s, 1) : s;
}

static bool
may_lose_head(unsigned first, unsigned second)
{
	switch (first) {
	case BEH:
	case SEEN:
	case FEH:
	case KAF:
	case LAM:
	case WAW:
	case YEH:
		return true;
	case ALEF:
		return second == LAM;
	default:
		return false;
	}
}

static struct letters
stem(struct letters w)
{
	struct letters s = without_ends(w), t;
	size_t n, at;

	if (w.n < MIN_LETTERS || !may_lose_head(w.c[0], w.c[1]) ||
	    has(stem_whole, s, &at))
		return s;
	n = article(w);
	if (n == 3 && w.c[1] == ALEF) {
		t = without_ends(behind(w, 1));
		if (has(stem_whole, t, &at))
			return t;
	}
	if (n > 0)
		return from(w, n, s);
	if (w.c[0] == ALEF)
		return s;
	if (w.c[0] == WAW) {
		s = from(w, 1, s);
		w = behind(w, 1);
		if (w.n < MIN_LETTERS || has(stem_whole, s, &at))
			return s;
	}
	return without_particles(w, s);
}

/* The stem of the n letters at c. */
static struct stem_cut
cut_of(const unsigned char *c, size_t n)
{
	struct letters s = stem((struct letters){ c, n });
	size_t at;

	if (has(stem_members, s, &at))
		return (struct stem_cut){ .family = (uint16_t)(at + 1) };
	return (struct stem_cut){ .from = (uint8_t)(2 * (s.c - c)),
		                  .n = (uint8_t)(2 * s.n) };
}

struct stem_cut
stem_arabic(struct str folded)
{
	unsigned char c[STEM_WORD_MAX / 2 + STEM_KEY_LETTERS];
	size_t n = folded.n / 2;

	for (size_t i = 0; i < n; i++)
		c[i] = (unsigned char)((folded.p[2 * i] & 3) << 6 |
		                       (folded.p[2 * i + 1] & 0x3F));
	memset(c + n, 0, STEM_KEY_LETTERS);
	return cut_of(c, n);
}

struct stem_cut
stem_arabic_key(uint64_t key, size_t n)
{
	unsigned char c[2 * STEM_KEY_LETTERS] = { 0 };

	for (size_t i = 0; i < STEM_KEY_LETTERS; i++)
		c[i] = (unsigned char)(key >> 8 * i);
	return cut_of(c, n);
}
