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

struct str
story_gist(const struct page *p, const struct story *s,
           const struct article_head *v, size_t n,
           const struct article_head **from)
{
	struct story told;
	int64_t lead;
	size_t i = 0;

	if (s->gist.n == 0 ||
	    store_story_told(p->store, p->mem, s->id, &told, &lead) != ERR_OK)
		return STR_EMPTY;
	while (i < n && v[i].id != lead)
		i++;
	if (i == n || v[i].mode == OUTLET_HEADLINE)
		return STR_EMPTY;
	/* of an excerpt nothing is shown but the excerpt */
	if (v[i].mode != OUTLET_FULL &&
	    str_find(v[i].excerpt, s->gist) == STR_NPOS)
		return STR_EMPTY;
	*from = &v[i];
	return s->gist;
}

void
story_card_fill(const struct page *p, const struct story_card *s,
                bool brief, struct card *out)
{
	const struct article_head *from;
	struct str gist;

	page_card(p, &s->lead, true, out);
	if (brief)
		out->excerpt = out->image = STR_EMPTY;
	if (s->story.articles + s->story.copies < 2)
		return;
	out->told = text_outlets(p->mem, p->lang, s->story.outlets);
	out->told_url = page_link(p, story_path(p, s->story.id));
	if (brief)
		return;
	/* what was chosen of all versions says more than one's first words */
	gist = story_gist(p, &s->story, &s->lead, 1, &from);
	if (gist.n > 0)
		out->excerpt = page_excerpt(p, gist);
}
