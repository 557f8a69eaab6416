#include "text/normalise.h"
#include "web/page_search.h"
#include "web/when.h"

#define WARNINGS_MAX 3u
#define SHOWN_MAX 80u /* bytes of what was typed that a note repeats */

static const enum text_key notes[ASK_NOTE__COUNT] = {
	[ASK_NOTE_QUOTE] = TEXT_NOTE_QUOTE,
	[ASK_NOTE_PAREN] = TEXT_NOTE_PAREN,
	[ASK_NOTE_OPERATOR] = TEXT_NOTE_OPERATOR,
	[ASK_NOTE_DATE] = TEXT_NOTE_DATE,
	[ASK_NOTE_LANGUAGE] = TEXT_NOTE_LANGUAGE,
	[ASK_NOTE_PREFIX] = TEXT_NOTE_PREFIX,
	[ASK_NOTE_BYTES] = TEXT_NOTE_BYTES,
	[ASK_NOTE_TERMS] = TEXT_NOTE_TERMS,
	[ASK_NOTE_DEPTH] = TEXT_NOTE_DEPTH,
};

static void
line_add(struct line_list *list, struct str text)
{
	list->v[list->n++] = (struct line){ text };
}

static struct str
moment(const struct page *p, int64_t unix_s)
{
	return when_words(p->mem, p->lang, when_day_of(unix_s, NULL, NULL));
}

/* What a date in the query stands for; the end is the last day within. */
static struct str
time_text(const struct page *p, const struct ask_node *n)
{
	bool since = n->since_s != ASK_NO_SINCE;
	bool until = n->until_s != ASK_NO_UNTIL;
	struct str first = since ? moment(p, n->since_s) : STR_EMPTY;
	struct str last = until ? moment(p, n->until_s - 1) : STR_EMPTY;

	if (since && until && str_eq(first, last))
		return first;
	if (since && until)
		return text_fill(p->mem, text_of(p->lang, TEXT_RANGE), first,
		                 last);
	if (since)
		return text_fill(p->mem, text_of(p->lang, TEXT_RANGE_FROM),
		                 first, STR_EMPTY);
	return text_fill(p->mem, text_of(p->lang, TEXT_RANGE_TO), last,
	                 STR_EMPTY);
}

/* Dates the reader typed; those of the form have no words of the query. */
static void
understood_add(const struct page *p, const struct ask_node *n,
               struct line_list *out)
{
	struct str shown = text_cut_words(n->shown, SHOWN_MAX);

	if (n->kind == ASK_TIME && shown.n > 0)
		line_add(out, text_fill(p->mem,
		                        text_of(p->lang, TEXT_UNDERSTOOD),
		                        shown, time_text(p, n)));
}

enum err
search_notes_fill(struct page *p, const struct asked *a,
                  const struct search_answer *answer, struct search_view *v)
{
	const struct ask *ask = &answer->ask;
	size_t parts = a->query.n > 0 ? ask->root->n : 0;

	v->notes.v = ARENA_ARRAY(p->mem, struct line, ASK_NOTE__COUNT + parts);
	v->warnings.v = ARENA_ARRAY(p->mem, struct line, WARNINGS_MAX);
	if (v->notes.v == NULL || v->warnings.v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < parts; i++)
		understood_add(p, ask->root->child[i], &v->notes);
	for (size_t i = 0; i < ASK_NOTE__COUNT; i++)
		if (ask_noted(ask, (enum ask_note)i))
			line_add(&v->notes, text_of(p->lang, notes[i]));
	if (answer->cut)
		line_add(&v->warnings, text_of(p->lang, TEXT_CUT));
	if (answer->partial)
		line_add(&v->warnings, text_of(p->lang, TEXT_PARTIAL));
	if (answer->behind)
		line_add(&v->warnings, text_of(p->lang, TEXT_BEHIND));
	return ERR_OK;
}
