/*
 * What an operator says of an outlet's pages: selectors of what the text is
 * and of what is never read.
 */
#include "extract/internal.h"

#include "html/select.h"

/* The marks of a selector, one a node; NULL: it matches nothing. */
static bool *
marks_of(struct page *p, const struct selector *s)
{
	bool *marks = ARENA_ARRAY(p->mem, bool, p->tree.n);

	if (marks == NULL || select_mark(s, &p->tree, marks) == 0)
		return NULL;
	return marks;
}

enum err
rules_exclude(struct page *p)
{
	bool *marks;

	if (p->rules == NULL || p->rules->exclude == NULL)
		return ERR_OK;
	marks = marks_of(p, p->rules->exclude);
	p->out->exclude = marks != NULL ? RULE_MATCHED : RULE_MISSED;
	if (marks != NULL)
		return html_tree_drop(p->mem, &p->tree, marks);
	diag_add(p->diags, DIAG_RULE_NO_EXCLUDE, 0);
	return ERR_OK;
}

/* Leaves alive what lies in marked elements; whether any text does. */
static bool
mark_alive(struct page *p, const bool *marks)
{
	uint32_t end = 0;
	bool any = false;

	p->root = 0;
	for (uint32_t i = 1; i < p->tree.n; i++) {
		const struct html_node *e = page_node(p, i);

		if (marks[i] && e->end > end)
			end = e->end;
		if (marks[i] && p->root == 0)
			p->root = i;
		if (i >= end) {
			p->facts[i] |= FACT_DEAD;
			continue;
		}
		p->facts[i] &= (uint16_t)~(unsigned)FACT_DEAD;
		any |= e->tag == HTML_TAG_TEXT && str_trim(e->text).n > 0 &&
		       !(p->facts[i] & FACT_SKIP);
	}
	p->root_end = end;
	return any;
}

/* A block that begins before a marked element begins inside of it now. */
static void
trim_blocks(struct page *p)
{
	for (size_t i = 0; i < p->blocks.n; i++) {
		struct block *b = &p->blocks.v[i];
		uint32_t at = b->first;

		while (at < b->end && ((p->facts[at] & FACT_DEAD) ||
		                       page_node(p, at)->tag != HTML_TAG_TEXT))
			at++;
		if (at < b->end)
			b->first = at;
	}
}

/* The root and what is dead as they were before the rules were tried. */
static void
forget(struct page *p)
{
	p->included = false;
	p->root = p->root_end = 0;
	p->blocks.n = 0; /* they were trimmed */
	blocks_gather(p);
	score_choose(p);
}

struct str
rules_text(struct page *p)
{
	struct str text = STR_EMPTY;
	bool *marks;

	if (p->rules == NULL || p->rules->include == NULL)
		return STR_EMPTY;
	marks = marks_of(p, p->rules->include);
	if (marks != NULL && mark_alive(p, marks)) {
		trim_blocks(p);
		p->included = true;
		body_gather(p);
		text = body_text(p);
	}
	p->out->include = text.n > 0 ? RULE_MATCHED : RULE_MISSED;
	if (text.n == 0) {
		diag_add(p->diags, DIAG_RULE_NO_INCLUDE, 0);
		if (marks != NULL)
			forget(p);
	}
	return text;
}
