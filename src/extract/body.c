/*
 * The text of the article, block by block, once its element is known.
 */
#include "extract/internal.h"

#include "html/text.h"
#include "text/normalise.h"
#include "text/utf8.h"

#define RAW_MAX_BYTES (4u << 20)

/* Blocks with more links than this are no text. */
#define LINKS_MAX 0.8
#define LINKS_MAX_SHORT 0.5
#define SHORT_LEN 80u

/* Lists with more links than this lead elsewhere. */
#define LIST_LINKS_MAX 0.6

/* A standfirst is at least this long. */
#define LEDE_MIN 40u

/* A line of who and when is no longer. */
#define DATELINE_MAX 160u

/* A heading of comments is no longer, and stands behind so much text. */
#define COMMENTS_LEN 30u    /* code points */
#define COMMENTS_AFTER 400u /* bytes */

/* So many lines with a date may stand before a text; more are a list. */
#define DATED_MAX 3u

/* What may stand beside the names in a byline, in bytes. */
#define BYLINE_MORE 30u

struct body {
	struct page *p;
	uint32_t *list_len, *list_links; /* of each ul, ol, table */
	struct buf raw;   /* one block */
	struct buf shown; /* the text so far */
	struct buf line;  /* one block, shown */
	size_t end;       /* of `shown`, behind the last real paragraph */
	bool begun;       /* a paragraph was taken */
	bool ended;       /* the readers' comments have begun */
	unsigned dated;   /* lines left out for the date in them */
};

static double
link_share(const struct block *b)
{
	return b->len == 0 ? 0 : (double)b->link_len / b->len;
}

static bool
is_list(enum html_tag tag)
{
	return tag == HTML_TAG_UL || tag == HTML_TAG_OL || tag == HTML_TAG_DL;
}

/* Sums over the nearest list each block stands in. */
static bool
sum_lists(struct body *y)
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

static bool
is_wanted(const struct body *y, const struct block *b)
{
	const struct page *p = y->p;
	double links = link_share(b);

	if (p->facts[b->first] & FACT_DEAD)
		return false;
	if (links > LINKS_MAX)
		return b->len > 200 && links < 0.95;
	if (links > LINKS_MAX_SHORT && b->len < SHORT_LEN)
		return false;
	return y->list_links[b->host] <=
	       LIST_LINKS_MAX * y->list_len[b->host];
}

/* The block in shown form, in y->line. */
static struct str
shown_line(struct body *y, const struct block *b)
{
	buf_clear(&y->raw);
	buf_clear(&y->line);
	block_text(y->p, b, &y->raw);
	text_shown(&y->line, buf_str(&y->raw));
	return buf_str(&y->line);
}

static bool
is_heading(const struct page *p, const struct block *b)
{
	return html_tag_is(page_node(p, b->host)->tag, HTML_HEADING);
}

static void
put_line(struct body *y, struct str line, bool counts)
{
	if (y->shown.n > 0)
		buf_put_char(&y->shown, '\n');
	buf_put(&y->shown, line);
	if (counts)
		y->end = y->shown.n;
}

/* The title's own heading, or its words again, are no text. */
static bool
is_title(struct body *y, const struct block *b, struct str line)
{
	struct page *p = y->p;

	if (page_node(p, b->host)->tag == HTML_TAG_H1)
		return true;
	return y->end == 0 && b->len < 300 &&
	       fold_eq(p->mem, line, p->out->title);
}

/* Code points of a block inside elements called date or author. */
static size_t
named_len(const struct page *p, const struct block *b)
{
	size_t n = 0;

	for (uint32_t i = b->first; i < b->end; i++) {
		uint32_t up = i;

		if (page_node(p, i)->tag != HTML_TAG_TEXT)
			continue;
		for (unsigned k = 0; k < 4 && up != 0; k++) {
			if (p->facts[up] & (FACT_DATE | FACT_AUTHOR)) {
				n += utf8_count(page_node(p, i)->text);
				break;
			}
			if (up == b->host)
				break;
			up = page_node(p, up)->parent;
		}
	}
	return n;
}

