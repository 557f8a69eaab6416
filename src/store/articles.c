#include "store/articles.h"

#include "base/clock.h"
#include "base/vec.h"
#include "store/internal.h"
#include "store/reports.h"

#define EACH_MEM_MAX_BYTES (16u << 20)

struct str
article_state_name(enum article_state s)
{
#define X(name, text) [ARTICLE_##name] = STR_INIT(text),
	static const struct str names[ARTICLE_STATE__COUNT] = {
		ARTICLE_STATE_MAP(X)
	};
#undef X

	return (unsigned)s < ARTICLE_STATE__COUNT ? names[s] : STR("shown");
}

struct str
image_state_name(enum image_state s)
{
#define X(name, text) [IMAGE_##name] = STR_INIT(text),
	static const struct str names[IMAGE_STATE__COUNT] = {
		IMAGE_STATE_MAP(X)
	};
#undef X

	return (unsigned)s < IMAGE_STATE__COUNT ? names[s] : STR("none");
}

int
store_read_head_at(struct stmt *q, struct arena *mem, int c,
                   struct article_head *out)
{
	bool no_archive = stmt_int(q, c + 5) != 0;
	int64_t mode = stmt_int(q, c + 4);

	if (no_archive && mode == OUTLET_FULL)
		mode = OUTLET_EXCERPT;
	*out = (struct article_head){
		.id = stmt_int(q, c + 0),
		.outlet_id = stmt_int(q, c + 1),
		.outlet_slug = stmt_str(q, mem, c + 2),
		.outlet_name = stmt_str(q, mem, c + 3),
		.mode = (enum outlet_mode)mode,
		.title = stmt_str(q, mem, c + 6),
		.excerpt = stmt_str(q, mem, c + 7),
		.byline = stmt_str(q, mem, c + 8),
		.language = stmt_str(q, mem, c + 9),
		.direction = (int)stmt_int(q, c + 10),
		.section = stmt_str(q, mem, c + 11),
		.published = store_read_moment(q, c + 12),
		.dated = (stmt_int(q, c + 14) & STORE_STATED) != 0,
		.created_s = stmt_int(q, c + 15),
		.changed_s = stmt_int(q, c + 16),
		.sort_s = stmt_int(q, c + 17),
		.image_id = stmt_int(q, c + 18),
		.image_state = (enum image_state)stmt_int(q, c + 19),
		.image_width = (uint16_t)stmt_int(q, c + 20),
		.image_height = (uint16_t)stmt_int(q, c + 21),
		.state = (enum article_state)stmt_int(q, c + 22),
		.story_id = stmt_int(q, c + 23),
		.copy_of = stmt_int(q, c + 24),
		.topic = stmt_str(q, mem, c + 25),
		.agency = stmt_str(q, mem, c + 26),
	};
	return c + 27;
}

int
store_read_head(struct stmt *q, struct arena *mem, struct article_head *out)
{
	return store_read_head_at(q, mem, 0, out);
}

static enum err
read_article(struct stmt *q, struct arena *mem, struct article *out)
{
	int c = store_read_head(q, mem, &out->head);
	enum err e;

	out->url = stmt_str(q, mem, c);
	e = store_unpack(q->st, mem, stmt_view(q, c + 2), stmt_int(q, c + 1),
	                 &out->text);
	out->import_id = stmt_str(q, mem, c + 3);
	out->places = stmt_str(q, mem, c + 4);
	out->tags = stmt_str(q, mem, c + 5);
	out->image_url = stmt_str(q, mem, c + 6);
	out->caption = stmt_str(q, mem, c + 7);
	out->has_modified = !stmt_is_null(q, c + 8);
	out->modified = store_read_moment(q, c + 8);
	out->revision = stmt_int(q, c + 11);
	out->outlet_home = stmt_str(q, mem, c + 12);
	return e == ERR_OK ? arena_err(mem) : e;
}

