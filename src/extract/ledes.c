/*
 * Standfirsts: text between title and body that belongs to both.  It often
 * stands outside the body's element; what gives it away is its class, the
 * description in the page's head, or that it is a full sentence there.
 */
#include "extract/internal.h"

#include "text/normalise.h"

#define LEDE_MIN 40u
#define LEDE_MAX 1200u
#define LEDE_LINKS_MAX 0.2

/* How much of the description a standfirst must begin with. */
#define DESCRIPTION_HEAD 60u      /* code points */
#define DESCRIPTION_MIN_BYTES 30u /* shorter ones prove nothing */

/* How far above the block the class is looked for. */
#define CLASS_LEVELS 3u

static bool
has_lede_class(const struct page *p, uint32_t node)
{
	for (unsigned up = 0; up < CLASS_LEVELS && node != 0; up++) {
		if (p->facts[node] & FACT_LEDE)
			return true;
		node = page_node(p, node)->parent;
	}
	return false;
}

/* Cut off for the very word that makes it a standfirst: "teaser". */
static bool
is_dead_lede(const struct page *p, uint32_t node)
{
	for (unsigned up = 0; up < CLASS_LEVELS && node != 0; up++) {
		uint32_t above = page_node(p, node)->parent;

		if ((p->facts[node] & FACT_LEDE) &&
		    !(p->facts[node] & FACT_STRONG))
			return !(p->facts[above] & FACT_DEAD);
		node = above;
	}
	return false;
}

/* A full sentence in an element that may be a standfirst's. */
static bool
reads_as_lede(const struct page *p, const struct block *b, struct str line)
{
	enum html_tag tag = page_node(p, b->host)->tag;

	if (tag != HTML_TAG_P && tag != HTML_TAG_DIV && !block_is_heading(p, b))
		return false;
	return block_is_paragraph(b) && lines_ends_sentence(line) &&
	       !(p->facts[b->host] & FACT_WEAK);
}

static bool
may_be_lede(const struct page *p, const struct block *b)
{
	return b->len >= LEDE_MIN && b->len <= LEDE_MAX &&
	       !(p->facts[b->host] &
	         (FACT_STRONG | FACT_LINK | FACT_FIGURE)) &&
	       block_link_share(b) <= LEDE_LINKS_MAX &&
	       page_node(p, b->host)->tag != HTML_TAG_H1;
}

static bool
is_lede(const struct page *p, const struct block *b, struct str line,
        struct str description)
{
	if (description.n > DESCRIPTION_MIN_BYTES &&
	    str_starts(line, description))
		return true;
	if (p->facts[b->host] & FACT_DEAD)
		return is_dead_lede(p, b->host);
	return reads_as_lede(p, b, line) ||
	       (!block_is_heading(p, b) && has_lede_class(p, b->host));
}

/* Where the title stands; else the first h1, be it in a breadcrumb; or 0. */
static uint32_t
title_node(const struct page *p)
{
	if (p->h1 != 0)
		return p->h1;
	for (uint32_t i = 1; i < p->root; i++)
		if (page_node(p, i)->tag == HTML_TAG_H1)
			return i;
	return 0;
}

void
ledes_put(struct body *y)
{
	struct page *p = y->p;
	uint32_t title = title_node(p);
	struct str head = text_cut_words(meta_get(p, META_DESCRIPTION),
	                                 DESCRIPTION_HEAD);

	if (title == 0)
		return;
	for (size_t i = 0; i < p->blocks.n; i++) {
		struct block *b = &p->blocks.v[i];
		struct str line;

		if (b->first >= p->root)
			break;
		if (b->first < title || !may_be_lede(p, b))
			continue;
		line = body_line(y, b);
		if (line.n == 0 || !is_lede(p, b, line, head) ||
		    body_judge_line(y, b, line) != FATE_TAKEN)
			continue;
		b->fate = FATE_LEDE;
		body_put(y, line, b);
	}
}
