#include "web/story_cards.h"

struct str
story_path(const struct page *p, int64_t id)
{
	return str_fmt(p->mem, "/story/%lld", (long long)id);
}

struct str
story_topic_path(const struct page *p, enum topic t)
{
	return str_fmt(p->mem, "/topic/%.*s", STR_ARG(topic_name(t)));
}

void
story_card_fill(const struct page *p, const struct story_card *s,
                struct card *out)
{
	page_card(p, &s->lead, true, out);
	if (s->story.articles + s->story.copies < 2)
		return;
	out->told = text_outlets(p->mem, p->lang, s->story.outlets);
	out->told_url = page_link(p, story_path(p, s->story.id));
	/* what was chosen of all versions says more than one's first words */
	if (s->story.gist.n > 0 && out->excerpt.n > 0 &&
	    s->lead.mode == OUTLET_FULL)
		out->excerpt = s->story.gist;
}

enum err
story_copies_fill(const struct page *p, const struct article_head *v, size_t n,
                  struct story_copies of, struct link_list *out,
                  struct str *also)
{
	out->v = ARENA_ARRAY(p->mem, struct link, n);
	if (out->v == NULL)
		return ERR_LIMIT;
	out->n = 0;
	for (size_t i = 0; i < n; i++)
		if (v[i].copy_of == of.head && v[i].id != of.but)
			out->v[out->n++] = (struct link){
				.url = page_link(p,
				                 page_article_path(p, &v[i])),
				.label = v[i].outlet_name,
			};
	*also = STR_EMPTY;
	if (out->n > 0)
		*also = text_fill(p->mem, text_of(p->lang, TEXT_ALSO_IN),
		                  text_outlets(p->mem, p->lang,
		                               (int64_t)out->n),
		                  STR_EMPTY);
	return arena_err(p->mem);
}
