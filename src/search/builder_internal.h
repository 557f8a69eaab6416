#ifndef MARSAD_SEARCH_BUILDER_INTERNAL_H
#define MARSAD_SEARCH_BUILDER_INTERNAL_H

#include "base/vec.h"
#include "search/builder.h"
#include "search/builder_terms.h"
#include "text/stem.h"
#include "text/tokens.h"

/* Between title and text, so that no phrase spans both. */
#define BUILDER_TITLE_GAP 8u

/*
 * The words of a document lie side by side: the byline's, the title's, the
 * text's.  Positions count from the title's first; the text's go on behind
 * the gap.
 */
struct builder_doc {
	int64_t id, story, time_s;
	uint32_t outlet;
	uint16_t topic, length;
	uint8_t language;
	uint8_t title; /* words of the title, UINT8_MAX: or more */
	bool copy;
	size_t words_at; /* in builder.words */
	uint32_t author_n, title_n, text_n;
};

struct builder_names {
	struct str *v;
	size_t n, cap;
};

struct builder {
	struct builder_terms terms;
	uint32_t *words; /* their terms: exact forms, or words of authors */
	size_t word_n, word_cap;
	struct builder_doc *docs;
	uint32_t doc_n, doc_cap;
	bool unordered; /* the documents' ids do not rise */
	struct builder_names topics, languages;
	struct tokens tokens;
	struct token *handed; /* words that were told already */
	size_t handed_cap;
	struct stemmer *stemmer;
	struct arena mem; /* names */
};

#endif