/* "12:30", "2022-09-12", "12 Sep 2022": digits as dates have them. */
static bool
has_clock(struct str s)
{
	unsigned run = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (ascii_is_digit(s.p[i])) {
			run++;
			continue;
		}
		if (run == 4 || (run > 0 && run <= 2 && s.p[i] == ':' &&
		                 i + 1 < s.n && ascii_is_digit(s.p[i + 1])))
			return true;
		run = 0;
	}
	return run == 4;
}

/*
 * Lines that tell who and when: mostly made of elements called so, or,
 * before the first paragraph, short with a date in them and no sentence.
 */
static bool
is_dateline(struct body *y, const struct block *b, struct str line)
{
	char last = line.p[line.n - 1];

	if (b->len > DATELINE_MAX || is_heading(y->p, b))
		return false;
	if (named_len(y->p, b) * 2 > b->len)
		return true;
	if (!y->begun && y->p->out->byline.n > 0 &&
	    line.n <= y->p->out->byline.n + BYLINE_MORE &&
	    str_find(line, y->p->out->byline) != STR_NPOS)
		return true;
	if (y->begun || y->dated == DATED_MAX || b->len >= SHORT_LEN ||
	    last == '.' || last == '!' || last == '?' || !has_clock(line))
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
	return y->begun && b->len <= COMMENTS_LEN &&
	       y->shown.n >= COMMENTS_AFTER &&
	       lines_is_comments(y->p->mem, shown_line(y, b));
}

static void
put_block(struct body *y, struct block *b)
{
	struct str line;

	y->ended |= begins_comments(y, b);
	if (y->ended || !is_wanted(y, b))
		return;
	line = shown_line(y, b);
	if (line.n == 0 || is_title(y, b, line) ||
	    lines_is_promo(y->p->mem, line, link_share(b)) ||
	    is_dateline(y, b, line))
		return;
	y->begun |= block_is_paragraph(b);
	put_line(y, line, !is_heading(y->p, b));
	b->taken = true;
}

/* ---- standfirst: text between title and body that belongs to both ---- */

static bool
has_lede_class(const struct page *p, uint32_t node)
{
	for (unsigned up = 0; up < 3 && node != 0; up++) {
		if (p->facts[node] & FACT_LEDE)
			return true;
		node = page_node(p, node)->parent;
	}
	return false;
}

static void
put_ledes(struct body *y)
{
	struct page *p = y->p;
	struct str description = meta_get(p, META_DESCRIPTION);
	struct str head = text_cut_words(description, 60);

	for (size_t i = 0; i < p->blocks.n; i++) {
		struct block *b = &p->blocks.v[i];
		struct str line;

		if (b->first >= p->root)
			break;
		if (p->h1 == 0 || b->first < p->h1 || b->len < LEDE_MIN ||
		    (p->facts[b->host] & (FACT_STRONG | FACT_LINK)) ||
		    link_share(b) > 0.2 || is_heading(p, b))
			continue;
		line = shown_line(y, b);
		if (head.n > 30 && str_starts(line, head)) {
			put_line(y, line, true);
			b->taken = true;
		} else if (has_lede_class(p, b->host)) {
			put_line(y, line, true);
			b->taken = true;
		}
	}
}

struct str
body_text(struct page *p)
{
	struct body y = { .p = p };
	struct str out = STR_EMPTY;

	buf_init(&y.raw, RAW_MAX_BYTES);
	buf_init(&y.line, RAW_MAX_BYTES);
	buf_init(&y.shown, RAW_MAX_BYTES);
	if (p->root != 0 && sum_lists(&y)) {
		put_ledes(&y);
		for (size_t i = 0; i < p->blocks.n; i++) {
			struct block *b = &p->blocks.v[i];

			if (b->first >= p->root &&
			    b->first < p->root_end)
				put_block(&y, b);
		}
		if (y.shown.err == ERR_OK)
			buf_cut(&y.shown, y.end > 0 ? y.end : y.shown.n);
		out = buf_copy(p->mem, &y.shown);
	}
	buf_release(&y.raw);
	buf_release(&y.line);
	buf_release(&y.shown);
	return out;
}
