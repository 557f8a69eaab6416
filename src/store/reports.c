#include "store/reports.h"

#include "base/vec.h"
#include "store/internal.h"

/* The state of what is reported; ERR_ABSENT: it cannot be reported. */
static enum err
target_state(struct store *st, enum report_kind kind, int64_t target,
             bool *hidden)
{
	enum sql_query which =
	        kind == REPORT_IMAGE ? Q_IMAGE_LOOK : Q_ARTICLE_STAMP;
	struct stmt *q = stmt_begin(st, which);
	int64_t state = 0;
	enum err e;

	stmt_bind_int(q, ":id", target);
	if ((e = stmt_row(q)) == ERR_OK)
		state = stmt_int(q, kind == REPORT_IMAGE ? 0 : 4);
	stmt_end(q);
	if (e != ERR_OK)
		return e;
	if (kind == REPORT_IMAGE) {
		*hidden = state == IMAGE_HIDDEN;
		return *hidden || state == IMAGE_SHOWN ? ERR_OK : ERR_ABSENT;
	}
	*hidden = state == ARTICLE_HIDDEN;
	return state == ARTICLE_REMOVED ? ERR_ABSENT : ERR_OK;
}

static enum err
count_people(struct store *st, enum report_kind kind, int64_t target,
             int64_t *out)
{
	struct stmt *q = stmt_begin(st, Q_REPORT_COUNT);
	enum err e;

	stmt_bind_int(q, ":kind", kind);
	stmt_bind_int(q, ":target", target);
	if ((e = stmt_row(q)) == ERR_OK)
		*out = stmt_int(q, 0);
	stmt_end(q);
	return e;
}

/* Hide it, and tell those who follow the log. */
static enum err
hide(struct store *st, enum report_kind kind, int64_t target, int64_t now_s)
{
	bool image = kind == REPORT_IMAGE;
	struct stmt *q = stmt_begin(st, image ? Q_IMAGE_HIDE : Q_ARTICLE_HIDE);
	enum err e;

	stmt_bind_int(q, ":id", target);
	if (!image)
		stmt_bind_int(q, ":now", now_s);
	e = stmt_run(q);
	stmt_end(q);
	if (e == ERR_OK && !image)
		e = store_story_hide(st, target);
	if (e != ERR_OK)
		return e;
	q = stmt_begin(st, image ? Q_IMAGE_LOG : Q_ARTICLE_LOG_STATE);
	stmt_bind_int(q, ":id", target);
	stmt_bind_int(q, ":now", now_s);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static enum err
add_row(struct store *st, enum report_kind kind, int64_t target,
        struct str reporter, int64_t now_s)
{
	struct stmt *q = stmt_begin(st, Q_REPORT_ADD);
	enum err e;

	stmt_bind_int(q, ":kind", kind);
	stmt_bind_int(q, ":target", target);
	stmt_bind_blob(q, ":reporter", reporter);
	stmt_bind_int(q, ":now", now_s);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

enum err
store_report_add(struct store *st, enum report_kind kind, int64_t target,
                 const uint8_t reporter[REPORTER_BYTES], int64_t now_s,
                 int64_t threshold, struct report_result *out)
{
	struct str who = { (const char *)reporter, REPORTER_BYTES };
	struct report_result r = { 0 };
	bool own;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	e = target_state(st, kind, target, &r.hidden);
	if (e == ERR_OK)
		e = add_row(st, kind, target, who, now_s);
	r.counted = e == ERR_OK && sqlite3_changes(st->db) > 0;
	if (e == ERR_OK)
		e = count_people(st, kind, target, &r.people);
	if (e == ERR_OK && !r.hidden && r.people >= threshold) {
		e = hide(st, kind, target, now_s);
		r.hidden = true;
	}
	e = store_leave(st, own, e);
	if (e == ERR_OK)
		*out = r;
	return e;
}

static struct str
state_name(enum report_kind kind, int64_t state)
{
	if (kind == REPORT_IMAGE)
		return image_state_name((enum image_state)state);
	return article_state_name((enum article_state)state);
}

enum err
store_report_list(struct store *st, struct arena *mem, size_t limit,
                  struct report_row **out, size_t *n)
{
	struct { struct report_row *v; size_t n, cap; } list = { 0 };
	struct stmt *q = stmt_begin(st, Q_REPORT_LIST);
	enum err e;

	stmt_bind_int(q, ":limit", (int64_t)limit);
	while ((e = stmt_row(q)) == ERR_OK) {
		struct report_row *r = VEC_PUSH(mem, &list);

		if (r == NULL)
			break;
		r->kind = (enum report_kind)stmt_int(q, 0);
		r->target = stmt_int(q, 1);
		r->people = stmt_int(q, 2);
		r->first_s = stmt_int(q, 3);
		r->last_s = stmt_int(q, 4);
		r->state = state_name(r->kind, stmt_int(q, 5));
		r->title = stmt_str(q, mem, 6);
		r->url = stmt_str(q, mem, 7);
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
