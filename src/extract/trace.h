#ifndef MARSAD_EXTRACT_TRACE_H
#define MARSAD_EXTRACT_TRACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * How the article of a page was found, for whoever asks why: the elements
 * that were weighed, what became of each block of text, and for each field
 * all that the page offered.
 */
#define TRACE_CANDIDATES_MAX 6u
#define TRACE_OFFERS_MAX 6u /* of one field */
#define TRACE_BLOCKS_MAX 4000u
#define TRACE_TEXT_MAX 600u   /* bytes of a block's text */
#define TRACE_VALUE_MAX 2400u /* bytes of a field's value */
#define TRACE_MAX_BYTES (16u << 20) /* of arena: enough for all of these */

/* An element that might hold the article. */
struct trace_candidate {
	struct str path; /* "body > div#main > div.text" */
	double points;   /* what its blocks gave it, names of it counted in */
	uint32_t text;   /* code points of living paragraphs below */
	bool chosen;
};

struct trace_block {
	struct str path;
	struct str text; /* shown form, its first TRACE_TEXT_MAX bytes */
	uint32_t len;    /* code points */
	uint32_t link_len; /* of them inside links */
	const char *fate;  /* English: why it was kept or left out */
	bool kept;
};

/* A value of a field, and where it stands: "og:title", "h1". */
struct trace_offer {
	const char *from;
	struct str value;
	bool same; /* as what the field has */
};

#define TRACE_FIELD_MAP(X)           \
	X(TITLE, "title")            \
	X(BYLINE, "byline")          \
	X(PUBLISHED, "published")    \
	X(MODIFIED, "modified")      \
	X(IMAGE, "image")            \
	X(ADDRESS, "canonical_url")  \
	X(SITE_NAME, "site_name")    \
	X(SECTION, "section")        \
	X(LANGUAGE, "language")

#define X(name, text) TRACE_##name,
enum trace_field_name { TRACE_FIELD_MAP(X) TRACE__COUNT };
#undef X

/* What the page offers for a field. */
struct trace_field {
	struct str value; /* the field's, empty: it has none */
	const char *from; /* where who chose it found it, English; NULL: not
	                     told, then offers that are the same tell most */
	struct trace_offer offers[TRACE_OFFERS_MAX];
	unsigned n;
};

/*
 * mem is set by the caller before extract_page and holds all that is told; a
 * trace that does not fit it is cut, the article is whole.  NULL: the
 * article's own arena.
 */
struct extract_trace {
	struct arena *mem;
	const char *text_from; /* English: "page", "feed", ... */
	struct trace_candidate candidates[TRACE_CANDIDATES_MAX];
	unsigned candidate_n; /* best first */
	struct trace_block *blocks; /* in document order */
	size_t block_n;
	size_t blocks_before, blocks_behind; /* more that are not told */
	struct trace_field fields[TRACE__COUNT];
};

/* "published"; static. */
const char *trace_field_text(enum trace_field_name f);

#endif
