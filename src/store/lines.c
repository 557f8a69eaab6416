#include "store/lines.h"

#include <stdlib.h>

#include "base/vec.h"
#include "store/internal.h"

/* More than this is pruned: until the next look it cannot pass its max. */
#define PRUNE_ABOVE (LINES_OUTLET_MAX - LINES_PRUNE_EVERY * (int)DOC_LINES_MAX)

/* Cut well below, for sorting them all is what a pruning costs. */
#define PRUNE_TO (LINES_OUTLET_MAX / 2)

/*
 * The evidence that makes a line boilerplate: so many articles, and so large
 * a share (percent) of the outlet's articles since the first of them.  A
 * slogan is short and everywhere; two words may be a heading of any text; a
 * paragraph may be the background that an agency repeats for weeks.
 */
struct evidence {
	uint32_t span_max; /* code points */
	int64_t sightings;
	int64_t share;
};

static const struct evidence *
evidence_for(uint32_t span)
{
	static const struct evidence table[] = {
		{ DOC_LINE_TINY_MAX, 5, 20 },
		{ 140, 3, 10 },
		{ UINT32_MAX, 8, 25 },
	};
	const struct evidence *e = table;

	while (span > e->span_max)
		e++;
	return e;
}

/* A few articles in a row prove little where many have gone before. */
#define WINDOW_MIN 100

static bool
is_enough(const struct evidence *e, int64_t sightings, int64_t first,
          int64_t page)
{
	int64_t window = page < WINDOW_MIN ? page : WINDOW_MIN;

	if (page - first + 1 > window)
		window = page - first + 1;
	return sightings >= e->sightings &&
	       sightings * 100 >= window * e->share;
}

