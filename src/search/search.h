#ifndef MARSAD_SEARCH_SEARCH_H
#define MARSAD_SEARCH_SEARCH_H

#include "store/articles.h"

/*
 * Search as readers and `marsad search` use it.  The index behind it may
 * change; this contract stays.
 */
#define SEARCH_QUERY_MAX 500u /* bytes of a query that are read */
#define SEARCH_TERMS_MAX 32u
#define SEARCH_LIMIT_MAX 200u

struct search_request {
	struct str query; /* as typed; anything is answered, never an error */
	int64_t outlet_id;
	struct str language;
	int64_t since_s, until_s;
	bool newest;  /* newest first: all words; else any word, by relevance */
	bool any_word; /* plain words match any of them */
	size_t limit, offset;
};

struct search_hit {
	struct article_head head;
	double score;
};

struct search_answer {
	struct search_hit *hits;
	size_t n;
	int64_t total;    /* hits in all ... */
	bool total_exact; /* ... or "at least" */
	struct str *terms; /* folded words to highlight; "abc*": what starts so */
	size_t term_count;
};

/* Everything in *out is in mem. */
enum err search_run(struct store *st, struct arena *mem,
                    const struct search_request *rq, struct search_answer *out)
        MUST_CHECK;

/*
 * The passage of a shown text that holds most of the terms, at most `max`
 * code points, as pieces to be shown plain or marked in turn: pieces[0] is
 * plain, pieces[1] marked, and so on (pieces may be empty).  Borrowed from
 * text.
 */
#define SEARCH_PIECES_MAX 16u
struct search_snippet {
	struct str piece[SEARCH_PIECES_MAX];
	size_t n;
	bool cut_before, cut_after; /* text was left out there */
};
void search_snippet(struct str text, const struct search_answer *a, size_t max,
                    struct search_snippet *out);

#endif
