#include "base/rng.h"

#include <sys/random.h>

#include "base/err.h"

uint64_t
rng_next(struct rng *r)
{
	uint64_t z = (r->state += 0x9E3779B97F4A7C15u);

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

uint64_t
rng_below(struct rng *r, uint64_t bound)
{
	if (bound == 0)
		BUG("rng_below: nothing below zero");
	return rng_next(r) % bound;
}

void
rng_secret(void *out, size_t n)
{
	unsigned char *p = out;

	while (n > 0) {
		ssize_t got = getrandom(p, n, 0);

		if (got <= 0)
			BUG("the system's random generator failed");
		p += got;
		n -= (size_t)got;
	}
}
