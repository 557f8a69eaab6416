#include "store/fulltext.h"

#include "base/vec.h"
#include "store/internal.h"

#define OFFSET_MAX 1000000u /* nobody reads on behind a million hits */

static void
bind_filters(struct stmt *q, const struct fulltext_query *fq)
{
	stmt_bind_str(q, ":match", fq->match);
	stmt_bind_int(q, ":outlet", fq->outlet_id);
	stmt_bind_str(q, ":language", fq->language);
	/* 0 is no bound: there are articles from before 1970 */
	stmt_bind_int(q, ":since", fq->since_s == 0 ? INT64_MIN : fq->since_s);
	stmt_bind_int(q, ":until", fq->until_s);
}

/* A MATCH that is no expression fails at its first step, as bad SQL does. */
static enum err
match_error(const struct store *st, enum err e)
{
	return e == ERR_DB && sqlite3_errcode(st->db) == SQLITE_ERROR
	               ? ERR_FORMAT
	               : e;
}

enum err
store_fulltext(struct store *st, struct arena *mem,
               const struct fulltext_query *fq, struct fulltext_hit **out,
               size_t *n)
{
	struct { struct fulltext_hit *v; size_t n, cap; } list = { 0 };
	struct stmt *q = stmt_begin(st, fq->newest ? Q_SEARCH_NEWEST
	                                           : Q_SEARCH_RELEVANCE);
	enum err e;

	bind_filters(q, fq);
	stmt_bind_int(q, ":limit", (int64_t)fq->limit);
	stmt_bind_int(q, ":offset", (int64_t)(fq->offset < OFFSET_MAX
	                                              ? fq->offset
	                                              : OFFSET_MAX));
	while ((e = stmt_row(q)) == ERR_OK) {
		struct fulltext_hit *h = VEC_PUSH(mem, &list);
		int column;

		if (h == NULL)
			break;
		column = store_read_head(q, mem, &h->head);
		h->score = stmt_double(q, column);
	}
	e = e == ERR_OK || e == ERR_ABSENT ? arena_err(mem)
	                                   : match_error(st, e);
	stmt_end(q);
	if (e == ERR_OK) {
		*out = list.v;
		*n = list.n;
	}
	return e;
}

enum err
store_fulltext_count(struct store *st, const struct fulltext_query *fq,
                     int64_t most, int64_t *out)
{
	struct stmt *q = stmt_begin(st, Q_SEARCH_COUNT);
	enum err e;

	bind_filters(q, fq);
	stmt_bind_int(q, ":most", most);
	if ((e = stmt_row(q)) == ERR_OK)
		*out = stmt_int(q, 0);
	if (e != ERR_OK)
		e = match_error(st, e);
	stmt_end(q);
	return e;
}
