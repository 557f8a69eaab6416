#include "crawl/robots.h"

#include <stdlib.h>

#include "base/vec.h"

/* Longer lines are read up to here: no address is as long. */
#define LINE_MAX_BYTES 16384u
#define SITEMAPS_MAX 1000u

enum key {
	KEY_AGENT,
	KEY_ALLOW,
	KEY_DISALLOW,
	KEY_DELAY,
	KEY_SITEMAP,
	KEY_OTHER
};

struct line {
	enum key key;
	struct str value;
};

/* What is being gathered; `rules` grows in the arena. */
struct gather {
	struct arena *mem;
	struct {
		struct robots_rule *v;
		size_t n, cap;
	} rules;
	struct {
		struct str *v;
		size_t n, cap;
	} sitemaps;
	int64_t delay_s;
};

static bool
is_token(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_' || c == '.';
}

struct str
robots_product(struct str user_agent)
{
	size_t n = 0;

	user_agent = str_trim_left(user_agent);
	while (n < user_agent.n && is_token(user_agent.p[n]))
		n++;
	return str_sub(user_agent, 0, n);
}

/* Next line without its CR, LF or CRLF: RFC 9309 s2.2 allows all three. */
static struct str
next_line(struct str *rest)
{
	size_t n = 0;
	struct str line;

	while (n < rest->n && rest->p[n] != '\n' && rest->p[n] != '\r')
		n++;
	line = str_sub(*rest, 0, n < LINE_MAX_BYTES ? n : LINE_MAX_BYTES);
	if (n + 1 < rest->n && rest->p[n] == '\r' && rest->p[n + 1] == '\n')
		n++;
	*rest = str_sub(*rest, n + 1, rest->n);
	return line;
}

/* Names as sites write them, common slips included. */
static enum key
find_key(struct str name)
{
	static const struct { struct str name; enum key key; } keys[] = {
		{ STR_INIT("user-agent"), KEY_AGENT },
		{ STR_INIT("useragent"), KEY_AGENT },
		{ STR_INIT("user agent"), KEY_AGENT },
		{ STR_INIT("allow"), KEY_ALLOW },
		{ STR_INIT("disallow"), KEY_DISALLOW },
		{ STR_INIT("dissallow"), KEY_DISALLOW },
		{ STR_INIT("dissalow"), KEY_DISALLOW },
		{ STR_INIT("disalow"), KEY_DISALLOW },
		{ STR_INIT("crawl-delay"), KEY_DELAY },
		{ STR_INIT("crawldelay"), KEY_DELAY },
		{ STR_INIT("sitemap"), KEY_SITEMAP },
		{ STR_INIT("site-map"), KEY_SITEMAP },
	};

	for (size_t i = 0; i < COUNT(keys); i++)
		if (str_eq_ci(name, keys[i].name))
			return keys[i].key;
	return KEY_OTHER;
}

/* "Key: value # comment"; a missing colon is read as "Key value". */
static struct line
read_line(struct str s)
{
	struct str name;

	s = str_trim(str_until(&s, '#'));
	if (str_chr(s, ':') != STR_NPOS) {
		name = str_trim(str_until(&s, ':'));
	} else {
		name = str_word(&s);
		if (str_chr(str_trim(s), ' ') != STR_NPOS)
			return (struct line){ KEY_OTHER, STR_EMPTY };
	}
	return (struct line){ find_key(name), str_trim(s) };
}

/* How well a User-agent line names us: 2 by name, 1 by '*', 0 not at all. */
static int
names_us(struct str value, struct str product)
{
	struct str token = robots_product(value);

	if (product.n > 0 && str_eq_ci(token, product))
		return 2;
	if (value.n > 0 && value.p[0] == '*' &&
	    (value.n == 1 || ascii_is_space(value.p[1])))
		return 1;
	return 0;
}

/* Unreserved, reserved or '%': what an address holds unencoded (RFC 3986). */
static bool
is_plain(unsigned char c)
{
	static const char others[] = "-._~!$&'()*+,;=:@/?[]%";

	return ascii_is_alnum((char)c) ||
	       str_chr(str_from(others), (char)c) != STR_NPOS;
}

