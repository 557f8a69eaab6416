#include "text/diff_match.h"

#define OFF ((int32_t)DIFF_EDITS_MAX + 2) /* where diagonal 0 stands */

/* A run of common elements half-way on a shortest path. */
struct snake {
	size_t a, b, n;
};

/*
 * Paths from one end of a part.  Diagonal k has b's index = a's - k; NONE:
 * no path of that length ends on it within the part.
 */
#define NONE (-1)

struct walk {
	const struct diff_match *m;
	struct diff_part p;
	int32_t *far; /* ahead or back */
	bool backwards;
};

static bool
is_same(const struct walk *w, int32_t x, int32_t y)
{
	size_t i = (size_t)x, k = (size_t)y;

	if (w->backwards)
		return w->m->a[w->p.a + w->p.an - 1 - i] ==
		       w->m->b[w->p.b + w->p.bn - 1 - k];
	return w->m->a[w->p.a + i] == w->m->b[w->p.b + k];
}

/*
 * The furthest that a path of d edits comes on diagonal k; *from is where its
 * last run of common elements starts.
 */
static int32_t
advance(const struct walk *w, int32_t d, int32_t k, int32_t *from)
{
	int32_t an = (int32_t)w->p.an, bn = (int32_t)w->p.bn, x = NONE;

	if (d == 0)
		x = 0;
	if (d > 0 && k < d && w->far[OFF + k + 1] != NONE &&
	    w->far[OFF + k + 1] - k <= bn)
		x = w->far[OFF + k + 1]; /* one of b more */
	if (d > 0 && k > -d && w->far[OFF + k - 1] != NONE &&
	    w->far[OFF + k - 1] < an && w->far[OFF + k - 1] + 1 > x)
		x = w->far[OFF + k - 1] + 1; /* one of a more */
	*from = x;
	while (x != NONE && x < an && x - k < bn && is_same(w, x, x - k))
		x++;
	w->far[OFF + k] = x;
	return x;
}

/* Whether a path has met one of `other`, which is at most `reach` long. */
static bool
meets(const struct walk *w, const int32_t *other, int32_t k, int32_t reach)
{
	int32_t delta = (int32_t)w->p.an - (int32_t)w->p.bn, o = delta - k;

	return o >= -reach && o <= reach && other[OFF + o] != NONE &&
	       (reach + o) % 2 == 0 &&
	       w->far[OFF + k] + other[OFF + o] >= (int32_t)w->p.an;
}

/* All paths of d edits from one end; true: one met the other end's. */
static bool
walk_on(struct diff_match *m, const struct walk *w, int32_t d,
        const struct walk *other, struct snake *out)
{
	int32_t reach = w->backwards ? d : d - 1;

	for (int32_t k = -d; k <= d; k += 2) {
		int32_t from, x = advance(w, d, k, &from);

		m->steps += 1 + (unsigned)(x - from);
		if (x == NONE || !meets(w, other->far, k, reach))
			continue;
		out->n = (size_t)(x - from);
		if (w->backwards) {
			out->a = w->p.a + w->p.an - (size_t)x;
			out->b = w->p.b + w->p.bn - (size_t)(x - k);
		} else {
			out->a = w->p.a + (size_t)from;
			out->b = w->p.b + (size_t)(from - k);
		}
		return true;
	}
	return false;
}

/* The middle of a shortest path through a part; false: past the bounds. */
static bool
middle_of(struct diff_match *m, struct diff_part p, struct snake *out)
{
	struct walk ahead = { m, p, m->ahead, false };
	struct walk back = { m, p, m->back, true };

	for (int32_t d = 0; d <= (int32_t)DIFF_EDITS_MAX; d++) {
		if (m->steps > DIFF_STEPS_MAX)
			return false;
		if (walk_on(m, &ahead, d, &back, out) ||
		    walk_on(m, &back, d, &ahead, out))
			return true;
	}
	return false;
}

/* Match what a part begins and ends with; what is left is in *p. */
static void
trim(struct diff_match *m, struct diff_part *p)
{
	while (p->an > 0 && p->bn > 0 && m->a[p->a] == m->b[p->b]) {
		m->with[p->a++] = (uint32_t)++p->b;
		p->an--;
		p->bn--;
	}
	while (p->an > 0 && p->bn > 0 &&
	       m->a[p->a + p->an - 1] == m->b[p->b + p->bn - 1]) {
		p->an--;
		m->with[p->a + p->an] = (uint32_t)(p->b + p->bn--);
	}
}

/* The parts get smaller by half of the edits: 12 deep at most. */
void
diff_match(struct diff_match *m, struct diff_part p)
{
	struct snake s;

	trim(m, &p);
	if (p.an == 0 || p.bn == 0)
		return;
	if (!middle_of(m, p, &s)) {
		m->whole = true;
		return;
	}
	for (size_t i = 0; i < s.n; i++)
		m->with[s.a + i] = (uint32_t)(s.b + i + 1);
	diff_match(m, (struct diff_part){ p.a, s.a - p.a, p.b, s.b - p.b });
	diff_match(m, (struct diff_part){ s.a + s.n,
	                                  p.a + p.an - s.a - s.n, s.b + s.n,
	                                  p.b + p.bn - s.b - s.n });
}
