#include "store/articles.h"

#include "base/buf.h"
#include "store/frontier.h"
#include "store/internal.h"

/* A date this far ahead is a clock's mistake, not a publication. */
#define FUTURE_MAX_S 3600
#define PACK_MAX_BYTES (DOC_TEXT_MAX * 2)
#define TAGS_MAX_BYTES 8192u
#define STAMP_MEM_MAX_BYTES (1u << 20)

/* What the store knows of an article that is offered again. */
struct stamp {
	int64_t id; /* 0: new */
	int64_t title_hash, text_hash, revision;
	struct str title;
	bool has_image;
};

static enum err
find_known(struct store *st, struct arena *mem,
           const struct article_keys *keys, struct stamp *out)
{
	struct stmt *q;
	enum err e = ERR_ABSENT;

	for (size_t i = 0; i < keys->n && e == ERR_ABSENT; i++)
		e = store_article_by_key(st, keys->key[i], &out->id);
	if (e != ERR_OK)
		return e == ERR_ABSENT ? ERR_OK : e;
	q = stmt_begin(st, Q_ARTICLE_STAMP);
	stmt_bind_int(q, ":id", out->id);
	if ((e = stmt_row(q)) == ERR_OK) {
		out->title_hash = stmt_int(q, 0);
		out->text_hash = stmt_int(q, 1);
		out->revision = stmt_int(q, 2);
		out->title = stmt_str(q, mem, 3);
		out->has_image = !stmt_is_null(q, 5);
	}
	stmt_end(q);
	return e;
}

static enum err
add_keys(struct store *st, const struct article_keys *keys, int64_t id)
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < keys->n && e == ERR_OK; i++) {
		struct stmt *q = stmt_begin(st, Q_ADDRESS_ADD);

		stmt_bind_str(q, ":key", keys->key[i]);
		stmt_bind_int(q, ":article", id);
		e = stmt_run(q);
		stmt_end(q);
	}
	return e;
}

/* The row of the article's image, made when need be; *out 0: it has none. */
static enum err
image_of(struct store *st, const struct doc *d, int64_t now_s, int64_t *out)
{
	struct stmt *q;
	enum err e;

	*out = 0;
	if (d->article.image.n == 0)
		return ERR_OK;
	q = stmt_begin(st, Q_IMAGE_BY_URL);
	stmt_bind_str(q, ":url", d->article.image);
	if ((e = stmt_row(q)) == ERR_OK)
		*out = stmt_int(q, 0);
	stmt_end(q);
	if (e != ERR_ABSENT)
		return e;
	q = stmt_begin(st, Q_IMAGE_ADD);
	stmt_bind_str(q, ":url", d->article.image);
	stmt_bind_int(q, ":outlet", d->source.outlet_id);
	stmt_bind_int(q, ":now", now_s);
	e = stmt_run(q);
	stmt_end(q);
	if (e == ERR_OK)
		*out = sqlite3_last_insert_rowid(st->db);
	return e;
}

static enum err
put_body(struct store *st, int64_t id, struct str text)
{
	struct buf packed = BUF_INIT(PACK_MAX_BYTES);
	struct stmt *q = stmt_begin(st, Q_BODY_PUT);
	enum err e;

	if ((e = store_pack(st, text, &packed)) == ERR_OK) {
		stmt_bind_int(q, ":id", id);
		stmt_bind_int(q, ":size", (int64_t)text.n);
		stmt_bind_blob(q, ":bytes", buf_str(&packed));
		e = stmt_run(q);
	}
	stmt_end(q);
	buf_release(&packed);
	return e;
}

static void
bind_image(struct stmt *q, int64_t image)
{
	if (image > 0)
		stmt_bind_int(q, ":image", image);
	else
		stmt_bind_null(q, ":image");
}

