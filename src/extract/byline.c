/*
 * Who wrote it: people's names, from where they are stated to where they are
 * only shown.
 */
#include "extract/byline_internal.h"

#include "text/normalise.h"

#define JOINED_MAX_BYTES 8192u

static bool
is_site(struct names *a, struct page *p, unsigned i)
{
	return site_is_name(a->site, p->ld->people[i].name);
}

/* JSON-LD: persons, strings, and groups that are not the outlet itself. */
static void
add_stated(struct names *a, struct page *p)
{
	for (unsigned i = 0; i < p->ld->people_n; i++) {
		struct str name = p->ld->people[i].name;

		if (p->ld->people[i].kind != LD_AUTHOR_GROUP)
			names_add(a, name, NAMES_STATED);
		else if (!is_site(a, p, i))
			names_add_whole(a, name);
	}
}

/* All values of the most trusted meta name that gives somebody. */
static void
add_meta(struct names *a, struct page *p)
{
	const struct page_meta *m = p->meta;
	unsigned n = m->key[META_AUTHOR].n;

	for (unsigned rank = 0; rank <= META_RANK_MAX && a->n == 0; rank++) {
		for (unsigned i = 0; i < n; i++) {
			if (m->key[META_AUTHOR].rank[i] != rank)
				continue;
			names_add(a, m->key[META_AUTHOR].v[i], NAMES_STATED);
			page_from(p, TRACE_BYLINE,
			          meta_name_of(p, META_AUTHOR, i));
		}
		names_keep_people(a);
	}
}

/*
 * No person is stated, but JSON-LD says that an agency or a team signs as the
 * author: so it does, and whoever else is shown is no author.  Elsewhere they
 * are no byline.
 */
static void
add_together(struct names *a, struct page *p)
{
	for (unsigned i = 0; i < p->ld->people_n; i++) {
		struct str name = p->ld->people[i].name;
		struct str folded = text_fold_copy(a->mem, name);

		if (!names_is_together(folded))
			continue;
		if (p->ld->people[i].kind == LD_AUTHOR_GROUP)
			names_add_whole(a, name);
		else
			names_add(a, name, NAMES_STATED);
	}
}

/*
 * Nobody is named anywhere, but JSON-LD says that the outlet signs as the
 * author itself: so it does.
 */
static void
add_outlet(struct names *a, struct page *p)
{
	for (unsigned i = 0; i < p->ld->people_n; i++)
		if (is_site(a, p, i))
			names_add_whole(a, p->ld->people[i].name);
}

static struct str
join(struct names *a)
{
	struct buf out = BUF_INIT(JOINED_MAX_BYTES);
	struct str s;

	for (unsigned i = 0; i < a->n; i++) {
		if (i > 0)
			buf_put(&out, STR(", "));
		buf_put(&out, a->v[i]);
	}
	s = buf_copy(a->mem, &out);
	buf_release(&out);
	return text_cut_words(s, DOC_BYLINE_MAX);
}

static void
add_hint(struct names *a, struct page *p)
{
	if (p->hint != NULL)
		names_add(a, p->hint->author, NAMES_STATED);
}

void
byline_choose(struct page *p)
{
	/* a class is only a hint: the feed's word weighs more */
	static const struct {
		void (*add)(struct names *a, struct page *p);
		const char *from;
		bool people; /* and nobody else */
	} order[] = {
		{ add_stated, "json-ld author", true },
		{ add_meta, NULL, true },
		{ add_hint, "feed", true },
		{ add_together, "json-ld author, an agency or team", false },
		{ byline_add_elements, "an element marked as an author's",
		  true },
		{ byline_add_lines, "a line that begins as bylines do", true },
		{ add_outlet, "json-ld author, the outlet itself", false },
	};
	struct names a = { .mem = p->mem, .site = site_get(p) };

	for (size_t i = 0; i < COUNT(order) && a.n == 0; i++) {
		order[i].add(&a, p);
		if (order[i].people)
			names_keep_people(&a);
		if (a.n > 0 && order[i].from != NULL)
			page_from(p, TRACE_BYLINE, order[i].from);
	}
	p->out->byline = join(&a);
}
