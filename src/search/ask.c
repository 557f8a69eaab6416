/*
 * Tokens to a tree.  NOT binds before AND, AND before OR, OR before standing
 * side by side.
 */
#include "search/ask.h"

#include "base/vec.h"
#include "search/ask_internal.h"
#include "text/normalise.h"
#include "text/utf8.h"

/* Beside what stands in quotes; who means a phrase types fewer. */
#define PASTED_WORDS 3u

struct parser {
	struct arena *mem;
	struct ask_token *t; /* the next one; TOKEN_END is the last */
	enum ask_words field; /* of the parenthesis */
	size_t terms;
	struct ask *out;
};

struct parts {
	struct ask_node **v;
	size_t n, cap;
};

/* ---- nodes ---- */

static struct ask_node *
new_node(struct parser *p, enum ask_kind kind, struct str shown)
{
	struct ask_node *n = ARENA_NEW(p->mem, struct ask_node);

	if (n != NULL)
		*n = (struct ask_node){ .kind = kind, .shown = shown };
	return n;
}

static void
add_part(struct parser *p, struct parts *parts, struct ask_node *n)
{
	struct ask_node **at = VEC_PUSH(p->mem, parts);

	if (at != NULL)
		*at = n;
}

/* Add a part, or its own parts where it is of the same kind. */
static void
add_parts(struct parser *p, struct parts *parts, enum ask_kind kind,
          struct ask_node *n)
{
	if (n->kind != kind) {
		add_part(p, parts, n);
		return;
	}
	for (size_t i = 0; i < n->n; i++)
		add_part(p, parts, n->child[i]);
}

/* A part of an operator: "must" says nothing there. */
static struct ask_node *
without_must(struct ask_node *n)
{
	return n->kind == ASK_ALL_OF && n->n == 1 ? n->child[0] : n;
}

static struct ask_node *
new_group(struct parser *p, enum ask_kind kind, const struct parts *parts)
{
	struct ask_node *n = new_node(p, kind, STR_EMPTY);

	if (n != NULL) {
		n->child = parts->v;
		n->n = parts->n;
	}
	return n;
}

static struct ask_node *
new_not(struct parser *p, struct ask_node *of)
{
	struct parts one = { .n = 0 };

	of = without_must(of);
	if (of->kind == ASK_NOT)
		return of->child[0];
	add_part(p, &one, of);
	return new_group(p, ASK_NOT, &one);
}

static struct ask_node *
new_must(struct parser *p, struct ask_node *of)
{
	struct parts one = { .n = 0 };

	if (of->kind == ASK_ALL_OF || of->kind == ASK_NOT)
		return of;
	add_part(p, &one, of);
	return new_group(p, ASK_ALL_OF, &one);
}

/* ---- leaves ---- */

static void
set_words(const struct ask_token *t, struct ask_node *n)
{
	n->common = t->kind == TOKEN_WORD && t->common;
	if (t->kind == TOKEN_PREFIX)
		n->kind = ASK_PREFIX;
	else if (t->kind == TOKEN_QUOTED)
		n->kind = str_chr(t->folded, ' ') == STR_NPOS ? ASK_EXACT
		                                              : ASK_PHRASE;
}

static void
set_language(struct parser *p, const struct ask_token *t, struct ask_node *n)
{
	struct str code = ask_language(t->folded);

	if (code.n == 0) {
		ask_note(p->out, ASK_NOTE_LANGUAGE);
		set_words(t, n);
		return;
	}
	n->kind = ASK_LANGUAGE;
	n->folded = code;
}

static struct ask_node *
parse_leaf(struct parser *p)
{
	const struct ask_token *t = p->t++;
	enum ask_words field = t->field != WORDS_NONE ? t->field : p->field;
	struct ask_node *n;

	if (p->terms++ >= ASK_MAX_TERMS) {
		ask_note(p->out, ASK_NOTE_TERMS);
		return NULL;
	}
	if ((n = new_node(p, ASK_WORD, t->shown)) == NULL)
		return NULL;
	n->folded = t->folded;
	if (t->kind == TOKEN_TIME) {
		n->kind = ASK_TIME;
		n->since_s = t->span.since_s;
		n->until_s = t->span.until_s;
	} else if (field == WORDS_OUTLET) {
		n->kind = ASK_OUTLET;
	} else if (field == WORDS_TOPIC) {
		n->kind = ASK_TOPIC;
	} else if (field == WORDS_LANGUAGE) {
		set_language(p, t, n);
	} else {
		set_words(t, n);
		if (field != WORDS_NONE)
			n->field = field == WORDS_TITLE ? ASK_TITLE
			                                : ASK_AUTHOR;
	}
	return n;
}

/* ---- grammar ---- */

static struct ask_node *parse_list(struct parser *p);

/* Names side by side are alternatives: no article has two outlets. */
static bool
is_name_field(enum ask_words field)
{
	return field == WORDS_OUTLET || field == WORDS_TOPIC ||
	       field == WORDS_LANGUAGE;
}

static struct ask_node *
as_alternatives(struct parser *p, const struct ask_node *list)
{
	struct parts parts = { .n = 0 };

	for (size_t i = 0; i < list->n; i++)
		add_parts(p, &parts, ASK_ANY_OF, without_must(list->child[i]));
	return new_group(p, ASK_ANY_OF, &parts);
}

