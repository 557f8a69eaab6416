#ifndef MARSAD_HTML_TOKENIZER_INTERNAL_H
#define MARSAD_HTML_TOKENIZER_INTERNAL_H

#include "html/tokenizer.h"

/* What the tokenizer's files share; positions are offsets in t->in. */

/* White space of the standard: no vertical tab; CR was normalised away. */
static inline bool tok_is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }

/* s, a view of t->in, with NUL bytes replaced by U+FFFD. */
struct str tok_replace_nul(struct html_tokenizer *t, struct str s);

/* s, a view of t->in, with its character references resolved. */
struct str tok_resolve(struct html_tokenizer *t, struct str s,
                       bool in_attribute);

/* s, a view of t->in, in ASCII lower case, NUL replaced. */
struct str tok_lower(struct html_tokenizer *t, struct str s);

/*
 * Tag name and attributes; t->at is at the name's first letter.  False when
 * the input ends inside the tag, which is then dropped.
 */
bool tok_tag(struct html_tokenizer *t, enum html_token_kind kind,
             struct html_token *out);

/* t->at is behind "<!--", "<!", "<?" or "</", "<!doctype". */
void tok_comment(struct html_tokenizer *t, struct html_token *out);
void tok_bogus_comment(struct html_tokenizer *t, struct html_token *out);
void tok_doctype(struct html_tokenizer *t, struct html_token *out);

/* Offset of the end tag that ends the script data beginning at `from`. */
size_t tok_script_end(const struct html_tokenizer *t, size_t from);

/* Whether an end tag named t->last_start begins at the '<' at `at`. */
bool tok_is_end_tag(const struct html_tokenizer *t, size_t at);

#endif
