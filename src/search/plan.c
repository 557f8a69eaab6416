#include "search/plan.h"

#include "base/vec.h"
#include "search/rank.h"
#include "text/tokens.h"

#define WORD_MAX_BYTES 4096u

struct planner {
	struct arena *mem;
	struct plan *plan;
	const struct plan_setting *setting;
	struct tokens tokens;
	struct { struct plan_node **v; size_t n, cap; } should;
	struct { struct plan_word **v; size_t n, cap; } neighbours;
};

/* A list of nodes being gathered. */
struct nodes {
	struct plan_node **v;
	size_t n, cap;
};

static void
add_node(struct planner *p, struct nodes *list, struct plan_node *node)
{
	struct plan_node **at = node != NULL ? VEC_PUSH(p->mem, list) : NULL;

	if (at != NULL)
		*at = node;
}

static struct plan_node *
new_node(struct planner *p, enum plan_kind kind)
{
	struct plan_node *n = ARENA_NEW(p->mem, struct plan_node);

	if (n != NULL) {
		n->kind = kind;
		n->times = 1;
	}
	return n;
}

#define NOT_ASKED UINT64_MAX /* as the place of a list: not looked up yet */

const struct term *
plan_find(const struct plan *p, const struct plan_term *t, size_t part)
{
	struct term *at;

	if (t->found == NULL)
		return NULL;
	at = &t->found[part];
	if (at->at == NOT_ASKED &&
	    !terms_find(p->view->part[part].segment, t->key, at))
		*at = (struct term){ .docs = 0 };
	return at->docs > 0 ? at : NULL;
}

uint64_t
plan_docs(const struct plan *p, const struct plan_term *t)
{
	uint64_t docs = 0;

	for (size_t i = 0; i < p->view->n; i++) {
		const struct term *found = plan_find(p, t, i);

		docs += found != NULL ? found->docs : 0;
	}
	return docs;
}

/* A term to be looked up; at once in all parts if it is to be ranked. */
static void
find_term(struct planner *p, enum term_kind kind, struct str word,
          struct plan_term *out)
{
	const struct view *v = p->plan->view;
	char first = (char)kind;

	word = str_sub(word, 0, SEGMENT_TERM_MAX - 1);
	*out = (struct plan_term){
		.key = str_cat(p->mem, (struct str){ &first, 1 }, word),
		.found = ARENA_ARRAY(p->mem, struct term, v->n),
	};
	for (size_t i = 0; i < v->n && out->found != NULL; i++)
		out->found[i].at = NOT_ASKED;
	if (p->setting->unranked)
		return;
	out->docs = plan_docs(p->plan, out);
	out->rarity = rank_rarity(p->plan->docs, out->docs);
}

static bool
has_stem(const struct plan_word *w, struct str stem)
{
	for (unsigned i = 0; i < w->stem_n; i++)
		if (str_eq(str_sub(w->stem[i].key, 1, SEGMENT_TERM_MAX), stem))
			return true;
	return false;
}

/*
 * A Latin word has the stems of all languages: what the article was written
 * in is not known of a word typed alone.
 */
static void
plan_word(struct planner *p, struct str folded, struct str shown,
          struct plan_word *out)
{
	bool latin = folded.n > 0 && (unsigned char)folded.p[0] < 0x80;

	out->shown = shown;
	find_term(p, TERM_EXACT, folded, &out->exact);
	for (int i = 0; i < (latin ? STEM__COUNT : 1); i++) {
		struct str stem = stem_word(p->setting->stemmer,
		                            (enum stem_language)i, folded);
		struct plan_term *t = &out->stem[out->stem_n];

		/* as a key has it: of long words all stems are one */
		stem = str_sub(stem, 0, SEGMENT_TERM_MAX - 1);
		if (out->stem_n == PLAN_STEMS_MAX || has_stem(out, stem))
			continue;
		find_term(p, TERM_STEM, stem, t);
		/* the first one is kept whatever it is: it may come yet */
		if (out->stem_n == 0 || t->docs > 0 || p->setting->unranked)
			out->stem_n++;
	}
}

