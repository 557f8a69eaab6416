#include "search/search.h"

#include "base/vec.h"
#include "search/explain.h"
#include "store/outlets.h"
#include "text/normalise.h"

/* What resolving the names of outlets needs. */
struct names {
	struct store *st;
	struct arena *mem;
	struct outlet *outlets;
	size_t n;
	bool loaded;
	int64_t only; /* the id that the request narrows to */
};

/* The name that stands for the outlet of the request; no name is like it. */
#define ONLY_OUTLET STR("\x01")

static bool
is_named(struct arena *mem, const struct outlet *o, struct str folded)
{
	return str_eq(text_fold_copy(mem, o->slug), folded) ||
	       str_eq(text_fold_copy(mem, o->name), folded);
}

static void
find_outlets(void *arg, struct arena *mem, struct str folded,
             const int64_t **out, size_t *n)
{
	struct { int64_t *v; size_t n, cap; } ids = { 0 };
	struct names *names = arg;
	int64_t *id;

	if (str_eq(folded, ONLY_OUTLET)) {
		*out = &names->only;
		*n = 1;
		return;
	}
	if (!names->loaded)
		names->loaded = store_outlet_list(names->st, names->mem,
		                                  &names->outlets,
		                                  &names->n) == ERR_OK;
	for (size_t i = 0; names->loaded && i < names->n; i++)
		if (is_named(mem, &names->outlets[i], folded) &&
		    (id = VEC_PUSH(mem, &ids)) != NULL)
			*id = names->outlets[i].id;
	*out = ids.v;
	*n = ids.n;
}

static void
add_child(struct arena *mem, struct ask_node *root, struct ask_node node)
{
	struct ask_node **child = ARENA_ARRAY(mem, struct ask_node *,
	                                      root->n + 1);
	struct ask_node *copy = ARENA_NEW(mem, struct ask_node);

	if (child == NULL || copy == NULL)
		return;
	*copy = node;
	for (size_t i = 0; i < root->n; i++)
		child[i] = root->child[i];
	child[root->n++] = copy;
	root->child = child;
}

/* What the request narrows to, as if it were typed. */
static void
narrow(struct arena *mem, const struct search_request *rq,
       struct ask_node *root)
{
	struct ask_node node = { .kind = ASK_TIME,
		                 .since_s = ASK_NO_SINCE,
		                 .until_s = ASK_NO_UNTIL };

	if (rq->since_s != 0)
		node.since_s = rq->since_s;
	if (rq->until_s != 0)
		node.until_s = rq->until_s;
	if (rq->since_s != 0 || rq->until_s != 0)
		add_child(mem, root, node);
	if (rq->outlet_id != 0)
		add_child(mem, root, (struct ask_node){ .kind = ASK_OUTLET,
			                .folded = ONLY_OUTLET });
	if (rq->language.n > 0)
		add_child(mem, root, (struct ask_node){ .kind = ASK_LANGUAGE,
			                .folded = text_fold_copy(mem,
			                                rq->language) });
	if (rq->topic.n > 0)
		add_child(mem, root, (struct ask_node){ .kind = ASK_TOPIC,
			                .folded = text_fold_copy(mem,
			                                rq->topic) });
}

struct terms {
	struct search_term *v;
	size_t n, cap;
	unsigned words; /* of the query so far */
};

static void
add_term(struct arena *mem, struct terms *terms, int kind,
         const struct plan_term *term, bool follows)
{
	struct search_term *t = VEC_PUSH(mem, terms);

	if (t != NULL) {
		t->kind = kind;
		t->folded = str_sub(term->key, 1, term->key.n);
		t->rarity = term->rarity;
		t->word = terms->words;
		t->follows = follows;
	}
}

/* The words that a reader looks for in what is shown. */
static void
list_terms(struct arena *mem, const struct plan_node *n, struct terms *terms)
{
	if (n == NULL)
		return;
	for (size_t i = 0; i < n->word_n && n->kind != PLAN_AUTHOR; i++) {
		const struct plan_word *w = &n->word[i];
		bool follows = i > 0 && n->kind == PLAN_PHRASE;

		if (n->kind == PLAN_EXACT)
			add_term(mem, terms, SEARCH_EXACT, &w->exact, false);
		else if (n->kind == PLAN_PREFIX)
			add_term(mem, terms, SEARCH_HEAD, &w->exact, false);
		else
			for (unsigned j = 0; j < w->stem_n; j++)
				add_term(mem, terms, SEARCH_STEM, &w->stem[j],
				         follows);
		terms->words++;
	}
	for (size_t i = 0; i < n->n; i++)
		if (n->kind != PLAN_BUT || i == 0)
			list_terms(mem, n->child[i], terms);
}

