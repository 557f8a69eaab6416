/*
 * Any bytes give a tree whose nodes lie inside their parents, one behind the
 * other; strings of valid UTF-8 stay valid.
 */
#include "fuzz.h"

#include "base/err.h"
#include "extract/skim.h"
#include "text/utf8.h"

static void
check(const struct skim *j, bool valid)
{
	for (uint32_t i = 0; i < j->n; i++) {
		uint32_t k, end = j->v[i].end;

		if (end <= i || end > j->n)
			BUG("a node that ends nowhere");
		if (i > 0 && (j->v[i].parent >= i ||
		              end > j->v[j->v[i].parent].end))
			BUG("a node outside of its parent");
		for (k = skim_begin(i); k < end; k = skim_next(j, k))
			if (j->v[k].parent != i)
				BUG("a child of another parent");
		if (k != end)
			BUG("children that end behind their parent");
		if (valid && !utf8_valid(skim_string(j, i)))
			BUG("invalid UTF-8");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem = ARENA_INIT(ARENA_BLOCK, 64u << 20);
	struct str s = { (const char *)data, size };
	struct skim j;

	if (skim_init(&j, &mem)) {
		skim_add(&j, s);
		skim_add(&j, s);
		check(&j, utf8_valid(s));
	}
	arena_release(&mem);
	return 0;
}
