#include "search/ask_internal.h"
#include "search/stopwords.h"
#include "text/normalise.h"
#include "text/utf8.h"

#define PREFIX_MIN_LETTERS 2u /* fewer stand for too many words */
#define BESIDE_MAX 4u /* words beside "since 2022" that leave it a filter */

/* Where the word at the front ends: marks of direction are inside or out. */
static size_t
word_end(const struct ask_lexer *x)
{
	size_t end = x->at + 1, n;

	for (size_t at = end; at < x->text.n; at += n) {
		struct str s = ask_from(x, at);

		n = ask_bidi(s);
		if (n > 0)
			continue;
		if (s.p[0] == '(' || s.p[0] == ')' || s.p[0] == '|' ||
		    ask_quote(s) > 0 || ask_space(s) > 0)
			break;
		n = 1;
		end = at + n;
	}
	return end;
}

/* Words that are operators: in capitals, alone. */
static bool
take_operator(struct ask_lexer *x, struct str word)
{
	enum ask_words which = ask_words_find(word, WORDS_AND, WORDS_NOT);
	static const enum ask_token_kind kinds[] = {
		[WORDS_AND] = TOKEN_AND,
		[WORDS_OR] = TOKEN_OR,
		[WORDS_NOT] = TOKEN_NOT,
	};
	struct ask_token *t;

	if (which == WORDS_NONE || x->sign || x->field != WORDS_NONE)
		return false;
	if ((t = ask_add(x, kinds[which], word)) != NULL)
		t->spelled = true;
	x->at += word.n;
	x->out->boolean = true;
	return true;
}

static size_t
count_words(struct str s)
{
	bool talk;

	return ask_manner(s, &talk);
}

/* Whether a mark makes a word nothing but a word: a backslash, a star. */
static bool
is_escaped(struct str word)
{
	return (!ascii_is_alpha(word.p[0]) &&
	        (unsigned char)word.p[0] < 0x80) ||
	       str_ends(word, STR("*"));
}

/*
 * "since 2022" without a colon: at the head or the end of a few keywords.
 * In a sentence it tells when something was, not when it was reported.
 */
static bool
take_since(struct ask_lexer *x, struct str word, struct str folded)
{
	struct ask_span span;
	size_t at = x->at + word.n, n;
	struct str rest;

	if (x->talk || x->sign || x->field != WORDS_NONE ||
	    ask_from(x, at).n == 0 || is_escaped(word) ||
	    !ask_words_has(WORDS_SINCE_BARE, folded))
		return false;
	at = ask_skip_space(x, at);
	n = ask_date_read(&x->dates, ask_from(x, at), WORDS_SINCE, &span);
	rest = ask_from(x, at + n);
	if (n == 0 || (x->tokens->n > 0 && count_words(rest) > 0) ||
	    x->words > BESIDE_MAX +
	                       count_words(str_sub(x->text, x->at, at + n)))
		return false;
	ask_add_time(x, span, at + n);
	return true;
}

/* The letters of the last of some words. */
static size_t
last_letters(struct str folded)
{
	size_t space = str_rchr(folded, ' ');

	return utf8_count(str_sub(folded, space == STR_NPOS ? 0 : space + 1,
	                          folded.n));
}

static void
add_word(struct ask_lexer *x, struct str word, struct str folded)
{
	enum ask_token_kind kind = TOKEN_WORD;
	struct str behind = ask_from(x, x->at + word.n);
	/* glued to a quote it is a prefix of what is quoted */
	bool alone = x->spaced && ask_space(behind) > 0 && !x->sign &&
	             x->field == WORDS_NONE;
	struct ask_token *t;

	if (str_ends(word, STR("*"))) {
		if (last_letters(folded) >= PREFIX_MIN_LETTERS)
			kind = TOKEN_PREFIX;
		else
			ask_note(x->out, ASK_NOTE_PREFIX);
	}
	if ((t = ask_add(x, kind, word)) == NULL)
		return;
	t->folded = folded;
	if (kind != TOKEN_WORD)
		return;
	t->common = stopword(word);
	if (alone)
		t->everyday = ask_everyday(word, folded);
}

void
ask_take_word(struct ask_lexer *x)
{
	size_t end = word_end(x);
	struct str word = str_sub(x->text, x->at, end), folded;
	struct ask_span span;

	if (take_operator(x, word))
		return;
	if (x->field == WORDS_NONE &&
	    ask_date_range(&x->dates, word, &span)) {
		ask_add_time(x, span, end);
		return;
	}
	folded = text_fold_copy(x->mem, word);
	if (folded.n > 0 && take_since(x, word, folded))
		return;
	if (folded.n > 0)
		add_word(x, word, folded);
	else
		ask_add_nothing(x);
	x->at = end;
}
