/*
 * The headline: a heading of the page that the head's titles confirm, else
 * one of these without the site's name.
 */
#include "extract/meta_internal.h"

#include "text/normalise.h"
#include "text/utf8.h"

#define HEADINGS_MAX 40u /* of the first rank, and as many of others */
#define HEADING_MAX_BYTES 1200u
#define HEADING_NODES_MAX 60u
#define KICKED_MIN_BYTES 16u /* of a title behind its kicker */
#define SURE_SCORE 4 /* of a heading that the head holds whole */
#define ATTR_MAX_BYTES 200u   /* of a class that are looked at */
#define TRAIL_DEPTH 3u /* ancestors that may make a heading a breadcrumb */

/* A heading must make up this share of the title that confirms it. */
#define CONFIRM_SHARE 0.45

struct text {
	struct str shown, folded;
	const char *from; /* where it stands, for the trace */
};

struct titles {
	struct page *p;
	const struct site *site;
	struct text og, ld, head;
};

/* A heading and how well it is confirmed: see best_heading. */
struct heading {
	struct str shown;
	uint32_t node;
	int score;
	const char *from;
};

static struct text
text_of(struct titles *t, struct str stated, const char *from)
{
	struct text x = { .shown = site_cut(t->site, stated), .from = from };

	x.folded = text_fold_copy(t->p->mem, x.shown);
	return x;
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

/* Whether two texts differ in spaces alone. */
static bool
same_letters(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	while (i < a.n || k < b.n) {
		if (i < a.n && a.p[i] == ' ')
			i++;
		else if (k < b.n && b.p[k] == ' ')
			k++;
		else if (i < a.n && k < b.n && a.p[i] == b.p[k]) {
			i++;
			k++;
		} else
			return false;
	}
	return true;
}

/* How well a title confirms a heading: 0 not, 3 the very same. */
static int
confirms(struct str ref, struct str f)
{
	if (ref.n == 0 || f.n == 0)
		return 0;
	if (same_letters(f, ref))
		return 3;
	if ((double)f.n >= CONFIRM_SHARE * (double)ref.n && holds_words(ref, f))
		return 2;
	return holds_words(f, ref) &&
	       (double)ref.n >= CONFIRM_SHARE * (double)f.n;
}

/* How well the head's titles do; *from tells which does best. */
static int
confirmed(const struct titles *t, struct str f, const char **from)
{
	const struct { struct str ref; const char *from; } refs[] = {
		{ t->og.folded, "the page's heading, confirmed by og:title" },
		{ t->ld.folded, "the page's heading, confirmed by json-ld" },
		{ t->head.folded, "the page's heading, confirmed by <title>" },
	};
	int best = 0;

	*from = "the page's heading";
	for (size_t i = 0; i < COUNT(refs) && best < 3; i++) {
		int c = confirms(refs[i].ref, f);

		if (c <= best)
			continue;
		best = c;
		*from = refs[i].from;
	}
	return best;
}

static bool
names_trail(struct str s)
{
	return str_find_ci(str_sub(s, 0, ATTR_MAX_BYTES),
	                   STR("breadcrumb")) != STR_NPOS;
}

/* The last item of "Home > Politics > Words" is often marked as heading. */
static bool
is_breadcrumb(const struct page *p, uint32_t i)
{
	for (unsigned up = 0; up < TRAIL_DEPTH && i > 0; up++) {
		const struct html_node *e = page_node(p, i);

		if (e->tag == HTML_TAG_NAV || e->tag == HTML_TAG_LI)
			return true;
		for (uint32_t k = 0; k < e->attr_count; k++) {
			struct html_attr *a = &p->tree.attrs[e->attr + k];

			if (names_trail(a->name) || names_trail(a->value))
				return true;
		}
		i = e->parent;
	}
	return false;
}

/*
 * Whether a heading is a link, from inside or outside, to another page: then
 * it is that page's.
 */
static bool
leads_away(struct page *p, uint32_t i)
{
	uint32_t end = page_node(p, i)->end, a = 0;
	struct str to;

	for (uint32_t k = i + 1; k < end && a == 0; k++)
		if (page_node(p, k)->tag == HTML_TAG_A)
			a = k;
	for (uint32_t k = i; (p->facts[k] & FACT_LINK) && a == 0;
	     k = page_node(p, k)->parent)
		if (page_node(p, k)->tag == HTML_TAG_A)
			a = k;
	if (a == 0 || p->url.n == 0)
		return false;
	to = html_attr(&p->tree, a, STR("href"));
	if (to.n == 0 || to.p[0] == '#')
		return false;
	if (page_path(to).n == 0)
		to = page_url(p, to);
	return !str_eq(page_path(to), page_path(p->url)) &&
	       !str_eq(page_path(to), page_path(p->meta->canonical));
}

static bool
is_headline(const struct page *p, uint32_t i)
{
	const struct html_node *e = page_node(p, i);

	/* so no text is read more than so often, however they nest */
	if (e->tag == HTML_TAG_TEXT || (p->facts[i] & FACT_SKIP) ||
	    e->end - i > HEADING_NODES_MAX)
		return false;
	if (e->tag == HTML_TAG_H1 || e->tag == HTML_TAG_H2 ||
	    e->tag == HTML_TAG_H3)
		return true;
	if (e->attr_count > 0 &&
	    str_eq(html_attr(&p->tree, i, STR("itemprop")), STR("headline")))
		return true;
	return (p->facts[i] & FACT_TITLE) && e->end - i <= 12;
}

/* Whether something inside a heading may not belong to it. */
static bool
has_asides(const struct page *p, uint32_t i, unsigned drop)
{
	for (uint32_t k = i + 1; k < page_node(p, i)->end; k++)
		if (p->facts[k] & drop)
			return true;
	return false;
}

/* The text of a heading, without kickers and labels if that fits better. */
static struct heading
read_heading(struct titles *t, uint32_t i)
{
	static const unsigned drop = FACT_WEAK | FACT_STRONG | FACT_LEDE;
	struct page *p = t->p;
	struct heading h = { .node = i };
	struct str s = inline_line(p, i, 0), less;
	const char *from;
	int c;

	if (s.n == 0 || s.n > HEADING_MAX_BYTES || site_is(t->site, s))
		return h;
	s = site_cut(t->site, s);
	h.shown = s;
	h.score = confirmed(t, text_fold_copy(p->mem, s), &h.from);
	if (h.score == 3 || !has_asides(p, i, drop))
		return h;
	less = site_cut(t->site, inline_line(p, i, drop));
	c = confirmed(t, text_fold_copy(p->mem, less), &from);
	if (c > h.score) {
		h.score = c;
		h.from = from;
		h.shown = less;
	}
	return h;
}

/* The heading best confirmed, h1 before others; sets p->h1. */
static struct heading
best_heading(struct titles *t)
{
	struct page *p = t->p;
	struct heading best = { .score = 0 };
	unsigned seen[2] = { 0, 0 }; /* of the first rank, of others */
	bool cut = false;

	for (uint32_t i = 1; i < p->tree.n; i++) {
		struct heading h;

		if (!is_headline(p, i))
			continue;
		if (seen[page_node(p, i)->tag != HTML_TAG_H1]++ >=
		    HEADINGS_MAX) {
			cut = true;
			continue;
		}
		if (is_breadcrumb(p, i) || leads_away(p, i))
			continue;
		h = read_heading(t, i);
		h.score *= 2;
		if (h.score > 0 && page_node(p, i)->tag == HTML_TAG_H1)
			h.score++;
		if (h.score > best.score)
			best = h;
		if (best.score == 7)
			break; /* an h1 that is the very title */
	}
	if (cut && best.score < SURE_SCORE)
		diag_add(p->diags, DIAG_PAGE_BOUND, 0);
	if (best.score > 0)
		p->h1 = best.node;
	return best;
}

/*
 * The only h1 there is, then p->h1, when nothing confirms one; those of
 * teasers follow it.
 */
static struct text
lone_h1(struct titles *t)
{
	static const struct text none = { .from = NULL };
	struct page *p = t->p;
	struct text found = { .from = "the page's only heading of its rank" };
	unsigned n = 0, seen = 0;
	uint32_t at = 0;

	for (uint32_t i = 1; i < p->tree.n && n < 2 && seen < HEADINGS_MAX;
	     i++) {
		struct heading h;

		if (page_node(p, i)->tag != HTML_TAG_H1 ||
		    !is_headline(p, i) || is_breadcrumb(p, i))
			continue;
		seen++;
		h = read_heading(t, i);
		if (h.shown.n == 0)
			continue;
		if (leads_away(p, i) && n == 0)
			return none;
		if (leads_away(p, i))
			continue;
		n++;
		found.shown = h.shown;
		at = n == 1 ? i : at;
	}
	if (p->h1 == 0)
		p->h1 = at;
	return n == 1 ? found : none;
}

/*
 * A heading is not always the headline: it may say "Kicker: headline" where
 * og:title has the headline alone, or run its parts together ("KickerWords").
 */
static struct text
better_spelt(struct titles *t, struct text heading)
{
	struct str f = text_fold_copy(t->p->mem, heading.shown);
	const struct text *refs[] = { &t->og, &t->head };

	if (f.n > t->og.folded.n && t->og.folded.n >= KICKED_MIN_BYTES &&
	    str_ends(f, t->og.folded) &&
	    f.p[f.n - t->og.folded.n - 1] == ' ')
		return t->og;
	for (size_t i = 0; i < COUNT(refs); i++)
		if (refs[i]->folded.n > f.n && same_letters(f, refs[i]->folded))
			return *refs[i];
	return heading;
}

static void
use_hint(struct titles *t, struct text *title)
{
	struct str feed, a, b;

	if (t->p->hint == NULL || t->p->hint->title.n == 0)
		return;
	feed = t->p->hint->title;
	a = text_fold_copy(t->p->mem, title->shown);
	b = text_fold_copy(t->p->mem, feed);
	/* the page's title with something before or behind the feed's */
	if (title->shown.n == 0 || (b.n >= 10 && holds_words(a, b)))
		*title = (struct text){ .shown = feed, .from = "feed" };
}

/* The first of these that says something. */
static struct text
choose(struct titles *t)
{
	struct heading h = best_heading(t);
	struct text heading = { .shown = h.shown, .from = h.from };
	struct text order[5], lone = { .from = NULL };
	size_t n = 0;

	if (h.score < SURE_SCORE)
		lone = lone_h1(t);

	/* a ticker's heading shouts the latest; it is shared by its story */
	if (t->p->ld->is_live && t->og.shown.n > 0)
		return t->og;
	/* news that is headed the same for machines and for sharing */
	if (t->p->ld->is_news && t->ld.folded.n > 0 &&
	    str_eq(t->ld.folded, t->og.folded))
		return t->ld;
	if (h.score >= SURE_SCORE)
		return better_spelt(t, heading);
	order[n++] = lone;
	order[n++] = heading;
	if (t->p->ld->is_news || t->p->ld->headline.n == 0)
		order[n++] = t->ld;
	order[n++] = t->og;
	order[n++] = t->ld;
	for (size_t i = 0; i < n; i++)
		if (order[i].shown.n > 0)
			return order[i];
	return t->head;
}

void
title_choose(struct page *p)
{
	struct titles t = { .p = p, .site = site_get(p) };
	struct text title;

	t.og = text_of(&t, meta_get(p, META_TITLE), meta_from(p, META_TITLE));
	if (p->ld->headline.n > 0)
		t.ld = text_of(&t, p->ld->headline, "json-ld headline");
	else
		t.ld = text_of(&t, meta_get(p, META_HEADLINE),
		               meta_from(p, META_HEADLINE));
	t.head = text_of(&t, p->meta->head_title, "<title>");
	title = choose(&t);
	title.shown = unescaped(p->mem, title.shown);
	use_hint(&t, &title);
	if (title.shown.n == 0)
		diag_add(p->diags, DIAG_PAGE_NO_TITLE, 0);
	page_from(p, TRACE_TITLE, title.from);
	p->out->title = text_cut_words(title.shown, DOC_TITLE_MAX);
}
