#ifndef MARSAD_MODEL_DOC_H
#define MARSAD_MODEL_DOC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/datetime.h"
#include "base/str.h"
#include "model/topic.h"

/*
 * struct doc: one article on its way in.  It owns one arena; everything in
 * it lives there and dies with it.  A stage writes its own section only, and
 * reads only the sections before it (DESIGN 3), so each stage is a pure
 * function of the sections above its own.
 */
#define DOC_MAX_BYTES (64u << 20) /* of arena per article */
#define DOC_TAGS_MAX 32u
#define DOC_TITLE_MAX 400u   /* code points kept of a title */
#define DOC_BYLINE_MAX 200u  /* code points kept of a byline */
#define DOC_EXCERPT_MAX 280u /* code points of an excerpt */
#define DOC_TEXT_MAX (1u << 20) /* bytes kept of a text */

/* Odd input is not an error: it is counted and explained to the outlet. */
#define DIAG_MAP(X)                                                    \
	X(FEED_ILL_FORMED, "feed is not well-formed XML and was repaired") \
	X(FEED_NO_DATE, "item has no usable date")                     \
	X(FEED_NO_LINK, "item has no usable address")                  \
	X(FEED_NO_TITLE, "item has no title")                          \
	X(FEED_TOO_MANY, "feed has more items than are read")          \
	X(CHARSET_WRONG, "declared charset contradicts the bytes")     \
	X(CHARSET_BAD_BYTES, "bytes that mean nothing in the charset") \
	X(PAGE_NO_TEXT, "no article text found")                       \
	X(PAGE_NO_TITLE, "no title found")                             \
	X(PAGE_NO_DATE, "no publication date found")                   \
	X(PAGE_NO_AUTHOR, "no author found")                           \
	X(PAGE_NO_IMAGE, "no image found (og:image)")                  \
	X(PAGE_NO_ADDRESS, "no canonical address stated")              \
	X(PAGE_NO_LANGUAGE, "language not declared (html lang)")       \
	X(PAGE_OTHER_LANGUAGE, "text is not in the declared language") \
	X(PAGE_NO_ZONE, "publication time without its zone")           \
	X(PAGE_IN_SCRIPT, "article text only in a script, not in the markup") \
	X(PAGE_TOO_DEEP, "elements nested deeper than are read")       \
	X(PAGE_TOO_MANY_NODES, "more elements than are read")          \
	X(PAGE_BOUND, "more of something than is read")                \
	X(PAGE_BAD_JSONLD, "JSON-LD is not valid JSON")                \
	X(PAGE_BAD_CANONICAL, "canonical address is of another site")  \
	X(TEXT_CUT, "text longer than is kept was cut")                \
	X(RULE_NO_INCLUDE, "the include selector gives no text here")  \
	X(RULE_NO_EXCLUDE, "the exclude selector matches nothing here") \
	X(BOILERPLATE, "lines of the outlet's other pages left out")

#define X(name, text) DIAG_##name,
enum diag { DIAG_MAP(X) DIAG__COUNT };
#undef X

/* The English text of a diagnostic. */
const char *diag_text(enum diag d);

struct diags {
	uint32_t count[DIAG__COUNT];
	size_t first_at[DIAG__COUNT]; /* byte offset of the first one */
};

/* Count a diagnostic; `at` is the byte offset it was seen at. */
void diag_add(struct diags *d, enum diag what, size_t at);

/*
 * Places of an outlet's own list that count, from the top.  A list is its own
 * where it does not go by time: then its order is what the outlet finds
 * important.
 */
#define LIST_RANK_MAX 16u

/* What a feed said about one article; empty fields: it said nothing. */
struct feed_item {
	struct str id;       /* guid, atom:id, rdf:about, JSON id */
	struct str url;      /* absolute */
	struct str title;    /* plain text, shown form */
	struct str author;   /* names separated by ", " */
	struct str summary_html;
	struct str content_html;
	struct str image;    /* absolute address */
	struct str language;
	struct str *tags;
	size_t tag_count;
	struct datetime published;
	bool has_published;
	struct datetime modified;
	bool has_modified;
	uint32_t list_rank; /* 1: at the top of the outlet's own list, up to
	                       LIST_RANK_MAX; 0: in none */
};

/* Stage 1, fetch: where the article is and what came back. */
struct doc_source {
	int64_t outlet_id;
	int64_t feed_id;     /* 0: not from a feed */
	int64_t frontier_id; /* store's row to settle; 0: none */
	struct str url;      /* as announced */
	struct str final_url;    /* after redirects */
	struct str content_type; /* HTTP header */
	struct str bytes;        /* body as received, unpacked */
	int64_t fetched_s;
	struct feed_item item; /* what the feed said */
};

