/*
 * The text of the article, block by block, once its element is known.
 */
#include "base/vec.h"
#include "extract/internal.h"

#include "text/normalise.h"

#define RAW_MAX_BYTES (4u << 20)

/* Notes of the editors at the end: so many lines, so long. */
#define NOTES_MAX 3u
#define NOTE_LEN_MAX 400u

/* Credits are looked for in so many lines at the end. */
#define CREDIT_LINES 4u

struct str
body_line(struct body *y, const struct block *b)
{
	buf_clear(&y->raw);
	buf_clear(&y->line);
	asides_cut(y->p, b, &y->raw);
	text_shown(&y->line, buf_str(&y->raw));
	return buf_str(&y->line);
}

void
body_put(struct body *y, struct str text, struct block *b)
{
	struct line *l = VEC_PUSH(y->p->mem, &y->p->lines);

	if (l == NULL)
		return;
	*l = (struct line){ str_copy(y->p->mem, text), b };
	y->bytes += text.n;
	if (b->fate == FATE_LEDE || !block_is_heading(y->p, b))
		y->end = y->p->lines.n;
}

static void
put_block(struct body *y, struct block *b)
{
	struct str line;

	b->fate = body_judge(y, b, &line);
	if (b->fate != FATE_TAKEN)
		return;
	y->begun |= block_is_paragraph(b);
	body_put(y, line, b);
}

static bool
is_em(const struct page *p, uint32_t i)
{
	enum html_tag tag = page_node(p, i)->tag;

	return tag == HTML_TAG_EM || tag == HTML_TAG_I;
}

/* Whether all of a block's text stands in em or i. */
static bool
is_italic(const struct page *p, const struct block *b)
{
	for (uint32_t i = b->first; i < b->end; i++) {
		uint32_t up = page_node(p, i)->parent;

		if (page_node(p, i)->tag != HTML_TAG_TEXT ||
		    str_trim(page_node(p, i)->text).n == 0)
			continue;
		while (up != b->host && up != 0 && !is_em(p, up))
			up = page_node(p, up)->parent;
		if (up == b->host || up == 0)
			return false;
	}
	return true;
}

/* "The author is on Twitter at ...", "Follow us ...", all in italics. */
static bool
is_end_note(const struct page *p, const struct block *b)
{
	return b->link_len > 0 && b->len < NOTE_LEN_MAX && is_italic(p, b);
}

/* An agency's credits stand in the last lines, whatever follows them. */
static void
cut_credits(struct body *y)
{
	size_t n = y->p->lines.n;

	for (size_t i = n > CREDIT_LINES ? n - CREDIT_LINES : 1; i < n; i++) {
		struct line *l = &y->p->lines.v[i];

		if (lines_is_credit(y->p->mem, l->text))
			l->block->fate = FATE_PROMO;
	}
}

/* Leave off headings without text at the end, and the editors' notes. */
static void
cut_tail(struct body *y)
{
	struct page *p = y->p;
	size_t end = y->end;

	while (end > 0 && y->end - end <= NOTES_MAX &&
	       is_end_note(p, p->lines.v[end - 1].block))
		end--;
	if (end > 0 && y->end - end <= NOTES_MAX)
		y->end = end;
	for (size_t i = y->end; y->end > 0 && i < p->lines.n; i++)
		p->lines.v[i].block->fate = FATE_TAIL;
}

/*
 * Where the article begins: short lines above its title in the element are a
 * ticker or the weather.
 */
static uint32_t
first_node(const struct page *p)
{
	if (p->included || p->h1 <= p->root || p->h1 >= p->root_end)
		return p->root;
	for (size_t i = 0; i < p->blocks.n; i++) {
		const struct block *b = &p->blocks.v[i];

		if (b->first >= p->root && b->first < p->h1 &&
		    !block_is_dead(p, b) && block_is_paragraph(b))
			return p->root;
	}
	return p->h1;
}

void
body_gather(struct page *p)
{
	struct body y = { .p = p, .seen = MAP_INIT(p->mem, p->seed) };

	p->lines.n = 0;
	for (size_t i = 0; i < p->blocks.n; i++)
		p->blocks.v[i].fate = FATE_OUTSIDE;
	buf_init(&y.raw, RAW_MAX_BYTES);
	buf_init(&y.line, RAW_MAX_BYTES);
	if (p->root != 0 && body_judge_init(&y)) {
		uint32_t first = first_node(p);

		if (!p->included)
			ledes_put(&y);
		for (size_t i = 0; i < p->blocks.n; i++) {
			struct block *b = &p->blocks.v[i];

			if (b->first >= first && b->first < p->root_end)
				put_block(&y, b);
			else if (b->first >= p->root && b->first < first)
				b->fate = FATE_ABOVE;
		}
		cut_tail(&y);
		cut_credits(&y);
	}
	buf_release(&y.raw);
	buf_release(&y.line);
}

struct str
body_text(struct page *p)
{
	struct buf out = BUF_INIT(RAW_MAX_BYTES);
	struct str text;

	for (size_t i = 0; i < p->lines.n; i++) {
		if (!fate_is_taken(p->lines.v[i].block->fate))
			continue;
		if (out.n > 0)
			buf_put_char(&out, '\n');
		buf_put(&out, p->lines.v[i].text);
	}
	text = buf_copy(p->mem, &out);
	buf_release(&out);
	return text;
}
