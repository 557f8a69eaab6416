/*
 * Which text is the article's: what the page shows, what it states of it,
 * what its scripts carry, what the feed sent.
 */
#include "extract/boilerplate.h"
#include "extract/internal.h"

#include "html/text.h"
#include "text/normalise.h"
#include "text/utf8.h"

/* With less text in its markup a page may have it in a script. */
#define LITTLE_TEXT 400u

static void
cut_text(struct page *p)
{
	struct doc_article *a = p->out;
	struct str head;

	if (a->text.n == 0)
		diag_add(p->diags, DIAG_PAGE_NO_TEXT, 0);
	if (a->text.n <= DOC_TEXT_MAX)
		return;
	head = utf8_head(a->text, DOC_TEXT_MAX);
	diag_add(p->diags, DIAG_TEXT_CUT, head.n);
	a->text = head;
}

/* The text of a piece of HTML, chosen from it as from a page: p->inner. */
static struct str
inner_text(struct page *p, struct str html)
{
	struct page *q = ARENA_NEW(p->mem, struct page);

	if (html.n == 0 || q == NULL)
		return STR_EMPTY;
	*q = (struct page){ .mem = p->mem, .url = p->url, .base = p->base,
		            .out = p->out, .diags = p->diags,
		            .seed = p->seed, .now_s = p->now_s,
		            .words = p->words, .meta = p->meta,
		            .ld = p->ld };
	if (html_tree_parse(p->mem, html, &q->tree) != ERR_OK)
		return STR_EMPTY;
	facts_gather(q);
	blocks_gather(q);
	teasers_mark(q);
	if (arena_err(p->mem) != ERR_OK)
		return STR_EMPTY;
	facts_settle(q);
	score_choose(q);
	body_gather(q);
	p->inner = q;
	return body_text(q);
}

/* A text that takes the place of what the page shows, if there is one. */
static struct str
other_text(struct page *p)
{
	struct str text = rules_text(p);

	p->text_from = TEXT_RULES;
	if (text.n > 0)
		return text;
	body_gather(p);
	text = candidates_settle(p, p->ld->body);
	p->text_from = TEXT_STATED;
	if (text.n == 0 && p->hint != NULL) {
		text = candidates_settle(p, p->hint->content_html);
		p->text_from = TEXT_FEED;
	}
	return text;
}

/* With little or nothing in the page: what scripts and feed have. */
static void
use_reserves(struct page *p)
{
	struct str text = inner_text(p, state_html(p));
	struct str shown = p->out->text;

	/* a line that is shown stands in the text it is the head of */
	if (text.n > shown.n &&
	    str_find(text, str_until(&shown, '\n')) != STR_NPOS) {
		p->out->text = text;
		p->text_from = TEXT_SCRIPT;
	}
	if (p->out->text.n == 0 && p->hint != NULL) {
		p->out->text = html_to_text(p->mem, p->hint->content_html);
		p->text_from = TEXT_FEED;
	}
}

void
text_choose(struct page *p)
{
	struct doc_article *a = p->out;
	struct str description = meta_get(p, META_DESCRIPTION);

	a->text = other_text(p);
	if (a->text.n == 0) {
		a->text = body_text(p);
		p->text_from = TEXT_PAGE;
	}
	if (a->text.n < LITTLE_TEXT && p->text_from != TEXT_RULES)
		use_reserves(p);
	if (p->rules != NULL)
		boilerplate_drop(p->mem, p->rules, a, p->diags);
	a->text = boilerplate_drop_title(p->mem, a->text, a->title);
	cut_text(p);
	boilerplate_excerpt(p->mem, p->rules, a, description);
}
