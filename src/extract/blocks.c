/*
 * The page as a list of blocks of text, and how much of it is paragraphs.
 */
#include <string.h>

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

/* Code points, white space runs as one, and commas and semicolons. */
struct tally { uint32_t cps, commas; };

/*
 * Sixteen bytes at a time: gcc makes them one register where there is one,
 * sixteen otherwise.  A true comparison is 0xFF in its lane, or -1.
 */
#define LANES 16u
#define STEPS_MAX 255u /* until a lane's count is full */
typedef uint8_t lanes __attribute__((vector_size(LANES)));

static lanes
load(const unsigned char *p)
{
	lanes v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static lanes
spaces(lanes c)
{
	return (lanes)(c == ' ') | (lanes)(c - '\t' < 5);
}

/* Latin, Arabic (U+060C, U+061B) and CJK (U+FF0C) ones, by their last byte. */
static lanes
commas(lanes a, lanes b, lanes c)
{
	lanes arabic = (lanes)(c == 0x8C) | (lanes)(c == 0x9B);
	lanes cjk = (lanes)(c == 0x8C) & (lanes)(b == 0xBC);

	return (lanes)(c == ',') | (lanes)(c == ';') |
	       (arabic & (lanes)(b == 0xD8)) | (cjk & (lanes)(a == 0xEF));
}

/* From p[i] on while there are lanes full, two bytes standing before it. */
static size_t
tally_lanes(const unsigned char *p, size_t i, size_t n, struct tally *t)
{
	lanes cps = { 0 }, stops = { 0 };

	for (unsigned k = 0; k < STEPS_MAX && n - i >= LANES; k++, i += LANES) {
		lanes a = load(p + i - 2), b = load(p + i - 1);
		lanes c = load(p + i);
		lanes inner = (lanes)((c & 0xC0) == 0x80);

		cps -= ~(inner | (spaces(c) & spaces(b)));
		stops -= commas(a, b, c);
	}
	for (unsigned k = 0; k < LANES; k++) {
		t->cps += cps[k];
		t->commas += stops[k];
	}
	return i;
}

static bool
is_space(unsigned c)
{
	return c == ' ' || c - '\t' < 5u;
}

/* One byte; a and b are those before it. */
static void
tally_byte(unsigned a, unsigned b, unsigned c, struct tally *t)
{
	t->cps += (c & 0xC0) != 0x80 && !(is_space(c) && is_space(b));
	t->commas += c == ',' || c == ';' ||
	             (b == 0xD8 && (c == 0x8C || c == 0x9B)) ||
	             (a == 0xEF && b == 0xBC && c == 0x8C);
}

/* A no-break space counts as space at a block's start. */
static void
measure(struct gather *g, struct str s, bool link)
{
	const unsigned char *p = (const unsigned char *)s.p;
	unsigned a = 0, b = g->space ? ' ' : 0;
	struct tally t = { 0 };

	for (size_t i = 0; i < s.n; i++) {
		if (i >= 2 && s.n - i > LANES) {
			i = tally_lanes(p, i, s.n - 1, &t);
			a = p[i - 2];
			b = p[i - 1];
		}
		tally_byte(a, b, p[i], &t);
		a = b;
		b = p[i];
	}
	g->space = is_space(b);
	g->now.len += t.cps;
	if (link)
		g->now.link_len += t.cps;
	t.commas += g->now.commas;
	g->now.commas = (uint16_t)(t.commas < UINT16_MAX ? t.commas
	                                                 : UINT16_MAX);
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

unsigned
block_skips(const struct page *p, const struct block *b)
{
	/* in a living block dead elements are left out */
	return block_is_dead(p, b) ? FACT_SKIP : FACT_SKIP | FACT_DEAD;
}

void
block_put_raw(struct buf *out, struct str s)
{
	for (size_t n; (n = str_chr(s, '\n')) != STR_NPOS;) {
		buf_put(out, str_sub(s, 0, n));
		buf_put_char(out, ' ');
		s = str_sub(s, n + 1, s.n);
	}
	buf_put(out, s);
}

void
block_text(const struct page *p, const struct block *b, struct buf *out)
{
	unsigned skip = block_skips(p, b);

	for (uint32_t i = b->first; i < b->end; i++) {
		if (p->facts[i] & skip)
			i = page_node(p, i)->end - 1;
		else if (page_node(p, i)->tag == HTML_TAG_TEXT)
			block_put_raw(out, page_node(p, i)->text);
	}
}
