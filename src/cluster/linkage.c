#include "cluster/window_internal.h"

#include <math.h>

/*
 * Agglomeration by average link: the two groups whose articles are most
 * likely of one story on the average are joined, until none are likely
 * enough.  Two things are added to the textbook:
 *
 * - a group whose own articles are loosely tied lowers what is asked of
 *   others: the average is divided by the geometric mean of the two groups'
 *   own averages;
 * - an outlet that has an article in both groups, of about the same time,
 *   tells two stories and not one twice: RIVALRY of the likelihood goes with
 *   the share of such rivals.
 */
#define LIKELY 0.285f
#define RIVALRY 0.528f

/* How likely two articles of a group tell one story, on the average. */
static float
own_of(const struct set *s, uint32_t a)
{
	return s->sum[a][a] / (s->size[a] * s->size[a]);
}

static float
link_of(const struct set *s, uint32_t a, uint32_t b)
{
	float na = s->size[a], nb = s->size[b];
	float between = s->sum[a][b] / (na * nb);
	float own = s->own[a] * s->own[b];
	float rivals = s->rivals[a][b] / (na < nb ? na : nb);

	if (between == 0)
		return 0;
	if (rivals > 1)
		rivals = 1;
	return between / sqrtf(own) * (1 - RIVALRY * rivals);
}

static void
find_best(struct set *s, uint32_t a)
{
	s->best[a] = 0;
	for (uint32_t b = a + 1; b < s->n; b++) {
		float link;

		if (!s->alive[b] || s->sum[a][b] == 0)
			continue;
		link = link_of(s, a, b);
		if (link > s->best[a]) {
			s->best[a] = link;
			s->with[a] = b;
		}
	}
}

/* b becomes part of a, which is before it. */
static void
join(struct set *s, uint32_t a, uint32_t b)
{
	for (uint32_t i = 0; i < s->n; i++) {
		if (!s->alive[i])
			continue;
		s->sum[a][i] += s->sum[b][i];
		s->rivals[a][i] += s->rivals[b][i];
	}
	for (uint32_t i = 0; i < s->n; i++) {
		if (!s->alive[i])
			continue;
		s->sum[i][a] += s->sum[i][b];
		s->rivals[i][a] += s->rivals[i][b];
	}
	s->size[a] += s->size[b];
	s->own[a] = own_of(s, a);
	s->alive[b] = false;
	for (uint32_t i = 0; i < s->n; i++)
		if (s->group[i] == b)
			s->group[i] = (uint16_t)a;
}

/* Articles that stand for a story which is no longer taken apart. */
static void
join_fixed(const struct window *w, struct set *s)
{
	for (uint32_t b = 1; b < s->n; b++) {
		const struct member *y = &w->m[s->v[b].slot];

		for (uint32_t a = 0; a < b && s->alive[b]; a++)
			if (s->fixed[a] && s->fixed[b] &&
			    w->m[s->v[a].slot].story == y->story)
				join(s, s->group[a], b);
	}
}

/*
 * Copies are of one story, whatever their likeness: those that were parted
 * go where most of them are, the first of these groups if there are several.
 */
static void
reunite_copies(const struct window *w, struct set *s, uint32_t head)
{
	int64_t id = window_head(&w->m[s->v[head].slot]);
	uint16_t count[SET_MAX] = { 0 };
	uint32_t most = s->group[head];

	for (uint32_t i = 0; i < s->n; i++)
		if (window_head(&w->m[s->v[i].slot]) == id)
			count[s->group[i]]++;
	for (uint32_t i = 0; i < s->n; i++)
		if (count[i] > count[most] ||
		    (count[i] == count[most] && i < most))
			most = i;
	for (uint32_t i = 0; i < s->n; i++)
		if (window_head(&w->m[s->v[i].slot]) == id && !s->fixed[i])
			s->group[i] = (uint16_t)most;
}

static void
begin(struct set *s)
{
	for (uint32_t i = 0; i < s->n; i++) {
		s->group[i] = (uint16_t)i;
		s->size[i] = 1;
		s->alive[i] = true;
		s->own[i] = s->chance[i][i];
		for (uint32_t k = 0; k < s->n; k++) {
			s->sum[i][k] = s->chance[i][k];
			s->rivals[i][k] = s->rival[i][k];
		}
	}
}

/*
 * b became part of a: of what is linked to others only the link to a can be
 * a better one.  Of equal links the first is the best.
 */
static void
relink(struct set *s, uint32_t i, uint32_t a)
{
	float link = link_of(s, i, a);

	if (link > s->best[i] ||
	    (link > 0 && link == s->best[i] && a < s->with[i])) {
		s->best[i] = link;
		s->with[i] = a;
	}
}

static void
agglomerate(struct set *s)
{
	for (;;) {
		uint32_t a = 0, b;

		/* the first is always alive: groups go by their first */
		for (uint32_t i = 1; i < s->n; i++)
			if (s->alive[i] && s->best[i] > s->best[a])
				a = i;
		if (s->best[a] < LIKELY)
			return;
		b = s->with[a];
		join(s, a, b);
		for (uint32_t i = 0; i < s->n; i++) {
			if (!s->alive[i])
				continue;
			if (i == a || s->with[i] == a || s->with[i] == b)
				find_best(s, i);
			else if (i < a)
				relink(s, i, a);
		}
	}
}

/* A group's name is its least index, also after copies went elsewhere. */
static void
rename_groups(struct set *s)
{
	uint16_t name[SET_MAX];

	for (uint32_t i = 0; i < s->n; i++)
		name[i] = UINT16_MAX;
	for (uint32_t i = 0; i < s->n; i++) {
		uint16_t g = s->group[i];

		if (name[g] == UINT16_MAX)
			name[g] = (uint16_t)i;
		s->group[i] = name[g];
	}
}

void
linkage(const struct window *w, struct set *s)
{
	begin(s);
	join_fixed(w, s);
	for (uint32_t i = 0; i < s->n; i++)
		if (s->alive[i])
			find_best(s, i);
	agglomerate(s);
	for (uint32_t i = 0; i < s->n; i++)
		if (w->m[s->v[i].slot].copy_of != 0)
			reunite_copies(w, s, i);
	rename_groups(s);
}
