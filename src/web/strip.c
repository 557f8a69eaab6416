#include "web/strip.h"

#include "base/map.h"
#include "text/normalise.h"

/* What was chosen so far and what still may be. */
struct choice {
	const struct strip_candidate *v;
	size_t *open; /* candidates neither chosen nor refused, in order */
	size_t open_n;
	size_t *chosen;
	size_t n;
	size_t want;
};

static bool
is_blank(struct str title)
{
	return str_trim(title).n == 0;
}

/* Keep the candidates that have a title, each title once. */
static enum err
sift(struct arena *mem, struct choice *c, size_t n)
{
	static char here; /* any address that is not NULL */
	struct map seen = MAP_INIT(mem, n);

	for (size_t i = 0; i < n; i++) {
		struct str key = text_fold_copy(mem, c->v[i].title);

		if (is_blank(c->v[i].title) || map_get(&seen, key) != NULL)
			continue;
		/* a title of signs alone folds to nothing: keep the first */
		if (!map_put(&seen, key, &here))
			return ERR_LIMIT;
		c->open[c->open_n++] = i;
	}
	return arena_err(mem);
}

/* Whether one more of this outlet would be one too many. */
static bool
too_many(const struct choice *c, int64_t outlet_id)
{
	if (c->n < STRIP_IN_A_ROW)
		return false;
	for (size_t k = 1; k <= STRIP_IN_A_ROW; k++)
		if (c->v[c->chosen[c->n - k]].outlet_id != outlet_id)
			return false;
	return true;
}

static bool
one_outlet_only(const struct choice *c)
{
	for (size_t i = 1; i < c->open_n; i++)
		if (c->v[c->open[i]].outlet_id != c->v[c->open[0]].outlet_id)
			return false;
	return true;
}

/* Choose the first open candidate that may stand next; false: none may. */
static bool
choose_next(struct choice *c, bool any)
{
	for (size_t i = 0; i < c->open_n; i++) {
		size_t at = c->open[i];

		if (!any && too_many(c, c->v[at].outlet_id))
			continue;
		c->chosen[c->n++] = at;
		memmove(c->open + i, c->open + i + 1,
		        (c->open_n - i - 1) * sizeof(*c->open));
		c->open_n--;
		return true;
	}
	return false;
}

enum err
strip_choose(struct arena *mem, const struct strip_candidate *v, size_t n,
             size_t want, size_t **out, size_t *out_n)
{
	struct choice c = { .v = v, .want = want };
	bool any;
	enum err e;

	if (n > STRIP_CANDIDATES)
		n = STRIP_CANDIDATES;
	c.open = ARENA_ARRAY(mem, size_t, n);
	c.chosen = ARENA_ARRAY(mem, size_t, n);
	if (c.open == NULL || c.chosen == NULL)
		return ERR_LIMIT;
	if ((e = sift(mem, &c, n)) != ERR_OK)
		return e;
	any = one_outlet_only(&c);
	while (c.n < c.want && choose_next(&c, any))
		;
	*out = c.chosen;
	*out_n = c.n;
	return ERR_OK;
}
