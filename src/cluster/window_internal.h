#ifndef MARSAD_CLUSTER_WINDOW_INTERNAL_H
#define MARSAD_CLUSTER_WINDOW_INTERNAL_H

#include "cluster/sort.h"
#include "cluster/vocabulary.h"
#include "cluster/window.h"

/*
 * The parts of the window: window.c who is there, neighbours.c edges (and
 * across.c those between languages),
 * likeness.c how alike two are, linkage.c which belong together, stories.c
 * what follows for stories.
 */
#define CROWD_MAX 30u  /* likenesses kept to tell how crowded it is ... */
#define CROWD_FROM 8u  /* ... of which these count */
#define CROWD_SAMPLE 1500u /* articles that are counted among others' crowd */
#define CROWD_MOST 0.40f /* more is one large story, no crowd */
#define CROWD_NONE 0.08f /* likeness of those that were never compared */
#define LINKS_MAX 64u  /* edges of one article, older and newer */
#define SET_MAX 160u   /* articles gathered anew at once */
#define LIST_TERMS 32u /* heaviest stems of an article that lead to it */

#define IDF_MIN 0.01f /* of terms that all articles have */

/* Articles read before the window, by the table of common stems. */
#define PRIOR_ARTICLES 1000.0f

struct edge {
	uint32_t slot : 24;
	uint32_t cosine : 8; /* of the heads, 255: the same */
};

/* An edge that an article comes with. */
struct back_edge {
	uint32_t slot; /* WINDOW_NONE: the other one has left */
	uint8_t cosine;
	uint8_t sampled; /* the other one is */
};

/* A term of an article: counts are clipped. */
#define HELD_MAX 15u
struct held {
	uint32_t number : 24, head : 4, whole : 4;
};

struct member {
	int64_t id, outlet, sort_s, when_s, story, copy_of;
	struct held *term; /* by kind; those of a kind in order of number */
	struct edge *edges;
	uint32_t next; /* in the ring of its story */
	uint32_t mark; /* scratch: of sets */
	char code[WINDOW_LANGUAGE_MAX];
	uint8_t code_n;
	uint8_t live, language, topic, sampled, moved, seen, list_rank, hidden;
	uint8_t term_n[TERMS_KIND__COUNT];
	uint8_t listed[(TERMS_ALL_MAX + 7) / 8]; /* terms that lead to it */
	uint8_t edge_n, edge_cap;
	uint8_t crowd_n;
	uint8_t crowd[CROWD_MAX]; /* cosines, falling */
};

/*
 * What is looked at of all articles that share a term, close together: they
 * are a thousand for each that comes.
 */
struct score {
	float sum;  /* scratch: of what is shared, 0 between uses */
	float norm; /* of its head by the prior weights */
};

struct slots {
	uint32_t *v;
	size_t n, cap;
};

/* The weights of one article, by number. */
struct spread {
	float head, whole;
};

struct window {
	struct window_options o;
	struct vocabulary *words;
	struct copies *copies; /* NULL until there is a ring */
	struct copy_link links[COPIES_LINKS_MAX]; /* of what came last */
	size_t link_n;
	struct member *m; /* a ring of o.articles_max */
	uint32_t first, n; /* oldest slot, how many slots are used */
	uint32_t live_n;
	uint32_t cap; /* slots allocated */
	int64_t newest_s;
	uint32_t per_language[TERMS_LANGUAGE__COUNT];
	struct score *score; /* by slot */
	struct slots found;  /* scratch */
	uint32_t mark;
	struct back_edge back[WINDOW_EDGES_MAX]; /* of what came last */
	uint32_t back_n;
	struct slots moved;
	int64_t *touched;
	size_t touched_n, touched_cap;
	int64_t *left;
	size_t left_n, left_cap;
	struct window_placing *gone;
	size_t gone_n, gone_cap;
	struct window_merger *merged;
	size_t merged_n, merged_cap;
	size_t held_bytes;
	float times[256]; /* what a count weighs: 1 + ln, 0 for none */
	struct spread *spread; /* scratch: all 0 but for one article's */
	size_t spread_cap;
	struct set *set; /* scratch of likeness.c */
};