enum err
store_article_by_id(struct store *st, struct arena *mem, int64_t id,
                    struct article *out)
{
	struct stmt *q = stmt_begin(st, Q_ARTICLE_BY_ID);
	struct article a = { 0 };
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK)
		e = read_article(q, mem, &a);
	stmt_end(q);
	if (e == ERR_OK)
		*out = a;
	return e;
}

enum err
store_article_hit(struct store *st, struct arena *mem, int64_t id,
                  struct article_head *out, struct str *import_id)
{
	struct stmt *q = stmt_begin(st, Q_ARTICLE_HIT);
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK) {
		*import_id = stmt_str(q, mem, store_read_head(q, mem, out));
		e = arena_err(mem);
	}
	stmt_end(q);
	return e;
}

enum err
store_article_by_key(struct store *st, struct str key, int64_t *out_id)
{
	struct stmt *q = stmt_begin(st, Q_ADDRESS_GET);
	enum err e;

	stmt_bind_str(q, ":key", key);
	if ((e = stmt_row(q)) == ERR_OK)
		*out_id = stmt_int(q, 0);
	stmt_end(q);
	return e;
}

/* The statement for a query, and its parameters bound. */
static struct stmt *
begin_list(struct store *st, const struct article_query *aq)
{
	enum sql_query which = Q_ARTICLE_NEWEST;
	struct stmt *q;

	if (aq->outlet_id > 0)
		which = Q_ARTICLE_NEWEST_OUTLET;
	else if (aq->language.n > 0)
		which = Q_ARTICLE_NEWEST_LANGUAGE;
	q = stmt_begin(st, which);
	if (which == Q_ARTICLE_NEWEST_OUTLET)
		stmt_bind_int(q, ":outlet", aq->outlet_id);
	if (which != Q_ARTICLE_NEWEST)
		stmt_bind_str(q, ":language", aq->language);
	stmt_bind_int(q, ":before_s",
	              aq->before_id > 0 ? aq->before_s : INT64_MAX);
	stmt_bind_int(q, ":before_id",
	              aq->before_id > 0 ? aq->before_id : INT64_MAX);
	/* 0 is no bound: there are articles from before 1970 */
	stmt_bind_int(q, ":since", aq->since_s == 0 ? INT64_MIN : aq->since_s);
	stmt_bind_int(q, ":copies", aq->without_copies ? 0 : INT64_MAX);
	stmt_bind_int(q, ":limit", (int64_t)aq->limit);
	return q;
}

enum err
store_article_list(struct store *st, struct arena *mem,
                   const struct article_query *aq, struct article_head **out,
                   size_t *n)
{
	struct { struct article_head *v; size_t n, cap; } list = { 0 };
	struct stmt *q = begin_list(st, aq);
	enum err e;

	while ((e = stmt_row(q)) == ERR_OK) {
		struct article_head *h = VEC_PUSH(mem, &list);

		if (h != NULL)
			store_read_head(q, mem, h);
	}
	stmt_end(q);
	if (e == ERR_ABSENT && (e = arena_err(mem)) == ERR_OK) {
		*out = list.v;
		*n = list.n;
	}
	return e;
}

enum err
store_article_revisions(struct store *st, struct arena *mem, int64_t id,
                        struct article_revision **out, size_t *n)
{
	struct { struct article_revision *v; size_t n, cap; } list = { 0 };
	struct stmt *q = stmt_begin(st, Q_REVISION_LIST);
	enum err e;

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":limit", ARTICLE_REVISIONS_MAX);
	while ((e = stmt_row(q)) == ERR_OK) {
		struct article_revision *r = VEC_PUSH(mem, &list);

		if (r == NULL)
			break;
		r->seen_s = stmt_int(q, 0);
		r->title = stmt_str(q, mem, 1);
		e = store_unpack(st, mem, stmt_view(q, 3), stmt_int(q, 2),
		                 &r->text);
		if (e != ERR_OK)
			break;
	}
	stmt_end(q);
	if (e == ERR_OK || e == ERR_ABSENT)
		e = arena_err(mem);
	if (e == ERR_OK) {
		*out = list.v;
		*n = list.n;
	}
	return e;
}

