#include "extract/skim.h"

#include <string.h>

#include "base/buf.h"
#include "base/vec.h"

#define CP_BAD 0xFFFDu

struct reader {
	struct skim *j;
	struct str s;
	size_t at;
	uint32_t open[SKIM_DEPTH_MAX]; /* nodes not yet ended */
	unsigned depth;
	unsigned deeper; /* brackets open past the last of them */
	struct str key;  /* of the value that comes next */
	bool has_key;
	bool after_value, after_comma;
};

bool
skim_init(struct skim *j, struct arena *mem)
{
	struct skim_node *root;

	*j = (struct skim){ .mem = mem };
	root = VEC_PUSH(mem, j);
	if (root == NULL)
		return false;
	*root = (struct skim_node){ .end = 1, .kind = SKIM_ARRAY };
	return true;
}

static bool
is_object(const struct reader *r)
{
	return r->depth > 0 && r->deeper == 0 &&
	       skim_kind(r->j, r->open[r->depth - 1]) == SKIM_OBJECT;
}

/* A new node for the value at hand; 0: not kept. */
static uint32_t
add_node(struct reader *r, enum skim_kind kind, struct str text)
{
	struct skim_node *n = NULL;

	if (r->deeper == 0 && r->depth > 0)
		r->j->odd |= r->after_value || (is_object(r) && !r->has_key);
	r->after_value = true;
	r->after_comma = false;
	if (r->deeper == 0 && r->j->n < SKIM_NODES_MAX)
		n = VEC_PUSH(r->j->mem, r->j);
	else
		r->j->cut = true;
	if (n == NULL)
		return 0;
	n->kind = (uint8_t)kind;
	n->text = text;
	n->key = r->has_key ? r->key : STR_EMPTY;
	n->parent = r->depth > 0 ? r->open[r->depth - 1] : 0;
	n->end = (uint32_t)r->j->n;
	r->has_key = false;
	return (uint32_t)r->j->n - 1;
}

static void
open_bracket(struct reader *r, enum skim_kind kind)
{
	uint32_t node = add_node(r, kind, STR_EMPTY);

	if (node == 0 || r->depth == SKIM_DEPTH_MAX)
		r->deeper++;
	else
		r->open[r->depth++] = node;
	r->has_key = false;
	r->after_value = false;
}

static void
end_node(struct reader *r)
{
	r->j->v[r->open[--r->depth]].end = (uint32_t)r->j->n;
}

/* A closing bracket ends what was opened inside of its like, if any. */
static void
close_bracket(struct reader *r, enum skim_kind kind)
{
	unsigned up = r->depth;

	r->j->odd |= r->after_comma || r->has_key;
	r->after_comma = false;
	r->has_key = false;
	r->after_value = true;
	if (r->deeper > 0) {
		r->deeper--;
		return;
	}
	while (up > 0 && skim_kind(r->j, r->open[up - 1]) != kind)
		up--;
	r->j->odd |= up < r->depth || up == 0;
	while (up > 0 && r->depth >= up)
		end_node(r);
}

static size_t
skip_space(struct str s, size_t at)
{
	while (at < s.n && ascii_is_space(s.p[at]))
		at++;
	return at;
}

/*
 * Whether the quote at `at` ends its string: what follows says so.  In valid
 * JSON every one does; a comma counts when a value or a key comes after it.
 */
static bool
is_end_quote(const struct reader *r, size_t at)
{
	struct str s = r->s;
	size_t next = skip_space(s, at + 1);

	if (next >= s.n)
		return true;
	switch (s.p[next]) {
	case '}':
	case ']':
		return true;
	case ':':
		return !r->has_key;
	case '"':
		/* a missing comma, or quotes in quotes */
		return memchr(s.p + at, '\n', next - at) != NULL;
	case ',':
		break;
	default:
		return false;
	}
	next = skip_space(s, next + 1);
	if (next >= s.n || s.p[next] == '"' || s.p[next] == '}')
		return true;
	return !is_object(r) && (s.p[next] == '{' || s.p[next] == '[' ||
	                         s.p[next] == ']' || s.p[next] == '-' ||
	                         ascii_is_alnum(s.p[next]));
}

