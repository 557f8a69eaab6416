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
	int64_t last_s;    /* sort_s of the newest article */
	struct str topic;  /* name of enum topic; empty: unknown */
	double rise;       /* importance with a short memory */
	struct str gist;   /* a sentence of one of the versions; or empty */
	struct str terms;  /* that hold it together, separated by "\n" */
	struct str places; /* codes, separated by spaces */
	struct str reason; /* of its importance: a JSON object; or empty */
};

/* How a story stands on lists in one language. */
struct story_face {
	struct str language; /* "ar" for Darija too */
	bool main;           /* this one is for lists of all languages */
	int64_t lead_id;     /* the article that stands for it */
	double importance;   /* cluster/importance.h: compare, never show */
};

/* What gathering decides of one article. */
struct article_placing {
	int64_t id;
	int64_t story_id; /* 0: of its own */
	int64_t copy_of;  /* 0: no copy */
};

/*
 * Set these of an article.  tell: log it when they differ from what was, for
 * search (an article that is new in this transaction is logged already).  In
 * the caller's transaction if there is one.
 */
enum err store_article_place(struct store *st,
                             const struct article_placing *p, bool tell,
                             int64_t now_s) MUST_CHECK;

/* The copies of an article that became a copy itself are the new head's. */
enum err store_copies_move(struct store *st, int64_t from, int64_t to)
        MUST_CHECK;

/* All articles of one story are of another from now on. */
enum err store_story_move(struct store *st, int64_t from, int64_t to,
                          int64_t now_s) MUST_CHECK;

/* The highest id that any article has had; 0: there was none. */
enum err store_article_newest_id(struct store *st, int64_t *out) MUST_CHECK;

/* The print of an article, replacing an older one. */
enum err store_print_put(struct store *st, int64_t article_id, int version,
                         struct str bytes) MUST_CHECK;

/* Forget the prints of articles below an id.  Costs a probe if none are. */
enum err store_print_prune(struct store *st, int64_t below) MUST_CHECK;

/* What gathering knows of an article: its print and what was decided. */
struct article_print {
	struct article_placing placing;
	int64_t outlet_id;
	int64_t sort_s;
	int64_t published_s;
	bool dated;       /* published_s is the source's, with a time of day */
	enum topic topic;
	uint32_t list_rank; /* model/doc.h */
	bool hidden;        /* no list may show it */
	struct str language; /* borrowed like bytes; not with the facts */
	int version;      /* of the print; 0: not asked for */
	struct str bytes; /* of the print; borrowed until `each` returns */
};

/* The same without the print.  ERR_ABSENT. */
enum err store_print_facts(struct store *st, int64_t id,
                           struct article_print *out) MUST_CHECK;

/* sort_s of the newest article that has a print.  ERR_ABSENT: none has. */
enum err store_print_newest(struct store *st, int64_t *out) MUST_CHECK;

/*
 * Call `each` with the articles that have a print, in order of id: from the
 * first one with a sort_s of at least since_s on, but the newest `max` at the
 * most; removed ones are left out.  Stops at the first error of `each`.
 */
enum err store_print_each(struct store *st, int64_t since_s, uint32_t max,
                          enum err (*each)(const struct article_print *p,
                                           void *arg),
                          void *arg) MUST_CHECK;

/* The same of one article.  ERR_ABSENT: it has no print. */
enum err store_print_one(struct store *st, int64_t id,
                         enum err (*each)(const struct article_print *p,
                                          void *arg),
                         void *arg) MUST_CHECK;

/* The first id whose sort_s is at least since_s.  ERR_ABSENT: none is. */
enum err store_print_first(struct store *st, int64_t since_s, int64_t *out)
        MUST_CHECK;

/* Ids of articles above `after` that are not removed, rising; at most max. */
enum err store_article_ids(struct store *st, int64_t after, int64_t *out,
                           size_t max, size_t *n) MUST_CHECK;

/* The topic, agency and places of an article that was analysed again. */
enum err store_article_retopic(struct store *st, int64_t id,
                               const struct doc *d, int64_t now_s)
        MUST_CHECK;

/* What the importance of a story is told by, of each of its articles. */
struct story_version {
	int64_t id, outlet_id, sort_s, when_s, copy_of;
	enum topic topic;
	struct str language, places;
	uint32_t list_rank; /* model/doc.h */
	bool hidden;        /* no list may show it */
};
enum err store_story_versions(struct store *st, struct arena *mem, int64_t id,
                              struct story_version **out, size_t *n)
        MUST_CHECK;

/*
 * Keep a story with its faces (one a language, one of them main), replacing
 * what was kept of that id; s->articles + s->copies == 1: of a single article
 * the faces alone are kept.  fresh: nothing was kept of that id yet.  In the
 * caller's transaction if there is one.
 */
enum err store_story_put(struct store *st, const struct story *s,
                         const struct story_face *faces, size_t n,
                         bool fresh) MUST_CHECK;

/*
 * What was kept of a story of several articles: its id, articles (copies
 * among them), gist, terms and places, and its main lead.  ERR_ABSENT.
 */
enum err store_story_told(struct store *st, struct arena *mem, int64_t id,
                          struct story *out, int64_t *lead_id) MUST_CHECK;

/* Forget a story: it is part of another. */
enum err store_story_drop(struct store *st, int64_t id) MUST_CHECK;

/*
 * A story by its id, be it of a single article.  ERR_ABSENT: no story has
 * this id (the article with this id may be of another: store_story_of).
 */
enum err store_story_by_id(struct store *st, struct arena *mem, int64_t id,
                           struct story *out) MUST_CHECK;

/*
 * The story that an article is of now: the address /story/N of any article N
 * leads there.  ERR_ABSENT: there was never such an article.
 */
enum err store_story_of(struct store *st, int64_t article_id, int64_t *out)
        MUST_CHECK;

/*
 * SHOWN articles of a story in the order of their publication, copies among
 * them (head.copy_of); at most STORY_ARTICLES_MAX.  None: *n is 0.
 */
enum err store_story_articles(struct store *st, struct arena *mem, int64_t id,
                              struct article_head **out, size_t *n)
        MUST_CHECK;

/* SHOWN copies of an article's text, the article itself left out. */
enum err store_article_copies(struct store *st, struct arena *mem, int64_t id,
                              struct article_head **out, size_t *n)
        MUST_CHECK;

/* What a list shows of a story. */
struct story_card {
	struct story story;
	struct story_face face;
	struct article_head lead;
};

enum story_order { STORY_IMPORTANT, STORY_RISING };

/* Of what has a place the most important so many stories are looked at. */
#define STORY_PLACE_SCAN 20000

struct story_query {
	struct str language; /* empty: any; "ar": Darija too */
	enum topic topic;    /* TOPIC_NONE: any, or */
	bool untold;         /* those of unknown topic alone */
	struct str places;   /* codes, separated by spaces: one of them.  Needs
	                        a language, has no topic and looks at
	                        STORY_PLACE_SCAN stories; empty: any */
	bool places_within;  /* codes that begin with "CODE-" too */
	enum story_order order;
	int64_t since_s;     /* last_s at least; 0: any */
	uint32_t outlets_min; /* 0: any */
	double before;       /* with before_id: go on behind that story; */
	int64_t before_id;   /* 0: from the top.  Not when rising */
	size_t limit;
};

/* Stories whose lead is SHOWN, the most important (or rising) first. */
enum err store_story_list(struct store *st, struct arena *mem,
                          const struct story_query *q,
                          struct story_card **out, size_t *n) MUST_CHECK;

#endif
