/*
 * The headline: a heading of the page that the head's titles confirm, else
 * one of these without the site's name.
 */
#include <string.h>

#include "extract/internal.h"

#include "text/normalise.h"
#include "text/utf8.h"
#include "url/url.h"

#define HEADINGS_MAX 40u
#define HEADING_MAX_BYTES 1200u
#define HEADING_NODES_MAX 60u
#define SITES_MAX 6u

/* A heading must make up this share of the title that confirms it. */
#define CONFIRM_SHARE 0.45

struct titles {
	struct page *p;
	struct str og, ld, head;  /* shown */
	struct str folded[3];     /* the same, folded */
	struct str sites[SITES_MAX]; /* the site's names, folded */
	unsigned site_n;
};

static void
add_site(struct titles *t, struct str name)
{
	struct str f = text_fold_copy(t->p->mem, name);

	if (f.n > 0 && t->site_n < SITES_MAX)
		t->sites[t->site_n++] = f;
}

/* "www.hespress.com" is known as "hespress" and as "hespress com". */
static void
add_host(struct titles *t)
{
	struct url u;
	struct str host, rest;

	if (t->p->url.n == 0 ||
	    url_parse(t->p->mem, t->p->url, &u) != ERR_OK)
		return;
	host = u.host;
	str_skip(&host, STR("www."));
	add_site(t, host);
	rest = host;
	add_site(t, str_until(&rest, '.'));
}

/* s without spaces, for "The Guardian" and theguardian. */
static struct str
condense(struct arena *mem, struct str s)
{
	char *to = arena_alloc(mem, s.n);
	size_t n = 0;

	for (size_t i = 0; to != NULL && i < s.n; i++)
		if (s.p[i] != ' ')
			to[n++] = s.p[i];
	return (struct str){ to, n };
}

static bool
is_site(struct titles *t, struct str part)
{
	struct str f = text_fold_copy(t->p->mem, part), c;

	if (f.n == 0)
		return true;
	c = condense(t->p->mem, f);
	for (unsigned i = 0; i < t->site_n; i++) {
		struct str s = condense(t->p->mem, t->sites[i]);

		if (str_eq(c, s))
			return true;
		/* "BBC News" for bbc, "Le Monde.fr" for Le Monde */
		if (s.n >= 3 && c.n <= 2 * s.n + 8 &&
		    (str_starts(c, s) || str_ends(c, s)))
			return true;
		if (c.n >= 5 && str_starts(s, c))
			return true;
	}
	return false;
}

/*
 * Bytes of the separator at s.p[at], which stands between spaces: "-", "|",
 * a dash, "::", a guillemet, a bullet; 0: none.
 */
static size_t
separator(struct str s, size_t at)
{
	static const struct str seps[] = {
		STR_INIT(" - "),  STR_INIT(" | "),  STR_INIT(" – "),
		STR_INIT(" — "),  STR_INIT(" :: "), STR_INIT(" » "),
		STR_INIT(" « "),  STR_INIT(" · "),  STR_INIT(" • "),
		STR_INIT(" / "),  STR_INIT(" > "),  STR_INIT(" : "),
		STR_INIT(" -- "), STR_INIT("| "),   STR_INIT(" |"),
		STR_INIT(" ‹ "),  STR_INIT(" ~ "),  STR_INIT(" › "),
	};

	for (size_t i = 0; i < COUNT(seps); i++)
		if (str_starts(str_sub(s, at, s.n), seps[i]))
			return seps[i].n;
	return 0;
}

/* Take the site's name off both ends of a title, if it stands there. */
static struct str
without_site(struct titles *t, struct str s)
{
	for (unsigned round = 0; round < 3; round++) {
		size_t first = STR_NPOS, last = STR_NPOS, first_n = 0,
		       last_n = 0;

		for (size_t i = 0; i < s.n; i++) {
			size_t n = separator(s, i);

			if (n == 0)
				continue;
			if (first == STR_NPOS) {
				first = i;
				first_n = n;
			}
			last = i;
			last_n = n;
		}
		if (last == STR_NPOS || last == 0)
			break;
		if (is_site(t, str_sub(s, last + last_n, s.n)))
			s = str_trim(str_sub(s, 0, last));
		else if (is_site(t, str_sub(s, 0, first)))
			s = str_trim(str_sub(s, first + first_n, s.n));
		else
			break;
	}
	return s;
}

/* Whether `part` stands in `whole` from word to word. */
static bool
holds_words(struct str whole, struct str part)
{
	size_t at = str_find(whole, part);

	if (part.n == 0 || at == STR_NPOS)
		return false;
	return (at == 0 || whole.p[at - 1] == ' ') &&
	       (at + part.n == whole.n || whole.p[at + part.n] == ' ');
}

