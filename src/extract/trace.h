#ifndef MARSAD_EXTRACT_TRACE_H
#define MARSAD_EXTRACT_TRACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * How the article of a page was found, for whoever asks why: the elements
 * that were weighed, what became of each block of text, and for each field
 * all that the page offered.
 */
#define TRACE_CANDIDATES_MAX 6u
#define TRACE_OFFERS_MAX 6u /* of one field */

/* An element that might hold the article. */
struct trace_candidate {
	struct str path; /* "body > div#main > div.text" */
	double points;   /* what its blocks gave it, names of it counted in */
	uint32_t text;   /* code points of living paragraphs below */
	bool chosen;
};

struct trace_block {
	struct str path;
	struct str text; /* shown form */
	uint32_t len;    /* code points */
	uint32_t link_len; /* of them inside links */
	const char *fate;  /* English: why it was kept or left out */
	bool kept;
};

/* A value of a field, and where it stands: "og:title", "h1". */
struct trace_offer {
	const char *from;
	struct str value;
	bool chosen; /* this is what the field has */
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

/* What the page offers for a field; none chosen: found in the page's body. */
struct trace_field {
	struct str value; /* the field's, empty: it has none */
	struct trace_offer offers[TRACE_OFFERS_MAX];
	unsigned n;
};

struct extract_trace {
	const char *text_from; /* English: "page", "feed", ... */
	struct trace_candidate candidates[TRACE_CANDIDATES_MAX];
	unsigned candidate_n; /* best first */
	struct trace_block *blocks; /* in document order */
	size_t block_n;
	struct trace_field fields[TRACE__COUNT];
};

/* "published"; static. */
const char *trace_field_text(enum trace_field_name f);

#endif
