#include "base/buf.h"
#include "web/number.h"
#include "web/page_search.h"

#define OFFERS_MAX 3u
#define PLAIN_MAX ASK_MAX_BYTES

/* Offer a search that was tried and finds something. */
static enum err
offer(struct page *p, struct asked a, struct str label, struct search_view *v)
{
	struct search_request rq = { .limit = 1 };
	struct search_answer answer;
	enum text_key key;
	struct str count;
	enum err e;

	a.page = 1;
	e = asked_run(p, &a, rq, &answer);
	search_end(&answer);
	if (e != ERR_OK || answer.n == 0)
		return e;
	key = answer.total_exact ? TEXT_RESULTS : TEXT_RESULTS_ABOUT;
	count = number_grouped(p->mem, p->lang, answer.total);
	v->offers.v[v->offers.n++] = (struct offer){
		.url = asked_link(p, STR("/search"), &a),
		.label = label,
		.count = text_fill(p->mem, text_of(p->lang, key), count,
		                   STR_EMPTY),
	};
	return ERR_OK;
}

/* The words that are asked for, without signs, fields and filters. */
static void
put_words(struct buf *b, const struct ask_node *n)
{
	bool words = n->kind == ASK_WORD || n->kind == ASK_EXACT ||
	             n->kind == ASK_PHRASE || n->kind == ASK_PREFIX;

	if (n->kind == ASK_NOT)
		return;
	if (words && b->n > 0)
		buf_put_char(b, ' ');
	if (words)
		buf_put(b, n->folded);
	for (size_t i = 0; i < n->n; i++)
		put_words(b, n->child[i]);
}

static struct str
plain_words(struct page *p, const struct ask *ask)
{
	struct buf b = BUF_INIT(PLAIN_MAX);
	struct str out;

	put_words(&b, ask->root);
	out = buf_copy(p->mem, &b);
	buf_release(&b);
	return out;
}

enum err
search_offers_fill(struct page *p, const struct asked *asked,
                   const struct search_answer *answer, struct search_view *v)
{
	struct asked a = *asked;
	bool narrowed = asked_is_narrowed(&a);
	struct str plain;
	enum err e = ERR_OK;

	v->offers.v = ARENA_ARRAY(p->mem, struct offer, OFFERS_MAX);
	if (v->offers.v == NULL)
		return ERR_LIMIT;
	if (a.newest) {
		a.newest = false;
		e = offer(p, a, text_of(p->lang, TEXT_OFFER_ANY), v);
	}
	if (e == ERR_OK && narrowed) {
		asked_widen(&a);
		e = offer(p, a, text_of(p->lang, TEXT_OFFER_WIDE), v);
	}
	if (e != ERR_OK || answer->ask.root == NULL || !answer->ask.boolean)
		return e;
	plain = plain_words(p, &answer->ask);
	if (plain.n == 0)
		return ERR_OK;
	asked_widen(&a);
	a.query = plain;
	return offer(p, a,
	             text_fill(p->mem, text_of(p->lang, TEXT_OFFER_PLAIN),
	                       plain, STR_EMPTY),
	             v);
}
