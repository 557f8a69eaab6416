/*
 * Links to other articles inside a paragraph: "(read also: a headline)".
 */
#include "extract/internal.h"

#include "text/utf8.h"

/* How far before a link the words stand that make it one of these. */
#define BACK_MAX_BYTES 90u

struct aside {
	struct page *p;
	struct buf *out;
	uint32_t end;    /* node behind the link left out; 0: none */
	bool bracketed;  /* its closing bracket goes too */
	bool was_link;   /* the last text stood in a link */
};

/* Bytes of what ends a sentence or opens a bracket at s.p[i]; 0: neither. */
static size_t
edge_at(struct str s, size_t i)
{
	static const struct str edges[] = {
		STR_INIT("("), STR_INIT("["), STR_INIT("."), STR_INIT("!"),
		STR_INIT("?"), STR_INIT("\xD8\x9F"), /* U+061F */
		STR_INIT("\xE2\x80\xA6"),             /* U+2026 */
	};

	for (size_t k = 0; k < COUNT(edges); k++)
		if (str_starts(str_sub(s, i, s.n), edges[k]))
			return edges[k].n;
	return 0;
}

/* Where the words before a link begin, behind the last edge in reach. */
static size_t
words_start(struct str s)
{
	size_t from = s.n > BACK_MAX_BYTES ? s.n - BACK_MAX_BYTES : 0;
	size_t start = from > 0 ? s.n : 0;

	for (size_t i = from, n; i < s.n; i++)
		if ((n = edge_at(s, i)) > 0)
			start = i + n;
	return start;
}

static uint32_t
link_end(const struct page *p, uint32_t i)
{
	while (i != 0 && page_node(p, i)->tag != HTML_TAG_A)
		i = page_node(p, i)->parent;
	return i == 0 ? 0 : page_node(p, i)->end;
}

/* At the first text of a link: leave out the words before it, and it. */
static void
leave_out(struct aside *a, uint32_t i)
{
	struct str so_far = buf_str(a->out);
	size_t start = words_start(so_far);

	if (!lines_is_lead(a->p->mem, str_sub(so_far, start, so_far.n)))
		return;
	a->bracketed = start > 0 && (so_far.p[start - 1] == '(' ||
	                             so_far.p[start - 1] == '[');
	a->end = link_end(a->p, i);
	buf_cut(a->out, a->bracketed ? start - 1 : start);
}

static void
put_text(struct aside *a, uint32_t i)
{
	struct str s = page_node(a->p, i)->text;
	bool link = (a->p->facts[i] & FACT_LINK) != 0;

	if (link && !a->was_link)
		leave_out(a, i);
	a->was_link = link;
	if (i < a->end)
		return;
	if (a->bracketed) {
		struct str rest = str_trim_left(s);

		if (str_skip(&rest, STR(")")) || str_skip(&rest, STR("]")))
			s = rest;
		a->bracketed = false;
	}
	block_put_raw(a->out, s);
}

void
asides_cut(struct page *p, const struct block *b, struct buf *out)
{
	struct aside a = { .p = p, .out = out };

	if (b->link_len == 0 || b->link_len == b->len || b->verse) {
		block_text(p, b, out);
		return;
	}
	for (uint32_t i = b->first; i < b->end; i++) {
		if (p->facts[i] & block_skips(p, b))
			i = page_node(p, i)->end - 1;
		else if (page_node(p, i)->tag == HTML_TAG_TEXT)
			put_text(&a, i);
	}
}
