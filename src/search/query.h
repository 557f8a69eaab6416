#ifndef MARSAD_SEARCH_QUERY_H
#define MARSAD_SEARCH_QUERY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * What a reader typed, as words: folded as the index is, told apart by what
 * must stand in an article, what may, and what must not.
 */
enum query_kind {
	QUERY_WORD,   /* as typed one; may fold to several: l'eau */
	QUERY_PREFIX, /* word*, of two letters at least */
	QUERY_PHRASE, /* some words in quotes of any kind */
	QUERY_NOT     /* -word, -"some words" */
};

struct query_term {
	enum query_kind kind;
	struct str folded; /* words separated by one space; never empty */
	bool common;       /* a plain word that tells no article apart */
};

struct query {
	struct query_term *terms;
	size_t n;
};

/*
 * Read a query: at most SEARCH_QUERY_MAX bytes and SEARCH_TERMS_MAX terms of
 * it.  Anything is a query; one of punctuation alone has no terms.
 */
void query_parse(struct arena *mem, struct str typed, struct query *out);

/*
 * The FTS5 expression of a query; empty when it asks for nothing.  Built of
 * quoted words only, so nothing typed is ever read as an operator.
 * any: words are alternatives, common ones left out unless there are only
 * such; phrases must stand all the same, and with a phrase the words only add
 * to the score.  Else all must stand.
 */
struct str query_expression(struct arena *mem, const struct query *q,
                            bool any);

#endif
