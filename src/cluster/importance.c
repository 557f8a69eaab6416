#include "cluster/importance.h"

#include <math.h>
#include <stdlib.h>

/* Own texts before copies, so that a copy never is an outlet's first. */
static int
by_outlet(const void *a, const void *b)
{
	const struct importance_article *x = a, *y = b;

	if (x->outlet != y->outlet)
		return x->outlet < y->outlet ? -1 : 1;
	if (x->copy != y->copy)
		return x->copy ? 1 : -1;
	return x->when_s < y->when_s ? -1 : x->when_s > y->when_s;
}

/* By which factor a place on an outlet's own list counts. */
static double
standing(uint32_t list_rank)
{
	if (list_rank == 0 || list_rank > LIST_RANK_MAX)
		return 1;
	return 1 + IMPORTANCE_LISTED *
	                   (1 - log2(list_rank) / log2(LIST_RANK_MAX));
}

static double
share_of(const struct importance_article *a, bool first)
{
	if (a->copy)
		return first ? IMPORTANCE_COPY : IMPORTANCE_COPY_AGAIN;
	return first ? 1 : IMPORTANCE_AGAIN;
}

static double
value(double weight, int64_t newest_s, double memory_s)
{
	return IMPORTANCE_POWER * log2(weight) + (double)newest_s / memory_s;
}

static void
note_rank(uint32_t list_rank, struct importance *out)
{
	if (list_rank == 0)
		return;
	out->listed++;
	if (out->list_rank == 0 || list_rank < out->list_rank)
		out->list_rank = list_rank;
}

void
importance_of(struct importance_article *v, size_t n, struct importance *out)
{
	double rising = 0;

	*out = (struct importance){ .first_s = INT64_MAX,
		                    .newest_s = INT64_MIN };
	qsort(v, n, sizeof(*v), by_outlet);
	for (size_t i = 0; i < n; i++) {
		if (v[i].when_s > out->newest_s)
			out->newest_s = v[i].when_s;
		if (v[i].when_s < out->first_s)
			out->first_s = v[i].when_s;
	}
	for (size_t i = 0; i < n; i++) {
		bool first = i == 0 || v[i].outlet != v[i - 1].outlet;
		double age = (double)(out->newest_s - v[i].when_s);
		double w = share_of(&v[i], first) * standing(v[i].list_rank);

		out->weight += w * exp2(-age / IMPORTANCE_MEMORY_S);
		rising += w * exp2(-age / IMPORTANCE_RISE_S);
		out->outlets += first;
		out->independent += first && !v[i].copy;
		out->copies += v[i].copy;
		out->articles += !v[i].copy;
		note_rank(v[i].list_rank, out);
	}
	out->importance = value(out->weight, out->newest_s,
	                        IMPORTANCE_MEMORY_S);
	out->rise = value(rising, out->newest_s, IMPORTANCE_RISE_S);
}
