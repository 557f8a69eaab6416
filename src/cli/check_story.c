#include "cli/check_story.h"

#include <unistd.h>

#include "analyse/analyse.h"
#include "analyse/topic.h"
#include "base/clock.h"
#include "base/io.h"
#include "cli/check_print.h"
#include "cluster/importance.h"
#include "pipeline/gather.h"
#include "url/url.h"

#define NEAREST_MAX 8u
#define OUT_MAX_BYTES ((size_t)8 << 20)

struct telling {
	struct buf *out;
	struct arena *mem;
	struct store *st;
	struct window *w;
};

static void
print_topic(struct buf *out, const struct doc *d)
{
	struct topic_verdict v;
	struct str name = topic_name(d->analysis.topic);

	buf_printf(out, "topic\n  %-14s %.*s\n", "topic",
	           STR_ARG(name.n > 0 ? name : STR("unknown")));
	if (d->analysis.topic_by == TOPIC_BY_SECTION) {
		buf_printf(out, "  %-14s the outlet's section, address or "
		                "tags\n", "by");
		return;
	}
	topic_explain(d, &v);
	if (v.topic == TOPIC_NONE) {
		buf_printf(out, "  %-14s nothing: the model knows Arabic "
		                "only\n", "by");
		return;
	}
	buf_printf(out, "  %-14s the text: %.*s %.2f, %.*s %.2f (said from "
	                "%.2f on)\n", "by",
	           STR_ARG(topic_name(v.topic)), (double)v.chance,
	           STR_ARG(topic_name(v.second)), (double)v.second_chance,
	           (double)TOPIC_SURE);
	buf_printf(out, "  %-14s", "words");
	for (size_t i = 0; i < v.word_n; i++)
		buf_printf(out, " %.*s", STR_ARG(v.words[i]));
	buf_put_char(out, '\n');
}

/* "17 sada: title" of an article in the store. */
static void
print_head(const struct telling *t, int64_t id)
{
	struct article_head head;
	struct str unused;

	if (store_article_hit(t->st, t->mem, id, &head, &unused) != ERR_OK) {
		buf_printf(t->out, "%lld", (long long)id);
		return;
	}
	buf_printf(t->out, "%lld %.*s: %.*s", (long long)id,
	           STR_ARG(head.outlet_slug), STR_ARG(head.title));
}

static void
print_copies(const struct telling *t, uint32_t slot,
             const struct window_member *m)
{
	uint32_t head;
	struct window_likeness like;

	buf_put(t->out, STR("copies\n"));
	if (m->copy_of == 0) {
		buf_printf(t->out, "  %-14s no\n", "copy");
		return;
	}
	buf_printf(t->out, "  %-14s of ", "copy");
	print_head(t, m->copy_of);
	head = window_find(t->w, m->copy_of);
	if (head != WINDOW_NONE) {
		window_likeness(t->w, slot, head, &like);
		buf_printf(t->out, "\n  %-14s %.2f of the shorter text, "
		                   "%.2f of both", "shared",
		           like.text.link.contained / 255.0,
		           like.text.link.alike / 255.0);
	}
	buf_put_char(t->out, '\n');
}

/* What the two texts are, and which guards tell a template from a copy. */
static void
print_verdict(struct buf *out, const struct copy_facts *f)
{
	buf_printf(out, "                   text %.2f: %s",
	           f->link.contained / 255.0,
	           copy_verdict_name((enum copy_verdict)f->link.verdict));
	if (f->link.verdict == COPY_TEMPLATE) {
		if (f->rare_differ)
			buf_put(out, STR(", other rare words"));
		if (f->marks_differ)
			buf_put(out, STR(", other ordinals or days"));
		if (f->titles_differ)
			buf_put(out, STR(", other titles"));
	}
	buf_put_char(out, '\n');
}

static void
print_near(const struct telling *t, uint32_t slot, uint32_t other,
           int64_t story)
{
	struct window_likeness like;
	struct window_member m;

	window_likeness(t->w, slot, other, &like);
	window_get(t->w, other, &m);
	buf_printf(t->out, "  %s %.2f        ",
	           m.story == story ? "in " : "out", (double)like.chance);
	print_head(t, m.id);
	buf_printf(t->out,
	           "\n                   head %.2f whole %.2f names %.2f "
	           "places %.2f numbers %.2f crowd %.2f\n",
	           (double)like.head, (double)like.whole, (double)like.names,
	           (double)like.places, (double)like.numbers,
	           (double)like.crowd);
	print_verdict(t->out, &like.text);
}

static void
print_story(const struct telling *t, uint32_t slot,
            const struct window_member *m)
{
	uint32_t near[NEAREST_MAX], at = slot;
	size_t n = window_nearest(t->w, slot, near, NEAREST_MAX), articles = 0;

	do {
		articles++;
		at = window_next(t->w, at);
	} while (at != slot);
	buf_printf(t->out, "story\n  %-14s %lld, %zu articles in the window\n",
	           "story", (long long)m->story, articles);
	buf_printf(t->out, "  %-14s in its story or out of it, and the chance "
	                   "that both tell one\n",
	           n > 0 ? "neighbours" : "no neighbours");
	for (size_t i = 0; i < n; i++)
		print_near(t, slot, near[i], m->story);
}