void slots_add(struct slots *s, uint32_t slot);
/* Room for n more. */
void slots_reserve(struct slots *s, size_t n);

/*
 * How far a slot is from the oldest one: the higher, the newer the article,
 * as its id, which is further to fetch.
 */
static inline uint32_t
window_age(const struct window *w, uint32_t slot)
{
	return slot < w->first ? slot + w->cap - w->first : slot - w->first;
}

/* The article whose text it carries: itself, if it is no copy. */
int64_t window_head(const struct member *m);

/* Its story gained or lost an article. */
void window_touch(struct window *w, uint32_t slot);

/* Its story is another from now on. */
void window_moved(struct window *w, uint32_t slot);

/* ln of how many articles there are of a language (or in all, for names). */
float window_log_articles(const struct window *w, uint8_t language);
float window_log_all(const struct window *w);

/* neighbours.c: into w->back; then both ends keep them. */
void neighbours_find(struct window *w, uint32_t slot);
void neighbours_link(struct window *w, uint32_t slot, const struct back_edge *e,
                     uint32_t n);
void neighbours_unlink(struct window *w, uint32_t slot);

/*
 * neighbours.c: those with the best scores, at most max (WINDOW_BEST_MAX and
 * less), the best first, of equal ones the newest; forgets what was found.
 */
#define WINDOW_BEST_MAX 64u
size_t window_best(struct window *w, uint32_t *out, size_t max, float least);

/*
 * across.c: neighbours in other languages of an article that is spread; and
 * what leads to it from there.
 */
#define ACROSS_MAX 8u
struct set_member;
size_t across_find(struct window *w, const struct set_member *self,
                   struct back_edge out[ACROSS_MAX]);
void across_list(struct window *w, uint32_t slot, const struct terms *t);

/* neighbours.c: what leads to an article, of its terms in their order. */
void neighbours_list(struct window *w, uint32_t slot, const struct terms *t);

/* likeness.c: a set of articles with their weights as of now. */
struct weight {
	uint32_t number;
	float head, whole;
};
struct set_member {
	uint32_t slot;
	uint8_t n[TERMS_KIND__COUNT];
	struct weight v[TERMS_ALL_MAX]; /* the kinds one after the other */
	float head_norm; /* of the stems */
	float norm[TERMS_KIND__COUNT]; /* of the whole */
	float crowd;
};
struct set {
	uint32_t n;
	struct set_member v[SET_MAX];
	float chance[SET_MAX][SET_MAX];   /* of each pair; 0 where no edge */
	uint8_t rival[SET_MAX][SET_MAX];  /* one outlet's, at about one time */
	bool fixed[SET_MAX]; /* stands for a story that stays as it is */
	uint16_t group[SET_MAX]; /* of linkage.c: least index of its group */
	/* scratch of linkage.c: sums between groups */
	float sum[SET_MAX][SET_MAX], rivals[SET_MAX][SET_MAX];
	float size[SET_MAX], own[SET_MAX], best[SET_MAX];
	uint32_t with[SET_MAX];
	bool alive[SET_MAX];
};
void set_weigh(const struct window *w, uint32_t slot, struct set_member *out);
void set_spread(struct window *w, const struct set_member *a);
void set_fold(struct window *w, const struct set_member *a);
/* a is spread */
void set_compare(const struct window *w, const struct set_member *a,
                 const struct set_member *b, struct window_likeness *out);
void set_fill(struct window *w, struct set *s);

/* linkage.c: which of the set tell one story, into s->group. */
void linkage(const struct window *w, struct set *s);

/* copy_groups.c: who is whose copy, after the links of a slot changed. */
void copy_groups_find(struct window *w, uint32_t slot);

/*
 * copy_groups.c: those that an article is linked to through its group; and
 * new heads for them, once its text is another or it is removed.
 */
size_t copy_groups_around(struct window *w, uint32_t slot,
                          uint32_t out[COPIES_GROUP_MAX]);
void copy_groups_part(struct window *w, int64_t id, const uint32_t *slots,
                      size_t n);

/* stories.c */
void stories_gather(struct window *w, uint32_t slot);
void stories_settle(struct window *w);
void stories_leave(struct window *w, uint32_t slot);
void stories_disown(struct window *w, uint32_t slot);

#endif
