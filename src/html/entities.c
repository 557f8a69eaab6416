#include "html/entities.h"

#include <string.h>

/* Names valid without a semicolon are no longer than this ("frac12"). */
#define LEGACY_NAME_MAX 6u

#define CP_MAX 0x10FFFFu
#define CP_BAD 0xFFFDu

static size_t
put_cp(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

static const struct html_entity *
find_name(struct str name)
{
	size_t letter, lo, hi;
	char c;

	if (name.n == 0 || name.n > HTML_ENTITY_NAME_MAX ||
	    !ascii_is_alpha(name.p[0]))
		return NULL;
	c = name.p[0];
	letter = c >= 'a' ? (size_t)(c - 'a') + 26 : (size_t)(c - 'A');
	lo = html_entity_first[letter];
	hi = html_entity_first[letter + 1];
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const struct html_entity *e = &html_entities[mid];
		int order = str_cmp(name, (struct str){ e->name, e->name_n });

		if (order == 0)
			return e;
		if (order < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

static size_t
put_entity(const struct html_entity *e, char *out)
{
	size_t n = put_cp(out, e->first);

	if (e->second != 0)
		n += put_cp(out + n, e->second);
	return n;
}

size_t
html_entity_named(struct str name, char out[HTML_ENTITY_OUT_MAX])
{
	const struct html_entity *e = find_name(name);

	return e == NULL ? 0 : put_entity(e, out);
}

/* What a number means: windows-1252 is read into the C1 range. */
static uint32_t
number_meaning(uint32_t c)
{
	/* Source: HTML standard, 13.2.5.80, the table of replacements. */
	static const uint16_t c1[32] = {
		0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
		0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
	};

	if (c == 0 || c > CP_MAX || (c >= 0xD800 && c <= 0xDFFF))
		return CP_BAD;
	if (c >= 0x80 && c < 0xA0 && c1[c - 0x80] != 0)
		return c1[c - 0x80];
	return c;
}

/* s starts with "&#". */
static size_t
read_number(struct str s, char *out, size_t *out_n)
{
	size_t i = 2, start;
	uint32_t c = 0, base = 10;

	if (i < s.n && (s.p[i] == 'x' || s.p[i] == 'X')) {
		base = 16;
		i++;
	}
	for (start = i; i < s.n; i++) {
		int digit = ascii_hex(s.p[i]);

		if (digit < 0 || digit >= (int)base)
			break;
		if (c <= CP_MAX) /* past it, only skip digits */
			c = c * base + (uint32_t)digit;
	}
	if (i == start)
		return 0;
	*out_n = put_cp(out, number_meaning(c));
	return i < s.n && s.p[i] == ';' ? i + 1 : i;
}

static size_t
read_name(struct str s, bool in_attribute, char *out, size_t *out_n)
{
	const struct html_entity *e;
	size_t n = 1;

	while (n < s.n && n <= HTML_ENTITY_NAME_MAX && ascii_is_alnum(s.p[n]))
		n++;
	if (n < s.n && s.p[n] == ';') {
		e = find_name(str_sub(s, 1, n));
		if (e != NULL) {
			*out_n = put_entity(e, out);
			return n + 1;
		}
	}
	if (n > LEGACY_NAME_MAX + 1)
		n = LEGACY_NAME_MAX + 1;
	for (; n > 1; n--) {
		e = find_name(str_sub(s, 1, n));
		if (e == NULL || !e->legacy)
			continue;
		if (in_attribute && n < s.n &&
		    (s.p[n] == '=' || ascii_is_alnum(s.p[n])))
			return 0;
		*out_n = put_entity(e, out);
		return n;
	}
	return 0;
}

size_t
html_entity_read(struct str s, bool in_attribute,
                 char out[HTML_ENTITY_OUT_MAX], size_t *out_n)
{
	if (s.n < 2 || s.p[0] != '&')
		return 0;
	if (s.p[1] == '#')
		return read_number(s, out, out_n);
	if (!ascii_is_alpha(s.p[1]))
		return 0;
	return read_name(s, in_attribute, out, out_n);
}

struct str
html_entities_resolve(struct arena *mem, struct str s, bool in_attribute)
{
	const char *amp = s.n > 0 ? memchr(s.p, '&', s.n) : NULL;
	char *to, *start;

	if (amp == NULL)
		return s;
	/* The longest result of n bytes is n + n / 4 ("&nGt" gives six). */
	start = to = arena_raw(mem, s.n + s.n / 2 + HTML_ENTITY_OUT_MAX);
	if (start == NULL)
		return STR_EMPTY;
	while (amp != NULL) {
		size_t before = (size_t)(amp - s.p), out_n = 0, used;

		memcpy(to, s.p, before);
		to += before;
		s = str_sub(s, before, s.n);
		used = html_entity_read(s, in_attribute, to, &out_n);
		if (used == 0) {
			*to++ = '&';
			used = 1;
		}
		to += out_n;
		s = str_sub(s, used, s.n);
		amp = s.n > 0 ? memchr(s.p, '&', s.n) : NULL;
	}
	if (s.n > 0)
		memcpy(to, s.p, s.n);
	to += s.n;
	arena_trim(mem, start, (size_t)(to - start));
	return (struct str){ start, (size_t)(to - start) };
}
