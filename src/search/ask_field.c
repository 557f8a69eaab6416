#include "search/ask_internal.h"
#include "text/normalise.h"

#define NAME_MAX_BYTES 32u /* of a field */

/* The name of a field at the front, up to its colon: bytes, 0 for none. */
static size_t
field_name(const struct ask_lexer *x, enum ask_words *out)
{
	struct str s = str_sub(ask_from(x, x->at), 0, NAME_MAX_BYTES), folded;
	struct arena mem = ARENA_INIT(NAME_MAX_BYTES * 16, ARENA_BLOCK);
	size_t n = str_chr(s, ':');

	*out = WORDS_NONE;
	for (size_t i = 0; n != STR_NPOS && i < n; i++)
		if (ask_space(str_sub(s, i, n)) > 0 || s.p[i] == '\\')
			n = STR_NPOS;
	if (n == STR_NPOS)
		return 0;
	folded = text_fold_copy(&mem, str_sub(s, 0, n));
	*out = ask_words_find(folded, WORDS_TITLE, WORDS_DATE);
	arena_release(&mem);
	return *out == WORDS_NONE ? 0 : n + 1;
}

static size_t
quote_at(struct str s, size_t from)
{
	for (size_t i = from; i < s.n; i++)
		if (ask_quote(str_sub(s, i, s.n)) > 0)
			return i;
	return STR_NPOS;
}

/* Dates in quotes or parentheses are read up to where these close. */
static size_t
date_value(struct ask_lexer *x, size_t at, enum ask_words field,
           struct ask_span *out)
{
	struct str s = ask_from(x, at), inside;
	size_t open = ask_quote(s), end;

	if (open == 0 && !str_starts(s, STR("(")))
		return ask_date_read(&x->dates, s, field, out);
	end = open > 0 ? quote_at(s, open) : str_chr(s, ')');
	if (end == STR_NPOS)
		return 0;
	inside = str_trim(str_sub(s, open > 0 ? open : 1, end));
	if (inside.n == 0 ||
	    ask_date_read(&x->dates, inside, field, out) != inside.n)
		return 0;
	return end + (open > 0 ? ask_quote(str_sub(s, end, s.n)) : 1);
}

/* A field's name and, of dates, its value. */
bool
ask_take_field(struct ask_lexer *x)
{
	enum ask_words field;
	size_t n = field_name(x, &field);
	size_t at = ask_skip_space(x, x->at + n);
	bool blank = at > x->at + n;
	struct ask_span span;

	if (n == 0 || !ask_begins_value(ask_from(x, at)))
		return false;
	/* "Source: ..." is how many a headline begins */
	if (blank && x->talk && field < WORDS_SINCE &&
	    ask_quote(ask_from(x, at)) == 0)
		return false;
	if (field < WORDS_SINCE) {
		x->at = at;
		x->field = field;
		x->out->boolean = true;
		return true;
	}
	n = date_value(x, at, field, &span);
	if (n > 0)
		ask_add_time(x, span, at + n);
	else if (!blank)
		ask_note(x->out, ASK_NOTE_DATE);
	return n > 0;
}
