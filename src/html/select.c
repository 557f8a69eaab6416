/*
 * The compounds of all selectors of a list are numbered from 0; a set of them
 * is 64 bits.  Going down the tree, each element gets the set of those
 * compounds that it satisfies together with all that must stand above them:
 * the parent's set and the union of all ancestors' decide for > and for white
 * space.  So no element ever looks further than at its parent.
 */
#include "html/select.h"

#include "base/buf.h"

enum test_kind {
	TEST_TYPE,
	TEST_HAS,    /* [attr] */
	TEST_IS,     /* = */
	TEST_WORD,   /* ~= and .class */
	TEST_STARTS, /* ^= */
	TEST_ENDS,   /* $= */
	TEST_HOLDS,  /* *= */
	TEST_LANG    /* |= : the value, or the value and a hyphen */
};

struct test {
	enum test_kind kind;
	bool negated;
	struct str name;  /* of element or attribute, lower case */
	struct str value; /* of an attribute */
};

struct part {
	uint16_t first, end; /* its tests [first, end) */
	bool head;           /* nothing must stand above it */
	bool child;          /* the part before it must be the parent */
};

struct selector {
	struct part parts[SELECT_PARTS_MAX];
	struct test tests[SELECT_TESTS_MAX];
	unsigned part_n, test_n;
	uint64_t last; /* the parts that end a selector */
};

/* ---- parsing ---- */

struct parser {
	struct arena *mem;
	struct str all, rest;
	struct selector *s;
	struct select_fault *fault;
	enum err err;
};

static bool
refuse(struct parser *p, const char *why)
{
	if (p->err == ERR_OK) {
		p->err = ERR_FORMAT;
		p->fault->why = why;
		p->fault->at = p->all.n - p->rest.n;
	}
	return false;
}

static bool
too_long(struct parser *p)
{
	refuse(p, "longer than is read");
	p->err = ERR_LIMIT;
	return false;
}

static char
peek(const struct parser *p)
{
	return p->rest.n > 0 ? p->rest.p[0] : '\0';
}

static bool
accept(struct parser *p, char c)
{
	if (p->rest.n == 0 || p->rest.p[0] != c)
		return false;
	p->rest = str_sub(p->rest, 1, p->rest.n);
	return true;
}

static bool
skip_space(struct parser *p)
{
	size_t before = p->rest.n;

	p->rest = str_trim_left(p->rest);
	return p->rest.n < before;
}

static bool
is_name_char(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_' || (c & 0x80) != 0;
}

/*
 * A name.  A backslash makes the next character part of it, as in "md\:w-1";
 * escapes by number are not read.
 */
static bool
read_name(struct parser *p, struct str *out)
{
	struct buf name = BUF_INIT(SELECT_MAX_BYTES);

	while (p->rest.n > 0 && p->err == ERR_OK) {
		bool escaped = accept(p, '\\');
		char c = peek(p);

		if (escaped && (p->rest.n == 0 || ascii_hex(c) >= 0 ||
		                c == '\n'))
			refuse(p, "an escape by number is not understood");
		else if (!escaped && !is_name_char(c))
			break;
		else
			buf_put_char(&name, c);
		p->rest = str_sub(p->rest, 1, p->rest.n);
	}
	if (p->err == ERR_OK && name.n == 0)
		refuse(p, "a name is missing");
	*out = buf_copy(p->mem, &name);
	buf_release(&name);
	return p->err == ERR_OK;
}

static struct test *
add_test(struct parser *p, enum test_kind kind, bool negated)
{
	struct test *t;

	if (p->s->test_n == SELECT_TESTS_MAX) {
		too_long(p);
		return NULL;
	}
	t = &p->s->tests[p->s->test_n++];
	t->kind = kind;
	t->negated = negated;
	return t;
}

static bool
read_value(struct parser *p, struct str *out)
{
	char quote = peek(p);
	size_t end;

	if (quote != '"' && quote != '\'')
		return read_name(p, out);
	accept(p, quote);
	end = str_chr(p->rest, quote);
	if (end == STR_NPOS)
		return refuse(p, "a quotation mark is not closed");
	*out = str_copy(p->mem, str_sub(p->rest, 0, end));
	p->rest = str_sub(p->rest, end + 1, p->rest.n);
	return true;
}