static void
print_importance(const struct telling *t, uint32_t slot)
{
	struct importance_article *v;
	struct importance im;
	struct window_member m;
	uint32_t at = slot;
	size_t n = 0;

	do {
		n++;
		at = window_next(t->w, at);
	} while (at != slot);
	v = ARENA_ARRAY(t->mem, struct importance_article, n);
	if (v == NULL)
		return;
	for (size_t i = 0; i < n; i++, at = window_next(t->w, at)) {
		window_get(t->w, at, &m);
		v[i] = (struct importance_article){
			.outlet = m.outlet, .when_s = m.sort_s,
			.copy = m.copy_of != 0, .list_rank = m.list_rank,
		};
	}
	importance_of(v, n, &im);
	buf_printf(t->out,
	           "importance\n  %-14s %u, %u of them with a text of their "
	           "own\n  %-14s %u, and %u copies\n",
	           "outlets", im.outlets, im.independent, "articles",
	           im.articles, im.copies);
	if (im.listed > 0)
		buf_printf(t->out,
		           "  %-14s %u of the articles, the best at place %u: "
		           "up to %.1f times as much at the top\n",
		           "own lists", im.listed, im.list_rank,
		           1 + IMPORTANCE_LISTED);
	buf_printf(t->out,
	           "  %-14s %.2f: 1 an outlet, %.2f its further articles, %.2f "
	           "a copy; half after %.0f h\n",
	           "weight", im.weight, IMPORTANCE_AGAIN, IMPORTANCE_COPY,
	           IMPORTANCE_MEMORY_S / 3600);
	buf_printf(t->out,
	           "  %-14s %.3f = %.0f log2(weight) + newest / %.0f h\n",
	           "importance", im.importance, IMPORTANCE_POWER,
	           IMPORTANCE_MEMORY_S / 3600);
}

static void
print_all(const struct telling *t, uint32_t slot)
{
	struct window_member m;

	window_get(t->w, slot, &m);
	print_copies(t, slot, &m);
	print_story(t, slot, &m);
	print_importance(t, slot);
}

/* Put a page that is not known into the window, which nobody keeps. */
static uint32_t
try_in_window(const struct telling *t, const struct doc *d)
{
	const struct doc_article *a = &d->article;
	int64_t now_s = clock_now_s(), id;
	struct terms terms;
	struct shingles shingles;
	struct window_article w = {
		.sort_s = a->has_published ? a->published.unix_s : now_s,
		.topic = d->analysis.topic,
		.language = d->analysis.language,
		.terms = &terms,
		.shingles = &shingles,
	};

	w.when_s = w.sort_s;
	if (terms_make(d, &terms) != ERR_OK ||
	    shingles_make(d, &shingles) != ERR_OK ||
	    store_article_newest_id(t->st, &id) != ERR_OK)
		return WINDOW_NONE;
	w.id = id + 1;
	return window_add(t->w, &w);
}

static bool
find_known(struct store *st, struct arena *mem, const struct doc *d,
           int64_t *id)
{
	struct str url = d->article.canonical_url.n > 0
	                         ? d->article.canonical_url
	                         : d->source.final_url;
	struct str key;

	return url.n > 0 && url_key(mem, url, &key) == ERR_OK &&
	       store_article_by_key(st, key, id) == ERR_OK;
}

void
check_story_page(struct buf *out, struct cmd_context *c, struct doc *d)
{
	struct gather *g = gather_new();
	struct telling t = { .out = out, .mem = c->mem };
	uint32_t slot = WINDOW_NONE;
	int64_t id;

	print_topic(out, d);
	check_print_entities(out, d);
	if (access(c->db_path, R_OK) == 0 &&
	    store_open(c->db_path, STORE_READ, &t.st) == ERR_OK) {
		if (gather_begin(g, t.st) == ERR_OK) {
			t.w = gather_window(g);
			if (find_known(t.st, c->mem, d, &id))
				slot = window_find(t.w, id);
			else
				slot = try_in_window(&t, d);
		}
		if (slot != WINDOW_NONE)
			print_all(&t, slot);
	}
	store_close(t.st);
	gather_free(g);
}

/* An article of the database as a document that was analysed. */
static enum err
read_again(struct store *st, struct doc *d, int64_t id)
{
	struct analyser *an = analyser_new();
	struct article a;
	enum err e = store_article_by_id(st, d->mem, id, &a);

	if (e == ERR_OK) {
		d->article.title = a.head.title;
		d->article.text = a.text;
		d->article.section = a.head.section;
		d->article.byline = a.head.byline;
		d->article.canonical_url = a.url;
		d->article.language = a.head.language;
		e = analyse_doc(an, d);
	}
	analyser_free(an);
	return e;
}

enum cmd_exit
check_article(struct cmd_context *c, const char *id)
{
	struct buf out = BUF_INIT(OUT_MAX_BYTES);
	struct telling t = { .out = &out, .mem = c->mem };
	struct gather *g;
	struct doc *d;
	uint32_t slot;
	int64_t number;
	enum err e;

	if (!str_int64(str_from(id), &number))
		return cmd_misuse("--article wants a number");
	if (cmd_store(c, STORE_READ, &t.st) != ERR_OK)
		return CMD_FAILED;
	g = gather_new();
	d = doc_new();
	if ((e = read_again(t.st, d, number)) == ERR_OK)
		e = gather_begin(g, t.st);
	if (e == ERR_OK) {
		t.w = gather_window(g);
		print_topic(&out, d);
		check_print_entities(&out, d);
		slot = window_find(t.w, number);
		if (slot != WINDOW_NONE)
			print_all(&t, slot);
		else
			buf_put(&out, STR("story\n  it is older than the "
			                  "window: it stays where it is\n"));
		e = io_write_all(STDOUT_FILENO, buf_str(&out));
	}
	doc_free(d);
	gather_free(g);
	store_close(t.st);
	buf_release(&out);
	if (e == ERR_ABSENT)
		return CMD_NO;
	return e == ERR_OK ? CMD_DONE : cmd_failed("check: %s", err_str(e));
}
