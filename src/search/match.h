#ifndef MARSAD_SEARCH_MATCH_H
#define MARSAD_SEARCH_MATCH_H

#include "search/plan.h"
#include "search/postings.h"

/*
 * Which documents of one segment match a part of a plan, in their order, and
 * how well.  A matcher stands on a document; it only moves forward.
 */
#define MATCH_NONE POSTINGS_END
#define MATCH_POSITIONS_MAX 4096u /* of a word in a document; more are left */

/* What all matchers of a query share. */
struct match_context {
	struct arena *mem; /* emptied by match_part_begin */
	const struct plan *plan;
	uint64_t work;     /* documents looked at */
	uint64_t work_max; /* behind it matchers end, and `cut` is set */
	uint64_t work_all; /* the sum of all parts' shares */
	bool cut;          /* not everything was looked at */
	bool ranked;       /* scores will be asked for */
	uint32_t from;     /* documents before it do not matter */
	uint32_t *positions[2]; /* room to work with: match_room */
};

struct matcher;

struct match_ops {
	/* the first match >= target, MATCH_NONE behind the last */
	uint32_t (*advance)(struct matcher *m, uint32_t target);
	/* of the present document; exact if it is more than `need` */
	float (*score)(struct matcher *m, float need);
	/* none of the documents from target to *upto scores more */
	float (*bound)(struct matcher *m, uint32_t target, uint32_t *upto,
	               bool wide);
	/* of a lazy matcher: whether it is one; NULL: it always is */
	bool (*confirm)(struct matcher *m);
	/*
	 * The first match >= target that may score `need`; none behind upto
	 * is left out, of which the last bounds may say nothing.  NULL: as
	 * advance.
	 */
	uint32_t (*seek)(struct matcher *m, uint32_t target, uint32_t upto,
	                 float need);
};

struct matcher {
	const struct match_ops *ops;
	struct match_context *context;
	const struct segment *segment;
	uint32_t doc;  /* the present match */
	bool lazy;     /* what advance finds is to be confirmed */
	uint64_t cost; /* about how many documents there are */
	/* the list whose documents are the matches, if that is all there is */
	struct postings *list;
};

/*
 * The matcher of a node in the part of the view with this number; NULL when
 * it can match nothing there, or when the arena is full.
 */
struct matcher *match_new(struct match_context *c, const struct plan_node *n,
                          size_t part);

static inline uint32_t match_advance(struct matcher *m, uint32_t target) { return m->doc >= target ? m->doc : (m->doc = m->ops->advance(m, target)); }
/* The match behind the present one. */
static inline uint32_t match_next(struct matcher *m) { return m->list != NULL ? (m->doc = postings_next(m->list)) : match_advance(m, m->doc + 1); }
static inline float match_score(struct matcher *m, float need) { return m->ops->score(m, need); }
/* wide: over a longer stretch, if that costs nothing. */
static inline float match_bound(struct matcher *m, uint32_t target, uint32_t *upto, bool wide) { return m->ops->bound(m, target, upto, wide); }

static inline uint32_t match_seek(struct matcher *m, uint32_t target, uint32_t upto, float need) { return m->ops->seek == NULL ? match_advance(m, target) : (m->doc = m->ops->seek(m, target, upto, need)); }
static inline bool match_confirm(struct matcher *m) { return m->ops->confirm == NULL || m->ops->confirm(m); }

/*
 * From now on advance may give documents that are no match, which is quicker:
 * match_confirm tells.  For who looks at the score first.
 */
void match_make_lazy(struct matcher *m);

/*
 * Begin with a part: matchers made before are gone, and the part has its share
 * of work_all.  When memory was not enough, match_part_end sets `cut`.
 */
void match_part_begin(struct match_context *c, size_t part);
void match_part_end(struct match_context *c);

/* Make room for two lists of positions, once a query; false: arena is full. */
bool match_room(struct match_context *c);

/*
 * Where the stems of a word stand in a document of a segment: positions,
 * rising.  Returns how many.
 */
size_t match_positions(struct matcher *word, uint32_t *out, size_t max);

/*
 * Whether match_seek would leave out most documents of a word, for what they
 * would have to be worth.
 */
bool match_is_choosy(const struct matcher *word, float need);

/* What any word that begins as the prefix is worth in a document. */
float match_prefix_worth(const struct plan_node *n);

/* match_word.c and its neighbours: one constructor a kind. */
struct matcher *match_word_new(struct match_context *c,
                               const struct plan_node *n, size_t word,
                               size_t part);
struct matcher *match_exact_new(struct match_context *c,
                                const struct plan_node *n, size_t part);
struct matcher *match_phrase_new(struct match_context *c,
                                 const struct plan_node *n, size_t part);
struct matcher *match_prefix_new(struct match_context *c,
                                 const struct plan_node *n, size_t part);
struct matcher *match_author_new(struct match_context *c,
                                 const struct plan_node *n, size_t part);
struct matcher *match_column_new(struct match_context *c,
                                 const struct plan_node *n, size_t part);
struct matcher *match_every_new(struct match_context *c, size_t part);
struct matcher *match_all_new(struct match_context *c,
                              struct matcher **child, size_t n);
struct matcher *match_any_new(struct match_context *c,
                              struct matcher **child, size_t n);
struct matcher *match_but_new(struct match_context *c, struct matcher *base,
                              struct matcher **not, size_t n);

/* What a matcher of `bytes` bytes begins with, on no document. */
void *match_alloc(struct match_context *c, const struct match_ops *ops,
                  size_t part, size_t bytes);

/* Count one document looked at; false when the query has done enough. */
static inline bool match_work(struct match_context *c, uint64_t n) { c->work += n; return c->work <= c->work_max || ((c->cut = true), false); }

#endif
