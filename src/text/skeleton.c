#include "text/skeleton.h"

#include "base/err.h"
#include "text/utf8.h"

/*
 * Classes.  The rules were chosen by what they join and what they keep apart
 * on 52,000 pairs of names (docs/entities.md); the approach is that of
 * Pouliquen et al. 2005 (Europe Media Monitor): consonants only, compared
 * inside one alphabet of classes.
 */
#define VOWEL 'A'    /* a vowel, waw or yeh in front of all consonants */
#define ARTICLE_MIN 5u /* letters of a word that may lose its article */

/* U+0621 to U+064A: the class of an Arabic letter; 0: a vowel. */
#define ARABIC_FIRST 0x621u
#define ARABIC_LAST 0x64Au
static const char arabic[ARABIC_LAST - ARABIC_FIRST + 1] = {
	[0x628 - ARABIC_FIRST] = 'B', /* beh */
	[0x62A - ARABIC_FIRST] = 'T', /* teh */
	[0x62B - ARABIC_FIRST] = 'T', /* theh */
	[0x62C - ARABIC_FIRST] = 'G', /* jeem */
	[0x62D - ARABIC_FIRST] = 'H', /* hah */
	[0x62E - ARABIC_FIRST] = 'K', /* khah */
	[0x62F - ARABIC_FIRST] = 'D', /* dal */
	[0x630 - ARABIC_FIRST] = 'D', /* thal */
	[0x631 - ARABIC_FIRST] = 'R', /* reh */
	[0x632 - ARABIC_FIRST] = 'S', /* zain */
	[0x633 - ARABIC_FIRST] = 'S', /* seen */
	[0x634 - ARABIC_FIRST] = 'S', /* sheen */
	[0x635 - ARABIC_FIRST] = 'S', /* sad */
	[0x636 - ARABIC_FIRST] = 'D', /* dad */
	[0x637 - ARABIC_FIRST] = 'T', /* tah */
	[0x638 - ARABIC_FIRST] = 'S', /* zah */
	[0x63A - ARABIC_FIRST] = 'G', /* ghain */
	[0x641 - ARABIC_FIRST] = 'F', /* feh */
	[0x642 - ARABIC_FIRST] = 'K', /* qaf */
	[0x643 - ARABIC_FIRST] = 'K', /* kaf */
	[0x644 - ARABIC_FIRST] = 'L', /* lam */
	[0x645 - ARABIC_FIRST] = 'M', /* meem */
	[0x646 - ARABIC_FIRST] = 'N', /* noon */
	[0x647 - ARABIC_FIRST] = 'H', /* heh */
};

#define CP_ALEF 0x627u
#define CP_TEH 0x62Au
#define CP_JEEM 0x62Cu
#define CP_HAH 0x62Du
#define CP_DAL 0x62Fu
#define CP_SHEEN 0x634u
#define CP_LAM 0x644u
#define CP_HEH 0x647u

/* The class of a Latin letter that stands alone; 0: a vowel or silent. */
static const char latin[26] = {
	['b' - 'a'] = 'B', ['c' - 'a'] = 'K', ['d' - 'a'] = 'D',
	['f' - 'a'] = 'F', ['g' - 'a'] = 'G', ['h' - 'a'] = 'H',
	['j' - 'a'] = 'G', ['k' - 'a'] = 'K', ['l' - 'a'] = 'L',
	['m' - 'a'] = 'M', ['n' - 'a'] = 'N', ['p' - 'a'] = 'B',
	['q' - 'a'] = 'K', ['r' - 'a'] = 'R', ['s' - 'a'] = 'S',
	['t' - 'a'] = 'T', ['v' - 'a'] = 'F', ['x' - 'a'] = 'K',
	['z' - 'a'] = 'S',
};

/* Letters that are one sound together; longer ones first. */
struct digraph {
	struct str letters;
	char is;
};

static const struct digraph digraphs[] = {
	{ STR_INIT("tsch"), 'S' }, { STR_INIT("sch"), 'S' },
	{ STR_INIT("tch"), 'S' },  { STR_INIT("tsh"), 'S' },
	{ STR_INIT("sh"), 'S' },   { STR_INIT("ch"), 'S' },
	{ STR_INIT("zh"), 'S' },   { STR_INIT("cz"), 'S' },
	{ STR_INIT("kh"), 'K' },   { STR_INIT("ck"), 'K' },
	{ STR_INIT("gh"), 'G' },   { STR_INIT("dj"), 'G' },
	{ STR_INIT("ph"), 'F' },   { STR_INIT("th"), 'T' },
	{ STR_INIT("dh"), 'D' },
};

/*
 * A class at the end, but a doubled letter once: `joined` says that the one
 * before ended right in front of this.
 */
static void
put(struct skeleton *s, char class, bool joined)
{
	if (joined && s->n > 0 && s->v[s->n - 1] == class)
		return;
	if (s->n < SKELETON_MAX)
		s->v[s->n++] = class;
}