/* How well the head's titles confirm a heading: 0 not, 3 the very same. */
static int
confirmed(struct titles *t, struct str text)
{
	struct str f = text_fold_copy(t->p->mem, text);
	int best = 0;

	if (f.n == 0)
		return 0;
	for (unsigned i = 0; i < 3; i++) {
		struct str ref = t->folded[i];

		if (ref.n == 0)
			continue;
		if (str_eq(f, ref))
			return 3;
		if ((double)f.n >= CONFIRM_SHARE * (double)ref.n &&
		    holds_words(ref, f))
			best = 2;
		else if (best == 0 && holds_words(f, ref) &&
		         (double)ref.n >= CONFIRM_SHARE * (double)f.n)
			best = 1;
	}
	return best;
}

static bool
is_headline(const struct page *p, uint32_t i)
{
	const struct html_node *e = page_node(p, i);

	/* so no text is read more than so often, however they nest */
	if ((p->facts[i] & FACT_SKIP) || e->end - i > HEADING_NODES_MAX)
		return false;
	if (e->tag == HTML_TAG_H1 || e->tag == HTML_TAG_H2 ||
	    e->tag == HTML_TAG_H3)
		return true;
	if (e->attr_count > 0 &&
	    str_eq(html_attr(&p->tree, i, STR("itemprop")), STR("headline")))
		return true;
	return (p->facts[i] & FACT_TITLE) && e->tag != HTML_TAG_TEXT &&
	       e->end - i <= 12;
}

/* The heading best confirmed, h1 before others; sets p->h1. */
static struct str
best_heading(struct titles *t, int *score)
{
	struct page *p = t->p;
	struct str best = STR_EMPTY;
	unsigned seen = 0;
	int most = 0;

	for (uint32_t i = 1; i < p->tree.n && seen < HEADINGS_MAX; i++) {
		struct str text;
		int s;

		if (page_node(p, i)->tag == HTML_TAG_TEXT || !is_headline(p, i))
			continue;
		text = page_text(p, i);
		if (text.n == 0 || text.n > HEADING_MAX_BYTES)
			continue;
		seen++;
		s = 2 * confirmed(t, text);
		if (page_node(p, i)->tag == HTML_TAG_H1)
			s += s > 0 ? 1 : 0;
		if (s > most && !is_site(t, text)) {
			most = s;
			best = text;
			p->h1 = i;
		}
	}
	*score = most;
	return best;
}

/* The only h1 there is, when nothing confirms it. */
static struct str
lone_h1(struct titles *t)
{
	struct page *p = t->p;
	struct str found = STR_EMPTY;
	unsigned n = 0;

	for (uint32_t i = 1; i < p->tree.n && n < 3; i++) {
		struct str text;

		if (page_node(p, i)->tag != HTML_TAG_H1 ||
		    !is_headline(p, i))
			continue;
		text = page_text(p, i);
		if (text.n == 0 || text.n > HEADING_MAX_BYTES ||
		    is_site(t, text))
			continue;
		n++;
		found = text;
		if (p->h1 == 0)
			p->h1 = i;
	}
	return n == 1 ? found : STR_EMPTY;
}

static void
use_hint(struct titles *t, struct str *title)
{
	struct str feed, a, b;

	if (t->p->hint == NULL || t->p->hint->title.n == 0)
		return;
	feed = t->p->hint->title;
	a = text_fold_copy(t->p->mem, *title);
	b = text_fold_copy(t->p->mem, feed);
	/* the page's title with something before or behind the feed's */
	if (title->n == 0 || (b.n >= 10 && holds_words(a, b)))
		*title = feed;
}

void
title_choose(struct page *p)
{
	struct titles t = { .p = p };
	struct str title, heading;
	int score;

	add_site(&t, meta_get(p, META_SITE));
	add_site(&t, p->ld->publisher);
	add_host(&t);
	t.og = without_site(&t, meta_get(p, META_TITLE));
	t.ld = without_site(&t, p->ld->headline);
	t.head = without_site(&t, p->meta->head_title);
	t.folded[0] = text_fold_copy(p->mem, t.og);
	t.folded[1] = text_fold_copy(p->mem, t.ld);
	t.folded[2] = text_fold_copy(p->mem, t.head);
	heading = best_heading(&t, &score);
	title = score >= 4 ? heading : STR_EMPTY;
	if (title.n == 0)
		title = lone_h1(&t);
	if (title.n == 0)
		title = heading;
	if (title.n == 0)
		title = t.og;
	if (title.n == 0)
		title = t.ld;
	if (title.n == 0)
		title = t.head;
	use_hint(&t, &title);
	if (title.n == 0)
		diag_add(p->diags, DIAG_PAGE_NO_TITLE, 0);
	p->out->title = text_cut_words(title, DOC_TITLE_MAX);
}
