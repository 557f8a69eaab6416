#include "base/vec.h"
#include "search/ask_internal.h"

size_t
ask_skip_space(const struct ask_lexer *x, size_t at)
{
	size_t n;

	while ((n = ask_space(ask_from(x, at))) > 0)
		at += n;
	return at;
}

struct ask_token *
ask_add(struct ask_lexer *x, enum ask_token_kind kind, struct str shown)
{
	struct ask_token *t = VEC_PUSH(x->mem, x->tokens);

	if (t != NULL)
		*t = (struct ask_token){
			.kind = kind,
			.shown = shown,
			.field = x->field,
			.everyday = WORDS_NONE,
		};
	x->field = WORDS_NONE;
	x->sign = false;
	return t;
}

void
ask_add_time(struct ask_lexer *x, struct ask_span span, size_t end)
{
	struct ask_token *t =
	        ask_add(x, TOKEN_TIME, str_sub(x->text, x->at, end));

	if (t != NULL)
		t->span = span;
	x->at = end;
	x->out->boolean = true;
}

void
ask_add_nothing(struct ask_lexer *x)
{
	if (x->sign && x->tokens->n > 0)
		x->tokens->n--;
	x->field = WORDS_NONE;
	x->sign = false;
}

static void
add_operator(struct ask_lexer *x, enum ask_token_kind kind, size_t n)
{
	ask_add(x, kind, str_sub(x->text, x->at, x->at + n));
	x->at += n;
	x->out->boolean = true;
}

bool
ask_begins_value(struct str s)
{
	return s.n > 0 && ask_space(s) == 0 && s.p[0] != ')' &&
	       s.p[0] != '|' && s.p[0] != '&';
}

/* "-" and "+" before a word, behind a space: "covid-19" is none. */
static bool
is_sign(const struct ask_lexer *x)
{
	struct str s = ask_from(x, x->at);
	char before = x->at > 0 ? x->text.p[x->at - 1] : ' ';

	if ((s.p[0] != '-' && s.p[0] != '+') || x->sign ||
	    x->field != WORDS_NONE)
		return false;
	s = str_sub(s, 1, s.n);
	return (x->spaced || before == '(' || before == '|') &&
	       ask_begins_value(s) && s.p[0] != '-' && s.p[0] != '+';
}

/* How often the byte at the front stands there. */
static size_t
run_of(struct str s)
{
	size_t n = 1;

	while (n < s.n && s.p[n] == s.p[0])
		n++;
	return n;
}

static void
take_next(struct ask_lexer *x)
{
	struct str s = ask_from(x, x->at);
	size_t quote = ask_quote(s);

	if (quote > 0) {
		ask_take_quoted(x, quote);
	} else if (s.p[0] == '(') {
		ask_add(x, TOKEN_OPEN, str_sub(s, 0, 1));
		x->at++;
	} else if (s.p[0] == ')') {
		ask_add(x, TOKEN_CLOSE, str_sub(s, 0, 1));
		x->at++;
	} else if (s.p[0] == '|') {
		add_operator(x, TOKEN_OR, run_of(s));
	} else if (s.p[0] == '&') {
		add_operator(x, TOKEN_AND, run_of(s));
	} else if (is_sign(x)) {
		add_operator(x, s.p[0] == '-' ? TOKEN_NOT : TOKEN_MUST, 1);
		x->sign = true;
	} else if (x->field != WORDS_NONE || !ask_take_field(x)) {
		ask_take_word(x);
	}
}

/* Leave out parentheses without their other half, and those too deep. */
static void
balance(struct ask_tokens *t, struct ask *out)
{
	size_t depth = 0, kept = 0;

	for (size_t i = 0; i < t->n; i++) {
		bool gone = false;

		if (t->v[i].kind == TOKEN_OPEN) {
			gone = depth++ >= ASK_MAX_DEPTH;
			if (gone)
				ask_note(out, ASK_NOTE_DEPTH);
		} else if (t->v[i].kind == TOKEN_CLOSE) {
			if (depth == 0)
				ask_note(out, ASK_NOTE_PAREN);
			gone = depth == 0 || depth > ASK_MAX_DEPTH;
			depth -= depth > 0;
		}
		if (!gone)
			t->v[kept++] = t->v[i];
	}
	t->n = kept;
	if (depth > 0)
		ask_note(out, ASK_NOTE_PAREN);
}

bool
ask_lex(struct arena *mem, struct str text, const struct ask_setting *setting,
        struct ask_tokens *tokens, struct ask *out)
{
	struct ask_lexer x = {
		.mem = mem,
		.text = text,
		.dates = { .scratch = ARENA_INIT(ARENA_BLOCK, 2 * ARENA_BLOCK),
		           .setting = setting },
		.tokens = tokens,
		.out = out,
		.field = WORDS_NONE,
		.spaced = true,
	};

	x.words = ask_manner(text, &x.talk);
	x.quotes = ask_count_quotes(text);
	while (x.at < text.n) {
		size_t space = ask_space(ask_from(&x, x.at));

		if (space == 0)
			take_next(&x);
		x.at += space;
		x.spaced = space > 0;
	}
	arena_release(&x.dates.scratch);
	balance(tokens, out);
	ask_add(&x, TOKEN_END, STR_EMPTY);
	if (arena_err(mem) != ERR_OK || tokens->n == 0)
		return false;
	ask_settle(tokens, x.talk, out);
	return true;
}