static const struct digraph *
digraph_at(struct str w)
{
	/* all but "ck", "cz" and "dj" hold an h; cheap to rule out */
	if (w.n < 2 || str_chr(STR("hckzjs"), w.p[1]) == STR_NPOS)
		return NULL;
	for (size_t i = 0; i < COUNT(digraphs); i++)
		if (str_starts(w, digraphs[i].letters))
			return &digraphs[i];
	return NULL;
}

/* The class of the letter at the front of w: c and x ask their neighbour. */
static char
latin_class(struct str w)
{
	char next = w.n > 1 ? w.p[1] : 0;

	if (w.p[0] == 'c' && (next == 'e' || next == 'i' || next == 'y'))
		return 'S';
	if (w.p[0] == 'h' && w.n == 1)
		return 0; /* Sarah, as Arabic ends in teh marbuta */
	return ascii_is_alpha(w.p[0]) ? latin[w.p[0] - 'a'] : 0;
}

static struct skeleton
skeleton_latin(struct str w)
{
	struct skeleton s = { .n = 0 };
	bool joined = false, first = true;

	if (w.n >= ARTICLE_MIN && (w.p[0] == 'a' || w.p[0] == 'e') &&
	    w.p[1] == 'l' && w.p[2] != 'l')
		w = str_sub(w, 2, w.n);
	while (w.n > 0) {
		const struct digraph *d = digraph_at(w);
		char class = d != NULL ? d->is : latin_class(w);

		if (class == 0 && first && w.p[0] != 'h')
			class = VOWEL;
		if (class != 0)
			put(&s, class, joined);
		if (w.p[0] == 'x')
			put(&s, 'S', false);
		joined = class != 0;
		first = false;
		w = str_sub(w, d != NULL ? d->letters.n : 1, w.n);
	}
	return s;
}

/* The next letter without stepping over it; 0: there is none. */
static uint32_t
peek(struct str rest)
{
	uint32_t c = 0;

	return utf8_next(&rest, &c) ? c : 0;
}

/* A letter without a class of its own. */
static bool
arabic_vowel(uint32_t c)
{
	return c < ARABIC_FIRST || c > ARABIC_LAST ||
	       arabic[c - ARABIC_FIRST] == 0;
}

static struct skeleton
skeleton_arabic(struct str w)
{
	struct skeleton s = { .n = 0 };
	bool joined = false, first = true;
	uint32_t c;

	if (w.n >= 2 * (size_t)ARTICLE_MIN) {
		struct str rest = w;

		if (utf8_next(&rest, &c) && c == CP_ALEF &&
		    utf8_next(&rest, &c) && c == CP_LAM)
			w = rest;
	}
	while (utf8_next(&w, &c)) {
		char class = 0;

		if (c >= ARABIC_FIRST && c <= ARABIC_LAST)
			class = arabic[c - ARABIC_FIRST];
		if ((c == CP_HEH || c == CP_HAH) && w.n == 0)
			class = 0; /* teh marbuta; as Latin final h */
		if (c == CP_TEH && peek(w) == CP_SHEEN)
			class = 0; /* the ch of Chad */
		if (c == CP_DAL && peek(w) == CP_JEEM)
			class = 0; /* the j of Django */
		if (class == 0 && first && arabic_vowel(c))
			class = VOWEL;
		if (class != 0)
			put(&s, class, joined);
		joined = class != 0;
		first = false;
	}
	return s;
}

struct skeleton
skeleton_of(struct str folded)
{
	if (folded.n == 0)
		return (struct skeleton){ .n = 0 };
	if (folded.p[0] >= 'a' && folded.p[0] <= 'z')
		return skeleton_latin(folded);
	/* lead bytes of U+0600 to U+06FF */
	if ((unsigned char)folded.p[0] >= 0xD8 &&
	    (unsigned char)folded.p[0] <= 0xDB)
		return skeleton_arabic(folded);
	return (struct skeleton){ .n = 0 };
}

uint32_t
skeleton_key(const struct skeleton *s)
{
	uint32_t h = (uint32_t)(str_hash((struct str){ s->v, s->n }) >> 32);

	return h != 0 ? h : 1;
}

bool
skeleton_near(const struct skeleton *a, const struct skeleton *b)
{
	const struct skeleton *swap = a;
	size_t i = 0;

	if (a->n > b->n) {
		a = b;
		b = swap;
	}
	if (b->n - a->n > 1)
		return false;
	while (i < a->n && a->v[i] == b->v[i])
		i++;
	if (a->n == b->n)
		return i == a->n || memcmp(a->v + i + 1, b->v + i + 1,
		                           (size_t)(a->n - i - 1)) == 0;
	return memcmp(a->v + i, b->v + i + 1, (size_t)(a->n - i)) == 0;
}
