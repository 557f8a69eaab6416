#ifndef MARSAD_CLUSTER_WINDOW_H
#define MARSAD_CLUSTER_WINDOW_H

#include "base/buf.h"
#include "cluster/copies.h"
#include "cluster/terms.h"
#include "model/topic.h"

/*
 * The rolling window of the newest articles, and the stories they tell.
 *
 * Each article that comes is compared with those that share its most telling
 * terms; the nearest become its edges.  Then the stories that it may belong
 * to are gathered anew out of their articles, so stories merge and split when
 * evidence comes.  How and why: docs/stories.md.
 *
 * What is decided depends on the articles, their order and the edges alone: a
 * window that is restored with the same articles, edges and placings in the
 * same order goes on as the one before would have.
 *
 * One thread's.  Out of memory aborts; every list has a bound with a name.
 */
#define WINDOW_ARTICLES_MAX 50000u
#define WINDOW_SPAN_S (4 * 86400)
#define WINDOW_EDGES_MAX 48u /* of one article to older ones */
#define WINDOW_EDGES_BYTES_MAX \
	((WINDOW_EDGES_MAX + COPIES_LINKS_MAX) * 16u)
#define WINDOW_LANGUAGE_MAX 8u /* bytes of a language code */
#define WINDOW_NONE UINT32_MAX

struct window;

struct window_options {
	uint32_t articles_max; /* 0: WINDOW_ARTICLES_MAX; at most 2^24 - 1 */
	int64_t span_s;        /* 0: WINDOW_SPAN_S */
};

/* What the window is told of an article; borrowed for the call. */
struct window_article {
	int64_t id;      /* higher than any before it */
	int64_t outlet;
	int64_t sort_s;  /* what it leaves the window by */
	int64_t when_s;  /* of its publication, as well as it is known */
	enum topic topic;
	struct str language; /* its code; longer ones are cut */
	uint32_t list_rank;  /* model/doc.h */
	bool hidden; /* it may not stand for its story */
	const struct terms *terms;
	const struct shingles *shingles;
};

/* o may be NULL. */
struct window *window_new(const struct window_options *o);
void window_free(struct window *w);

/*
 * An article comes: find its neighbours and gather its story.  Old articles
 * leave.  Returns its slot, by which the window knows it until it leaves.
 */
uint32_t window_add(struct window *w, const struct window_article *a);

/* The edges of an article that came last, to be kept and restored. */
void window_edges_write(const struct window *w, uint32_t slot,
                        struct buf *out);

/*
 * An article comes back from the store, in order of id, with the story that
 * it was given and its edges as they were written.  Edges to articles that
 * are not there are left out.  ERR_FORMAT: not edges of ours; the article is
 * there without any.
 */
enum err window_restore(struct window *w, const struct window_article *a,
                        int64_t story, int64_t copy_of, struct str edges)
        MUST_CHECK;

/*
 * An article has a new text: it keeps its slot and place in the order, its
 * edges and story are found anew.
 */
void window_revise(struct window *w, uint32_t slot,
                   const struct window_article *a);

/* An article stands elsewhere on its outlet's list: its story is touched. */
void window_rank(struct window *w, uint32_t slot, uint32_t list_rank);

/* An article is gone: a moderator removed it. */
void window_remove(struct window *w, uint32_t slot);

/* The slot of an article; WINDOW_NONE: it is not in the window. O(log n). */
uint32_t window_find(const struct window *w, int64_t id);

/* What the window holds of an article. */
struct window_member {
	int64_t id, outlet, when_s, sort_s, story, copy_of;
	enum topic topic;
	struct str language; /* borrowed, until it leaves */
	uint32_t list_rank;
	bool hidden;
};
void window_get(const struct window *w, uint32_t slot,
                struct window_member *out);

/* The neighbours of an article, nearest first, at most max; how many. */
size_t window_nearest(const struct window *w, uint32_t slot, uint32_t *out,
                      size_t max);

/* How near an article is to the others of its story: a sum of cosines. */
float window_centrality(const struct window *w, uint32_t slot);

/* The next article of the same story: a ring, so it comes back to `slot`. */
uint32_t window_next(const struct window *w, uint32_t slot);

/*
 * Articles whose story or head of copies changed since the last call of
 * window_settled, each once; and the stories that gained or lost an
 * article.
 */
struct window_placing {
	int64_t id, story, copy_of;
};

/* All that is left of one story is part of another. */
struct window_merger {
	int64_t from, to;
};

struct window_changes {
	const uint32_t *moved; /* slots */
	size_t moved_n;
	const int64_t *touched; /* stories */
	size_t touched_n;
	const int64_t *left; /* stories that articles left */
	size_t left_n;
	const struct window_placing *gone; /* moved, and left since */
	size_t gone_n;
	const struct window_merger *merged; /* whose first article has left */
	size_t merged_n;
};
void window_changes(const struct window *w, struct window_changes *out);
void window_settled(struct window *w);

/*
 * How alike two articles are, for explanations.  text: what their texts
 * share and why they are copies or not, as copies.h has it.
 */
struct window_likeness {
	float head, whole, names, places, numbers; /* cosines, 0..1 */
	float crowd; /* how alike the lesser one is to many others */
	float chance; /* that they tell one story */
	struct copy_facts text;
};
void window_likeness(struct window *w, uint32_t a, uint32_t b,
                     struct window_likeness *out);

/*
 * How many articles of a story have a stem (its hash without the language),
 * and how telling it is in the window (ln of its rarity).
 */
uint32_t window_story_has(const struct window *w, uint32_t slot,
                          uint32_t stem, float *idf);

/* How many of them have a name, by its key (model/doc.h). */
uint32_t window_story_names(const struct window *w, uint32_t slot,
                            uint32_t key);

/* How many of them share the article's language, itself counted. */
uint32_t window_story_language(const struct window *w, uint32_t slot);

/* The oldest and the newest id in it; false: it is empty. */
bool window_ids(const struct window *w, int64_t *oldest, int64_t *newest);

/* Articles in it, and the bytes it takes. */
uint32_t window_count(const struct window *w);
size_t window_bytes(const struct window *w);

#endif
