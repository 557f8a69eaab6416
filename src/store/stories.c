#include "store/stories.h"

#include "base/vec.h"
#include "store/internal.h"

enum err
store_article_place(struct store *st, const struct article_placing *p,
                    bool tell, int64_t now_s)
{
	struct stmt *q = stmt_begin(st, Q_ARTICLE_PLACE);
	bool changed;
	enum err e;

	stmt_bind_int(q, ":id", p->id);
	stmt_bind_int(q, ":story", p->story_id);
	stmt_bind_int(q, ":copy", p->copy_of);
	e = stmt_run(q);
	changed = e == ERR_OK && sqlite3_changes(st->db) > 0;
	stmt_end(q);
	if (changed && tell)
		e = store_log_add(st, p->id, STORE_LOG_PLACED, now_s);
	return e;
}

enum err
store_copies_move(struct store *st, int64_t from, int64_t to)
{
	struct stmt *q = stmt_begin(st, Q_COPIES_MOVE);
	enum err e;

	stmt_bind_int(q, ":from", from);
	stmt_bind_int(q, ":to", to);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

enum err
store_story_move(struct store *st, int64_t from, int64_t to, int64_t now_s)
{
	struct stmt *q = stmt_begin(st, Q_STORY_LOG_MOVE);
	enum err e;

	stmt_bind_int(q, ":from", from);
	stmt_bind_int(q, ":now", now_s);
	e = stmt_run(q);
	stmt_end(q);
	if (e != ERR_OK)
		return e;
	q = stmt_begin(st, Q_STORY_MOVE);
	stmt_bind_int(q, ":from", from);
	stmt_bind_int(q, ":to", to);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

enum err
store_article_newest_id(struct store *st, int64_t *out)
{
	struct stmt *q = stmt_begin(st, Q_ARTICLE_NEWEST_ID);
	enum err e;

	if ((e = stmt_row(q)) == ERR_OK)
		*out = stmt_int(q, 0);
	stmt_end(q);
	return e;
}

enum err
store_print_put(struct store *st, int64_t article_id, int version,
                struct str bytes)
{
	struct stmt *q = stmt_begin(st, Q_PRINT_PUT);
	enum err e;

	stmt_bind_int(q, ":id", article_id);
	stmt_bind_int(q, ":version", version);
	stmt_bind_blob(q, ":bytes", bytes);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

enum err
store_print_prune(struct store *st, int64_t below)
{
	struct stmt *q = stmt_begin(st, Q_PRINT_PRUNE);
	enum err e;

	stmt_bind_int(q, ":below", below);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static void
read_facts(struct stmt *q, struct article_print *out)
{
	int64_t flags = stmt_int(q, 6);

	*out = (struct article_print){
		.placing = { stmt_int(q, 0), stmt_int(q, 1), stmt_int(q, 2) },
		.outlet_id = stmt_int(q, 3),
		.sort_s = stmt_int(q, 4),
		.published_s = stmt_int(q, 5),
		.dated = (flags & STORE_STATED) && (flags & STORE_HAS_TIME),
		.topic = topic_by_name(stmt_view(q, 7)),
		.list_rank = (uint32_t)stmt_int(q, 8),
		.hidden = stmt_int(q, 9) != ARTICLE_SHOWN,
	};
}

static void
read_print(struct stmt *q, struct article_print *out)
{
	read_facts(q, out);
	out->language = stmt_view(q, 10);
	out->version = (int)stmt_int(q, 11);
	out->bytes = stmt_view(q, 12);
}

enum err
store_print_facts(struct store *st, int64_t id, struct article_print *out)
{
	struct stmt *q = stmt_begin(st, Q_PRINT_FACTS);
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK)
		read_facts(q, out);
	stmt_end(q);
	return e;
}

enum err
store_print_newest(struct store *st, int64_t *out)
{
	struct stmt *q = stmt_begin(st, Q_PRINT_NEWEST);
	enum err e = stmt_row(q);

	if (e == ERR_OK && stmt_is_null(q, 0))
		e = ERR_ABSENT;
	if (e == ERR_OK)
		*out = stmt_int(q, 0);
	stmt_end(q);
	return e;
}

enum err
store_print_first(struct store *st, int64_t since_s, int64_t *out)
{
	struct stmt *q = stmt_begin(st, Q_PRINT_FIRST);
	enum err e;

	stmt_bind_int(q, ":since", since_s);
	e = stmt_row(q);
	if (e == ERR_OK && stmt_is_null(q, 0))
		e = ERR_ABSENT;
	if (e == ERR_OK)
		*out = stmt_int(q, 0);
	stmt_end(q);
	return e;
}

enum err
store_article_ids(struct store *st, int64_t after, int64_t *out, size_t max,
                  size_t *n)
{
	struct stmt *q = stmt_begin(st, Q_ARTICLE_IDS);
	enum err e;

	*n = 0;
	stmt_bind_int(q, ":after", after);
	stmt_bind_int(q, ":limit", (int64_t)max);
	while ((e = stmt_row(q)) == ERR_OK)
		out[(*n)++] = stmt_int(q, 0);
	stmt_end(q);
	return e == ERR_ABSENT ? ERR_OK : e;
}

enum err
store_article_retopic(struct store *st, int64_t id, const struct doc *d,
                      int64_t now_s)
{
	struct stmt *q = stmt_begin(st, Q_ARTICLE_RETOPIC);
	bool changed;
	enum err e;

	stmt_bind_int(q, ":id", id);
	stmt_bind_str(q, ":topic", topic_name(d->analysis.topic));
	stmt_bind_str(q, ":agency", d->analysis.agency);
	stmt_bind_str(q, ":places", d->analysis.place_codes);
	e = stmt_run(q);
	changed = e == ERR_OK && sqlite3_changes(st->db) > 0;
	stmt_end(q);
	if (changed)
		e = store_log_add(st, id, STORE_LOG_REVISED, now_s);
	return e;
}

/* The id from which store_print_each starts. */
static enum err
first_print(struct store *st, int64_t since_s, uint32_t max, int64_t *out)
{
	enum err e = store_print_first(st, since_s, out);
	struct stmt *q;

	if (e != ERR_OK)
		return e;
	q = stmt_begin(st, Q_PRINT_OFFSET);
	stmt_bind_int(q, ":first", *out);
	stmt_bind_int(q, ":max", max);
	e = stmt_row(q);
	if (e == ERR_OK)
		*out = stmt_int(q, 0);
	stmt_end(q);
	return e == ERR_ABSENT ? ERR_OK : e;
}

enum err
store_print_each(struct store *st, int64_t since_s, uint32_t max,
                 enum err (*each)(const struct article_print *p, void *arg),
                 void *arg)
{
	struct stmt *q;
	int64_t first;
	enum err e;

	if ((e = first_print(st, since_s, max, &first)) != ERR_OK)
		return e == ERR_ABSENT ? ERR_OK : e;
	q = stmt_begin(st, Q_PRINT_EACH);
	stmt_bind_int(q, ":first", first);
	while ((e = stmt_row(q)) == ERR_OK) {
		struct article_print p;

		read_print(q, &p);
		if ((e = each(&p, arg)) != ERR_OK)
			break;
	}
	stmt_end(q);
	return e == ERR_ABSENT ? ERR_OK : e;
}

enum err
store_print_one(struct store *st, int64_t id,
                enum err (*each)(const struct article_print *p, void *arg),
                void *arg)
{
	struct stmt *q = stmt_begin(st, Q_PRINT_ONE);
	struct article_print p;
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK) {
		read_print(q, &p);
		e = each(&p, arg);
	}
	stmt_end(q);
	return e;
}

enum err
store_story_versions(struct store *st, struct arena *mem, int64_t id,
                     struct story_version **out, size_t *n)
{
	struct { struct story_version *v; size_t n, cap; } list = { 0 };
	struct stmt *q = stmt_begin(st, Q_STORY_VERSIONS);
	enum err e;

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":limit", STORY_ARTICLES_MAX);
	while ((e = stmt_row(q)) == ERR_OK) {
		struct story_version *v = VEC_PUSH(mem, &list);
		int64_t flags = stmt_int(q, 4);
		bool dated = (flags & STORE_STATED) &&
		             (flags & STORE_HAS_TIME);

		if (v == NULL)
			break;
		*v = (struct story_version){
			.id = stmt_int(q, 0),
			.outlet_id = stmt_int(q, 1),
			.sort_s = stmt_int(q, 2),
			.when_s = stmt_int(q, dated ? 3 : 2),
			.copy_of = stmt_int(q, 5),
			.topic = topic_by_name(stmt_view(q, 6)),
			.language = stmt_str(q, mem, 7),
			.places = stmt_str(q, mem, 8),
			.list_rank = (uint32_t)stmt_int(q, 9),
			.hidden = stmt_int(q, 10) != ARTICLE_SHOWN,
		};
	}
	stmt_end(q);
	if (e != ERR_ABSENT && e != ERR_OK)
		return e;
	*out = list.v;
	*n = list.n;
	return arena_err(mem);
}

static enum err
put_row(struct store *st, const struct story *s)
{
	struct stmt *q = stmt_begin(st, Q_STORY_PUT);
	enum err e;

	stmt_bind_int(q, ":id", s->id);
	stmt_bind_int(q, ":articles", s->articles);
	stmt_bind_int(q, ":copies", s->copies);
	stmt_bind_int(q, ":outlets", s->outlets);
	stmt_bind_int(q, ":first_id", s->first_id);
	stmt_bind_int(q, ":first_s", s->first_s);
	stmt_bind_int(q, ":last_s", s->last_s);
	stmt_bind_real(q, ":rise", s->rise);
	stmt_bind_str(q, ":gist", s->gist);
	stmt_bind_str(q, ":terms", s->terms);
	stmt_bind_str(q, ":places", s->places);
	stmt_bind_str(q, ":reason", s->reason);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static enum err
put_face(struct store *st, const struct story *s, const struct story_face *f)
{
	struct stmt *q = stmt_begin(st, Q_FACE_PUT);
	enum err e;

	stmt_bind_int(q, ":story", s->id);
	stmt_bind_str(q, ":language", f->language);
	stmt_bind_int(q, ":main", f->main);
	stmt_bind_str(q, ":topic", s->topic);
	stmt_bind_int(q, ":lead", f->lead_id);
	stmt_bind_real(q, ":importance", f->importance);
	stmt_bind_int(q, ":last_s", s->last_s);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

enum err
store_story_put(struct store *st, const struct story *s,
                const struct story_face *faces, size_t n, bool fresh)
{
	bool own;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	if (s->articles + s->copies > 1)
		e = put_row(st, s);
	else if (!fresh)
		e = stmt_run_with_id(st, Q_STORY_DROP, s->id);
	if (e == ERR_OK && !fresh)
		e = stmt_run_with_id(st, Q_FACE_DROP, s->id);
	for (size_t i = 0; i < n && e == ERR_OK; i++)
		e = put_face(st, s, &faces[i]);
	return store_leave(st, own, e);
}

enum err
store_story_told(struct store *st, struct arena *mem, int64_t id,
                 struct story *out, int64_t *lead_id)
{
	struct stmt *q = stmt_begin(st, Q_STORY_TOLD);
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK) {
		*lead_id = stmt_int(q, 0);
		*out = (struct story){
			.id = id,
			.articles = (uint32_t)stmt_int(q, 1),
			.gist = stmt_str(q, mem, 2),
			.terms = stmt_str(q, mem, 3),
			.places = stmt_str(q, mem, 4),
		};
	}
	stmt_end(q);
	return e == ERR_OK ? arena_err(mem) : e;
}

enum err
store_story_drop(struct store *st, int64_t id)
{
	bool own;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	e = stmt_run_with_id(st, Q_STORY_DROP, id);
	if (e == ERR_OK)
		e = stmt_run_with_id(st, Q_FACE_DROP, id);
	return store_leave(st, own, e);
}

/* An article that is a story of its own has no row of one. */
static enum err
single_by_id(struct store *st, struct arena *mem, int64_t id,
             struct story *out)
{
	struct stmt *q = stmt_begin(st, Q_STORY_SINGLE);
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK)
		*out = (struct story){
			.id = id,
			.articles = 1,
			.outlets = 1,
			.first_id = id,
			.last_s = stmt_int(q, 0),
			.first_s = stmt_int(q, 1),
			.topic = stmt_str(q, mem, 2),
			.places = stmt_str(q, mem, 3),
		};
	stmt_end(q);
	return e == ERR_OK ? arena_err(mem) : e;
}

enum err
store_story_by_id(struct store *st, struct arena *mem, int64_t id,
                  struct story *out)
{
	struct stmt *q = stmt_begin(st, Q_STORY_BY_ID);
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK)
		*out = (struct story){
			.id = stmt_int(q, 0),
			.articles = (uint32_t)stmt_int(q, 1),
			.copies = (uint32_t)stmt_int(q, 2),
			.outlets = (uint32_t)stmt_int(q, 3),
			.first_id = stmt_int(q, 4),
			.first_s = stmt_int(q, 5),
			.last_s = stmt_int(q, 6),
			.topic = stmt_str(q, mem, 7),
			.gist = stmt_str(q, mem, 8),
			.terms = stmt_str(q, mem, 9),
			.places = stmt_str(q, mem, 10),
			.reason = stmt_str(q, mem, 11),
		};
	stmt_end(q);
	if (e == ERR_ABSENT)
		return single_by_id(st, mem, id, out);
	return e == ERR_OK ? arena_err(mem) : e;
}

