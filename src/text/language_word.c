#include "text/language_table.h"

#include "text/utf8.h"

enum { PARTS = 0, MARK = 2 }; /* no letter; a sign on the letter before */

#define OTHER 0x7Fu /* a letter of the script that is none of the usual */

static unsigned
latin_letter(uint32_t c)
{
	if (c < 0x80) {
		if (ascii_is_alpha((char)c))
			return c | 0x20;
		return ascii_is_digit((char)c) ? c : PARTS;
	}
	if (c < 0xC0 || c == 0xD7 || c == 0xF7)
		return PARTS;
	if (c < 0x100)
		return c < 0xDF ? c + 0x20 : c;
	if (c < 0x180) /* capital and small letters are neighbours */
		return 0x80 + (c - 0x100) / 2;
	if (c >= 0x300 && c < 0x370)
		return MARK;
	return c < 0x250 || (c >= 0x1E00 && c < 0x1F00) ? OTHER : PARTS;
}

static unsigned
arabic_letter(uint32_t c)
{
	if (c < 0x621 || c > 0x6D5)
		return PARTS;
	switch (c) {
	case 0x622: /* alef with madda, with hamza above and below, wasla */
	case 0x623:
	case 0x625:
	case 0x671:
		return 0x27;
	case 0x6A9: /* the Persian kaf and yeh, where typed for the Arabic */
		return 0x43;
	case 0x6CC:
		return 0x4A;
	case 0x6AD: /* g, as dialects write it: with three points, gaf */
	case 0x6AF:
	case 0x6A8:
		return 0x51;
	case 0x6A4: /* v */
		return 0x52;
	case 0x67E: /* p */
		return 0x53;
	case 0x670: /* alef above, tatweel */
	case 0x640:
		return MARK;
	default:
		break;
	}
	if (c <= 0x64A)
		return c - 0x600;
	if (c <= 0x65F)
		return MARK;
	return c < 0x671 ? PARTS : OTHER;
}

bool
language_next_word(struct str *rest, enum language_script script,
                   struct language_word *out)
{
	bool arabic = script == LANGUAGE_ARABIC, letters = arabic;
	size_t n = 1;
	uint32_t c;

	out->v[0] = LANGUAGE_EDGE;
	while (utf8_next(rest, &c)) {
		unsigned l = arabic ? arabic_letter(c) : latin_letter(c);

		if (l > MARK) {
			letters = letters || l > '9';
			if (n <= LANGUAGE_WORD_MAX)
				out->v[n++] = (uint8_t)l;
		} else if (l == PARTS) {
			if (n > 1 && letters)
				break;
			n = 1; /* a number */
		}
	}
	out->v[n] = LANGUAGE_EDGE;
	out->n = n + 1;
	return n > 1 && letters;
}
