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
#define LIKELY 0.36f
#define RIVALRY 0.5f

static float
link_of(const struct set *s, uint32_t a, uint32_t b)
{
	float na = s->size[a], nb = s->size[b];
	float between = s->sum[a][b] / (na * nb);
	float own = s->sum[a][a] / (na * na) * (s->sum[b][b] / (nb * nb));
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
	s->alive[b] = false;
	for (uint32_t i = 0; i < s->n; i++)
		if (s->group[i] == b)
			s->group[i] = (uint16_t)a;
}

static int64_t
head_of(const struct member *m)
{
	return m->copy_of != 0 ? m->copy_of : m->id;
}

/*
 * Copies are of one story, whatever else; so are articles that stand for one
 * that is no longer taken apart.
 */
static void
join_fixed(const struct window *w, struct set *s)
{
	for (uint32_t b = 1; b < s->n; b++) {
		const struct member *y = &w->m[s->v[b].slot];

		for (uint32_t a = 0; a < b && s->alive[b]; a++) {
			const struct member *x = &w->m[s->v[a].slot];

			if (head_of(x) == head_of(y) ||
			    (s->fixed[a] && s->fixed[b] &&
			     x->story == y->story))
				join(s, s->group[a], b);
		}
	}
}

static void
begin(struct set *s)
{
	for (uint32_t i = 0; i < s->n; i++) {
		s->group[i] = (uint16_t)i;
		s->size[i] = 1;
		s->alive[i] = true;
		for (uint32_t k = 0; k < s->n; k++) {
			s->sum[i][k] = s->chance[i][k];
			s->rivals[i][k] = s->rival[i][k];
		}
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
		for (uint32_t i = 0; i < s->n; i++)
			if (s->alive[i] && (i <= a || s->with[i] == b))
				find_best(s, i);
	}
}
