#include "base/str.h"

#include <string.h>

#include <xxhash.h>

struct str
str_from(const char *z)
{
	if (z == NULL)
		return STR_EMPTY;
	return (struct str){ z, strlen(z) };
}

bool
str_eq_ci(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
			return false;
	return true;
}

bool
str_starts_ci(struct str s, struct str head)
{
	return s.n >= head.n && str_eq_ci(str_sub(s, 0, head.n), head);
}

bool
str_ends(struct str s, struct str tail)
{
	return s.n >= tail.n && str_eq(str_sub(s, s.n - tail.n, s.n), tail);
}

bool
str_ends_ci(struct str s, struct str tail)
{
	return s.n >= tail.n && str_eq_ci(str_sub(s, s.n - tail.n, s.n), tail);
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	if (c != 0)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

size_t
str_find(struct str s, struct str needle)
{
	const char *at;

	if (needle.n == 0)
		return 0;
	if (s.n < needle.n)
		return STR_NPOS;
	at = memmem(s.p, s.n, needle.p, needle.n);
	return at == NULL ? STR_NPOS : (size_t)(at - s.p);
}

size_t
str_find_ci(struct str s, struct str needle)
{
	char first = needle.n > 0 ? ascii_lower(needle.p[0]) : '\0';

	if (s.n < needle.n)
		return STR_NPOS;
	if (needle.n == 0)
		return 0;
	for (size_t i = 0; i + needle.n <= s.n; i++)
		if (ascii_lower(s.p[i]) == first &&
		    str_eq_ci(str_sub(s, i, i + needle.n), needle))
			return i;
	return STR_NPOS;
}

size_t
str_chr(struct str s, char c)
{
	const char *at = s.n == 0 ? NULL : memchr(s.p, c, s.n);

	return at == NULL ? STR_NPOS : (size_t)(at - s.p);
}

size_t
str_rchr(struct str s, char c)
{
	const char *at = s.n == 0 ? NULL : memrchr(s.p, c, s.n);

	return at == NULL ? STR_NPOS : (size_t)(at - s.p);
}

struct str
str_trim_left(struct str s)
{
	while (s.n > 0 && ascii_is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	return s;
}

struct str
str_trim_right(struct str s)
{
	while (s.n > 0 && ascii_is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str
str_trim(struct str s)
{
	return str_trim_right(str_trim_left(s));
}

struct str
str_until(struct str *rest, char sep)
{
	struct str all = *rest;
	size_t at = str_chr(all, sep);

	if (at == STR_NPOS) {
		*rest = str_sub(all, all.n, all.n);
		return all;
	}
	*rest = str_sub(all, at + 1, all.n);
	return str_sub(all, 0, at);
}

struct str
str_line(struct str *rest)
{
	struct str line = str_until(rest, '\n');

	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

struct str
str_word(struct str *rest)
{
	struct str s = str_trim_left(*rest);
	size_t n = 0;

	while (n < s.n && !ascii_is_space(s.p[n]))
		n++;
	*rest = str_sub(s, n, s.n);
	return str_sub(s, 0, n);
}

bool
str_skip(struct str *rest, struct str head)
{
	if (!str_starts(*rest, head))
		return false;
	*rest = str_sub(*rest, head.n, rest->n);
	return true;
}

bool
str_skip_ci(struct str *rest, struct str head)
{
	if (!str_starts_ci(*rest, head))
		return false;
	*rest = str_sub(*rest, head.n, rest->n);
	return true;
}

bool
str_number(struct str *rest, uint64_t *out, uint64_t max)
{
	uint64_t v = 0;
	size_t i = 0;

	for (; i < rest->n && ascii_is_digit(rest->p[i]); i++) {
		uint64_t d = (uint64_t)(rest->p[i] - '0');

		if (v > (UINT64_MAX - d) / 10 || v * 10 + d > max)
			return false;
		v = v * 10 + d;
	}
	if (i == 0)
		return false;
	*rest = str_sub(*rest, i, rest->n);
	*out = v;
	return true;
}

bool
str_int64(struct str s, int64_t *out)
{
	bool minus = str_skip(&s, STR("-"));
	uint64_t v;

	if (!str_number(&s, &v, INT64_MAX) || s.n > 0)
		return false;
	*out = minus ? -(int64_t)v : (int64_t)v;
	return true;
}

int
ascii_hex(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

uint64_t
str_hash(struct str s)
{
	return XXH3_64bits(s.p, s.n);
}

uint64_t
str_hash_seed(struct str s, uint64_t seed)
{
	return XXH3_64bits_withSeed(s.p, s.n, seed);
}
