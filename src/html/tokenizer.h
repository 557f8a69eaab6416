#ifndef MARSAD_HTML_TOKENIZER_H
#define MARSAD_HTML_TOKENIZER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "html/tags.h"

/*
 * HTML text as tokens, by the states of the HTML Living Standard, 13.2.5.
 * Parse errors are recovered from as the standard says and not reported.
 * Tokens are views of the input wherever nothing had to be decoded.  Linear
 * in the input, whatever it is.
 */
#define HTML_ATTRS_MAX 64u /* of one tag; further ones are dropped */

enum html_token_kind {
	HTML_TOKEN_TEXT,
	HTML_TOKEN_START,
	HTML_TOKEN_END,
	HTML_TOKEN_COMMENT,
	HTML_TOKEN_DOCTYPE
};

/* How what follows is read; the data state returns after each end tag. */
enum html_state {
	HTML_STATE_DATA,
	HTML_STATE_RCDATA,
	HTML_STATE_RAWTEXT,
	HTML_STATE_SCRIPT,
	HTML_STATE_PLAINTEXT,
	HTML_STATE_CDATA
};

struct html_attr {
	struct str name;  /* lower case */
	struct str value; /* references resolved */
};

/* The rest of a DOCTYPE, whose name is the token's text. */
struct html_doctype {
	bool has_name, has_public_id, has_system_id, force_quirks;
	struct str public_id;
	struct str system_id;
};

struct html_token {
	enum html_token_kind kind;
	enum html_tag tag; /* of a start or end tag */
	struct str text; /* characters, tag name (lower case), comment, name */
	const struct html_attr *attrs; /* until the next token */
	size_t attr_count;
	bool self_closing;
	size_t at; /* byte offset in the normalised input */
	struct html_doctype doctype; /* set for HTML_TOKEN_DOCTYPE only */
};

struct html_tokenizer {
	struct arena *mem;
	struct str in;
	size_t at;
	enum html_state state;
	struct str last_start; /* whose end tag ends RCDATA and the like */
	bool in_foreign;       /* CDATA sections are allowed: svg, math */
	bool has_nul;          /* the input has NUL bytes */
	size_t reference;      /* of the first '&' from where it was asked */
	struct html_attr *attrs; /* where attributes go: HTML_ATTRS_MAX */
	struct html_attr own_attrs[HTML_ATTRS_MAX];
};

/*
 * Begin at the data state.  mem takes decoded text and, if the input has CR
 * bytes, a copy of it with LF instead; `html` (UTF-8) must outlive the tokens.
 * The attributes of a tag are put into t itself; a caller that keeps them may
 * point t->attrs to room for HTML_ATTRS_MAX before each tag.
 */
void html_tokenizer_init(struct html_tokenizer *t, struct arena *mem,
                         struct str html);

/*
 * The next token; false at the end.  Text may come in several tokens.
 */
bool html_tokenizer_next(struct html_tokenizer *t, struct html_token *out);

/*
 * The state in which the content of that element is read, which the caller
 * sets after a start tag: the tokenizer itself does not know where in a
 * document it is.
 */
enum html_state html_content_state(enum html_tag tag);

#endif