/* Index of c in s from `at` on, s.n if there is none. */
static size_t
find_byte(struct str s, size_t at, char c)
{
	const char *p = at < s.n ? memchr(s.p + at, c, s.n - at) : NULL;

	return p == NULL ? s.n : (size_t)(p - s.p);
}

/* Four hexadecimal digits at s.p[at]; -1: there are none. */
static int
hex4(struct str s, size_t at)
{
	int v = 0;

	if (at + 4 > s.n)
		return -1;
	for (size_t i = at; i < at + 4; i++) {
		int digit = ascii_hex(s.p[i]);

		if (digit < 0)
			return -1;
		v = v * 16 + digit;
	}
	return v;
}

/* Whether the escape whose sign is at `at` is one. Source: RFC 8259, 7. */
static bool
is_escape(struct str s, size_t at)
{
	if (at + 1 >= s.n)
		return false;
	if (s.p[at + 1] == 'u')
		return hex4(s, at + 2) >= 0;
	return s.p[at + 1] != '\0' &&
	       str_chr(STR("\"\\/bfnrt"), s.p[at + 1]) != STR_NPOS;
}

static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20)
			return true;
	return false;
}

/* The string whose first character is at r->at; steps behind its end. */
static struct str
read_string(struct reader *r)
{
	size_t from = r->at, i = from, quote = find_byte(r->s, from, '"');
	struct str s = r->s, text;

	while (quote < s.n) {
		size_t escape = find_byte(str_sub(s, 0, quote), i, '\\');

		if (escape < quote) {
			r->j->odd |= !is_escape(s, escape);
			i = escape + 2;
			if (quote < i)
				quote = find_byte(s, i, '"');
			continue;
		}
		if (is_end_quote(r, quote))
			break;
		r->j->odd = true;
		i = quote + 1;
		quote = find_byte(s, i, '"');
	}
	r->j->odd |= quote >= s.n;
	r->at = quote < s.n ? quote + 1 : s.n;
	text = str_sub(s, from, quote);
	r->j->odd |= has_control(text);
	return text;
}

static void
read_quoted(struct reader *r)
{
	struct str text;
	size_t next;

	r->at++;
	text = read_string(r);
	next = skip_space(r->s, r->at);
	if (is_object(r) && !r->has_key && next < r->s.n &&
	    r->s.p[next] == ':') {
		r->j->odd |= r->after_value;
		r->key = text;
		r->has_key = true;
		r->after_value = false;
		r->after_comma = false;
		r->at = next + 1;
		return;
	}
	add_node(r, SKIM_STRING, text);
}

/* Steps over digits; false: there are none. */
static bool
skip_digits(struct str *s)
{
	size_t n = 0;

	while (n < s->n && ascii_is_digit(s->p[n]))
		n++;
	*s = str_sub(*s, n, s->n);
	return n > 0;
}

/* Source: RFC 8259, 3 and 6. */
static bool
is_scalar(struct str s)
{
	if (str_eq(s, STR("true")) || str_eq(s, STR("false")) ||
	    str_eq(s, STR("null")))
		return true;
	str_skip(&s, STR("-"));
	if (!str_skip(&s, STR("0")) && !skip_digits(&s))
		return false;
	if (str_skip(&s, STR(".")) && !skip_digits(&s))
		return false;
	if (str_skip_ci(&s, STR("e"))) {
		if (!str_skip(&s, STR("+")))
			str_skip(&s, STR("-"));
		if (!skip_digits(&s))
			return false;
	}
	return s.n == 0;
}

/* A number, true, false, null, or what is none of them. */
static void
read_scalar(struct reader *r)
{
	size_t from = r->at;
	char c;

	while (r->at < r->s.n && (c = r->s.p[r->at]) != ',' && c != '}' &&
	       c != ']' && c != '"' && c != '{' && c != '[' &&
	       !ascii_is_space(c))
		r->at++;
	if (is_object(r) && !r->has_key)
		r->j->odd = true; /* stray characters */
	else if (r->depth > 0 || r->deeper > 0) {
		r->j->odd |= !is_scalar(str_sub(r->s, from, r->at));
		add_node(r, SKIM_SCALAR, str_sub(r->s, from, r->at));
	}
}

