#ifndef MARSAD_WEB_ASKED_H
#define MARSAD_WEB_ASKED_H

#include "search/search.h"
#include "web/pages.h"

/*
 * A search as it stands in an address: read once, changed as a struct,
 * written as a link.  What is no value of its parameter is as if it were not
 * there, and nothing is longer than these.
 */
#define ASKED_QUERY_MAX (ASK_MAX_BYTES + 12u) /* bytes: the note can say so */
#define ASKED_TOPIC_MAX 100u
#define ASKED_PAGE_SIZE 20u
#define ASKED_PAGES 50 /* that can be turned to */

struct asked {
	struct str query;
	const struct outlet *outlet; /* NULL: all */
	struct str topic;
	struct str language; /* of the articles: a code */
	struct str from, to; /* "2023-02-24" */
	bool newest;         /* sort=newest, else by relevance */
	bool every, ageless, why;
	int64_t page; /* from 1 */
	struct outlet *outlets; /* all there are */
	size_t outlet_n;
};

/* Read the request's parameters.  The errors are the store's. */
enum err asked_read(struct page *p, struct asked *out) MUST_CHECK;

/* The search at a path of this site, in the page's language, in mem. */
struct str asked_link(const struct page *p, struct str path,
                      const struct asked *a);

/* Whether something but the query narrows it. */
bool asked_is_narrowed(const struct asked *a);

/* Whether nothing is asked at all. */
bool asked_is_empty(const struct asked *a);

/* Whether the answer is newest first: without words there is no other. */
bool asked_by_date(const struct asked *a);

/* Take off what narrows it. */
void asked_widen(struct asked *a);

/* The index as it is now. */
enum err asked_index(struct page *p, struct index **out) MUST_CHECK;

/*
 * Run it: `rq` says how (limit, offset, facets, explain), the rest is filled
 * from a.  Filters without words find all they let through, newest first;
 * nothing asked finds nothing.  search_end in any case.
 */
enum err asked_run(struct page *p, const struct asked *a,
                   struct search_request rq, struct search_answer *out)
        MUST_CHECK;

#endif