static int
by_print(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

enum err
store_lines_known(struct store *st, struct arena *mem, int64_t outlet_id,
                  uint64_t **out, size_t *n)
{
	struct { uint64_t *v; size_t n, cap; } list = { 0 };
	struct stmt *q = stmt_begin(st, Q_LINE_KNOWN);
	enum err e;

	stmt_bind_int(q, ":outlet", outlet_id);
	stmt_bind_int(q, ":limit", LINES_KNOWN_MAX);
	while ((e = stmt_row(q)) == ERR_OK) {
		uint64_t *print = VEC_PUSH(mem, &list);

		if (print != NULL)
			*print = (uint64_t)stmt_int(q, 0);
	}
	stmt_end(q);
	if (e != ERR_ABSENT || (e = arena_err(mem)) != ERR_OK)
		return e;
	if (list.n > 0)
		qsort(list.v, list.n, sizeof(*list.v), by_print);
	*out = list.v;
	*n = list.n;
	return ERR_OK;
}

/* ---- one article's lines ---- */

enum state { LINE_NEW, LINE_SEEN, LINE_BOILERPLATE };

struct learning {
	struct store *st;
	const struct line_sight *sight;
	enum state state[DOC_LINES_MAX]; /* before this article */
	struct line_news *news;
};

static enum err
read_state(struct learning *l, size_t i)
{
	struct stmt *q = stmt_begin(l->st, Q_LINE_STATE);
	enum err e;

	stmt_bind_int(q, ":outlet", l->sight->outlet_id);
	stmt_bind_int(q, ":print", (int64_t)l->sight->lines[i].print);
	if ((e = stmt_row(q)) == ERR_OK)
		l->state[i] = stmt_int(q, 0) != 0 ? LINE_BOILERPLATE
		                                  : LINE_SEEN;
	stmt_end(q);
	return e == ERR_ABSENT ? ERR_OK : e;
}

/* Whether the text, boilerplate aside, was published before. */
static bool
is_republished(const struct learning *l)
{
	uint64_t all = 0, seen = 0;

	for (size_t i = 0; i < l->sight->n; i++) {
		if (l->state[i] == LINE_BOILERPLATE)
			continue;
		all += l->sight->lines[i].len;
		if (l->state[i] == LINE_SEEN)
			seen += l->sight->lines[i].len;
	}
	return seen * 100 > all * LINES_REPUBLISHED_PERCENT;
}

static void
add_article(struct line_news *news, int64_t id)
{
	for (size_t i = 0; i < news->n; i++)
		if (news->article[i] == id)
			return;
	if (news->n < COUNT(news->article))
		news->article[news->n++] = id;
}

static struct str
sample_of(struct str line)
{
	struct str s = str_sub(line, 0, LINE_SAMPLE_MAX_BYTES);

	/* not inside a character of UTF-8 */
	while (s.n < line.n && s.n > 0 && (line.p[s.n] & 0xC0) == 0x80)
		s.n--;
	return s;
}

static enum err
set_learnt(struct learning *l, const struct doc_line *line)
{
	int64_t share = evidence_for(line->span)->share;
	struct stmt *q = stmt_begin(l->st, Q_LINE_LEARNT);
	enum err e;

	stmt_bind_int(q, ":outlet", l->sight->outlet_id);
	stmt_bind_int(q, ":print", (int64_t)line->print);
	stmt_bind_int(q, ":share", share);
	stmt_bind_str(q, ":sample", sample_of(line->text));
	e = stmt_run(q);
	stmt_end(q);
	l->news->learnt += e == ERR_OK;
	return e;
}

/* The ids that a line remembers become what is to be corrected. */
static void
add_articles(struct line_news *news, struct str ids)
{
	while (ids.n > 0) {
		struct str one = str_until(&ids, ' ');
		int64_t id;

		if (str_int64(one, &id))
			add_article(news, id);
	}
}

static enum err
see_line(struct learning *l, const struct doc_line *line, int64_t page)
{
	struct stmt *q = stmt_begin(l->st, Q_LINE_SEEN);
	bool learnt = false;
	enum err e;

	stmt_bind_int(q, ":outlet", l->sight->outlet_id);
	stmt_bind_int(q, ":print", (int64_t)line->print);
	stmt_bind_int(q, ":page", page);
	stmt_bind_int(q, ":article", l->sight->article_id);
	stmt_bind_int(q, ":kept", LINES_ARTICLES_MAX);
	stmt_bind_int(q, ":stale", LINES_STALE_AFTER);
	if ((e = stmt_row(q)) == ERR_OK) {
		learnt = stmt_int(q, 2) == 0 &&
		         is_enough(evidence_for(line->span), stmt_int(q, 0),
		                   stmt_int(q, 1), page);
		if (learnt)
			add_articles(l->news, stmt_view(q, 3));
		e = stmt_run(q);
	}
	stmt_end(q);
	return e == ERR_OK && learnt ? set_learnt(l, line) : e;
}

/* Errors heal: what was taken for boilerplate too early is let go. */
static enum err
tidy(struct learning *l, int64_t page)
{
	struct stmt *q = stmt_begin(l->st, Q_LINE_UNLEARN);
	enum err e;

	stmt_bind_int(q, ":outlet", l->sight->outlet_id);
	stmt_bind_int(q, ":page", page);
	e = stmt_run(q);
	stmt_end(q);
	if (e != ERR_OK)
		return e;
	q = stmt_begin(l->st, Q_LINE_PRUNE);
	stmt_bind_int(q, ":outlet", l->sight->outlet_id);
	stmt_bind_int(q, ":most", PRUNE_ABOVE);
	stmt_bind_int(q, ":keep", PRUNE_TO);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static enum err
teach(struct learning *l)
{
	struct stmt *q = stmt_begin(l->st, Q_LEARNT_ADD);
	int64_t page = 0;
	enum err e;

	stmt_bind_int(q, ":outlet", l->sight->outlet_id);
	if ((e = stmt_row(q)) == ERR_OK) {
		page = stmt_int(q, 0);
		e = stmt_run(q);
	}
	stmt_end(q);
	for (size_t i = 0; i < l->sight->n && e == ERR_OK; i++)
		e = see_line(l, &l->sight->lines[i], page);
	if (e == ERR_OK && page % LINES_PRUNE_EVERY == 0)
		e = tidy(l, page);
	return e;
}

static enum err
see_article(struct learning *l)
{
	const struct line_sight *s = l->sight;
	enum err e = ERR_OK;

	for (size_t i = 0; i < s->n && e == ERR_OK; i++)
		e = read_state(l, i);
	if (e == ERR_OK && s->first && !is_republished(l))
		e = teach(l);
	/* read before the line was learnt: it is still in the text */
	for (size_t i = 0; i < s->n; i++)
		if (l->state[i] == LINE_BOILERPLATE && !s->lines[i].dropped)
			add_article(l->news, s->article_id);
	return e;
}

enum err
store_lines_seen(struct store *st, const struct line_sight *sight,
                 struct line_news *out)
{
	struct learning l = { .st = st, .sight = sight, .news = out };
	bool own;
	enum err e;

	if (sight->n > DOC_LINES_MAX)
		BUG("more lines than an article has");
	out->n = 0;
	out->learnt = 0;
	if (sight->n == 0)
		return ERR_OK;
	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	return store_leave(st, own, see_article(&l));
}

enum err
store_lines_list(struct store *st, struct arena *mem, int64_t outlet_id,
                 struct line_row **out, size_t *n)
{
	struct { struct line_row *v; size_t n, cap; } list = { 0 };
	struct stmt *q = stmt_begin(st, Q_LINE_KNOWN);
	enum err e;

	stmt_bind_int(q, ":outlet", outlet_id);
	stmt_bind_int(q, ":limit", LINES_KNOWN_MAX);
	while ((e = stmt_row(q)) == ERR_OK) {
		struct line_row *r = VEC_PUSH(mem, &list);

		if (r != NULL)
			*r = (struct line_row){ stmt_int(q, 1),
				                stmt_str(q, mem, 2) };
	}
	stmt_end(q);
	if (e == ERR_ABSENT && (e = arena_err(mem)) == ERR_OK) {
		*out = list.v;
		*n = list.n;
	}
	return e;
}

enum err
store_lines_forget(struct store *st, int64_t outlet_id)
{
	static const enum sql_query both[] = { Q_LINE_FORGET,
		                               Q_LEARNT_FORGET };
	bool own;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	for (size_t i = 0; i < COUNT(both) && e == ERR_OK; i++) {
		struct stmt *q = stmt_begin(st, both[i]);

		stmt_bind_int(q, ":outlet", outlet_id);
		e = stmt_run(q);
		stmt_end(q);
	}
	return store_leave(st, own, e);
}
