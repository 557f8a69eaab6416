#ifndef MARSAD_SEARCH_SEARCH_H
#define MARSAD_SEARCH_SEARCH_H

#include "search/ask.h"
#include "search/find.h"
#include "search/index.h"
#include "store/articles.h"

/*
 * Search as readers and `marsad search` use it.  What can be typed:
 * docs/search_language.md; how it is answered: docs/search.md.
 */
#define SEARCH_LIMIT_MAX 200u
#define SEARCH_OFFSET_MAX 1000u /* nobody turns to a page behind it */

struct search_request {
	struct str query; /* as typed; anything is answered, never an error */
	/* narrowed from outside of the query; 0 and empty: not */
	int64_t outlet_id;
	struct str language, topic;
	int64_t since_s, until_s; /* published in [since, until) */
	bool newest;    /* newest first, else by relevance */
	bool any_word;  /* plain words match any of them, else all */
	bool every;     /* all articles: copies too, many of one story */
	bool ageless;   /* by relevance: the new ones gain nothing */
	bool facets;
	bool explain;   /* say of each hit why */
	int64_t now_s;  /* for dates in the query and for recency */
	int16_t offset_min; /* of the reader's zone, east positive */
	size_t limit, offset;
};

/* Why an article is where it is: one of these for each word it has. */
struct search_reason {
	struct str word;     /* of the query, as typed */
	uint32_t count;      /* times any form of it stands in the article */
	bool title, lead;    /* also there */
	uint32_t exact;      /* times it stands as typed */
	uint64_t docs;       /* articles that have a form of it */
	double worth;        /* of the score */
};

struct search_hit {
	struct article_head head;
	struct str import_id; /* of `marsad import`, else empty */
	double score;
	struct search_reason *reasons; /* when asked for */
	size_t reason_n;
	double neighbours; /* of the score: words side by side */
	double recency;    /* the factor for its age, in the score */
};

/* What is marked in what is shown. */
struct search_term {
	enum { SEARCH_STEM, SEARCH_EXACT, SEARCH_HEAD } kind;
	struct str folded; /* a stem, a folded word, the head of one */
	float rarity;      /* see rank.h */
	unsigned word;     /* of the query, from 0: forms share it */
	bool follows;      /* in a phrase, the word before it */
};

struct search_answer {
	struct search_hit *hits;
	size_t n;
	int64_t total;    /* hits in all ... */
	bool total_exact; /* ... or "about" */
	bool cut;         /* the query asks too much: not all was looked at */
	bool partial;     /* a part of the index is damaged and left out */
	bool behind;      /* the newest articles are not in the index yet */
	struct ask ask;   /* what was understood; see ask_noted, ask_write */
	struct find_facets facets; /* when asked for */
	struct search_term *terms;
	size_t term_count;
	struct view *view; /* that the answer borrows from: search_end */
	struct stemmer *stemmer; /* for snippets: of one thread, as all this */
};

/*
 * Answer a query from the present view of the index; articles are read from
 * the store, those that are not SHOWN any more being left out.  *out is in
 * mem and borrows from the view: search_end in any case.  ERR_DB; ERR_LIMIT:
 * mem is full.
 */
enum err search_run(struct index *ix, struct store *st, struct arena *mem,
                    const struct search_request *rq,
                    struct search_answer *out) MUST_CHECK;

/* Done with an answer. */
void search_end(struct search_answer *a);

/*
 * The passage of a shown text to be read with an answer, at most `max` code
 * points: that with most words of the query, then the rarer ones, then where
 * they stand closer; from the start of a sentence if there is room for it.
 * Of a title: max is greater than any.
 *
 * As pieces to be shown plain or marked in turn: pieces[0] is plain,
 * pieces[1] marked, and so on (pieces may be empty); an odd number of them.
 * A mark is a word as it stands, from its first letter to its last with what
 * is glued to it (the conjunction and article of an Arabic word) and its
 * harakat, but no punctuation and no elided article; words of a phrase side
 * by side have one mark.  What is behind SEARCH_PIECES_MAX is plain.
 *
 * Borrowed from text.  Linear in it, of which at most 128 KB are looked at;
 * about 25 us for an Arabic article of 250 words, 45 us in Latin letters:
 * bench/snippet.c.
 */
#define SEARCH_PIECES_MAX 33u
struct search_snippet {
	struct str piece[SEARCH_PIECES_MAX];
	size_t n;
	bool cut_before, cut_after; /* text was left out there */
};
void search_snippet(struct str text, const struct search_answer *a, size_t max,
                    struct search_snippet *out);

#endif