/* The columns that a new article and a revised one have in common. */
static void
bind_content(struct stmt *q, const struct doc *d, struct buf *tags,
             int64_t image, int64_t now_s)
{
	const struct doc_article *a = &d->article;

	for (size_t i = 0; i < a->tag_count; i++) {
		if (i > 0)
			buf_put_char(tags, '\n');
		buf_put(tags, a->tags[i]);
	}
	stmt_bind_str(q, ":title", a->title);
	stmt_bind_int(q, ":title_hash",
	              (int64_t)str_hash(d->analysis.title_folded));
	stmt_bind_str(q, ":excerpt", a->excerpt);
	stmt_bind_str(q, ":byline", a->byline);
	stmt_bind_str(q, ":language", d->analysis.language);
	stmt_bind_int(q, ":direction", d->analysis.direction);
	stmt_bind_str(q, ":section", a->section);
	stmt_bind_str(q, ":tags", buf_str(tags));
	stmt_bind_str(q, ":caption", a->caption);
	store_bind_moment(q, ":modified", a->has_modified, a->modified);
	stmt_bind_int(q, ":now", now_s);
	stmt_bind_int(q, ":no_archive", a->no_archive);
	stmt_bind_int(q, ":words", d->analysis.word_count);
	stmt_bind_int(q, ":text_hash", (int64_t)d->analysis.text_hash);
	stmt_bind_str(q, ":topic", topic_name(d->analysis.topic));
	stmt_bind_str(q, ":agency", d->analysis.agency);
	stmt_bind_str(q, ":places", d->analysis.place_codes);
	bind_image(q, image);
}

static enum err
add_article(struct store *st, const struct doc *d, int64_t image,
            int64_t now_s, int64_t *out_id)
{
	const struct doc_article *a = &d->article;
	struct stmt *q = stmt_begin(st, Q_ARTICLE_ADD);
	struct buf tags = BUF_INIT(TAGS_MAX_BYTES);
	bool stated = a->has_published &&
	              a->published.unix_s <= now_s + FUTURE_MAX_S;
	struct datetime when = a->published;
	enum err e;

	if (!stated)
		when = (struct datetime){ .unix_s = now_s, .has_zone = true,
			                  .has_time = true };
	bind_content(q, d, &tags, image, now_s);
	stmt_bind_int(q, ":outlet", d->source.outlet_id);
	stmt_bind_str(q, ":url", a->canonical_url.n > 0 ? a->canonical_url
	                                                : d->source.final_url);
	stmt_bind_int(q, ":published", when.unix_s);
	stmt_bind_int(q, ":published_offset", when.offset_min);
	stmt_bind_int(q, ":published_flags",
	              store_moment_flags(when) | (stated ? STORE_STATED : 0));
	stmt_bind_int(q, ":sort", when.unix_s < now_s ? when.unix_s : now_s);
	stmt_bind_int(q, ":list_rank", d->source.item.list_rank);
	e = stmt_run(q);
	stmt_end(q);
	buf_release(&tags);
	if (e == ERR_OK)
		*out_id = sqlite3_last_insert_rowid(st->db);
	return e;
}

static enum err
put_new(struct store *st, const struct doc *d, int64_t now_s, int64_t *out_id)
{
	int64_t image;
	enum err e;

	if ((e = image_of(st, d, now_s, &image)) != ERR_OK)
		return e;
	if ((e = add_article(st, d, image, now_s, out_id)) != ERR_OK)
		return e;
	if ((e = put_body(st, *out_id, d->article.text)) != ERR_OK)
		return e;
	return store_log_add(st, *out_id, STORE_LOG_NEW, now_s);
}

static enum err
keep_revision(struct store *st, const struct stamp *known, int64_t now_s)
{
	struct stmt *q = stmt_begin(st, Q_REVISION_ADD);
	enum err e;

	stmt_bind_int(q, ":id", known->id);
	stmt_bind_int(q, ":number", known->revision);
	stmt_bind_int(q, ":now", now_s);
	stmt_bind_str(q, ":title", known->title);
	e = stmt_run(q);
	stmt_end(q);
	return e;
}

static enum err
put_revised(struct store *st, const struct doc *d, const struct stamp *known,
            int64_t now_s)
{
	struct buf tags = BUF_INIT(TAGS_MAX_BYTES);
	struct stmt *q;
	int64_t image;
	enum err e;

	if ((e = keep_revision(st, known, now_s)) != ERR_OK)
		return e;
	if ((e = image_of(st, d, now_s, &image)) != ERR_OK)
		return e;
	q = stmt_begin(st, Q_ARTICLE_REVISE);
	bind_content(q, d, &tags, image, now_s);
	stmt_bind_int(q, ":id", known->id);
	e = stmt_run(q);
	stmt_end(q);
	buf_release(&tags);
	if (e == ERR_OK)
		e = put_body(st, known->id, d->article.text);
	if (e == ERR_OK)
		e = store_log_add(st, known->id, STORE_LOG_REVISED, now_s);
	return e;
}