enum err
store_story_of(struct store *st, int64_t article_id, int64_t *out)
{
	struct stmt *q = stmt_begin(st, Q_STORY_OF);
	enum err e;

	stmt_bind_int(q, ":id", article_id);
	if ((e = stmt_row(q)) == ERR_OK)
		*out = stmt_int(q, 0);
	stmt_end(q);
	return e;
}

static enum err
heads(struct store *st, struct arena *mem, enum sql_query which, int64_t id,
      struct article_head **out, size_t *n)
{
	struct { struct article_head *v; size_t n, cap; } list = { 0 };
	struct stmt *q = stmt_begin(st, which);
	enum err e;

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":limit", STORY_ARTICLES_MAX);
	while ((e = stmt_row(q)) == ERR_OK) {
		struct article_head *h = VEC_PUSH(mem, &list);

		if (h == NULL)
			break;
		store_read_head(q, mem, h);
	}
	stmt_end(q);
	if (e != ERR_ABSENT && e != ERR_OK)
		return e;
	*out = list.v;
	*n = list.n;
	return arena_err(mem);
}

enum err
store_story_articles(struct store *st, struct arena *mem, int64_t id,
                     struct article_head **out, size_t *n)
{
	return heads(st, mem, Q_STORY_ARTICLES, id, out, n);
}

enum err
store_article_copies(struct store *st, struct arena *mem, int64_t id,
                     struct article_head **out, size_t *n)
{
	return heads(st, mem, Q_ARTICLE_COPIES, id, out, n);
}

enum err
store_copies_inherit(struct store *st, int64_t id, int64_t now_s)
{
	struct stmt *q = stmt_begin(st, Q_COPIES_FIRST);
	struct article_placing first = { .copy_of = 0 };
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK) {
		first.id = stmt_int(q, 0);
		first.story_id = stmt_int(q, 1);
	}
	stmt_end(q);
	if (e != ERR_OK)
		return e == ERR_ABSENT ? ERR_OK : e;
	e = store_copies_move(st, id, first.id);
	return e == ERR_OK ? store_article_place(st, &first, true, now_s) : e;
}

enum err
store_story_hide(struct store *st, int64_t id)
{
	static const enum sql_query steps[] = { Q_STORY_FORGET_GIST,
		                                Q_STORY_PASS_LEAD };
	enum err e = ERR_OK;

	for (size_t i = 0; i < COUNT(steps) && e == ERR_OK; i++)
		e = stmt_run_with_id(st, steps[i], id);
	return e;
}
