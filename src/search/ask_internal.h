#ifndef MARSAD_SEARCH_ASK_INTERNAL_H
#define MARSAD_SEARCH_ASK_INTERNAL_H

#include "search/ask.h"

/* ---- the words of the language: ask_words.c ---- */

enum ask_words {
#define X(name, words) WORDS_##name,
#include "search/ask_words.def"
#undef X
	WORDS__COUNT
};

/* Not in any list; no field. */
#define WORDS_NONE WORDS__COUNT

/* Which of the lists [first, last] has the word, or WORDS_NONE. */
enum ask_words ask_words_find(struct str word, enum ask_words first,
                              enum ask_words last);

static inline bool ask_words_has(enum ask_words list, struct str word) { return ask_words_find(word, list, list) == list; }

/* The code of a language by its folded name or code; empty: not known. */
struct str ask_language(struct str folded);

/*
 * Whether a word, as typed and not in quotes, may be an Arabic word of one
 * of these lists that is at the same time a sign of this language.  A
 * backslash before it takes it out of them.
 */
enum ask_words ask_everyday(struct str typed, struct str folded);

/* ---- moments: ask_dates.c ---- */

struct ask_dates {
	struct arena scratch; /* emptied after each date */
	const struct ask_setting *setting;
};

struct ask_span {
	int64_t since_s, until_s;
};

/*
 * Read the date, or range of dates, at the front of s, as the field (since,
 * before, until, date) means it.  Returns the bytes that it takes of s, 0
 * when there is no date.
 */
size_t ask_date_read(struct ask_dates *d, struct str s, enum ask_words field,
                     struct ask_span *out);

/*
 * A word that is a range of dates, "2022-09..2022-12"; one end may be left
 * out when the other is more than a year.
 */
bool ask_date_range(struct ask_dates *d, struct str word,
                    struct ask_span *out);

/* ---- a query as tokens: ask_lex.c ---- */

enum ask_token_kind {
	TOKEN_END,
	TOKEN_GONE, /* left out */
	TOKEN_WORD,
	TOKEN_PREFIX,
	TOKEN_QUOTED,
	TOKEN_TIME,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_NOT,
	TOKEN_MUST
};

struct ask_token {
	enum ask_token_kind kind;
	enum ask_words field;    /* before an operand or "(", or WORDS_NONE */
	enum ask_words everyday; /* of a word: an operator too, if any */
	struct str shown, folded;
	struct ask_span span; /* TOKEN_TIME */
	bool common;
	bool spelled; /* an operator that is a word */
};

struct ask_tokens {
	struct ask_token *v; /* TOKEN_END is the last */
	size_t n, cap;
};

/*
 * Cut a query into tokens in mem: parentheses are balanced, no deeper than
 * ASK_MAX_DEPTH; the everyday words are settled.  Adds to out->notes, sets
 * out->boolean.  False when mem is full.
 */
bool ask_lex(struct arena *mem, struct str text,
             const struct ask_setting *setting, struct ask_tokens *tokens,
             struct ask *out);

/* A query being cut. */
struct ask_lexer {
	struct arena *mem;
	struct str text;
	size_t at;
	struct ask_dates dates;
	struct ask_tokens *tokens;
	struct ask *out;
	size_t words;         /* of the text */
	bool talk;            /* see ask_manner */
	bool spaced;          /* white space, or nothing, stands before */
	bool sign;            /* "-" or "+" does */
	enum ask_words field; /* a field's name does */
	unsigned no_closing;  /* quotes that do not stand from here on */
	size_t quotes, counted; /* quotes from byte `counted` on */
};

/* The text from byte `from` on. */
static inline struct str ask_from(const struct ask_lexer *x, size_t from) { return str_sub(x->text, from, x->text.n); }

/* The first byte behind `at` that is no white space. */
size_t ask_skip_space(const struct ask_lexer *x, size_t at);

/* Add a token; it takes the field and the sign before it.  NULL: mem full. */
struct ask_token *ask_add(struct ask_lexer *x, enum ask_token_kind kind,
                          struct str shown);

/* Add the moments that the text up to byte `end` tells, and go there. */
void ask_add_time(struct ask_lexer *x, struct ask_span span, size_t end);

/* What stood here is nothing: so are the sign and the field before it. */
void ask_add_nothing(struct ask_lexer *x);

/* Whether s can be what a field or a sign is for: no space, no operator. */
bool ask_begins_value(struct str s);

/* How many quotes stand in s. */
size_t ask_count_quotes(struct str s);

/* Take what is quoted; n bytes of a quote are at the front: ask_quoted.c */
void ask_take_quoted(struct ask_lexer *x, size_t n);

/* Take a field's name and, of dates, its value, if it is one: ask_field.c */
bool ask_take_field(struct ask_lexer *x);

/* Take a word, whatever it is: ask_word.c */
void ask_take_word(struct ask_lexer *x);

/* ---- words that are everyday words too: ask_everyday.c ---- */

/*
 * The number of words of a text, and whether it is somebody talking rather
 * than naming keywords: a question, or a sentence.
 */
size_t ask_manner(struct str text, bool *talk);

/* Make operators of the everyday words that are meant so. */
void ask_settle(struct ask_tokens *t, bool talk, struct ask *out);

static inline void ask_note(struct ask *a, enum ask_note n) { a->notes |= 1u << n; }

/* ---- marks: ask_marks.c ---- */

/* Bytes of the white space, control or bidi mark at the front of s, or 0. */
size_t ask_space(struct str s);

/* Bytes of the bidi mark at the front of s, or 0. */
size_t ask_bidi(struct str s);

/* Bytes of the quote, of any kind, at the front of s; 0 for none. */
size_t ask_quote(struct str s);

/* Which one it is, a bit; and the set of those that close an opened one. */
#define ASK_QUOTE_STRAIGHT (1u << 0)
#define ASK_QUOTE_LEFT_ANGLES (1u << 1)
#define ASK_QUOTE_RIGHT_ANGLES (1u << 2)
#define ASK_QUOTE_LEFT_ANGLE (1u << 3)
#define ASK_QUOTE_RIGHT_ANGLE (1u << 4)
#define ASK_QUOTE_HIGH_66 (1u << 5)
#define ASK_QUOTE_HIGH_99 (1u << 6)
#define ASK_QUOTE_LOW_99 (1u << 7)
#define ASK_QUOTE_ANY 0xFFu
unsigned ask_quote_set(struct str s);
unsigned ask_quote_closing(unsigned opening);

#endif
