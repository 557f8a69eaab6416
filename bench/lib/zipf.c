#include <math.h>

#include "lib/corpus_internal.h"

#define GUIDE_ENTRIES (1u << CORPUS_GUIDE_BITS)

/* Guide entry g: the first number that bits beginning with g may give. */
static void
fill_guide(struct zipf *z)
{
	uint32_t i = 0;

	for (uint32_t g = 0; g < GUIDE_ENTRIES; g++) {
		while (z->sum[i] < g << (32 - CORPUS_GUIDE_BITS))
			i++;
		z->guide[g] = i;
	}
	z->guide[GUIDE_ENTRIES] = z->n - 1;
}

void
zipf_init(struct arena *mem, struct zipf *z, uint32_t n, double lead, double s)
{
	double all = 0, sum = 0;

	z->n = n;
	z->sum = ARENA_ARRAY(mem, uint32_t, n);
	z->guide = ARENA_ARRAY(mem, uint32_t, GUIDE_ENTRIES + 1);
	if (arena_err(mem) != ERR_OK)
		BUG("zipf: memory is full");
	for (uint32_t i = 0; i < n; i++)
		all += pow(i + lead, -s);
	for (uint32_t i = 0; i < n; i++) {
		sum += pow(i + lead, -s);
		z->sum[i] = (uint32_t)(sum / all * UINT32_MAX);
	}
	z->sum[n - 1] = UINT32_MAX;
	fill_guide(z);
}

uint32_t
zipf_draw(const struct zipf *z, uint32_t bits)
{
	uint32_t g = bits >> (32 - CORPUS_GUIDE_BITS);
	uint32_t low = z->guide[g], high = z->guide[g + 1];

	/* the first number whose sum is not below bits */
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (z->sum[mid] < bits)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

double
zipf_part(const struct zipf *z, uint32_t i)
{
	uint32_t before = i == 0 ? 0 : z->sum[i - 1];

	return (double)(z->sum[i] - before) / UINT32_MAX;
}