static void
fill_terms(struct arena *mem, const struct plan *p, struct search_answer *out)
{
	struct terms terms = { 0 };

	list_terms(mem, p->must, &terms);
	for (size_t i = 0; i < p->should_n; i++)
		list_terms(mem, p->should[i], &terms);
	out->terms = terms.v;
	out->term_count = terms.n;
}

/* Read the articles that were found; one that is gone since is left out. */
static enum err
fill_hits(struct store *st, struct arena *mem,
          const struct search_request *rq, const struct find_answer *found,
          struct search_answer *out)
{
	out->hits = ARENA_ARRAY(mem, struct search_hit, found->n);
	if (out->hits == NULL)
		return ERR_LIMIT;
	for (size_t i = rq->offset; i < found->n; i++) {
		struct search_hit h = { .score = (double)found->v[i].score,
			                .recency = 1 };
		enum err e = store_article_hit(st, mem, found->v[i].id,
		                               &h.head, &h.import_id);

		if (e != ERR_OK && e != ERR_ABSENT)
			return e;
		if (e == ERR_ABSENT || h.head.state != ARTICLE_SHOWN) {
			out->total -= out->total > 0;
			continue;
		}
		if (rq->explain)
			search_explain(mem, found, i, rq, &h);
		out->hits[out->n++] = h;
	}
	return arena_err(mem);
}

static struct find_request
find_request(const struct search_request *rq, const struct ask *ask,
             struct names *names)
{
	size_t offset = rq->offset < SEARCH_OFFSET_MAX ? rq->offset
	                                               : SEARCH_OFFSET_MAX;
	size_t limit = rq->limit < SEARCH_LIMIT_MAX ? rq->limit
	                                            : SEARCH_LIMIT_MAX;

	return (struct find_request){
		.root = ask->root,
		.plan = { .any_word = rq->any_word && !rq->newest,
			  .talk = ask->talk,
			  .stemmer = stemmer_new(),
			  .outlets = find_outlets,
			  .arg = names },
		.newest = rq->newest,
		.recency = !rq->ageless,
		.collapse = !rq->every,
		.facets = rq->facets,
		.count = true,
		.now_s = rq->now_s,
		.offset_min = rq->offset_min,
		.limit = limit + offset,
	};
}

enum err
search_run(struct index *ix, struct store *st, struct arena *mem,
           const struct search_request *rq, struct search_answer *out)
{
	struct ask_setting setting = { rq->now_s, rq->offset_min };
	struct names names = { .st = st, .mem = mem, .only = rq->outlet_id };
	struct find_answer *found = ARENA_NEW(mem, struct find_answer);
	struct find_request find;
	enum err e;

	*out = (struct search_answer){ .total_exact = true };
	ask_parse(mem, rq->query, &setting, &out->ask);
	if (found == NULL || arena_err(mem) != ERR_OK)
		return ERR_LIMIT;
	if (out->ask.root->n == 0)
		return ERR_OK;
	narrow(mem, rq, out->ask.root);
	out->view = index_view(ix);
	find = find_request(rq, &out->ask, &names);
	e = find_run(mem, out->view, &find, found);
	out->stemmer = find.plan.stemmer;
	if (e != ERR_OK)
		return e;
	out->total = (int64_t)found->total;
	out->total_exact = found->total_exact && !found->cut &&
	                   !out->view->partial && !out->view->behind;
	out->cut = found->cut;
	out->partial = out->view->partial;
	out->behind = out->view->behind;
	out->facets = found->facets;
	fill_terms(mem, &found->plan, out);
	return fill_hits(st, mem, rq, found, out);
}

void
search_end(struct search_answer *a)
{
	view_give(a->view);
	a->view = NULL;
	stemmer_free(a->stemmer);
	a->stemmer = NULL;
}