/* The words of what was typed; elided ones are not in the index. */
static void
plan_words(struct planner *p, struct str shown, struct plan_node *n)
{
	n->word = NULL;
	if (tokens_take(&p->tokens, shown) != ERR_OK)
		return;
	n->word = ARENA_ARRAY(p->mem, struct plan_word, PLAN_PHRASE_MAX);
	for (size_t i = 0; n->word != NULL && i < p->tokens.n; i++) {
		const struct token *t = &p->tokens.v[i];

		if (n->word_n == PLAN_PHRASE_MAX)
			break;
		if (t->elided && p->tokens.n > 1)
			continue;
		plan_word(p, t->folded, str_sub(shown, t->start, t->end),
		          &n->word[n->word_n++]);
	}
}

/* Articles with any word that begins so, those of several counted again. */
static void
count_prefix(struct planner *p, struct plan_term *t)
{
	const struct view *v = p->plan->view;

	t->docs = 0;
	for (size_t i = 0; i < v->n && t->docs < p->plan->docs; i++) {
		struct terms_walk w;
		unsigned n = 0;

		terms_seek(v->part[i].segment, t->key, &w);
		while (n++ < PLAN_PREFIX_TERMS && terms_next(&w) &&
		       str_starts(terms_key(&w), t->key))
			t->docs += w.term.docs;
	}
	if (t->docs > p->plan->docs)
		t->docs = p->plan->docs;
	t->rarity = rank_rarity(p->plan->docs, t->docs);
}

/* Of several words only the last is a head; the others stand as they are. */
static struct plan_node *
plan_prefix(struct planner *p, struct plan_node *n)
{
	struct plan_node *all = new_node(p, PLAN_ALL_OF);
	size_t last = n->word_n - 1;

	if (!p->setting->unranked)
		count_prefix(p, &n->word[last].exact);
	if (last == 0 || all == NULL)
		return n;
	all->child = ARENA_ARRAY(p->mem, struct plan_node *, n->word_n);
	for (size_t i = 0; all->child != NULL && i <= last; i++) {
		struct plan_node *one = new_node(p, i < last ? PLAN_WORD
		                                             : PLAN_PREFIX);

		if (one == NULL)
			return NULL;
		one->word = &n->word[i];
		one->word_n = 1;
		one->title = n->title;
		all->child[all->n++] = one;
	}
	return all;
}

static struct plan_node *
plan_text(struct planner *p, const struct ask_node *a, enum plan_kind kind)
{
	struct plan_node *n = new_node(p, kind);

	if (n == NULL)
		return NULL;
	plan_words(p, a->shown, n);
	n->title = a->field == ASK_TITLE;
	if (n->word_n == 0)
		return NULL;
	if (a->field == ASK_AUTHOR) {
		n->kind = PLAN_AUTHOR;
		for (size_t i = 0; i < n->word_n; i++)
			find_term(p, TERM_AUTHOR,
			          str_sub(n->word[i].exact.key, 1,
			                  SEGMENT_TERM_MAX),
			          &n->word[i].exact);
	} else if (kind == PLAN_PREFIX) {
		return plan_prefix(p, n);
	} else if (n->word_n > 1) {
		n->kind = PLAN_PHRASE;
	}
	return n;
}

static struct plan_node *plan_tree(struct planner *p,
                                   const struct ask_node *a);

