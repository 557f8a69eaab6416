#include "search/ask_internal.h"
#include "text/utf8.h"

#define CP_DELETE 0x7Fu
#define CP_NO_BREAK 0xA0u

/* Marks of direction, which pasted text is full of. */
static bool
is_bidi(uint32_t c)
{
	return c == 0x061C || c == 0x200E || c == 0x200F ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool
is_space(uint32_t c)
{
	return c <= ' ' || (c >= CP_DELETE && c <= CP_NO_BREAK) ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

size_t
ask_bidi(struct str s)
{
	struct str rest = s;
	uint32_t c;

	return utf8_next(&rest, &c) && is_bidi(c) ? s.n - rest.n : 0;
}

size_t
ask_space(struct str s)
{
	struct str rest = s;
	uint32_t c;

	if (!utf8_next(&rest, &c) || (!is_space(c) && !is_bidi(c)))
		return 0;
	return s.n - rest.n;
}

unsigned
ask_quote_set(struct str s)
{
	uint32_t c = 0;

	utf8_next(&s, &c);
	switch (c) {
	case '"':
	case 0xFF02:
		return ASK_QUOTE_STRAIGHT;
	case 0xAB:
		return ASK_QUOTE_LEFT_ANGLES;
	case 0xBB:
		return ASK_QUOTE_RIGHT_ANGLES;
	case 0x2039:
		return ASK_QUOTE_LEFT_ANGLE;
	case 0x203A:
		return ASK_QUOTE_RIGHT_ANGLE;
	case 0x201C:
		return ASK_QUOTE_HIGH_66;
	case 0x201D:
		return ASK_QUOTE_HIGH_99;
	case 0x201E:
	case 0x201F:
		return ASK_QUOTE_LOW_99;
	default:
		return 0;
	}
}

/* Source: the national forms listed in the Unicode Standard, section 6.2. */
unsigned
ask_quote_closing(unsigned opening)
{
	switch (opening) {
	case ASK_QUOTE_LEFT_ANGLES:
		return ASK_QUOTE_RIGHT_ANGLES;
	case ASK_QUOTE_RIGHT_ANGLES:
		return ASK_QUOTE_LEFT_ANGLES | ASK_QUOTE_RIGHT_ANGLES;
	case ASK_QUOTE_LEFT_ANGLE:
		return ASK_QUOTE_RIGHT_ANGLE;
	case ASK_QUOTE_RIGHT_ANGLE:
		return ASK_QUOTE_LEFT_ANGLE | ASK_QUOTE_RIGHT_ANGLE;
	case ASK_QUOTE_HIGH_66:
		return ASK_QUOTE_HIGH_99;
	case ASK_QUOTE_HIGH_99:
	case ASK_QUOTE_LOW_99:
		return ASK_QUOTE_HIGH_66 | ASK_QUOTE_HIGH_99;
	default:
		return ASK_QUOTE_STRAIGHT;
	}
}

size_t
ask_quote(struct str s)
{
	struct str rest = s;
	uint32_t c;

	if (ask_quote_set(s) == 0)
		return 0;
	utf8_next(&rest, &c);
	return s.n - rest.n;
}
