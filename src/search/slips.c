#include "search/slips.h"

#include "base/err.h"
#include "text/utf8.h"

#define LETTERS_MIN 3u
#define LETTERS_TWO_SLIPS 7u

/*
 * Letters that are written for each other: sounds that dialects or hasty
 * fingers do not tell apart, shapes that differ in their dots.  Folded code
 * points.  Source: the spelling errors of learners and of the Moroccan press
 * as known to its editors; the Latin ones: one sound in French or English.
 */
static const uint16_t alike[][2] = {
	{ 0x636, 0x638 }, /* dad, zah */
	{ 0x636, 0x62F }, /* dad, dal */
	{ 0x638, 0x630 }, /* zah, thal */
	{ 0x638, 0x637 }, /* zah, tah */
	{ 0x633, 0x635 }, /* seen, sad */
	{ 0x62A, 0x637 }, /* teh, tah */
	{ 0x62B, 0x633 }, /* theh, seen */
	{ 0x62B, 0x62A }, /* theh, teh */
	{ 0x630, 0x632 }, /* thal, zain */
	{ 0x630, 0x62F }, /* thal, dal */
	{ 0x642, 0x643 }, /* qaf, kaf */
	{ 0x62D, 0x647 }, /* hah, heh */
	{ 0x62D, 0x62E }, /* hah, khah */
	{ 0x62D, 0x62C }, /* hah, jeem */
	{ 0x639, 0x63A }, /* ain, ghain */
	{ 0x627, 0x639 }, /* alef, ain */
	{ 0x627, 0x621 }, /* alef, hamza */
	{ 0x627, 0x64A }, /* alef, yeh at the end */
	{ 0x648, 0x621 }, /* waw, hamza */
	{ 0x64A, 0x621 }, /* yeh, hamza */
	{ 0x62A, 0x647 }, /* teh, teh marbuta */
	{ 0x628, 0x62A }, /* beh, teh */
	{ 0x628, 0x646 }, /* beh, noon */
	{ 0x628, 0x64A }, /* beh, yeh */
	{ 0x631, 0x632 }, /* reh, zain */
	{ 0x634, 0x633 }, /* sheen, seen */
	{ 0x641, 0x642 }, /* feh, qaf */
	{ 'c', 's' },     { 'c', 'k' }, { 'k', 'q' }, { 'c', 'q' },
	{ 's', 'z' },     { 'i', 'y' }, { 'g', 'j' }, { 'e', 'a' },
	{ 'e', 'i' },     { 'o', 'u' }, { 'a', 'o' }, { 'm', 'n' },
	{ 'f', 'v' },     { 'd', 't' }, { 'b', 'p' },
};

#define ARABIC_FIRST 0x621u
#define ARABIC_LAST 0x64Au

/* A bit for each letter that may be alike to another of its script. */
static uint64_t
bit_of(uint32_t c)
{
	if (c >= ARABIC_FIRST && c <= ARABIC_LAST)
		return UINT64_C(1) << (c - ARABIC_FIRST);
	return c >= 'a' && c <= 'z' ? UINT64_C(1) << (c - 'a') : 0;
}

static uint64_t
alike_to(uint32_t c)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < COUNT(alike); i++) {
		if (alike[i][0] == c)
			bits |= bit_of(alike[i][1]);
		if (alike[i][1] == c)
			bits |= bit_of(alike[i][0]);
	}
	return bits;
}

/* alef, waw, yeh, hamza; h, which is silent */
static bool
is_weak(uint32_t c)
{
	return c == 0x627 || c == 0x648 || c == 0x64A || c == 0x621 ||
	       c == 'h';
}

/* Of another letter c in the place of typed letter j. */
static unsigned
wrong(const struct slips *s, size_t j, uint32_t c, bool first)
{
	if ((s->alike[j] & bit_of(c)) != 0 &&
	    (s->typed[j] < 0x80) == (c < 0x80))
		return SLIPS_ALIKE + (first ? SLIPS_FIRST : 0);
	return first ? SLIPS_NEVER : SLIPS_OTHER;
}

