#include "store/articles.h"
#include "web/portal_internal.h"
#include "web/strip.h"
#include "web/when.h"

enum err
portal_strip_load(struct store *st, struct arena *mem, struct str language,
                  size_t want, struct strip_list *out)
{
	struct article_query q = {
		.language = language,
		.without_copies = true,
		.limit = STRIP_CANDIDATES,
	};
	struct strip_candidate *c;
	struct article_head *v;
	size_t n, *chosen, chosen_n;
	enum err e;

	if ((e = store_article_list(st, mem, &q, &v, &n)) != ERR_OK)
		return e;
	c = ARENA_ARRAY(mem, struct strip_candidate, n);
	if (c == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < n; i++)
		c[i] = (struct strip_candidate){ v[i].outlet_id, v[i].title };
	e = strip_choose(mem, c, n, want, &chosen, &chosen_n);
	if (e != ERR_OK)
		return e;
	out->v = ARENA_ARRAY(mem, struct strip_item, chosen_n);
	if (out->v == NULL)
		return ERR_LIMIT;
	for (size_t i = 0; i < chosen_n; i++) {
		const struct article_head *a = &v[chosen[i]];
		struct strip_item *s = &out->v[out->n++];

		s->title = a->title;
		s->outlet = a->outlet_name;
		s->url = str_fmt(mem, "/%.*s/%lld", STR_ARG(a->outlet_slug),
		                 (long long)a->id);
		if (a->published.has_time)
			s->clock = when_clock(mem, a->sort_s);
	}
	return arena_err(mem);
}
