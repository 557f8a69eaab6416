#include "web/number.h"
#include "web/page_search.h"
#include "web/story_cards.h"

#define SNIPPET_MAX 240u /* code points */
#define TITLE_MAX 500u   /* likewise: a title is shown whole */
#define PARTS_MAX 1024u  /* bytes said of one word */
#define RECENCY_SHOWN 1.005 /* less is 1,00 with two places */

/* What is said of one word, in parts. */
struct saying {
	const struct page *p;
	struct buf text;
};

static void
part_add(struct saying *s, struct str text)
{
	if (s->text.n > 0)
		buf_put(&s->text, STR(" · "));
	buf_put(&s->text, text);
}

static void
part_fill(struct saying *s, enum text_key key, struct str value)
{
	part_add(s, text_fill(s->p->mem, text_of(s->p->lang, key), value,
	                      STR_EMPTY));
}

static void
part_count(struct saying *s, enum text_key key, uint64_t n)
{
	part_fill(s, key, number_grouped(s->p->mem, s->p->lang, (int64_t)n));
}

static struct str
worth(const struct page *p, double v)
{
	return text_fill(p->mem, text_of(p->lang, TEXT_WHY_WORTH),
	                 number_decimal(p->mem, p->lang, v), STR_EMPTY);
}

static struct str
word_text(const struct page *p, const struct search_reason *r, bool ranked)
{
	struct saying s = { .p = p, .text = BUF_INIT(PARTS_MAX) };
	struct str out;

	if (r->title)
		part_add(&s, text_of(p->lang, TEXT_WHY_TITLE));
	if (r->lead)
		part_add(&s, text_of(p->lang, TEXT_WHY_LEAD));
	part_count(&s, TEXT_WHY_COUNT,
	           r->count > r->exact ? r->count : r->exact);
	if (r->exact == 0)
		part_add(&s, text_of(p->lang, TEXT_WHY_OTHER));
	else if (r->exact < r->count)
		part_count(&s, TEXT_WHY_EXACT, r->exact);
	if (r->docs > 0)
		part_count(&s, TEXT_WHY_DOCS, r->docs);
	if (ranked)
		part_add(&s, worth(p, r->worth));
	out = buf_copy(p->mem, &s.text);
	buf_release(&s.text);
	return out;
}

static void
reason_add(const struct page *p, struct reason_list *list, enum text_key word,
           struct str text)
{
	list->v[list->n++] = (struct reason){ text_of(p->lang, word), text };
}

/* What else is in the score: neighbours, age, and the sum. */
static void
fill_rest(const struct page *p, const struct search_hit *h,
          struct reason_list *out)
{
	if (h->neighbours > 0)
		reason_add(p, out, TEXT_WHY_NEIGHBOURS,
		           worth(p, h->neighbours));
	if (h->recency >= RECENCY_SHOWN)
		reason_add(p, out, TEXT_WHY_RECENCY,
		           str_cat(p->mem, STR("× "),
		                   number_decimal(p->mem, p->lang,
		                                  h->recency)));
	reason_add(p, out, TEXT_WHY_SUM, worth(p, h->score));
}

static enum err
fill_reasons(const struct page *p, const struct asked *a,
             const struct search_hit *h, struct reason_list *out)
{
	if (a->query.n == 0)
		return ERR_OK; /* there is no word to speak of */
	out->v = ARENA_ARRAY(p->mem, struct reason, h->reason_n + 3);
	if (out->v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < h->reason_n; i++)
		out->v[out->n++] = (struct reason){
			str_copy(p->mem, h->reasons[i].word),
			word_text(p, &h->reasons[i], !a->newest),
		};
	if (a->newest)
		reason_add(p, out, TEXT_SORT_NEWEST,
		           text_of(p->lang, TEXT_WHY_BY_DATE));
	else
		fill_rest(p, h, out);
	return ERR_OK;
}

static enum err
fill_pieces(const struct page *p, const struct search_snippet *s,
            struct piece_list *out)
{
	out->v = ARENA_ARRAY(p->mem, struct piece, (s->n + 1) / 2);
	if (out->v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < s->n; i += 2)
		out->v[out->n++] = (struct piece){
			.plain = s->piece[i],
			.marked = i + 1 < s->n ? s->piece[i + 1] : STR_EMPTY,
		};
	return ERR_OK;
}

/* The passage of the article that the mode lets us show. */
static enum err
fill_snippet(struct page *p, const struct search_answer *answer,
             const struct article_head *head, struct hit *out)
{
	struct search_snippet s = { .n = 0 };
	struct article a;
	struct str text = head->excerpt;
	enum err e;

	if (head->mode == OUTLET_HEADLINE)
		return ERR_OK;
	if (head->mode == OUTLET_FULL) {
		e = store_article_by_id(p->store, p->mem, head->id, &a);
		/* gone since, or damaged: the hit stands without a passage */
		if (e == ERR_ABSENT || e == ERR_FORMAT)
			return ERR_OK;
		if (e != ERR_OK)
			return e;
		text = a.text;
	}
	search_snippet(text, answer, SNIPPET_MAX, &s);
	out->cut_before = s.cut_before;
	out->cut_after = s.cut_after;
	return fill_pieces(p, &s, &out->pieces);
}

/* What else tells the story: a hit stands for all of it. */
static enum err
fill_story(struct page *p, const struct article_head *head, struct hit *h)
{
	struct story s;
	int64_t more;
	enum err e = store_story_by_id(p->store, p->mem, head->story_id, &s);

	h->story_id = head->story_id;
	/* moved since the hit was read: it stands without */
	if (e != ERR_OK)
		return e == ERR_ABSENT ? ERR_OK : e;
	more = (int64_t)s.articles + s.copies - 1;
	if (more < 1)
		return ERR_OK;
	h->more = text_fill(p->mem, text_of(p->lang, TEXT_MORE_VERSIONS),
	                    text_articles(p->mem, p->lang, more), STR_EMPTY);
	h->more_url = page_link(p, story_path(p, s.id));
	return ERR_OK;
}

static enum err
fill_hit(struct page *p, const struct asked *a,
         const struct search_answer *answer, const struct search_hit *from,
         struct hit *h)
{
	struct search_snippet title;
	enum err e;

	page_card(p, &from->head, true, &h->card);
	h->card.excerpt = STR_EMPTY;
	h->why = a->why;
	search_snippet(from->head.title, answer, TITLE_MAX, &title);
	if ((e = fill_pieces(p, &title, &h->title)) != ERR_OK)
		return e;
	if ((e = fill_reasons(p, a, from, &h->reasons)) != ERR_OK ||
	    (e = fill_story(p, &from->head, h)) != ERR_OK)
		return e;
	return fill_snippet(p, answer, &from->head, h);
}

enum err
search_hits_fill(struct page *p, const struct asked *a,
                 const struct search_answer *answer, struct hit_list *out)
{
	enum err e;

	out->v = ARENA_ARRAY(p->mem, struct hit, answer->n);
	if (out->v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < answer->n; i++) {
		e = fill_hit(p, a, answer, &answer->hits[i],
		             &out->v[out->n++]);
		if (e != ERR_OK)
			return e;
	}
	return ERR_OK;
}
