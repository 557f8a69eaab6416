#ifndef MARSAD_SEARCH_FIND_H
#define MARSAD_SEARCH_FIND_H

#include "search/match.h"
#include "search/top.h"

/*
 * Answering a query from a view of the index: the best documents, how many
 * there are, and how they spread.  Works on the index alone; search.h is for
 * readers.
 */
#define FIND_COUNT_MAX 4096u   /* documents looked at before we say "about" */
#define FIND_COUNT_SMALL 4096u /* parts of so few are counted whole */
#define FIND_FACET_DOCS 400000u /* counted for facets, likewise */
#define FIND_WORK_MAX 6000000u  /* documents looked at for one query */
#define FIND_MEM_BYTES (64u << 20) /* for one part of the view at a time */
#define FIND_WINDOW 10u          /* best ones whose neighbours are looked at */
#define FIND_FACET_VALUES 40u    /* of one kind, the most frequent ones */

/* Recency: how much more an article of now is worth than a very old one. */
#define FIND_RECENCY_GAIN 0.25f
#define FIND_RECENCY_HALF_S (30.0f * 86400.0f) /* then half of the gain */

struct find_request {
	const struct ask_node *root;
	struct plan_setting plan;
	bool newest;   /* else by relevance */
	bool recency;  /* by relevance: newer ones gain */
	bool collapse; /* one article a story, no copies */
	bool facets;
	bool count;    /* fill total */
	int64_t now_s; /* for recency */
	int16_t offset_min; /* of the zone that months are counted in */
	size_t limit;  /* best ones wanted */
};

struct find_value {
	int64_t key;     /* outlet: its id; month: year * 12 + month - 1 */
	struct str name; /* topic, language; borrowed from the view */
	uint64_t docs;
};

/* Values of one kind, the most frequent first (months: the latest). */
struct find_values {
	struct find_value *v;
	size_t n;
};

struct find_facets {
	struct find_values outlets, topics, languages, months;
	bool exact; /* else drawn from the newest documents of each part */
};

struct find_answer {
	struct found *v;
	size_t n;
	uint64_t total;
	bool total_exact; /* else about */
	uint64_t work;    /* documents looked at */
	bool cut;         /* the query did too much: not all was looked at */
	struct find_facets facets;
	struct plan plan; /* what the query became */
};

/* Everything in mem; the view must outlive the answer.  ERR_LIMIT: mem. */
enum err find_run(struct arena *mem, const struct view *view,
                  const struct find_request *rq, struct find_answer *out)
        MUST_CHECK;

/* The factor of an article's score for its age. */
float find_recency(int64_t now_s, int64_t time_s);

#endif
