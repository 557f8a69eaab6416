#ifndef MARSAD_DEMO_DATA_H
#define MARSAD_DEMO_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * The demo outlets as tools/demogen compiles them from data/demo: constant,
 * in the program.
 */
#define SLOT(name) DEMO_SLOT_##name,
enum demo_slot {
#include "demo/slots.def"
	DEMO_SLOT__COUNT
};
#undef SLOT

#define SECTION(name) DEMO_SECTION_##name,
enum demo_section {
#include "demo/slots.def"
	DEMO_SECTION__COUNT
};
#undef SECTION

enum demo_language { DEMO_AR, DEMO_FR, DEMO_LANGUAGE__COUNT };

#define DEMO_TOPIC_MAP(X) \
	X(politics)       \
	X(economy)        \
	X(society)        \
	X(culture)        \
	X(sport)          \
	X(weather)        \
	X(world)

#define X(name) DEMO_TOPIC_##name,
enum demo_topic { DEMO_TOPIC_MAP(X) DEMO_TOPIC__COUNT };
#undef X

enum demo_token_kind {
	DEMO_TEXT, /* as it stands */
	DEMO_VALUE,
	DEMO_WORD, /* of demo_words */
	DEMO_IF,
	DEMO_END
};

struct demo_token {
	enum demo_token_kind kind;
	int what; /* enum demo_slot, or index of a word */
	struct str text;
};

struct demo_tokens {
	const struct demo_token *t;
	size_t n;
};

struct demo_template {
	struct str name;
	struct demo_tokens section[DEMO_SECTION__COUNT];
};

struct demo_site {
	struct str slug, name;
	enum demo_language language;
	struct str kind;    /* of the feed */
	struct str charset;
	struct str markup;  /* jsonld og microdata graph none */
	struct str slogan, about;
	size_t template;    /* index of demo_templates */
};

struct demo_text {
	struct str title;
	const struct str *paragraphs;
	size_t n;
};

struct demo_piece {
	size_t site; /* index of demo_sites */
	enum demo_topic topic;
	struct str slug, event, copy, author, image, caption, tags;
	int32_t at_min;        /* from the demo's start */
	int32_t corrected_min; /* with corrected.n > 0 */
	struct demo_text text, corrected;
};

struct demo_comment {
	enum demo_language language;
	struct str who, text;
};

/* Pieces stand by site, the latest first. */
extern const struct demo_site demo_sites[];
extern const size_t demo_site_count;
extern const struct demo_piece demo_pieces[];
extern const size_t demo_piece_count;
extern const struct demo_template demo_templates[];
extern const struct demo_comment demo_comments[];
extern const size_t demo_comment_count;
extern const struct str demo_words[][DEMO_LANGUAGE__COUNT];

/* The words that C names stand first: the topics, then these. */
#define DEMO_FIXED_WORD_MAP(X) X(missing) X(missing_text) X(about) X(about_text)

#define X(name) DEMO_WORD_##name,
enum demo_word { DEMO_TOPIC_MAP(X) DEMO_FIXED_WORD_MAP(X) DEMO_WORD__FIXED };
#undef X
#define DEMO_WORD_TOPIC(t) ((size_t)(t))

#endif
