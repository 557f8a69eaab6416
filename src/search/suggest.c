#include "search/suggest.h"

struct str
search_suggest(struct arena *mem, struct index *ix, struct store *st,
               const struct ask *ask)
{
	(void)mem;
	(void)ix;
	(void)st;
	(void)ask;
	return STR_EMPTY;
}

size_t
search_complete(struct arena *mem, struct index *ix, struct store *st,
                struct str typed, struct str *out, size_t max)
{
	(void)mem;
	(void)ix;
	(void)st;
	(void)typed;
	(void)out;
	(void)max;
	return 0;
}
