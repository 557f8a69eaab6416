#include "cluster/sort.h"

#define RUN 8u /* so many are put in order by insertion */

static void
insert_all(struct sorted *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct sorted x = v[i];
		size_t at = i;

		for (; at > 0 && v[at - 1].key > x.key; at--)
			v[at] = v[at - 1];
		v[at] = x;
	}
}

/*
 * Two runs become one.  Which of two keys is less is as good as random, so
 * nothing branches on it.
 */
static void
merge(const struct sorted *v, size_t mid, size_t n, struct sorted *out)
{
	size_t i = 0, k = mid;

	while (i < mid && k < n) {
		size_t second = v[k].key < v[i].key;

		*out++ = v[second != 0 ? k : i];
		k += second;
		i += 1 - second;
	}
	memcpy(out, v + i, (mid - i) * sizeof(*v));
	memcpy(out + (mid - i), v + k, (n - k) * sizeof(*v));
}

void
sort_by_key(struct sorted *v, struct sorted *spare, size_t n)
{
	struct sorted *from = v, *to = spare;

	for (size_t at = 0; at < n; at += RUN)
		insert_all(v + at, n - at < RUN ? n - at : RUN);
	for (size_t run = RUN; run < n; run *= 2) {
		struct sorted *was = from;

		for (size_t at = 0; at < n; at += 2 * run) {
			size_t both = n - at < 2 * run ? n - at : 2 * run;

			merge(from + at, run < both ? run : both, both,
			      to + at);
		}
		from = to;
		to = was;
	}
	if (from != v)
		memcpy(v, from, n * sizeof(*v));
}