/* What stands behind the attribute's name, up to "=". */
static bool
read_operator(struct parser *p, enum test_kind *out)
{
	static const struct { char sign; enum test_kind kind; } operators[] = {
		{ '~', TEST_WORD },  { '^', TEST_STARTS }, { '$', TEST_ENDS },
		{ '*', TEST_HOLDS }, { '|', TEST_LANG },
	};

	*out = TEST_IS;
	for (size_t i = 0; i < COUNT(operators); i++)
		if (accept(p, operators[i].sign))
			*out = operators[i].kind;
	return accept(p, '=') || refuse(p, "= is missing");
}

/* Behind "[". */
static bool
read_attr(struct parser *p, bool negated)
{
	struct test *t = add_test(p, TEST_HAS, negated);
	struct str name;

	skip_space(p);
	if (t == NULL || !read_name(p, &name))
		return false;
	t->name = str_lower(p->mem, name);
	skip_space(p);
	if (accept(p, ']'))
		return true;
	if (!read_operator(p, &t->kind))
		return false;
	skip_space(p);
	if (!read_value(p, &t->value))
		return false;
	skip_space(p);
	return accept(p, ']') || refuse(p, "] is missing");
}

/* One simple selector but :not; false with no fault: there is none here. */
static bool
read_simple(struct parser *p, bool negated)
{
	char c = peek(p);
	struct test *t;
	struct str name;

	if (accept(p, '['))
		return read_attr(p, negated);
	if (c != '.' && c != '#' && c != '\\' && !is_name_char(c))
		return false;
	if (c == '.' || c == '#')
		accept(p, c);
	t = add_test(p, c == '.' ? TEST_WORD : TEST_IS, negated);
	if (t == NULL || !read_name(p, &name))
		return false;
	t->value = name;
	if (c == '.') {
		t->name = STR("class");
	} else if (c == '#') {
		t->name = STR("id");
	} else {
		t->kind = TEST_TYPE;
		t->name = str_lower(p->mem, name);
	}
	return true;
}

/* Behind ":". */
static bool
read_not(struct parser *p)
{
	if (!str_skip_ci(&p->rest, STR("not(")))
		return refuse(p, "of what begins with : only :not() is known");
	do {
		skip_space(p);
		if (!read_simple(p, true))
			return refuse(p, ":not() wants one condition");
		skip_space(p);
	} while (accept(p, ','));
	return accept(p, ')') || refuse(p, ":not() wants one condition");
}

static bool
read_compound(struct parser *p, bool head, bool child)
{
	struct part *part = &p->s->parts[p->s->part_n];
	bool any = false;

	if (p->s->part_n == SELECT_PARTS_MAX)
		return too_long(p);
	part->first = (uint16_t)p->s->test_n;
	part->head = head;
	part->child = child;
	any = accept(p, '*');
	while (p->err == ERR_OK) {
		/* a type stands first: "a" in ".x a" begins another part */
		if (any && (is_name_char(peek(p)) || peek(p) == '\\'))
			return refuse(p, "a type must stand first");
		if (accept(p, ':') ? !read_not(p) : !read_simple(p, false))
			break;
		any = true;
	}
	part->end = (uint16_t)p->s->test_n;
	p->s->part_n++;
	if (p->err == ERR_OK && !any)
		refuse(p, "a selector is missing");
	return p->err == ERR_OK;
}

/* Compounds up to a comma or the end. */
static bool
read_complex(struct parser *p)
{
	bool head = true, child = false;

	skip_space(p);
	do {
		bool space;

		if (!read_compound(p, head, child))
			return false;
		space = skip_space(p);
		child = accept(p, '>');
		if (child)
			skip_space(p);
		else if (peek(p) == '+' || peek(p) == '~')
			return refuse(p, "siblings (+ and ~) are not known");
		else if (p->rest.n > 0 && peek(p) != ',' && !space)
			return refuse(p, "not understood");
		head = false;
	} while (child || (p->rest.n > 0 && peek(p) != ','));
	p->s->last |= (uint64_t)1 << (p->s->part_n - 1);
	return true;
}

