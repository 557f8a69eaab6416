#include "cluster/sort.h"

/* So few are put in order by insertion, which is quicker up to here. */
#define FEW 40u

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

/* One pass of a radix sort, by eight bits of the keys. */
static void
sort_by(const struct sorted *in, struct sorted *out, size_t n, unsigned shift)
{
	uint32_t start[257] = { 0 };

	for (size_t i = 0; i < n; i++)
		start[(in[i].key >> shift & 0xFF) + 1]++;
	for (size_t i = 1; i < 257; i++)
		start[i] += start[i - 1];
	for (size_t i = 0; i < n; i++)
		out[start[in[i].key >> shift & 0xFF]++] = in[i];
}

void
sort_by_key(struct sorted *v, struct sorted *spare, size_t n)
{
	struct sorted *from = v, *to = spare;
	uint64_t differ = 0;

	if (n <= FEW) {
		insert_all(v, n);
		return;
	}
	for (size_t i = 1; i < n; i++)
		differ |= v[i].key ^ v[0].key;
	for (unsigned shift = 0; shift < 64; shift += 8) {
		struct sorted *was = from;

		/* numbers are small, weights of about one size */
		if ((differ >> shift & 0xFF) == 0)
			continue;
		sort_by(from, to, n, shift);
		from = to;
		to = was;
	}
	if (from != v)
		memcpy(v, from, n * sizeof(*v));
}
