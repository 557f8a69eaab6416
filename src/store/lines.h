#ifndef MARSAD_STORE_LINES_H
#define MARSAD_STORE_LINES_H

#include "model/doc.h"
#include "store/store.h"

/*
 * The lines of an outlet's texts: what stands on many of its articles is
 * boilerplate.  How much evidence that takes, and why: docs/boilerplate.md.
 */
#define LINES_OUTLET_MAX 4096 /* prints kept of one outlet */
#define LINES_KNOWN_MAX 1024  /* boilerplate that is handed out */
#define LINES_ARTICLES_MAX 25 /* first carriers that are remembered */
#define LINES_PRUNE_EVERY 32  /* articles between two prunings */
#define LINES_STALE_AFTER 200 /* articles without it: it begins anew */
#define LINE_SAMPLE_MAX_BYTES 200u

/*
 * An article of whose lines more than this share is known already was
 * published before: it teaches nothing.
 */
#define LINES_REPUBLISHED_PERCENT 40

/* The prints of an outlet's boilerplate, in ascending order. */
enum err store_lines_known(struct store *st, struct arena *mem,
                           int64_t outlet_id, uint64_t **out, size_t *n)
        MUST_CHECK;

/* What a stored article tells of its outlet's lines. */
struct line_sight {
	int64_t outlet_id, article_id;
	const struct doc_line *lines;
	size_t n; /* at most DOC_LINES_MAX */
	bool first; /* it is new: only then it teaches */
};

/* Articles that carry boilerplate now, each once; the present one too. */
struct line_news {
	int64_t article[DOC_LINES_MAX * LINES_ARTICLES_MAX + 1];
	size_t n;
	size_t learnt; /* lines that became boilerplate */
};

/*
 * Record the lines of an article just stored, in the caller's transaction
 * with it, and tell what is to be corrected; *out means nothing on failure.
 * Once in LINES_PRUNE_EVERY articles the outlet's lines are held to their
 * bound: those seen once go first, then those not seen for the longest.
 * About 0.2 ms.
 */
enum err store_lines_seen(struct store *st, const struct line_sight *sight,
                          struct line_news *out) MUST_CHECK;

/* Boilerplate of an outlet, the last seen first; sample is a head of it. */
struct line_row {
	int64_t sightings;
	struct str sample;
};
enum err store_lines_list(struct store *st, struct arena *mem,
                          int64_t outlet_id, struct line_row **out, size_t *n)
        MUST_CHECK;

/* Learn an outlet's lines anew, from its next article on. */
enum err store_lines_forget(struct store *st, int64_t outlet_id) MUST_CHECK;

#endif
