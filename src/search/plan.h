#ifndef MARSAD_SEARCH_PLAN_H
#define MARSAD_SEARCH_PLAN_H

#include "search/ask.h"
#include "search/terms.h"
#include "search/view.h"
#include "text/stem.h"

/*
 * A query made ready for an index: its words analysed as the index's were,
 * each term looked up in every segment, and how rare it is in all of them.
 */
#define PLAN_STEMS_MAX 4u /* of a Latin word: one a language, at most */
#define PLAN_PHRASE_MAX 32u /* words */
#define PLAN_PREFIX_TERMS 20000u /* that a prefix stands for in a part */
#define PLAN_SHOULD_MAX 64u /* words that only add to the score */

/* A term of the query in all segments of the view. */
struct plan_term {
	struct str key;     /* as in the dictionary */
	struct term *found; /* by part: see plan_find */
	uint64_t docs;      /* in all; 0 of a plan that ranks nothing */
	float rarity;
};

struct plan_word {
	struct str shown;
	struct plan_term exact;
	struct plan_term stem[PLAN_STEMS_MAX];
	unsigned stem_n;
};

enum plan_kind {
	PLAN_WORD,    /* word[0], by its stems */
	PLAN_EXACT,   /* word[0], as written */
	PLAN_PHRASE,  /* the stems of the words side by side */
	PLAN_PREFIX,  /* exact forms that begin as the key of word[0] */
	PLAN_AUTHOR,  /* all words, in the byline */
	PLAN_OUTLET, PLAN_TOPIC, PLAN_LANGUAGE, /* columns */
	PLAN_TIME,
	PLAN_EVERY,   /* every document */
	PLAN_ALL_OF, PLAN_ANY_OF,
	PLAN_BUT      /* child[0] without the others */
};

struct plan_node {
	enum plan_kind kind;
	bool title;      /* words: in the title only */
	float times;     /* how often the query says it */
	struct plan_word *word;
	size_t word_n;
	int64_t since_s, until_s;
	const int64_t *outlet; /* ids, any of them */
	size_t outlet_n;
	struct str name;       /* topic, folded; language code */
	struct plan_node **child;
	size_t n;
};

struct plan {
	const struct view *view;
	uint64_t docs;      /* of all segments, deleted ones included */
	float words_mean;
	struct plan_node *must; /* NULL: nothing must stand */
	struct plan_node *not;  /* NULL: nothing must not */
	struct plan_node **should; /* add to the score */
	size_t should_n;
	bool need_should;   /* one of them must stand */
	/* neighbours of the query: words of should or must, in its order */
	struct plan_word **neighbour; /* NULL: no neighbour there */
	size_t neighbour_n;
};

struct plan_setting {
	bool unranked;  /* how rare terms are does not matter */
	bool any_word;  /* plain words match any of them ... */
	bool talk;      /* ... and so do those in quotes: see struct ask */
	struct stemmer *stemmer;
	/* which outlets a name means; the array is in mem */
	void (*outlets)(void *arg, struct arena *mem, struct str folded,
	                const int64_t **out, size_t *n);
	void *arg;
};

/*
 * A term in a part of the view, looked up when it is first asked for; NULL
 * where it is not.  About 1 us.
 */
const struct term *plan_find(const struct plan *p, const struct plan_term *t,
                             size_t part);

/* In how many documents of all parts a term is, whatever the plan. */
uint64_t plan_docs(const struct plan *p, const struct plan_term *t);

/*
 * Make a query ready for a view, which must outlive the plan.  Everything in
 * mem: check arena_err.  Cost: about 1 us a term and segment.
 */
void plan_make(struct arena *mem, const struct ask_node *root,
               const struct view *view, const struct plan_setting *setting,
               struct plan *out);

#endif
