#include "store/frontier.h"

#include "base/buf.h"
#include "base/vec.h"
#include "store/internal.h"

#define TAGS_MAX_BYTES 8192u

int64_t
store_moment_flags(struct datetime d)
{
	return (d.has_zone ? STORE_HAS_ZONE : 0) |
	       (d.has_time ? STORE_HAS_TIME : 0);
}

struct datetime
store_read_moment(struct stmt *q, int column)
{
	int64_t flags = stmt_int(q, column + 2);

	return (struct datetime){
		.unix_s = stmt_int(q, column),
		.offset_min = (int16_t)stmt_int(q, column + 1),
		.has_zone = (flags & STORE_HAS_ZONE) != 0,
		.has_time = (flags & STORE_HAS_TIME) != 0,
	};
}

/* prefix is ":published" or ":modified". */
void
store_bind_moment(struct stmt *q, const char *prefix, bool stated,
                  struct datetime d)
{
	struct arena mem = ARENA_INIT(256, 4096);
	const char *offset = str_z(&mem, str_fmt(&mem, "%s_offset", prefix));
	const char *flags = str_z(&mem, str_fmt(&mem, "%s_flags", prefix));

	if (stated) {
		stmt_bind_int(q, prefix, d.unix_s);
		stmt_bind_int(q, offset, d.offset_min);
		stmt_bind_int(q, flags, store_moment_flags(d));
	} else {
		stmt_bind_null(q, prefix);
		stmt_bind_null(q, offset);
		stmt_bind_null(q, flags);
	}
	arena_release(&mem);
}

static enum err
known_fingerprint(struct store *st, const struct frontier_entry *f,
                  struct str key, int64_t *out)
{
	struct stmt *q = stmt_begin(st, Q_FEED_ITEM_GET);
	enum err e;

	stmt_bind_int(q, ":feed", f->feed_id);
	stmt_bind_str(q, ":key", key);
	if ((e = stmt_row(q)) == ERR_OK)
		*out = stmt_int(q, 0);
	stmt_end(q);
	return e;
}

