#ifndef MARSAD_STORE_STORIES_H
#define MARSAD_STORE_STORIES_H

#include "model/topic.h"
#include "store/articles.h"

/*
 * Stories: the articles of all outlets on one event, and which of them are
 * copies.  pipeline/gather decides, this keeps.
 *
 * The id of a story is that of its first article (the lowest id).  So a story
 * that grows keeps its id, of two that become one the older id stays, and any
 * article's id leads to its story: store_story_of.
 */
#define STORY_ARTICLES_MAX 1000u /* of one story that are handed out */

struct story {
	int64_t id;
	uint32_t articles; /* versions, copies left out */
	uint32_t copies;
	uint32_t outlets;
	int64_t first_id; /* the article published first */
	int64_t first_s;
	int64_t last_s;   /* sort_s of the newest article */
	enum topic topic;
	struct str gist;   /* a sentence of one of the versions */
	struct str terms;  /* that hold it together, separated by "\n" */
	struct str places; /* codes, separated by spaces */
	struct str reason; /* of its importance: a JSON object */
};

/* How a story stands on lists in one language. */
struct story_face {
	struct str language; /* empty: whichever */
	int64_t lead_id;     /* the article that stands for it */
	double importance;   /* log2 of a weight that time makes grow: for
	                        comparing two stories, whenever they are */
	double rise;         /* the same with a short memory */
};

/* What gathering decides of one article. */
struct article_placing {
	int64_t id;
	int64_t story_id; /* 0: of its own */
	int64_t copy_of;  /* 0: no copy */
};

/*
 * Set these of an article, and log it when they differ from what was.  In the
 * caller's transaction if there is one.  ERR_ABSENT.
 */
enum err store_article_place(struct store *st,
                             const struct article_placing *p, int64_t now_s)
        MUST_CHECK;

/* The print of an article, replacing an older one. */
enum err store_print_put(struct store *st, int64_t article_id, int version,
                         struct str bytes) MUST_CHECK;

/* What gathering knows of an article: its print and what was decided. */
struct article_print {
	struct article_placing placing;
	int64_t outlet_id;
	int64_t sort_s;
	int64_t published_s;
	bool dated;     /* published_s is the source's, with its time of day */
	enum topic topic;
	int version;    /* of the print; 0: there is none */
	struct str bytes; /* borrowed until `each` returns */
};

/*
 * Call `each` with the SHOWN and HIDDEN articles whose sort_s is at least
 * since_s, in order of id.  Stops at the first error of `each`.
 */
enum err store_print_each(struct store *st, int64_t since_s,
                          enum err (*each)(const struct article_print *p,
                                           void *arg),
                          void *arg) MUST_CHECK;

/*
 * Keep a story with its faces (at most one a language, one of them ""),
 * replacing what was kept of that id.  In the caller's transaction.
 */
enum err store_story_put(struct store *st, const struct story *s,
                         const struct story_face *faces, size_t n) MUST_CHECK;

/* Forget a story that has no articles any more: it is part of another. */
enum err store_story_drop(struct store *st, int64_t id) MUST_CHECK;

/* ERR_ABSENT. */
enum err store_story_by_id(struct store *st, struct arena *mem, int64_t id,
                           struct story *out) MUST_CHECK;

/*
 * The story that an article is of now: the address /story/N of any article N
 * leads there.  ERR_ABSENT: there was never such an article.
 */
enum err store_story_of(struct store *st, int64_t article_id, int64_t *out)
        MUST_CHECK;

/* One version of a story. */
struct story_article {
	struct article_head head;
	int64_t copy_of; /* 0: its own text */
	struct str agency;
};

/*
 * SHOWN articles of a story in the order of their publication, copies among
 * them; at most STORY_ARTICLES_MAX.  ERR_ABSENT never: *n is 0.
 */
enum err store_story_articles(struct store *st, struct arena *mem, int64_t id,
                              struct story_article **out, size_t *n)
        MUST_CHECK;

/* SHOWN copies of an article's text, the article itself left out. */
enum err store_article_copies(struct store *st, struct arena *mem, int64_t id,
                              struct story_article **out, size_t *n)
        MUST_CHECK;

/* What a list shows of a story. */
struct story_card {
	struct story story;
	struct story_face face;
	struct article_head lead;
};

enum story_order { STORY_IMPORTANT, STORY_RISING };

struct story_query {
	struct str language; /* empty: any; "ar": Darija (ary) too, for faces
	                        are kept under "ar" for both */
	enum topic topic;    /* TOPIC_NONE: any */
	enum story_order order;
	int64_t since_s;     /* last_s at least; 0: any */
	uint32_t outlets_min; /* 0: any */
	double before;       /* with before_id: go on behind that story */
	int64_t before_id;   /* 0: from the top */
	size_t limit;
};

/* Stories whose lead is SHOWN, the most important (or rising) first. */
enum err store_story_list(struct store *st, struct arena *mem,
                          const struct story_query *q,
                          struct story_card **out, size_t *n) MUST_CHECK;

#endif
