#ifndef MARSAD_SEARCH_BUILDER_INTERNAL_H
#define MARSAD_SEARCH_BUILDER_INTERNAL_H

#include "base/vec.h"
#include "search/builder.h"
#include "search/builder_terms.h"
#include "text/stem.h"
#include "text/tokens.h"

/* A word of a document, or of its byline. */
struct builder_word {
	uint32_t term; /* of builder_terms: an exact form or an author's word */
	uint32_t position;
};

struct builder_doc {
	int64_t id, story, time_s;
	uint32_t outlet;
	uint16_t topic, length;
	uint8_t language;
	uint8_t title; /* words of the title, UINT8_MAX: or more */
	bool copy;
	uint32_t text_from; /* position of the text's first word */
	size_t words_at;    /* in builder.words: the byline's come first */
	uint32_t word_n, author_n;
};

struct builder_names {
	struct str *v;
	size_t n, cap;
};

struct builder {
	struct builder_terms terms;
	struct builder_word *words;
	size_t word_n, word_cap;
	struct builder_doc *docs;
	uint32_t doc_n, doc_cap;
	struct builder_names topics, languages;
	struct tokens tokens;
	struct token *handed; /* words that were told already */
	size_t handed_cap;
	struct stemmer *stemmer;
	struct arena mem; /* names */
};

#endif