enum err
store_article_each(struct store *st, int64_t since_s,
                   enum err (*each)(const struct article *a, void *arg),
                   void *arg)
{
	struct stmt *q = stmt_begin(st, Q_ARTICLE_EACH);
	enum err e;

	stmt_bind_int(q, ":since", since_s);
	while ((e = stmt_row(q)) == ERR_OK) {
		struct arena mem = ARENA_INIT(ARENA_BLOCK, EACH_MEM_MAX_BYTES);
		struct article a = { 0 };

		if ((e = read_article(q, &mem, &a)) == ERR_OK)
			e = each(&a, arg);
		arena_release(&mem);
		if (e != ERR_OK)
			break;
	}
	stmt_end(q);
	return e == ERR_ABSENT ? ERR_OK : e;
}

enum err
store_log_head(struct store *st, int64_t *out)
{
	struct stmt *q = stmt_begin(st, Q_LOG_HEAD);
	enum err e;

	if ((e = stmt_row(q)) == ERR_OK)
		*out = stmt_int(q, 0);
	stmt_end(q);
	return e;
}

enum err
store_log_add(struct store *st, int64_t id, enum store_log_op op,
              int64_t now_s)
{
	struct stmt *q = stmt_begin(st, Q_LOG_ADD);
	enum err e;

	stmt_bind_int(q, ":article", id);
	stmt_bind_int(q, ":op", op);
	stmt_bind_int(q, ":now", now_s);
	e = stmt_run(q);
	stmt_end(q);
	if (e == ERR_OK)
		st->logged = id;
	return e;
}

enum err
store_article_imported(struct store *st, int64_t id, struct str import_id)
{
	struct stmt *q = stmt_begin(st, Q_ARTICLE_IMPORTED);
	bool changed;
	enum err e;

	stmt_bind_int(q, ":id", id);
	stmt_bind_str(q, ":import_id", import_id);
	e = stmt_run(q);
	changed = e == ERR_OK && sqlite3_changes(st->db) > 0;
	stmt_end(q);
	/* what the same transaction has told of is known as it will be */
	if (changed && st->logged != id)
		e = store_log_add(st, id, STORE_LOG_REVISED, clock_now_s());
	return e;
}

/*
 * What a moderator's pardon takes back: reports, a story that is gone, and a
 * head that is.
 */
static enum err
pardon(struct store *st, int64_t id)
{
	struct stmt *q = stmt_begin(st, Q_REPORT_FORGET);
	enum err e;

	stmt_bind_int(q, ":kind", REPORT_ARTICLE);
	stmt_bind_int(q, ":target", id);
	e = stmt_run(q);
	stmt_end(q);
	if (e == ERR_OK)
		e = stmt_run_with_id(st, Q_ARTICLE_REJOIN, id);
	return e == ERR_OK ? stmt_run_with_id(st, Q_ARTICLE_OWN_TEXT, id) : e;
}

enum err
store_article_set_state(struct store *st, int64_t id, enum article_state s)
{
	int64_t now_s = clock_now_s();
	struct stmt *q;
	bool own;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	q = stmt_begin(st, Q_ARTICLE_SET_STATE);
	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":state", s);
	stmt_bind_int(q, ":now", now_s);
	e = stmt_run(q);
	if (e == ERR_OK && sqlite3_changes(st->db) == 0)
		e = ERR_ABSENT;
	stmt_end(q);
	if (e == ERR_OK)
		e = s == ARTICLE_SHOWN ? pardon(st, id)
		                       : store_story_hide(st, id);
	if (e == ERR_OK && s == ARTICLE_REMOVED)
		e = store_copies_inherit(st, id, now_s);
	if (e == ERR_OK)
		e = store_log_add(st, id, STORE_LOG_STATE, now_s);
	return store_leave(st, own, e);
}