static struct plan_node *
plan_column(struct planner *p, const struct ask_node *a)
{
	static const enum plan_kind kinds[] = {
		[ASK_OUTLET] = PLAN_OUTLET, [ASK_TOPIC] = PLAN_TOPIC,
		[ASK_LANGUAGE] = PLAN_LANGUAGE, [ASK_TIME] = PLAN_TIME,
	};
	struct plan_node *n = new_node(p, kinds[a->kind]);

	if (n == NULL)
		return NULL;
	n->name = a->folded;
	n->since_s = a->since_s;
	n->until_s = a->until_s;
	if (n->kind == PLAN_OUTLET && p->setting->outlets != NULL)
		p->setting->outlets(p->setting->arg, p->mem, a->folded,
		                    &n->outlet, &n->outlet_n);
	/* no outlet of that name: headlines begin with "Source: ..." too */
	if (n->kind == PLAN_OUTLET && n->outlet_n == 0)
		return plan_text(p, a, PLAN_WORD);
	return n;
}

/* Several nodes as one. */
static struct plan_node *
join(struct planner *p, enum plan_kind kind, const struct nodes *list)
{
	struct plan_node *n;

	if (list->n <= 1)
		return list->n == 0 ? NULL : list->v[0];
	if ((n = new_node(p, kind)) == NULL)
		return NULL;
	n->child = list->v;
	n->n = list->n;
	return n;
}

/* `base` (NULL: every document) without what any of `nots` has. */
static struct plan_node *
without(struct planner *p, struct plan_node *base, const struct nodes *nots)
{
	struct plan_node *n;
	struct nodes all = { 0 };

	if (nots->n == 0)
		return base;
	if ((n = new_node(p, PLAN_BUT)) == NULL)
		return NULL;
	add_node(p, &all, base != NULL ? base : new_node(p, PLAN_EVERY));
	for (size_t i = 0; i < nots->n; i++)
		add_node(p, &all, nots->v[i]);
	n->child = all.v;
	n->n = all.n;
	return n;
}

static struct plan_node *
plan_children(struct planner *p, const struct ask_node *a, bool any)
{
	struct nodes wanted = { 0 }, nots = { 0 };

	for (size_t i = 0; i < a->n; i++) {
		const struct ask_node *c = a->child[i];

		if (c->kind == ASK_NOT && !any)
			add_node(p, &nots, plan_tree(p, c->child[0]));
		else
			add_node(p, &wanted, plan_tree(p, c));
	}
	return without(p, join(p, any ? PLAN_ANY_OF : PLAN_ALL_OF, &wanted),
	               &nots);
}

/* Inside of a tree all parts of a list must stand. */
static struct plan_node *
plan_tree(struct planner *p, const struct ask_node *a)
{
	struct nodes one = { 0 };

	switch (a->kind) {
	case ASK_WORD:
		return plan_text(p, a, PLAN_WORD);
	case ASK_EXACT:
		return plan_text(p, a, PLAN_EXACT);
	case ASK_PHRASE:
		return plan_text(p, a, PLAN_WORD);
	case ASK_PREFIX:
		return plan_text(p, a, PLAN_PREFIX);
	case ASK_OUTLET:
	case ASK_TOPIC:
	case ASK_LANGUAGE:
	case ASK_TIME:
		return plan_column(p, a);
	case ASK_ALL_OF:
	case ASK_LIST:
		return plan_children(p, a, false);
	case ASK_ANY_OF:
		return plan_children(p, a, true);
	case ASK_NOT:
		add_node(p, &one, plan_tree(p, a->child[0]));
		return without(p, NULL, &one);
	}
	return NULL;
}

static bool
same_words(const struct plan_node *a, const struct plan_node *b)
{
	if (a->kind != b->kind || a->word_n != b->word_n || a->word_n == 0 ||
	    a->title != b->title)
		return false;
	for (size_t i = 0; i < a->word_n; i++)
		if (!str_eq(a->word[i].exact.key, b->word[i].exact.key))
			return false;
	return true;
}

/* A plain word adds to the score; one said twice counts twice. */
static void
add_should(struct planner *p, struct plan_node *n)
{
	struct plan_node **at;

	for (size_t i = 0; i < p->should.n; i++)
		if (same_words(p->should.v[i], n)) {
			p->should.v[i]->times++;
			return;
		}
	if (p->should.n < PLAN_SHOULD_MAX &&
	    (at = VEC_PUSH(p->mem, &p->should)) != NULL)
		*at = n;
}

