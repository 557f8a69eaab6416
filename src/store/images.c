#include "store/images.h"

#include "base/clock.h"
#include "base/vec.h"
#include "store/internal.h"
#include "store/reports.h"

static struct image_row
read_image(struct stmt *q, struct arena *mem)
{
	return (struct image_row){
		.id = stmt_int(q, 0),
		.url = stmt_str(q, mem, 1),
		.state = (enum image_state)stmt_int(q, 2),
		.mime = stmt_str(q, mem, 3),
		.width = (uint16_t)stmt_int(q, 4),
		.height = (uint16_t)stmt_int(q, 5),
		.hash = (uint64_t)stmt_int(q, 6),
		.tries = stmt_int(q, 7),
		.due_s = stmt_int(q, 8),
		.outlet_id = stmt_int(q, 9),
	};
}

enum err
store_image_by_id(struct store *st, struct arena *mem, int64_t id,
                  struct image_row *out)
{
	struct stmt *q = stmt_begin(st, Q_IMAGE_BY_ID);
	struct image_row im;
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK) {
		im = read_image(q, mem);
		im.bytes = stmt_str(q, mem, 10);
		e = arena_err(mem);
	}
	stmt_end(q);
	if (e == ERR_OK)
		*out = im;
	return e;
}

enum err
store_image_due(struct store *st, struct arena *mem, int64_t now_s,
                int64_t after_id, size_t limit, struct image_row **out,
                size_t *n)
{
	struct { struct image_row *v; size_t n, cap; } list = { 0 };
	struct stmt *q = stmt_begin(st, Q_IMAGE_DUE);
	enum err e;

	stmt_bind_int(q, ":now", now_s);
	stmt_bind_int(q, ":after", after_id);
	stmt_bind_int(q, ":limit", (int64_t)limit);
	while ((e = stmt_row(q)) == ERR_OK) {
		struct image_row *im = VEC_PUSH(mem, &list);

		if (im != NULL)
			*im = read_image(q, mem);
	}
	stmt_end(q);
	if (e == ERR_ABSENT && (e = arena_err(mem)) == ERR_OK) {
		*out = list.v;
		*n = list.n;
	}
	return e;
}

enum err
store_image_state(struct store *st, int64_t *count, int64_t *next_due_s)
{
	struct stmt *q = stmt_begin(st, Q_IMAGE_STATE);
	enum err e;

	if ((e = stmt_row(q)) == ERR_OK) {
		*count = stmt_int(q, 0);
		*next_due_s = stmt_int(q, 1);
	}
	stmt_end(q);
	return e;
}

/* Its articles look different from now on. */
static enum err
log_image(struct store *st, int64_t id)
{
	struct stmt *q = stmt_begin(st, Q_IMAGE_LOG);
	enum err e;

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":now", clock_now_s());
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static enum err
put(struct store *st, const struct image_row *im)
{
	struct stmt *q = stmt_begin(st, Q_IMAGE_PUT);
	enum err e;

	stmt_bind_int(q, ":id", im->id);
	stmt_bind_str(q, ":mime", im->mime);
	stmt_bind_int(q, ":width", im->width);
	stmt_bind_int(q, ":height", im->height);
	stmt_bind_int(q, ":hash", (int64_t)im->hash);
	e = stmt_run(q);
	if (e == ERR_OK && sqlite3_changes(st->db) == 0)
		e = ERR_ABSENT;
	stmt_end(q);
	if (e != ERR_OK)
		return e;
	q = stmt_begin(st, Q_IMAGE_BYTES_PUT);
	stmt_bind_int(q, ":id", im->id);
	stmt_bind_blob(q, ":bytes", im->bytes);
	e = stmt_run(q);
	stmt_end(q);
	return e == ERR_OK ? log_image(st, im->id) : e;
}

enum err
store_image_put(struct store *st, const struct image_row *im)
{
	bool own;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	return store_leave(st, own, put(st, im));
}

enum err
store_image_failed(struct store *st, int64_t id)
{
	struct stmt *q = stmt_begin(st, Q_IMAGE_FAILED);
	enum err e;

	stmt_bind_int(q, ":id", id);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

enum err
store_image_retry(struct store *st, int64_t id, int64_t due_s)
{
	struct stmt *q = stmt_begin(st, Q_IMAGE_RETRY);
	enum err e;

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":due", due_s);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static enum err
set_state(struct store *st, int64_t id, enum image_state s)
{
	struct stmt *q = stmt_begin(st, Q_IMAGE_SET_STATE);
	enum err e;

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":state", s);
	e = stmt_run(q);
	stmt_end(q);
	return e == ERR_OK ? log_image(st, id) : e;
}

static enum err
forget_reports(struct store *st, int64_t id)
{
	struct stmt *q = stmt_begin(st, Q_REPORT_FORGET);
	enum err e;

	stmt_bind_int(q, ":kind", REPORT_IMAGE);
	stmt_bind_int(q, ":target", id);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

/* The same picture under other addresses. */
static enum err
ban_twins(struct store *st, uint64_t hash)
{
	struct stmt *q;
	enum err e;

	if (hash == 0)
		return ERR_OK;
	q = stmt_begin(st, Q_IMAGE_LOG_TWINS);
	stmt_bind_int(q, ":hash", (int64_t)hash);
	stmt_bind_int(q, ":now", clock_now_s());
	e = stmt_run(q);
	stmt_end(q);
	if (e != ERR_OK)
		return e;
	q = stmt_begin(st, Q_IMAGE_BAN_TWINS);
	stmt_bind_int(q, ":hash", (int64_t)hash);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static enum err
decide(struct store *st, int64_t id, enum image_state s)
{
	struct stmt *q = stmt_begin(st, Q_IMAGE_STAMP);
	uint64_t hash = 0;
	bool has_bytes = false;
	enum err e;

	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK) {
		hash = (uint64_t)stmt_int(q, 0);
		has_bytes = stmt_int(q, 1) != 0;
	}
	stmt_end(q);
	if (e == ERR_OK && s == IMAGE_SHOWN)
		e = forget_reports(st, id);
	if (e == ERR_OK && s == IMAGE_BANNED)
		e = ban_twins(st, hash);
	if (e != ERR_OK)
		return e;
	/* without bytes there is nothing to show: fetch it first */
	if (s == IMAGE_SHOWN && !has_bytes)
		s = IMAGE_WANTED;
	return set_state(st, id, s);
}

enum err
store_image_set_state(struct store *st, int64_t id, enum image_state s)
{
	bool own;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	return store_leave(st, own, decide(st, id, s));
}