/* Of a letter that stands in one word only, behind `before`. */
static unsigned
lone(uint32_t c, uint32_t before, bool first)
{
	if (first)
		return c == 0x627 ? SLIPS_OTHER : SLIPS_NEVER;
	if (c == before)
		return SLIPS_DOUBLED;
	return is_weak(c) ? SLIPS_WEAK : SLIPS_OTHER;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned
slips_limit(size_t letters)
{
	if (letters <= LETTERS_MIN)
		return SLIPS_ALIKE + SLIPS_FIRST;
	return letters < LETTERS_TWO_SLIPS ? SLIPS_OTHER : 2 * SLIPS_OTHER;
}

bool
slips_begin(struct slips *s, struct str typed, unsigned limit)
{
	uint32_t c;

	s->n = 0;
	while (utf8_next(&typed, &c)) {
		if (s->n == SLIPS_LETTERS_MAX || (c >= '0' && c <= '9'))
			return false;
		s->alike[s->n] = alike_to(c);
		s->typed[s->n++] = c;
	}
	if (s->n < LETTERS_MIN)
		return false;
	s->limit = limit;
	s->cost[0][0] = 0;
	for (size_t j = 1; j <= s->n; j++) {
		unsigned more = lone(s->typed[j - 1],
		                     j > 1 ? s->typed[j - 2] : 0, j == 1);

		s->cost[0][j] = (uint8_t)least(SLIPS_NEVER,
		                               s->cost[0][j - 1] + more);
	}
	return true;
}

/* cost[depth + 1][j], what is left of it being known. */
static unsigned
cell(const struct slips *s, size_t depth, size_t j)
{
	uint32_t c = s->letter[depth], t = s->typed[j - 1];
	uint32_t before = depth > 0 ? s->letter[depth - 1] : 0;
	const uint8_t *up = s->cost[depth];
	unsigned best = up[j - 1];

	if (t != c && best <= s->limit)
		best += wrong(s, j - 1, c, depth == 0 && j == 1);
	if (up[j] < s->limit)
		best = least(best, up[j] + lone(c, before, false));
	if (s->cost[depth + 1][j - 1] < s->limit)
		best = least(best,
		             s->cost[depth + 1][j - 1] +
		                     lone(t, j > 1 ? s->typed[j - 2] : 0,
		                          false));
	if (depth > 0 && j > 1 && c == s->typed[j - 2] && before == t)
		best = least(best, s->cost[depth - 1][j - 2] + SLIPS_SWAPPED +
		                           (j == 2 ? SLIPS_FIRST : 0));
	return least(best, SLIPS_NEVER);
}

/* Whether the letter at depth may be the first of two swapped ones. */
static bool
may_swap(const struct slips *s, size_t depth)
{
	for (size_t j = 1; j < s->n; j++)
		if (s->typed[j] == s->letter[depth] &&
		    s->cost[depth][j - 1] + SLIPS_SWAPPED <= s->limit)
			return true;
	return false;
}

bool
slips_letter(struct slips *s, size_t depth, uint32_t c)
{
	uint8_t *row = s->cost[depth + 1];
	bool near = false;

	s->letter[depth] = c;
	row[0] = (uint8_t)least(SLIPS_NEVER,
	                        s->cost[depth][0] +
	                                lone(c, 0, depth == 0));
	near = row[0] <= s->limit;
	for (size_t j = 1; j <= s->n; j++) {
		/* too far from the diagonal to be within two slips */
		if (j + 3 < depth + 1 || j > depth + 4) {
			row[j] = SLIPS_NEVER;
			continue;
		}
		row[j] = (uint8_t)cell(s, depth, j);
		near = near || row[j] <= s->limit;
	}
	return near || may_swap(s, depth);
}