/* What became of an outlet's selector on one page. */
enum rule_outcome {
	RULE_NONE, /* there is no such rule */
	RULE_MATCHED,
	RULE_MISSED
};

/*
 * What of a text is compared with other pages of the outlet: lines, and tiny
 * lines once more together with the line above, for "Share" says little and
 * "Share" below "Follow us" much.
 */
#define DOC_LINES_MAX 32u   /* of one text that are compared */
#define DOC_LINE_TINY_MAX 20u /* code points of a tiny line */

struct doc_line {
	uint64_t print;  /* hash of the folded line, or of both */
	uint32_t span;   /* code points the print is of */
	uint32_t len;    /* code points of the line; 0: no line of the text,
	                    or one counted already */
	bool dropped;    /* the line is no longer in the text */
	struct str text; /* the line as shown */
};

/* Stage 2, extract: what the page says.  Shown text, addresses absolute. */
struct doc_article {
	struct str charset;
	struct str canonical_url; /* empty: the page states none of its site */
	struct str title;
	struct str byline; /* people, separated by ", " */
	struct str text;   /* paragraphs joined by "\n" */
	struct str excerpt;
	struct doc_line *lines; /* of the text before any was left out */
	size_t line_count;
	enum rule_outcome include, exclude;
	struct str image; /* absolute address or empty */
	struct str caption;
	struct str section;
	struct str site_name;
	struct str language; /* as declared by the page */
	struct str *tags;
	size_t tag_count;
	struct datetime published;
	bool has_published;
	struct datetime modified;
	bool has_modified;
	bool no_archive; /* robots meta noarchive/nosnippet, TDM reservation */
	bool no_index;   /* robots meta noindex or none: not to be kept */
};

/* One word of a title or a text, as text/tokens.h tells words. */
struct doc_word {
	struct str folded;
	uint32_t start, end; /* bytes of the shown title or text */
	uint32_t stem;       /* hash of the stem; 0: an elided word */
};

struct doc_words {
	struct doc_word *v;
	size_t n;
};

/*
 * Who, where and how many, told without a language model; what the versions
 * of one event in several languages have in common.
 */
#define DOC_NAMES_MAX 32u
#define DOC_PLACES_MAX 16u
#define DOC_NUMBERS_MAX 32u

/*
 * One word of a name (bin, abu and abd with the word behind them).  A person
 * of three words has three; `person` is set at one of them, the last.
 */
struct doc_name {
	struct str shown; /* the whole name, as the article writes it fullest */
	uint32_t key;     /* of its consonants: the same in all alphabets */
	uint16_t count;
	bool in_title;
	bool person;      /* told by a first name or a role: to be shown */
};

struct doc_place {
	uint16_t place; /* number of model/places.h, never 0 */
	uint16_t count;
	bool in_title;
};

struct doc_number {
	double value;
	uint32_t key;   /* of the value: "50 billion" has one in all languages */
	uint16_t count;
	bool percent;
	bool in_title;
};

/* How the topic was found. */
enum topic_by {
	TOPIC_BY_NONE,
	TOPIC_BY_SECTION, /* the outlet's own section or tags */
	TOPIC_BY_MODEL
};

/* Stage 3, analyse: folded forms, language, what it is about. */
struct doc_analysis {
	struct doc_words title_words, text_words;
	enum topic topic;
	enum topic_by topic_by;
	struct doc_name *names; /* most often named first */
	size_t name_count;
	struct doc_place *places; /* most often named first */
	size_t place_count;
	struct doc_number *numbers; /* in order of first mention */
	size_t number_count;
	struct str place_codes; /* of these places, separated by spaces */
	struct str agency; /* "MAP", "AFP": whose text it says it is, or empty */
	struct str language; /* from the text, else as declared */
	int direction;       /* 1 right to left, 0 left to right */
	struct str title_folded;
	struct str text_folded;
	uint64_t text_hash; /* of the folded text */
	uint32_t word_count;
};

struct doc {
	struct arena *mem; /* owned: doc_free releases it */
	struct doc_source source;
	struct doc_article article;
	struct doc_analysis analysis;
	struct diags diags;
};

/* A new empty document with an arena of its own (DOC_MAX_BYTES). */
struct doc *doc_new(void);

/* Free it and everything in it; NULL is fine. */
void doc_free(struct doc *d);

#endif
