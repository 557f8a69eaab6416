/*
 * The Arabic "and", "or" and "is not" are operators and everyday words: what
 * a query is like, and what stands beside them, tells.
 */
#include "base/buf.h"
#include "search/ask_internal.h"
#include "text/normalise.h"

/* So many words are a sentence; keywords are fewer. */
#define TALK_WORDS 7u

#define WORD_BYTES (ASK_MAX_BYTES * 6) /* folded */

#define ARABIC_QUESTION_MARK "\xD8\x9F" /* U+061F */

size_t
ask_manner(struct str text, bool *talk)
{
	struct buf folded = BUF_INIT(WORD_BYTES);
	size_t words = 0, signs = 0, from = 0;
	bool question = str_chr(text, '?') != STR_NPOS ||
	                str_find(text, STR(ARABIC_QUESTION_MARK)) != STR_NPOS;

	for (size_t at = 0; at <= text.n; at++) {
		struct str word;

		if (at < text.n && ask_space(str_sub(text, at, text.n)) == 0)
			continue;
		buf_clear(&folded);
		text_fold(&folded, str_sub(text, from, at));
		from = at;
		word = buf_str(&folded);
		if (word.n == 0)
			continue;
		if (words++ == 0 && ask_words_has(WORDS_QUESTION, word))
			question = true;
		signs += ask_words_find(word, WORDS_EVERYDAY_AND,
		                        WORDS_EVERYDAY_NOT) != WORDS_NONE;
	}
	buf_release(&folded);
	*talk = question || words - signs >= TALK_WORDS;
	return words;
}

static bool
ends_operand(const struct ask_token *t)
{
	switch (t->kind) {
	case TOKEN_WORD:
		return !t->common && t->everyday == WORDS_NONE;
	case TOKEN_PREFIX:
	case TOKEN_QUOTED:
	case TOKEN_TIME:
	case TOKEN_CLOSE:
		return true;
	default:
		return false;
	}
}

static bool
begins_operand(const struct ask_token *t)
{
	return t->kind == TOKEN_OPEN || t->kind == TOKEN_NOT ||
	       t->kind == TOKEN_MUST ||
	       (t->kind != TOKEN_CLOSE && ends_operand(t));
}

/* "and", "or" between two operands; "and not" is two operators. */
static bool
settle_joints(struct ask_tokens *t)
{
	bool any = false;

	for (size_t i = 1; i + 2 < t->n; i++) {
		struct ask_token *at = &t->v[i];
		bool either = at->everyday == WORDS_EVERYDAY_OR;
		bool refused = t->v[i + 1].everyday == WORDS_EVERYDAY_NOT;

		if ((!either && at->everyday != WORDS_EVERYDAY_AND) ||
		    !ends_operand(at - 1) ||
		    !begins_operand(at + 1 + refused))
			continue;
		at->kind = either ? TOKEN_OR : TOKEN_AND;
		at->everyday = WORDS_NONE;
		at->spelled = any = true;
	}
	return any;
}

static void
settle_not(struct ask_tokens *t, bool boolean)
{
	for (size_t i = 1; i + 1 < t->n; i++) {
		struct ask_token *at = &t->v[i];
		const struct ask_token *left = at - 1;

		if (at->everyday != WORDS_EVERYDAY_NOT ||
		    !begins_operand(at + 1))
			continue;
		if (left->kind != TOKEN_AND && left->kind != TOKEN_OR &&
		    !(boolean && ends_operand(left)))
			continue;
		at->kind = TOKEN_NOT;
		at->everyday = WORDS_NONE;
		at->spelled = true;
	}
}

/* Whether there is a sign that nobody uses who talks: quotes are none. */
static bool
has_sign(const struct ask_tokens *t)
{
	for (size_t i = 0; i < t->n; i++) {
		enum ask_token_kind kind = t->v[i].kind;

		if (kind == TOKEN_AND || kind == TOKEN_OR ||
		    kind == TOKEN_NOT || kind == TOKEN_MUST ||
		    kind == TOKEN_TIME || t->v[i].field != WORDS_NONE)
			return true;
	}
	return false;
}

void
ask_settle(struct ask_tokens *t, bool talk, struct ask *out)
{
	bool parens = false;

	out->talk = talk && !has_sign(t);
	if (out->talk)
		return;
	for (size_t i = 0; i < t->n; i++)
		parens = parens || t->v[i].kind == TOKEN_OPEN;
	if (settle_joints(t))
		out->boolean = true;
	settle_not(t, out->boolean || parens);
}
