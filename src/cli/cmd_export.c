#include "cli/cmd.h"

#include <unistd.h>

#include "analyse/analyse.h"
#include "analyse/entities.h"
#include "base/clock.h"
#include "base/io.h"
#include "base/json.h"
#include "store/articles.h"
#include "text/dates.h"

#define LINE_MAX_BYTES (8u << 20)
#define EXPORT_MEM_MAX_BYTES (16u << 20)
#define FLUSH_BYTES (256u << 10)
#define DATES_MAX 64u /* of one article */

struct export {
	struct buf out;
	struct store *st;
	struct analyser *analyser;
	struct str story; /* only the article of this story; empty: all */
	int64_t count;
};

static void
write_url_or_null(struct json *j, const char *key, const struct article *a)
{
	json_key(j, key);
	if (a->image_url.n > 0)
		json_str(j, a->image_url);
	else
		json_null(j);
}

/* The dates that a text names, each once, as of its publication. */
static void
put_dates(struct json *j, const struct article *a, struct arena *mem)
{
	struct dates_setting setting = { .has_now = true,
		                         .now = a->head.published };
	struct dates_scan *s = dates_begin(mem, a->text, &setting);
	struct str seen[DATES_MAX];
	struct date_found d;
	size_t n = 0;

	json_key(j, "dates");
	json_array(j);
	while (s != NULL && n < DATES_MAX && dates_next(s, &d)) {
		struct str iso = dates_iso(mem, &d);
		size_t i = 0;

		while (i < n && !str_eq(seen[i], iso))
			i++;
		if (i < n || iso.n == 0)
			continue;
		seen[n++] = iso;
		json_str(j, iso);
	}
	json_array_end(j);
}

/* Whether a name before the i-th is the same person's. */
static bool
is_told(const struct doc_analysis *a, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (a->names[k].person &&
		    str_eq(a->names[k].shown, a->names[i].shown))
			return true;
	return false;
}

/*
 * The persons that an article names, most often named first.  The store has
 * no names: they are found again.
 */
static void
put_names(struct json *j, const struct article *a, struct analyser *an)
{
	struct doc *d = doc_new();

	d->article.title = a->head.title;
	d->article.text = a->text;
	d->analysis.language = a->head.language;
	/* one that is too large to be read again has none */
	if (analyse_words(an, d) == ERR_OK)
		entities_take(d);
	json_key(j, "names");
	json_array(j);
	for (size_t i = 0; i < d->analysis.name_count; i++) {
		const struct doc_name *n = &d->analysis.names[i];

		if (n->person && !is_told(&d->analysis, i))
			json_str(j, n->shown);
	}
	json_array_end(j);
	doc_free(d);
}

static void
put_places(struct json *j, struct str codes)
{
	json_key(j, "places");
	json_array(j);
	while (codes.n > 0)
		json_str(j, str_until(&codes, ' '));
	json_array_end(j);
}

static void
write_article(struct json *j, const struct article *a, struct str copy_of,
              struct analyser *an, struct arena *mem)
{
	struct str marsad_id = str_fmt(mem, "%lld", (long long)a->head.id);

	json_object(j);
	json_key_str(j, "id", a->import_id.n > 0 ? a->import_id : marsad_id);
	json_key_int(j, "marsad_id", a->head.id);
	json_key_str(j, "outlet", a->head.outlet_slug);
	json_key_str(j, "url", a->url);
	json_key_str(j, "title", a->head.title);
	json_key_str(j, "text", a->text);
	json_key_str_opt(j, "author", a->head.byline);
	json_key_str(j, "published", datetime_rfc3339(mem, a->head.published));
	json_key_str_opt(j, "language", a->head.language);
	json_key_str_opt(j, "topic", a->head.topic);
	json_key_str(j, "story",
	             str_fmt(mem, "%lld", (long long)a->head.story_id));
	json_key_str_opt(j, "dup_of", copy_of);
	put_names(j, a, an);
	put_places(j, a->places);
	put_dates(j, a, mem);
	write_url_or_null(j, "image", a);
	json_key_str(j, "state", article_state_name(a->head.state));
	json_object_end(j);
	json_end(j);
}

