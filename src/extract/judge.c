/*
 * What becomes of each block of the article's element.
 */
#include "extract/internal.h"

#include "text/utf8.h"

/* Blocks with more links than this are no text. */
#define LINKS_MAX 0.8
#define LINKS_MAX_SHORT 0.5
#define SHORT_LEN 80u

/* But a long one may be a sentence with many links. */
#define LINKED_LEN 200u
#define LINKED_MAX 0.95

/* Lists with more links than this lead elsewhere. */
#define LIST_LINKS_MAX 0.6

/* The title's words again are no longer. */
#define TITLE_LEN 300u

/* Shorter lines may well stand twice. */
#define REPEATED_MIN 100u

/* A line of who and when is no longer, nor a caption. */
#define DATELINE_MAX 160u
#define CAPTION_MAX 500u

/* A heading of comments is no longer, and stands behind so much text. */
#define COMMENTS_LEN 30u    /* code points */
#define COMMENTS_AFTER 400u /* bytes */

/* So many lines with a date may stand before a text; more are a list. */
#define DATED_MAX 3u

/* What may stand beside the names in a byline, in bytes. */
#define BYLINE_MORE 30u

/* How far up the name of a piece of text is looked for. */
#define NAME_LEVELS 4u

/* A block is what most of it is called. */
#define NAMED_SHARE 0.7
#define DATED_SHARE 0.5

/* Code points of a block inside elements of such names. */
struct named {
	size_t strong, caption, dated;
};

static bool
is_list(enum html_tag tag)
{
	return tag == HTML_TAG_UL || tag == HTML_TAG_OL || tag == HTML_TAG_DL;
}

/* Sums over the nearest list each block stands in. */
bool
body_judge_init(struct body *y)
{
	struct page *p = y->p;
	uint32_t *list = ARENA_ARRAY(p->mem, uint32_t, p->tree.n);

	y->list_len = ARENA_ARRAY(p->mem, uint32_t, p->tree.n);
	y->list_links = ARENA_ARRAY(p->mem, uint32_t, p->tree.n);
	if (list == NULL || y->list_len == NULL || y->list_links == NULL)
		return false;
	for (uint32_t i = 1; i < p->tree.n; i++)
		list[i] = is_list(page_node(p, i)->tag)
		                  ? i
		                  : list[page_node(p, i)->parent];
	for (size_t i = 0; i < p->blocks.n; i++) {
		const struct block *b = &p->blocks.v[i];

		y->list_len[list[b->host]] += b->len;
		y->list_links[list[b->host]] += b->link_len;
	}
	/* from here on: the share of the list of each host, in place */
	for (uint32_t i = 1; i < p->tree.n; i++) {
		if (list[i] == 0 || list[i] == i)
			continue;
		y->list_len[i] = y->list_len[list[i]];
		y->list_links[i] = y->list_links[list[i]];
	}
	return true;
}

/* The facts of the elements round a text node, up to its block's. */
static unsigned
facts_above(const struct page *p, uint32_t i, uint32_t host)
{
	unsigned facts = 0;

	for (unsigned k = 0; k < NAME_LEVELS && i != 0; k++) {
		facts |= p->facts[i];
		if (i == host)
			break;
		i = page_node(p, i)->parent;
	}
	return facts;
}

static struct named
named_lens(const struct page *p, const struct block *b)
{
	struct named n = { 0 };

	for (uint32_t i = b->first; i < b->end; i++) {
		unsigned facts;
		size_t len;

		if (page_node(p, i)->tag != HTML_TAG_TEXT)
			continue;
		facts = facts_above(p, i, b->host);
		if (!(facts & (FACT_STRONG | FACT_CAPTION | FACT_DATE |
		               FACT_AUTHOR)))
			continue;
		len = utf8_count(page_node(p, i)->text);
		n.strong += facts & FACT_STRONG ? len : 0;
		n.caption += facts & FACT_CAPTION ? len : 0;
		n.dated += facts & (FACT_DATE | FACT_AUTHOR) ? len : 0;
	}
	return n;
}

/* Whether a block's place and links speak against it. */
static enum fate
judge_place(const struct body *y, const struct block *b,
            const struct named *named)
{
	const struct page *p = y->p;
	double links = block_link_share(b);

	if (block_is_dead(p, b) ||
	    (double)named->strong > NAMED_SHARE * b->len)
		return FATE_DEAD;
	if (links > LINKS_MAX && (b->len <= LINKED_LEN || links >= LINKED_MAX))
		return FATE_LINKS;
	if (links > LINKS_MAX_SHORT && b->len < SHORT_LEN)
		return FATE_LINKS;
	if (links <= LINKS_MAX && y->list_links[b->host] >
	                           LIST_LINKS_MAX * y->list_len[b->host])
		return FATE_LIST;
	return FATE_TAKEN;
}