/* "( ... )"; NULL when there is nothing in it. */
static struct ask_node *
parse_group(struct parser *p)
{
	enum ask_words outer = p->field;
	enum ask_words field = p->t->field != WORDS_NONE ? p->t->field : outer;
	struct ask_node *n;

	p->t++;
	p->field = field;
	n = parse_list(p);
	p->field = outer;
	if (p->t->kind == TOKEN_CLOSE)
		p->t++;
	if (n == NULL || n->n == 0)
		return NULL;
	if (n->n == 1)
		return n->child[0];
	return is_name_field(field) ? as_alternatives(p, n) : n;
}

static struct ask_node *
parse_operand(struct parser *p)
{
	switch (p->t->kind) {
	case TOKEN_OPEN:
		return parse_group(p);
	case TOKEN_WORD:
	case TOKEN_PREFIX:
	case TOKEN_QUOTED:
	case TOKEN_TIME:
		return parse_leaf(p);
	default:
		return NULL;
	}
}

/* Any number of NOT, "-" and "+", and what they are for. */
static struct ask_node *
parse_unary(struct parser *p)
{
	bool negative = false, must = false;
	struct ask_node *n;

	while (p->t->kind == TOKEN_NOT || p->t->kind == TOKEN_MUST) {
		must = true;
		negative ^= p->t->kind == TOKEN_NOT;
		p->t++;
	}
	n = parse_operand(p);
	if (n == NULL) {
		if (must)
			ask_note(p->out, ASK_NOTE_OPERATOR);
		return NULL;
	}
	if (negative)
		return new_not(p, n);
	return must ? new_must(p, n) : n;
}

static bool
skip_joints(struct parser *p)
{
	bool any = false;

	while (p->t->kind == TOKEN_AND || p->t->kind == TOKEN_OR) {
		any = true;
		p->t++;
	}
	return any;
}

typedef struct ask_node *parse_function(struct parser *p);

/* Parts of the next stronger kind, joined by an operator. */
static struct ask_node *
parse_joined(struct parser *p, enum ask_token_kind joint, enum ask_kind kind,
             parse_function *part)
{
	struct ask_node *first = part(p), *next;
	struct parts parts = { .n = 0 };

	if (first == NULL || p->t->kind != joint)
		return first;
	add_parts(p, &parts, kind, without_must(first));
	while (p->t->kind == joint) {
		p->t++;
		if (skip_joints(p))
			ask_note(p->out, ASK_NOTE_OPERATOR);
		next = part(p);
		if (next == NULL)
			ask_note(p->out, ASK_NOTE_OPERATOR);
		else
			add_parts(p, &parts, kind, without_must(next));
	}
	return parts.n > 1 ? new_group(p, kind, &parts) : first;
}

static struct ask_node *
parse_and(struct parser *p)
{
	return parse_joined(p, TOKEN_AND, ASK_ALL_OF, parse_unary);
}

static struct ask_node *
parse_or(struct parser *p)
{
	return parse_joined(p, TOKEN_OR, ASK_ANY_OF, parse_and);
}

/* Up to the closing parenthesis or the end. */
static struct ask_node *
parse_list(struct parser *p)
{
	struct parts parts = { .n = 0 };

	for (;;) {
		struct ask_node *n;

		if (skip_joints(p))
			ask_note(p->out, ASK_NOTE_OPERATOR);
		if (p->t->kind == TOKEN_END || p->t->kind == TOKEN_CLOSE)
			break;
		n = parse_or(p);
		if (n != NULL)
			add_parts(p, &parts, ASK_LIST, n);
	}
	return new_group(p, ASK_LIST, &parts);
}

/* Operators that join nothing at all, as the words that they also are. */
static bool
operators_as_words(struct arena *mem, struct ask_tokens *tokens)
{
	bool any = false;

	for (size_t i = 0; i < tokens->n; i++) {
		struct ask_token *t = &tokens->v[i];

		if (!t->spelled)
			continue;
		t->kind = TOKEN_WORD;
		t->folded = text_fold_copy(mem, t->shown);
		any = true;
	}
	return any;
}

/* Words and quotes alone, and words enough: a headline that was pasted. */
static bool
is_pasted(const struct ask_node *root)
{
	size_t words = 0;

	for (size_t i = 0; i < root->n; i++) {
		const struct ask_node *c = root->child[i];

		if (c->field != ASK_ANYWHERE ||
		    (c->kind != ASK_WORD && c->kind != ASK_PHRASE &&
		     c->kind != ASK_EXACT))
			return false;
		words += c->kind == ASK_WORD;
	}
	return words >= PASTED_WORDS;
}

void
ask_parse(struct arena *mem, struct str typed,
          const struct ask_setting *setting, struct ask *out)
{
	struct str text = utf8_head(typed, ASK_MAX_BYTES);
	struct ask_tokens tokens = { .n = 0 };
	struct parser p = { .mem = mem, .field = WORDS_NONE, .out = out };
	struct ask_node *root = NULL;

	*out = (struct ask){ .typed = typed,
	                     .none = { .kind = ASK_LIST } };
	if (typed.n > ASK_MAX_BYTES)
		ask_note(out, ASK_NOTE_BYTES);
	if (ask_lex(mem, text, setting, &tokens, out)) {
		p.t = tokens.v;
		root = parse_list(&p);
		if (root != NULL && root->n == 0 &&
		    operators_as_words(mem, &tokens)) {
			p.t = tokens.v;
			root = parse_list(&p);
			out->boolean = false;
			out->notes &= ~(1u << ASK_NOTE_OPERATOR);
		}
	}
	if (arena_err(mem) != ERR_OK)
		root = NULL;
	out->root = root == NULL ? &out->none : root;
	out->talk = out->talk || is_pasted(out->root);
}