static enum err
remember(struct store *st, const struct frontier_entry *f, struct str key,
         int64_t fingerprint)
{
	struct stmt *q = stmt_begin(st, Q_FEED_ITEM_PUT);
	enum err e;

	stmt_bind_int(q, ":feed", f->feed_id);
	stmt_bind_str(q, ":key", key);
	stmt_bind_int(q, ":fingerprint", fingerprint);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static enum err
enqueue(struct store *st, const struct frontier_entry *f, struct str key,
        bool again)
{
	struct stmt *q = stmt_begin(st, Q_FRONTIER_ADD);
	struct buf tags = BUF_INIT(TAGS_MAX_BYTES);
	const struct feed_item *it = &f->item;
	enum err e;

	for (size_t i = 0; i < it->tag_count; i++) {
		if (i > 0)
			buf_put_char(&tags, '\n');
		buf_put(&tags, it->tags[i]);
	}
	stmt_bind_int(q, ":outlet", f->outlet_id);
	stmt_bind_int(q, ":feed", f->feed_id);
	stmt_bind_str(q, ":key", key);
	stmt_bind_str(q, ":url", f->url);
	stmt_bind_int(q, ":again", again);
	stmt_bind_int(q, ":due", f->due_s);
	stmt_bind_str(q, ":guid", it->id);
	stmt_bind_str(q, ":title", it->title);
	stmt_bind_str(q, ":author", it->author);
	stmt_bind_str(q, ":summary", it->summary_html);
	stmt_bind_str(q, ":content", it->content_html);
	stmt_bind_str(q, ":image", it->image);
	stmt_bind_str(q, ":language", it->language);
	stmt_bind_str(q, ":tags", buf_str(&tags));
	stmt_bind_int(q, ":list_rank", it->list_rank);
	store_bind_moment(q, ":published", it->has_published, it->published);
	store_bind_moment(q, ":modified", it->has_modified, it->modified);
	e = stmt_run(q);
	stmt_end(q);
	buf_release(&tags);
	return e;
}

static enum err
offer(struct store *st, const struct frontier_entry *f, struct str key,
      int64_t fingerprint, enum frontier_outcome *out)
{
	int64_t before = 0, article;
	bool seen, kept;
	enum err e;

	e = known_fingerprint(st, f, key, &before);
	if (e != ERR_OK && e != ERR_ABSENT)
		return e;
	seen = e == ERR_OK;
	if (seen && before == fingerprint) {
		*out = FRONTIER_KNOWN;
		return ERR_OK;
	}
	e = store_article_by_key(st, key, &article);
	if (e != ERR_OK && e != ERR_ABSENT)
		return e;
	kept = e == ERR_OK;
	if ((e = remember(st, f, key, fingerprint)) != ERR_OK)
		return e;
	if (kept && !seen) {
		/* another feed or another day announced it already */
		*out = FRONTIER_KNOWN;
		return ERR_OK;
	}
	*out = seen ? FRONTIER_CHANGED : FRONTIER_NEW;
	return enqueue(st, f, key, seen);
}

enum err
store_frontier_offer(struct store *st, const struct frontier_entry *f,
                     struct str key, uint64_t fingerprint,
                     enum frontier_outcome *out)
{
	bool own;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	return store_leave(st, own,
	                   offer(st, f, key, (int64_t)fingerprint, out));
}

static void
bind_place(struct stmt *q, const struct list_place *p)
{
	stmt_bind_int(q, ":outlet", p->outlet_id);
	stmt_bind_int(q, ":list_rank", p->list_rank);
}

/* One that waits: whether it rises is nobody's news yet. */
static enum err
rank_entry(struct store *st, const struct list_place *p)
{
	struct stmt *q = stmt_begin(st, Q_FRONTIER_RANK);
	enum err e;

	stmt_bind_str(q, ":key", p->key);
	bind_place(q, p);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static enum err
rank_article(struct store *st, int64_t id, const struct list_place *p,
             int64_t now_s, bool *raised)
{
	struct stmt *q = stmt_begin(st, Q_ARTICLE_RANK);
	enum err e;

	stmt_bind_int(q, ":id", id);
	bind_place(q, p);
	e = stmt_run(q);
	*raised = e == ERR_OK && sqlite3_changes(st->db) > 0;
	stmt_end(q);
	return *raised ? store_log_add(st, id, STORE_LOG_RANKED, now_s) : e;
}

enum err
store_list_rank(struct store *st, const struct list_place *p, int64_t now_s,
                int64_t *out_id)
{
	int64_t id;
	bool own, raised = false;
	enum err e;

	*out_id = 0;
	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	e = store_article_by_key(st, p->key, &id);
	if (e == ERR_OK)
		e = rank_article(st, id, p, now_s, &raised);
	else if (e == ERR_ABSENT)
		e = rank_entry(st, p);
	if ((e = store_leave(st, own, e)) == ERR_OK && raised)
		*out_id = id;
	return e;
}

enum err
store_frontier_rank(struct store *st, int64_t id, uint32_t *out)
{
	struct stmt *q = stmt_begin(st, Q_FRONTIER_RANK_GET);
	enum err e;

	*out = 0;
	stmt_bind_int(q, ":id", id);
	if ((e = stmt_row(q)) == ERR_OK)
		*out = (uint32_t)stmt_int(q, 0);
	stmt_end(q);
	return e == ERR_ABSENT ? ERR_OK : e;
}

static void
split_tags(struct arena *mem, struct str joined, struct feed_item *it)
{
	it->tags = ARENA_ARRAY(mem, struct str, DOC_TAGS_MAX);
	while (joined.n > 0 && it->tags != NULL && it->tag_count < DOC_TAGS_MAX)
		it->tags[it->tag_count++] = str_until(&joined, '\n');
}

static struct frontier_entry
read_entry(struct stmt *q, struct arena *mem)
{
	struct frontier_entry f = {
		.id = stmt_int(q, 0),
		.outlet_id = stmt_int(q, 1),
		.feed_id = stmt_int(q, 2),
		.url = stmt_str(q, mem, 3),
		.again = stmt_int(q, 4) != 0,
		.tries = stmt_int(q, 5),
		.due_s = stmt_int(q, 6),
		.item = {
			.id = stmt_str(q, mem, 7),
			.title = stmt_str(q, mem, 8),
			.author = stmt_str(q, mem, 9),
			.summary_html = stmt_str(q, mem, 10),
			.content_html = stmt_str(q, mem, 11),
			.image = stmt_str(q, mem, 12),
			.language = stmt_str(q, mem, 13),
			.has_published = !stmt_is_null(q, 15),
			.published = store_read_moment(q, 15),
			.has_modified = !stmt_is_null(q, 18),
			.modified = store_read_moment(q, 18),
			.list_rank = (uint32_t)stmt_int(q, 21),
		},
	};

	f.item.url = f.url;
	split_tags(mem, stmt_str(q, mem, 14), &f.item);
	return f;
}

enum err
store_frontier_due(struct store *st, struct arena *mem, int64_t now_s,
                   int64_t after_id, size_t limit,
                   struct frontier_entry **out, size_t *n)
{
	struct { struct frontier_entry *v; size_t n, cap; } list = { 0 };
	struct stmt *q = stmt_begin(st, Q_FRONTIER_DUE);
	enum err e;

	stmt_bind_int(q, ":now", now_s);
	stmt_bind_int(q, ":after", after_id);
	stmt_bind_int(q, ":limit", (int64_t)limit);
	while ((e = stmt_row(q)) == ERR_OK) {
		struct frontier_entry *f = VEC_PUSH(mem, &list);

		if (f != NULL)
			*f = read_entry(q, mem);
	}
	stmt_end(q);
	if (e == ERR_ABSENT && (e = arena_err(mem)) == ERR_OK) {
		*out = list.v;
		*n = list.n;
	}
	return e;
}

enum err
store_frontier_state(struct store *st, int64_t *count, int64_t *next_due_s)
{
	struct stmt *q = stmt_begin(st, Q_FRONTIER_STATE);
	enum err e;

	if ((e = stmt_row(q)) == ERR_OK) {
		*count = stmt_int(q, 0);
		*next_due_s = stmt_int(q, 1);
	}
	stmt_end(q);
	return e;
}

enum err
store_frontier_settle(struct store *st, int64_t id)
{
	return stmt_run_with_id(st, Q_FRONTIER_SETTLE, id);
}

enum err
store_frontier_retry(struct store *st, int64_t id, int64_t due_s)
{
	struct stmt *q = stmt_begin(st, Q_FRONTIER_RETRY);
	enum err e;

	stmt_bind_int(q, ":id", id);
	stmt_bind_int(q, ":due", due_s);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}