/* Words of a node in the query's order; others part neighbours. */
static void
add_neighbours(struct planner *p, const struct plan_node *n)
{
	bool words = n != NULL && (n->kind == PLAN_WORD ||
	                           n->kind == PLAN_EXACT ||
	                           n->kind == PLAN_PHRASE);
	size_t count = words ? n->word_n : 1;

	for (size_t i = 0; i < count; i++) {
		struct plan_word **at = VEC_PUSH(p->mem, &p->neighbours);

		if (at != NULL)
			*at = words ? &n->word[i] : NULL;
	}
}

/* A name in quotes in the middle of a sentence: words like the others. */
static void
add_quoted(struct planner *p, struct plan_node *n)
{
	for (size_t i = 0; i < n->word_n; i++) {
		struct plan_node *one = new_node(p, PLAN_WORD);

		if (one == NULL)
			return;
		one->word = &n->word[i];
		one->word_n = 1;
		add_should(p, one);
	}
}

/* Whether a part of the query only adds to the score, with any_word. */
static bool
is_optional(const struct planner *p, const struct ask_node *a)
{
	if (!p->setting->any_word || a->field != ASK_ANYWHERE)
		return false;
	return a->kind == ASK_WORD ||
	       (p->setting->talk &&
	        (a->kind == ASK_PHRASE || a->kind == ASK_EXACT));
}

static bool
is_column(const struct plan_node *n)
{
	return n->kind == PLAN_OUTLET || n->kind == PLAN_TOPIC ||
	       n->kind == PLAN_LANGUAGE || n->kind == PLAN_TIME;
}

/* The parts of the query itself: some must stand, some only add. */
static void
plan_top(struct planner *p, const struct ask_node *root)
{
	struct nodes musts = { 0 }, nots = { 0 };
	bool scored = false;

	for (size_t i = 0; i < root->n; i++) {
		const struct ask_node *a = root->child[i];
		struct plan_node *n;

		n = plan_tree(p, a->kind == ASK_NOT ? a->child[0] : a);
		add_neighbours(p, a->kind == ASK_NOT ? NULL : n);
		if (n == NULL)
			continue;
		if (a->kind == ASK_NOT) {
			add_node(p, &nots, n);
		} else if (is_optional(p, a)) {
			if (a->kind == ASK_WORD)
				add_should(p, n);
			else
				add_quoted(p, n);
		} else {
			add_node(p, &musts, n);
			scored = scored || !is_column(n);
		}
	}
	p->plan->need_should = !scored && p->should.n > 0;
	p->plan->must = join(p, PLAN_ALL_OF, &musts);
	p->plan->not = join(p, PLAN_ANY_OF, &nots);
	/* nothing is wanted but without something: all else */
	if (p->plan->not != NULL && p->plan->must == NULL && p->should.n == 0)
		p->plan->must = new_node(p, PLAN_EVERY);
}

void
plan_make(struct arena *mem, const struct ask_node *root,
          const struct view *view, const struct plan_setting *setting,
          struct plan *out)
{
	struct planner p = { .mem = mem, .plan = out, .setting = setting };
	uint64_t words = 0;

	*out = (struct plan){ .view = view };
	for (size_t i = 0; i < view->n; i++) {
		out->docs += view->part[i].segment->facts.docs;
		words += view->part[i].segment->facts.words;
	}
	out->words_mean = out->docs == 0 ? 1
	                                 : (float)words / (float)out->docs;
	if (out->words_mean < 1)
		out->words_mean = 1;
	tokens_init(&p.tokens, WORD_MAX_BYTES);
	plan_top(&p, root);
	tokens_release(&p.tokens);
	out->should = p.should.v;
	out->should_n = p.should.n;
	out->neighbour = p.neighbours.v;
	out->neighbour_n = p.neighbours.n;
}