static bool
is_unreserved(int c)
{
	return c > 0 && c < 0x80 &&
	       (ascii_is_alnum((char)c) || c == '-' || c == '.' || c == '_' ||
	        c == '~');
}

static size_t
put_escape(char *p, unsigned char c)
{
	static const char hex[] = "0123456789ABCDEF";

	p[0] = '%';
	p[1] = hex[c >> 4];
	p[2] = hex[c & 15];
	return 3;
}

/*
 * The one form in which paths and patterns are compared (RFC 9309 s2.2.2):
 * escapes of unreserved characters are decoded, other escapes have upper
 * case, what must not stand unescaped is escaped.  In a pattern '*' and a
 * last '$' keep their meaning; everywhere else they are plain characters and
 * escaped, so that %2A in a pattern matches '*' in a path.
 */
static struct str
normalise(struct arena *mem, struct str s, bool pattern)
{
	char *p = arena_array(mem, s.n, 3);
	size_t n = 0;

	if (p == NULL)
		return STR_EMPTY;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		int hi = i + 2 < s.n ? ascii_hex(s.p[i + 1]) : -1;
		int lo = i + 2 < s.n ? ascii_hex(s.p[i + 2]) : -1;
		bool meant = pattern &&
		             (c == '*' || (c == '$' && i + 1 == s.n));

		if (c == '%' && hi >= 0 && lo >= 0) {
			i += 2;
			if (is_unreserved(hi << 4 | lo))
				p[n++] = (char)(hi << 4 | lo);
			else
				n += put_escape(p + n,
				                (unsigned char)(hi << 4 | lo));
		} else if (meant || (is_plain(c) && c != '*' && c != '$')) {
			p[n++] = (char)c;
		} else {
			n += put_escape(p + n, c);
		}
	}
	return (struct str){ p, n };
}

/* The pattern in its one form, kept in no more bytes than it needs. */
static struct str
keep_pattern(struct arena *mem, struct str value)
{
	struct arena tmp = ARENA_INIT(4096, 4 * LINE_MAX_BYTES);
	struct str kept = str_copy(mem, normalise(&tmp, value, true));

	arena_release(&tmp);
	return kept;
}

static void
add_rule(struct gather *g, struct str value, bool allow)
{
	struct robots_rule *r;
	struct str pattern;

	/* an empty rule forbids nothing (RFC 9309 s2.2.2) */
	if (value.n == 0 || g->rules.n >= ROBOTS_RULES_MAX)
		return;
	pattern = keep_pattern(g->mem, value);
	if (pattern.n == 0 || (r = VEC_PUSH(g->mem, &g->rules)) == NULL)
		return;
	*r = (struct robots_rule){ pattern, allow };
}

/* Whole seconds, rounded up, at most ROBOTS_DELAY_MAX_S. */
static void
add_delay(struct gather *g, struct str value)
{
	uint64_t s = 0;

	if (value.n == 0 || (!ascii_is_digit(value.p[0]) && value.p[0] != '.'))
		return;
	while (value.n > 0 && ascii_is_digit(value.p[0])) {
		if (s <= ROBOTS_DELAY_MAX_S)
			s = s * 10 + (uint64_t)(value.p[0] - '0');
		value = str_sub(value, 1, value.n);
	}
	if (str_skip(&value, STR("."))) {
		while (str_skip(&value, STR("0")))
			;
		if (value.n > 0 && ascii_is_digit(value.p[0]))
			s++;
	}
	if (s > ROBOTS_DELAY_MAX_S)
		s = ROBOTS_DELAY_MAX_S;
	if ((int64_t)s > g->delay_s)
		g->delay_s = (int64_t)s;
}

static void
add_sitemap(struct gather *g, struct str value)
{
	struct str *s;

	if (value.n == 0 || g->sitemaps.n >= SITEMAPS_MAX)
		return;
	if ((s = VEC_PUSH(g->mem, &g->sitemaps)) != NULL)
		*s = str_copy(g->mem, value);
}

/* Whether a group bears our name: then those of '*' are not ours. */
static bool
has_own_group(struct str text, struct str product)
{
	while (text.n > 0) {
		struct line l = read_line(next_line(&text));

		if (l.key == KEY_AGENT && names_us(l.value, product) == 2)
			return true;
	}
	return false;
}

