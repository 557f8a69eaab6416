#include "base/hash.h"

#include <stdlib.h>

#include <xxhash.h>

#include "base/arena.h"

/* The state is xxhash's own, hidden from whoever includes the header. */
struct hash64 {
	XXH3_state_t *state;
};

struct hash64 *
hash64_new(void)
{
	struct hash64 *h = xmalloc(sizeof(*h));

	h->state = XXH3_createState();
	if (h->state == NULL)
		BUG("no memory for a checksum");
	hash64_clear(h);
	return h;
}

void
hash64_free(struct hash64 *h)
{
	if (h == NULL)
		return;
	XXH3_freeState(h->state);
	free(h);
}

void
hash64_clear(struct hash64 *h)
{
	XXH3_64bits_reset(h->state);
}

void
hash64_put(struct hash64 *h, struct str s)
{
	XXH3_64bits_update(h->state, s.p, s.n);
}

uint64_t
hash64_get(const struct hash64 *h)
{
	return XXH3_64bits_digest(h->state);
}
