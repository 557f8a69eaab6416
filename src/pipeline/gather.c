#include "pipeline/gather.h"

#include <stdlib.h>

#include "analyse/analyse.h"

#include "pipeline/gather_internal.h"

#define PRINT_BYTES_MAX (16u << 10)

struct gather *
gather_new(void)
{
	struct gather *g = xcalloc(1, sizeof(*g));

	buf_init(&g->print, PRINT_BYTES_MAX);
	g->analyser = analyser_new();
	return g;
}

static void
empty(struct gather *g)
{
	window_free(g->window);
	g->window = NULL;
}

void
gather_free(struct gather *g)
{
	if (g == NULL)
		return;
	empty(g);
	analyser_free(g->analyser);
	buf_release(&g->print);
	free(g);
}

void
gather_lose(struct gather *g)
{
	empty(g);
}

struct window *
gather_window(struct gather *g)
{
	return g->window;
}

/* What the window is to know of an article, but for its terms. */
static struct window_article
article_of(const struct article_print *p, const struct terms *t,
           const struct shingles *s)
{
	return (struct window_article){
		.id = p->placing.id,
		.outlet = p->outlet_id,
		.sort_s = p->sort_s,
		.when_s = p->dated ? p->published_s : p->sort_s,
		.topic = p->topic,
		.language = p->language,
		.list_rank = p->list_rank,
		.hidden = p->hidden,
		.terms = t,
		.shingles = s,
	};
}

/* False: the print was written by another version, or is damaged. */
static bool
read_print(const struct article_print *p, struct str *bytes, struct terms *t,
           struct shingles *s)
{
	*bytes = p->bytes;
	return p->version == GATHER_PRINT_VERSION &&
	       terms_read(bytes, t) == ERR_OK &&
	       shingles_read(bytes, s) == ERR_OK;
}

enum err
gather_restore(const struct article_print *p, struct gather *g)
{
	struct str bytes;
	struct terms t;
	struct shingles s;
	struct window_article a;

	/* it stays where it is, unseen */
	if (!read_print(p, &bytes, &t, &s))
		return ERR_OK;
	a = article_of(p, &t, &s);
	/* edges that are damaged cost the article its neighbours only */
	if (window_restore(g->window, &a, p->placing.story_id,
	                   p->placing.copy_of, bytes) != ERR_OK)
		g->damaged++;
	return ERR_OK;
}

static enum err
restore(const struct article_print *p, void *arg)
{
	return gather_restore(p, arg);
}

static enum err
load(struct gather *g, struct store *st)
{
	int64_t newest_s;
	enum err e;

	g->window = window_new(NULL);
	e = store_print_newest(st, &newest_s);
	if (e == ERR_ABSENT)
		return ERR_OK;
	if (e == ERR_OK)
		e = store_print_each(st, newest_s - WINDOW_SPAN_S,
		                     WINDOW_ARTICLES_MAX, restore, g);
	if (e != ERR_OK)
		empty(g);
	return e;
}

enum err
gather_begin(struct gather *g, struct store *st)
{
	int64_t head;
	enum err e = store_log_head(st, &head);

	if (e != ERR_OK)
		return e;
	if (g->window != NULL && head != g->head)
		empty(g); /* somebody else wrote */
	if (g->window == NULL)
		e = load(g, st);
	g->head = head;
	return e == ERR_OK ? store_article_newest_id(st, &g->newest_before)
	                   : e;
}

void
gather_rank(struct gather *g, int64_t id, uint32_t list_rank)
{
	uint32_t slot = window_find(g->window, id);

	if (slot != WINDOW_NONE)
		window_rank(g->window, slot, list_rank);
}

static enum err
put_print(struct gather *g, struct store *st,
          const struct window_article *a, uint32_t slot)
{
	buf_clear(&g->print);
	terms_write(&g->print, a->terms);
	shingles_write(&g->print, a->shingles);
	window_edges_write(g->window, slot, &g->print);
	if (g->print.err != ERR_OK)
		BUG("prints have a bound");
	return store_print_put(st, a->id, GATHER_PRINT_VERSION,
	                       buf_str(&g->print));
}

/* Who comes again, and where it is kept. */
struct comer {
	struct gather *g;
	struct store *st;
};

static enum err
come_again(const struct article_print *p, void *arg)
{
	const struct comer *c = arg;
	struct gather *g = c->g;
	uint32_t slot = window_find(g->window, p->placing.id);
	struct str bytes;
	struct terms t;
	struct shingles s;
	struct window_article a;

	if (slot == WINDOW_NONE || !read_print(p, &bytes, &t, &s))
		return ERR_OK;
	a = article_of(p, &t, &s);
	window_revise(g->window, slot, &a);
	return put_print(g, c->st, &a, slot);
}

enum err
gather_come_again(struct gather *g, struct store *st, int64_t id)
{
	struct comer c = { g, st };
	enum err e = store_print_one(st, id, come_again, &c);

	return e == ERR_ABSENT ? ERR_OK : e;
}

enum err
gather_article(struct gather *g, struct store *st, const struct doc *d,
               int64_t id, bool revised)
{
	struct article_print p;
	struct terms t;
	struct shingles s;
	struct window_article a;
	uint32_t slot;
	enum err e;

	if ((e = store_print_facts(st, id, &p)) != ERR_OK)
		return e;
	p.language = d->analysis.language;
	/* too large for that: it tells a story of its own, and is on lists */
	if (terms_make(d, &t) != ERR_OK)
		t = (struct terms){ .language = TERMS_OTHER };
	if (shingles_make(d, &s) != ERR_OK)
		s = (struct shingles){ .total = 0 };
	p.topic = d->analysis.topic;
	a = article_of(&p, &t, &s);
	slot = revised ? window_find(g->window, id) : WINDOW_NONE;
	if (revised && slot == WINDOW_NONE)
		return ERR_OK; /* it has left the window: its story stays */
	if (revised)
		window_revise(g->window, slot, &a);
	else
		slot = window_add(g->window, &a);
	return put_print(g, st, &a, slot);
}