enum err
select_parse(struct arena *mem, struct str text, const struct selector **out,
             struct select_fault *fault)
{
	struct parser p = { .mem = mem, .all = text, .rest = text,
		            .fault = fault };

	if (text.n > SELECT_MAX_BYTES) {
		too_long(&p);
		return p.err;
	}
	p.s = ARENA_NEW(mem, struct selector);
	if (p.s == NULL)
		return ERR_LIMIT;
	do
		if (!read_complex(&p))
			return p.err;
	while (accept(&p, ','));
	if (arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	*out = p.s;
	return ERR_OK;
}

/* ---- matching ---- */

static bool
has_word(struct str list, struct str word)
{
	while (list.n > 0)
		if (str_eq(str_word(&list), word))
			return word.n > 0;
	return false;
}

static bool
value_fits(const struct test *t, struct str v)
{
	switch (t->kind) {
	case TEST_HAS:
		return true;
	case TEST_IS:
		return str_eq(v, t->value);
	case TEST_WORD:
		return has_word(v, t->value);
	/* an empty value is part of nothing (6.2) */
	case TEST_STARTS:
		return t->value.n > 0 && str_starts(v, t->value);
	case TEST_ENDS:
		return t->value.n > 0 && str_ends(v, t->value);
	case TEST_HOLDS:
		return t->value.n > 0 && str_find(v, t->value) != STR_NPOS;
	case TEST_LANG:
		return str_starts(v, t->value) &&
		       (v.n == t->value.n || v.p[t->value.n] == '-');
	case TEST_TYPE:
		break;
	}
	return false;
}

static bool
test_holds(const struct test *t, const struct html_tree *tree, uint32_t node)
{
	const struct html_node *e = &tree->nodes[node];

	if (t->kind == TEST_TYPE)
		return str_eq(e->text, t->name);
	for (uint32_t i = 0; i < e->attr_count; i++) {
		const struct html_attr *a = &tree->attrs[e->attr + i];

		if (str_eq(a->name, t->name))
			return value_fits(t, a->value);
	}
	return false;
}

static bool
part_fits(const struct selector *s, const struct part *part,
          const struct html_tree *tree, uint32_t node)
{
	for (unsigned i = part->first; i < part->end; i++)
		if (test_holds(&s->tests[i], tree, node) == s->tests[i].negated)
			return false;
	return true;
}

/* What an element satisfies below a parent and its ancestors. */
static uint64_t
satisfied(const struct selector *s, const struct html_tree *tree,
          uint32_t node, uint64_t parent, uint64_t above)
{
	uint64_t set = 0;

	for (unsigned i = 0; i < s->part_n; i++) {
		const struct part *part = &s->parts[i];
		uint64_t over = part->child ? parent : above;

		if (!part->head && (over >> (i - 1) & 1) == 0)
			continue;
		if (part_fits(s, part, tree, node))
			set |= (uint64_t)1 << i;
	}
	return set;
}

#define LEVELS (HTML_DEPTH_MAX + 4u)

size_t
select_mark(const struct selector *s, const struct html_tree *t, bool *out)
{
	/* of the open elements: their own set, and all sets down to it */
	uint64_t own[LEVELS] = { 0 }, down[LEVELS] = { 0 };
	size_t found = 0;

	for (uint32_t i = 0; i < t->n; i++) {
		const struct html_node *e = &t->nodes[i];
		uint64_t set;

		out[i] = false;
		if (i == 0 || e->tag == HTML_TAG_TEXT)
			continue;
		if (e->depth >= LEVELS)
			BUG("a tree deeper than its maximum");
		set = satisfied(s, t, i, own[e->depth - 1], down[e->depth - 1]);
		own[e->depth] = set;
		down[e->depth] = down[e->depth - 1] | set;
		out[i] = (set & s->last) != 0;
		found += out[i];
	}
	return found;
}
