#include "store/outlets.h"

#include <string.h>

#include "base/vec.h"
#include "store/internal.h"

#define SLUG_TRIES_MAX 1000 /* -2, -3 ... */
#define SLUG_TAIL_MAX 4u    /* "-999" */

static void
bind_outlet(struct stmt *q, const struct outlet *o)
{
	stmt_bind_str(q, ":name", o->name);
	stmt_bind_str(q, ":home", o->home_url);
	stmt_bind_str(q, ":language", o->language);
	stmt_bind_int(q, ":mode", o->mode);
	stmt_bind_int(q, ":active", o->active);
}

static struct outlet
read_outlet(struct stmt *q, struct arena *mem)
{
	return (struct outlet){
		.id = stmt_int(q, 0),
		.slug = stmt_str(q, mem, 1),
		.name = stmt_str(q, mem, 2),
		.home_url = stmt_str(q, mem, 3),
		.language = stmt_str(q, mem, 4),
		.mode = (enum outlet_mode)stmt_int(q, 5),
		.active = stmt_int(q, 6) != 0,
	};
}

static enum err
insert(struct store *st, const struct outlet *o, struct str slug,
       int64_t *out_id)
{
	struct stmt *q = stmt_begin(st, Q_OUTLET_ADD);
	enum err e;

	stmt_bind_str(q, ":slug", slug);
	bind_outlet(q, o);
	e = stmt_run(q);
	stmt_end(q);
	if (e == ERR_OK)
		*out_id = sqlite3_last_insert_rowid(st->db);
	return e;
}

static bool
slug_is_fine(struct str slug)
{
	char made[OUTLET_SLUG_MAX];

	return slug.n > 0 && slug.n <= OUTLET_SLUG_MAX &&
	       str_eq((struct str){ made, outlet_slug(slug, made) }, slug) &&
	       !outlet_slug_reserved(slug);
}

/* From the name if it is Latin, else from the host of the home page. */
static size_t
make_slug(const struct outlet *o, char out[OUTLET_SLUG_MAX])
{
	struct str home = o->home_url;
	size_t n = outlet_slug(o->name, out);

	if (n >= 2)
		return n;
	str_skip(&home, STR("https://"));
	str_skip(&home, STR("http://"));
	str_skip(&home, STR("www."));
	n = outlet_slug(str_until(&home, '/'), out);
	if (n > 0)
		return n;
	memcpy(out, "outlet", 6);
	return 6;
}

enum err
store_outlet_add(struct store *st, const struct outlet *o, int64_t *out_id)
{
	struct arena mem = ARENA_INIT(1024, 64u << 10);
	char made[OUTLET_SLUG_MAX];
	struct str base;
	enum err e = ERR_FORMAT;

	if (o->slug.n > 0)
		return slug_is_fine(o->slug) ? insert(st, o, o->slug, out_id)
		                             : ERR_FORMAT;
	base = (struct str){ made, make_slug(o, made) };
	if (base.n > OUTLET_SLUG_MAX - SLUG_TAIL_MAX)
		base.n = OUTLET_SLUG_MAX - SLUG_TAIL_MAX;
	if (base.p[base.n - 1] == '-')
		base.n--;
	for (int i = 1; i < SLUG_TRIES_MAX; i++) {
		struct str slug = base;

		if (i > 1 || outlet_slug_reserved(base))
			slug = str_fmt(&mem, "%.*s-%d", STR_ARG(base), i);
		e = insert(st, o, slug, out_id);
		if (e != ERR_EXISTS)
			break;
	}
	arena_release(&mem);
	return e;
}

enum err
store_outlet_update(struct store *st, const struct outlet *o)
{
	struct stmt *q = stmt_begin(st, Q_OUTLET_UPDATE);
	enum err e;

	stmt_bind_int(q, ":id", o->id);
	bind_outlet(q, o);
	e = stmt_run(q);
	if (e == ERR_OK && sqlite3_changes(st->db) == 0)
		e = ERR_ABSENT;
	stmt_end(q);
	return e;
}

/* Run a statement that takes one number. */
static enum err
run_id(struct store *st, enum sql_query which, const char *name, int64_t id)
{
	struct stmt *q = stmt_begin(st, which);
	enum err e;

	stmt_bind_int(q, name, id);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

enum err
store_outlet_remove(struct store *st, int64_t id)
{
	struct stmt *q;
	int64_t used = 0;
	bool own;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	q = stmt_begin(st, Q_OUTLET_IS_USED);
	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK)
		used = stmt_int(q, 0);
	stmt_end(q);
	if (e == ERR_OK && used != 0)
		return store_leave(st, own,
		                   run_id(st, Q_OUTLET_STOP, ":id", id));
	if (e == ERR_OK)
		e = run_id(st, Q_FRONTIER_DELETE_OF, ":outlet", id);
	if (e == ERR_OK)
		e = run_id(st, Q_FEED_ITEM_DELETE_OF, ":outlet", id);
	if (e == ERR_OK)
		e = run_id(st, Q_FEED_DELETE_OF, ":outlet", id);
	if (e == ERR_OK)
		e = run_id(st, Q_OUTLET_DELETE, ":id", id);
	return store_leave(st, own, e);
}

enum err
store_outlet_by_id(struct store *st, struct arena *mem, int64_t id,
                   struct outlet *out)
{
	struct stmt *q = stmt_begin(st, Q_OUTLET_BY_ID);
	struct outlet o;
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK)
		o = read_outlet(q, mem);
	stmt_end(q);
	if (e == ERR_OK && (e = arena_err(mem)) == ERR_OK)
		*out = o;
	return e;
}

