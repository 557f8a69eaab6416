/*
 * What one page tells of its outlet, and what the outlet tells of a page.
 */
#include "pipeline/job.h"

#include "analyse/analyse.h"
#include "extract/boilerplate.h"
#include "html/select.h"
#include "store/lines.h"
#include "text/normalise.h"

#define KNOWN_MEM_MAX_BYTES (64u * LINES_KNOWN_MAX)

static const struct selector *
parse(struct arena *mem, struct outlet_rule *rule)
{
	const struct selector *s = NULL;
	struct select_fault fault;

	if (rule->selector.n == 0)
		return NULL;
	if (select_parse(mem, rule->selector, &s, &fault) == ERR_OK)
		return s;
	rule->selector = STR_EMPTY;
	return NULL;
}

static enum err
recall_lines(struct store *st, struct arena *mem, int64_t outlet_id,
             struct extract_rules *out)
{
	uint64_t *known;
	size_t n;
	enum err e = store_lines_known(st, mem, outlet_id, &known, &n);

	if (e == ERR_OK) {
		out->boilerplate = known;
		out->boilerplate_n = n;
	}
	return e;
}

enum err
job_recall_rules(struct store *st, struct job *j)
{
	struct arena *mem = j->doc->mem;
	enum err e;

	e = store_rules(st, mem, j->outlet_id, j->rule);
	if (e == ERR_OK)
		e = recall_lines(st, mem, j->outlet_id, &j->rules);
	if (e != ERR_OK)
		return e;
	j->rules.include = parse(mem, &j->rule[OUTLET_INCLUDE]);
	j->rules.exclude = parse(mem, &j->rule[OUTLET_EXCLUDE]);
	return arena_err(mem);
}

static enum err
record_rules(struct store *st, struct job *j, int64_t now_s)
{
	const struct doc_article *a = &j->doc->article;
	const enum rule_outcome outcome[OUTLET_RULE__COUNT] = {
		[OUTLET_INCLUDE] = a->include,
		[OUTLET_EXCLUDE] = a->exclude,
	};
	enum err e = ERR_OK;

	for (int k = 0; k < OUTLET_RULE__COUNT && e == ERR_OK; k++) {
		struct rule_sight sight = {
			.selector = j->rule[k].selector,
			.matched = outcome[k] == RULE_MATCHED,
			.now_s = now_s,
		};

		j->rule_news[k] = RULE_NEWS_NONE;
		if (outcome[k] != RULE_NONE)
			e = store_rule_seen(st, j->outlet_id,
			                    (enum outlet_rule_kind)k, &sight,
			                    &j->rule_news[k]);
	}
	return e;
}

/*
 * An article as it is stored becomes a doc without the boilerplate; false:
 * there is none in it.
 */
static bool
reread(struct doc *d, const struct article *a,
       const struct extract_rules *rules)
{
	struct doc_article *to = &d->article;
	struct str head = text_cut_words(a->text, DOC_EXCERPT_MAX);

	to->title = a->head.title;
	to->text = a->text;
	to->language = a->head.language;
	boilerplate_drop(d->mem, rules, to, &d->diags);
	if (!str_eq(to->text, a->text))
		to->text = boilerplate_drop_title(d->mem, to->text, to->title);
	/* an excerpt that was no description was cut from the text */
	boilerplate_excerpt(d->mem, rules, to,
	                    str_eq(a->head.excerpt, head) ? STR_EMPTY
	                                                  : a->head.excerpt);
	return !str_eq(to->text, a->text) ||
	       !str_eq(to->excerpt, a->head.excerpt);
}

static enum err
correct(struct job_writer *w, struct job *j, int64_t id,
        const struct extract_rules *rules, int64_t now_s)
{
	struct doc *d = doc_new();
	struct article a;
	enum err e = store_article_by_id(w->st, d->mem, id, &a);

	if (e == ERR_OK && reread(d, &a, rules) &&
	    (e = analyse_doc(w->analyser, d)) == ERR_OK) {
		e = store_article_correct(w->st, id, d, now_s);
		j->texts_corrected += e == ERR_OK;
		if (e == ERR_OK)
			e = gather_article(w->gather, w->st, d, id, true);
	}
	doc_free(d);
	/* too large to be read again: it stays as it is */
	return e == ERR_LIMIT || e == ERR_ABSENT ? ERR_OK : e;
}

static enum err
record_lines(struct job_writer *w, struct job *j, int64_t id, int64_t now_s)
{
	struct line_sight sight = {
		.outlet_id = j->outlet_id,
		.article_id = id,
		.lines = j->doc->article.lines,
		.n = j->doc->article.line_count,
		.first = j->outcome == ARTICLE_NEW,
	};
	struct arena mem = ARENA_INIT(4096, KNOWN_MEM_MAX_BYTES);
	struct extract_rules rules = { 0 };
	struct line_news news;
	enum err e;

	j->texts_corrected = 0;
	e = store_lines_seen(w->st, &sight, &news);
	j->lines_learnt = e == ERR_OK ? news.learnt : 0;
	if (e != ERR_OK || news.n == 0)
		return e;
	e = recall_lines(w->st, &mem, j->outlet_id, &rules);
	for (size_t i = 0; i < news.n && e == ERR_OK; i++)
		e = correct(w, j, news.article[i], &rules, now_s);
	arena_release(&mem);
	return e;
}

enum err
job_learn(struct job_writer *w, struct job *j, int64_t id, int64_t now_s)
{
	enum err e = record_rules(w->st, j, now_s);

	return e == ERR_OK ? record_lines(w, j, id, now_s) : e;
}