/* The title's own heading, or its words again, are no text. */
static bool
is_title(struct body *y, const struct block *b, struct str line)
{
	struct page *p = y->p;

	if ((p->h1 == 0 && page_node(p, b->host)->tag == HTML_TAG_H1) ||
	    (b->first >= p->h1 && b->first < page_node(p, p->h1)->end &&
	     p->h1 != 0))
		return true;
	return b->len < TITLE_LEN &&
	       (y->end == 0 || page_node(p, b->host)->tag == HTML_TAG_H1) &&
	       fold_eq(p->mem, line, p->out->title);
}

/* The digit a text begins with, of any script used here, taken off; or -1. */
static int
take_digit(struct str *s)
{
	const unsigned char *u = (const unsigned char *)s->p;
	int digit = -1;

	if (ascii_is_digit(s->p[0])) {
		digit = s->p[0] - '0';
		*s = str_sub(*s, 1, s->n);
	} else if (s->n > 1 && u[0] == 0xD9 && u[1] >= 0xA0 && u[1] <= 0xA9) {
		digit = u[1] - 0xA0; /* U+0660, Arabic-Indic */
		*s = str_sub(*s, 2, s->n);
	} else if (s->n > 1 && u[0] == 0xDB && u[1] >= 0xB0 && u[1] <= 0xB9) {
		digit = u[1] - 0xB0; /* U+06F0, Persian */
		*s = str_sub(*s, 2, s->n);
	}
	return digit;
}

static bool
has_digit(struct str s)
{
	while (s.n > 0) {
		if (take_digit(&s) >= 0)
			return true;
		s = str_sub(s, 1, s.n);
	}
	return false;
}

/* "12:30", "2022-09-12", "12 Sep 2022": digits as dates have them. */
static bool
has_clock(struct str s)
{
	unsigned run = 0;

	while (s.n > 0) {
		if (take_digit(&s) >= 0) {
			run++;
			continue;
		}
		if (run == 4 || (run > 0 && run <= 2 && s.p[0] == ':'))
			return true;
		run = 0;
		s = str_sub(s, 1, s.n);
	}
	return run == 4;
}

/*
 * Lines that tell who and when: mostly made of elements called so, or,
 * before the first paragraph, short with a date in them and no sentence.
 */
static bool
is_dateline(struct body *y, const struct block *b, struct str line,
            const struct named *named)
{
	struct str byline = y->p->out->byline;

	if (b->len > DATELINE_MAX)
		return false;
	/* a ticker's headings carry the time of each of its entries */
	if (block_is_heading(y->p, b) && y->begun)
		return false;
	if ((double)named->dated > DATED_SHARE * b->len)
		return true;
	if (block_is_heading(y->p, b))
		return false;
	if (!y->begun && byline.n > 0 && line.n <= byline.n + BYLINE_MORE &&
	    str_find(line, byline) != STR_NPOS)
		return true;
	if (y->begun || y->dated == DATED_MAX || b->len >= SHORT_LEN ||
	    lines_ends_sentence(line) || !has_clock(line))
		return false;
	y->dated++;
	return true;
}

/*
 * A heading of comments ends an article that has begun; comments without
 * any markup of their own are told by nothing else.
 */
static bool
begins_comments(struct body *y, const struct block *b)
{
	struct str line;

	if (!y->begun || b->len > COMMENTS_LEN || b->link_len > 0 ||
	    y->bytes < COMMENTS_AFTER || block_is_dead(y->p, b))
		return false;
	line = body_line(y, b);
	/* a number of comments stands in bars; as a heading it heads them */
	if (has_digit(line) && !block_is_heading(y->p, b))
		return false;
	return lines_is_comments(y->p->mem, line);
}

static bool
is_repeated(struct body *y, const struct block *b, struct str line)
{
	/* pages for desks and for phones carry both of them */
	if (b->len < REPEATED_MIN)
		return false;
	if (map_get(&y->seen, line) != NULL)
		return true;
	line = str_copy(y->p->mem, line);
	if (line.n > 0)
		map_put(&y->seen, line, y);
	return false;
}

static enum fate
judge_line(struct body *y, const struct block *b, struct str line,
           const struct named *named)
{
	if (line.n == 0)
		return FATE_EMPTY;
	if (is_title(y, b, line))
		return FATE_TITLE;
	if (is_repeated(y, b, line))
		return FATE_REPEATED;
	if (lines_is_promo(y->p->mem, line, block_link_share(b)))
		return FATE_PROMO;
	if (b->len < CAPTION_MAX &&
	    (double)named->caption > NAMED_SHARE * b->len)
		return FATE_CAPTION;
	return is_dateline(y, b, line, named) ? FATE_DATELINE : FATE_TAKEN;
}

enum fate
body_judge_line(struct body *y, const struct block *b, struct str line)
{
	struct named named = named_lens(y->p, b);

	return judge_line(y, b, line, &named);
}

enum fate
body_judge(struct body *y, const struct block *b, struct str *line)
{
	struct named named;
	enum fate fate;

	y->ended |= begins_comments(y, b);
	if (y->ended)
		return FATE_COMMENTS;
	named = named_lens(y->p, b);
	fate = judge_place(y, b, &named);
	if (fate != FATE_TAKEN)
		return fate;
	*line = body_line(y, b);
	return judge_line(y, b, *line, &named);
}