/* The id by which an article is exported: the imported one, else ours. */
static enum err
exported_id(struct store *st, struct arena *mem, int64_t id, struct str *out)
{
	struct article_head head;
	enum err e = store_article_hit(st, mem, id, &head, out);

	if (e == ERR_OK && out->n == 0)
		*out = str_fmt(mem, "%lld", (long long)id);
	return e;
}

static enum err
export_one(const struct article *a, void *arg)
{
	struct arena mem = ARENA_INIT(4096, EXPORT_MEM_MAX_BYTES);
	struct export *x = arg;
	struct json j = JSON_INIT(&x->out);
	struct str copy_of = STR_EMPTY;
	enum err e = ERR_OK;
	int64_t story;

	if (x->story.n > 0 && (!str_int64(x->story, &story) ||
	                       story != a->head.story_id))
		return ERR_OK;
	if (a->head.copy_of != 0)
		e = exported_id(x->st, &mem, a->head.copy_of, &copy_of);
	if (e == ERR_OK)
		write_article(&j, a, copy_of, x->analyser, &mem);
	buf_put_char(&x->out, '\n');
	x->count++;
	arena_release(&mem);
	if (x->out.err != ERR_OK)
		return x->out.err;
	if (x->out.n >= FLUSH_BYTES) {
		e = io_write_all(STDOUT_FILENO, buf_str(&x->out));
		buf_clear(&x->out);
	}
	return e;
}

static enum cmd_exit
run(struct cmd_context *c)
{
	const char *since = NULL, *story = NULL;
	const struct cmd_option options[] = {
		{ "--since", &since, NULL },
		{ "--story", &story, NULL },
		{ NULL, NULL, NULL },
	};
	struct export x = { .out = BUF_INIT(LINE_MAX_BYTES + FLUSH_BYTES) };
	struct store *st;
	int64_t since_s = 0;
	enum err e;

	if (!cmd_options(c, options))
		return CMD_MISUSE;
	if (c->argc > 0)
		return cmd_misuse("export takes no arguments");
	if (since != NULL && !cmd_moment(since, clock_now_s(), &since_s))
		return cmd_misuse("--since wants a date or 2h, 3d ...");
	x.story = str_from(story);
	if (cmd_store(c, STORE_READ, &st) != ERR_OK)
		return CMD_FAILED;
	x.st = st;
	x.analyser = analyser_new();
	e = store_article_each(st, since_s, export_one, &x);
	if (e == ERR_OK)
		e = io_write_all(STDOUT_FILENO, buf_str(&x.out));
	if (e == ERR_DB)
		cmd_failed("export: %s", store_errmsg(st));
	else if (e != ERR_OK)
		cmd_failed("export: %s", err_str(e));
	analyser_free(x.analyser);
	buf_release(&x.out);
	store_close(st);
	if (e != ERR_OK)
		return CMD_FAILED;
	return story != NULL && x.count == 0 ? CMD_NO : CMD_DONE;
}

const struct cmd cmd_export = {
	.name = "export",
	.usage = "[--since MOMENT] [--story ID]",
	.summary = "print the articles, one JSON line each",
	.help = "Prints every article as one JSON line with the keys id "
	        "marsad_id outlet url title\ntext author published language "
	        "topic story dup_of names places dates image state.\n"
	        "names: the persons it names, places: the codes of its places "
	        "(ISO 3166, MA-rabat).\n\n"
	        "  --since MOMENT  only what was stored or changed since: a "
	        "date (RFC 3339), or\n                  2h, 3d, 1w ago\n"
	        "  --story ID      only the articles of one story",
	.run = run,
};