static enum err
by_text(struct store *st, struct arena *mem, enum sql_query which,
        struct str key, struct outlet *out)
{
	struct stmt *q = stmt_begin(st, which);
	struct outlet o;
	enum err e;

	stmt_bind_str(q, which == Q_OUTLET_BY_SLUG ? ":slug" : ":home", key);
	if ((e = stmt_row(q)) == ERR_OK)
		o = read_outlet(q, mem);
	stmt_end(q);
	if (e == ERR_OK && (e = arena_err(mem)) == ERR_OK)
		*out = o;
	return e;
}

enum err
store_outlet_by_slug(struct store *st, struct arena *mem, struct str slug,
                     struct outlet *out)
{
	return by_text(st, mem, Q_OUTLET_BY_SLUG, slug, out);
}

enum err
store_outlet_by_home(struct store *st, struct arena *mem, struct str home_url,
                     struct outlet *out)
{
	return by_text(st, mem, Q_OUTLET_BY_HOME, home_url, out);
}

enum err
store_outlet_list(struct store *st, struct arena *mem, struct outlet **out,
                  size_t *n)
{
	struct { struct outlet *v; size_t n, cap; } list = { 0 };
	struct stmt *q = stmt_begin(st, Q_OUTLET_LIST);
	enum err e;

	while ((e = stmt_row(q)) == ERR_OK) {
		struct outlet *o = VEC_PUSH(mem, &list);

		if (o != NULL)
			*o = read_outlet(q, mem);
	}
	stmt_end(q);
	if (e == ERR_ABSENT && (e = arena_err(mem)) == ERR_OK) {
		*out = list.v;
		*n = list.n;
	}
	return e;
}

enum err
store_feed_add(struct store *st, int64_t outlet_id, struct str url,
               int64_t due_s, int64_t *out_id)
{
	struct stmt *q = stmt_begin(st, Q_FEED_ADD);
	enum err e;

	stmt_bind_int(q, ":outlet", outlet_id);
	stmt_bind_str(q, ":url", url);
	stmt_bind_int(q, ":due", due_s);
	e = stmt_run(q);
	stmt_end(q);
	if (e == ERR_OK)
		*out_id = sqlite3_last_insert_rowid(st->db);
	return e;
}

static struct feed_source
read_feed(struct stmt *q, struct arena *mem)
{
	return (struct feed_source){
		.id = stmt_int(q, 0),
		.outlet_id = stmt_int(q, 1),
		.url = stmt_str(q, mem, 2),
		.etag = stmt_str(q, mem, 3),
		.last_modified = stmt_str(q, mem, 4),
		.next_due_s = stmt_int(q, 5),
		.interval_s = stmt_int(q, 6),
		.failures = stmt_int(q, 7),
		.last_ok_s = stmt_int(q, 8),
		.last_status = stmt_int(q, 9),
	};
}

/* All rows of a bound statement; ends it. */
static enum err
read_feeds(struct stmt *q, struct arena *mem, struct feed_source **out,
           size_t *n)
{
	struct { struct feed_source *v; size_t n, cap; } list = { 0 };
	enum err e;

	while ((e = stmt_row(q)) == ERR_OK) {
		struct feed_source *f = VEC_PUSH(mem, &list);

		if (f != NULL)
			*f = read_feed(q, mem);
	}
	stmt_end(q);
	if (e == ERR_ABSENT && (e = arena_err(mem)) == ERR_OK) {
		*out = list.v;
		*n = list.n;
	}
	return e;
}

enum err
store_feed_by_id(struct store *st, struct arena *mem, int64_t id,
                 struct feed_source *out)
{
	struct stmt *q = stmt_begin(st, Q_FEED_BY_ID);
	struct feed_source f;
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK)
		f = read_feed(q, mem);
	stmt_end(q);
	if (e == ERR_OK && (e = arena_err(mem)) == ERR_OK)
		*out = f;
	return e;
}

enum err
store_feed_list(struct store *st, struct arena *mem, int64_t outlet_id,
                struct feed_source **out, size_t *n)
{
	struct stmt *q = stmt_begin(st, Q_FEED_OF_OUTLET);

	stmt_bind_int(q, ":outlet", outlet_id);
	return read_feeds(q, mem, out, n);
}

enum err
store_feed_due(struct store *st, struct arena *mem, int64_t now_s,
               size_t limit, struct feed_source **out, size_t *n)
{
	struct stmt *q = stmt_begin(st, Q_FEED_DUE);

	stmt_bind_int(q, ":now", now_s);
	stmt_bind_int(q, ":limit", (int64_t)limit);
	return read_feeds(q, mem, out, n);
}

static enum err
set_polled(struct store *st, const struct feed_source *f)
{
	struct stmt *q = stmt_begin(st, Q_FEED_POLLED);
	enum err e;

	stmt_bind_int(q, ":id", f->id);
	stmt_bind_str(q, ":etag", f->etag);
	stmt_bind_str(q, ":modified", f->last_modified);
	stmt_bind_int(q, ":due", f->next_due_s);
	stmt_bind_int(q, ":interval", f->interval_s);
	stmt_bind_int(q, ":failures", f->failures);
	stmt_bind_int(q, ":ok", f->last_ok_s);
	stmt_bind_int(q, ":status", f->last_status);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static enum err
set_url(struct store *st, const struct feed_source *f)
{
	struct stmt *q = stmt_begin(st, Q_FEED_MOVED);
	enum err e;

	stmt_bind_int(q, ":id", f->id);
	stmt_bind_str(q, ":url", f->url);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

enum err
store_feed_polled(struct store *st, const struct feed_source *f)
{
	bool own;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	if ((e = set_polled(st, f)) == ERR_OK)
		e = set_url(st, f);
	return store_leave(st, own, e);
}
