#include "feed/base64.h"

static int
value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (ascii_is_digit(c))
		return c - '0' + 52;
	if (c == '+')
		return 62;
	return c == '/' ? 63 : -1;
}

struct str
base64_decode(struct arena *mem, struct str text)
{
	char *p = arena_alloc(mem, text.n);
	uint32_t bits = 0;
	unsigned have = 0;
	size_t n = 0;

	if (p == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < text.n && text.p[i] != '='; i++) {
		int v = value_of(text.p[i]);

		if (v < 0)
			continue;
		bits = bits << 6 | (uint32_t)v;
		have += 6;
		if (have >= 8) {
			have -= 8;
			p[n++] = (char)(bits >> have & 0xFF);
		}
	}
	return (struct str){ p, n };
}