/* Take the rules of all groups that name us at least as well as `level`. */
static void
take_groups(struct gather *g, struct str text, struct str product, int level)
{
	bool ours = false, open = false;

	while (text.n > 0) {
		struct line l = read_line(next_line(&text));

		switch (l.key) {
		case KEY_AGENT:
			/* agents in a row share the rules behind them */
			if (!open)
				ours = false;
			open = true;
			if (names_us(l.value, product) == level)
				ours = true;
			break;
		case KEY_ALLOW:
		case KEY_DISALLOW:
			open = false;
			if (ours)
				add_rule(g, l.value, l.key == KEY_ALLOW);
			break;
		case KEY_DELAY:
			if (ours)
				add_delay(g, l.value);
			break;
		case KEY_SITEMAP:
			add_sitemap(g, l.value);
			break;
		case KEY_OTHER:
			break;
		}
	}
}

/* The rule that wins comes first: longest, then Allow. */
static int
compare_rules(const void *a, const void *b)
{
	const struct robots_rule *x = a, *y = b;

	if (x->pattern.n != y->pattern.n)
		return x->pattern.n > y->pattern.n ? -1 : 1;
	return (int)y->allow - (int)x->allow;
}

/*
 * The text up to what is read of it.  A line cut in two is dropped: the head
 * of a pattern would forbid more than the site does.
 */
static struct str
cut_text(struct str text)
{
	size_t n = ROBOTS_MAX_BYTES;

	if (text.n <= n)
		return text;
	while (n > 0 && text.p[n - 1] != '\n' && text.p[n - 1] != '\r')
		n--;
	return str_sub(text, 0, n);
}

void
robots_parse(struct arena *mem, struct str text, struct str agent,
             struct robots *out)
{
	struct str product = robots_product(agent);
	struct gather g = { .mem = mem };

	*out = (struct robots){ 0 };
	str_skip(&text, STR("\xEF\xBB\xBF"));
	text = cut_text(text);
	take_groups(&g, text, product, has_own_group(text, product) ? 2 : 1);
	if (g.rules.n > 1)
		qsort(g.rules.v, g.rules.n, sizeof(*g.rules.v), compare_rules);
	out->rules = g.rules.v;
	out->n = g.rules.n;
	out->delay_s = g.delay_s;
	out->sitemaps = g.sitemaps.v;
	out->sitemap_count = g.sitemaps.n;
}

/*
 * Whether a pattern matches the path from its front.  Each piece between two
 * stars is taken at its first place behind the one before: no other choice
 * can do better, so nothing is tried twice.
 */
static bool
matches(struct str pattern, struct str path)
{
	bool to_end = str_ends(pattern, STR("$"));
	size_t star, at;

	if (to_end)
		pattern.n--;
	star = str_chr(pattern, '*');
	if (star == STR_NPOS)
		return to_end ? str_eq(path, pattern)
		              : str_starts(path, pattern);
	if (!str_skip(&path, str_sub(pattern, 0, star)))
		return false;
	pattern = str_sub(pattern, star + 1, pattern.n);
	while ((star = str_chr(pattern, '*')) != STR_NPOS) {
		at = str_find(path, str_sub(pattern, 0, star));
		if (at == STR_NPOS)
			return false;
		path = str_sub(path, at + star, path.n);
		pattern = str_sub(pattern, star + 1, pattern.n);
	}
	return to_end ? str_ends(path, pattern)
	              : str_find(path, pattern) != STR_NPOS;
}

bool
robots_allowed(const struct robots *r, struct str path)
{
	struct arena tmp = ARENA_INIT(16384, 1u << 20);
	bool allowed = true;

	path = str_until(&path, '#');
	if (path.n == 0)
		path = STR("/");
	if (str_eq(path, STR("/robots.txt")))
		return true;
	path = normalise(&tmp, path, false);
	for (size_t i = 0; i < r->n; i++) {
		if (matches(r->rules[i].pattern, path)) {
			allowed = r->rules[i].allow;
			break;
		}
	}
	arena_release(&tmp);
	return allowed;
}
