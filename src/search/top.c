#include "search/top.h"

#include <stdlib.h>
#include <string.h>

bool
top_is_before(const struct found *a, const struct found *b)
{
	if (a->score != b->score)
		return a->score > b->score;
	if (a->time_s != b->time_s)
		return a->time_s > b->time_s;
	return a->id > b->id;
}

/* Where a document of the same story is kept; n when none is. */
static size_t
place_of_story(const struct top *t, int64_t story)
{
	size_t i = 0;

	while (i < t->n && t->v[i].story != story)
		i++;
	return i;
}

void
top_offer(struct top *t, const struct found *f)
{
	size_t low = 0, high, leaves = t->n;

	if (t->max == 0 ||
	    (t->n == t->max && !top_is_before(f, &t->v[t->n - 1])))
		return;
	if (t->collapse) {
		leaves = place_of_story(t, f->story);
		if (leaves < t->n && !top_is_before(f, &t->v[leaves]))
			return;
	}
	if (leaves == t->n) { /* it takes a new place, or the last one's */
		leaves = t->n < t->max ? t->n : t->n - 1;
		t->n = leaves + 1;
	}
	high = leaves;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (top_is_before(&t->v[middle], f))
			low = middle + 1;
		else
			high = middle;
	}
	memmove(&t->v[low + 1], &t->v[low], (leaves - low) * sizeof(*t->v));
	t->v[low] = *f;
}

static int
order(const void *a, const void *b)
{
	return top_is_before(b, a) ? 1 : -1;
}

void
top_sort(struct top *t)
{
	if (t->n > 1)
		qsort(t->v, t->n, sizeof(*t->v), order);
}
