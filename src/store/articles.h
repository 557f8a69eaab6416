#ifndef MARSAD_STORE_ARTICLES_H
#define MARSAD_STORE_ARTICLES_H

#include "model/doc.h"
#include "model/outlet.h"
#include "store/store.h"

/*
 * Articles: kept once each, known by the keys of all addresses that lead to
 * them (url_key), never by their text.
 */
#define ARTICLE_STATE_MAP(X)                               \
	X(SHOWN, "shown")                                  \
	X(HIDDEN, "hidden")  /* reported often enough */   \
	X(REMOVED, "removed") /* by a moderator: answers 410 */

#define X(name, text) ARTICLE_##name,
enum article_state { ARTICLE_STATE_MAP(X) ARTICLE_STATE__COUNT };
#undef X
/* "shown", "hidden", "removed". */
struct str article_state_name(enum article_state s);

#define IMAGE_STATE_MAP(X)                                        \
	X(NONE, "none")      /* the article has no image */       \
	X(WANTED, "wanted")  /* known, not fetched yet */         \
	X(SHOWN, "shown")    /* fetched, checked, served */       \
	X(FAILED, "failed")  /* not to be had or not an image */  \
	X(HIDDEN, "hidden")  /* reported often enough */          \
	X(BANNED, "banned")  /* by a moderator, for good */

#define X(name, text) IMAGE_##name,
enum image_state { IMAGE_STATE_MAP(X) IMAGE_STATE__COUNT };
#undef X
/* "shown", "hidden", "banned" ... */
struct str image_state_name(enum image_state s);

/* What lists need of an article: no body. */
struct article_head {
	int64_t id;
	int64_t outlet_id;
	struct str outlet_slug;
	struct str outlet_name;
	enum outlet_mode mode; /* the outlet's, lowered by the page's signals */
	struct str title;
	struct str excerpt;
	struct str byline;
	struct str language;
	int direction; /* 1 right to left */
	struct str section;
	struct datetime published; /* of the source, else when first seen */
	bool dated;                /* the source stated it */
	int64_t created_s;         /* first stored */
	int64_t changed_s;         /* last stored change */
	int64_t sort_s;            /* published, never in the future */
	int64_t image_id;          /* 0: none */
	enum image_state image_state;
	uint16_t image_width, image_height; /* 0 until SHOWN */
	enum article_state state;
	int64_t story_id;   /* its own id when the story is its alone */
	int64_t copy_of;    /* head of the copies whose text it has; 0: none */
	struct str topic;   /* name of enum topic; empty: unknown */
	struct str agency;  /* whose text it says it is; empty: its own */
};

struct article {
	struct article_head head;
	struct str url;       /* at its source */
	struct str text;      /* paragraphs joined by "\n" */
	struct str import_id; /* of `marsad import`, else empty */
	struct str places;    /* codes, separated by spaces */
	struct str tags;      /* joined by "\n" */
	struct str image_url; /* at its source */
	struct str caption;
	struct datetime modified;
	bool has_modified;
	int64_t revision; /* 1: never changed */
	struct str outlet_home; /* the outlet's home address */
};

enum article_outcome { ARTICLE_NEW, ARTICLE_REVISED, ARTICLE_SAME };

/* Keys of the addresses that lead to one article, the canonical one first. */
struct article_keys {
	struct str key[4];
	size_t n;
};

/*
 * Keep an analysed doc: article row, body, wanted image and log entry, and
 * settle its frontier entry; in the caller's transaction if there is one.  If
 * any key is known the article is that one: its text and title are replaced
 * when they differ (the old ones kept as a revision); an article of the same
 * text takes a first image and the page's no_archive.
 * A decision of readers or moderators stays in force.
 * now_s: Unix seconds.  out_id, out: what it became.  ERR_ABSENT: the outlet
 * is gone; ERR_LIMIT: the text is too long to be kept.
 */
enum err store_article_put(struct store *st, const struct doc *d,
                           const struct article_keys *keys, int64_t now_s,
                           int64_t *out_id, enum article_outcome *out)
        MUST_CHECK;

/*
 * Replace the text of an article by a better reading of the same page: what
 * the outlet published did not change, so there is no revision, only a log
 * entry.  Of d: excerpt, text, title as it is stored, and the analysis of
 * these.  ERR_ABSENT; ERR_LIMIT: the text is too long to be kept.
 */
enum err store_article_correct(struct store *st, int64_t id,
                               const struct doc *d, int64_t now_s) MUST_CHECK;

/* Set what only `marsad import` knows; called in the same transaction. */
enum err store_article_imported(struct store *st, int64_t id,
                                struct str import_id) MUST_CHECK;

/* ERR_ABSENT: there never was one.  Removed ones are returned, see state. */
enum err store_article_by_id(struct store *st, struct arena *mem, int64_t id,
                             struct article *out) MUST_CHECK;

/* The same without the text: what a list of hits needs.  ERR_ABSENT. */
enum err store_article_hit(struct store *st, struct arena *mem, int64_t id,
                           struct article_head *out, struct str *import_id)
        MUST_CHECK;

/* The article any of whose addresses has this key. */
enum err store_article_by_key(struct store *st, struct str key,
                              int64_t *out_id) MUST_CHECK;

/* Newest first, SHOWN articles only. */
struct article_query {
	int64_t outlet_id;   /* 0: any */
	struct str language; /* empty: any; "ar": Darija (ary) too */
	int64_t before_s;    /* with before_id: go on behind that article */
	int64_t before_id;   /* 0: from the newest */
	int64_t since_s;     /* sort_s at least; 0: any */
	bool without_copies;
	size_t limit;
};
enum err store_article_list(struct store *st, struct arena *mem,
                            const struct article_query *q,
                            struct article_head **out, size_t *n) MUST_CHECK;

/* Older texts of an article, newest first; the last ones if they are many. */
#define ARTICLE_REVISIONS_MAX 50
struct article_revision {
	int64_t seen_s; /* when it was replaced */
	struct str title;
	struct str text;
};
enum err store_article_revisions(struct store *st, struct arena *mem,
                                 int64_t id, struct article_revision **out,
                                 size_t *n) MUST_CHECK;

/*
 * Call `each` with every article whose created_s or changed_s is at least
 * since_s, in order of id; the article lives in an arena released after the
 * call.  Stops at the first error `each` returns and passes it on.
 * `each` may use st, but not for another store_article_each.
 */
enum err store_article_each(struct store *st, int64_t since_s,
                            enum err (*each)(const struct article *a,
                                             void *arg),
                            void *arg) MUST_CHECK;

/* A moderator's decision; ERR_ABSENT. */
enum err store_article_set_state(struct store *st, int64_t id,
                                 enum article_state s) MUST_CHECK;

/* Highest entry of the article log: grows with every change shown. */
enum err store_log_head(struct store *st, int64_t *out) MUST_CHECK;

#endif
