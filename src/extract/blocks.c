/*
 * The page as a list of blocks of text, and how much of it is paragraphs.
 */
#include "base/vec.h"
#include "extract/internal.h"

/* A block reads as a paragraph from this length on. */
#define PARAGRAPH_MIN 60u
#define PARAGRAPH_LINKS 0.45

/* So many lines of one element read as a paragraph, if so long together. */
#define VERSES_MIN 4u
#define VERSES_LEN 100u
#define VERSES_LINKS 0.1

struct gather {
	struct page *p;
	struct block now;
	bool open;  /* `now` holds something */
	bool space; /* the last character was white space */
};

static void
flush(struct gather *g)
{
	struct block *b;

	if (g->open && g->now.len > 0 && g->p->blocks.n < BLOCKS_MAX) {
		b = VEC_PUSH(g->p->mem, &g->p->blocks);
		if (b != NULL)
			*b = g->now;
	}
	g->open = false;
	g->space = true;
}

/*
 * Whether a comma or semicolon ends at p[i]: Latin ones are told by the
 * caller, Arabic (U+060C, U+061B) and CJK (U+FF0C) ones by the bytes before.
 */
static bool
ends_comma(const unsigned char *p, size_t i)
{
	if (p[i] < 0x80)
		return true;
	if (i >= 1 && p[i - 1] == 0xD8)
		return true;
	return i >= 2 && p[i] == 0x8C && p[i - 1] == 0xBC && p[i - 2] == 0xEF;
}

/*
 * Counts with no branch that text decides, but the rare one for commas:
 * where words end is nothing a processor could foresee.  A no-break space
 * counts as space at a block's start.
 */
static void
measure(struct gather *g, struct str s, bool link)
{
	const unsigned char *p = (const unsigned char *)s.p;
	unsigned space = g->space;
	uint32_t n = 0, commas = g->now.commas;

	for (size_t i = 0; i < s.n; i++) {
		unsigned c = p[i], before = space;

		space = (c == ' ') | (c - '\t' < 5u);
		n += ((c & 0xC0) != 0x80) & ((space & before) ^ 1);
		if (c == ',' || c == ';' || c == 0x8C || c == 0x9B)
			commas += ends_comma(p, i);
	}
	g->space = space;
	g->now.len += n;
	if (link)
		g->now.link_len += n;
	g->now.commas = (uint16_t)(commas < UINT16_MAX ? commas : UINT16_MAX);
}

static bool
is_blank(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_space(s.p[i]))
			return false;
	return true;
}

static void
add_text(struct gather *g, uint32_t i)
{
	const struct html_node *e = page_node(g->p, i);
	uint32_t host = g->p->hosts[i];

	if (g->open && g->now.host != host)
		flush(g);
	if (!g->open) {
		if (is_blank(e->text))
			return;
		g->now = (struct block){ .first = i, .host = host };
		g->open = true;
		g->space = true;
	}
	g->now.end = i + 1;
	measure(g, e->text, (g->p->facts[i] & FACT_LINK) != 0);
}

/* The element that the lines of one text stand side by side in. */
static uint32_t
verse_place(const struct page *p, const struct block *b)
{
	const struct html_node *host = page_node(p, b->host);

	return host->tag == HTML_TAG_P ? host->parent : b->host;
}

/*
 * Poems, and texts whose every sentence has a line of its own: short lines
 * side by side in one element, none of them a paragraph.
 */
static void
mark_verses(struct page *p)
{
	struct block *v = p->blocks.v;

	for (size_t i = 0, end; i < p->blocks.n; i = end) {
		uint32_t place = verse_place(p, &v[i]), len = 0, links = 0;
		bool any = false;

		for (end = i; end < p->blocks.n &&
		              verse_place(p, &v[end]) == place;
		     end++) {
			len += v[end].len;
			links += v[end].link_len;
			any |= v[end].len >= PARAGRAPH_MIN;
		}
		if (any || end - i < VERSES_MIN || len < VERSES_LEN ||
		    links > VERSES_LINKS * len)
			continue;
		for (size_t k = i; k < end; k++)
			v[k].verse = true;
	}
}

static void
sum_paragraphs(struct page *p)
{
	for (size_t i = 0; i < p->blocks.n; i++) {
		const struct block *b = &p->blocks.v[i];

		if (block_is_paragraph(b))
			p->para[b->host] += b->len;
	}
	for (uint32_t i = p->tree.n; i-- > 1;)
		p->para[page_node(p, i)->parent] += p->para[i];
}

bool
block_is_paragraph(const struct block *b)
{
	return (b->verse || b->len >= PARAGRAPH_MIN) &&
	       b->link_len <= PARAGRAPH_LINKS * b->len;
}

double
block_link_share(const struct block *b)
{
	return b->len == 0 ? 0 : (double)b->link_len / b->len;
}

bool
block_is_heading(const struct page *p, const struct block *b)
{
	return html_tag_is(page_node(p, b->host)->tag, HTML_HEADING);
}

bool
block_is_dead(const struct page *p, const struct block *b)
{
	/* a rule may include a part of a block: the rest is dead */
	return (p->facts[p->included ? b->first : b->host] & FACT_DEAD) != 0;
}

void
blocks_gather(struct page *p)
{
	struct gather g = { .p = p, .space = true };

	p->para = ARENA_ARRAY(p->mem, uint32_t, p->tree.n);
	if (p->para == NULL)
		return;
	for (uint32_t i = 1; i < p->tree.n; i++) {
		const struct html_node *e = page_node(p, i);

		if (p->facts[i] & FACT_SKIP)
			i = e->end - 1;
		else if (e->tag == HTML_TAG_TEXT)
			add_text(&g, i);
		else if (html_tag_is(e->tag, HTML_BLOCK) ||
		         e->tag == HTML_TAG_BR || e->tag == HTML_TAG_HR)
			flush(&g);
	}
	flush(&g);
	mark_verses(p);
	sum_paragraphs(p);
}

void
block_text(const struct page *p, const struct block *b, struct buf *out)
{
	unsigned skip = FACT_SKIP;

	/* in a living block dead elements are left out */
	if (!block_is_dead(p, b))
		skip |= FACT_DEAD;
	for (uint32_t i = b->first; i < b->end; i++) {
		struct str s = page_node(p, i)->text;

		if (p->facts[i] & skip) {
			i = page_node(p, i)->end - 1;
			continue;
		}
		if (page_node(p, i)->tag != HTML_TAG_TEXT)
			continue;
		for (size_t n; (n = str_chr(s, '\n')) != STR_NPOS;) {
			buf_put(out, str_sub(s, 0, n));
			buf_put_char(out, ' ');
			s = str_sub(s, n + 1, s.n);
		}
		buf_put(out, s);
	}
}
