#ifndef MARSAD_STORE_FULLTEXT_H
#define MARSAD_STORE_FULLTEXT_H

#include "store/articles.h"

/*
 * The interim full-text index: SQLite FTS5 over folded text, kept in the
 * transaction that keeps the article.  Only src/search calls this.
 */
struct fulltext_query {
	struct str match;    /* an FTS5 expression over `title` and `text` */
	int64_t outlet_id;   /* 0: any */
	struct str language; /* empty: any; "ar": Darija (ary) too */
	int64_t since_s, until_s; /* sort_s in [since, until); 0: open */
	bool newest;         /* newest first, else by FTS5's bm25 */
	size_t limit, offset;
};

struct fulltext_hit {
	struct article_head head;
	double score; /* higher is better; 0 when newest first */
};

/* Hits among SHOWN articles.  ERR_FORMAT: match is not an expression. */
enum err store_fulltext(struct store *st, struct arena *mem,
                        const struct fulltext_query *q,
                        struct fulltext_hit **out, size_t *n) MUST_CHECK;

/* Number of hits, counting no further than `most`. */
enum err store_fulltext_count(struct store *st, const struct fulltext_query *q,
                              int64_t most, int64_t *out) MUST_CHECK;

#endif
