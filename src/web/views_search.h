#ifndef MARSAD_WEB_VIEWS_SEARCH_H
#define MARSAD_WEB_VIEWS_SEARCH_H

#include "web/views.h"

/* What the search page and its help show: views.h for the others. */

struct option {
	struct str value;
	struct str label;
	bool selected;
};

struct option_list {
	struct option *v;
	size_t n;
};

/* A passage in pieces, plain and marked in turn. */
struct piece {
	struct str plain;
	struct str marked;
};

struct piece_list {
	struct piece *v;
	size_t n;
};

/* One line of why an article is found: a word, and what is said of it. */
struct reason {
	struct str word;
	struct str text;
};

struct reason_list {
	struct reason *v;
	size_t n;
};

struct hit {
	struct card card;
	struct piece_list title;
	struct piece_list pieces;
	bool cut_before, cut_after;
	struct reason_list reasons;
	bool why; /* shown at once */
	struct str more, more_url; /* "3 more of this story"; or empty */
	int64_t story_id;
};

struct hit_list {
	struct hit *v;
	size_t n;
};

/* A value that narrows the answer, and how many articles would be left. */
struct facet_value {
	struct str url;
	struct str label;
	struct str count;
	int64_t share; /* 1 to 100, of the greatest; 0: no bar */
};

struct facet_value_list {
	struct facet_value *v;
	size_t n;
};

struct facet {
	struct str heading;
	struct facet_value_list first, rest; /* rest: folded away */
};

struct facet_list {
	struct facet *v;
	size_t n;
};

/* What narrows the answer now; url: without it. */
struct chip {
	struct str url;
	struct str kind;
	struct str label;
};

struct chip_list {
	struct chip *v;
	size_t n;
};

/* A search that may find more. */
struct offer {
	struct str url;
	struct str label;
	struct str count;
};

struct offer_list {
	struct offer *v;
	size_t n;
};

/* A query to try. */
struct example {
	struct str url;
	struct str query;
	struct str text;
};

struct example_list {
	struct example *v;
	size_t n;
};

struct search_view {
	struct page_view page;
	bool asked;  /* there is an answer */
	bool worded; /* there are words in the query */
	struct option_list sorts, outlets, languages, topics;
	struct str from, to;
	bool every, ageless, why;
	struct line_list notes; /* how the query was read */
	struct str total;       /* "results: 12", empty when nothing was asked */
	struct line_list warnings;
	struct link_list orders; /* by relevance, newest first */
	struct str every_text, every_url, every_label;
	struct str why_url, why_label;
	struct chip_list chips;
	struct facet_list facets;
	struct str facets_note;
	struct str nothing; /* why there are no hits; or empty */
	struct offer_list offers;
	struct str meant, meant_url; /* the query as it may be meant */
	struct hit_list hits;
	struct str previous, next; /* addresses, or empty */
	struct str page_label;
	struct example_list examples;
	struct str help; /* address */
};

struct search_help_view {
	struct page_view page;
	struct example_list examples;
	struct str recency, limits;
	struct str ageless; /* address */
};

#endif
