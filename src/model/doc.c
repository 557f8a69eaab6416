#include "model/doc.h"

#include <assert.h>
#include <stdlib.h>

const char *
diag_text(enum diag d)
{
#define X(name, text) [DIAG_##name] = (text),
	static const char *const texts[DIAG__COUNT] = { DIAG_MAP(X) };
#undef X

	assert((unsigned)d < DIAG__COUNT);
	return texts[d];
}

void
diag_add(struct diags *d, enum diag what, size_t at)
{
	assert((unsigned)what < DIAG__COUNT);
	if (d->count[what]++ == 0)
		d->first_at[what] = at;
}

struct doc *
doc_new(void)
{
	struct arena *mem = xmalloc(sizeof(*mem));
	struct doc *d;

	arena_init(mem, ARENA_BLOCK, DOC_MAX_BYTES);
	d = ARENA_NEW(mem, struct doc);
	assert(d != NULL);
	d->mem = mem;
	return d;
}

void
doc_free(struct doc *d)
{
	struct arena *mem;

	if (d == NULL)
		return;
	mem = d->mem; /* d itself lives in there */
	arena_release(mem);
	free(mem);
}
