#include "search/ask_internal.h"
#include "text/normalise.h"

/* The next quote of a set from byte `from` on; STR_NPOS without one. */
static size_t
find_quote(struct str s, size_t from, unsigned set)
{
	for (size_t i = from; i < s.n; i++)
		if ((ask_quote_set(str_sub(s, i, s.n)) & set) != 0)
			return i;
	return STR_NPOS;
}

/*
 * The end of what is quoted from byte `from` on: the quote that goes with the
 * opening one, else any.  A set not found once is not looked for again.
 */
static size_t
find_closing(struct ask_lexer *x, size_t from, unsigned set)
{
	size_t at = STR_NPOS;

	if ((x->no_closing & set) != set)
		at = find_quote(x->text, from, set);
	if (at != STR_NPOS)
		return at;
	x->no_closing |= set;
	ask_note(x->out, ASK_NOTE_QUOTE);
	at = find_quote(x->text, from, ASK_QUOTE_ANY);
	return at == STR_NPOS ? x->text.n : at;
}

size_t
ask_count_quotes(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ask_quote(str_sub(s, i, s.n)) > 0;
	return n;
}

/*
 * A closing quote that nothing opened: 5", or what is left of a phrase.  One
 * that has its partner still to come only has the space on the wrong side.
 */
static bool
is_stray(struct ask_lexer *x, size_t n)
{
	char before = x->at > 0 ? x->text.p[x->at - 1] : ' ';
	size_t behind = x->at + n;

	if (x->spaced || x->sign || x->field != WORDS_NONE || before == '(' ||
	    (behind < x->text.n && ask_space(ask_from(x, behind)) == 0))
		return false;
	x->quotes -= ask_count_quotes(str_sub(x->text, x->counted, behind));
	x->counted = behind;
	return x->quotes % 2 == 0 || ascii_is_digit(before);
}

void
ask_take_quoted(struct ask_lexer *x, size_t n)
{
	unsigned opening = ask_quote_set(ask_from(x, x->at));
	size_t from = x->at + n, end;
	struct str inside, folded;
	struct ask_token *t;

	if (is_stray(x, n)) {
		x->at = from;
		ask_note(x->out, ASK_NOTE_QUOTE);
		return;
	}
	end = find_closing(x, from, ask_quote_closing(opening));
	inside = str_sub(x->text, from, end);
	folded = text_fold_copy(x->mem, inside);
	x->at = end + ask_quote(ask_from(x, end));
	if (folded.n == 0) {
		ask_add_nothing(x);
		return;
	}
	if ((t = ask_add(x, TOKEN_QUOTED, inside)) != NULL)
		t->folded = folded;
	x->out->boolean = true;
}