/* The text is the same; the rest of the page may have changed. */
static enum err
refresh(struct store *st, const struct doc *d, const struct stamp *known,
        int64_t now_s)
{
	struct stmt *q;
	int64_t image = 0;
	bool changed;
	enum err e = ERR_OK;

	if (!known->has_image)
		e = image_of(st, d, now_s, &image);
	if (e != ERR_OK)
		return e;
	q = stmt_begin(st, Q_ARTICLE_REFRESH);
	stmt_bind_int(q, ":id", known->id);
	bind_image(q, image);
	stmt_bind_int(q, ":no_archive", d->article.no_archive);
	stmt_bind_int(q, ":now", now_s);
	e = stmt_run(q);
	changed = e == ERR_OK && sqlite3_changes(st->db) > 0;
	stmt_end(q);
	if (changed)
		e = store_log_add(st, known->id, STORE_LOG_REVISED, now_s);
	return e;
}

static enum article_outcome
outcome(const struct stamp *known, const struct doc *d)
{
	int64_t title_hash = (int64_t)str_hash(d->analysis.title_folded);

	if (known->id == 0)
		return ARTICLE_NEW;
	if (known->title_hash == title_hash &&
	    known->text_hash == (int64_t)d->analysis.text_hash)
		return ARTICLE_SAME;
	return ARTICLE_REVISED;
}

static enum err
put(struct store *st, const struct doc *d, const struct article_keys *keys,
    int64_t now_s, struct stamp *known)
{
	enum err e = ERR_OK;

	switch (outcome(known, d)) {
	case ARTICLE_NEW:
		e = put_new(st, d, now_s, &known->id);
		break;
	case ARTICLE_REVISED:
		e = put_revised(st, d, known, now_s);
		break;
	case ARTICLE_SAME:
		e = refresh(st, d, known, now_s);
		break;
	}
	if (e == ERR_OK)
		e = add_keys(st, keys, known->id);
	if (e == ERR_OK && d->source.frontier_id > 0)
		e = store_frontier_settle(st, d->source.frontier_id);
	return e;
}

enum err
store_article_put(struct store *st, const struct doc *d,
                  const struct article_keys *keys, int64_t now_s,
                  int64_t *out_id, enum article_outcome *out)
{
	struct arena mem = ARENA_INIT(4096, STAMP_MEM_MAX_BYTES);
	struct stamp known = { 0 };
	enum article_outcome what = ARTICLE_NEW;
	bool own;
	enum err e;

	if (keys->n == 0)
		BUG("an article without a key would be kept again and again");
	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	e = find_known(st, &mem, keys, &known);
	if (e == ERR_OK) {
		what = outcome(&known, d);
		e = put(st, d, keys, now_s, &known);
	}
	e = store_leave(st, own, e);
	arena_release(&mem);
	if (e == ERR_OK) {
		*out_id = known.id;
		*out = what;
	}
	return e;
}

static enum err
correct(struct store *st, int64_t id, const struct doc *d, int64_t now_s)
{
	struct stmt *q = stmt_begin(st, Q_ARTICLE_CORRECT);
	enum err e;

	stmt_bind_int(q, ":id", id);
	stmt_bind_str(q, ":excerpt", d->article.excerpt);
	stmt_bind_str(q, ":language", d->analysis.language);
	stmt_bind_int(q, ":direction", d->analysis.direction);
	stmt_bind_int(q, ":words", d->analysis.word_count);
	stmt_bind_int(q, ":text_hash", (int64_t)d->analysis.text_hash);
	stmt_bind_int(q, ":now", now_s);
	e = stmt_run(q);
	if (e == ERR_OK && sqlite3_changes(st->db) == 0)
		e = ERR_ABSENT;
	stmt_end(q);
	if (e == ERR_OK)
		e = put_body(st, id, d->article.text);
	return e == ERR_OK ? store_log_add(st, id, STORE_LOG_REVISED, now_s)
	                   : e;
}

enum err
store_article_correct(struct store *st, int64_t id, const struct doc *d,
                      int64_t now_s)
{
	bool own;
	enum err e;

	if ((e = store_enter(st, &own)) != ERR_OK)
		return e;
	return store_leave(st, own, correct(st, id, d, now_s));
}