static void
read_all(struct reader *r)
{
	while ((r->at = skip_space(r->s, r->at)) < r->s.n) {
		switch (r->s.p[r->at]) {
		case '{':
		case '[':
			open_bracket(r, r->s.p[r->at++] == '{' ? SKIM_OBJECT
			                                       : SKIM_ARRAY);
			break;
		case '}':
		case ']':
			close_bracket(r, r->s.p[r->at++] == '}' ? SKIM_OBJECT
			                                        : SKIM_ARRAY);
			break;
		case ',':
			r->j->odd |= !r->after_value;
			r->after_value = false;
			r->after_comma = true;
			r->has_key = false;
			r->at++;
			break;
		case '"':
			read_quoted(r);
			break;
		default:
			read_scalar(r);
			break;
		}
	}
}

void
skim_add(struct skim *j, struct str text)
{
	struct reader r = { .j = j, .s = text };

	/* comments and the like before and behind are passed over */
	while (r.at < text.n && text.p[r.at] != '{' && text.p[r.at] != '[')
		r.at++;
	j->odd = r.at == text.n;
	read_all(&r);
	j->odd |= r.depth > 0 || r.deeper > 0;
	while (r.depth > 0)
		end_node(&r);
	j->v[0].end = (uint32_t)j->n;
}

uint32_t
skim_get(const struct skim *j, uint32_t node, struct str key)
{
	if (skim_kind(j, node) != SKIM_OBJECT)
		return 0;
	for (uint32_t k = skim_begin(node); k < j->v[node].end;
	     k = skim_next(j, k))
		if (str_eq(j->v[k].key, key))
			return k;
	return 0;
}

uint32_t
skim_first(const struct skim *j, uint32_t node)
{
	if (node == 0 || skim_kind(j, node) != SKIM_ARRAY)
		return node;
	return j->v[node].end > node + 1 ? node + 1 : 0;
}

/* The code point of "u06F0" at *at, maybe a pair of them; steps over it. */
static uint32_t
code_point(struct str s, size_t *at)
{
	int high = hex4(s, *at + 1), low;

	if (high < 0) {
		*at += 1;
		return CP_BAD;
	}
	*at += 5;
	if (high < 0xD800 || high > 0xDFFF)
		return high == 0 ? CP_BAD : (uint32_t)high;
	if (high > 0xDBFF || *at + 1 >= s.n || s.p[*at] != '\\' ||
	    s.p[*at + 1] != 'u')
		return CP_BAD;
	low = hex4(s, *at + 2);
	if (low < 0xDC00 || low > 0xDFFF)
		return CP_BAD;
	*at += 6;
	return 0x10000u + ((uint32_t)(high - 0xD800) << 10) +
	       (uint32_t)(low - 0xDC00);
}

/* The character that "\c" stands for; 0: c itself, RFC 8259, 7. */
static char
short_escape(char c)
{
	switch (c) {
	case 'n':
	case 'r':
		return '\n';
	case 't':
	case 'b':
	case 'f':
		return ' ';
	default:
		return 0;
	}
}

struct str
skim_string(const struct skim *j, uint32_t node)
{
	struct str s = j->v[node].text, r;
	struct buf out;
	size_t i = 0;

	if (node == 0 || skim_kind(j, node) != SKIM_STRING)
		return STR_EMPTY;
	if (str_chr(s, '\\') == STR_NPOS)
		return s;
	buf_init(&out, 2 * s.n + 4); /* a bad escape grows */
	while (i < s.n) {
		size_t n = str_chr(str_sub(s, i, s.n), '\\');
		char c;

		buf_put(&out, str_sub(s, i, n == STR_NPOS ? s.n : i + n));
		i = n == STR_NPOS ? s.n : i + n + 1;
		if (i >= s.n)
			break;
		if (s.p[i] == 'u') {
			buf_put_cp(&out, code_point(s, &i));
			continue;
		}
		c = short_escape(s.p[i]);
		/* any other byte goes on as part of the next run */
		if (c != 0) {
			buf_put_char(&out, c);
			i++;
		} else if (s.p[i] == '\\') {
			buf_put_char(&out, s.p[i++]);
		}
	}
	r = buf_copy(j->mem, &out);
	buf_release(&out);
	return r;
}
